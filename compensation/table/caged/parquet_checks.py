"""What a parquet file may hold, and how much of it at a time: known from its directory before a value is read.

Only plain columns are taken: text, numbers, days and moments, yes or no, and lists of a few texts. A column of bytes
has no bound that its directory tells. Each text of a dictionary is counted as often as it is used before it is written
out; of how many a list has, the directory tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from compensation.outside import shown
from compensation.reading.tables import Column
from compensation.table.faults import TableError
from compensation.table.limits import LONGEST_RECORD, MEGABYTE, PIECE_TEXT, Limits

#: What the values of one column may unpack to in one group of rows: so much for any, and so much a row.
_MOST_OF_A_GROUP, _MOST_OF_A_ROW = 64 * MEGABYTE, 1024
#: What one batch of texts may take while it is unpacked, where each may repeat the beginning of the one before.
_MOST_OF_A_BATCH = 64 * MEGABYTE
#: So many texts a list may have: the days of a week, and room.
_MOST_IN_A_LIST = 20
_MOST_ROWS_AT_A_TIME = 1_000_000
_REPEATS_BEGINNINGS = "DELTA_BYTE_ARRAY"
#: Texts stored so are not read as a dictionary; they are no longer read than stored, but for repeated beginnings.
_NO_DICTIONARY = {_REPEATS_BEGINNINGS, "DELTA_LENGTH_BYTE_ARRAY"}
#: The first and the last day of the calendar that people and programs share.
_FIRST_DAY, _LAST_DAY = (int(np.datetime64(day, "D").astype(np.int64)) for day in ("0001-01-02", "9999-12-30"))
_DAY_IN = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


def check_schema(schema: pa.Schema) -> None:
    """Refuse a column that is not plain, by its name and type."""
    for field in schema:
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if is_list(kind):
            continue
        if not (_is_text(kind) or _is_number(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind)):
            if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
                continue
            raise TableError("column_type", column=shown(field.name), type=shown(str(field.type)))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def is_list(kind: pa.DataType) -> bool:
    """Whether a column holds lists of texts."""
    return bool((pa.types.is_list(kind) or pa.types.is_large_list(kind)) and _is_text(kind.value_type))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def text_columns(schema: pa.Schema) -> tuple[int, ...]:
    """Places of the columns of text, and of lists of it."""
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in schema]
    return tuple(place for place, kind in enumerate(kinds) if _is_text(kind) or is_list(kind))


def longest_batch(metadata: Any, texts: Sequence[int], limits: Limits) -> int:
    """How many rows may be read at a time. Raises TableError when a column unpacks to more than it should."""
    rows, text = _MOST_ROWS_AT_A_TIME, 0
    for group in (metadata.row_group(number) for number in range(metadata.num_row_groups)):
        for place in range(metadata.num_columns):
            column = group.column(place)
            size = column.total_uncompressed_size
            if column.num_values > _MOST_IN_A_LIST * max(group.num_rows, 1):
                raise TableError("long_lists", column=shown(column.path_in_schema), most=_MOST_IN_A_LIST)
            if size > _MOST_OF_A_GROUP + _MOST_OF_A_ROW * group.num_rows:
                raise TableError("parquet_swells", column=shown(column.path_in_schema), megabytes=size // MEGABYTE)
            if place in texts:
                text += size
                if _REPEATS_BEGINNINGS in column.encodings:
                    rows = min(rows, max(_MOST_OF_A_BATCH // max(size, 1), 1))
    limits.check(text=text)
    return rows


def as_dictionary(metadata: Any, texts: Sequence[int]) -> list[int]:
    """The columns of text that can be read as their dictionary; in a list it is its texts that are."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    return [place for place in texts if not any(_NO_DICTIONARY & set(g.column(place).encodings) for g in groups)]


def text_pieces(batch: pa.RecordBatch, texts: Sequence[int]) -> Iterator[tuple[pa.RecordBatch, int]]:
    """A batch whose texts are dictionaries, in pieces that fit in memory written out; and the letters of each."""
    lengths = np.zeros(len(batch), np.int64)
    for place in texts:
        lengths += _lengths(batch.column(place))
    if len(lengths) and int(lengths.max()) > LONGEST_RECORD:
        raise TableError("cell_too_large", megabytes=LONGEST_RECORD // MEGABYTE)
    begin, ends = 0, np.cumsum(lengths)
    while begin < len(batch):
        before = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, before + PIECE_TEXT, side="right")), begin + 1)
        yield batch.slice(begin, end - begin), int(ends[end - 1]) - before
        begin = end


def _lengths(column: pa.Array) -> Column:
    """Bytes of text in each row of a column of text, as a dictionary or not; refuse what is no UTF-8."""
    if is_list(column.type) or _is_list_of_dictionary(column.type):
        return _lengths_of_lists(column)
    texts = column.dictionary if pa.types.is_dictionary(column.type) else column
    texts.validate(full=True)
    sizes = pc.binary_length(texts)
    if pa.types.is_dictionary(column.type):
        sizes = sizes.take(column.indices)
    return np.asarray(sizes.cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False), np.int64)


def _is_list_of_dictionary(kind: pa.DataType) -> bool:
    return bool((pa.types.is_list(kind) or pa.types.is_large_list(kind)) and pa.types.is_dictionary(kind.value_type))


def _lengths_of_lists(column: pa.Array) -> Column:
    """Bytes of text in each list, with a comma between them."""
    whose = pc.list_parent_indices(column).to_numpy(zero_copy_only=False)
    return np.bincount(whose, weights=_lengths(column.flatten()) + 1, minlength=len(column)).astype(np.int64)


def check_values(batch: pa.RecordBatch, names: Sequence[str], first: int) -> None:
    """Refuse a day or a moment outside the calendar, by its row: nothing that reads or writes it can bear it."""
    for name, column in zip(names, batch.columns, strict=True):
        kind = column.type
        if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
            days = _days(column)
            wrong = np.flatnonzero((days < _FIRST_DAY) | (days > _LAST_DAY))
            if len(wrong):
                raise TableError("no_such_moment", column=shown(name), row=first + int(wrong[0]) + 1)


def _days(column: pa.Array) -> Column:
    """Day numbers, 0 where there is none."""
    if pa.types.is_date32(column.type):
        return np.asarray(column.view(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False), np.int64)
    unit = "ms" if pa.types.is_date64(column.type) else column.type.unit
    ticks = column.view(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    return np.asarray(ticks // _DAY_IN[unit], np.int64)
