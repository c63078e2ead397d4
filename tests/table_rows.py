"""Placements as rows of a table, and placements broken in every way that the contract forbids."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

Placement = dict[str, Any]


def flatten(placement: Placement) -> dict[str, Any]:
    """A placement as one row: nested names with a dot, as docs/contract/placement.md#in-a-row-of-a-table says."""
    row: dict[str, Any] = {}
    for key, value in placement.items():
        if key == "closed":
            for name, paid in (("closed", True), ("closed.unpaid", False)):
                here = [f"{p['from']}/{p['to']}" for p in value if p.get("paid", True) == paid]
                row |= {name: ";".join(here)} if here else {}
        elif key == "costs":
            row |= _of_each_kind("cost", value)
        elif key == "changes":
            for number, change in enumerate(value, start=1):
                row |= {f"change.{number}.{name}": item for name, item in flatten(change).items()}
        elif key == "travel" and isinstance(value, list):
            for number, leg in enumerate(value, start=1):
                row |= _flatten_section("travel" if number == 1 else f"travel.{number}", leg)
        elif isinstance(value, dict) and key != "hours_by_day":
            row |= _flatten_section(key, value)
        else:
            row[key] = _cell(key, value)
    return row


def _cell(key: str, value: Any) -> Any:
    if key in ("workdays", "days") and isinstance(value, list):
        return ",".join(value)
    if key == "hours_by_day" and isinstance(value, dict):
        return ";".join(f"{day}={hours}" for day, hours in value.items())
    return value


