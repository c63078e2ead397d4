"""Random changes of a placement while it runs."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from .data import Data
from .random_parts import (
    Span,
    by_own_vehicle,
    day_inside,
    random_allowance,
    random_euros,
    random_holiday_percent,
    random_km_rate,
    random_travel,
    random_wage,
)
from .random_week import LONGEST_DAY, random_hours, random_week, random_workdays, sorted_days
from .reading import ONE_DAY, WEEKDAYS, Placement, read_placement

MOST_CHANGES = 24


def random_changes(rng: Random, placement: dict[str, Any], span: Span, data: Data) -> list[dict[str, Any]]:
    """Ascending, each with at least one field, and each possible after what went before."""
    if span[0] == span[1]:
        return []
    inside = (span[0] + ONE_DAY, span[1])
    wanted = MOST_CHANGES if rng.random() < 0.03 else rng.choice((1, 1, 1, 2, 2, 3, 4, 6))
    changes: list[dict[str, Any]] = []
    for day in sorted({day_inside(rng, inside) for _ in range(wanted)}):
        changes.append({"from": day.isoformat()} | _change(rng, {**placement, "changes": changes}, day, data))
    return changes


def _change(rng: Random, placement: dict[str, Any], day: date, data: Data) -> dict[str, Any]:
    """One to three fields; `placement` is how it stands before this change."""
    now = read_placement({**placement, "end": day.isoformat()})  # its last stretch ends on the day of the change
    possible = [*_FIELDS, *(_WAGE_FIELDS if now.earns_wage else _ALLOWANCE_FIELDS)]
    chosen = rng.sample(possible, rng.choice((1, 1, 2, 3)))
    change: dict[str, Any] = {}
    for make in sorted(chosen, key=possible.index):  # the week comes before the travel on its days
        for key, value in make(rng, now, change, data).items():
            change[key] = {**change.get(key, {}), **value} if key == "offer" else value
    return change or random_week(rng)


def _workdays(rng: Random, now: Placement, change: dict[str, Any]) -> list[str]:
    """Those of the stretch; now and then those of before too, on which its legs count for nothing."""
    named = change.get("workdays") or list(change.get("hours_by_day", {}))
    days = set(named) or {WEEKDAYS[day] for day in now.stretches[-1].hours}
    if rng.random() < 0.2:
        days |= {WEEKDAYS[day] for stretch in now.stretches[:-1] for day in stretch.hours}
    return sorted_days(days)


def _week(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    """Another week; hours alone or workdays alone where they are not given by weekday."""
    last = now.stretches[-1]
    if last.by_weekday or rng.random() < 0.5:
        return random_week(rng)
    if rng.random() < 0.5:
        return {"hours_per_week": random_hours(rng, last.days_per_week)}
    days = random_workdays(rng)
    return {"workdays": days} if last.hours_per_week <= LONGEST_DAY * len(days) else random_week(rng)


def _study_year(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    return {"study_year": rng.randint(1, 6)}


def _travel(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    return {"travel": random_travel(rng, now.route, _workdays(rng, now, change), data)}


def _km_rate(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    """In a stretch by own vehicle; often 0 where travel is reimbursed otherwise."""
    legs = change.get("travel")
    own = by_own_vehicle(legs) if legs else any(leg.mode == "own_vehicle" for leg in now.stretches[-1].legs)
    if not own:
        return {}
    paid_otherwise = any(item.kind == "travel" for item in now.reimbursements)
    return {"offer": {"km_rate": "0" if paid_otherwise and rng.random() < 0.5 else random_km_rate(rng)}}


def _allowance(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    return {"offer": {"allowance": random_allowance(rng)}} if now.stretches[-1].allowance else {}


def _wage(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    last = now.stretches[-1].wage
    if last is None:
        return {}
    if rng.random() < 0.1:  # a change that says the same wage once more
        return {"offer": {"wage": {"amount": f"{float(last.amount):.2f}", "per": last.per}}}
    return {"offer": {"wage": random_wage(rng)}}


def _holiday_percent(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    if now.stretches[-1].wage is None:
        return {}
    return {"offer": {"holiday_allowance_percent": random_holiday_percent(rng)}}


def _cao_hourly(rng: Random, now: Placement, change: dict[str, Any], data: Data) -> dict[str, Any]:
    return {"cao": {"hourly_wage": random_euros(rng, 4, 19)}} if now.cao_status == "applies" else {}


_FIELDS = (_week, _study_year, _travel, _km_rate)
_ALLOWANCE_FIELDS = (_allowance,)
_WAGE_FIELDS = (_wage, _holiday_percent, _cao_hourly)
