"""The records of the law as rows of arrays: the same names, every field a whole number of eight bytes.

A record type is a dataclass of whole numbers and fixed rows of them; its array type follows from its fields. One kind
of number everywhere: mixed ones would not compile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from compensation.calendar import WEEKDAYS
from compensation.choices import Force
from compensation.law.result import GROUND_PARTS, LINE_PARTS, Result
from compensation.placement.case import Closed, Cost, Leg, Reimbursement, Segment, Tables, Week
from compensation.rulebook.frozen_records import MOST_KINDS, YEARS, FrozenStep, Rules
from compensation.rulebook.scheme import LEVELS

Whole = np.int64
Records = npt.NDArray[Any]
#: The parts of a case in the order of Tables, by the name in `first_...` and `after_...`.
PARTS: Mapping[str, type] = {
    "segment": Segment,
    "leg": Leg,
    "week": Week,
    "closed": Closed,
    "cost": Cost,
    "reimbursement": Reimbursement,
}
#: Fields that are rows of numbers, with their sizes.
_SIZES: dict[type, dict[str, tuple[int, ...]]] = {
    FrozenStep: {"amounts": (len(LEVELS), YEARS)},
    Week: {"hours": (len(WEEKDAYS),)},
    Result: {"lines": (MOST_KINDS, LINE_PARTS), "grounds": (len(Force), GROUND_PARTS)},
}


@cache
def dtype_of(record: type) -> np.dtype[Any]:
    """The array type of a record type."""
    sizes = _SIZES.get(record, {})
    return np.dtype([(f.name, Whole, sizes.get(f.name, ())) for f in fields(record)])


def records_of(items: Sequence[Any], record: type) -> Records:
    """Records as rows of an array."""
    names = [f.name for f in fields(record)]
    return np.array([tuple(getattr(item, name) for name in names) for item in items], dtype_of(record))


def empty(record: type, number: int) -> Records:
    """Rows of zeros."""
    return np.zeros(number, dtype_of(record))


def rows_of(columns: npt.NDArray[np.int64], record: type) -> Records:
    """A table of whole numbers [row, field] as records, its columns in the order of the record's fields."""
    made = empty(record, len(columns))
    for place, f in enumerate(fields(record)):
        made[f.name] = columns[:, place]
    return made


def rules_as_arrays(rules: Rules) -> Rules:
    """The frozen rules with arrays in place of lists."""
    return Rules(*(_as_array(value) for value in rules))


def _as_array(value: Any) -> Any:
    if isinstance(value, bytes):
        return np.frombuffer(value, np.uint8).astype(Whole)
    if not isinstance(value, list):
        return Whole(value)
    if value and hasattr(value[0], "__dataclass_fields__"):
        return records_of(value, type(value[0]))
    return np.array(value, Whole)


class Cases(NamedTuple):
    """Placements as rows: the cases, and the tables that they name their parts in."""

    cases: Records
    tables: Tables
