"""A profile of the columns of a file: filled, empty, least, middle and most. Never of a column about a person.

It is for who brought the file, to see at a glance a slip that no single row shows; it is not published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from compensation.placement.kinds import DayHeld, Number
from compensation.rulebook import RuleBook
from compensation.table.members import Members
from compensation.table.sheet import Sheet
from compensation.table.suppression import LEAST_GROUP

#: Columns about somebody: their values are nobody's business, also not the least and the most of them.
PERSONAL = ("id", "birth_date")


@dataclass(frozen=True)
class ColumnProfile:
    """One column that was read: how many cells are filled and empty, and of numbers and dates the least, the middle
    and the most as the contract writes them; None where it holds words, is personal, or has fewer than five."""

    name: str
    filled: int
    empty: int
    least: object = None
    middle: object = None
    most: object = None


def profile(members: Members, book: RuleBook) -> Iterator[ColumnProfile]:
    """The columns that were read under the contract's names, in the order of the file."""
    sheet = Sheet(len(members), members.inputs(), book)
    for name in members.read:
        if name not in sheet.cells:
            continue
        cells, column = sheet.cells[name], sheet.columns[name]
        filled = int(np.count_nonzero(cells.given))
        counts = filled, len(members) - filled
        good = np.flatnonzero(cells.good)
        ordered = good[np.argsort(cells.values[good], kind="stable")].tolist()
        measured = isinstance(column.field.holds, (Number, DayHeld)) and name not in PERSONAL
        if not measured or len(ordered) < LEAST_GROUP:
            yield ColumnProfile(name, *counts)
            continue
        ends = ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1]
        yield ColumnProfile(name, *counts, *(sheet.value(column, place) for place in ends))
