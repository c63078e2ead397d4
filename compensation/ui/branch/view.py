"""What the overview of the page Branche shows, as rows and names; nothing here draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import pyarrow as pa

from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import LEVELS
from compensation.table.summary import LEAST_GROUP, GroupRow, LevelRow, Summary, summarise
from compensation.texts import text
from compensation.ui.branch.data import BranchFile

GROUPS = ("sector", "scheme", "employer", "level")
#: Upper ends of the classes of gaps, in euros; the first class is nothing missing, the last has no end.
CLASSES = (0, 100, 250, 500, 1000)


def summary_of(file: BranchFile, book: RuleBook) -> Summary:
    """The summary of a file, made once."""
    if "summary" not in file.memo:
        file.memo["summary"] = summarise(file.frame, book)
    return cast(Summary, file.memo["summary"])


@dataclass(frozen=True)
class Names:
    """Keys of groups in words."""

    book: RuleBook
    lang: str

    def of(self, group_by: str, key: str) -> str:
        """The name of a group; the one without a key has a name too."""
        if not key:
            return text(f"branch.overview.without.{group_by}", self.lang)
        if group_by == "sector":
            return self.book.sectors[key].name[self.lang]
        if group_by == "scheme":
            return self.book.schemes[key].name
        return text(f"words.level.{key}", self.lang) if group_by == "level" else key


def shown_groups(summary: Summary, group_by: str) -> list[GroupRow]:
    """The groups that are large enough to show, the most missing per placement first."""
    rows = [row for row in summary.groups if row.group_by == group_by and row.mean_gap is not None]
    return sorted(rows, key=lambda row: (-cast(Decimal, row.mean_gap), row.group))


def hidden_groups(summary: Summary, group_by: str) -> int:
    """How many groups are too small to show."""
    return sum(row.group_by == group_by and row.mean_gap is None for row in summary.groups)


@dataclass(frozen=True)
class GapClass:
    """Placements with a gap above `over` and up to `until` euros (None: no end); `count` None when hidden."""

    over: int | None
    until: int | None
    count: int | None


def gap_classes(file: BranchFile) -> list[GapClass]:
    """How the gaps are spread: nothing missing, and five classes. A class of one to four placements is hidden."""
    gaps = file.table("totals.gap")["totals.gap"].to_pylist()
    edges: list[tuple[int | None, int | None]] = [(None, 0), *zip(CLASSES, (*CLASSES[1:], None), strict=True)]
    found = []
    for over, until in edges:
        count = sum((over is None or gap > over) and (until is None or gap <= until) for gap in gaps)
        found.append(GapClass(over, until, None if 0 < count < LEAST_GROUP else count))
    return found


def class_name(found: GapClass, lang: str) -> str:
    """The words for a class."""
    if found.over is None:
        return text("branch.overview.class.none", lang)
    if found.over == 0:
        return text("branch.overview.class.first", lang, until=found.until)
    if found.until is None:
        return text("branch.overview.class.over", lang, over=found.over)
    return text("branch.overview.class.between", lang, over=found.over, until=found.until)


@dataclass(frozen=True)
class LevelLine:
    """One sector, or one employer in it: per level what is paid an hour and for how many placements."""

    sector: str
    employer: str
    hour: dict[str, Decimal | None]
    placements: dict[str, int]

    @property
    def gap(self) -> Decimal | None:
        """Between the highest and the lowest level, None with fewer than two levels to show."""
        known = [hour for hour in self.hour.values() if hour is not None]
        return max(known) - min(known) if len(known) > 1 else None


def level_lines(summary: Summary, *, per_employer: bool) -> list[LevelLine]:
    """Sectors (or employers) with two or more levels that are large enough to show, the widest gap first."""
    lines: dict[tuple[str, str], list[LevelRow]] = {}
    for row in summary.levels:
        if bool(row.employer) == per_employer:
            lines.setdefault((row.sector, row.employer), []).append(row)
    found = [
        LevelLine(
            sector,
            employer,
            {row.level: row.hour for row in rows},
            {row.level: row.placements for row in rows},
        )
        for (sector, employer), rows in lines.items()
    ]
    shown = [line for line in found if line.gap is not None]
    return sorted(shown, key=lambda line: (-cast(Decimal, line.gap), line.sector, line.employer))


def hidden_levels(summary: Summary, *, per_employer: bool) -> int:
    """How many sectors (or employers) have two levels, but too few placements of them to show."""
    pairs = {(row.sector, row.employer) for row in summary.levels if bool(row.employer) == per_employer}
    return len(pairs) - len(level_lines(summary, per_employer=per_employer))


def has_employers(summary: Summary) -> bool:
    """Whether the file names employers."""
    return any(row.group_by == "employer" for row in summary.groups)


# ---------------------------------------------------------------- for a file


def summary_sheets(summary: Summary) -> dict[str, dict[str, pa.Array]]:
    """The summary as sheets of columns: the groups, the shares and the levels."""
    return {part: _columns(summary.rows(part)) for part in ("groups", "shares", "levels")}


def _columns(rows: Sequence[dict[str, Any]]) -> dict[str, pa.Array]:
    names = list(rows[0]) if rows else []
    return {name: _array([row[name] for row in rows]) for name in names}


def _array(values: list[Any]) -> pa.Array:
    if any(isinstance(value, Decimal) for value in values):
        return pa.array(values, pa.decimal128(18, 2))
    return pa.array(values)


def levels_in(lines: Sequence[LevelLine]) -> Iterator[str]:
    """The levels that occur, mbo first."""
    return (level for level in LEVELS if any(level in line.hour for line in lines))
