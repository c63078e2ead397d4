"""Which figures about a group may be shown: no group of fewer than five placements, nor one that can be worked out.

Contract version 2, G. Figures that add up tell on each other: of a total and all its parts but one, the last part is
known. So besides what is too small (primary suppression), as much more is hidden as is needed (secondary
suppression): what is hidden of a total is together a group that could be shown. How the statistical office does it:
Hundepool and others, Statistical Disclosure Control (2012), chapter 4.

A group is looked at through marks: one for each figure, of the placements that the figure is about (those with
something owed, those that are short, those that are not). A figure is shown of a group when none of its marks is one
to four placements, and what is hidden around it is safe too. All summaries, files to publish and reports ask here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from compensation.reading.tables import Column

#: A figure about fewer placements is a figure about people.
LEAST_GROUP = 5

Mask = npt.NDArray[np.bool_]


def is_small(count: Any) -> Any:
    """Whether so many placements are too few to show; none is not too few. Numbers or columns.

    >>> [is_small(count) for count in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return (count > 0) & (count < LEAST_GROUP)


def is_safe(*marks: Mask) -> bool:
    """Whether a figure over all placements may be shown: nobody, or at least five, in each of its marks."""
    return not any(is_small(int(mark.sum())) for mark in marks)


def shown_groups(groups: Column, number: int, marks: Sequence[Mask], within: Column | None = None) -> Mask:
    """Of which groups a figure may be shown: [number].

    `groups` is the group of each placement (0 to number - 1); every placement is in one, and the total over all of
    them is known. `within` is a wider group of each placement whose total is known too (the sector of an employer):
    what is hidden in it is safe as well. A group that lies in several of them is hidden when its part in one is small.
    """
    everything = [np.ones(len(groups), bool), *marks]
    whole = _Cells.of(np.zeros_like(groups), groups, number, everything)
    narrow = [] if within is None else [_Cells.of(within, groups, number, everything)]
    sizes, families = np.bincount(groups, minlength=number), (*narrow, whole)
    kept: Mask = np.ones(number, bool)
    for cells in families:
        kept[cells.group[is_small(cells.counts).any(axis=0)]] = False
    while (more := _to_hide(families, kept, sizes)) is not None:
        kept[more] = False
    return kept


@dataclass(frozen=True)
class _Cells:
    """Where wider groups and groups meet: [cell], and how many placements of each mark are there: [mark, cell]."""

    wider: Column
    group: Column
    counts: Column

    @classmethod
    def of(cls, wider: Column, groups: Column, number: int, marks: Sequence[Mask]) -> _Cells:
        """The cells in which there are placements, or all groups when there is one wider group."""
        _, wider = np.unique(wider, return_inverse=True)
        pairs, cell = np.unique(np.concatenate([wider * number + groups, np.arange(number)]), return_inverse=True)
        cell = cell[: len(groups)]
        counts = np.stack([np.bincount(cell, weights=mark, minlength=len(pairs)) for mark in marks]).astype(np.int64)
        return cls(pairs // number, pairs % number, counts)


def _to_hide(families: Sequence[_Cells], kept: Mask, sizes: Column) -> int | None:
    """The smallest group that must be hidden too, None when what is hidden is safe, or nothing helps."""
    for cells in families:
        hidden = ~kept[cells.group]
        for counts in cells.counts:
            exposed = _exposed(cells.wider, np.where(hidden, counts, 0))
            helps = exposed[cells.wider] & ~hidden & (counts > 0)
            if helps.any():
                found = cells.group[helps]
                return int(found[np.argmin(sizes[found])])
    return None


def _exposed(wider: Column, hidden: Column) -> Mask:
    """In which wider groups something small is hidden with too little around it.

    Of k hidden parts each is at least one: the sum bounds each of them, and may not bound it below five.
    """
    number = int(wider.max(initial=0)) + 1
    total = np.bincount(wider, weights=hidden, minlength=number)
    parts = np.bincount(wider, weights=hidden > 0, minlength=number)
    small = np.bincount(wider, weights=is_small(hidden), minlength=number) > 0
    found: Mask = small & ((parts < 2) | (total < LEAST_GROUP - 1 + parts))
    return found


def shown_parts(marks: Sequence[Mask]) -> list[bool]:
    """Which parts of a figure may be shown, when the figure itself is: its classes, or what it rests on.

    A mark is the placements that a part is about; they may overlap (short by law and by pact).
    """
    counts = [int(mark.sum()) for mark in marks]
    kept = [not is_small(count) for count in counts]
    while not all(kept):
        hidden = [mark for mark, shown in zip(marks, kept, strict=True) if not shown]
        around = int(np.logical_or.reduce(hidden).sum())
        if len(hidden) > 1 and around >= LEAST_GROUP - 1 + len(hidden):
            break
        others = [place for place, shown in enumerate(kept) if shown and counts[place]]
        if not others:
            break
        kept[min(others, key=counts.__getitem__)] = False
    return kept


def shown_cells(rows: Column, columns: Column, marks: Sequence[Mask] = ()) -> Mask:
    """Which cells of a cross table may be shown, when its margins are known as far as they may be shown: [row, column].

    `rows` and `columns` are the places of each placement. What is hidden is safe in each row and each column, and no
    small cell follows from all of them together. Of margins that are hidden the sum is known.
    """
    height, width = int(rows.max(initial=-1)) + 1, int(columns.max(initial=-1)) + 1
    groups, number = rows * width + columns, height * width
    everything = [np.ones(len(rows), bool), *marks]
    across, down = np.divmod(np.arange(number), width)
    across = np.where(shown_groups(rows, height, marks)[across], across, height)
    down = np.where(shown_groups(columns, width, marks)[down], down, width)
    counts = np.stack([np.bincount(groups, weights=mark, minlength=number) for mark in everything]).astype(np.int64)
    families = [_Cells(wider, np.arange(number), counts) for wider in (across, down)]
    kept: Mask = ~is_small(counts).any(axis=0)
    while True:
        while (more := _to_hide(families, kept, counts[0])) is not None:
            kept[more] = False
        lone = [cell for cell in _determined(across, down, kept) if is_small(counts[:, cell]).any()]
        others = np.flatnonzero(kept & (counts[0] > 0))
        if not lone or not len(others):
            return kept.reshape(height, width)
        near = others[(across[others] == across[lone[0]]) | (down[others] == down[lone[0]])]
        candidates = near if len(near) else others
        kept[candidates[np.argmin(counts[0][candidates])]] = False


def _determined(across: Column, down: Column, kept: Mask) -> list[int]:
    """The hidden cells that follow from the margins: those that no closed walk over hidden cells passes.

    Hidden cells join their row and their column; one that is a bridge between two parts is the difference of them.
    """
    hidden = np.flatnonzero(~kept).tolist()
    return [cell for cell in hidden if not _joined(across, down, [other for other in hidden if other != cell], cell)]


def _joined(across: Column, down: Column, cells: Sequence[int], cell: int) -> bool:
    """Whether a cell's row and column are joined by other hidden cells."""
    reached, seen = {("row", int(across[cell]))}, set[int]()
    while True:
        more = {
            found
            for found in cells
            if found not in seen and (("row", int(across[found])) in reached or ("column", int(down[found])) in reached)
        }
        if not more:
            return ("column", int(down[cell])) in reached
        seen |= more
        reached |= {("row", int(across[found])) for found in more} | {("column", int(down[found])) for found in more}
