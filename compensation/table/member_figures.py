"""An employer's own figures beside those of the other employers of a file (contract version 2, G).

Nobody else's figure can be worked out. What is said of the others is about at least five of them, without the employer
itself; each of them counts once, so that none of them makes up the figure; it is a mean and rounded; and no two figures
are about different others and add up. What is (nearly) nothing or (nearly) all is told as a bound, because a mean of
exactly nothing would tell what each of them does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from compensation.reading.tables import Column
from compensation.rulebook.scheme import LEVELS
from compensation.table.members import Members
from compensation.table.suppression import Mask

#: No figure is about fewer other employers.
LEAST_OTHERS = 5
#: What is missing, on which grounds together.
GROUNDS: Mapping[str, tuple[str, ...]] = {
    "law": ("law",),
    "cao": ("cao", "employer"),
    "pact": ("pact",),
    "advice": ("advice", "own"),
}
HUNDREDTHS = 100
#: In cents, and in percent: what a figure of others is rounded to.
_STEP, _STEP_AN_HOUR, _STEP_PERCENT = 500, 10, 5


@dataclass(frozen=True)
class OfOthers:
    """A rounded figure of the other employers; `bound` is `below` or `above` where only that is told."""

    value: int
    bound: str | None = None


@dataclass(frozen=True)
class Figure:
    """One line of the page: `name`, in `cents` or `percent`; None where there is nothing, or too few others."""

    name: str
    unit: str
    own: int | None
    others: OfOthers | None


@dataclass(frozen=True)
class MemberFigures:
    """The page of one employer: its placements, how many other employers, and the figures (none when too few)."""

    employer: str
    placements: int
    others: int
    figures: tuple[Figure, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are other employers enough to compare with."""
        return self.others >= LEAST_OTHERS


class Comparison:
    """All employers of a file."""

    def __init__(self, members: Members) -> None:
        self.members = members
        named = members.named("employer")
        self.without_name = int((named == "").sum())
        # What differs in capitals only is one employer.
        keys, first, self._place = np.unique(np.char.lower(named), return_index=True, return_inverse=True)
        self._names = [str(named[at]) for at in first]
        self._there = [place for place, key in enumerate(keys) if key]

    def pages(self) -> Iterator[MemberFigures]:
        """Every employer, by name."""
        for place in self._there:
            others = len(self._there) - 1
            placements = int((self._place == place).sum())
            found = tuple(self._figures(place)) if others >= LEAST_OTHERS else ()
            yield MemberFigures(self._names[place], placements, others, found)

    def _figures(self, own: int) -> Iterator[Figure]:
        everyone = np.ones(len(self.members), bool)
        yield self._mean("gap", "cents", own, self.members.cents("totals.gap"), everyone)
        for name, grounds in GROUNDS.items():
            yield self._mean(f"gap_{name}", "cents", own, self._on(grounds), everyone)
        yield self._mean("not_stated", "cents", own, self.members.cents("totals.not_stated"), everyone)
        short = (self.members.cents("totals.gap") > 0).astype(np.int64) * 100
        yield self._mean("with_gap", "percent", own, short, everyone)
        for level in LEVELS:
            of_level = self._allowance & (self.members.named("level") == level) & (self._hours > 0)
            if (of_level & (self._place == own)).any():
                yield self._an_hour(f"hour_{level}", own, of_level)

    def _on(self, grounds: tuple[str, ...]) -> Column:
        total = np.zeros(len(self.members), np.int64)
        for ground in grounds:
            total += np.maximum(self.members.cents(f"totals.by_ground.{ground}.gap"), 0)
        return total

    @cached_property
    def _hours(self) -> Column:
        """Hundredths of an hour on days present."""
        return np.asarray(self.members.fact_table["presence_hours"])

    @cached_property
    def _allowance(self) -> Mask:
        """Placements of which the allowance was said."""
        said: Mask = self.members.is_word("allowance.stated", True) & ~np.asarray(self.members.fact_table["wage"])
        return said

    def _mean(self, name: str, unit: str, own: int, values: Column, rows: Mask) -> Figure:
        """Per placement: each employer's own mean, and of the others the mean of those."""
        return self._figure(name, unit, own, values, np.ones(len(values), np.int64), rows, 1)

    def _an_hour(self, name: str, own: int, rows: Mask) -> Figure:
        """What is paid for an hour present."""
        return self._figure(name, "hour", own, self.members.cents("allowance.effective"), self._hours, rows, HUNDREDTHS)

    def _figure(
        self, name: str, unit: str, own: int, values: Column, weights: Column, rows: Mask, times: int
    ) -> Figure:
        number = len(self._names)
        sums = np.bincount(self._place[rows], weights=values[rows], minlength=number)
        over = np.bincount(self._place[rows], weights=weights[rows], minlength=number)
        rates = {place: times * sums[place] / over[place] for place in self._there if over[place] > 0}
        others = [rate for place, rate in rates.items() if place != own]
        of_others = told(float(np.mean(others)), unit) if len(others) >= LEAST_OTHERS else None
        return Figure(name, unit, round(rates[own]) if own in rates else None, of_others)


def told(mean: float, unit: str) -> OfOthers:
    """A mean of others, rounded, or a bound near nothing and near all.

    >>> told(0, "cents"), told(12345, "cents"), told(99, "percent")
    (OfOthers(value=500, bound='below'), OfOthers(value=12500, bound=None), OfOthers(value=95, bound='above'))
    """
    step = {"cents": _STEP, "hour": _STEP_AN_HOUR, "percent": _STEP_PERCENT}[unit]
    if mean < step:
        return OfOthers(step, "below")
    if unit == "percent" and mean > 100 - step:
        return OfOthers(100 - step, "above")
    return OfOthers(step * round(mean / step))
