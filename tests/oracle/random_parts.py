"""Random travel, costs, offers and answers: the parts of a placement that hold money."""

from __future__ import annotations

from random import Random
from typing import Any

from .data import Data

COST_KINDS = (
    "vog",
    "clothing",
    "protective_equipment",
    "tools",
    "materials",
    "phone",
    "housing",
    "vaccination",
    "certificate",
    "other",
)
COST_PERS = ("once", "day", "week", "month")
REQUIRED_BY = ("employer", "law", "school", "own_choice")
TEST_QUESTIONS = (
    "learning_goals",
    "mentor_with_time",
    "extra_to_staff",
    "same_targets_as_staff",
    "already_graduated",
)


def random_decimal(rng: Random, whole: int, parts: int) -> float | str:
    """A number with one or two decimals, as a JSON float or as text."""
    digits = 2 if parts == 100 else 1
    written = f"{whole // parts}.{whole % parts:0{digits}d}"
    return written if rng.random() < 0.5 else float(written)


def random_euros(rng: Random, lowest: int, highest: int) -> float | str | int:
    if rng.random() < 0.3:
        return rng.randint(lowest, highest)
    return random_decimal(rng, rng.randint(lowest * 100, highest * 100), 100)


def random_rate(rng: Random, *pers: str, base: bool = False) -> dict[str, Any]:
    per = rng.choice(pers)
    highest = {"month": 900, "week": 200, "four_weeks": 2400, "day": 40, "hour": 8, "once": 300}[per]
    rate: dict[str, Any] = {"amount": random_euros(rng, 0, highest), "per": per}
    if base and rng.random() < 0.6:
        rate["base_hours"] = rng.choice((32, 36, 38, 40, "36.5"))
    return rate


def random_travel(rng: Random, route: str, data: Data) -> dict[str, Any]:
    mode = rng.choice(("none", "own_vehicle", "public_transport", "public_transport"))
    travel: dict[str, Any] = {"mode": mode}
    far = rng.random() < 0.1
    distance = random_decimal(rng, rng.randint(1, 2600 if far else 600), 10)
    if mode == "own_vehicle":
        travel["distance_km"] = distance
    if mode == "public_transport":
        travel["carrier"] = rng.choice(("train", "bus"))
        if rng.random() < 0.45:
            travel["fare"] = random_euros(rng, 1, 20)
        else:
            travel["distance_km"] = distance
            if travel["carrier"] == "bus" and rng.random() < 0.7:
                travel["region"] = rng.choice(_regions(data))
        if route != "bbl":
            travel["student_product"] = rng.choice(("none", "week", "week", "weekend"))
    return travel


def _regions(data: Data) -> list[str]:
    found = {region for version in data.rules["bus_fare_per_km"] for region in version["by_region"]}
    return sorted(found - {"mean"})


def random_cost(rng: Random) -> dict[str, Any]:
    kind = rng.choice(COST_KINDS)
    cost: dict[str, Any] = {"kind": kind}
    if kind == "vog" and rng.random() < 0.6:
        if rng.random() < 0.4:
            cost["provided"] = rng.random() < 0.5
        if rng.random() < 0.4:
            cost["required_by"] = rng.choice(REQUIRED_BY)
        return cost
    cost["amount"] = random_euros(rng, 0, 150)
    if rng.random() < 0.8:
        cost["per"] = rng.choice(COST_PERS)
    if rng.random() < 0.7:
        cost["required_by"] = rng.choice(REQUIRED_BY)
    if rng.random() < 0.4:
        cost["provided"] = rng.random() < 0.5
    if cost.get("provided") and rng.random() < 0.4:
        del cost["amount"]
    return cost


def random_offer(rng: Random, route: str, placement: dict[str, Any]) -> dict[str, Any]:
    offer: dict[str, Any] = {}
    own_vehicle = placement["travel"]["mode"] == "own_vehicle"
    if route in ("bbl", "dual"):
        offer.update(_wage_offer(rng))
    elif rng.random() < 0.8:
        offer["allowance"] = random_rate(rng, "month", "month", "week", "day", "hour")
        if rng.random() < 0.4:
            offer["includes_expenses"] = rng.random() < 0.8
    if own_vehicle and rng.random() < 0.4:
        offer["km_rate"] = random_decimal(rng, rng.randint(5, 40), 100)
    if rng.random() < 0.5:
        kinds = [cost["kind"] for cost in placement.get("costs", [])] + [rng.choice(COST_KINDS), "travel"]
        wanted = {rng.choice(kinds) for _ in range(rng.randint(1, 4))}
        if "km_rate" in offer:
            wanted.discard("travel")
        offer["reimbursements"] = [_reimbursement(rng, kind) for kind in sorted(wanted)]
    return offer


def _wage_offer(rng: Random) -> dict[str, Any]:
    offer: dict[str, Any] = {}
    if rng.random() < 0.88:
        per = rng.choice(("hour", "week", "four_weeks", "month"))
        highest = {"hour": 18, "week": 600, "four_weeks": 2400, "month": 2600}[per]
        offer["wage"] = {"amount": random_euros(rng, highest // 6, highest), "per": per}
        if rng.random() < 0.4:
            offer["holiday_allowance_percent"] = rng.choice((0, 7.5, 8, "8.33", 10))
    if rng.random() < 0.6:
        offer["employment_contract"] = rng.choice((True, True, False, None))
    return offer


def _reimbursement(rng: Random, kind: str) -> dict[str, Any]:
    if rng.random() < 0.3:
        return {"kind": kind, "full": True}
    per = rng.choice(COST_PERS)
    highest = {"once": 150, "day": 15, "week": 60, "month": 150}[per]
    return {"kind": kind, "amount": random_euros(rng, 0, highest), "per": per}


def random_placement_test(rng: Random) -> dict[str, bool | None]:
    if rng.random() < 0.3:
        return dict(zip(TEST_QUESTIONS, (True, True, True, False, False), strict=True))
    asked = rng.sample(TEST_QUESTIONS, rng.randint(1, 5))
    return {question: rng.choice((True, False, None)) for question in asked}
