"""What one version of a cao or employer scheme gives: gates, shapes, levels, study years, limits.

A step may say `amount: unknown`: then there is a pay, and nobody knows it. That is None, never an amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from .amounts import cents, exact
from .data import Data, Version
from .days import ONE_DAY, Entry, add_months
from .reading import Placement, Stretch

LEVELS = ("mbo", "hbo", "wo")
WEEKS_IN_MONTH = Fraction(52, 12)


@dataclass(frozen=True)
class Pay:
    """An amount per month, day or week for each level that the scheme names."""

    unit: str
    by_level: dict[str, Fraction]


def is_open(
    version: Version, stretch: Stretch, placement: Placement, with_level: bool, of_any_length: bool = False
) -> bool:
    """Inside all gates; `with_level` also: this route is not one the scheme leaves out.

    `of_any_length` leaves the gates on length aside: of a median, so that a day longer never has a lower norm.
    """
    gates = version["gates"]
    if placement.kind in (gates.get("exclude_kinds") or []):
        return False
    excluded = gates.get("exclude_routes") or []
    if placement.route in excluded and (with_level or placement.earns_wage):
        return False
    if gates.get("compulsory_only") == "true" and not placement.compulsory:
        return False
    reaches_week = _reaches(
        gates, least_hours_per_week=stretch.hours_per_week, least_days_per_week=Fraction(stretch.days_per_week)
    )
    return reaches_week and (of_any_length or _is_long_enough(gates, placement))


def _reaches(gates: dict[str, Any], **reached: Fraction) -> bool:
    return all(gates.get(gate) is None or value >= exact(gates[gate]) for gate, value in reached.items())


def _is_long_enough(gates: dict[str, Any], placement: Placement) -> bool:
    weeks = Fraction(placement.calendar_days, 7)
    if not _reaches(gates, least_total_hours=placement.total_hours, least_weeks=weeks):
        return False
    least_months = gates.get("least_months")
    return least_months is None or lasts_months(placement, int(least_months))


def lasts_months(placement: Placement, months: int) -> bool:
    return placement.end + ONE_DAY >= add_months(placement.start, months)


def shape_of(version: Version, placement: Placement) -> dict[str, Any]:
    """The shape, or that of the tier in which the length of the whole placement falls."""
    if version.get("shape") is not None:
        return version["shape"]
    for tier in version["tiers"]:
        until = tier.get("until_months")
        if until is None or not lasts_months(placement, int(until)):
            return tier["shape"]
    raise ValueError("the last tier must have no limit")


def amount_by_level(amount: Any, study_year: int | None) -> dict[str, Fraction]:
    """One number for all levels, or the levels that are named, or by year of study."""
    if not isinstance(amount, dict):
        return dict.fromkeys(LEVELS, exact(amount))
    if any(level in amount for level in LEVELS):
        return {level: exact(value) for level, value in amount.items() if value is not None}
    years = {int(key.removeprefix("year_")): exact(value) for key, value in amount.items()}
    return dict.fromkeys(LEVELS, _amount_of_year(years, study_year))


def _amount_of_year(years: dict[int, Fraction], study_year: int | None) -> Fraction:
    if study_year is None:
        return min(years.values())
    reached = [year for year in years if year <= study_year]
    return years[max(reached)] if reached else Fraction(0)


def says_an_amount(version: Version, stretch: Stretch, placement: Placement) -> bool:
    """Whether it is known what this version gives: nothing behind a closed gate, else what its step says."""
    if not is_open(version, stretch, placement, with_level=False):
        return True
    return pay_of(version, stretch, placement) is not None


def pay_of(version: Version, stretch: Stretch, placement: Placement) -> Pay | None:
    shape = shape_of(version, placement)
    kind = shape["type"]
    if kind in ("by_hours", "by_days"):
        step = _step(shape["steps"], kind, stretch)
        if step is None:
            return Pay("month", dict.fromkeys(LEVELS, Fraction(0)))
        known = step["amount"] != "unknown"
        return Pay("month", amount_by_level(step["amount"], stretch.study_year)) if known else None
    factor, unit = Fraction(1), {"per_hours": "month", "per_day": "day", "per_week": "week"}[kind]
    if kind == "per_hours":
        factor = _part_of_full_time(shape, stretch)
    half_below = shape.get("half_day_below_hours") if kind == "per_day" else None
    if half_below is not None and stretch.hours_per_day < exact(half_below):
        factor = Fraction(1, 2)
    amounts = amount_by_level(shape["amount"], stretch.study_year)
    return Pay(unit, {level: amount * factor for level, amount in amounts.items()})


def _part_of_full_time(shape: dict[str, Any], stretch: Stretch) -> Fraction:
    base = exact(shape["base_hours"])
    hours = stretch.hours_per_week
    if shape.get("cap") != "false":
        hours = min(hours, base)
    return hours / base


def _step(steps: list[dict[str, Any]], kind: str, stretch: Stretch) -> dict[str, Any] | None:
    """The first step whose hours or days a week are reached; None below all of them."""
    reached = stretch.hours_per_week if kind == "by_hours" else Fraction(stretch.days_per_week)
    return next((step for step in steps if reached >= exact(step["from"])), None)


def is_only_advised(version: Version, stretch: Stretch, placement: Placement) -> bool:
    """Whether the version or the step that a placement falls in says so; behind a closed gate nothing is said."""
    if not is_open(version, stretch, placement, with_level=False):
        return False
    if version.get("advised") == "true":
        return True
    shape = shape_of(version, placement)
    if shape["type"] not in ("by_hours", "by_days"):
        return False
    step = _step(shape["steps"], shape["type"], stretch)
    return step is not None and step.get("advised") == "true"


def counted_months(entry: Entry, max_months: str | None) -> Fraction:
    """Month parts of the entry, as far as the first `max_months` of the placement reach."""
    if max_months is None:
        return entry.month_fraction
    room = max(exact(max_months) - entry.months_before, Fraction(0))
    return min(entry.month_fraction, room)


def units_in(entry: Entry, pay: Pay, version: Version) -> Fraction:
    if pay.unit == "month":
        return counted_months(entry, version.get("max_months"))
    return Fraction(entry.presence_days) if pay.unit == "day" else entry.weeks


def norm_cents(version: Version, entry: Entry, placement: Placement, of_any_length: bool = False) -> int:
    """The highest amount over the levels; it never looks at the level of this placement. Not known is in no median."""
    if not is_open(version, entry.stretch, placement, with_level=False, of_any_length=of_any_length):
        return 0
    pay = pay_of(version, entry.stretch, placement)
    if pay is None:
        return 0
    return cents(max(pay.by_level.values()) * units_in(entry, pay, version))


def entitlement_cents(version: Version, entry: Entry, placement: Placement) -> int:
    """What the scheme gives on this very route."""
    if not is_open(version, entry.stretch, placement, with_level=True):
        return 0
    pay = pay_of(version, entry.stretch, placement)
    assert pay is not None, "an entitlement is asked only of a version that says an amount"
    return cents(pay.by_level.get(placement.level, Fraction(0)) * units_in(entry, pay, version))


def full_month_cents(version: Version, placement: Placement, of_any_length: bool = False) -> int:
    """A whole month at the hours of the first day."""
    first = placement.stretches[0]
    if not is_open(version, first, placement, with_level=False, of_any_length=of_any_length):
        return 0
    pay = pay_of(version, first, placement)
    if pay is None:
        return 0
    in_month = {"month": Fraction(1), "week": WEEKS_IN_MONTH, "day": first.days_per_week * WEEKS_IN_MONTH}
    return cents(max(pay.by_level.values()) * in_month[pay.unit])


def is_fresh(version: Version, day: date, data: Data) -> bool:
    """Dated, and seen to hold at most `fresh_months` before this day."""
    return version.get("undated") != "true" and add_months(version["as_of"], data.thresholds["fresh_months"]) >= day
