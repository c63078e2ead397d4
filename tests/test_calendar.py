"""Days, months, birthdays and holidays by arithmetic, against Python's own calendar and the package `holidays`."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensation import RuleBook
from compensation import calendar as d
from tests.oracle.days import good_friday as oracle_good_friday

FIRST, LAST = date(1900, 1, 1), date(2110, 12, 31)
DATES = st.dates(FIRST, LAST)


def all_dates() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


def test_every_day_of_two_centuries_is_its_date() -> None:
    for number, value in enumerate(all_dates(), start=d.to_day(FIRST)):
        assert d.to_day(value) == number
        assert d.to_date(number) == value
        assert d.weekday_of(number) == value.weekday()
        month = (value.year - 1970) * 12 + value.month - 1
        assert d.month_of(number) == month
        assert number - d.month_start(month) == value.day - 1


def test_every_month_of_two_centuries_has_its_length() -> None:
    for year in range(FIRST.year, LAST.year + 1):
        for month in range(1, 13):
            number = (year - 1970) * 12 + month - 1
            assert d.to_date(d.month_start(number)) == date(year, month, 1)
            assert d.month_length(number) == calendar.monthrange(year, month)[1]


def test_weekdays_are_named_from_monday() -> None:
    assert tuple(name.lower() for name in calendar.day_abbr) == d.WEEKDAYS
    assert d.MONDAY == calendar.MONDAY == 0
    assert d.SUNDAY == calendar.SUNDAY == 6


@given(DATES, st.integers(0, 800), st.integers(0, 127))
def test_workdays_are_counted_as_one_by_one(first: date, more: int, workdays: int) -> None:
    days = [first + timedelta(days=number) for number in range(more)]
    expected = sum(workdays >> day.weekday() & 1 for day in days)
    assert d.workdays_between(workdays, d.to_day(first), d.to_day(first) + more - 1) == expected


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
def test_months_later_lies_in_that_month_on_that_day(value: date, months: int) -> None:
    later = d.to_date(d.add_months(d.to_day(value), months))
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    assert (later.year, later.month) == (year, month + 1)
    assert later.day == min(value.day, calendar.monthrange(year, month + 1)[1])


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
    born, on = d.to_day(date.fromisoformat(birth)), d.to_day(date.fromisoformat(day))
    assert d.age_on(born, on) == age


def birthday(birth: date, year: int) -> date:
    """29 February becomes 1 March in other years."""
    if (birth.month, birth.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return birth.replace(year=year)


@given(st.dates(date(1930, 1, 1), date(2012, 12, 31)), st.integers(2013, 2090))
def test_the_age_changes_on_the_birthday_itself(birth: date, year: int) -> None:
    born, on = d.to_day(birth), d.to_day(birthday(birth, year))
    assert d.age_on(born, on) == year - birth.year == d.age_on(born, on - 1) + 1


def test_born_on_29_february_every_day_of_eight_years() -> None:
    born = d.to_day(date(2004, 2, 29))
    for number in range(d.to_day(date(2020, 1, 1)), d.to_day(date(2028, 1, 1))):
        day = d.to_date(number)
        assert d.age_on(born, number) == day.year - 2004 - (day < birthday(date(2004, 2, 29), day.year))


# ---------------------------------------------------------------- days of a month as bits


@given(st.integers(0, 127), st.integers(0, 6))
def test_the_days_of_a_month_on_some_weekdays(workdays: int, begins_on: int) -> None:
    expected = [day for day in range(31) if workdays >> (begins_on + day) % 7 & 1]
    assert days_in(d.days_of_month(workdays, begins_on)) == expected


@given(st.integers(0, 30), st.integers(0, 30))
def test_days_from_one_to_another(one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert days_in(d.days_between(first, last)) == list(range(first, last + 1))


@given(st.integers(0, 2**31 - 1))
def test_how_many_days_they_are(days: int) -> None:
    assert d.number_of(days) == len(days_in(days)) == days.bit_count()


def days_in(days: int) -> list[int]:
    return [day for day in range(64) if days >> day & 1]


# ---------------------------------------------------------------- public holidays

EASTER_2025 = date(2025, 4, 20)


@pytest.mark.parametrize("year", range(2000, 2101))
def test_the_days_off_of_a_century_are_those_of_the_package_without_good_friday(year: int) -> None:
    package = holidays.country_holidays("NL", years=year, categories=("public",), language="nl")
    good_friday = {day for day, names in package.items() if names == "Goede vrijdag"}
    assert good_friday == {d.to_date(d.good_friday(year))}
    assert [d.to_date(day) for day in d.public_holidays(year)] == sorted(set(package) - good_friday)


def days_off(year: int) -> set[date]:
    return {d.to_date(day) for day in d.public_holidays(year)}


def test_the_days_off_of_2025() -> None:
    assert days_off(2025) == {
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
def test_good_friday_is_no_day_off_and_5_may_only_once_in_five_years(year: int) -> None:
    found = days_off(year)
    easter = easter_sunday(year)
    assert {easter, easter + timedelta(days=1), easter + timedelta(days=39)} <= found
    assert easter - timedelta(days=2) not in found
    assert (date(year, 5, 5) in found) == (year % 5 == 0 or easter + timedelta(days=39) == date(year, 5, 5))


@pytest.mark.parametrize("year", range(2015, 2041))
def test_good_friday_is_two_days_before_easter(year: int) -> None:
    assert d.to_date(d.good_friday(year)) == easter_sunday(year) - timedelta(days=2) == oracle_good_friday(year)


def test_both_products_have_5_may_in_every_year_and_one_has_good_friday(book: RuleBook) -> None:
    assert book.calendar.extra_holidays.week == ["05-05"]
    assert book.calendar.extra_holidays.weekend == ["05-05", "good_friday"]
