"""The ledger: where a placement is cut, and which days count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment, RuleBook, read_placement
from compensation.calendar import to_date, to_day
from compensation.law.ledger import Entry, month_parts, weight_between
from compensation.placement.cases import case_of
from compensation.reading.plain import read
from compensation.reading.tables import Results
from compensation.rulebook.frozen import freeze
from compensation.units import MONTH_PARTS, UNKNOWN

Assessed = Callable[..., Assessment]
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def entries(data: dict[str, Any], book: RuleBook) -> list[Entry]:
    """The entries of a placement, as the law makes them."""
    return [entry for entry, _, _ in read(*case_of(read_placement(data), book), freeze(book)).ledger]


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


@pytest.mark.parametrize(
    ("dated", "cuts"),
    [
        ({"from": "2026-02-10", "to": "2026-02-20"}, ["2026-02-02", "2026-02-10", "2026-02-21", "2026-03-01"]),
        ({"from": "2026-02-10"}, ["2026-02-02", "2026-02-10", "2026-03-01"]),
        ({"to": "2026-02-20"}, ["2026-02-02", "2026-02-21", "2026-03-01"]),
        ({"from": "2026-02-02", "to": "2026-03-01"}, ["2026-02-02", "2026-03-01"]),  # its own days: no cut
        ({"from": "2026-02-10", "to": "2026-02-28"}, ["2026-02-02", "2026-02-10", "2026-03-01"]),
        ({"from": "2026-03-01", "to": "2026-03-01"}, ["2026-02-02", "2026-03-01"]),
        ({"from": "2026-02-02", "to": "2026-02-02"}, ["2026-02-02", "2026-02-03", "2026-03-01"]),
    ],
)
def test_at_the_dates_of_a_cost_and_of_what_is_paid_back(
    dated: dict[str, str], cuts: list[str], assessed: Assessed
) -> None:
    assert starts(assessed(costs=[{"kind": "tools", "amount": 10, **dated}])) == cuts
    assert starts(assessed(offer={"reimbursements": [{"kind": "tools", "amount": 10, **dated}]})) == cuts


def test_at_a_change_and_at_a_minimum_that_is_filled_in(assessed: Assessed) -> None:
    change = {"from": "2026-02-16", "hours_per_week": 24}
    assert starts(assessed(changes=[change])) == ["2026-02-02", "2026-02-16", "2026-03-01"]
    given = {"adult_hourly_minimum": {"from": "2027-01-18", "amount": "15.60"}}
    winter = {"start": "2026-12-01", "end": "2027-01-31"}
    assert starts(assessed(wage=True, assume=given, **winter)) == ["2026-12-01", "2027-01-01", "2027-01-18"]


def test_everything_at_once_cuts_at_each_date_once(assessed: Assessed) -> None:
    """A birthday, a change, a cost and what is paid back of it, two of them on one day."""
    result = assessed(
        birth_date="2008-02-16",
        changes=[{"from": "2026-02-16", "study_year": 2}, {"from": "2026-02-23", "hours_per_week": 30}],
        costs=[{"kind": "tools", "amount": 1, "per": "week", "from": "2026-02-11", "to": "2026-02-22"}],
        offer={"reimbursements": [{"kind": "tools", "full": True, "to": "2026-02-15"}]},
    )
    assert starts(result) == ["2026-02-02", "2026-02-11", "2026-02-16", "2026-02-23", "2026-03-01"]
    assert [entry.calendar_days for entry in result.ledger] == [9, 5, 7, 6, 1]
    assert [str(entry.expenses) for entry in result.ledger] == ["0.00", "0.71", "1.00", "0.00", "0.00"]


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


def test_unpaid_days_are_no_contract_hours_and_holidays_among_them_neither(assessed: Assessed) -> None:
    """December 2025, Monday to Thursday: 19 days, Christmas on the 25th; an unpaid block from the 22nd has six."""
    month = {"start": "2025-12-01", "end": "2025-12-31"}
    block = {"from": "2025-12-22", "to": "2025-12-31"}
    for paid, hours in ((True, "152.00"), (False, "96.00")):
        (entry,) = assessed(wage=True, **month, closed=[{**block, "paid": paid}]).ledger
        assert (entry.scheduled_days, entry.presence_days, str(entry.contract_hours)) == (19, 12, hours)
    (entry,) = assessed(**month, closed=[{**block, "paid": False}]).ledger
    assert (entry.scheduled_days, entry.presence_days, entry.contract_hours) == (19, 12, None)


def test_paid_and_unpaid_days_lie_beside_each_other(assessed: Assessed) -> None:
    closed = [
        {"from": "2026-02-16", "to": "2026-02-28", "paid": False},
        {"from": "2026-02-09", "to": "2026-02-15"},
        {"from": "2026-02-20", "to": "2026-03-01", "paid": False},
    ]
    result = assessed(wage=True, closed=closed)
    assert [(e.scheduled_days, e.presence_days, str(e.contract_hours)) for e in result.ledger] == [
        (16, 4, "64.00"),
        (0, 0, "0.00"),
    ]


def test_hours_by_weekday_are_those_of_the_days_there(assessed: Assessed) -> None:
    """February 2026 from the 2nd: four Mondays of 8, four Wednesdays of 5.50; one Monday closed."""
    by_day = {"hours_by_day": {"mon": 8, "wed": "5.50"}, "hours_per_week": None, "workdays": None}
    closed = [{"from": "2026-02-09", "to": "2026-02-09"}]
    result = assessed(wage=True, **by_day, closed=closed)
    assert [str(entry.contract_hours) for entry in result.ledger] == ["54.00", "0.00"]
    paid = assessed(**by_day, closed=closed, offer={"allowance": {"amount": "1.00", "per": "hour"}})
    assert [str(entry.allowance_offered) for entry in paid.ledger] == ["46.00", "0.00"]


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


HOURS = {"mon": "8", "wed": "5.5", "sat": "0.25"}


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-01-01", "2026-12-31"),
        ("2028-02-28", "2028-03-01"),
        ("2026-02-03", "2026-02-03"),
        ("2023-12-30", "2024-01-02"),
    ],
)
def test_what_is_scheduled_between_two_days(first: str, last: str, book: RuleBook, plain: Callable[..., Any]) -> None:
    """Days where every workday lasts as long, else hundredths of an hour: counted over years at once, as day by day."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    for given in ({"workdays": ["mon", "thu"]}, {"workdays": WEEK}, {"workdays": ["sun"], "hours_per_week": 8}):
        _, tables = case_of(read_placement(plain(**given)), book)
        expected = sum(WEEK[day.weekday()] in given["workdays"] for day in days)
        assert weight_between(tables.segments[0], to_day(start), to_day(end), tables) == expected
    by_day = plain(hours_by_day=HOURS, hours_per_week=None, workdays=None)
    _, tables = case_of(read_placement(by_day), book)
    hundredths = sum(int(Decimal(HOURS.get(WEEK[day.weekday()], "0")) * 100) for day in days)
    assert weight_between(tables.segments[0], to_day(start), to_day(end), tables) == hundredths


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
