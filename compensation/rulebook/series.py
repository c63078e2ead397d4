"""Dated values as arrays: which version holds on a day, and what it says. Unknown is -1, never the nearest value.

>>> series = Series.of([(0, 9, 100), (10, None, 120)])
>>> series.at(np.array([-1, 0, 9, 10, 99])).tolist()
[-1, 100, 100, 120, 120]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.days import Column

UNKNOWN = -1


@dataclass(frozen=True)
class Periods:
    """Consecutive periods: `version_at(day)` is the index of the one in force, or UNKNOWN."""

    starts: Column
    index: Column

    @classmethod
    def of(cls, periods: Iterable[tuple[int, int | None]]) -> Periods:
        """Periods (first day, last day or None for an open end), in order and without overlap."""
        starts: list[int] = []
        index: list[int] = []
        last: int | None = None
        for number, (first, to) in enumerate(periods):
            if starts and last is not None and first > last + 1:
                starts.append(last + 1)
                index.append(UNKNOWN)
            starts.append(first)
            index.append(number)
            last = to
        if starts and last is not None:
            starts.append(last + 1)
            index.append(UNKNOWN)
        return cls(np.array(starts, np.int64), np.array([UNKNOWN, *index], np.int64))

    def version_at(self, day: Any) -> Column:
        """Index of the version in force on each day, UNKNOWN where there is none."""
        index: Column = self.index[np.searchsorted(self.starts, day, side="right")]
        return index


@dataclass(frozen=True)
class Series:
    """A dated rule with one whole number per version."""

    periods: Periods
    values: Column

    @classmethod
    def of(cls, versions: Sequence[tuple[int, int | None, int]]) -> Series:
        """Versions (first day, last day or None, value)."""
        return cls(
            Periods.of((first, to) for first, to, _ in versions),
            np.array([*(value for *_, value in versions), UNKNOWN], np.int64),
        )

    def at(self, day: Any) -> Column:
        """The value in force on each day, UNKNOWN where none is."""
        return self.values[self.periods.version_at(day)]


@dataclass(frozen=True)
class Table:
    """A dated rule with a row of whole numbers per version (by age, region or distance)."""

    periods: Periods
    values: Column  # [version + 1, position]; the last row is unknown

    @classmethod
    def of(cls, versions: Sequence[tuple[int, int | None, Sequence[int]]]) -> Table:
        """Versions (first day, last day or None, values); all rows equally long."""
        rows = [list(values) for *_, values in versions]
        rows.append([UNKNOWN] * len(rows[0]))
        return cls(Periods.of((first, to) for first, to, _ in versions), np.array(rows, np.int64))

    def at(self, day: Any, position: Any) -> Column:
        """The value in force on each day at a position, UNKNOWN where none is."""
        found: Column = self.values[self.periods.version_at(day), position]
        return found
