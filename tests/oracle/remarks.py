"""What is possible and unlikely: a question about a field, never an error and never another amount.

Each part of a placement is looked at where it is named: in the placement itself, or in a change. A remark stands on the
dotted path of its field.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from .allowance import full_month_of_rate
from .amounts import cents, exact
from .data import Data
from .days import add_months, age_on
from .reading import Placement, Stretch, rate_of, read_placement
from .schemes import WEEKS_IN_MONTH, pay_of

MOST_HOURS_A_DAY = 12
FARTHEST_KM = 100
TIMES_THE_HIGHEST_ALLOWANCE = 2
LEAST_ALLOWANCE_A_MONTH = 20
TIMES_THE_MINIMUM = 3
LEAST_WAGE_A_MONTH = 100
MOST_MONTHS_AHEAD = 24
HIGHEST_FARE = 60
YOUNGEST, OLDEST = 15, 40

Remark = tuple[str, str]


def remarks_of(placement: dict[str, Any], data: Data, assessed_on: date) -> list[dict[str, str]]:
    case = read_placement(placement)
    found = list(_of_the_whole(case, assessed_on))
    changes = sorted(placement.get("changes") or [], key=lambda change: str(change["from"]))
    for number, (raw, stretch) in enumerate(zip([placement, *changes], case.stretches, strict=True)):
        where = f"changes.{number - 1}." if number else ""
        named = [*_week(raw, stretch), *_travel(raw), *_offer(raw.get("offer") or {}, stretch, case, data)]
        found += [(remark, f"{where}{path}") for remark, path in named]
    return [{"id": remark, "path": path} for remark, path in found]


def _of_the_whole(case: Placement, assessed_on: date) -> Iterator[Remark]:
    if case.start > add_months(assessed_on, MOST_MONTHS_AHEAD):
        yield "far_start", "start"
    age = None if case.birth_date is None else age_on(case.birth_date, case.start)
    if age is not None and case.level == "mbo" and not YOUNGEST <= age <= OLDEST:
        yield "age_unlikely", "birth_date"


def _week(raw: dict[str, Any], stretch: Stretch) -> Iterator[Remark]:
    for day, hours in (raw.get("hours_by_day") or {}).items():
        if exact(hours) > MOST_HOURS_A_DAY:
            yield "hours_a_day", f"hours_by_day.{day}"
    named = next((name for name in ("hours_per_week", "workdays") if raw.get(name) is not None), None)
    if named is not None and stretch.hours_per_day > MOST_HOURS_A_DAY:
        yield "hours_a_day", named


def _travel(raw: dict[str, Any]) -> Iterator[Remark]:
    travel = raw.get("travel") or {}
    legs = enumerate(travel) if isinstance(travel, list) else [(None, travel)]
    for number, leg in legs:
        where = "travel" if number is None else f"travel.{number}"
        if leg.get("mode") == "own_vehicle" and exact(leg["distance_km"]) > FARTHEST_KM:
            yield "distance", f"{where}.distance_km"
        if leg.get("fare") is not None and exact(leg["fare"]) > HIGHEST_FARE:
            yield "fare_high", f"{where}.fare"


def _offer(offer: dict[str, Any], stretch: Stretch, case: Placement, data: Data) -> Iterator[Remark]:
    if offer.get("allowance") is not None:
        rate = rate_of(offer["allowance"])
        if full_month_of_rate(rate, stretch) > TIMES_THE_HIGHEST_ALLOWANCE * _highest(stretch, case, data):
            yield "allowance_high", "offer.allowance.amount"
        if rate.per == "month" and 0 < rate.amount < LEAST_ALLOWANCE_A_MONTH:
            yield "allowance_low_unit", "offer.allowance.per"
    if offer.get("wage") is not None:
        rate, adult = rate_of(offer["wage"]), data.last_known("adult_hourly_minimum", stretch.start)
        if rate.per == "month" and 0 < rate.amount < LEAST_WAGE_A_MONTH:
            yield "wage_unit", "offer.wage.per"
        if rate.per == "hour" and adult is not None and rate.amount > TIMES_THE_MINIMUM * exact(adult["value"]):
            yield "wage_unit", "offer.wage.per"
    percent = offer.get("holiday_allowance_percent")
    if percent is not None and 0 < exact(percent) < 1:
        yield "holiday_percent_low", "offer.holiday_allowance_percent"


def _highest(stretch: Stretch, case: Placement, data: Data) -> int:
    """The highest full month of all schemes in force, at these hours and whoever they let in."""
    versions = [data.scheme_version(key, stretch.start) for key in sorted(data.schemes)]
    pays = [pay_of(version, stretch, case) for version in versions if version is not None]
    months = {"month": Fraction(1), "week": WEEKS_IN_MONTH, "day": stretch.days_per_week * WEEKS_IN_MONTH}
    return max((cents(max(pay.by_level.values()) * months[pay.unit]) for pay in pays if pay is not None), default=0)
