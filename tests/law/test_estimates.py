"""What is not known (yet): an estimate at the last known value, apart from every verdict; and what the offer costs.

The tests' adult minimum is 15.11 until the end of 2026, the levy 6.20% in 2026, both not known after it. January 2027
has 16 days from Monday to Thursday.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compensation import Assessment

Assessed = Callable[..., Assessment]
Data = dict[str, Any]
JANUARY = {"start": "2027-01-01", "end": "2027-01-31"}
TURN = {"start": "2026-12-01", "end": "2027-01-31"}


def wage(amount: str, **fields: Any) -> Data:
    return {"offer": {"wage": {"amount": amount, "per": "hour"}, **fields}}


@pytest.mark.parametrize(
    ("offer", "estimate", "holiday"),
    [
        ({}, "1934.08", "154.73"),  # 128 x 15.11, and 8% of it
        (wage("10.00"), "1934.08", "154.73"),
        (wage("20.00"), "1934.08", "204.80"),  # 8% of the higher one: 2560.00
    ],
)
def test_a_wage_at_the_last_known_minimum(offer: Data, estimate: str, holiday: str, assessed: Assessed) -> None:
    result = assessed(wage=True, **JANUARY, **offer)
    found = result.wage
    assert found is not None
    assert (str(found.estimate), str(found.holiday_allowance_estimate)) == (estimate, holiday)
    assert (found.due, found.shortfall, found.not_stated, found.offered) == (0, 0, 0, 0)
    (entry,) = result.ledger
    assert (entry.covered, entry.hourly_minimum, entry.wage_due) == (False, None, None)
    assert entry.estimate == result.totals.estimate == found.estimate + found.holiday_allowance_estimate
    ((row),) = result.totals.by_ground
    assert (row.ground, row.owed, row.gap, row.estimate) == ("law", 0, 0, result.totals.estimate)


def test_the_announced_percentages_hold_in_an_estimate(assessed: Assessed) -> None:
    """At 18 62.5% of 15.11 on the bbl scale of 2027: 9.44 (9.44375) x 128; in 2026 45.5%, 6.88."""
    result = assessed(wage=True, birth_date="2008-06-01", **TURN)
    assert [str(entry.hourly_minimum) for entry in result.ledger] == ["6.88", "None"]
    assert result.wage is not None
    assert str(result.wage.estimate) == "1208.32"
    assert [(str(row.hourly_minimum), row.known) for row in result.wage.monthly] == [("6.88", True), ("9.44", False)]


def test_of_the_wage_of_a_cao_the_estimate_stands_on_both_grounds(assessed: Assessed) -> None:
    """9.44 by law, 11.00 by the cao: 1208.32 and 96.67, and the rest of 1408.00 and 112.64."""
    cao = {"status": "applies", "hourly_wage": "11.00"}
    result = assessed(wage=True, birth_date="2008-06-01", cao=cao, **JANUARY)
    grounds = {row.ground: str(row.estimate) for row in result.totals.by_ground}
    assert grounds == {"law": "1304.99", "cao": "215.65"}
    assert str(result.totals.estimate) == "1520.64"


@pytest.mark.parametrize(
    ("born", "dates"), [("2013-06-01", JANUARY), ("2000-06-01", {"start": "2023-12-01", "end": "2023-12-31"})]
)
def test_below_15_and_before_the_first_known_amount_there_is_none(born: str, dates: Data, assessed: Assessed) -> None:
    result = assessed(wage=True, birth_date=born, **dates, **wage("5.00"))
    assert result.wage is not None
    assert (result.wage.coverage, result.wage.estimate, result.totals.estimate) == ("none", 0, 0)
    assert result.employer_cost.estimate.wage == 0


def test_a_minimum_that_is_filled_in_is_due_and_no_estimate(assessed: Assessed) -> None:
    """From 18 January 15.60: 8 days x 8 x 15.60 = 998.40; before it 8 days at 15.11, 967.04, and 8% of that."""
    assume = {"adult_hourly_minimum": {"from": "2027-01-18", "amount": "15.60"}}
    result = assessed(wage=True, assume=assume, **JANUARY, **wage("15.00"))
    before, after = result.ledger
    assert (before.covered, after.covered, str(after.hourly_minimum)) == (False, True, "15.60")
    assert (str(after.wage_due), str(after.wage_shortfall)) == ("998.40", "38.40")
    assert (str(before.estimate), str(after.estimate)) == ("1044.40", "0.00")
    assert result.wage is not None
    assert (result.wage.coverage, str(result.wage.covered_until)) == ("part", "2027-01-31")
    assert result.finding("wage_minimum").status == "below"
    assert result.finding("wage_minimum").force == "law"


# ---------------------------------------------------------------- what it costs


def costs(part: Any) -> dict[str, str]:
    named = ("expenses", "allowance", "wage", "holiday_allowance", "health_levy", "total")
    return {name: str(getattr(part, name)) for name in named if getattr(part, name) is not None}


def test_a_job_over_the_turn_of_the_year(assessed: Assessed) -> None:
    """December: 19 days, 2296.72 at 15.11 and 183.74, 6.20% of 2480.46; January 1934.08, 154.73 and 6.20%."""
    result = assessed(wage=True, **TURN, **wage("15.00"))
    assert costs(result.employer_cost) == {
        "expenses": "0.00",
        "wage": "2296.72",
        "holiday_allowance": "183.74",
        "health_levy": "153.79",
        "total": "2634.25",
    }
    assert costs(result.employer_cost.estimate) == {
        "expenses": "0.00",
        "wage": "1934.08",
        "holiday_allowance": "154.73",
        "health_levy": "129.51",
        "total": "2218.32",
    }
    # What is promised, in every entry: 280 hours x 15.00, 8%, and the levy at the rate known or last known
    assert result.cost_of_offer is not None
    assert costs(result.cost_of_offer) == {
        "expenses": "0.00",
        "wage": "4200.00",
        "holiday_allowance": "336.00",
        "health_levy": "281.23",
        "total": "4817.23",
    }


def test_an_allowance_with_a_levy_at_an_old_rate(assessed: Assessed) -> None:
    """December 500 at 6.20%, 31.00; January's 31.00 is an estimate; the offer costs both."""
    result = assessed(**TURN, offer={"allowance": {"amount": 500}})
    cost = result.employer_cost
    assert costs(cost) == {"expenses": "0.00", "allowance": "1000.00", "health_levy": "31.00", "total": "1031.00"}
    assert costs(cost.estimate) == {"expenses": "0.00", "allowance": "0.00", "health_levy": "31.00", "total": "31.00"}
    assert result.cost_of_offer is not None
    assert costs(result.cost_of_offer) == {
        "expenses": "0.00",
        "allowance": "1000.00",
        "health_levy": "62.00",
        "total": "1062.00",
    }


