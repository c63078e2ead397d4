"""Cells into whole numbers, a column at a time: text, numbers, dates and booleans of any Arrow type.

Text is read once per different text, numbers and dates in one stroke. A cell is empty when it is null, NaN or blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from compensation.reading.tables import Column
from compensation.table.catalog import YES_NO, plain
from compensation.table.faults import Mask, RowFaults, TableError
from compensation.table.written import TOO_LARGE, Problem, day_of, number_of, problem


@dataclass(frozen=True)
class Cells:
    """A column that was read: whole numbers, which cells were filled, and which of those are readable."""

    values: Column
    given: Mask
    good: Mask

    def otherwise(self, default: int) -> Column:
        """The values, and a default where the cell is empty."""
        return np.where(self.good, self.values, default)


def no_cells(rows: int) -> Cells:
    """A column that is not there."""
    return Cells(np.zeros(rows, np.int64), np.zeros(rows, bool), np.zeros(rows, bool))


Reader = Callable[[Any], int | Problem]


def read_by_value(array: pa.Array, read: Reader, column: str, faults: RowFaults) -> Cells:
    """Read each different value once."""
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    different = encoded.dictionary.to_pylist()
    results = [None if _blank(value) else read(value) for value in different]
    values = np.array([r if isinstance(r, int) else 0 for r in (*results, None)], np.int64)[codes]
    given = np.array([r is not None for r in (*results, None)])[codes]
    good = np.array([isinstance(r, int) for r in (*results, None)])[codes]
    for row in np.flatnonzero(given & ~good):
        wrong = results[codes[row]]
        if isinstance(wrong, Problem):
            faults.add(int(row), column, wrong.code, wrong.values)
    return Cells(values, given, good)


def _blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or bool(value != value)


def _whole_column(array: pa.Array, values: Column, readable: Mask | None, column: str, faults: RowFaults) -> Cells:
    """Days or answers that were read in one stroke; where `readable` does not hold it is no date."""
    given = array.is_valid().to_numpy(zero_copy_only=False)
    readable = np.ones(len(values), bool) if readable is None else readable
    faults.flag(given & ~readable, column, "date")
    return Cells(np.where(given & readable, values, 0), given, given & readable)


def _numpy(array: pa.Array, fill: Any) -> Any:
    return array.fill_null(fill).to_numpy(zero_copy_only=False)


# ---------------------------------------------------------------- numbers


def read_number(array: pa.Array, decimals: int, column: str, faults: RowFaults) -> Cells:
    """A column of numbers: whole, floating (by their shortest text), decimal, or written."""
    kind = array.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return _number_column(array, decimals, column, faults)
    return read_by_value(array, lambda value: number_of(value, decimals), column, faults)


def _number_column(array: pa.Array, decimals: int, column: str, faults: RowFaults) -> Cells:
    """The shortest text of a float has so many decimals when it is the float nearest to such a number."""
    scale = 10**decimals
    given = array.is_valid().to_numpy(zero_copy_only=False)
    number = _numpy(array, 0)
    if pa.types.is_floating(array.type):
        given = given & ~np.isnan(number)
        number = np.where(given, number, 0)
        finite = np.isfinite(number)
        wide = number.astype(np.float64)  # a million is beyond the smallest kind of float
        inside = finite & (wide < TOO_LARGE) & (wide >= 0)
        whole = np.rint(np.where(inside, wide, 0) * scale)
        exact = (whole / scale).astype(number.dtype) == number
        faults.flag(given & ~finite, column, "number")
    else:
        finite = np.ones(len(number), bool)
        inside = (number >= 0) & (number < TOO_LARGE)
        whole = np.where(inside, number, 0).astype(np.int64) * scale
        exact = inside
    faults.flag(given & finite & (number < 0), column, "negative")
    faults.flag(given & finite & ~inside & (number > 0), column, "too_large")
    faults.flag(given & inside & ~exact, column, "decimals", lambda _: {"decimals": decimals})
    return Cells(whole.astype(np.int64), given, given & inside & exact)


def read_study_year(array: pa.Array, column: str, faults: RowFaults) -> Cells:
    """A whole number from 1 to 6."""

    def year_of(value: Any) -> int | Problem:
        number = number_of(value, 0)
        if isinstance(number, Problem):
            return problem("study_year_range" if number.code in ("negative", "too_large") else "whole_number")
        return number if 1 <= number <= 6 else problem("study_year_range")

    return read_by_value(array, year_of, column, faults)


# ---------------------------------------------------------------- days


def read_day(array: pa.Array, column: str, faults: RowFaults) -> Cells:
    """A column of days: dates, timestamps at midnight, or written."""
    kind = array.type
    if pa.types.is_date(kind):
        return _whole_column(array, _days(array.cast(pa.date32())), None, column, faults)
    if pa.types.is_timestamp(kind):
        local = pc.local_timestamp(array) if kind.tz else array
        day = pc.floor_temporal(local, unit="day")
        midnight = pc.equal(day, local).fill_null(False).to_numpy(zero_copy_only=False)
        return _whole_column(array, _days(day.cast(pa.date32())), midnight, column, faults)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return read_by_value(array, lambda value: problem("date_number", value=f"{value:.15g}"), column, faults)
    return read_by_value(array, day_of, column, faults)


def _days(array: pa.Array) -> Column:
    return np.asarray(_numpy(array.view(pa.int32()), 0), np.int64)


# ---------------------------------------------------------------- choices


def read_yes_no(array: pa.Array, column: str, faults: RowFaults) -> Cells:
    """true or false, ja or nee, 1 or 0."""
    if pa.types.is_boolean(array.type):
        return _whole_column(array, np.asarray(_numpy(array, False), np.int64), None, column, faults)

    def answer_of(value: Any) -> int | Problem:
        answer = YES_NO.get(plain(_word(value)))
        return problem("true_false") if answer is None else int(answer)

    return read_by_value(array, answer_of, column, faults)


def read_choice(
    array: pa.Array, known: Mapping[str, int], choices: str, code: str, column: str, faults: RowFaults
) -> Cells:
    """A word of a list; `known` has plain words, `choices` is the list for the message."""

    def choice_of(value: Any) -> int | Problem:
        found = known.get(plain(_word(value)))
        return problem(code, value=_word(value)[:100], choices=choices) if found is None else found

    return read_by_value(array, choice_of, column, faults)


def _word(value: Any) -> str:
    """A value as text: 1.0 as 1."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


# ---------------------------------------------------------------- any column as Arrow


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
    return _word(value)


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


def readable(array: pa.Array, column: str) -> pa.Array:
    """A column of a type that can be read, else a TableError; lists of words become `mon,tue`."""
    kind = array.type.value_type if pa.types.is_dictionary(array.type) else array.type
    if pa.types.is_null(kind):
        return array.cast(pa.string())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        if pa.types.is_string(kind.value_type) or pa.types.is_large_string(kind.value_type):
            return pc.binary_join(array, ",")
    elif not (pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_temporal(kind)) or (
        pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    ):
        return array
    raise TableError("column_type", column=column, type=str(array.type))
