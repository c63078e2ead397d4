"""Days are whole numbers: days since 1 January 1970. Months, birthdays and holidays worked out over columns.

Adding months keeps the day of the month, or takes the month's last day where that day does not exist
(docs/contract/fine_print.md#ledger). Public holidays are those of the package `holidays`, country NL, category PUBLIC,
less the ones that are no general day off (rules/student_travel.yaml, calendar).

>>> to_date(to_day(date(2026, 3, 16)))
datetime.date(2026, 3, 16)
>>> to_date(add_months(to_day(date(2024, 1, 31)), 1))
datetime.date(2024, 2, 29)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]
#: A day later than any placement or rule: the open end.
FOREVER = 10**6
EPOCH = date(1970, 1, 1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY, FRIDAY, SATURDAY = 0, 4, 5


def to_day(value: date) -> int:
    """Days since the epoch."""
    return value.toordinal() - EPOCH.toordinal()


def to_date(day: Any) -> date:
    """The date of a day number."""
    return EPOCH + timedelta(days=int(day))


def weekday(day: Any) -> Any:
    """0 is Monday."""
    return (day + 3) % 7


def month_number(day: Any) -> Column:
    """Months since January 1970."""
    return _looked_up(np.asarray(day, np.int64), _months_of_days, _TABLE_OF_DAYS)


def month_start(month: Any) -> Column:
    """First day of a month number."""
    return _looked_up(np.asarray(month, np.int64), _starts_of_months, _TABLE_OF_MONTHS)


def _months_of_days(day: Column) -> Column:
    return day.view("M8[D]").astype("M8[M]").astype(np.int64)


def _starts_of_months(month: Column) -> Column:
    return month.view("M8[M]").astype("M8[D]").astype(np.int64)


#: From 1920 to 2109: (first key, value of each key). Looking up is five times as fast as numpy's own calendar.
_LONG = 1_000
_TABLE_OF_DAYS = (-18_262, _months_of_days(np.arange(-18_262, 51_135, dtype=np.int64)))
_TABLE_OF_MONTHS = (-600, _starts_of_months(np.arange(-600, 1_681, dtype=np.int64)))


def _looked_up(keys: Column, compute: Callable[[Column], Column], table: tuple[int, Column]) -> Column:
    """The value of each key: long columns from the table where it holds them all, the rest computed."""
    first, values = table
    if keys.size < _LONG or keys.min() < first or keys.max() >= first + len(values):
        return compute(keys)
    return values.take(keys - first)


def month_length(month: Any) -> Column:
    """Number of days of a month number."""
    months = np.asarray(month, np.int64)
    return month_start(months + 1) - month_start(months)


def year(day: Any) -> Column:
    """Calendar year."""
    return month_number(day) // 12 + 1970


def day_of_month(day: Any) -> Column:
    """1 to 31."""
    return np.asarray(day, np.int64) - month_start(month_number(day)) + 1


def add_months(day: Any, months: Any) -> Column:
    """The same day of the month that many months later, or that month's last day."""
    target = month_number(day) + months
    return month_start(target) + np.minimum(day_of_month(day), month_length(target)) - 1


def age(birth: Any, day: Any) -> Column:
    """Whole years completed on a day; the birthday itself counts, 29 February becomes 1 March."""
    months = month_number(day) - month_number(birth)
    reached = day_of_month(day) >= day_of_month(birth)
    return (months - ~reached) // 12


def birthday(birth: Any, in_year: Any) -> Column:
    """The day on which a person has their birthday in a year; 29 February becomes 1 March."""
    month_in_year = month_number(birth) % 12
    return month_start((np.asarray(in_year, np.int64) - 1970) * 12 + month_in_year) + day_of_month(birth) - 1


@lru_cache(maxsize=512)
def public_holidays(in_year: int, leave_out: tuple[str, ...]) -> tuple[int, ...]:
    """Days off for everyone in a year, less the holidays with a name in `leave_out` (capitals do not matter)."""
    from holidays import country_holidays

    found = country_holidays("NL", years=in_year, categories=("public",), language="nl")
    left_out = {name.casefold() for name in leave_out}
    days_off = (d for d in found if not {name.casefold() for name in found.get_list(d)} <= left_out)
    return tuple(sorted(to_day(d) for d in days_off if d.year == in_year))


@lru_cache(maxsize=512)
def good_friday(in_year: int) -> int:
    """Good Friday: no general day off, and a holiday of the student travel product for the weekend."""
    from holidays import country_holidays

    found = country_holidays("NL", years=in_year, categories=("public",), language="nl")
    return to_day(found.get_named("Goede vrijdag")[0])
