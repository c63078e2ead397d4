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
from compensation.rulebook.scheme import LEVELS
from compensation.table.members import Members, members_of
from compensation.table.summary_rows import (
    GROUNDS,
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
    is_small,
    shown_cells,
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
#: Yes or no of a finding: is it as it should be, of those of which that was stated?
_FINDINGS = {"expenses_covered": "expenses_full", "wage_meets": "wage_minimum"}
HUNDREDTHS = 100


def summarise(frame: pd.DataFrame, rulebook: RuleBook | None = None, *, employer: str | None = None) -> Summary:
    """Summarise a table of placements. `employer` names the own column with the employer, when there is one.

    Raises TableError like assess_table; wrong rows are counted and left out.
    """
    return summary_of(members_of(frame, rulebook, employer=employer))


def summary_of(members: Members) -> Summary:
    """The summary of a file that was computed."""
    if is_small(len(members)) or not len(members):
        return Summary(len(members), members.wrong_rows)
    figures = Figures(members)
    groups = [row for name in ("all", *figures.kinds) for row in figures.groups(name)]
    return Summary(
        placements=len(members),
        wrong_rows=members.wrong_rows,
        groups=tuple(groups),
        grounds=tuple(figures.grounds()),
        classes=tuple(figures.classes()),
        shares=tuple(figures.shares()),
        levels=tuple(figures.levels()),
        hidden=frozenset(name for name in figures.kinds if not figures.shown(name, "placements").all()),
    )


class Figures:
    """The columns that the figures of a summary are made of, and which of them may be shown."""

    def __init__(self, members: Members) -> None:
        self.members = members
        self.money = {name: members.cents(f"totals.{name}") for name in (*TOTALS, "estimate")}
        self.of_ground = {
            ground: {name: members.cents(f"totals.by_ground.{ground}.{name}") for name in ("gap", "not_stated")}
            for ground in GROUNDS
        }

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
        return shown_parts([columns["gap"] > 0 for columns in self.of_ground.values()])

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
        for number in np.flatnonzero(shown["placements"]).tolist():
            may = {figure: bool(found[number]) for figure, found in shown.items()}
            yield self._group(kind, str(names[number]), np.flatnonzero(place == number), may)

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
        whole = len(here) == len(self.members)
        for (ground, columns), shown in zip(self.of_ground.items(), self.grounds_shown, strict=True):
            gap = columns["gap"][here].sum()
            if gap and (shown or not whole):
                yield ground, _euros(gap)

    # ------------------------------------------------------------ over all placements

    def grounds(self) -> Iterator[GroundRow]:
        """What is missing on each ground, and what nobody stated; grounds on which there is neither are left out."""
        silent = shown_parts([columns["not_stated"] > 0 for columns in self.of_ground.values()])
        whole = {"gap": self.shown("all", "gap")[0], "not_stated": self.shown("all", "amounts")[0]}
        for place, (ground, columns) in enumerate(self.of_ground.items()):
            if not any(column.sum() for column in columns.values()):
                continue
            may = {"gap": self.grounds_shown[place], "not_stated": silent[place]}
            found: dict[str, Any] = {}
            for name, column in columns.items():
                mark = column > 0
                shown = whole[name] and may[name]
                found[name] = _euros(column.sum()) if shown else None
                found[f"with_{name}"] = int(mark.sum()) if shown and is_safe(mark, ~mark) else None
            yield GroundRow(ground, **found)

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

    def shares(self) -> Iterator[Share]:
        """What part is paid as it should be, of what is stated."""
        wage = np.asarray(self.members.fact_table["wage"])
        for question, finding in _FINDINGS.items():
            status = np.array(self.members.words(f"findings.{finding}"), object)
            yield _share(question, status == "meets", status == "below", self._silent(question, status))
        stated = self.members.is_word("allowance.stated", True)
        paid = self.members.cents("allowance.effective") > 0
        yield _share("allowance_paid", ~wage & stated & paid, ~wage & stated & ~paid, ~wage & ~stated)

    def _silent(self, question: str, status: Any) -> Mask:
        """Of which placements nobody said whether it is paid."""
        total = "expenses_total" if question == "expenses_covered" else "wage"
        owed: Mask = self.members.cents(f"{total}.not_stated") > 0
        found: Mask = (status == "cannot_tell") & owed
        return found

    # ------------------------------------------------------------ the gap between levels

    def levels(self) -> Iterator[LevelRow]:
        """Per sector, and per sector and employer: the levels of bol, hbo and wo, where two or more may be shown."""
        wage = np.asarray(self.members.fact_table["wage"])
        here = np.flatnonzero(~wage & self.members.is_word("allowance.stated", True))
        here = here[self.members.named("sector")[here] != ""]
        if not len(here):
            return
        yield from self._levels_in(here, np.full(len(self.members), ""))
        if "employer" in self.kinds:
            named = here[self.members.named("employer")[here] != ""]
            yield from self._levels_in(named, self.members.named("employer"))

    def _levels_in(self, here: Column, employers: Any) -> Iterator[LevelRow]:
        if not len(here):
            return
        pairs = np.stack([self.members.named("sector")[here], employers[here]])
        different, place = np.unique(pairs, axis=1, return_inverse=True)
        place = place.reshape(-1)
        level = np.array([LEVELS.index(name) for name in self.members.named("level")[here]])
        counted = shown_cells(place, level)
        paid = self.members.cents("allowance.effective")[here]
        hours = np.asarray(self.members.fact_table["presence_hours"])[here]
        for number, (sector, employer) in enumerate(different.T):
            hourly: dict[int, int] = {}
            sizes: dict[int, int] = {}
            for at in range(len(LEVELS)):
                cell = (place == number) & (level == at)
                if cell.any() and hours[cell].sum() > 0 and is_safe(cell, cell & (paid > 0)):
                    hourly[at] = int(half_up(int(paid[cell].sum()) * HUNDREDTHS, int(hours[cell].sum())))
                    sizes[at] = int(cell.sum())
            if len(hourly) < 2:
                continue
            best = max(hourly.values())
            for at, name in enumerate(LEVELS):
                shown = at < counted.shape[1] and counted[number, at]
                rate = hourly.get(at)
                yield LevelRow(
                    sector=str(sector),
                    employer=str(employer),
                    level=name,
                    placements=sizes.get(at) if shown else None,
                    hour=None if rate is None else _euros(rate),
                    behind=None if rate is None else _euros(best - rate),
                )


def _share(question: str, yes: Mask, no: Mask, silent: Mask) -> Share:
    of = yes | no
    return Share(
        question,
        int(yes.sum()) if is_safe(yes, no) else None,
        int(of.sum()) if is_safe(of) else None,
        int(silent.sum()) if is_safe(silent) else None,
    )


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
