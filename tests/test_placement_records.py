"""A placement as records of the law: what changes on the way, hours by weekday, ways of travelling, dated parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from compensation import RuleBook, read_placement
from compensation.calendar import to_date, to_day
from compensation.choices import Period, StudentProduct, TicketPeriod, TravelMode
from compensation.placement.case import Case, Closed, Segment, Tables
from compensation.placement.cases import case_of
from compensation.reading.tables import cases_of, single
from compensation.units import FOREVER, UNKNOWN

Records = Callable[..., tuple[Case, Tables]]
OWN = {"mode": "own_vehicle", "distance_km": 12.5}
TRAIN = {"mode": "public_transport", "carrier": "train", "fare": "5.50", "student_product": "week"}


@pytest.fixture
def records(book: RuleBook, plain: Callable[..., dict[str, Any]]) -> Records:
    """The records of the small placement, with changes."""
    return lambda **changes: case_of(read_placement(plain(**changes)), book)


def days_of(segments: Any) -> list[tuple[str, str]]:
    return [(to_date(segment.first).isoformat(), to_date(segment.last).isoformat()) for segment in segments]


def test_a_placement_without_changes_is_one_segment(records: Records) -> None:
    case, tables = records()
    assert days_of(tables.segments) == [("2026-02-02", "2026-03-01")]
    assert (case.first_segment, case.after_segment) == (0, 1)
    assert tables.segments[0].week == UNKNOWN
    assert not tables.legs


def test_a_change_begins_a_segment_and_what_it_does_not_name_goes_on(records: Records) -> None:
    _, tables = records(
        study_year=1,
        offer={"allowance": {"amount": "250"}},
        changes=[
            {"from": "2026-02-09", "hours_per_week": 24},
            {"from": "2026-02-20", "workdays": ["fri"], "offer": {"allowance": {"amount": "9", "per": "day"}}},
            {"from": "2026-03-01", "study_year": 2, "hours_per_week": 8},
        ],
    )
    first, second, third, last = tables.segments
    assert days_of(tables.segments) == [
        ("2026-02-02", "2026-02-08"),
        ("2026-02-09", "2026-02-19"),
        ("2026-02-20", "2026-02-28"),
        ("2026-03-01", "2026-03-01"),
    ]
    assert [s.hours for s in tables.segments] == [3200, 2400, 2400, 800]
    assert [(s.workdays, s.days_per_week) for s in (first, second, third, last)] == [(15, 4), (15, 4), (16, 1), (16, 1)]
    assert [(s.allowance, s.allowance_per) for s in (second, third)] == [(25000, Period.MONTH), (900, Period.DAY)]
    assert [s.study_year for s in tables.segments] == [1, 1, 1, 2]


def test_hours_by_day_and_back(records: Records) -> None:
    case, tables = records(
        changes=[
            {"from": "2026-02-09", "hours_by_day": {"mon": 8, "wed": 5.5}},
            {"from": "2026-02-20", "hours_per_week": 8, "workdays": ["fri"]},
        ],
    )
    assert [list(week.hours) for week in tables.weeks] == [[800, 0, 550, 0, 0, 0, 0]]
    assert [(s.hours, s.workdays, s.days_per_week, s.week) for s in tables.segments] == [
        (3200, 15, 4, UNKNOWN),
        (1350, 5, 2, 0),
        (800, 16, 1, UNKNOWN),
    ]
    assert (case.first_week, case.after_week) == (0, 1)


def test_legs_stand_with_the_segments_that_use_them(records: Records) -> None:
    case, tables = records(
        travel=[TRAIN, OWN | {"days": ["mon"], "trips": "outbound"}, {"mode": "none"}],
        changes=[
            {"from": "2026-02-09", "workdays": ["mon", "fri"], "hours_per_week": 16},
            {"from": "2026-02-20", "travel": {"mode": "season_ticket", "amount": "1200", "per": "year"}},
        ],
    )
    assert [(s.first_leg, s.after_leg) for s in tables.segments] == [(0, 2), (0, 2), (2, 3)]
    assert [s.student_product for s in tables.segments] == [StudentProduct.WEEK] * 2 + [StudentProduct.NONE]
    train, own, ticket = tables.legs
    assert (train.days, train.outbound, train.inbound, train.fare) == (0b11111, 1, 1, 550)
    assert (own.days, own.outbound, own.inbound, own.distance) == (1, 1, 0, 125)
    assert (ticket.mode, ticket.amount, ticket.per) == (TravelMode.SEASON_TICKET, 120000, TicketPeriod.YEAR)
    assert (case.first_leg, case.after_leg) == (0, 3)


def test_one_leg_in_a_list_is_that_leg(records: Records) -> None:
    assert records(travel=[TRAIN]) == records(travel=TRAIN)


def test_costs_have_days(records: Records) -> None:
    _, tables = records(
        costs=[{"kind": "vog"}, {"kind": "phone", "amount": 10, "from": "2026-02-09"}],
        offer={"reimbursements": [{"kind": "vog", "full": True, "to": "2026-02-09"}]},
    )
    assert days_of(tables.costs) == [("2026-02-02", "2026-03-01"), ("2026-02-09", "2026-03-01")]
    assert days_of(tables.reimbursements) == [("2026-02-02", "2026-02-09")]


def test_closed_days_in_order_with_pay_and_without(records: Records) -> None:
    _, tables = records(
        closed=[
            {"from": "2026-02-16", "to": "2026-02-20"},
            {"from": "2026-02-12", "to": "2026-02-15", "paid": False},
            {"from": "2026-02-09", "to": "2026-02-10", "paid": False},
            {"from": "2026-02-10", "to": "2026-02-11", "paid": False},
            {"from": "2026-02-21", "to": "2026-02-22"},
        ]
    )
    first = to_day(date(2026, 2, 9))
    assert tables.closed == [Closed(first, first + 6, 1), Closed(first + 7, first + 13, 0)]


def test_what_is_said_once(records: Records) -> None:
    case, tables = records(
        wage=True,
        cao={"status": "applies", "hourly_wage": "9.80"},
        offer={"wage": {"amount": "0", "per": "hour"}, "complete": True},
        signed_regional_pact=True,
        assume={"adult_hourly_minimum": {"from": "2027-01-01", "amount": "15.20"}},
        changes=[{"from": "2026-02-09", "cao": {"hourly_wage": "10"}, "offer": {"holiday_allowance_percent": 8.33}}],
    )
    assert (case.complete, case.signed_regional_pact) == (1, 1)
    assert (case.assumed_from, case.assumed_adult) == (to_day(date(2027, 1, 1)), 1520)
    assert [(s.wage, s.cao_hourly, s.holiday_percent) for s in tables.segments] == [(0, 980, UNKNOWN), (0, 1000, 8330)]


def test_what_is_not_said_is_unknown(records: Records) -> None:
    case, tables = records(wage=True)
    (segment,) = tables.segments
    said = (segment.wage, segment.allowance, segment.km_rate, segment.cao_hourly, segment.holiday_percent)
    assert said == (UNKNOWN,) * 5
    assert (case.complete, case.signed_regional_pact, case.assumed_from) == (0, 0, FOREVER)


def test_cases_of_a_table_come_back_one_by_one(records: Records) -> None:
    changed = records(
        travel=[TRAIN, OWN],
        changes=[{"from": "2026-02-09", "hours_by_day": {"mon": 8}, "travel": OWN}],
        costs=[{"kind": "vog"}],
    )
    several = [records(travel=TRAIN), changed, records(), changed]
    assert [_lists(pair) for pair in single(cases_of(several))] == [_lists(pair) for pair in several]
    assert isinstance(several[1][1].segments[0], Segment)


def _lists(pair: tuple[Case, Tables]) -> Any:
    case, tables = pair
    return case, tables._replace(weeks=[list(week.hours) for week in tables.weeks])  # type: ignore[misc]