def _of_each_kind(prefix: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for item in items:
        again = ".2" if any(name.startswith(f"{prefix}.{item['kind']}.") for name in row) else ""
        row[f"{prefix}.{item['kind']}{again}.per"] = "once"
        row |= {f"{prefix}.{item['kind']}{again}.{name}": value for name, value in item.items() if name != "kind"}
    return row


def _flatten_section(prefix: str, section: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in section.items():
        if key == "reimbursements":
            row |= _of_each_kind("offer.reimburse", value)
        elif isinstance(value, dict):
            row |= _flatten_section(f"{prefix}.{key}", value)
        else:
            row[f"{prefix}.{key}"] = _cell(key, value)
    return row


def one_of_each_kind(placement: Placement) -> Placement:
    """A table has room for two costs and two reimbursements of a kind."""
    placement = copy.deepcopy(placement)
    if "costs" in placement:
        placement["costs"] = _two_of_each_kind(placement["costs"])
    if "reimbursements" in (placement.get("offer") or {}):
        placement["offer"]["reimbursements"] = _two_of_each_kind(placement["offer"]["reimbursements"])
    return placement


def _two_of_each_kind(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kinds = [item["kind"] for item in items]
    return [item for place, item in enumerate(items) if kinds[:place].count(item["kind"]) < 2]


def section(placement: Placement, *names: str) -> dict[str, Any]:
    for name in names:
        found = placement.setdefault(name, {})
        if isinstance(found, list):
            found = found[0]
        if found is None:
            found = placement[name] = {}
        placement = found
    return placement


BAD_NUMBERS = ("-1", -0.01, "12.345", 12.345, "1000000", 1e6, "abc", "12..5", "1e99", "Infinity", "0.001", "12,5,5")
BAD_DATES = ("31-02-2026", "2026-13-01", "2019-12-31", "2036-01-01", "morgen", "2026/02/30", "02-30-2026")


def _amount(rng: Random, p: Placement) -> None:
    target = rng.choice((("offer", "allowance"), ("offer", "wage"), ("cao", "amount"), ("own_norm",)))
    section(p, *target)["amount"] = rng.choice(BAD_NUMBERS)


def _number(rng: Random, p: Placement) -> None:
    name, where = rng.choice((("distance_km", "travel"), ("fare", "travel"), ("km_rate", "offer")))
    section(p, where)[name] = rng.choice((*BAD_NUMBERS, "1000.1", 1000, "999.9", "0.10"))


def _hours(rng: Random, p: Placement) -> None:
    p["hours_per_week"] = rng.choice((0, "0.99", 1, 60, "60.01", 61, 36.123, *BAD_NUMBERS))


def _base_hours(rng: Random, p: Placement) -> None:
    section(p, *rng.choice((("cao", "amount"), ("own_norm",))))["base_hours"] = rng.choice((0, "0.5", 1, 60, 61, "x"))


def _dates(rng: Random, p: Placement) -> None:
    p[rng.choice(("start", "end", "birth_date"))] = rng.choice((*BAD_DATES, "2020-01-01", "2035-12-31"))


def _order(rng: Random, p: Placement) -> None:
    start = date.fromisoformat(p["start"])
    p["end"] = (start + timedelta(days=rng.choice((-1, 0, 2190, 2191, 2192, 2193)))).isoformat()


def _birth(rng: Random, p: Placement) -> None:
    years = rng.choice((-1, 0, 12, 13, 14, 99, 100))
    start = date.fromisoformat(p["start"])
    p["birth_date"] = start.replace(year=start.year - years, day=min(start.day, 28)).isoformat()


def _drop(rng: Random, p: Placement) -> None:
    p.pop(rng.choice(("route", "start", "end", "hours_per_week", "workdays", "birth_date", "travel", "norm")), None)


def _drop_inside(rng: Random, p: Placement) -> None:
    where = rng.choice(("travel", "offer", "cao", "own_norm"))
    inside = section(p, where)
    if inside:
        inside.pop(rng.choice(sorted(inside)))
    if not inside:
        del p[where]


def _choice(rng: Random, p: Placement) -> None:
    where, name, values = rng.choice(
        (
            ((), "route", ("mbo", "bbl", "dual", "bol", "wo")),
            ((), "kind", ("observation", "course")),
            ((), "public_holidays", ("worked", "sometimes")),
            ((), "sector", ("horeca", "circus")),
            ((), "norm", ("own", "national", "average_mbo_2023", "minimum_wage_20", "circus", "sector")),
            (("cao",), "status", ("applies", "none", "unknown", "perhaps")),
            (("cao",), "scheme", ("horeca", "rijk", "circus")),
            (("travel",), "mode", ("own_vehicle", "public_transport", "none", "horse")),
            (("travel",), "carrier", ("train", "bus", "boat")),
            (("travel",), "region", ("mean", "circus")),
            (("travel",), "student_product", ("none", "week", "weekend", "year")),
            (("offer", "allowance"), "per", ("month", "hour", "once")),
            (("offer", "wage"), "per", ("four_weeks", "day", "hour")),
        )
    )
    section(p, *where)[name] = rng.choice(values)


def _booleans(rng: Random, p: Placement) -> None:
    where, name = rng.choice(
        (((), "compulsory"), (("offer",), "includes_expenses"), (("placement_test",), "learning_goals"))
    )
    section(p, *where)[name] = rng.choice(("true", "yes", "no", "1", "0", 1, 0, "perhaps", "2"))


def _year(rng: Random, p: Placement) -> None:
    p["study_year"] = rng.choice((0, 1, 6, 7, "2", "2.0", 2.5, "two", -1))


def _workdays(rng: Random, p: Placement) -> None:
    p["workdays"] = rng.choice((["mon", "mon"], ["mon", "day"], ["sun"], ["tue", "mon"]))


def _closed(rng: Random, p: Placement) -> None:
    p["closed"] = [{"from": "2026-05-04", "to": rng.choice(("2026-05-03", "2026-05-04", "2026-02-30", "later"))}]


def _cost(rng: Random, p: Placement) -> None:
    cost: dict[str, Any] = {"kind": rng.choice(("vog", "clothing", "phone"))}
    cost |= rng.choice(({}, {"amount": "5"}, {"provided": True}, {"provided": False}, {"per": "hour", "amount": 1}))
    cost |= rng.choice(({}, {"required_by": "law"}, {"required_by": "nobody"}, {"amount": "-5"}))
    p["costs"] = [cost]


def _reimbursement(rng: Random, p: Placement) -> None:
    item: dict[str, Any] = {"kind": rng.choice(("travel", "vog"))}
    item |= rng.choice(({}, {"amount": 5}, {"full": True}, {"full": False}, {"amount": 5, "full": True}))
    section(p, "offer")["reimbursements"] = [item]


def _percent(rng: Random, p: Placement) -> None:
    section(p, "offer")["holiday_allowance_percent"] = rng.choice((0, 100, "100.01", 101, "8.333", -1))


def _change(rng: Random, p: Placement) -> None:
    changes = p.setdefault("changes", [])
    start = date.fromisoformat(p["start"])
    change: dict[str, Any] = {"from": (start + timedelta(days=rng.choice((-1, 0, 1, 5, 40, 900)))).isoformat()}
    change |= rng.choice(
        (
            {},
            {"study_year": rng.choice((2, 7))},
            {"hours_per_week": 16},
            {"hours_per_week": 60, "workdays": ["mon", "tue"]},
            {"workdays": ["fri"]},
            {"hours_by_day": {"mon": rng.choice((4, 8, 24.5))}},
            {"hours_by_day": {"mon": 8}, "workdays": ["mon"]},
            {"offer": {"allowance": {"amount": "100"}}},
            {"offer": {"wage": {"amount": "12", "per": "hour"}}},
            {"offer": {"km_rate": rng.choice(("0", "0.21"))}},
            {"cao": {"hourly_wage": "12"}},
            {"travel": {"mode": "own_vehicle", "distance_km": 5, "days": [rng.choice(("mon", "sun"))]}},
            {"travel": {"mode": "public_transport", "carrier": "bus", "fare": 2, "student_product": "week"}},
        )
    )
    if rng.random() < 0.1 and len(change) > 1:
        del change["from"]
    if len(changes) < 24:
        changes.insert(rng.choice((0, len(changes))), change)


def _legs(rng: Random, p: Placement) -> None:
    legs: list[dict[str, Any]] = [
        {"mode": "own_vehicle", "distance_km": 5, "trips": rng.choice(("both", "return", "twice"))},
        {"mode": "public_transport", "carrier": "train", "fare": 4, "student_product": rng.choice(("none", "week"))},
        {"mode": "public_transport", "carrier": "bus", "distance_km": 4},
        {"mode": "season_ticket", "amount": 90, "per": "month"},
        {"mode": "season_ticket", "amount": 90},
        {"mode": "season_ticket", "amount": 90, "per": "year", "days": ["mon"]},
        {"mode": "none"},
    ]
    p["travel"] = rng.sample(legs, rng.randint(1, 4))


def _hours_by_day(rng: Random, p: Placement) -> None:
    p["hours_by_day"] = rng.choice(({"mon": 8}, {"mon": 0}, {"mon": 24, "tue": 24, "wed": 24}, {"tue": "7.255"}))
    if rng.random() < 0.7:
        p.pop("hours_per_week", None)
        p.pop("workdays", None)


def _dated(rng: Random, p: Placement) -> None:
    start, end = p["start"], p["end"]
    days = rng.choice(({"from": start}, {"from": "2019-01-01"}, {"to": "2036-01-01"}, {"from": end, "to": start}))
    if rng.random() < 0.5:
        p["costs"] = [{"kind": "phone", "amount": 5, "per": "month"} | days]
    else:
        section(p, "offer")["reimbursements"] = [{"kind": rng.choice(("travel", "vog")), "full": True} | days]


def _unpaid(rng: Random, p: Placement) -> None:
    first = {"from": "2026-05-04", "to": "2026-05-08", "paid": True}
    second = {"from": rng.choice(("2026-05-08", "2026-05-09")), "to": "2026-05-12", "paid": False}
    p["closed"] = [second, first]


def _assumed(rng: Random, p: Placement) -> None:
    minimum = {"from": rng.choice(("2026-12-31", "2027-01-01", "2030-01-01")), "amount": "15.20"}
    if rng.random() < 0.2:
        del minimum["amount"]
    p["assume"] = {"adult_hourly_minimum": minimum}


def _cao_wage(rng: Random, p: Placement) -> None:
    section(p, "cao")["hourly_wage"] = rng.choice(("12", "x", 0))


BREAKERS: tuple[Callable[[Random, Placement], None], ...] = (
    _amount,
    _number,
    _hours,
    _base_hours,
    _dates,
    _order,
    _birth,
    _drop,
    _drop_inside,
    _choice,
    _choice,
    _choice,
    _booleans,
    _year,
    _workdays,
    _closed,
    _cost,
    _reimbursement,
    _percent,
    _change,
    _change,
    _change,
    _legs,
    _hours_by_day,
    _dated,
    _unpaid,
    _assumed,
    _cao_wage,
)


def broken(rng: Random, placement: Placement) -> Placement:
    """A placement with one or two random changes, most of which the contract forbids."""
    changed = copy.deepcopy(placement)
    for _ in range(rng.choice((1, 1, 1, 2))):
        breaker = rng.choice(BREAKERS)
        if breaker in (_order, _birth, _change, _dated) and not _iso(changed.get("start")):
            continue
        if breaker is _dated and not _iso(changed.get("end")):
            continue
        breaker(rng, changed)
    return changed


def _iso(value: Any) -> bool:
    try:
        return date(2010, 1, 1) < date.fromisoformat(value) < date(2090, 1, 1)
    except (TypeError, ValueError):
        return False
