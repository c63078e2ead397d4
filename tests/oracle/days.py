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
    product_holiday: bool  # a holiday for the student travel product
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
def _dutch_holidays(year: int, left_out: tuple[str, ...]) -> frozenset[date]:
    found = holidays.country_holidays("NL", years=year, categories=("public",), language="nl")
    return frozenset(day for day, names in found.items() if set(names.split("; ")) - set(left_out))


def is_public_holiday(day: date, data: Data) -> bool:
    return day in _dutch_holidays(day.year, tuple(data.calendar["leave_out"]))


def is_product_holiday(day: date, data: Data) -> bool:
    return is_public_holiday(day, data) or day.strftime("%m-%d") in data.calendar["extra_holidays"]


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
        day_off = placement.holidays_free and is_public_holiday(day, data)
        month_part = Fraction(1, monthrange(day.year, day.month)[1])
        days.append(
            Day(
                date=day,
                scheduled=scheduled,
                present=scheduled and not closed and not day_off,
                product_holiday=is_product_holiday(day, data),
                product_summer=is_product_summer(day, data),
                month_part=month_part,
                months_before=months_before,
            )
        )
        months_before += month_part
    return days
