"""What may be told of several proposals on the same placements, so that what is made of their figures tells of nobody.

Two norms that lie close together differ for a few students only: what the one costs less what the other costs is then
what these few would gain. Of three norms in equal steps, the outer two less twice the middle one is about those who
are paid something between them, and about nobody else. So sums are told as long as whatever is added up of them, each
times a number of choice, is about nobody or about five placements or more. Classes are told as parts of all placements:
laid over each other, those of all proposals together cut out no group of one to four; then nothing that adds or takes
them away finds one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from compensation.reading.tables import Column
from compensation.table.suppression import LEAST_GROUP, Mask, is_small, shown_parts

#: In cents: amounts are rounded, and what is made of a few of them differs so much without telling anything.
_ROUNDED = 10
#: Where a placement stands that a proposal does not count.
NOWHERE = -1


def may_stand_beside(sums: Sequence[Column], told: Sequence[Column] = ()) -> bool:
    """Whether sums of these amounts, one a placement in cents, may be told beside sums of the same placements.

    Five groups of placements that have nobody in common each tell all these sums apart: then what is made of the sums
    is about somebody in each of the five, or about nobody. There may be such groups that are not found: what might have
    been told is hidden then, never the other way round.

    >>> one, few = np.array([500] * 20), np.array([500] * 18 + [600] * 2)
    >>> may_stand_beside([few], [one]), may_stand_beside([one * 2], [one])
    (False, True)
    """
    rows = np.column_stack([*told, *sums]).astype(np.float64)
    wanted = len(_tell_apart(rows))
    for _ in range(LEAST_GROUP):
        found = _tell_apart(rows)
        if len(found) < wanted:
            return False
        rows = np.delete(rows, found, axis=0)
    return True


def _tell_apart(rows: npt.NDArray[np.float64]) -> list[int]:
    """Placements that tell all sums apart, as few as can be: the rest adds nothing to them but what rounding does.

    Elimination with the largest amount as pivot, over [placement, sum].
    """
    left, found = rows.copy(), []
    while left.size:
        place, column = divmod(int(np.argmax(np.abs(left))), left.shape[1])
        if abs(left[place, column]) <= _ROUNDED:
            break
        found.append(place)
        left -= np.outer(left[:, column] / left[place, column], left[place])
    return found


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
