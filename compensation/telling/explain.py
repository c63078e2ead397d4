"""Steps in words: Dutch (B1) or English sentences built from the quantities that were computed.

Nothing is computed here. Steps that follow one another with the same numbers (whole months) become one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from compensation.assessment import Assessment
from compensation.reading.step import Quantity, RuleRef, Step
from compensation.rulebook import RuleBook, load_rulebook
from compensation.texts import catalogue, day, day_in_year, euros, exact_euros, month, number, span, text


def chapter(step: Step) -> str:
    """The chapter of the law that a step belongs to: travel, expenses, allowance, wage, test, cost or totals."""
    return step.id.partition(".")[0]


@dataclass(frozen=True)
class Explained:
    """A step and the sentence that says it. `last` is the end of the run of equal steps that it stands for."""

    section: str
    step: Step
    text: str
    sources: tuple[RuleRef, ...]
    last: Step


def explain(assessment: Assessment, lang: str, rulebook: RuleBook | None = None) -> list[Explained]:
    """All steps of an assessment in words, in the order in which a reader follows the answer."""
    book = rulebook or load_rulebook()
    return [
        Explained(chapter(run[0]), run[0], sentence(run, lang, book), tuple(run[0].rules), run[-1])
        for run in runs(step for step in assessment.steps if not _month_of_nothing(step))
    ]


def _month_of_nothing(step: Step) -> bool:
    """Where nothing is due there is no month of it either, and no norm whose amount that would be."""
    return step.id.endswith("norm_full_month") and step.result is not None and not Decimal(str(step.result.value))


def runs(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Runs of whole months that are told in one sentence, steps with one id kept together where they alternate."""
    waiting: dict[str, list[Step]] = {}
    section = ""
    for step in steps:
        if chapter(step) != section or "from" not in step.quantities:
            yield from waiting.values()
            waiting, section = {}, chapter(step)
        run = waiting.get(step.id)
        if run and _continues(run[-1], step):
            run.append(step)
        elif run:
            # A new run of one id ends the runs of the others too: the order of time stays readable.
            yield from waiting.values()
            waiting = {step.id: [step]}
        else:
            waiting[step.id] = [step]
    yield from waiting.values()


def _continues(before: Step, step: Step) -> bool:
    """Whether a step is the next whole month with the same numbers as the one before."""
    if before.result != step.result or "to" not in step.quantities:
        return False
    if not (_whole_month(before) and _whole_month(step)):
        return False
    follows = _date(before, "to") + timedelta(days=1) == _date(step, "from")
    varying = ("from", "to", "months", "times")
    same = {k: v for k, v in before.quantities.items() if k not in varying} == {
        k: v for k, v in step.quantities.items() if k not in varying
    }
    shares = all(_same_share(before.quantities.get(k), step.quantities.get(k)) for k in ("months", "times"))
    return follows and same and shares and before.rules == step.rules


def _same_share(one: Quantity | None, other: Quantity | None) -> bool:
    """Equal quantities, or two whole months (30/30 and 31/31)."""
    if one is None or other is None or one == other:
        return one == other
    return _is_whole(one) and _is_whole(other)


def _is_whole(quantity: Quantity) -> bool:
    parts = str(quantity.value).split("/")
    return quantity.unit == "share" and parts[0] == parts[-1]


def _date(step: Step, name: str) -> date:
    return date.fromisoformat(str(step.quantities[name].value))


def _whole_month(step: Step) -> bool:
    first, last = _date(step, "from"), _date(step, "to")
    return first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month


def sentence(run: list[Step], lang: str, book: RuleBook) -> str:
    """The sentence of a run of equal steps."""
    step = run[0]
    values = {name: written(quantity, lang, book) for name, quantity in step.quantities.items()}
    if "to" in step.quantities:
        values["period"] = period(_date(step, "from"), _date(run[-1], "to"), lang, months=len(run))
    if step.result is not None:
        values["result"] = written(step.result, lang, book)
    return text(f"steps.{step.id}", lang, **values)


def period(first: date, last: date, lang: str, *, months: int = 1) -> str:
    """A period in words: februari 2026; 2 tot en met 20 februari 2026; maart 2026 tot en met mei 2026, elke maand."""
    if months > 1:
        return text("period.months", lang, first=month(first, lang), last=month(last, lang))
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.month == last.month:
        return text("period.month", lang, month=month(first, lang))
    if first == last:
        return text("period.day", lang, first=first)
    if first.year != last.year:
        return text("period.days", lang, first=first, last=last)
    if first.month != last.month:
        return text("period.days_of_year", lang, day=day_in_year(first, lang), last=last)
    return text("period.days_of_month", lang, day=first.day, last=last)


def written(quantity: Quantity, lang: str, book: RuleBook) -> str:
    """A quantity as people write it, with its unit."""
    if isinstance(quantity.value, list):
        return _listed(quantity.value, lang)
    value = quantity.value
    if quantity.unit == "eur":
        return euros(int(Decimal(value).scaleb(2)), lang)
    if quantity.unit == "eur_per_km":
        return exact_euros(Decimal(value), lang)
    if quantity.unit == "date":
        return day(date.fromisoformat(value), lang)
    if quantity.unit == "key":
        return word(value, lang, book)
    if quantity.unit in ("share", "text"):
        return value
    if quantity.unit == "months":
        return span(int(value), lang)
    if quantity.unit == "number":
        return number(value, lang)
    return text(f"units.{quantity.unit}", lang, n=number(value, lang))


def word(key: str, lang: str, book: RuleBook) -> str:
    """A word of the contract (`cost.vog`, `force.pact`): what the rule book names it, else what the catalogue does."""
    kind, _, name = key.partition(".")
    if kind == "cost":
        return book.kind_name(name, lang)
    if kind in ("norm", "basis") and name in book.norms:
        return book.norms[name].name[lang]
    return catalogue(lang).get(f"words.{key}", name)


def _listed(values: list[str], lang: str) -> str:
    """A list of catalogue words, gates with their limit (name:value), or schemes with their amount (name=cents)."""
    parts = []
    for value in values:
        name, equals, cents = value.rpartition("=")
        gate, colon, limit = value.partition(":")
        if equals:
            parts.append(f"{name} {euros(int(cents), lang)}")
        elif colon:
            parts.append(text(f"words.gates.{gate}", lang, value=number(limit, lang)))
        else:
            words = catalogue(lang)
            parts.append(words.get(f"words.gates.{value}") or words.get(f"words.answers.{value}", value))
    return ", ".join(parts)
