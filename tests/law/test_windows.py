"""A wage a month: over which days it is shared out, that it comes out to the cent, and the least that is never short.

September to December 2026 have 18, 17, 17 and 19 days from Monday to Thursday: 71 in all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from compensation import Assessment, RuleBook, read_placement
from compensation.calendar import to_date, to_day
from compensation.law.ledger import Window, share_of_window, window_from
from compensation.placement.cases import case_of
from compensation.rulebook.frozen import freeze
from compensation.units import MONTH_PARTS

Assessed = Callable[..., Assessment]
Data = dict[str, Any]
AUTUMN = {"start": "2026-09-01", "end": "2026-12-31"}
EVEN = {"hours_by_day": {"mon": 8, "tue": 8, "wed": 8, "thu": 8}}
LESS = {"hours_per_week": 24, "workdays": ["mon", "tue", "wed"]}


def monthly(amount: str) -> Data:
    return {"offer": {"wage": {"amount": amount, "per": "month"}}}


def windows(data: Data, book: RuleBook) -> list[tuple[str, str, float, int]]:
    """Each window: first and last day, months, and scheduled days or hundredths of an hour."""
    case, tables = case_of(read_placement(data), book)
    found, first, place = [], case.start, 0
    while first <= case.end:
        while tables.segments[place].last < first:
            place += 1
        window = window_from(case, place, first, tables, freeze(book))
        months = window.months / MONTH_PARTS
        found.append((str(to_date(window.first)), str(to_date(window.last)), months, window.weight))
        first = window.last + 1
    return found


def offered(result: Assessment) -> list[str]:
    return [str(entry.wage_offered) for entry in result.ledger]


# ---------------------------------------------------------------- which days


FULL = {"hours_per_week": 32, "workdays": ["mon", "tue", "wed", "thu"]}
WHOLE = ("2026-09-01", "2026-12-31", 4, 71)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], [WHOLE]),
        # a new wage, and the same hours said by weekday, end nothing
        ([{"from": "2026-10-01", **monthly("9")}], [WHOLE]),
        ([{"from": "2026-10-15", **EVEN}], [WHOLE]),
        (
            [{"from": "2026-11-01", **LESS}],
            [("2026-09-01", "2026-10-31", 2, 35), ("2026-11-01", "2026-12-31", 2, 27)],
        ),
        # back to the old hours is a new run of days
        (
            [{"from": "2026-10-01", **LESS}, {"from": "2026-11-01", **FULL}],
            [
                ("2026-09-01", "2026-09-30", 1, 18),
                ("2026-10-01", "2026-10-31", 1, 12),
                ("2026-11-01", "2026-12-31", 2, 36),
            ],
        ),
        # the same days with other hours
        (
            [{"from": "2026-12-01", "hours_per_week": 30}],
            [("2026-09-01", "2026-11-30", 3, 52), ("2026-12-01", "2026-12-31", 1, 19)],
        ),
    ],
)
def test_a_window_has_the_same_hours_on_the_same_weekdays(
    changes: list[Data], expected: list[Any], book: RuleBook, plain: Callable[..., Data]
) -> None:
    data = plain(wage=True, **AUTUMN, offer={"wage": {"amount": "8", "per": "month"}}, changes=changes)
    assert windows(data, book) == expected


def test_a_window_ends_with_its_year_and_counts_parts_of_months(book: RuleBook, plain: Callable[..., Data]) -> None:
    data = plain(wage=True, start="2026-11-16", end="2027-01-10")
    # half of November and all of December: 9 and 19 days; 10 of 31 days of January: the 4th to the 7th
    assert windows(data, book) == [
        ("2026-11-16", "2026-12-31", 1.5, 28),
        ("2027-01-01", "2027-01-10", pytest.approx(10 / 31), 4),
    ]


def test_hours_by_weekday_are_shared_out_by_hours(book: RuleBook, plain: Callable[..., Data]) -> None:
    """September 2026: four Mondays of 8 hours and five Wednesdays of 5.50 are 59.50 hours."""
    by_day = {"hours_by_day": {"mon": 8, "wed": "5.50"}, "hours_per_week": None, "workdays": None}
    data = plain(wage=True, start="2026-09-01", end="2026-09-30", **by_day)
    assert windows(data, book) == [("2026-09-01", "2026-09-30", 1, 59_50)]


# ---------------------------------------------------------------- what it pays


def test_the_months_of_a_window_are_shared_out_and_come_out(assessed: Assessed) -> None:
    """2000 x 4 months: 18 of 71 days, to 35 days 3943.66, to 52 days 5859.15."""
    result = assessed(wage=True, **AUTUMN, **monthly("2000"))
    assert offered(result) == ["2028.17", "1915.49", "1915.49", "2140.85"]
    assert result.wage is not None
    assert str(result.wage.offered) == "8000.00"


def test_a_sum_to_the_end_of_an_entry_is_rounded_not_each_entry(assessed: Assessed) -> None:
    """A birthday on 16 September: 200.02 x 9/35 = 51.4337; to 18 days 102.8674, so 51.44; 97.15 are left."""
    result = assessed(wage=True, start="2026-09-01", end="2026-10-31", birth_date="2000-09-16", **monthly("100.01"))
    assert offered(result) == ["51.43", "51.44", "97.15"]


def test_another_wage_in_the_same_window_begins_its_own_sum(assessed: Assessed) -> None:
    """2000 x 2 x 18/35 in September, 2100 x 2 x 17/35 in October."""
    raised = [{"from": "2026-10-01", **monthly("2100")}]
    result = assessed(wage=True, start="2026-09-01", end="2026-10-31", changes=raised, **monthly("2000"))
    assert offered(result) == ["2057.14", "2040.00"]


def test_each_year_is_a_window_of_its_own(assessed: Assessed) -> None:
    result = assessed(wage=True, start="2025-12-01", end="2026-02-28", **monthly("2100"))
    # January and February 2026: 17 and 16 days of 33, 4200 in all
    assert offered(result) == ["2100.00", "2163.64", "2036.36"]


def test_unpaid_days_are_not_paid_and_stand_in_the_window(assessed: Assessed) -> None:
    """Of 18 days in September seven are a block at school: 2000 x 11/18."""
    closed = [{"from": "2026-09-01", "to": "2026-09-10", "paid": False}]
    result = assessed(wage=True, start="2026-09-01", end="2026-09-30", closed=closed, **monthly("2000"))
    assert [entry.scheduled_days for entry in result.ledger] == [18]
    assert (offered(result), str(result.ledger[0].contract_hours)) == (["1222.22"], "88.00")


def test_a_window_without_a_scheduled_day_pays_nothing(assessed: Assessed) -> None:
    """31 December 2026 is a Thursday; the Mondays are in January, 310 x 31/31."""
    mondays = {"workdays": ["mon"], "hours_per_week": 8}
    result = assessed(wage=True, start="2026-12-31", end="2027-01-31", **mondays, **monthly("310"))
    assert offered(result) == ["0.00", "310.00"]
    assert share_of_window(310_00, 0, Window(0, 0, MONTH_PARTS, 0)) == 0


def test_a_cent_that_moves_between_entries_is_no_shortage(assessed: Assessed) -> None:
    """Of 1000.01 each half is 500.005, 500.01 by itself; together they come out, so the second gets 500.00."""
    window = Window(0, 29, MONTH_PARTS, 18)
    assert share_of_window(1_000_01, 9, window) == 500_01
    assert share_of_window(1_000_01, 18, window) - share_of_window(1_000_01, 9, window) == 500_00
    cut = {"birth_date": "1990-09-16", "start": "2026-09-01", "end": "2026-09-30"}
    hourly = {"cao": {"status": "applies", "hourly_wage": "15.11"}}
    # 9 days x 8 hours x 15.11 = 1087.92 in each part; 2175.83 a month is 1087.915 a part
    result = assessed(wage=True, **cut, **hourly, **monthly("2175.83"))
    assert [(str(e.wage_due), str(e.wage_offered), str(e.wage_shortfall)) for e in result.ledger] == [
        ("1087.92", "1087.92", "0.00"),
        ("1087.92", "1087.91", "0.00"),
    ]
    assert result.finding("wage_minimum").status == result.finding("holiday_allowance").status == "meets"
    assert result.wage is not None
    assert str(result.wage.holiday_allowance_due) == "174.06"  # 8% of what is offered, 87.03 twice
    less = assessed(wage=True, **cut, **hourly, **monthly("2175.82"))
    assert [str(entry.wage_shortfall) for entry in less.ledger] == ["0.01", "0.01"]
    assert less.finding("wage_minimum").status == "below"


# ---------------------------------------------------------------- the least


def rows(result: Assessment) -> list[tuple[str, str, str, str, str, bool]]:
    assert result.wage is not None
    return [
        (str(r.from_), str(r.to), str(r.hourly_minimum), str(r.hours_a_month), str(r.amount), r.known)
        for r in result.wage.monthly
    ]


def test_the_least_wage_a_month_of_a_window(assessed: Assessed) -> None:
    """71 days of 8 hours in four months are 142 hours a month, at 15.11."""
    result = assessed(wage=True, **AUTUMN)
    assert rows(result) == [("2026-09-01", "2026-12-31", "15.11", "142.00", "2145.62", True)]
    paid = assessed(wage=True, **AUTUMN, **monthly("2145.62")).finding("wage_minimum")
    short = assessed(wage=True, **AUTUMN, **monthly("2145.61")).finding("wage_minimum")
    assert (paid.status, short.status) == ("meets", "below")


def test_it_is_rounded_up_never_down(assessed: Assessed) -> None:
    """January to July 2026 at 4 days of 7.75 hours: 121 days, 937.75 hours in 7 months, 133.9643 a month."""
    half_year = {"start": "2026-01-01", "end": "2026-07-31", "hours_per_week": 31}
    assert rows(assessed(wage=True, **half_year)) == [
        ("2026-01-01", "2026-06-30", "14.81", "133.96", "1984.02", True),  # 1984.0113
        ("2026-07-01", "2026-07-31", "15.11", "133.96", "2024.21", True),  # 2024.2006
    ]


def test_it_rises_on_a_birthday_and_hours_stay_those_of_the_window(assessed: Assessed) -> None:
    """20 to 21 on 16 October: 80% of 15.11 is 12.088, 12.09 an hour for dual."""
    result = assessed(wage=True, route="dual", birth_date="2005-10-16", **AUTUMN)
    assert rows(result) == [
        ("2026-09-01", "2026-10-15", "12.09", "142.00", "1716.78", True),
        ("2026-10-16", "2026-12-31", "15.11", "142.00", "2145.62", True),
    ]


def test_a_row_for_each_rhythm_and_each_year_and_an_estimate_says_so(assessed: Assessed) -> None:
    changes = [{"from": "2026-12-01", **LESS}]
    result = assessed(wage=True, start="2026-11-01", end="2027-01-31", changes=changes)
    assert rows(result) == [
        ("2026-11-01", "2026-11-30", "15.11", "136.00", "2054.96", True),
        ("2026-12-01", "2026-12-31", "15.11", "112.00", "1692.32", True),
        ("2027-01-01", "2027-01-31", "15.11", "96.00", "1450.56", False),
    ]


def test_no_row_without_a_minimum_or_a_scheduled_day(assessed: Assessed) -> None:
    assert rows(assessed(wage=True, start="2023-12-01", end="2023-12-31")) == []
    mondays = {"workdays": ["mon"], "hours_per_week": 8}
    result = assessed(wage=True, start="2026-12-31", end="2027-01-31", **mondays)
    assert [row[0] for row in rows(result)] == ["2027-01-01"]
    assert to_day(date(2026, 12, 31)) % 7 == 0  # a Thursday, as 1 January 1970
