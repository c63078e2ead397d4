"""What may be told of several proposals on the same placements, so that the difference of two gives nobody away.

Two norms that lie close together differ for a few students only: what the one costs less what the other costs is then
what these few would gain. So a figure of a proposal is told as long as it differs from each that is told already for
nobody, or for five placements or more. Classes are told as parts of all placements: laid over each other, those of all
proposals together cut out no group of one to four; then nothing that adds or takes them away finds one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from compensation.reading.tables import Column
from compensation.table.suppression import Mask, is_safe, is_small, shown_parts

#: Where a placement stands that a proposal does not count.
NOWHERE = -1


def may_stand_beside(amounts: Column, told: Sequence[Column]) -> bool:
    """Whether the sum of these amounts, one a placement, may be told beside sums of the same placements.

    >>> one, other = np.array([5] * 10), np.array([5] * 8 + [6] * 2)
    >>> may_stand_beside(other, [one]), may_stand_beside(one * 2, [one])
    (False, True)
    """
    return all(is_safe(amounts != other) for other in told)


def shown_classes(placed: Sequence[Column], number: int) -> list[Mask]:
    """Of each proposal which of its classes (0 to number - 1) may be told: [class]. `placed`: the class of each
    placement under each proposal, NOWHERE where it does not count. Those before go before those after.
    """
    told: Column = np.zeros(len(placed[0]) if placed else 0, np.int64)
    found = []
    for classes in placed:
        kept = np.array(shown_parts([classes == place for place in range(number)]), bool)
        while (more := _to_hide(classes, kept, told)) is not None:
            kept[more] = False
        told = np.unique(told * (number + 1) + _parts(classes, kept), return_inverse=True)[1]
        found.append(kept)
    return found


def _parts(classes: Column, kept: Mask) -> Column:
    """The part that each placement is in: its class, or all that are hidden, of which the sum is known."""
    return np.where((classes != NOWHERE) & kept[classes], classes, len(kept))


def _to_hide(classes: Column, kept: Mask, told: Column) -> int | None:
    """The class to hide next, None when no part is cut small by what is told already, or nothing is left to hide."""
    parts = _parts(classes, kept)
    cells = np.unique(told * (len(kept) + 1) + parts, return_inverse=True)[1]
    small = is_small(np.bincount(cells))[cells]
    if not small.any():
        return None
    sizes = np.bincount(parts, minlength=len(kept) + 1)[:-1]
    cut = np.bincount(parts[small], minlength=len(kept) + 1)[:-1] > 0
    for candidates in (np.flatnonzero(cut & kept), np.flatnonzero(kept & (sizes > 0))):
        if len(candidates):
            return int(candidates[np.argmin(sizes[candidates])])
    return None
