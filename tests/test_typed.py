"""What people type: read in one way everywhere, and asked when it can mean two things."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensation.calendar import WEEKDAYS, to_date
from compensation.placement.days import day_of, hours_by_day_of, periods_of, workdays_of
from compensation.placement.faults import Unreadable
from compensation.placement.kinds import DayHeld
from compensation.placement.numbers import number_of
from compensation.texts import LANGUAGES, euros

# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12.50", 1250),
        ("12,50", 1250),
        ("250", 25000),
        ("5.", 500),
        (" 0,05 ", 5),
        ("€ 150,-", 15000),
        ("€150,--", 15000),
        ("150,=", 15000),
        ("150 euro", 15000),
        ("EUR 99,5", 9950),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1 234,56", 123456),
        ("12.345,6", 1234560),
        ("€\N{NO-BREAK SPACE}99,5", 9950),
        ("0.500", 50),
        ("-0", 0),
    ],
)
def test_amounts(typed: str, read: int) -> None:
    assert number_of(typed, 2) == read


@pytest.mark.parametrize(
    ("typed", "decimals", "kind", "read"),
    [
        ("32 uur", 2, "hours", 3200),
        ("7,6u", 2, "hours", 760),
        ("12,5 km", 1, "kilometres", 125),
        ("8 %", 2, "percent", 800),
        ("8,33 procent", 2, "percent", 833),
    ],
)
def test_a_unit_of_its_own_may_stand_by_a_number(typed: str, decimals: int, kind: str, read: int) -> None:
    assert number_of(typed, decimals, kind) == read


@pytest.mark.parametrize("typed", ["1.234", "1,234", "€ 12.500", "1.000", "999,000"])
def test_a_number_that_can_be_two_is_asked(typed: str) -> None:
    found = number_of(typed, 2)
    assert isinstance(found, Unreadable) and found.code == "number_ambiguous"
    assert {found.values["whole"], f"{found.values['units']},{found.values['rest']}"} >= {found.values["whole"]}


@pytest.mark.parametrize(
    ("typed", "decimals", "code"),
    [
        *(
            (typed, 2, "number")
            for typed in ("", "-", "€", "veel", "1.23.4", "1..2", "1,2,3", "1e3", "0x1", "１２", "1_0")
        ),
        *((typed, 2, "number") for typed in ("1.234.5", "12 km", "nan", "5 per maand", ".5", "1 23", "--5")),
        ("-3,50", 2, "negative"),
        ("12.3456", 2, "decimals"),
        ("12,55", 1, "decimals"),
        ("1.000.000", 2, "too_large"),
        ("1234567,89", 2, "too_large"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed: str, decimals: int, code: str) -> None:
    found = number_of(typed, decimals)
    assert isinstance(found, Unreadable) and found.code == code


@given(st.integers(0, 99_999_999))
def test_what_the_screen_writes_can_be_typed_again(amount: int) -> None:
    for lang in LANGUAGES:
        assert number_of(euros(amount, lang), 2) == amount


@given(st.text(max_size=15))
def test_any_text_is_read_or_refused(typed: str) -> None:
    for read in (number_of(typed, 2), day_of(typed), workdays_of(typed)):
        assert isinstance(read, (int, Unreadable))


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-01",
        "1-2-2026",
        "01-02-2026",
        "1-2-26",
        "1.2.2026",
        "1 feb 2026",
        "1 februari 2026",
        "1-feb-26",
        "1 Feb. 2026",
        "Feb 1, 2026",
        "February 1st, 2026",
        "20260201",
        "2026/02/01",
        "2026-02-01 00:00:00",
    ],
)
def test_a_day(typed: str) -> None:
    assert day_of(typed) == (date(2026, 2, 1) - date(1970, 1, 1)).days


@pytest.mark.parametrize("typed", ["31-02-2026", "1-2", "1 foo 2026", "2026-13-01", "morgen", "", "2026-02-01 10:00"])
def test_what_is_no_day(typed: str) -> None:
    assert day_of(typed) == Unreadable("date", {})


def test_a_day_that_can_be_two_is_asked_unless_one_cannot_be_meant() -> None:
    found = day_of("2/3/2026")
    assert isinstance(found, Unreadable) and found.code == "date_ambiguous"
    assert {found.values["first"], found.values["second"]} == {date(2026, 2, 3), date(2026, 3, 2)}
    short = day_of("1/9/26")  # of this century, as the days of placements are
    assert isinstance(short, Unreadable)
    assert {short.values["first"], short.values["second"]} == {date(2026, 1, 9), date(2026, 9, 1)}
    assert day_of("13/2/2026") == day_of("2026-02-13")
    assert day_of("2/2/2026") == day_of("2026-02-02")
    births = DayHeld("day", date(1920, 1, 1), date(2022, 12, 31))
    read: Any = day_of("14-5-07", births.first, births.last)
    assert to_date(read) == date(2007, 5, 14)
    assert isinstance(day_of("14-5-21", births.first, births.last), Unreadable)


# ---------------------------------------------------------------- days of the week


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mon,tue", "mon tue"),
        ("ma di", "mon tue"),
        ("ma, di en do", "mon tue thu"),
        ("Mon & Tue", "mon tue"),
        ("ma/di/wo", "mon tue wed"),
        ("ma-di-do", "mon tue thu"),
        ("ma-di", "mon tue"),
        ("maandag", "mon"),
        ("ma t/m do", "mon tue wed thu"),
        ("maandag tot en met woensdag, vrijdag", "mon tue wed fri"),
        ("mon to thu", "mon tue wed thu"),
        ("vr t/m ma", "mon fri sat sun"),
    ],
)
def test_workdays(typed: str, read: str) -> None:
    assert workdays_of(typed) == sum(1 << WEEKDAYS.index(day) for day in read.split())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("do-ma", "workdays_ambiguous"),
        ("4 dagen", "workdays_count"),
        ("4", "workdays_count"),
        ("3 days a week", "workdays_count"),
        ("ma,ma", "workdays_twice"),
        ("ma t/m wo, di", "workdays_twice"),
        ("soms", "choice"),
        ("ma t/m", "choice"),
        ("8 dagen", "choice"),
    ],
)
def test_workdays_that_are_asked(typed: str, code: str) -> None:
    found = workdays_of(typed)
    assert isinstance(found, Unreadable) and found.code == code


def test_periods_and_hours_by_day() -> None:
    assert periods_of("1-2-2026 t/m 3-2-2026") == periods_of("2026-02-01/2026-02-03;")
    assert hours_by_day_of("ma 8 uur; di: 7,5") == hours_by_day_of("mon=8;tue=7.5")
    assert isinstance(hours_by_day_of("ma 8, di 8"), Unreadable)
