"""The minimum wage and the holiday allowance (routes bbl and dual)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .amounts import cents, euros, exact
from .data import Data, Version
from .days import Entry, dates_of
from .reading import Placement


@dataclass(frozen=True)
class EntryWage:
    hours: Fraction
    offered: int
    hourly_minimum: int | None = None  # None: not covered
    due: int | None = None
    holiday_due: int = 0
    holiday_offered: int = 0
    indication: int | None = None

    @property
    def covered(self) -> bool:
        return self.hourly_minimum is not None

    @property
    def shortfall(self) -> int | None:
        return None if self.due is None else max(0, self.due - self.offered)

    @property
    def holiday_shortfall(self) -> int:
        return max(0, self.holiday_due - self.holiday_offered)


@dataclass(frozen=True)
class Wage:
    entries: list[EntryWage]
    covered_until: date | None

    @property
    def covered(self) -> list[EntryWage]:
        return [entry for entry in self.entries if entry.covered]

    @property
    def all_covered(self) -> bool:
        return len(self.covered) == len(self.entries)

    @property
    def due(self) -> int:
        return sum(entry.due for entry in self.covered)

    @property
    def offered(self) -> int:
        return sum(entry.offered for entry in self.covered)

    @property
    def shortfall(self) -> int:
        return sum(entry.shortfall for entry in self.covered)

    @property
    def holiday_due(self) -> int:
        return sum(entry.holiday_due for entry in self.covered)

    @property
    def holiday_offered(self) -> int:
        return sum(entry.holiday_offered for entry in self.covered)

    @property
    def holiday_shortfall(self) -> int:
        return sum(entry.holiday_shortfall for entry in self.covered)

    @property
    def indication(self) -> int | None:
        known = [entry.indication for entry in self.entries if entry.indication is not None]
        return sum(known) if known else None


def wage_of(entries: list[Entry], placement: Placement, data: Data) -> Wage:
    wages = [_entry_wage(entry, placement, data) for entry in entries]
    covered_ends = [entry.end for entry, wage in zip(entries, wages, strict=True) if wage.covered]
    all_covered = len(covered_ends) == len(entries)
    return Wage(wages, None if all_covered or not covered_ends else covered_ends[-1])


def _entry_wage(entry: Entry, placement: Placement, data: Data) -> EntryWage:
    hours = entry.scheduled_days * placement.hours_per_day
    offered = _offered_cents(entry, placement, hours)
    percent = _percent_for_age(entry, placement, data)
    adult = data.value("adult_hourly_minimum", entry.start)
    if percent is None or adult is None:
        return EntryWage(hours, offered, indication=_indication(entry, percent, hours, data))
    hourly = cents(exact(adult) * percent / 100)
    due = cents(euros(hourly) * hours)
    holiday_percent = exact(data.value("holiday_allowance", entry.start))
    promised = placement.offer.holiday_percent
    return EntryWage(
        hours=hours,
        offered=offered,
        hourly_minimum=hourly,
        due=due,
        holiday_due=cents(euros(max(due, offered)) * holiday_percent / 100),
        holiday_offered=cents(euros(offered) * (holiday_percent if promised is None else promised) / 100),
    )


def _percent_for_age(entry: Entry, placement: Placement, data: Data) -> Fraction | None:
    """From the scale in force; None before it is known and under its youngest age."""
    scale = data.rule(_scale_of(placement, data), entry.start)
    if scale is None:
        return None
    return _from_scale(scale, entry.age)


def _scale_of(placement: Placement, data: Data) -> str:
    if placement.route == "dual":
        return "youth_scale_regular"
    key = placement.cao_scheme if placement.cao_status == "applies" else None
    if key is not None and data.schemes[key].get("bbl_scale") == "regular":
        return "youth_scale_regular"
    return "youth_scale_bbl"


def _from_scale(scale: Version, age: int) -> Fraction | None:
    by_age = {int(key): exact(value) for key, value in scale["by_age"].items()}
    if age < min(by_age):
        return None
    return by_age[min(age, max(by_age))]


def _offered_cents(entry: Entry, placement: Placement, hours: Fraction) -> int:
    wage = placement.offer.wage
    if wage is None:
        return 0
    weeks_of_work = Fraction(entry.scheduled_days, len(placement.workdays))
    if wage.per == "hour":
        return cents(wage.amount * hours)
    if wage.per == "week":
        return cents(wage.amount * weeks_of_work)
    if wage.per == "four_weeks":
        return cents(wage.amount / 4 * weeks_of_work)
    in_year = scheduled_days_of_year(entry.start.year, placement)
    return cents(wage.amount * 12 * entry.scheduled_days / in_year)


def scheduled_days_of_year(year: int, placement: Placement) -> int:
    days = dates_of(date(year, 1, 1), date(year, 12, 31))
    return sum(day.weekday() in placement.workdays for day in days)


def _indication(entry: Entry, percent: Fraction | None, hours: Fraction, data: Data) -> int | None:
    """Percentage in force x last adult amount known, for an entry after that amount's last day."""
    last = data.rules["adult_hourly_minimum"][-1]
    if percent is None or last["to"] is None or entry.start <= last["to"]:
        return None
    return cents(euros(cents(exact(last["value"]) * percent / 100)) * hours)
