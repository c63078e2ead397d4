"""What an offer costs by month: the amounts that the law gives for each entry, known and estimate apart.

Together they are the `cost_of_offer` of the assessment. An estimate is the wage of days whose minimum is not known yet,
with its holiday allowance and levy, a levy at an old rate, and travel at old fares: the same as in the employer's cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from compensation.calendar import month_length, month_of, month_start, to_date, to_day
from compensation.law.ledger import Entry
from compensation.law.minimum_wage import earns_wage
from compensation.law.result import Amounts
from compensation.placement import Placement
from compensation.placement.cases import case_of
from compensation.reading import plain
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.units import half_up

PARTS = ("expenses", "allowance", "wage", "holiday_allowance", "health_levy")
_OF_A_WAGE = PARTS[2:]


@dataclass(frozen=True)
class Cost:
    """Whole cents, by part."""

    expenses: int = 0
    allowance: int = 0
    wage: int = 0
    holiday_allowance: int = 0
    health_levy: int = 0

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(astuple(self))

    def __add__(self, other: Cost) -> Cost:
        return Cost(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Span:
    """Days of one entry of the ledger, and what the offer costs in them."""

    first: date
    last: date
    known: Cost
    estimate: Cost

    @property
    def months(self) -> Fraction:
        """How much of its calendar month it is."""
        return Fraction((self.last - self.first).days + 1, month_length(month_of(to_day(self.first))))


@dataclass(frozen=True)
class Month:
    """A calendar month, and what the offer costs in it."""

    first: date
    known: Cost
    estimate: Cost


def spans(placement: Placement, book: RuleBook) -> list[Span]:
    """What the offer of a placement costs, entry by entry."""
    case, tables = case_of(placement, book)
    earns, full = earns_wage(case), _travel_is_repaid_in_full(placement)
    ledger = plain.read(case, tables, freeze(book)).ledger
    return [_span(entry, amounts, earns, full) for entry, amounts, _ in ledger]


def by_payslips(found: list[Span], fixed_from: Callable[[date], date | None]) -> Iterator[Span]:
    """The same, where days have one wage a month: that is one amount on each payslip, however many days a month has.

    `fixed_from`: since when the wage a month of a day holds; None where it is no wage a month. What its days come to
    together is the law's, and stays: it is shared out over their months.
    """

    def run(span: Span) -> tuple[date | None, int, bool]:
        return fixed_from(span.first), span.first.year, bool(span.estimate.wage)

    for (since, _, _), together in groupby(found, run):
        with_one_pay = list(together)
        yield from with_one_pay if since is None else _shared_out(with_one_pay)


def _shared_out(found: list[Span]) -> Iterator[Span]:
    """What spans cost as a wage, by the part of a month that each is; all together to the cent."""
    known, estimate = sum((span.known for span in found), Cost()), sum((span.estimate for span in found), Cost())
    whole, before = sum((span.months for span in found), Fraction(0)), Fraction(0)
    for span in found:
        part = before / whole, (before := before + span.months) / whole
        yield replace(
            span,
            known=replace(span.known, **_part(known, *part)),
            estimate=replace(span.estimate, **_part(estimate, *part)),
        )


def _part(total: Cost, first: Fraction, last: Fraction) -> dict[str, int]:
    """What of a wage comes between two shares of the whole."""
    wages = {name: getattr(total, name) for name in _OF_A_WAGE}
    return {name: _to(wage, last) - _to(wage, first) for name, wage in wages.items()}


def _to(total: int, share: Fraction) -> int:
    """What of a total has been given out when a share of it has."""
    return half_up(total * share.numerator, share.denominator)


def by_month(found: list[Span]) -> list[Month]:
    """The same by calendar month; a month without a day of the placement is not there."""
    months: dict[int, tuple[Cost, Cost]] = {}
    for span in found:
        month = month_of(to_day(span.first))
        known, estimate = months.get(month, (Cost(), Cost()))
        months[month] = known + span.known, estimate + span.estimate
    return [Month(to_date(month_start(month)), *costs) for month, costs in months.items()]


def _span(entry: Entry, amounts: Amounts, earns: bool, travel_in_full: bool) -> Span:
    travel = min(amounts.travel_estimate, amounts.promised_expenses) if amounts.travel_unknown and travel_in_full else 0
    known, estimate = Cost(expenses=amounts.promised_expenses - travel), Cost(expenses=travel)
    pay = (
        Cost(wage=amounts.wage_offered, holiday_allowance=amounts.holiday_offered)
        if earns
        else Cost(allowance=amounts.allowance_offered)
    )
    levy = Cost(health_levy=amounts.levy_of_offer)
    if amounts.estimated:
        estimate += pay + levy
    elif amounts.levy_estimate:
        known, estimate = known + pay, estimate + levy
    else:
        known += pay + levy
    return Span(to_date(entry.first), to_date(entry.last), known, estimate)


def _travel_is_repaid_in_full(placement: Placement) -> bool:
    return any(item.kind == "travel" and item.full for item in placement.offer.reimbursements)
