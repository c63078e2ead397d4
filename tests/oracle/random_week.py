"""Random workdays and hours, the same every workday or by weekday."""

from __future__ import annotations

from random import Random
from typing import Any

from .random_parts import random_decimal
from .reading import WEEKDAYS

LONGEST_DAY = 24  # hours; keeps hours a week possible for the workdays
LEAST_OF_A_WEEK, MOST_OF_A_WEEK = 1, 60


def random_week(rng: Random, needed: str | None = None) -> dict[str, Any]:
    """Hours in one of the two forms; `needed` is one of the workdays."""
    days = random_workdays(rng, needed)
    if rng.random() < 0.25:
        return {"hours_by_day": _hours_by_day(rng, days)}
    return {"hours_per_week": random_hours(rng, len(days)), "workdays": days}


def random_workdays(rng: Random, needed: str | None = None) -> list[str]:
    if rng.random() < 0.6:
        number = 5 if rng.random() < 0.4 else rng.randint(1, 5)
        days = rng.sample(WEEKDAYS[:5], number)
    else:
        days = rng.sample(WEEKDAYS, rng.randint(1, 7))
    return sorted_days({*days, *([needed] if needed else [])})


def sorted_days(days: set[str]) -> list[str]:
    return sorted(days, key=WEEKDAYS.index)


def random_hours(rng: Random, days: int) -> float | int | str:
    most = min(MOST_OF_A_WEEK, LONGEST_DAY * days)
    usual = [hours for hours in (8, 15, 16, 18, 20, 24, 28, 32, 36, 38, 40) if hours <= most]
    if rng.random() < 0.5:
        return rng.choice(usual)
    return random_decimal(rng, rng.randint(LEAST_OF_A_WEEK * 100, most * 100), 100)


def _hours_by_day(rng: Random, days: list[str]) -> dict[str, float | int | str]:
    even = rng.random() < 0.2  # another way to write the same hours every day
    most = min(LONGEST_DAY, MOST_OF_A_WEEK // len(days))
    whole = rng.randint(1, most)
    return {day: whole if even else _hours_of_a_day(rng, most) for day in days}


def _hours_of_a_day(rng: Random, most: int) -> float | int | str:
    usual = [hours for hours in (4, 5.5, 6, 7.25, 8, 9) if hours <= most]
    if usual and rng.random() < 0.7:
        return rng.choice(usual)
    return random_decimal(rng, rng.randint(LEAST_OF_A_WEEK * 100, most * 100), 100)
