"""The gap between levels: what bol, hbo and wo get for an hour present, in the same sector and at the same employer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from compensation.reading.tables import Column
from compensation.rulebook.scheme import LEVELS
from compensation.table.members import Members
from compensation.table.summary_rows import HUNDREDTHS, LevelRow
from compensation.table.suppression import is_safe, shown_groups
from compensation.units import half_up

#: Sector and employer (all of them: "") -> level -> cents an hour.
Hours = dict[tuple[str, str], dict[str, int]]


def levels(members: Members) -> Iterator[LevelRow]:
    """Per sector, then per sector and employer: each level, where two or more of them may be shown.

    Allowances that are stated, per hour present, so that long weeks and short ones weigh the same.
    """
    hours = np.asarray(members.fact_table["presence_hours"])
    there = members.named("sector") != ""
    there &= ~np.asarray(members.fact_table["wage"]) & members.is_word("allowance.stated", True) & (hours > 0)
    here = np.flatnonzero(there)
    compared = _Compared(
        members.cents("allowance.effective")[here],
        hours[here],
        *(members.named(name)[here] for name in ("sector", "level", "employer")),
    )
    for found in compared.all_employers(), compared.each_employer():
        for (sector, employer), hourly in sorted(found.items()):
            if len(hourly) > 1:
                yield from _rows(sector, employer, hourly)


def _rows(sector: str, employer: str, hourly: Mapping[str, int]) -> Iterator[LevelRow]:
    best = max(hourly.values())
    for level in LEVELS:
        rate = hourly.get(level)
        told = (None, None) if rate is None else (_euros(rate), _euros(best - rate))
        yield LevelRow(sector, employer, level, *told)


class _Compared:
    """The placements that are compared: their pay in cents, hours in hundredths, and groups."""

    def __init__(self, paid: Column, hours: Column, sector: Column, level: Column, employer: Column) -> None:
        self.paid, self.hours, self.employer = paid, hours, employer
        self.sectors, place = np.unique(sector, return_inverse=True)
        order = np.array(LEVELS)
        self.cell = place * len(LEVELS) + np.argmax(level[:, None] == order, axis=1)

    def _cells(self) -> Iterator[tuple[str, str, Column]]:
        """Each sector and level that may be shown, and its placements."""
        for cell in np.unique(self.cell).tolist():
            here = np.flatnonzero(self.cell == cell)
            if is_safe(np.ones(len(here), bool), self.paid[here] > 0):
                yield str(self.sectors[cell // len(LEVELS)]), LEVELS[cell % len(LEVELS)], here

    def all_employers(self) -> Hours:
        """In a sector."""
        found: Hours = {}
        for sector, level, here in self._cells():
            found.setdefault((sector, ""), {})[level] = self._rate(self.paid[here].sum(), self.hours[here].sum())
        return found

    def each_employer(self) -> Hours:
        """In a sector at an employer that has a name: no other one's follows from what the sector has."""
        found: Hours = {}
        for sector, level, here in self._cells():
            names, own = np.unique(self.employer[here], return_inverse=True)
            paid, hours = (
                np.bincount(own, weights=column[here], minlength=len(names)) for column in (self.paid, self.hours)
            )
            for place in np.flatnonzero(shown_groups(own, len(names), (self.paid[here] > 0,))).tolist():
                if names[place]:
                    found.setdefault((sector, str(names[place])), {})[level] = self._rate(paid[place], hours[place])
        return found

    def _rate(self, paid: float, hours: float) -> int:
        return int(half_up(int(paid) * HUNDREDTHS, int(hours)))


def _euros(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
