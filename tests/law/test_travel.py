"""Travel: own vehicle, estimates, and prices that are not known. The student product: test_student_product."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment

Assessed = Callable[..., Assessment]


def travels(assessed: Assessed, travel: dict[str, Any], **changes: Any) -> tuple[str, bool]:
    line = assessed(travel=travel, **changes).line("travel")
    assert line is not None
    return str(line.owed), line.estimated


@pytest.mark.parametrize(
    ("travel", "owed", "estimated"),
    [
        # 16 days, 32 trips
        ({"mode": "own_vehicle", "distance_km": 12.5}, "96.00", False),
        ({"mode": "own_vehicle", "distance_km": 0.1}, "0.77", False),
        ({"mode": "public_transport", "carrier": "bus", "fare": "3.05"}, "97.60", False),
        ({"mode": "public_transport", "carrier": "train", "fare": "5.50", "distance_km": 30}, "176.00", False),
    ],
)
def test_a_month_of_travel(travel: dict[str, Any], owed: str, estimated: bool, assessed: Assessed) -> None:
    assert travels(assessed, travel) == (owed, estimated)


def test_only_days_present_are_travelled(assessed: Assessed) -> None:
    week = {"closed": [{"from": "2026-02-09", "to": "2026-02-15"}]}
    assert travels(assessed, {"mode": "own_vehicle", "distance_km": 12.5}, **week) == ("72.00", False)


def test_a_discount_is_rounded_per_entry_not_per_trip(assessed: Assessed) -> None:
    """A Saturday with a week product: 2 x 3.33 x 66% = 4.3956, so 4.40 and not 2 x 2.20 by luck; five: 21.98."""
    travel = {"mode": "public_transport", "carrier": "bus", "fare": "3.33", "student_product": "week"}
    saturdays = {"workdays": ["sat"], "hours_per_week": 8, "start": "2026-05-01", "end": "2026-05-31"}
    assert travels(assessed, travel, **saturdays) == ("21.98", False)


def test_the_train_fare_is_by_whole_units_up_to_200(assessed: Assessed, book: Any) -> None:
    prices = book.rules["train_fare"].versions[-1].by_distance
    for distance, unit in ((0.1, 1), (12, 12), (12.1, 13), (200, 200), (200.1, 200), (999.9, 200)):
        travel = {"mode": "public_transport", "carrier": "train", "distance_km": distance}
        assert travels(assessed, travel) == (str(prices[unit] * 32), True)


def test_the_bus_fare_is_a_price_in_whole_cents(assessed: Assessed, book: Any) -> None:
    boarding = book.rules["boarding_fee"].versions[-1].value
    versions = book.rules["bus_fare_per_km"].versions
    rates = next(version for version in versions if version.from_ == date(2026, 1, 1)).by_region
    for region in (None, next(key for key in rates if key != "mean")):
        fare = (boarding + Decimal("7.3") * rates[region or "mean"]).quantize(Decimal("0.01"), "ROUND_HALF_UP")
        travel = {"mode": "public_transport", "carrier": "bus", "distance_km": 7.3, "region": region}
        assert travels(assessed, travel) == (str(fare * 32), True)


@pytest.mark.parametrize(
    ("travel", "start", "end"),
    [
        ({"mode": "public_transport", "carrier": "train", "distance_km": 30}, "2027-02-01", "2027-02-28"),
        ({"mode": "public_transport", "carrier": "bus", "distance_km": 30}, "2027-02-01", "2027-02-28"),
        ({"mode": "own_vehicle", "distance_km": 30}, "2021-02-01", "2021-02-28"),
    ],
)
def test_a_price_that_is_not_known(travel: dict[str, Any], start: str, end: str, assessed: Assessed) -> None:
    assert travels(assessed, travel, start=start, end=end) == ("0.00", True)
    for offer in ({}, {"complete": True}):
        finding = assessed(travel=travel, start=start, end=end, offer=offer).finding("expenses_full")
        assert (finding.status, finding.amount) == ("cannot_tell", None)


def test_a_discount_that_is_not_known(assessed: Assessed) -> None:
    travel = {"mode": "public_transport", "carrier": "bus", "fare": "3.00", "student_product": "week"}
    sundays = {"start": "2022-12-25", "end": "2023-01-01", "workdays": ["sun"], "hours_per_week": 8}
    assert travels(assessed, travel, **sundays, public_holidays="worked") == ("3.96", True)


def test_travel_that_costs_nothing_has_no_line(assessed: Assessed) -> None:
    free = {"mode": "public_transport", "carrier": "train", "distance_km": 30, "student_product": "week"}
    for travel in ({"mode": "none"}, free, {"mode": "own_vehicle", "distance_km": 0}):
        result = assessed(travel=travel)
        assert result.line("travel") is None
        assert result.finding("expenses_full").status == "not_applicable"


def test_kilometres_paid_at_a_rate_of_ones_own(assessed: Assessed) -> None:
    travel = {"mode": "own_vehicle", "distance_km": 12.5}
    for rate, reimbursed in (("0.19", "76.00"), ("0.24", "96.00"), ("0.30", "96.00"), ("0", "0.00")):
        line = assessed(travel=travel, offer={"km_rate": rate}).line("travel")
        assert line is not None
        assert str(line.reimbursed) == reimbursed
