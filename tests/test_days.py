"""Days, months, birthdays and holidays, against the calendar of Python itself."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensation import RuleBook
from compensation import days as d
from tests.oracle.days import good_friday as oracle_good_friday

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DATES)
def test_a_day_is_its_date(value: date) -> None:
    day = d.to_day(value)
    assert d.to_date(day) == value
    assert d.WEEKDAYS[d.weekday(day)] == calendar.day_abbr[value.weekday()].lower()
    assert (int(d.year(day)), int(d.day_of_month(day))) == (value.year, value.day)
    month = d.month_number(day)
    assert d.to_date(d.month_start(month)) == value.replace(day=1)
    assert int(d.month_length(month)) == calendar.monthrange(value.year, value.month)[1]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-05-31", -36, "2023-05-31"),
        ("2026-08-31", 6, "2027-02-28"),
    ],
)
def test_months_later_is_the_same_day_or_the_last(start: str, months: int, end: str) -> None:
    assert d.to_date(d.add_months(d.to_day(date.fromisoformat(start)), months)) == date.fromisoformat(end)


@given(DATES, st.integers(-80, 80))
def test_months_later_lies_in_that_month(value: date, months: int) -> None:
    later = d.add_months(d.to_day(value), months)
    assert int(d.month_number(later)) == (value.year - 1970) * 12 + value.month - 1 + months
    assert int(d.day_of_month(later)) <= value.day


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2008-03-16", "2026-03-15", 17),
        ("2008-03-16", "2026-03-16", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-12-31", "2026-12-30", 17),
        ("2008-01-01", "2008-01-01", 0),
        ("2027-01-01", "2026-01-01", -1),
    ],
)
def test_age(birth: str, day: str, age: int) -> None:
    assert int(d.age(d.to_day(date.fromisoformat(birth)), d.to_day(date.fromisoformat(day)))) == age


@given(st.dates(date(1930, 1, 1), date(2012, 12, 31)), st.integers(2013, 2090))
def test_the_age_changes_on_the_birthday_itself(birth: date, year: int) -> None:
    born = d.to_day(birth)
    birthday = int(d.birthday(born, year))
    assert int(d.age(born, birthday)) == year - birth.year == int(d.age(born, birthday - 1)) + 1
    expected = date(year, 3, 1) if (birth.month, birth.day) == (2, 29) and not calendar.isleap(year) else None
    assert d.to_date(birthday) == (expected or birth.replace(year=year))


def test_all_these_work_on_columns() -> None:
    days = np.array([d.to_day(date(2024, 1, 31)), d.to_day(date(2026, 1, 31))])
    assert [str(d.to_date(day)) for day in d.add_months(days, np.array([1, 1]))] == ["2024-02-29", "2026-02-28"]


# ---------------------------------------------------------------- public holidays

EASTER_2025 = date(2025, 4, 20)


def holidays(year: int, book: RuleBook) -> set[date]:
    return {d.to_date(day) for day in d.public_holidays(year, tuple(book.calendar.leave_out))}


def test_the_days_off_of_2025(book: RuleBook) -> None:
    assert holidays(2025, book) == {
        date(2025, 1, 1),
        EASTER_2025,
        EASTER_2025 + timedelta(days=1),
        date(2025, 4, 26),  # King's Day, because the 27th is a Sunday
        date(2025, 5, 5),  # Liberation Day, 80 years
        EASTER_2025 + timedelta(days=39),
        EASTER_2025 + timedelta(days=49),
        EASTER_2025 + timedelta(days=50),
        date(2025, 12, 25),
        date(2025, 12, 26),
    }


def easter_sunday(year: int) -> date:
    """The Gregorian computus (Meeus), so that the package is not compared with itself."""
    golden, century, of_century = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2015, 2035))
def test_good_friday_is_no_day_off_and_5_may_only_once_in_five_years(year: int, book: RuleBook) -> None:
    found = holidays(year, book)
    easter = easter_sunday(year)
    assert {easter, easter + timedelta(days=1), easter + timedelta(days=39)} <= found
    assert easter - timedelta(days=2) not in found
    assert (date(year, 5, 5) in found) == (year % 5 == 0 or easter + timedelta(days=39) == date(year, 5, 5))


def test_the_names_that_are_left_out_are_names_of_the_package(book: RuleBook) -> None:
    for name in book.calendar.leave_out:
        with_it, without = d.public_holidays(2026, ()), d.public_holidays(2026, (name,))
        assert len(with_it) == len(without) + 1, f"the package holidays has no day with the name {name}"


@pytest.mark.parametrize("year", range(2015, 2041))
def test_good_friday_is_two_days_before_easter(year: int) -> None:
    assert d.to_date(d.good_friday(year)) == easter_sunday(year) - timedelta(days=2) == oracle_good_friday(year)


def test_both_products_have_5_may_in_every_year_and_one_has_good_friday(book: RuleBook) -> None:
    assert book.calendar.extra_holidays.week == ["05-05"]
    assert book.calendar.extra_holidays.weekend == ["05-05", "good_friday"]
