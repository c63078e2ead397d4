"""Days of a column: the arithmetic of compensation.calendar over many rows at once (a test holds the two together)."""

from __future__ import annotations

from typing import Any

import numpy as np

from compensation.reading.tables import Column


def add_months(day: Any, months: int) -> Column:
    """The same day of the month that many months later, or that month's last day."""
    target = _months(day) + months
    last = _starts(target + 1) - _starts(target) - 1
    found: Column = _starts(target) + np.minimum(day - _starts(_months(day)), last)
    return found


def ages(birth: Any, day: Any) -> Column:
    """Whole years completed on a day; the birthday itself counts, 29 February becomes 1 March."""
    born, now = _months(birth), _months(day)
    not_yet = day - _starts(now) < birth - _starts(born)
    years: Column = (now - born - not_yet) // 12
    return years


def _months(day: Any) -> Column:
    return np.asarray(day, np.int64).astype("M8[D]").astype("M8[M]").astype(np.int64)


def _starts(month: Column) -> Column:
    return month.astype("M8[M]").astype("M8[D]").astype(np.int64)
