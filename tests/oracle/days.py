"""The calendar, and the entries: runs of days on which nothing changes that an amount depends on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import holidays

from .data import Data
from .reading import ONE_DAY, Placement, Stretch


@dataclass(frozen=True)
class Entry:
    start: date
    end: date
    stretch: Stretch
    is_first: bool
    age: int | None
    month_fraction: Fraction
    months_before: Fraction  # month parts of the placement before this entry
    scheduled_days: int
    scheduled_hours: Fraction
    contract_hours: Fraction  # scheduled and paid
    present: tuple[date, ...]
    presence_hours: Fraction

    @property
    def calendar_days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def presence_days(self) -> int:
        return len(self.present)

    @property
    def weeks(self) -> Fraction:
        return Fraction(self.calendar_days, 7)


def entry_of(start: date, end: date, stretch: Stretch, placement: Placement, months_before: Fraction) -> Entry:
    scheduled = [day for day in dates_of(start, end) if day.weekday() in stretch.hours]
    present = tuple(day for day in scheduled if not is_away(day, placement))
    birth = placement.birth_date
    return Entry(
        start=start,
        end=end,
        stretch=stretch,
        is_first=start == placement.start,
        age=None if birth is None else age_on(birth, start),
        month_fraction=Fraction((end - start).days + 1, monthrange(start.year, start.month)[1]),
        months_before=months_before,
        scheduled_days=len(scheduled),
        scheduled_hours=hours_of(scheduled, stretch),
        contract_hours=hours_of([day for day in scheduled if day not in placement.unpaid], stretch),
        present=present,
        presence_hours=hours_of(present, stretch),
    )


def hours_of(days: list[date] | tuple[date, ...], stretch: Stretch) -> Fraction:
    return sum((stretch.hours[day.weekday()] for day in days), Fraction(0))


def is_away(day: date, placement: Placement) -> bool:
    return day in placement.closed or (placement.holidays_free and is_public_holiday(day))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(birth: date, day: date) -> int:
    """Whole years; born on 29 February the age of another year is reached on 1 March."""
    had_birthday = (day.month, day.day) >= (birth.month, birth.day)
    return day.year - birth.year - (0 if had_birthday else 1)


@cache
def _dutch_holidays(year: int) -> frozenset[date]:
    """The public holidays of the package, but for Good Friday: an ordinary working day."""
    found = holidays.country_holidays("NL", years=year, categories=("public",), language="nl")
    return frozenset(day for day, names in found.items() if set(names.split("; ")) - {"Goede vrijdag"})


def is_public_holiday(day: date) -> bool:
    return day in _dutch_holidays(day.year)


def is_product_holiday(day: date, product: str, data: Data) -> bool:
    """Public holidays, and what the rules add for this product: a day of every year, or Good Friday."""
    extra = data.calendar["extra_holidays"][product]
    if "good_friday" in extra and day == good_friday(day.year):
        return True
    return is_public_holiday(day) or f"{day:%m-%d}" in extra


@cache
def good_friday(year: int) -> date:
    """Two days before Easter, by Gauss with the corrections for the Gregorian calendar (years 1900 to 2099)."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    after = moon + sunday
    if after == 35 or (after == 34 and moon == 28 and year % 19 > 10):
        after -= 7
    return date(year, 3, 22) + timedelta(days=after - 2)


def is_product_summer(day: date, data: Data) -> bool:
    summer = data.calendar["summer"]
    return summer["from"] <= f"{day:%m-%d}" <= summer["to"]


def dates_of(start: date, end: date) -> list[date]:
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


__all__ = ["ONE_DAY", "Entry", "add_months", "age_on", "dates_of", "entry_of", "good_friday"]
