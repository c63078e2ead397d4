"""What a branch sees of its membership: totals by ground, how gaps are spread, shares, and the gap between levels.

Every figure goes through compensation.table.suppression: what is about fewer than five placements, or would give such
a figure away, is not there. Shares are over what is stated; what nobody stated stands beside them. Allowances are
compared per hour present, so that long weeks and short ones weigh the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from compensation.reading.tables import Column
from compensation.rulebook import RuleBook
from compensation.table.levels import levels
from compensation.table.members import Members, members_of
from compensation.table.shares import Asked, asked
from compensation.table.summary_rows import (
    GROUNDS,
    HUNDREDTHS,
    PARTS,
    GapClass,
    GroundRow,
    GroupRow,
    LevelRow,
    Share,
    Summary,
)
from compensation.table.suppression import (
    LEAST_GROUP,
    Mask,
    is_safe,
    shown_groups,
    shown_parts,
)
from compensation.units import half_up

if TYPE_CHECKING:
    import pandas as pd

#: The totals of the contract that are added up.
TOTALS = ("owed", "offered", "gap", "not_stated")
GROUPS = ("sector", "scheme", "level", "employer")
#: Upper ends of the classes of gaps, in euros; the first class is nothing missing, the last has no end.
CLASSES = (0, 100, 250, 500, 1000)


def summarise(frame: pd.DataFrame, rulebook: RuleBook | None = None, *, employer: str | None = None) -> Summary:
    """Summarise a table of placements. `employer` names the own column with the employer, when there is one.

    Raises TableError like assess_table; wrong rows are counted and left out.
    """
    return summary_of(members_of(frame, rulebook, employer=employer))


def summary_of(members: Members) -> Summary:
    """The summary of a file that was computed."""
    return Figures(members).summary()


class Figures:
    """The columns that the figures of a summary are made of, and which of them may be shown."""

    def __init__(self, members: Members) -> None:
        self.members = members
        self.money = {name: members.cents(f"totals.{name}") for name in (*TOTALS, "estimate")}
        self.of_ground = {
            ground: {name: members.cents(f"totals.by_ground.{ground}.{name}") for name in ("gap", "not_stated")}
            for ground in GROUNDS
        }

    def summary(self) -> Summary:
        """All of them; none of fewer than five placements."""
        members = self.members
        if len(members) < LEAST_GROUP:
            return Summary(len(members), members.wrong_rows)
        return Summary(
            placements=len(members),
            wrong_rows=members.wrong_rows,
            groups=tuple(row for name in ("all", *self.kinds) for row in self.groups(name)),
            grounds=tuple(self.grounds()),
            classes=tuple(self.classes()),
            shares=tuple(found.share() for found in self.asked.values()),
            levels=tuple(levels(members)),
            hidden=frozenset(name for name in self.kinds if not self.shown(name, "placements").all()),
            tried=members.tried,
        )

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of group that there are; employers only where the file names them."""
        return tuple(name for name in GROUPS if name != "employer" or any(self.members.named("employer")))

    # ------------------------------------------------------------ which figures may be shown

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mask, ...]]:
        """The placements that each figure of a group is about, and those that it leaves."""
        short, silent = self.money["gap"] > 0, self.money["not_stated"] > 0
        by_ground = [columns["gap"] > 0 for columns in self.of_ground.values()]
        hidden = [mark for mark, shown in zip(by_ground, self.grounds_shown, strict=True) if not shown]
        rest = [np.logical_or.reduce(hidden)] if hidden else []
        return {
            "placements": (),
            "gap": (short,),
            "amounts": tuple(self.money[name] > 0 for name in TOTALS),
            "with_gap": (short, ~short),
            "with_not_stated": (silent, ~silent),
            "estimate": (self.money["estimate"] > 0,),
            "grounds": (*by_ground, *rest),
        }

    @cached_property
    def grounds_shown(self) -> list[bool]:
        """Of which grounds the gap over all placements may be shown: they add up to it."""
        return self._shown_grounds("gap")

    def placed(self, kind: str) -> tuple[Any, Column]:
        """The groups of a kind, and the place of each placement among them."""
        return self._placed[kind]

    @cached_property
    def _placed(self) -> Mapping[str, tuple[Any, Column]]:
        everything = np.full(len(self.members), "")
        names = {"all": everything} | {name: self.members.named(name) for name in self.kinds}
        return {name: np.unique(texts, return_inverse=True) for name, texts in names.items()}

    def shown(self, kind: str, figure: str) -> Mask:
        """Of which groups of a kind a figure may be shown."""
        if (kind, figure) not in self._shown:
            self._shown[kind, figure] = self._find_shown(kind, figure)
        return self._shown[kind, figure]

    @cached_property
    def _shown(self) -> dict[tuple[str, str], Mask]:
        return {}

    def _find_shown(self, kind: str, figure: str) -> Mask:
        names, place = self.placed(kind)
        if not is_safe(*self.marks[figure]):
            return np.zeros(len(names), bool)
        within = None
        if kind in ("scheme", "employer"):
            sector = self.placed("sector")[1]
            within = np.where(self.shown("sector", figure)[sector], sector, -1)
        return shown_groups(place, len(names), self.marks[figure], within)

    # ------------------------------------------------------------ groups

    def groups(self, kind: str) -> Iterator[GroupRow]:
        """The groups of a kind that may be shown, each with the figures that may."""
        names, place = self.placed(kind)
        shown = {figure: self.shown(kind, figure) for figure in self.marks}
        order = np.argsort(place, kind="stable")
        here = np.split(order, np.cumsum(np.bincount(place, minlength=len(names)))[:-1])
        for number in np.flatnonzero(shown["placements"]).tolist():
            may = {figure: bool(found[number]) for figure, found in shown.items()}
            yield self._group(kind, str(names[number]), here[number], may)

    def _group(self, kind: str, name: str, here: Column, may: Mapping[str, bool]) -> GroupRow:
        found: dict[str, Any] = {"placements": len(here)}
        if may["amounts"]:
            found |= {total: _euros(self.money[total][here].sum()) for total in TOTALS if total != "gap"}
        if may["gap"]:
            gaps = np.sort(self.money["gap"][here])
            found |= {
                "gap": _euros(gaps.sum()),
                "mean_gap": _euros(half_up(gaps.sum(), len(gaps))),
                "median_gap": _euros(quantile(gaps, 1, 2)),
                "upper_quarter_gap": _euros(quantile(gaps, 3, 4)),
            }
            if kind == "all" or may["grounds"]:
                found["gap_by_ground"] = dict(self._gaps_of_grounds(here))
        for figure, total in (("with_gap", "gap"), ("with_not_stated", "not_stated")):
            if may[figure]:
                found[figure] = int((self.money[total][here] > 0).sum())
        if may["estimate"]:
            found["estimate"] = _euros(self.money["estimate"][here].sum())
        return GroupRow(group_by=kind, group=name, **found)

    def _gaps_of_grounds(self, here: Column) -> Iterator[tuple[str, Decimal]]:
        """Each ground, with nothing where nothing is missing on it; the hidden ones of the whole are not there."""
        whole = len(here) == len(self.members)
        for (ground, columns), shown in zip(self.of_ground.items(), self.grounds_shown, strict=True):
            if shown or not whole:
                yield ground, _euros(columns["gap"][here].sum())

    # ------------------------------------------------------------ over all placements

    def grounds(self) -> Iterator[GroundRow]:
        """What is missing on each ground, and what nobody stated; grounds on which there is neither are left out."""
        parts = {"gap": self.grounds_shown, "not_stated": self._shown_grounds("not_stated")}
        whole = {"gap": self.shown("all", "gap")[0], "not_stated": self.shown("all", "amounts")[0]}
        counted = {name: self._counted_grounds(name) for name in parts}
        for place, (ground, columns) in enumerate(self.of_ground.items()):
            if not any(column.sum() for column in columns.values()):
                continue
            found: dict[str, Any] = {}
            for name, column in columns.items():
                shown = whole[name] and parts[name][place]
                found[name] = _euros(column.sum()) if shown else None
                found[f"with_{name}"] = int((column > 0).sum()) if shown and counted[name][place] else None
            yield GroundRow(ground, **found)

    def _shown_grounds(self, name: str) -> list[bool]:
        """Of which grounds an amount over all placements may be shown: they add up to its total."""
        return shown_parts([columns[name] > 0 for columns in self.of_ground.values()])

    def _counted_grounds(self, name: str) -> list[bool]:
        """Of which grounds it may be told how many placements have some: what each leaves of all of them, and of those
        with some on any ground, is not few; nor, of two grounds, those that have both."""
        marks, some = [columns[name] > 0 for columns in self.of_ground.values()], self.money[name] > 0
        shown = [is_safe(mark, ~mark, some & ~mark) for mark in marks]
        there = [place for place, mark in enumerate(marks) if mark.any()]
        if len(there) == 2 and not is_safe(marks[there[0]] & marks[there[1]]):
            shown[min(there, key=lambda place: int(marks[place].sum()))] = False
        return shown

    def classes(self) -> Iterator[GapClass]:
        """How the gaps are spread: nothing missing, and five classes."""
        gaps, edges = self.money["gap"], np.array(CLASSES) * HUNDREDTHS
        place = np.searchsorted(edges, gaps, side="left")
        marks = [place == number for number in range(len(CLASSES) + 1)]
        nothing = bool(self.shown("all", "with_gap")[0])
        kept = [nothing, *(shown_parts(marks[1:]) if nothing else [False] * len(CLASSES))]
        ends = [(None, 0), *zip(CLASSES, (*CLASSES[1:], None), strict=True)]
        for (over, until), mark, shown in zip(ends, marks, kept, strict=True):
            yield GapClass(over, until, int(mark.sum()) if shown else None)

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """What part is paid as it should be, of what is stated."""
        return asked(self.members, self.money["gap"] > 0, self.money["not_stated"] > 0)


def quantile(ordered: Column, part: int, parts: int) -> int:
    """The value at a part of the way, or the mean of the two around it, half a cent up.

    >>> quantile(np.array([100, 200, 301]), 1, 2), quantile(np.array([100, 201]), 1, 2)
    (200, 151)
    """
    low, rest = divmod((len(ordered) - 1) * part, parts)
    high = low + (rest > 0)
    return int(half_up(ordered[low] * (parts - rest) + ordered[high] * rest, parts))


def _euros(cents: Any) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)


__all__ = [
    "CLASSES",
    "GROUNDS",
    "GROUPS",
    "LEAST_GROUP",
    "PARTS",
    "GapClass",
    "GroundRow",
    "GroupRow",
    "LevelRow",
    "Share",
    "Summary",
    "summarise",
    "summary_of",
]
