"""The figures of a summary, as rows: what may not be shown is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from compensation.choices import Force, words_of
from compensation.units import half_up

GROUNDS = words_of(Force)
HUNDREDTHS = 100


@dataclass(frozen=True)
class GroupRow:
    """One group of placements: what is owed and paid, and how the gaps are spread. What may not be shown is None.

    `with_gap` and `with_not_stated` count placements. `not_stated`: owed, and nobody said whether it is paid; no part
    of a gap. `estimate`: owed on days of which the rules are not known yet, apart. `gap_by_ground`: the gap by what
    it rests on, hardest first, also where it is nothing; a ground that is not there may not be shown.
    """

    group_by: str
    group: str
    placements: int
    owed: Decimal | None = None
    offered: Decimal | None = None
    gap: Decimal | None = None
    not_stated: Decimal | None = None
    estimate: Decimal | None = None
    gap_by_ground: Mapping[str, Decimal] = field(default_factory=dict)
    mean_gap: Decimal | None = None
    median_gap: Decimal | None = None
    upper_quarter_gap: Decimal | None = None
    with_gap: int | None = None
    with_not_stated: int | None = None


@dataclass(frozen=True)
class GroundRow:
    """What is missing and what was not stated on one ground, over all placements; hidden parts are None."""

    ground: str
    gap: Decimal | None
    with_gap: int | None
    not_stated: Decimal | None
    with_not_stated: int | None


@dataclass(frozen=True)
class GapClass:
    """Placements with a gap above `over` and up to `until` euros (None: no end); `placements` None when hidden."""

    over: int | None
    until: int | None
    placements: int | None


@dataclass(frozen=True)
class Share:
    """A part of the placements that a question is about: `number` of the `of` that were stated, and how many were
    not; what may not be shown is None."""

    question: str
    number: int | None
    of: int | None
    not_stated: int | None

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, None when there is nothing to divide or to show."""
        if not self.of or self.number is None:
            return None
        return Decimal(int(half_up(1000 * self.number, self.of))).scaleb(-1)


@dataclass(frozen=True)
class LevelRow:
    """What a level gets per hour in one sector at one employer (all employers: ""), and how much less than the best.

    Both are None for no placements, for too few, and where another employer's would follow. How many placements are
    compared is not told: beside how many there are, that tells of how many nobody stated what is paid.
    """

    sector: str
    employer: str
    level: str
    hour: Decimal | None
    behind: Decimal | None


@dataclass(frozen=True)
class Summary:
    """The summary of a membership; without any figure below five placements. `hidden`: the kinds of group of which
    some are left out. `tried`: the names of the norms that it was computed with, which hold nowhere."""

    placements: int
    wrong_rows: int
    groups: tuple[GroupRow, ...] = ()
    grounds: tuple[GroundRow, ...] = ()
    classes: tuple[GapClass, ...] = ()
    shares: tuple[Share, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    hidden: frozenset[str] = frozenset()
    tried: tuple[str, ...] = ()

    @property
    def whole(self) -> GroupRow | None:
        """All placements together, None when they are too few."""
        return next((row for row in self.groups if row.group_by == "all"), None)

    def rows(self, part: str) -> list[dict[str, Any]]:
        """`groups`, `grounds`, `classes`, `shares` or `levels` as rows for a frame."""
        rows = [_flat(asdict(row)) for row in getattr(self, part)]
        if part == "shares":
            return [row | {"percent": share.percent} for row, share in zip(rows, self.shares, strict=True)]
        return rows


PARTS = ("groups", "grounds", "classes", "shares", "levels")


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a frame: the gap of each ground in a column of its own."""
    by_ground = row.pop("gap_by_ground", None)
    return row if by_ground is None else row | {f"gap.{ground}": by_ground.get(ground) for ground in GROUNDS}