def test_an_all_in_sum_is_promised_whole(assessed: Assessed) -> None:
    """400 all-in of which 50 pays the tools: the offer costs 400, its levy and nothing beside it."""
    offer = {"allowance": {"amount": 400}, "includes_expenses": True}
    result = assessed(start="2026-02-01", end="2026-02-28", costs=[{"kind": "tools", "amount": 50}], offer=offer)
    assert result.allowance is not None
    assert str(result.allowance.effective) == "350.00"
    assert result.cost_of_offer is not None
    assert costs(result.cost_of_offer) == {
        "expenses": "0.00",
        "allowance": "400.00",
        "health_levy": "24.80",
        "total": "424.80",
    }


@pytest.mark.parametrize(
    ("offer", "stated"),
    [
        ({}, False),
        ({"complete": True}, True),
        ({"km_rate": "0"}, True),
        ({"reimbursements": [{"kind": "tools", "amount": 0}]}, True),
        ({"allowance": {"amount": 0}}, True),
        ({"includes_expenses": True}, False),
        ({"employment_contract": True}, False),
    ],
)
def test_when_nothing_is_stated_the_offer_has_no_cost(offer: Data, stated: bool, assessed: Assessed) -> None:
    result = assessed(offer=offer, travel={"mode": "own_vehicle", "distance_km": 1})
    assert (result.cost_of_offer is not None) == stated
    if result.cost_of_offer is not None:
        assert result.cost_of_offer.total == 0
