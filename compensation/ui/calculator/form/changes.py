"""What changes while a placement runs, in a draft: what each change is about, and what held before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from compensation.ui.calculator.form.hours import HOURS, by_day
from compensation.ui.calculator.form.ways import TRAVEL, legs, student_product
from compensation.ui.parts.state import Draft, draft

#: Chosen, and not filled in yet.
EMPTY = ""
#: What a change can be about, and the parts of the placement that it then says anew.
PARTS: dict[str, tuple[str, ...]] = {
    "hours": HOURS,
    "wage": ("offer.wage",),
    "allowance": ("offer.allowance",),
    "travel": (TRAVEL,),
    "km_rate": ("offer.km_rate",),
    "cao_wage": ("cao.hourly_wage",),
    "holiday_percent": ("offer.holiday_allowance_percent",),
    "study_year": ("study_year",),
}


def is_nothing(amount: str | None) -> bool:
    """Whether an amount says that nothing is paid, and not that nobody said what is."""
    return bool(amount) and not str(amount).strip("0.")


def count(d: Draft) -> int:
    """How many changes there are."""
    return len(d.get("changes", []))


def about(d: Draft, place: int) -> list[str]:
    """What a change is about."""
    return [
        name for name, parts in PARTS.items() if any(d.get(f"changes.{place}.{part}") is not None for part in parts)
    ]


def write_about(place: int, names: Sequence[str], d: Draft, chosen: list[str]) -> None:
    """What a change is about, of what can be chosen. It begins with what held before; new pay has no amount yet."""
    there = about(d, place)
    for name in names:
        if name in chosen and name not in there:
            for part in PARTS[name]:
                if (value := _first_value(d, place, part)) is not None:
                    d.put(f"changes.{place}.{part}", value)
        elif name not in chosen and name in there:
            for part in PARTS[name]:
                d.drop(f"changes.{place}.{part}")


def _first_value(d: Draft, place: int, part: str) -> Any:
    before = held_before(d, place, part)
    if part in HOURS:
        return deepcopy(before)
    if part == TRAVEL:
        return deepcopy(before) or {"mode": "none"}
    if part in ("offer.wage", "offer.allowance"):
        default = {} if part == "offer.wage" else {"per": "month"}
        return {"amount": EMPTY} | default | {name: value for name, value in (before or {}).items() if name == "per"}
    return EMPTY


def held_before(d: Draft, place: int, part: str) -> Any:
    """What holds before a change: as the one before it says that says anything of it, else as at the start."""
    together = HOURS if part in HOURS else (part,)
    for number in range(place - 1, -1, -1):
        if any(d.get(f"changes.{number}.{one}") is not None for one in together):
            return d.get(f"changes.{number}.{part}")
    return d.get(part)


def whole(placement: Mapping[str, Any]) -> dict[str, Any]:
    """A placement as the form shows it.

    One way of travelling stands by itself, and a change of hours or of days names both, that which stays too. A travel
    product that is not named is none, as in the contract; the form asks.
    """
    d = Draft(deepcopy(dict(placement)))
    for base in (TRAVEL, *(f"changes.{place}.{TRAVEL}" for place in range(count(d)))):
        if isinstance(ways := d.get(base), list) and len(ways) == 1:
            d.put(base, ways[0])
        ridden = [leg for leg in legs(d, base) if leg.mode in ("public_transport", "own_vehicle")]
        if student_product(d, base) is None:  # a placement that does not say it has none
            for leg in ridden:
                d.put(f"{leg.path}.student_product", "none")
    for place in range(count(d)):
        base = f"changes.{place}"
        if not by_day(d, f"{base}.") and "hours" in about(d, place):
            for part in HOURS[:2]:
                if d.get(f"{base}.{part}") is None and (held := held_before(d, place, part)) is not None:
                    d.put(f"{base}.{part}", held)
    return d.placement


def lay_out(d: Draft) -> None:
    """Once for a placement that was put in the place of another: make it what the form shows."""
    if d.fresh:
        d.placement, d.fresh = whole(d.placement), False


def add_change() -> None:
    """One more change, still without a day."""
    d = draft()
    d.put_list("changes", [*d.get("changes", []), {}])


def remove_change(place: int) -> None:
    """Take a change away; the fields of the others are filled anew."""
    d = draft()
    d.put_list("changes", [change for number, change in enumerate(d.get("changes", [])) if number != place])
    d.generation += 1
