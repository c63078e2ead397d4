"""Days and hours in a draft: the same hours on each day, or hours of their own for each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from compensation.calendar import WEEKDAYS
from compensation.ui.parts.state import Draft

#: The parts of a placement that say them together.
HOURS = ("hours_per_week", "workdays", "hours_by_day")


def by_day(d: Draft, base: str = "") -> bool:
    """Whether each day has hours of its own; `base` is where they stand (`changes.0.`)."""
    return d.get(f"{base}hours_by_day") is not None


def workdays(d: Draft, base: str = "") -> list[str]:
    """The days of the week that are worked, in their order."""
    held: Any = d.get(f"{base}hours_by_day") if by_day(d, base) else d.get(f"{base}workdays", [])
    return [day for day in WEEKDAYS if day in held]


def bases(d: Draft) -> list[str]:
    """Where hours can stand: at the start, and in each change."""
    return ["", *(f"changes.{place}." for place in range(len(d.get("changes", []))))]


def all_workdays(d: Draft) -> list[str]:
    """Every day of the week that is worked at some time."""
    found = {day for base in bases(d) for day in workdays(d, base)}
    return [day for day in WEEKDAYS if day in found]


def stretches(d: Draft) -> list[tuple[str | None, int]]:
    """Hours and days a week at the start and from each change on; a change that does not say them leaves them."""
    found: list[tuple[str | None, int]] = []
    hours, days = None, 0
    for base in bases(d):
        hours, days = week(d, base) or hours, len(workdays(d, base)) or days
        found.append((hours, days))
    return found


def week(d: Draft, base: str = "") -> str | None:
    """The hours of a week, None while they are not all filled in."""
    if not by_day(d, base):
        return cast("str | None", d.get(f"{base}hours_per_week"))
    hours = d.get(f"{base}hours_by_day").values()
    if not hours or not all(hours):
        return None
    return format(sum(map(Decimal, hours), Decimal(0)).normalize(), "f")


def write_workdays(base: str, d: Draft, days: list[str]) -> None:
    """The days of the week in their order; a day that stays keeps its hours."""
    chosen = [day for day in WEEKDAYS if day in days]
    if not by_day(d, base):
        d.put(f"{base}workdays", chosen or None)
        return
    for day in WEEKDAYS:
        path = f"{base}hours_by_day.{day}"
        if day not in chosen:
            d.put(path, None)
        elif d.get(path) is None and path not in d.unread:
            d.put(path, "")


def write_by_day(base: str, d: Draft, ticked: bool) -> None:
    """Give each day hours of its own, its even part to begin with; or go back to the hours of the week."""
    days, total = workdays(d, base), week(d, base)
    for part in HOURS:
        d.drop(f"{base}{part}")
    if ticked:
        d.put(f"{base}hours_by_day", dict.fromkeys(days, _even_part(total, len(days))))
        return
    d.put(f"{base}workdays", days or None)
    d.put(f"{base}hours_per_week", total)


def _even_part(total: str | None, days: int) -> str:
    """Hours a day when they are the same on each, empty when that has more than two decimals."""
    if total is None or not days:
        return ""
    part = Decimal(total) / days
    return format(part.normalize(), "f") if part == part.quantize(Decimal("0.01")) else ""
