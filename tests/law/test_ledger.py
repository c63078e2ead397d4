"""The ledger: where a placement is cut, and which days count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from compensation import Assessment, RuleBook, read_placement
from compensation.calendar import to_date, to_day
from compensation.law.ledger import Entry, month_parts, scheduled_in_year
from compensation.placement.cases import case_of, workday_mask
from compensation.reading.plain import read
from compensation.reading.tables import Results
from compensation.rulebook.frozen import freeze
from compensation.units import MONTH_PARTS, UNKNOWN

Assessed = Callable[..., Assessment]
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def entries(data: dict[str, Any], book: RuleBook) -> list[Entry]:
    """The entries of a placement, as the law makes them."""
    return [entry for entry, _ in read(*case_of(read_placement(data), book), freeze(book)).ledger]


def starts(result: Assessment) -> list[str]:
    return [str(entry.from_) for entry in result.ledger]


def counts(result: Assessment) -> list[tuple[int, int, int]]:
    return [(entry.calendar_days, entry.scheduled_days, entry.presence_days) for entry in result.ledger]


# ---------------------------------------------------------------- cutting


def test_at_every_first_of_a_month(assessed: Assessed) -> None:
    result = assessed(start="2026-01-31", end="2026-03-01")
    assert starts(result) == ["2026-01-31", "2026-02-01", "2026-03-01"]
    assert [entry.calendar_days for entry in result.ledger] == [1, 28, 1]


def test_one_day_is_one_entry(assessed: Assessed) -> None:
    assert counts(assessed(start="2026-02-02", end="2026-02-02")) == [(1, 1, 1)]


@pytest.mark.parametrize(
    ("birth", "cuts"),
    [
        ("2008-02-16", ["2026-02-02", "2026-02-16", "2026-03-01"]),
        ("2008-02-02", ["2026-02-02", "2026-03-01"]),  # on the first day: no cut
        ("2008-03-01", ["2026-02-02", "2026-03-01"]),
        ("2008-02-29", ["2026-02-02", "2026-03-01"]),  # in 2026 reached on 1 March
        ("2008-03-02", ["2026-02-02", "2026-03-01"]),  # the day after the last
        (None, ["2026-02-02", "2026-03-01"]),
    ],
)
def test_at_a_birthday_on_every_route(birth: str | None, cuts: list[str], assessed: Assessed) -> None:
    assert starts(assessed(birth_date=birth)) == cuts
    if birth:
        assert starts(assessed(wage=True, birth_date=birth)) == cuts


def test_the_age_is_that_of_the_first_day_and_null_without_a_birth_date(assessed: Assessed) -> None:
    assert [entry.age for entry in assessed(birth_date="2008-02-16").ledger] == [17, 18, 18]
    assert [entry.age for entry in assessed().ledger] == [None, None]


def test_every_birthday_of_six_years(assessed: Assessed) -> None:
    result = assessed(start="2020-02-02", end="2026-02-01", birth_date="2005-07-15")
    assert [entry.age for entry in result.ledger if entry.from_.day == 15] == [15, 16, 17, 18, 19, 20]
    assert len(result.ledger) == 73 + 6


def test_closed_periods_and_the_summer_do_not_cut(assessed: Assessed) -> None:
    closed = [{"from": "2026-07-13", "to": "2026-07-17"}]
    assert starts(assessed(start="2026-07-01", end="2026-08-31", closed=closed)) == ["2026-07-01", "2026-08-01"]


# ---------------------------------------------------------------- counting


@pytest.mark.parametrize(
    ("closed", "presence"),
    [
        ([], 16),
        ([("2026-02-09", "2026-02-12")], 12),
        ([("2026-02-09", "2026-02-12"), ("2026-02-11", "2026-02-17")], 10),  # overlap counts once
        ([("2026-02-09", "2026-02-17"), ("2026-02-10", "2026-02-11")], 10),  # one inside the other
        ([("2026-02-11", "2026-02-17"), ("2026-02-09", "2026-02-12")], 10),  # in any order
        ([("2020-01-01", "2026-02-05")], 12),  # only days inside the placement
        ([("2026-02-26", "2030-01-01")], 15),
        ([("2027-02-01", "2027-02-05")], 16),
        ([("2026-02-06", "2026-02-08")], 16),  # Friday to Sunday: no workday
        ([("2000-01-01", "2099-01-01")], 0),
    ],
)
def test_closed_days(closed: list[tuple[str, str]], presence: int, assessed: Assessed) -> None:
    periods = [{"from": first, "to": last} for first, last in closed]
    result = assessed(closed=periods)
    assert sum(entry.presence_days for entry in result.ledger) == presence
    assert sum(entry.scheduled_days for entry in result.ledger) == 16


def test_a_closed_period_across_entries(assessed: Assessed) -> None:
    closed = [{"from": "2026-02-23", "to": "2026-04-03"}]
    result = assessed(start="2026-02-01", end="2026-04-30", closed=closed, birth_date="2008-03-16")
    assert [entry.presence_days for entry in result.ledger] == [12, 0, 0, 14]


@pytest.mark.parametrize(
    ("holidays", "closed", "presence"),
    [
        ("free", [], 19),
        ("worked", [], 21),
        ("free", [{"from": "2026-05-04", "to": "2026-05-14"}], 11),
        ("worked", [{"from": "2026-05-04", "to": "2026-05-14"}], 12),
    ],
)
def test_holidays_are_not_counted_twice(
    holidays: str, closed: list[dict[str, str]], presence: int, assessed: Assessed
) -> None:
    """May 2026, Monday to Friday: Ascension Day the 14th and Whit Monday the 25th are days off, 5 May is not."""
    week = ["mon", "tue", "wed", "thu", "fri"]
    month = {"start": "2026-05-01", "end": "2026-05-31", "workdays": week}
    (entry,) = assessed(**month, public_holidays=holidays, closed=closed).ledger
    assert (entry.scheduled_days, entry.presence_days) == (21, presence)


def test_holidays_and_closed_days_of_the_ledger_add_up(book: RuleBook, plain: Callable[..., Any]) -> None:
    data = plain(start="2025-12-01", end="2026-01-31", closed=[{"from": "2025-12-24", "to": "2025-12-28"}])
    ledger = entries(data, book)
    assert all(entry.scheduled == entry.closed + entry.holidays + entry.presence for entry in ledger)
    assert [entry.closed for entry in ledger] == [2, 0]  # Wednesday 24 and Thursday 25 December
    assert [entry.holidays for entry in ledger] == [0, 1]


def test_month_fractions_are_exact(book: RuleBook, plain: Callable[..., Any]) -> None:
    for start in ("2024-02-10", "2025-02-10"):
        before = 0
        for entry in entries(plain(start=start, end="2028-12-31"), book):
            assert month_parts(entry) * entry.month_days == entry.days * MONTH_PARTS
            assert entry.months_before == before
            assert entry.age == UNKNOWN
            before += month_parts(entry)
        first = date.fromisoformat(start)
        whole_months = (2028 - first.year) * 12 + 10
        days_in_february = 29 if first.year % 4 == 0 else 28
        assert before == whole_months * MONTH_PARTS + (days_in_february - 9) * MONTH_PARTS // days_in_february


@pytest.mark.parametrize("year", [2023, 2024, 2026, 2028, 2032])
def test_scheduled_days_of_a_year(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366 if year % 4 == 0 else 365)]
    for workdays in (["mon"], ["tue"], ["thu"], WEEK[:5], WEEK[5:], WEEK):
        expected = sum(WEEK[day.weekday()] in workdays for day in days)
        for asked_on in (days[0], days[58], days[-1]):
            assert scheduled_in_year(workday_mask(workdays), to_day(asked_on)) == expected


SPANS = {("2026-02-02", "2026-02-02"): 1, ("2020-01-15", "2026-01-14"): 2192, ("2026-03-31", "2026-04-01"): 2}


def test_rows_of_different_lengths_together(
    book: RuleBook, plain: Callable[..., Any], evaluated: Callable[..., Results]
) -> None:
    rows = [plain(start=start, end=end) for start, end in SPANS]
    assert evaluated(rows).number("entries").tolist() == [1, 73, 2]
    for row, days in zip(rows, SPANS.values(), strict=True):
        ledger = entries(row, book)
        assert sum(entry.days for entry in ledger) == days
        assert (str(to_date(ledger[0].first)), str(to_date(ledger[-1].last))) == (row["start"], row["end"])
        assert [entry.is_first for entry in ledger] == [1] + [0] * (len(ledger) - 1)
