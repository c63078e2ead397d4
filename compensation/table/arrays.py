"""Cells of Python as text, and as columns of Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa


def word(value: Any) -> str:
    """A value as text: 1.0 as 1."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def as_text(value: Any) -> str:
    """A cell as text, for an error row or a column of mixed values."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return word(value)


def array_of(values: Sequence[Any]) -> pa.Array:
    """Cells of Python as Arrow; a column of mixed values as text, so that no number is taken for a date."""
    cells = [None if missing(value) else value for value in values]
    kinds = {type(cell) for cell in cells if cell is not None}
    try:
        if len(kinds) <= 1 or kinds <= {int, float}:
            return pa.array(cells)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
        pass
    return pa.array([None if cell is None else as_text(cell) for cell in cells], pa.string())


def missing(value: Any) -> bool:
    """None, NaN, NaT or pandas' NA."""
    if value is None:
        return True
    same = value == value
    return not same if isinstance(same, (bool, np.bool_)) else type(value).__name__ == "NAType"
