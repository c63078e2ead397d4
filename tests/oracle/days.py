"""What each day of a placement is, and the entries: maximal runs of days under the same rules."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import holidays

from .data import Data
from .reading import Placement

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    date: date
    scheduled: bool
    present: bool
    week_product_holiday: bool  # a holiday for the student travel product for weekdays
    weekend_product_holiday: bool  # a holiday for the one for weekends
    product_summer: bool  # in the summer window of the student travel product
    month_part: Fraction  # 1 / days in this month
    months_before: Fraction  # month parts of the placement before this day


@dataclass(frozen=True)
class Entry:
    days: tuple[Day, ...]
    is_first: bool
    age: int | None

    @property
    def start(self) -> date:
        return self.days[0].date

    @property
    def end(self) -> date:
        return self.days[-1].date

    @property
    def scheduled_days(self) -> int:
        return sum(day.scheduled for day in self.days)

    @property
    def presence_days(self) -> int:
        return sum(day.present for day in self.days)

    @property
    def month_fraction(self) -> Fraction:
        return sum((day.month_part for day in self.days), Fraction(0))

    @property
    def weeks(self) -> Fraction:
        return Fraction(len(self.days), 7)


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
    return is_public_holiday(day) or day.strftime("%m-%d") in extra


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
    return summer["from"] <= day.strftime("%m-%d") <= summer["to"]


def dates_of(start: date, end: date) -> list[date]:
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def days_of(placement: Placement, data: Data) -> list[Day]:
    days = []
    months_before = Fraction(0)
    for day in dates_of(placement.start, placement.end):
        scheduled = day.weekday() in placement.workdays
        closed = any(first <= day <= last for first, last in placement.closed)
        day_off = placement.holidays_free and is_public_holiday(day)
        month_part = Fraction(1, monthrange(day.year, day.month)[1])
        days.append(
            Day(
                date=day,
                scheduled=scheduled,
                present=scheduled and not closed and not day_off,
                week_product_holiday=is_product_holiday(day, "week", data),
                weekend_product_holiday=is_product_holiday(day, "weekend", data),
                product_summer=is_product_summer(day, data),
                month_part=month_part,
                months_before=months_before,
            )
        )
        months_before += month_part
    return days
