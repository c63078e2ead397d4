"""The employer's budget as a workbook: what an offer costs by month and by year, known and estimate apart.

The first sheet says what the figures are and what is not in them. Nothing in it is personal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from compensation.compare.agreements import PARTS, Cost, Month, Offer, chosen, fitting_offer
from compensation.telling.answer import Answer
from compensation.telling.refusal import refusal_words
from compensation.telling.subsidies import subsidy_lines
from compensation.texts import euros, text
from compensation.units import cents

if TYPE_CHECKING:
    from compensation.papers.workbook import Column

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: No employer has more places than this in one year.
MOST_PLACES = 1_000


def budget_bytes(offer: Offer, places: int, lang: str, *, fits: bool = False) -> bytes:
    """The workbook of an offer for so many places; `fits`: nobody chose it, it is what would fit.

    Raises ValueError for fewer places than one or more than MOST_PLACES.
    """
    from compensation.papers.workbook import Sheets  # its library is for files only

    if not 1 <= places <= MOST_PLACES:
        raise ValueError(places)

    def say(key: str, **values: Any) -> str:
        return text(f"budget.{key}", lang, **values)

    book = Sheets(say("head.about"), offer.answer.assessment.receipt.assessed_on)
    book.lines(say("sheet.about"), say("head.about"), _about(offer, places, lang, fits))
    book.table(say("sheet.months"), _months(offer, lang))
    book.table(say("sheet.years"), _years(offer, places, lang))
    return book.made()


def budget_of(answer: Answer, places: int, lang: str) -> bytes | None:
    """The workbook of what a placement offers, or of what would fit; None where neither is known."""
    offer = chosen(answer)
    shown = offer or fitting_offer(answer)
    return None if shown is None else budget_bytes(shown, places, lang, fits=offer is None)


def budget_name(lang: str) -> str:
    """A name for the file, without anything personal."""
    return f"{text('budget.file', lang)}.xlsx"


def _about(offer: Offer, places: int, lang: str, fits: bool) -> Iterator[str]:
    """What the figures are: each sentence in a row of its own."""
    placement = offer.answer.placement

    def say(key: str, **values: Any) -> str:
        return text(f"budget.about.{key}", lang, **values)

    yield say("what", start=placement.start, end=placement.end)
    yield say("fits" if fits else "chosen")
    for pay in offer.terms.pay:
        per = text(f"agree.per.{pay.per}", lang)
        key = "pay" if pay.known else "pay_estimate"
        yield say(key, day=pay.from_, amount=euros(cents(pay.amount), lang), per=per)
    yield say("place") if places == 1 else say("places", places=places)
    if offer.estimate.total:
        yield say("estimate")
    yield from (refusal_words(refused, lang) for refused in offer.refusals)
    if offer.probably_more:
        yield text("agree.probably_more", lang, day=offer.estimated_from, amount=euros(offer.probably_more, lang))
    if offer.not_stated:
        yield say("not_stated", amount=euros(cents(offer.not_stated), lang))
    yield say("without" if offer.answer.earns else "without_allowance")
    yield from (line.text for line in subsidy_lines(offer.answer, lang))
    yield say("source", version=offer.answer.assessment.receipt.version)


def _months(offer: Offer, lang: str) -> list[Column]:
    """A row for each calendar month, for one place. A part that is still to come is empty, and never nothing."""
    from compensation.papers.workbook import Column

    months = offer.months
    columns = [Column(text("budget.head.month", lang), "day", [month.first for month in months])]
    for part in _used(months):
        known = [(getattr(month.known, part), getattr(month.estimate, part)) for month in months]
        columns.append(Column(text(f"budget.head.{part}", lang), "money", [_known(*costs) for costs in known]))
    return [*columns, *_sums([month.known for month in months], [month.estimate for month in months], lang)]


def _years(offer: Offer, places: int, lang: str) -> list[Column]:
    """A row for each calendar year, for one place and for all of them."""
    from compensation.papers.workbook import Column

    years = [(year, list(found)) for year, found in groupby(offer.months, lambda month: month.first.year)]
    known = [sum((month.known for month in found), Cost()) for _, found in years]
    estimate = [sum((month.estimate for month in found), Cost()) for _, found in years]
    columns = [Column(text("budget.head.year", lang), "number", [year for year, _ in years])]
    columns += _sums(known, estimate, lang)
    if places > 1:
        columns += _sums([_times(cost, places) for cost in known], [_times(c, places) for c in estimate], lang, places)
    return columns


def _sums(known: list[Cost], estimate: list[Cost], lang: str, places: int = 1) -> list[Column]:
    """Known, estimate and together, each in a column; the estimate only where there is one."""
    from compensation.papers.workbook import Column

    def column(name: str, cells: list[Decimal | None]) -> Column:
        key = f"budget.head.{name}" if places == 1 else f"budget.head.{name}_places"
        return Column(text(key, lang, places=places), "money", cells)

    both = [(one.total, two.total) for one, two in zip(known, estimate, strict=True)]
    columns = [column("known", [_known(*totals) for totals in both])]
    if any(later for _, later in both):
        columns.append(column("estimate", [_euros(later) if later else None for _, later in both]))
        columns.append(column("together", [_euros(sum(totals)) for totals in both]))
    return columns


def _used(months: list[Month]) -> list[str]:
    return [part for part in PARTS if any(getattr(month.known, part) for month in months)]


def _times(cost: Cost, places: int) -> Cost:
    return Cost(*(part * places for part in astuple(cost)))


def _known(known: int, estimate: int) -> Decimal | None:
    """What is known of a cost; None where all of it is an estimate."""
    return None if estimate and not known else _euros(known)


def _euros(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)
