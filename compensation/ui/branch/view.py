"""What the overview of the page Branche shows, as rows and names; nothing here draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import LEVELS
from compensation.table.headline import group_name
from compensation.table.summary import GapClass, GroupRow, LevelRow, Summary
from compensation.texts import text

GROUPS = ("sector", "scheme", "employer", "level")


@dataclass(frozen=True)
class Names:
    """Keys of groups in words."""

    book: RuleBook
    lang: str

    def of(self, group_by: str, key: str) -> str:
        """The name of a group; the one without a key has a name too."""
        return group_name(group_by, key, self.book, self.lang)


def shown_groups(summary: Summary, group_by: str) -> list[GroupRow]:
    """The groups that may be shown, the most missing per placement first; last those of which that is hidden."""
    rows = [row for row in summary.groups if row.group_by == group_by]
    return sorted(rows, key=lambda row: (row.mean_gap is None, -(row.mean_gap or 0), row.group))


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
    """One sector, or one employer in it: per level what is paid an hour."""

    sector: str
    employer: str
    hour: dict[str, Decimal | None]

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
        LevelLine(sector, employer, {row.level: row.hour for row in rows}) for (sector, employer), rows in lines.items()
    ]
    shown = [line for line in found if line.gap is not None]
    return sorted(shown, key=lambda line: (-cast(Decimal, line.gap), line.sector, line.employer))


def has_employers(summary: Summary) -> bool:
    """Whether the file names employers."""
    return "employer" in summary.hidden or any(row.group_by == "employer" for row in summary.groups)


def levels_in(lines: Sequence[LevelLine]) -> Iterator[str]:
    """The levels that occur, mbo first."""
    return (level for level in LEVELS if any(level in line.hour for line in lines))
