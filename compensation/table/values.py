"""Cells into whole numbers, a column at a time: text, numbers, dates and booleans of any Arrow type.

Text is read once per different text, numbers and dates in one stroke. A cell is empty when it is null, NaN or blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from compensation.placement.days import day_of
from compensation.placement.faults import Unreadable, unreadable
from compensation.placement.kinds import TOO_LARGE, DayHeld, Number
from compensation.placement.numbers import number_of
from compensation.reading.tables import Column
from compensation.table.arrays import word
from compensation.table.catalog import YES_NO, plain
from compensation.table.faults import Mask, TableError


@dataclass(frozen=True)
class Cells:
    """A column that was read: whole numbers, which cells were filled, which of those are readable, what is wrong.

    `items` are what the numbers of a column of lists (closed periods, hours by day) count.
    """

    values: Column
    given: Mask
    good: Mask
    wrong: Mapping[int, Unreadable] = field(default_factory=dict)
    items: Sequence[Any] = ()

    def otherwise(self, default: int) -> Column:
        """The values, and a default where the cell is empty."""
        return np.where(self.good, self.values, default)


def no_cells(rows: int) -> Cells:
    """A column that is not there."""
    return Cells(np.zeros(rows, np.int64), np.zeros(rows, bool), np.zeros(rows, bool))


Reader = Callable[[Any], int | Unreadable]


def read_by_value(array: pa.Array, read: Reader) -> Cells:
    """Read each different value once."""
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    different = encoded.dictionary.to_pylist()
    results = [None if _blank(value) else read(value) for value in different]
    values = np.array([r if isinstance(r, int) else 0 for r in (*results, None)], np.int64)[codes]
    given = np.array([r is not None for r in (*results, None)])[codes]
    good = np.array([isinstance(r, int) for r in (*results, None)])[codes]
    wrong = {}
    for row in np.flatnonzero(given & ~good):
        fault = results[codes[row]]
        if isinstance(fault, Unreadable):
            wrong[int(row)] = fault
    return Cells(values, given, good, wrong)


def _blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or bool(value != value)


def _whole_column(array: pa.Array, values: Column, readable: Mask | None = None) -> Cells:
    """Days or answers that were read in one stroke; where `readable` does not hold it is no date."""
    given = array.is_valid().to_numpy(zero_copy_only=False)
    good = given if readable is None else given & readable
    return Cells(np.where(good, values, 0), given, good, _where(given & ~good, unreadable("date")))


def _where(mask: Any, fault: Unreadable) -> dict[int, Unreadable]:
    return dict.fromkeys(np.flatnonzero(mask).tolist(), fault)


def _without(cells: Cells, outside: Any, fault: Unreadable) -> Cells:
    """Cells of which some do not fit after all."""
    return Cells(cells.values, cells.given, cells.good & ~outside, {**cells.wrong, **_where(outside, fault)})


def _numpy(array: pa.Array, fill: Any) -> Any:
    return array.fill_null(fill).to_numpy(zero_copy_only=False)


# ---------------------------------------------------------------- numbers


def read_number(array: pa.Array, holds: Number) -> Cells:
    """A column of numbers: whole, floating (by their shortest text), decimal, or written."""
    kind = array.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        cells = _number_column(array, holds.decimals)
    else:
        cells = read_by_value(array, lambda value: number_of(value, holds.decimals, holds.kind))
    outside = cells.good & ~holds.fits(cells.values, 10**holds.decimals)
    return Cells(
        cells.values, cells.given, cells.good & ~outside, {**cells.wrong, **_where(outside, unreadable(holds.code))}
    )


def _number_column(array: pa.Array, decimals: int) -> Cells:
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
    else:
        finite = np.ones(len(number), bool)
        inside = (number >= 0) & (number < TOO_LARGE)
        whole = np.where(inside, number, 0).astype(np.int64) * scale
        exact = inside
    wrong = {
        **_where(given & ~finite, unreadable("number")),
        **_where(given & finite & (number < 0), unreadable("negative")),
        **_where(given & finite & ~inside & (number > 0), unreadable("too_large")),
        **_where(given & inside & ~exact, unreadable("decimals", decimals=decimals)),
    }
    return Cells(whole.astype(np.int64), given, given & inside & exact, wrong)


def read_study_year(array: pa.Array) -> Cells:
    """A whole number from 1 to 6."""

    def year_of(value: Any) -> int | Unreadable:
        number = number_of(value, 0)
        if isinstance(number, Unreadable):
            return unreadable("study_year_range" if number.code in ("negative", "too_large") else "whole_number")
        return number if 1 <= number <= 6 else unreadable("study_year_range")

    return read_by_value(array, year_of)


# ---------------------------------------------------------------- days


def read_day(array: pa.Array, holds: DayHeld, fits: Callable[[Any], Any], fault: Unreadable) -> Cells:
    """A column of days: dates, timestamps at midnight, or written; `fault` is said of those that do not fit."""
    cells = _days_of(array, holds)
    outside = cells.good & ~fits(cells.values)
    return _without(cells, outside, fault)


def _days_of(array: pa.Array, holds: DayHeld) -> Cells:
    kind = array.type
    if pa.types.is_date(kind):
        return _whole_column(array, _days(array.cast(pa.date32())))
    if pa.types.is_timestamp(kind):
        local = pc.local_timestamp(array) if kind.tz else array
        if kind.tz in ("UTC", "+00:00"):
            local = _where_midnight(local, pc.local_timestamp(array.cast(pa.timestamp(kind.unit, _AT_HOME))))
        day = pc.floor_temporal(local, unit="day")
        midnight = pc.equal(day, local).fill_null(False).to_numpy(zero_copy_only=False)
        return _whole_column(array, _days(day.cast(pa.date32())), midnight)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return read_by_value(array, lambda value: _day_of_number(value, holds))
    return read_by_value(array, lambda value: day_of(value, holds.first, holds.last))


def _day_of_number(value: int | float, holds: DayHeld) -> int | Unreadable:
    """Eight digits are a year, a month and a day; any other number is that of a spreadsheet, or none."""
    written = f"{value:.15g}"
    return day_of(written, holds.first, holds.last) if len(written) == 8 else unreadable("date_number", value=written)


#: Midnight here, which programs store as an hour or two before midnight in UTC.
_AT_HOME = "Europe/Amsterdam"


def _where_midnight(local: pa.Array, at_home: pa.Array) -> pa.Array:
    """Each moment as it is here where that is a midnight, else as it was stored."""
    return pc.if_else(pc.equal(pc.floor_temporal(at_home, unit="day"), at_home), at_home, local)


def _days(array: pa.Array) -> Column:
    return np.asarray(_numpy(array.view(pa.int32()), 0), np.int64)


# ---------------------------------------------------------------- choices and lists


def read_yes_no(array: pa.Array) -> Cells:
    """true or false, ja or nee, 1 or 0."""
    if pa.types.is_boolean(array.type):
        return _whole_column(array, np.asarray(_numpy(array, False), np.int64))

    def answer_of(value: Any) -> int | Unreadable:
        answer = YES_NO.get(plain(word(value)))
        return unreadable("true_false") if answer is None else int(answer)

    return read_by_value(array, answer_of)


def read_choice(array: pa.Array, known: Mapping[str, int], choices: str, code: str) -> Cells:
    """A word of a list; `known` has plain words, `choices` is the list for the message."""

    def choice_of(value: Any) -> int | Unreadable:
        found = known.get(plain(word(value)))
        return unreadable(code, value=word(value), choices=choices) if found is None else found

    return read_by_value(array, choice_of)


def read_items(array: pa.Array, read: Callable[[Any], Any]) -> Cells:
    """Cells that hold lists; the values count the different ones."""
    items: list[Any] = []

    def place_of(value: Any) -> int | Unreadable:
        found = read(value)
        if isinstance(found, Unreadable):
            return found
        items.append(found)
        return len(items) - 1

    cells = read_by_value(array, place_of)
    return Cells(cells.values, cells.given, cells.good, cells.wrong, items)


# ---------------------------------------------------------------- any column as Arrow


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
