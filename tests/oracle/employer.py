"""What it costs the employer to pay what is owed, or what is offered where that is more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .allowance import Allowance
from .amounts import cents, euros, exact
from .data import Data
from .days import Entry, dates_of
from .reading import Placement
from .wage import Wage

FIRST_MONTH_OF_STUDY_YEAR = 8


@dataclass(frozen=True)
class EmployerCost:
    expenses: int
    allowance: int | None
    wage: int | None
    holiday_allowance: int | None
    health_levy: int
    subsidy: int | None

    @property
    def total(self) -> int:
        parts = (self.expenses, self.allowance, self.wage, self.holiday_allowance, self.health_levy)
        return sum(part or 0 for part in parts)


def cost_with_allowance(
    entries: list[Entry], placement: Placement, data: Data, allowance: Allowance, owed: int
) -> EmployerCost:
    total = levy = 0
    for entry, norm, offered in zip(entries, allowance.norm_per_entry, allowance.offered_per_entry, strict=True):
        paid = norm if placement.offer.includes_expenses else max(norm, offered)
        total += paid
        levy += _levy(entry, paid, data)
    return EmployerCost(owed, total, None, None, levy, None)


def cost_with_wage(entries: list[Entry], placement: Placement, data: Data, wage: Wage, owed: int) -> EmployerCost:
    total = holiday = levy = 0
    for entry, item in zip(entries, wage.entries, strict=True):
        paid = max(item.due or 0, item.offered)
        paid_holiday = cents(euros(paid) * exact(data.value("holiday_allowance", entry.start)) / 100)
        total += paid
        holiday += paid_holiday
        levy += _levy(entry, paid + paid_holiday, data)
    subsidy = subsidy_cents(placement, data) if placement.route == "bbl" else None
    return EmployerCost(owed, None, total, holiday, levy, subsidy)


def _levy(entry: Entry, base: int, data: Data) -> int:
    percent = data.value("employer_health_levy", entry.start)
    return 0 if percent is None else cents(euros(base) * exact(percent) / 100)


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
