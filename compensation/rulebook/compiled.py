"""Scheme versions as whole numbers, ready for columns: amounts[step, level, year], gates, validity.

Hours are hundredths of an hour, amounts are cents. A level without an amount, and every amount of a step that says
`amount: unknown`, is UNKNOWN; `known` tells the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.days import FOREVER, Column, day_of_month, to_day
from compensation.money import cents
from compensation.rulebook.scheme import (
    LEVELS,
    NOT_KNOWN,
    ByLevel,
    ByYear,
    Scheme,
    SchemeVersion,
    Shape,
    Step,
    StepAmount,
)
from compensation.rulebook.series import UNKNOWN, Periods

#: Study years 1 to 6; column 0 is for "not given".
YEARS = 7


@dataclass(frozen=True)
class CompiledShape:
    """A shape: thresholds (descending, hundredths of an hour or of a day) and an amount per step, level and year."""

    type: str
    thresholds: Column
    amounts: Column
    base_hours: int
    cap: bool
    half_day_below_hours: int
    base_assumed: bool
    advised: tuple[bool, ...]  # per step
    known: Any  # bool per step: False where the step says `amount: unknown`


@dataclass(frozen=True)
class CompiledVersion:
    """One version of a scheme. `until_months[i]` bounds shapes[i]; the last shape has none."""

    version: SchemeVersion
    until_months: tuple[int, ...]
    shapes: tuple[CompiledShape, ...]
    as_of: int

    @classmethod
    def of(cls, version: SchemeVersion) -> CompiledVersion:
        """Compile a checked version."""
        tiers = version.all_tiers()
        return cls(
            version=version,
            until_months=tuple(tier.until_months for tier in tiers if tier.until_months is not None),
            shapes=tuple(_compile_shape(tier.shape) for tier in tiers),
            as_of=to_day(version.as_of),
        )


@dataclass(frozen=True)
class CompiledScheme:
    """A scheme with its periods. `cuts` are the days inside a month on which a version begins or ends."""

    scheme: Scheme
    periods: Periods
    versions: tuple[CompiledVersion, ...]
    cuts: tuple[int, ...]

    @classmethod
    def of(cls, scheme: Scheme) -> CompiledScheme:
        """Compile a checked scheme."""
        spans = [(to_day(v.from_), None if v.to is None else to_day(v.to)) for v in scheme.versions]
        ends = [FOREVER if last is None else last + 1 for _, last in spans]
        return cls(
            scheme=scheme,
            periods=Periods.of(spans),
            versions=tuple(CompiledVersion.of(v) for v in scheme.versions),
            cuts=inside_months({first for first, _ in spans} | set(ends)),
        )


def inside_months(cuts: Iterable[int]) -> tuple[int, ...]:
    """The days that are not the first of a month, in order; entries end with the month anyway."""
    return tuple(sorted(cut for cut in set(cuts) if cut < FOREVER and int(day_of_month(cut)) != 1))


def _compile_shape(shape: Shape) -> CompiledShape:
    steps: list[Step] = getattr(shape, "steps", [])
    amounts = [step.amount for step in steps] or [shape.amount]  # type: ignore[union-attr]
    return CompiledShape(
        type=shape.type,
        thresholds=np.array([cents(step.from_) for step in steps] or [0], np.int64),
        amounts=np.array([_amount_rows(amount) for amount in amounts], np.int64),
        base_hours=cents(getattr(shape, "base_hours", None) or 0),
        cap=getattr(shape, "cap", True),
        half_day_below_hours=cents(getattr(shape, "half_day_below_hours", None) or 0),
        base_assumed=getattr(shape, "base_assumed", False),
        advised=tuple(step.advised for step in steps) or (False,),
        known=np.array([amount != NOT_KNOWN for amount in amounts]),
    )


def _amount_rows(amount: StepAmount) -> list[list[int]]:
    """[level][year] of one amount (by year; without a study year the lowest: docs/contract/scheme.md#shapes)."""
    if amount == NOT_KNOWN:
        return [[UNKNOWN] * YEARS] * len(LEVELS)
    if isinstance(amount, ByLevel):
        by_level = [getattr(amount, level) for level in LEVELS]
        return [[UNKNOWN if value is None else cents(value)] * YEARS for value in by_level]
    if isinstance(amount, ByYear):
        return [_by_year(amount)] * len(LEVELS)
    return [[cents(amount)] * YEARS] * len(LEVELS)


def _by_year(amount: ByYear) -> list[int]:
    given = {year: cents(value) for year in range(1, YEARS) if (value := getattr(amount, f"year_{year}")) is not None}
    row = [min(given.values())]
    current = 0
    for year in range(1, YEARS):
        current = given.get(year, current)
        row.append(current)
    return row
