"""Travel in legs: season tickets, days and ways of a leg, and what is paid per kilometre of it.

February 2026 from the 2nd has four weeks of Monday to Thursday, 16 days; a kilometre is 0.24.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment
from compensation.calendar import FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, TUESDAY
from compensation.choices import StudentProduct
from compensation.law.travel import trips_to_pay
from compensation.rulebook.frozen_records import Month

Assessed = Callable[..., Assessment]
Data = dict[str, Any]
CAR = {"mode": "own_vehicle", "distance_km": "10"}
TRAIN = {"mode": "public_transport", "carrier": "train", "fare": "5.00"}


def ticket(amount: str, per: str) -> Data:
    return {"mode": "season_ticket", "amount": amount, "per": per}


def travel(assessed: Assessed, *legs: Data, **changes: Any) -> list[str]:
    return [str(entry.travel) for entry in assessed(travel=list(legs), **changes).ledger]


# ---------------------------------------------------------------- season tickets


@pytest.mark.parametrize(
    ("amount", "per", "costs"),
    [
        ("12.60", "week", ["48.60", "1.80"]),  # 27 and 1 days / 7
        ("95.00", "month", ["91.61", "3.06"]),  # x 27/28 and 1/31
        ("600.00", "year", ["48.21", "1.61"]),  # 50 a month
        ("0.07", "year", ["0.01", "0.00"]),  # 0.0056 and 0.0002
    ],
)
def test_a_season_ticket_counts_by_its_calendar_days(
    amount: str, per: str, costs: list[str], assessed: Assessed
) -> None:
    assert travel(assessed, ticket(amount, per)) == costs
    closed = [{"from": "2026-02-02", "to": "2026-03-01"}]
    assert travel(assessed, ticket(amount, per), closed=closed) == costs


def test_a_whole_month_and_a_whole_year_of_tickets_come_out(assessed: Assessed) -> None:
    year = {"start": "2026-01-01", "end": "2026-12-31"}
    assert travel(assessed, ticket("95", "month"), **year) == ["95.00"] * 12
    assert travel(assessed, ticket("600", "year"), **year) == ["50.00"] * 12


# ---------------------------------------------------------------- days and ways


@pytest.mark.parametrize(
    ("fields", "costs"),
    [
        ({}, "76.80"),  # 32 trips x 10 km x 0.24
        ({"trips": "both"}, "76.80"),
        ({"trips": "outbound"}, "38.40"),
        ({"trips": "return"}, "38.40"),
        ({"days": ["mon", "tue"]}, "38.40"),
        ({"days": ["mon"], "trips": "return"}, "9.60"),
    ],
)
def test_days_and_ways_of_a_leg(fields: Data, costs: str, assessed: Assessed) -> None:
    assert travel(assessed, {**CAR, **fields}) == [costs, "0.00"]


def test_legs_are_rounded_apart_and_added_up(assessed: Assessed) -> None:
    """A trip of 0.1 km x 0.24 is 0.024, 4 trips 0.096: twice 0.10, and not 0.19."""
    leg = {"mode": "own_vehicle", "distance_km": "0.1", "days": ["mon"], "trips": "outbound"}
    assert travel(assessed, leg, leg) == ["0.20", "0.00"]
    assert travel(assessed, CAR, TRAIN, ticket("95", "month")) == ["328.41", "3.06"]  # 76.80 + 160.00 + 91.61


def test_days_of_a_leg_that_are_no_workday_of_a_stretch_count_for_nothing_there(assessed: Assessed) -> None:
    """Until the 15th Monday to Thursday; from the 16th only Monday and Tuesday: the leg of Wednesday ends."""
    change = {"from": "2026-02-16", "workdays": ["mon", "tue"], "hours_per_week": 16}
    leg = {**CAR, "days": ["wed"]}
    assert travel(assessed, leg, changes=[change]) == ["9.60", "0.00", "0.00"]  # 2 x 2 x 2.40


def test_another_way_of_travelling_takes_the_place_of_all_legs(assessed: Assessed) -> None:
    change = {"from": "2026-02-16", "travel": TRAIN}
    assert travel(assessed, CAR, ticket("95", "month"), changes=[change]) == ["85.90", "80.00", "0.00"]


def paid_ways(product: StudentProduct, day: int) -> list[tuple[int, int]]:
    """Trips at the whole fare and with the discount: both ways, there, back; in a month that begins on a Monday."""
    month = Month(0, 31, MONDAY, 0, 0, 0, 0)
    return [tuple(trips_to_pay(product, 1 << day, *ways, month)) for ways in ((1, 1), (1, 0), (0, 1))]


@pytest.mark.parametrize(
    ("product", "day", "both", "out", "back"),
    [
        (StudentProduct.NONE, TUESDAY, (2, 0), (1, 0), (1, 0)),
        (StudentProduct.WEEK, TUESDAY, (0, 0), (0, 0), (0, 0)),
        (StudentProduct.WEEK, SATURDAY, (0, 2), (0, 1), (0, 1)),
        (StudentProduct.WEEKEND, SUNDAY, (0, 0), (0, 0), (0, 0)),
        (StudentProduct.WEEKEND, MONDAY, (0, 2), (0, 1), (0, 1)),
        (StudentProduct.WEEKEND, TUESDAY, (1, 1), (1, 0), (0, 1)),
        (StudentProduct.WEEKEND, THURSDAY, (1, 1), (1, 0), (0, 1)),
        (StudentProduct.WEEKEND, FRIDAY, (1, 0), (1, 0), (0, 0)),
    ],
)
def test_there_and_back_are_columns_of_the_table(
    product: StudentProduct, day: int, both: tuple[int, int], out: tuple[int, int], back: tuple[int, int]
) -> None:
    assert paid_ways(product, day) == [both, out, back]


def test_many_days_at_once_are_the_days_one_by_one() -> None:
    """Every set of days of a month with holidays and a summer is the sum of its days."""
    month = Month(0, 31, FRIDAY, 0, 0b1001, 0b1010, 0b111 << 20)
    for product in StudentProduct:
        alone = [trips_to_pay(product, 1 << day, 1, 1, month) for day in range(31)]
        for step in range(1, 31):
            days = range(0, 31, step)
            together = trips_to_pay(product, sum(1 << day for day in days), 1, 1, month)
            assert together.full == sum(alone[day].full for day in days)
            assert together.discounted == sum(alone[day].discounted for day in days)


# ---------------------------------------------------------------- what is paid per kilometre


def test_a_rate_pays_the_legs_by_own_vehicle_for_their_days_and_ways(assessed: Assessed) -> None:
    """16 trips of Monday and Tuesday and 8 back on Wednesday and Thursday: 160 km x 0.10 and 80 km x 0.10."""
    legs = [{**CAR, "days": ["mon", "tue"]}, {**CAR, "days": ["wed", "thu"], "trips": "return"}, TRAIN]
    line = assessed(travel=legs, offer={"km_rate": "0.10"}).line("travel")
    assert line is not None
    assert (str(line.owed), str(line.reimbursed), line.stated) == ("217.60", "24.00", True)  # 38.40 + 19.20 + 160


def test_a_rate_begins_where_it_is_named(assessed: Assessed) -> None:
    """Eight days before the 16th and eight from then on, at 0.10: 16 trips x 1.00."""
    change = {"from": "2026-02-16", "offer": {"km_rate": "0.10"}}
    line = assessed(travel=CAR, changes=[change]).line("travel")
    assert line is not None
    assert (str(line.owed), str(line.reimbursed)) == ("76.80", "16.00")


# ---------------------------------------------------------------- an estimate


def test_one_price_that_is_not_known_makes_all_travel_of_its_entry_an_estimate(assessed: Assessed) -> None:
    """By own vehicle 0.24 from 2026 on; no train fares of 2027 are known, so 2026's stand in."""
    months = {"start": "2026-12-01", "end": "2027-01-31"}
    legs = [{**CAR, "days": ["mon"]}, {"mode": "public_transport", "carrier": "train", "distance_km": 12}]
    result = assessed(
        travel=legs, **months, offer={"reimbursements": [{"kind": "travel", "amount": 40, "per": "month"}]}
    )
    december, january = result.ledger
    line = result.line("travel")
    assert line is not None
    assert (january.travel, line.owed) == (0, december.travel)
    by_train = assessed(travel=legs[1], start="2026-12-01", end="2026-12-31").ledger[0]
    fare = by_train.travel / by_train.presence_days / 2
    assert january.estimate == line.estimate == 2 * fare * january.presence_days + Decimal("19.20")
    # Like against like: what is paid back in January counts for nothing here, and is part of what is promised.
    assert str(line.reimbursed) == "40.00"
    assert result.cost_of_offer is not None
    assert str(result.cost_of_offer.expenses) == "80.00"
    assert str(result.employer_cost.estimate.expenses) == str(line.estimate)
    assert result.finding("expenses_full").status == "below"


@pytest.mark.parametrize(
    ("back", "status"), [({"full": True}, "meets"), ({"amount": 999, "per": "month"}, "cannot_tell")]
)
def test_in_full_is_in_full_whatever_it_will_cost(back: Data, status: str, assessed: Assessed) -> None:
    trip = {"mode": "public_transport", "carrier": "train", "distance_km": 12}
    months = {"start": "2026-12-01", "end": "2027-01-31"}
    result = assessed(travel=trip, **months, offer={"reimbursements": [{"kind": "travel", **back}]})
    assert result.finding("expenses_full").status == status
    line = result.line("travel")
    assert line is not None
    assert result.cost_of_offer is not None
    promised = line.owed + line.estimate if "full" in back else 2 * 999
    assert result.cost_of_offer.expenses == promised
