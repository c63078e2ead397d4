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


def shown_groups(
    groups: Column, number: int, marks: Sequence[Mask], within: Column | None = None, hide: Sequence[int] = ()
) -> Mask:
    """Of which groups a figure may be shown: [number].

    `groups` is the group of each placement (0 to number - 1); every placement is in one, and the total over all of
    them is known. `within` is a wider group of each placement whose total is known too (the sector of an employer):
    what is hidden in it is safe as well. A group that lies in several of them is hidden when its part in one is small.
    `hide`: the groups that are hidden for another reason.
    """
    everything = [np.ones(len(groups), bool), *marks]
    whole = _Cells.of(np.zeros_like(groups), groups, number, everything)
    narrow = [] if within is None else [_Cells.of(within, groups, number, everything)]
    sizes, families = np.bincount(groups, minlength=number), (*narrow, whole)
    kept: Mask = np.ones(number, bool)
    kept[list(hide)] = False
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


def shown_parts(marks: Sequence[Mask], hide: Sequence[int] = ()) -> list[bool]:
    """Which parts of a figure may be shown, when the figure itself is: its classes, or what it rests on.

    A mark is the placements that a part is about; they may overlap (short by law and by pact). `hide`: the places of
    those that are hidden for another reason.
    """
    counts = [int(mark.sum()) for mark in marks]
    kept = [not is_small(count) and place not in hide for place, count in enumerate(counts)]
    while not parts_are_safe(marks, kept):
        others = [place for place, shown in enumerate(kept) if shown and counts[place]]
        if not others:
            break
        kept[min(others, key=counts.__getitem__)] = False
    return kept


def parts_are_safe(marks: Sequence[Mask], kept: Sequence[bool]) -> bool:
    """Whether what is hidden of some parts is together a group that could be shown."""
    hidden = [mark for mark, shown in zip(marks, kept, strict=True) if not shown and mark.any()]
    if not hidden:
        return True
    around = int(np.logical_or.reduce(hidden).sum())
    return len(hidden) > 1 and around >= LEAST_GROUP - 1 + len(hidden)
