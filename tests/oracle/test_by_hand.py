"""Small placements worked out by hand, on the tests' own rules: what the readable cases do not show.

Rates there: 0.18 a kilometre in 2022 (none before) and 0.24 in 2026; hourly minimum 15.11 in the second half of 2026;
levy 6.20% in 2026; national norm 410 at 40 hours from 2023 on.
"""

from __future__ import annotations

from typing import Any

from .assess import assess
from .data import load_data
from .matching import mismatches

WEEK = {"hours_per_week": 32, "workdays": ["mon", "tue", "wed", "thu"]}
FULL_WEEK = {"hours_per_week": 40, "workdays": ["mon", "tue", "wed", "thu", "fri"]}
BOL = {"route": "bol", "norm": "national", **WEEK}
BBL = {"route": "bbl", "birth_date": "2003-05-05", **WEEK}


def differ(placement: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    return mismatches(expected, assess(placement, load_data()))


def test_a_raise_of_a_wage_a_month_within_one_window() -> None:
    """18 of 35 days in September, 17 in October: 2000 x 2 x 18/35 and 2100 x 2 x 17/35."""
    wage = {"wage": {"amount": "2000", "per": "month"}}
    raised = [{"from": "2026-10-01", "offer": {"wage": {"amount": "2100", "per": "month"}}}]
    placement = BBL | {"start": "2026-09-01", "end": "2026-10-31", "offer": wage, "changes": raised}
    ledger = [{"wage_offered": "2057.14"}, {"wage_offered": "2040.00"}]
    assert differ(placement, {"ledger": ledger, "wage": {"offered": "4097.14"}}) == []


def test_paid_in_full_from_a_day_on() -> None:
    """16 days of 20 km in each month, 76.80."""
    full = {"reimbursements": [{"kind": "travel", "full": True, "from": "2026-02-01"}]}
    travel = {"mode": "own_vehicle", "distance_km": 10}
    placement = BOL | {"start": "2026-01-01", "end": "2026-02-28", "travel": travel, "offer": full}
    line = {"kind": "travel", "owed": "153.60", "reimbursed": "76.80", "gap": "76.80", "stated": True}
    assert differ(placement, {"expenses": [line], "cost_of_offer": {"expenses": "76.80", "total": "76.80"}}) == []


def test_tickets_by_the_year_and_by_the_week() -> None:
    """600/12 a month; 12.60 x 31/7 and x 28/7."""
    tickets = [{"mode": "season_ticket", "amount": 600, "per": "year"}]
    tickets.append({"mode": "season_ticket", "amount": "12.60", "per": "week"})
    placement = BOL | {"start": "2026-01-01", "end": "2026-02-28", "travel": tickets}
    assert differ(placement, {"ledger": [{"travel": "105.80"}, {"travel": "100.40"}]}) == []


def test_one_way_that_is_not_known_leaves_all_travel_open() -> None:
    """No rate a kilometre before 2022: only the ticket is there to estimate. January: 17 x 20 x 0.18 + 50."""
    ways = [{"mode": "own_vehicle", "distance_km": 10}, {"mode": "season_ticket", "amount": 50, "per": "month"}]
    offer = {"reimbursements": [{"kind": "travel", "amount": 40, "per": "month"}]}
    placement = BOL | {"start": "2021-12-01", "end": "2022-01-31", "travel": ways, "offer": offer}
    line = {"kind": "travel", "owed": "111.20", "reimbursed": "40.00", "estimate": "50.00", "estimated": True}
    ledger = [{"travel": "0.00", "estimate": "50.00"}, {"travel": "111.20", "estimate": "0.00"}]
    assert differ(placement, {"expenses": [line], "ledger": ledger, "cost_of_offer": {"expenses": "80.00"}}) == []


def test_days_before_there_is_a_norm() -> None:
    months = BOL | FULL_WEEK | {"start": "2022-11-01", "end": "2023-01-31"}
    short = {
        "allowance": {"full_month": None, "norm": "410.00", "offered": "300.00", "gap": "110.00"},
        "ledger": [{"allowance_norm": None}, {"allowance_norm": None}, {"allowance_norm": "410.00"}],
        "findings": [{"id": "allowance_paid", "status": "below", "amount": "110.00"}],
    }
    assert differ(months | {"offer": {"allowance": {"amount": 100}}}, short) == []
    enough = {"allowance": {"gap": "0.00"}, "findings": [{"id": "allowance_paid", "status": "cannot_tell"}]}
    assert differ(months | {"offer": {"allowance": {"amount": 200}}}, enough) == []
    none = {
        "allowance": {"norm": None, "gap": "0.00", "not_stated": "0.00", "force": "advice"},
        "totals": {"owed": "0.00"},
    }
    assert differ(months | {"end": "2022-12-31"}, none) == []


def test_more_than_the_wage_of_the_cao() -> None:
    """At 18 45.5% of 15.11 is 6.88 x 144 hours by law, 9.80 by the cao; 10.50 is paid, and 8% of that is due."""
    offer = {"wage": {"amount": "10.50", "per": "hour"}}
    cao = {"status": "applies", "hourly_wage": "9.80"}
    placement = BBL | {
        "birth_date": "2008-03-01",
        "start": "2026-09-01",
        "end": "2026-09-30",
        "cao": cao,
        "offer": offer,
    }
    grounds = [
        {"ground": "law", "owed": "1111.68", "offered": "1111.68", "gap": "0.00"},
        {"ground": "cao", "owed": "420.48", "offered": "521.28", "gap": "0.00"},
    ]
    wage = {"due": "1411.20", "offered": "1512.00", "holiday_allowance_due": "120.96"}
    assert differ(placement, {"wage": wage, "totals": {"by_ground": grounds}}) == []


def test_a_minimum_filled_in_from_the_middle_of_a_month() -> None:
    """88 hours at the last known 15.11 and 8% of that, then 80 hours x 15.60."""
    assumed = {"adult_hourly_minimum": {"from": "2027-01-18", "amount": "15.60"}}
    placement = BBL | FULL_WEEK | {"start": "2027-01-01", "end": "2027-01-31", "assume": assumed}
    wage = {
        **{"due": "1248.00", "not_stated": "1248.00", "holiday_allowance_not_stated": "99.84", "shortfall": "0.00"},
        **{"estimate": "1329.68", "holiday_allowance_estimate": "106.37"},
        **{"coverage": "part", "covered_until": "2027-01-31", "stated": False},
    }
    ledger = [{"to": "2027-01-17", "covered": False, "estimate": "1436.05"}, {"covered": True, "estimate": "0.00"}]
    assert differ(placement, {"wage": wage, "ledger": ledger, "cost_of_offer": None}) == []


def test_a_levy_at_an_old_rate() -> None:
    """The norm is known in 2027, the levy is not: 6.20% of 410."""
    cost = {"allowance": "410.00", "health_levy": "0.00", "total": "410.00"}
    estimate = {"expenses": "0.00", "allowance": "0.00", "wage": None, "health_levy": "25.42", "total": "25.42"}
    placement = BOL | FULL_WEEK | {"start": "2027-01-01", "end": "2027-01-31"}
    assert differ(placement, {"employer_cost": {**cost, "estimate": estimate}}) == []
