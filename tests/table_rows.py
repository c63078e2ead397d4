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
        if key == "workdays":
            row[key] = ",".join(value)
        elif key == "closed":
            row[key] = ";".join(f"{period['from']}/{period['to']}" for period in value)
        elif key == "costs":
            for cost in value:
                row |= {f"cost.{cost['kind']}.{name}": item for name, item in cost.items() if name != "kind"}
                row.setdefault(f"cost.{cost['kind']}.per", "once")
        elif isinstance(value, dict):
            row |= _flatten_section(key, value)
        else:
            row[key] = value
    return row


def _flatten_section(prefix: str, section: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in section.items():
        if key == "reimbursements":
            for item in value:
                row |= {f"offer.reimburse.{item['kind']}.{name}": v for name, v in item.items() if name != "kind"}
                row.setdefault(f"offer.reimburse.{item['kind']}.per", "once")
        elif isinstance(value, dict):
            row |= _flatten_section(f"{prefix}.{key}", value)
        else:
            row[f"{prefix}.{key}"] = value
    return row


def one_of_each_kind(placement: Placement) -> Placement:
    """A table has room for one cost and one reimbursement of a kind."""
    placement = copy.deepcopy(placement)
    if "costs" in placement:
        placement["costs"] = list({cost["kind"]: cost for cost in placement["costs"]}.values())
    return placement


def section(placement: Placement, *names: str) -> dict[str, Any]:
    for name in names:
        found = placement.setdefault(name, {})
        if found is None:
            found = placement[name] = {}
        placement = found
    return placement


BAD_NUMBERS = ("-1", -0.01, "12.345", 12.345, "1000000", 1e6, "abc", "12..5", "1e99", "Infinity", "0.001", "12,5,5")
BAD_DATES = ("31-02-2026", "2026-13-01", "1999-12-31", "2100-01-01", "morgen", "2026/02/02", "02-30-2026")


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
    p[rng.choice(("start", "end", "birth_date"))] = rng.choice((*BAD_DATES, "2000-01-01", "2099-12-31"))


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
)


def broken(rng: Random, placement: Placement) -> Placement:
    """A placement with one or two random changes, most of which the contract forbids."""
    changed = copy.deepcopy(placement)
    for _ in range(rng.choice((1, 1, 1, 2))):
        breaker = rng.choice(BREAKERS)
        if breaker in (_order, _birth) and not _iso(changed.get("start")):
            continue
        breaker(rng, changed)
    return changed


def _iso(value: Any) -> bool:
    try:
        return date(2010, 1, 1) < date.fromisoformat(value) < date(2090, 1, 1)
    except (TypeError, ValueError):
        return False
