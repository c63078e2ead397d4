"""An offer with all that follows from it: its cost, what it falls short of, and why it is refused where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from compensation.assessing import assess
from compensation.compare.agreements.cost import Cost, Month, Span, by_month, by_payslips, spans
from compensation.compare.agreements.fitting import fitting, unnamed
from compensation.compare.agreements.terms import Pay, Terms, data_of, pay_name, written
from compensation.placement import PlacementError, read_placement
from compensation.placement.parts import found_in
from compensation.telling.answer import Answer, a_month
from compensation.telling.grounds import Rung
from compensation.telling.lines import by_rung, comes_by_the_month, cost_lines
from compensation.telling.refusal import Refusal, refusals
from compensation.units import cents, half_up


@dataclass(frozen=True)
class Stretch:
    """Days with one pay. `a_month`: what they cost on average in a month, in cents, what comes once left out.

    `known` is False where some of that is an estimate.
    """

    pay: Pay
    last: date
    a_month: int
    known: bool


@dataclass(frozen=True)
class Offer:
    """Terms and the placement that has them for its offer."""

    terms: Terms
    answer: Answer

    @cached_property
    def spans(self) -> list[Span]:
        """What it costs, entry by entry."""
        placement = self.answer.placement
        found = spans(placement, self.answer.book)
        if not self.answer.earns or any(not closed.paid for closed in placement.closed):
            return found  # days without pay are on the payslip of their own month
        return list(by_payslips(found, self._fixed_from))

    @cached_property
    def months(self) -> list[Month]:
        """What it costs by calendar month."""
        return by_month(self.spans)

    def _fixed_from(self, day: date) -> date | None:
        pay = [pay for pay in self.terms.pay if pay.from_ <= day][-1]
        return pay.from_ if pay.per == "month" else None

    @property
    def known(self) -> Cost:
        """What it costs in the days whose rules are known."""
        return sum((span.known for span in self.spans), Cost())

    @property
    def estimate(self) -> Cost:
        """What comes to it, at the last known rules."""
        return sum((span.estimate for span in self.spans), Cost())

    @property
    def total(self) -> int:
        """Known and estimate together, in cents: the assessment's own cost of the offer."""
        cost = self.answer.assessment.cost_of_offer
        return 0 if cost is None else cents(cost.total)

    @property
    def probably_more(self) -> int:
        """What a wage will probably cost more, in cents: where the minimum is not known it is below the estimate."""
        due = self.answer.assessment.employer_cost.estimate
        if not self.answer.earns:
            return 0
        parts = ("wage", "holiday_allowance", "health_levy")
        more = sum(cents(getattr(due, part) or Decimal(0)) - getattr(self.estimate, part) for part in parts)
        # A cent or two for each entry come of rounding a wage by the month.
        return more if more > 2 * len(self.spans) else 0

    @property
    def estimated_from(self) -> date | None:
        """The first day of which something is an estimate; None where all is known."""
        return next((span.first for span in self.spans if span.estimate.total), None)

    @property
    def not_stated(self) -> Decimal:
        """What is owed and nobody said who pays it: in no cost."""
        return self.answer.assessment.totals.not_stated

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Kinds of cost of which something is owed, and of which it was not said what is paid back."""
        return tuple(unnamed(self.answer))

    @property
    def once(self) -> int:
        """What of the cost comes once, in cents."""
        return sum(cents(line.paid) for line in cost_lines(self.answer) if not line.average)

    @property
    def short(self) -> dict[Rung, Decimal]:
        """What it falls short of, by how hard that stands, hardest first."""
        return {rung: amounts.short for rung, amounts in by_rung(self.answer).items() if amounts.short}

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why it cannot be agreed; empty when it can."""
        return refusals(self.answer)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Its pay by the days on which it changes, with what each costs."""
        ends = [*(pay.from_ for pay in self.terms.pay[1:]), None]
        return [self._stretch(pay, end) for pay, end in zip(self.terms.pay, ends, strict=True)]

    def _stretch(self, pay: Pay, end: date | None) -> Stretch:
        found = [span for span in self.spans if pay.from_ <= span.first and (end is None or span.first < end)]
        cost = sum((span.known + span.estimate for span in found), Cost())
        length = sum((span.months for span in found), Fraction(0))
        recurring = cost.expenses - self._once_from(pay.from_, end)
        of_pay = (cost.total - cost.expenses) / length if length else Fraction(0)  # exactly: it was paid by the part
        by_month = all(comes_by_the_month(self.answer, one.name) for one in cost_lines(self.answer) if one.average)
        monthly = (
            a_month(recurring, length, exactly=by_month) + half_up(of_pay.numerator, of_pay.denominator)
            if length
            else 0
        )
        last = found[-1].last if found else pay.from_
        return Stretch(pay, last, monthly, not any(span.estimate.total for span in found))

    def _once_from(self, first: date, end: date | None) -> int:
        placement = self.answer.placement
        paid = {line.name: cents(line.paid) for line in cost_lines(self.answer) if not line.average}
        days = dict.fromkeys(paid, placement.start)
        days |= {cost.kind: cost.from_ or placement.start for cost in placement.costs if cost.kind in paid}
        return sum(paid[kind] for kind, day in days.items() if first <= day and (end is None or day < end))


# ---------------------------------------------------------------- offers to choose from


def with_terms(answer: Answer, terms: Terms) -> Offer:
    """The placement with other terms. Raises PlacementError where these cannot be written."""
    placement = read_placement(written(data_of(answer.placement), terms))
    return Offer(terms, Answer(placement, assess(placement, answer.book), answer.book))


def chosen(answer: Answer) -> Offer | None:
    """What the placement offers as it stands; None where no pay was stated."""
    pay = tuple(_pay_of(answer))
    return Offer(Terms(pay), answer) if pay else None


def fitting_offer(answer: Answer) -> Offer | None:
    """The offer that fits; None where nobody knows what that is, or where it changes more often than can be written."""
    terms = fitting(answer)
    try:
        return None if terms is None else with_terms(answer, terms)
    except PlacementError:
        return None


def own_offer(answer: Answer, amounts: list[tuple[date, Decimal]], per: str) -> Offer:
    """An offer of one's own: amounts by the days from which they are paid, the first from the first day."""
    days = [(answer.placement.start, amounts[0][1])]
    days += [after for before, after in pairwise(amounts) if after[1] != before[1]]
    return with_terms(answer, Terms(tuple(Pay(day, amount, per) for day, amount in days)))


def nothing(answer: Answer) -> Offer:
    """No allowance."""
    return with_terms(answer, Terms((Pay(answer.placement.start, Decimal(0)),)))


def _pay_of(answer: Answer) -> Iterator[Pay]:
    placement = answer.placement
    name = pay_name(placement.route)
    held = [(placement.start, getattr(placement.offer, name))]
    held += [(change.from_, found_in(change, f"offer.{name}")) for change in placement.changes]
    if held[0][1] is None:
        if answer.pay_stated:  # this is all: nothing is paid
            yield Pay(placement.start, Decimal(0))
        return
    wage = answer.assessment.wage
    estimates = {(row.from_, row.amount, "month") for row in wage.monthly if not row.known} if wage else set()
    for day, pay in held:
        if pay is not None:  # what was taken from an estimate is still one
            yield Pay(day, pay.amount, pay.per, (day, pay.amount, pay.per) not in estimates)


def is_same_pay(one: Terms, other: Terms) -> bool:
    """Whether two terms pay the same, whoever chose them."""

    def said(terms: Terms) -> list[tuple[date, Decimal, str]]:
        return [(pay.from_, pay.amount, pay.per) for pay in terms.pay]

    return said(one) == said(other)
