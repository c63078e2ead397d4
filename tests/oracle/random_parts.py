"""Random travel, costs, offers and answers: the parts of a placement that hold money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
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
MOST_LEGS = 4
Span = tuple[date, date]
Travel = dict[str, Any] | list[dict[str, Any]]


def random_decimal(rng: Random, whole: int, parts: int) -> float | str:
    """A number with one or two decimals, as a JSON float or as text."""
    digits = 2 if parts == 100 else 1
    written = f"{whole // parts}.{whole % parts:0{digits}d}"
    return written if rng.random() < 0.5 else float(written)


def random_euros(rng: Random, lowest: int, highest: int) -> float | str | int:
    if rng.random() < 0.3:
        return rng.randint(lowest, highest)
    return random_decimal(rng, rng.randint(lowest * 100, highest * 100), 100)


def often_nothing(rng: Random, amount: Any) -> Any:
    """Nothing is paid, said out loud: an answer too."""
    return rng.choice(("0", 0, "0.00")) if rng.random() < 0.1 else amount


def random_rate(rng: Random, *pers: str, base: bool = False) -> dict[str, Any]:
    per = rng.choice(pers)
    highest = {"month": 900, "week": 200, "four_weeks": 2400, "day": 40, "hour": 8, "once": 300}[per]
    rate: dict[str, Any] = {"amount": random_euros(rng, 0, highest), "per": per}
    if base and rng.random() < 0.6:
        rate["base_hours"] = rng.choice((32, 36, 38, 40, "36.5"))
    return rate


def day_inside(rng: Random, span: Span) -> date:
    """Any day; often a first or last one, where entries begin and end."""
    day = span[0] + timedelta(days=rng.randrange((span[1] - span[0]).days + 1))
    if rng.random() < 0.4:
        return rng.choice(span)
    return max(span[0], day.replace(day=1)) if rng.random() < 0.4 else day


def within(rng: Random, span: Span) -> dict[str, str]:
    """A part of the time: from a day, to a day, or both."""
    first, last = sorted((day_inside(rng, span), day_inside(rng, span)))
    both = {"from": first.isoformat(), "to": last.isoformat()}
    luck = rng.random()
    return both if luck < 0.5 else {"from": both["from"]} if luck < 0.75 else {"to": both["to"]}


# ---------------------------------------------------------------- travel


def random_travel(
    rng: Random, route: str, workdays: Sequence[str], data: Data
) -> dict[str, Any] | list[dict[str, Any]]:
    """One leg, or up to four; all of them by public transport with the same product."""
    if rng.random() < 0.2:
        return {"mode": "none"}
    legs = 1 if rng.random() < 0.65 else rng.randint(1, MOST_LEGS)
    product = None if route == "bbl" else rng.choice(("none", "week", "week", "weekend"))
    found = [_leg(rng, product, workdays, data) for _ in range(legs)]
    return found[0] if legs == 1 and rng.random() < 0.8 else found


def _leg(rng: Random, product: str | None, workdays: Sequence[str], data: Data) -> dict[str, Any]:
    mode = rng.choice(("own_vehicle", "own_vehicle", "public_transport", "public_transport", "season_ticket"))
    if mode == "season_ticket":
        per = rng.choice(("week", "month", "year"))
        highest = {"week": 40, "month": 150, "year": 1500}[per]
        return {"mode": mode, "amount": random_euros(rng, 0, highest), "per": per}
    leg: dict[str, Any] = {"mode": mode}
    far = rng.random() < 0.1
    distance = random_decimal(rng, rng.randint(1, 2600 if far else 600), 10)
    if mode == "own_vehicle":
        leg["distance_km"] = distance
    else:
        leg["carrier"] = rng.choice(("train", "bus"))
        if rng.random() < 0.45:
            leg["fare"] = random_euros(rng, 1, 20)
        else:
            leg["distance_km"] = distance
            if leg["carrier"] == "bus" and rng.random() < 0.7:
                leg["region"] = rng.choice(_regions(data))
        if product is not None:
            leg["student_product"] = product
    if rng.random() < 0.35:
        leg["days"] = rng.sample(list(workdays), rng.randint(1, len(workdays)))
    if rng.random() < 0.4:
        leg["trips"] = rng.choice(("both", "outbound", "return"))
    return leg


def by_own_vehicle(travel: Travel) -> bool:
    legs = travel if isinstance(travel, list) else [travel]
    return any(leg["mode"] == "own_vehicle" for leg in legs)


def _regions(data: Data) -> list[str]:
    found = {region for version in data.rules["bus_fare_per_km"] for region in version["by_region"]}
    return sorted(found - {"mean"})


# ---------------------------------------------------------------- costs and offers


def random_cost(rng: Random, span: Span) -> dict[str, Any]:
    cost = _cost(rng)
    return cost | within(rng, span) if rng.random() < 0.25 else cost


def _cost(rng: Random) -> dict[str, Any]:
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


def random_offer(rng: Random, route: str, placement: dict[str, Any], span: Span) -> dict[str, Any]:
    offer: dict[str, Any] = {}
    if route in ("bbl", "dual"):
        offer.update(_wage_offer(rng))
    elif rng.random() < 0.75:
        offer["allowance"] = random_allowance(rng)
        if rng.random() < 0.4:
            offer["includes_expenses"] = rng.random() < 0.8
    elif rng.random() < 0.1:
        offer["includes_expenses"] = True
    if rng.random() < 0.3:
        offer["complete"] = rng.random() < 0.85
    if by_own_vehicle(placement["travel"]) and rng.random() < 0.45:
        offer["km_rate"] = random_km_rate(rng)
    if rng.random() < 0.5:
        offer["reimbursements"] = _reimbursements(rng, placement, span)
    return offer


def random_allowance(rng: Random) -> dict[str, Any]:
    rate = random_rate(rng, "month", "month", "week", "day", "hour")
    return rate | {"amount": often_nothing(rng, rate["amount"])}


def random_km_rate(rng: Random) -> Any:
    return often_nothing(rng, random_decimal(rng, rng.randint(5, 40), 100))


def random_wage(rng: Random) -> dict[str, Any]:
    per = rng.choice(("hour", "week", "four_weeks", "month", "month"))
    highest = {"hour": 18, "week": 600, "four_weeks": 2400, "month": 2600}[per]
    return {"amount": often_nothing(rng, random_euros(rng, highest // 6, highest)), "per": per}


def random_holiday_percent(rng: Random) -> Any:
    return rng.choice((0, 7.5, 8, "8.33", 10))


def _wage_offer(rng: Random) -> dict[str, Any]:
    offer: dict[str, Any] = {}
    if rng.random() < 0.88:
        offer["wage"] = random_wage(rng)
        if rng.random() < 0.4:
            offer["holiday_allowance_percent"] = random_holiday_percent(rng)
    if rng.random() < 0.6:
        offer["employment_contract"] = rng.choice((True, True, False, None))
    return offer


def _reimbursements(rng: Random, placement: dict[str, Any], span: Span) -> list[dict[str, Any]]:
    """Of some kinds, in any of their days; now and then another one of the same kind after it."""
    kinds = [cost["kind"] for cost in placement.get("costs", [])] + [rng.choice(COST_KINDS), "travel"]
    found = []
    for kind in sorted({rng.choice(kinds) for _ in range(rng.randint(1, 4))}):
        item = _reimbursement(rng, kind)
        days = within(rng, span) if rng.random() < 0.3 else {}
        found.append(item | days)
        if "to" in days and days["to"] < span[1].isoformat() and rng.random() < 0.5:
            after = date.fromisoformat(days["to"]) + timedelta(days=1)
            found.append(_reimbursement(rng, kind) | {"from": after.isoformat()})
    return found


def _reimbursement(rng: Random, kind: str) -> dict[str, Any]:
    if rng.random() < 0.3:
        return {"kind": kind, "full": True}
    per = rng.choice(COST_PERS)
    highest = {"once": 150, "day": 15, "week": 60, "month": 150}[per]
    return {"kind": kind, "amount": often_nothing(rng, random_euros(rng, 0, highest)), "per": per}


def random_placement_test(rng: Random) -> dict[str, bool | None]:
    if rng.random() < 0.3:
        return dict(zip(TEST_QUESTIONS, (True, True, True, False, False), strict=True))
    asked = rng.sample(TEST_QUESTIONS, rng.randint(1, 5))
    return {question: rng.choice((True, False, None)) for question in asked}
