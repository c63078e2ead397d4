"""What is said beside the amounts: what nobody stated, what is old, an estimate or not known, what the user gave.

A note is a key with its values; the words of each reader stand in the catalogue (`notes.<reader>.<key>`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from compensation.choices import Route
from compensation.telling.answer import Answer, estimate_from, holiday_percent
from compensation.telling.lines import lines
from compensation.telling.subsidies import fund_lines
from compensation.telling.voice import Reader, Voice
from compensation.texts import euros
from compensation.units import cents

Topic = Literal["answers", "stated", "allowance", "cao", "expenses", "wage", "scale", "totals", "cost"]


@dataclass(frozen=True)
class Note:
    """A note: what it is about, the key of its words, and the values that fill them (an `amount` in cents)."""

    about: Topic
    key: str
    values: dict[str, Any] = field(default_factory=dict)


def notes(answer: Answer, *about: Topic) -> list[Note]:
    """The notes on a result in the order in which they are told: all of them, or those about some topics."""
    found = (_answers, _stated, _allowance, _cao, _expenses, _wage, _scale, _totals, _cost)
    return [note for part in found for note in part(answer) if not about or note.about in about]


def said(answer: Answer, reader: Reader, lang: str, *about: Topic) -> list[str]:
    """The notes in the words of a reader; a note that has none for this reader is not theirs."""
    voice = Voice("notes", reader, lang)
    told = [
        voice.say(note.key, **{k: euros(v, lang) if k == "amount" else v for k, v in note.values.items()})
        for note in notes(answer, *about)
        if voice.has(note.key)
    ]
    if voice.has("subsidy") and (not about or "cost" in about):  # money for the employer is for who pays the cost
        told += [line.text for line in fund_lines(answer, lang)]
    return told


def _answers(answer: Answer) -> Iterator[Note]:
    if all(leg.mode == "none" for leg in answer.placement.legs) and not answer.placement.costs:
        yield Note("answers", "no_costs")


def _stated(answer: Answer) -> Iterator[Note]:
    """What nobody stated, where something else was: else the headline asks."""
    amount = answer.assessment.totals.not_stated
    if amount and answer.anything_stated:
        yield Note("stated", "not_stated", {"amount": cents(amount)})


def _allowance(answer: Answer) -> Iterator[Note]:
    pay = answer.assessment.allowance
    if pay is None:
        return
    if pay.stale_since is not None:
        yield Note("allowance", "stale_sector" if pay.basis == "sector" else "stale", {"day": pay.stale_since})
    if pay.norm is None:
        yield Note("allowance", "norm_unknown")
    elif not answer.norm_known:
        yield Note("allowance", "norm_partly_unknown")


def _cao(answer: Answer) -> Iterator[Note]:
    if answer.scheme_name is not None and not answer.cao_known:
        yield Note("cao", "cao_unknown", {"scheme": answer.scheme_name})
    if answer.earns and answer.pay_stated and answer.cao_may_ask_more:  # until then the sheet says so
        yield Note("cao", "cao_wage" if answer.placement.cao.status == "applies" else "cao_wage_possible")


def _expenses(answer: Answer) -> Iterator[Note]:
    for line in lines(answer):
        if line.name == "travel" and line.certainty.estimated:
            yield Note("expenses", "travel_estimated")
    if answer.assessment.line("travel") is None and any(s.id.endswith("travel_free") for s in answer.steps("travel")):
        yield Note("expenses", "travel_free")
    amount = answer.assessment.expenses_total.estimate
    if amount:
        yield Note("expenses", "expenses_estimate", {"amount": cents(amount)})


def _wage(answer: Answer) -> Iterator[Note]:
    wage, given = answer.assessment.wage, answer.placement.assume.adult_hourly_minimum
    if wage is None:
        return
    if given is not None:
        yield Note("wage", "given", {"amount": cents(given.amount), "day": given.from_})
    if wage.coverage == "all":
        return
    until = wage.covered_until
    yield Note("wage", "wage_unknown") if until is None else Note("wage", "wage_known_until", {"until": until})
    if estimate := wage.estimate + wage.holiday_allowance_estimate:
        first = estimate_from(answer)
        yield Note("wage", "wage_estimate", {"amount": cents(estimate), "day": first})


def _scale(answer: Answer) -> Iterator[Note]:
    """Which youth scale holds, where a cao of the sector excludes the lower bbl scale."""
    placement, schemes = answer.placement, answer.book.schemes
    if placement.route != Route.BBL.word:
        return
    if placement.cao.status != "applies":
        names = [s.name for s in schemes.values() if s.sector == placement.sector and s.bbl_scale == "regular"]
        if names:
            yield Note("scale", "scale_possible", {"schemes": ", ".join(names)})
    elif placement.cao.scheme is not None and schemes[placement.cao.scheme].bbl_scale == "regular":
        yield Note("scale", "scale_of_cao", {"scheme": schemes[placement.cao.scheme].name})


def _totals(answer: Answer) -> Iterator[Note]:
    totals = answer.assessment.totals
    wage, percent = answer.assessment.wage, holiday_percent(answer)
    if wage is not None and percent is not None and wage.stated:
        # A cent for each entry may come of rounding.
        least = wage.due * percent / 100 + Decimal(len(answer.assessment.ledger)) / 100
        if wage.holiday_allowance_due > least:
            yield Note("totals", "holiday_on_offer", {"percent": percent})
    if totals.gap != max(totals.owed - totals.offered - totals.not_stated, Decimal(0)):
        yield Note("totals", "uneven")


def _cost(answer: Answer) -> Iterator[Note]:
    cost = answer.assessment.employer_cost
    if cost.estimate.health_levy:
        yield Note("cost", "levy_estimate", {"amount": cents(cost.estimate.health_levy)})
    if cost.subsidy_indication is not None:
        yield Note("cost", "subsidy", {"amount": cents(cost.subsidy_indication)})
