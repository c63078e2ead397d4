"""What it costs the employer to pay what is owed, or what is offered where that is more; and what is offered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .allowance import Allowance
from .amounts import cents, euros, exact
from .data import Data
from .days import Entry, dates_of
from .expenses import Expenses, all_promised_cents
from .reading import Placement
from .wage import Wage

FIRST_MONTH_OF_STUDY_YEAR = 8


@dataclass
class Cost:
    expenses: int
    allowance: int | None
    wage: int | None
    holiday_allowance: int | None
    health_levy: int = 0

    @property
    def total(self) -> int:
        parts = (self.expenses, self.allowance, self.wage, self.holiday_allowance, self.health_levy)
        return sum(part or 0 for part in parts)


@dataclass(frozen=True)
class EmployerCost:
    known: Cost
    estimate: Cost
    subsidy: int | None


def cost_with_allowance(
    entries: list[Entry], placement: Placement, data: Data, allowance: Allowance, expenses: Expenses
) -> EmployerCost:
    known, estimate = Cost(expenses.owed, 0, None, None), Cost(expenses.estimate, 0, None, None)
    for entry, item, offered in zip(entries, allowance.entries, allowance.offered_per_entry, strict=True):
        norm = item.norm or 0
        paid = norm if placement.includes_expenses else max(norm, offered)
        known.allowance += paid
        _add_levy(entry, paid, data, known, estimate)
    return EmployerCost(known, estimate, None)


def cost_with_wage(
    entries: list[Entry], placement: Placement, data: Data, wage: Wage, expenses: Expenses
) -> EmployerCost:
    known, estimate = Cost(expenses.owed, None, 0, 0), Cost(expenses.estimate, None, 0, 0)
    for entry, item in zip(entries, wage.entries, strict=True):
        asked = item.due or item.estimate
        cost = known if item.estimate is None else estimate
        paid = max(0 if asked is None else asked.wage, item.offered)
        holiday = cents(euros(paid) * exact(data.value("holiday_allowance", entry.start)) / 100)
        cost.wage += paid
        cost.holiday_allowance += holiday
        _add_levy(entry, paid + holiday, data, cost, estimate)
    return EmployerCost(known, estimate, subsidy_cents(placement, data) if placement.route == "bbl" else None)


def _add_levy(entry: Entry, base: int, data: Data, cost: Cost, estimate: Cost) -> None:
    """At the rate of the entry's first day; a levy at an old rate is an estimate."""
    if data.rule("employer_health_levy", entry.start) is None:
        cost = estimate
    cost.health_levy += _levy(entry, base, data)


def _levy(entry: Entry, base: int, data: Data) -> int:
    version = data.last_known("employer_health_levy", entry.start)
    return 0 if version is None else cents(euros(base) * exact(version["value"]) / 100)


def cost_of_offer(
    entries: list[Entry],
    placement: Placement,
    data: Data,
    expenses: Expenses,
    allowance: Allowance | None,
    wage: Wage | None,
) -> Cost | None:
    """All that is promised, in every entry; None when nothing is stated."""
    if not placement.states_something:
        return None
    promised = all_promised_cents(expenses, entries, placement)
    if allowance is not None:
        pay = allowance.offered_per_entry
        cost = Cost(promised, sum(pay), None, None)
    else:
        assert wage is not None
        holiday = [item.holiday_offered for item in wage.entries]
        pay = [item.offered + item.holiday_offered for item in wage.entries]
        cost = Cost(promised, None, sum(item.offered for item in wage.entries), sum(holiday))
    cost.health_levy = sum(_levy(entry, paid, data) for entry, paid in zip(entries, pay, strict=True))
    return cost


def subsidy_cents(placement: Placement, data: Data) -> int:
    """Per study year: maximum x min(weeks, full weeks) / full weeks, over the days on which the subsidy exists."""
    days_per_year: Counter[tuple[int, str]] = Counter()
    for day in dates_of(placement.start, placement.end):
        maximum = data.value("practical_training_subsidy_max", day)
        if maximum is not None:
            days_per_year[study_year_of(day), maximum] += 1
    total = 0
    for (_, maximum), days in days_per_year.items():
        full = data.thresholds["subsidy_full_weeks"]
        weeks = min(Fraction(days, 7), Fraction(full))
        total += cents(exact(maximum) * weeks / full)
    return total


def study_year_of(day: date) -> int:
    return day.year if day.month >= FIRST_MONTH_OF_STUDY_YEAR else day.year - 1
