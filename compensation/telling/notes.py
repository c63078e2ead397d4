"""What is said beside the amounts: what is old, estimated, unknown or only announced, and what an amount leaves out.

A note is a key with its values; the words of each reader stand in the catalogue (`notes.<reader>.<key>`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from compensation.placement.model import Route
from compensation.telling.answer import Answer
from compensation.telling.lines import lines
from compensation.telling.voice import Reader, Voice
from compensation.texts import euros
from compensation.units import cents

Topic = Literal["answers", "allowance", "cao", "wage", "scale", "expenses", "totals", "cost"]


@dataclass(frozen=True)
class Note:
    """A note: what it is about, the key of its words, and the values that fill them (an `amount` in cents)."""

    about: Topic
    key: str
    values: dict[str, Any] = field(default_factory=dict)


def notes(answer: Answer, *about: Topic) -> list[Note]:
    """The notes on a result in the order in which they are told: all of them, or those about some topics."""
    found = (_answers, _allowance, _cao, _expenses, _wage, _scale, _totals, _cost)
    return [note for part in found for note in part(answer) if not about or note.about in about]


def said(answer: Answer, reader: Reader, lang: str, *about: Topic) -> list[str]:
    """The notes in the words of a reader; a note that has none for this reader is not theirs."""
    voice = Voice("notes", reader, lang)
    return [
        voice.say(note.key, **{k: euros(v, lang) if k == "amount" else v for k, v in note.values.items()})
        for note in notes(answer, *about)
        if voice.has(note.key)
    ]


def _answers(answer: Answer) -> Iterator[Note]:
    if answer.placement.travel.mode == "none" and not answer.placement.costs:
        yield Note("answers", "no_costs")


def _allowance(answer: Answer) -> Iterator[Note]:
    pay, offer = answer.assessment.allowance, answer.placement.offer
    if pay is None:
        return
    if pay.gap and offer.allowance is None:
        yield Note("allowance", "pay_not_stated", {"amount": cents(pay.offered)})
    if pay.stale_since is not None:
        yield Note("allowance", "stale_sector" if pay.basis == "sector" else "stale", {"day": pay.stale_since})


def _cao(answer: Answer) -> Iterator[Note]:
    if answer.scheme_name is not None and answer.assessment.finding("allowance_cao").status == "cannot_tell":
        yield Note("cao", "cao_unknown", {"scheme": answer.scheme_name})


def _wage(answer: Answer) -> Iterator[Note]:
    wage = answer.assessment.wage
    if wage is None or answer.all_covered:
        return
    until = wage.covered_until
    yield Note("wage", "wage_unknown") if until is None else Note("wage", "wage_known_until", {"until": until})
    if wage.indication_after is not None:
        yield Note("wage", "wage_indication", {"amount": cents(wage.indication_after)})


def _scale(answer: Answer) -> Iterator[Note]:
    """Which youth scale holds, where a cao of the sector excludes the lower bbl scale."""
    placement, schemes = answer.placement, answer.book.schemes
    if placement.route is not Route.BBL:
        return
    if placement.cao.status != "applies":
        names = [s.name for s in schemes.values() if s.sector == placement.sector and s.bbl_scale == "regular"]
        if names:
            yield Note("scale", "scale_possible", {"schemes": ", ".join(names)})
    elif placement.cao.scheme is not None and schemes[placement.cao.scheme].bbl_scale == "regular":
        yield Note("scale", "scale_of_cao", {"scheme": schemes[placement.cao.scheme].name})


def _expenses(answer: Answer) -> Iterator[Note]:
    found = [line.certainty for line in lines(answer) if line.name == "travel"]
    if any(certainty.partly_unknown for certainty in found):
        yield Note("expenses", "travel_unknown")
    elif any(certainty.estimated for certainty in found):
        yield Note("expenses", "travel_estimated")


def _totals(answer: Answer) -> Iterator[Note]:
    totals = answer.assessment.totals
    if answer.anything_stated and totals.gap != max(totals.owed - totals.offered, Decimal(0)):
        yield Note("totals", "uneven")


def _cost(answer: Answer) -> Iterator[Note]:
    cost = answer.assessment.employer_cost
    pays = bool(cost.allowance or cost.wage)
    if pays and any(answer.version_on("employer_health_levy", e.from_) is None for e in answer.assessment.ledger):
        yield Note("cost", "levy_unknown")
    if cost.subsidy_indication is not None:
        yield Note("cost", "subsidy", {"amount": cents(cost.subsidy_indication)})
