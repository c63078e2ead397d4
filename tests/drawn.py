"""Random placements for the property tests, by seed, and the same ones said otherwise."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import assume, settings
from hypothesis import strategies as st

from compensation import Assessment, PlacementError, RuleBook, assess, read_placement
from tests.oracle import load_data, random_placement

Data = dict[str, Any]
SEEDS = st.integers(0, 10**9)
quickly = settings(max_examples=60)
#: What of a placement may change while it runs, beside its hours.
_WHOLE, _IN_PARTS = ("study_year", "travel"), ("offer", "cao")
_HOURS = ("hours_by_day", "hours_per_week", "workdays")


def drawn(seed: int, *routes: str) -> Data:
    """A random placement on one of these routes."""
    rng = Random(seed)
    while True:
        placement = random_placement(rng, load_data())
        if not routes or placement["route"] in routes:
            return placement


def run(placement: Data, book: RuleBook) -> Assessment:
    """Its assessment."""
    return assess(read_placement(placement), book)


def run_if_possible(placement: Data, book: RuleBook) -> Assessment:
    """The same; a placement that cannot be is another example's business."""
    try:
        return run(placement, book)
    except PlacementError:
        assume(False)
        raise


def steady(placement: Data) -> Data:
    """The same placement without changes; without a rate per kilometre where nobody goes by own vehicle."""
    made = deepcopy(placement)
    made.pop("changes", None)
    legs = made.get("travel", {})
    legs = legs if isinstance(legs, list) else [legs]
    if not any(leg.get("mode") == "own_vehicle" for leg in legs):
        made.get("offer", {}).pop("km_rate", None)
    return made


def until(placement: Data, end: date) -> Data:
    """The part of a placement up to a day, that day included."""
    changes = [change for change in placement.get("changes", []) if change["from"] <= end.isoformat()]
    return {
        **_inside(placement, date.fromisoformat(placement["start"]), end),
        "end": end.isoformat(),
        "changes": changes,
    }


def since(placement: Data, start: date) -> Data:
    """The part of a placement from a day on, as it stands on that day."""
    made = deepcopy(_inside(placement, start, date.fromisoformat(placement["end"])))
    made |= {"start": start.isoformat(), "changes": []}
    for change in placement.get("changes", []):
        if change["from"] > start.isoformat():
            made["changes"].append(change)
            continue
        if "hours_by_day" in change:
            made.pop("hours_per_week", None), made.pop("workdays", None)
        elif "hours_per_week" in change:
            made.pop("hours_by_day", None)
        made |= {name: change[name] for name in (*_HOURS, *_WHOLE) if name in change}
        for name in _IN_PARTS:
            if name in change:
                made[name] = {**made.get(name, {}), **change[name]}
    return made


def _inside(placement: Data, start: date, end: date) -> Data:
    """A placement whose costs, and what is paid back of them, lie between two days."""
    offer = placement.get("offer", {})
    back = {"reimbursements": _of_days(offer["reimbursements"], start, end)} if "reimbursements" in offer else {}
    return {**placement, "costs": _of_days(placement.get("costs", []), start, end), "offer": {**offer, **back}}


def _of_days(items: list[Data], start: date, end: date) -> list[Data]:
    """Items that run on some day between two days, for those days."""
    kept = []
    for item in items:
        first, last = item.get("from", start.isoformat()), item.get("to", end.isoformat())
        if first <= end.isoformat() and last >= start.isoformat():
            kept.append({**item, "from": max(first, start.isoformat()), "to": min(last, end.isoformat())})
    return kept


def day_after(placement: Data, days: int) -> date:
    """A day so long after the first one, if the placement lasts that long."""
    day = date.fromisoformat(placement["start"]) + timedelta(days=days)
    assume(day <= date.fromisoformat(placement["end"]))
    return day
