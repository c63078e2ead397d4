"""What says the same in other words comes out the same, whatever the amounts are."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from .assess import assess
from .data import load_data
from .matching import mismatches
from .random_placements import random_placement

Data = dict[str, Any]
DATA = load_data()
SEEDS = range(60)


def drawn(seed: int, *routes: str) -> Data:
    rng = Random(seed)
    while True:
        placement = random_placement(rng, DATA)
        if not routes or placement["route"] in routes:
            return placement


def differ(one: Data, other: Data) -> list[str]:
    return mismatches(assess(one, DATA), assess(other, DATA), whole=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_even_hours_by_weekday(seed: int) -> None:
    placement = drawn(seed) | {"hours_per_week": 22.5, "workdays": ["mon", "wed", "sat"]}
    for gone in ("hours_by_day", "changes", "travel"):
        placement.pop(gone, None)
    if "km_rate" in placement.get("offer", {}):
        del placement["offer"]["km_rate"]
    by_day = {key: value for key, value in placement.items() if key not in ("hours_per_week", "workdays")}
    assert differ(placement, by_day | {"hours_by_day": {"wed": 7.5, "mon": "7.5", "sat": 7.50}}) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_days_not_paid_without_a_wage(seed: int) -> None:
    placement = drawn(seed, "bol", "hbo", "wo")
    closed = [{**span, "paid": True} for span in placement.get("closed", [])]
    unpaid = [{**span, "paid": False} for span in closed]
    assert differ(placement | {"closed": closed}, placement | {"closed": unpaid}) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cost_of_all_its_days(seed: int) -> None:
    placement = drawn(seed)
    placement["costs"] = [{"kind": "tools", "amount": 30}, {"kind": "phone", "amount": "9.99", "per": "month"}]
    dated = [{**cost, "from": placement["start"], "to": placement["end"]} for cost in placement["costs"]]
    assert differ(placement, placement | {"costs": dated}) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_to_what_holds_already_only_cuts(seed: int) -> None:
    placement = drawn(seed, "bbl", "dual") | {"hours_per_week": 24, "workdays": ["mon", "tue", "wed"]}
    placement["end"] = max(placement["end"], (date.fromisoformat(placement["start"]) + timedelta(days=9)).isoformat())
    for gone in ("hours_by_day", "changes", "offer", "travel"):
        placement.pop(gone, None)
    placement["offer"] = {"wage": {"amount": "1500", "per": "month"}}
    again = {
        "from": placement["end"],
        "workdays": ["wed", "tue", "mon"],
        "offer": {"wage": {"amount": 1500, "per": "month"}},
    }
    one, other = assess(placement, DATA), assess(placement | {"changes": [again]}, DATA)
    assert len(other["ledger"]) - len(one["ledger"]) in (0, 1)
    assert one["cost_of_offer"]["wage"] == other["cost_of_offer"]["wage"]
    assert one["wage"]["monthly"] == other["wage"]["monthly"]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_stated_is_what_would_be_short(seed: int) -> None:
    """Where nobody says what is paid, as much is not stated as would be short if nothing were paid."""
    placement = drawn(seed)
    changes = [
        {key: value for key, value in change.items() if key != "offer"} for change in placement.get("changes", [])
    ]
    placement["changes"] = [change for change in changes if len(change) > 1]
    silent, nothing = (assess(placement | {"offer": offer}, DATA)["totals"] for offer in ({}, {"complete": True}))
    assert (silent["owed"], silent["estimate"]) == (nothing["owed"], nothing["estimate"])
    assert (silent["gap"], silent["not_stated"]) == (nothing["not_stated"], nothing["gap"])
    assert silent["offered"] == nothing["offered"] == "0.00"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fixed_wage_of_a_month_is_never_short(seed: int) -> None:
    rng, rows = Random(seed), []
    while not any(row["known"] for row in rows):
        placement = random_placement(rng, DATA)
        for gone in ("changes", "assume"):
            placement.pop(gone, None)
        rows = (assess(placement, DATA)["wage"] or {"monthly": []})["monthly"]
    amounts = [Decimal(row["amount"]) for row in rows]

    def shortfalls(amount: Decimal) -> set[str]:
        paid = assess(placement | {"offer": {"wage": {"amount": str(amount), "per": "month"}}}, DATA)["wage"]
        return {paid["shortfall"], paid["holiday_allowance_shortfall"]}

    assert shortfalls(max(amounts)) == {"0.00"}
    # Ten euros below the lowest is short as soon as some hours are paid under a known minimum.
    if Decimal(assess(placement, DATA)["wage"]["due"]) > 1:
        assert "0.00" not in shortfalls(max(min(amounts) - 10, Decimal(0)))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_assumed_minimum_that_is_the_last_known_makes_the_estimate_due(seed: int) -> None:
    placement = drawn(seed, "bbl", "dual") | {"birth_date": "2004-02-29", "start": "2026-09-01", "end": "2027-06-30"}
    for gone in ("changes", "closed", "costs", "assume", "offer"):
        placement.pop(gone, None)
    last = DATA.rules["adult_hourly_minimum"][-1]["value"]
    assumed = {"adult_hourly_minimum": {"from": "2027-01-01", "amount": last}}
    one, other = assess(placement, DATA)["wage"], assess(placement | {"assume": assumed}, DATA)["wage"]
    assert other["coverage"] == "all"
    assert Fraction(other["due"]) == Fraction(one["due"]) + Fraction(one["estimate"]) > Fraction(one["due"])
    assert other["estimate"] == "0.00"
