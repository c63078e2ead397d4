"""Results as csv: formulas neutralised, dates as 2026-01-31, numbers with the point or comma of their reader."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from compensation.table.arrays import as_text
from compensation.table.safety import neutral, neutral_text
from compensation.table.source import Written


class CsvWriter:
    """Rows into a csv. Where the separator is `;`, as Dutch spreadsheets want it, an amount has a decimal comma."""

    def __init__(self, path: Path, written: Written | None = None) -> None:
        self._file = path.open("wb")
        self._separator = ";" if written and written.separator == ";" else ","
        if written and written.byte_order_mark:
            self._file.write(codecs.BOM_UTF8)
        self._header_written = False

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows."""
        comma = self._separator == ";"
        safe = [csv_column(column, comma=comma) for column in columns.values()]
        options = pacsv.WriteOptions(include_header=not self._header_written, delimiter=self._separator)
        pacsv.write_csv(pa.table(safe, [neutral_text(name) for name in columns]), self._file, options)
        self._header_written = True

    def abandon(self) -> None:
        """Leave it unfinished."""
        with contextlib.suppress(OSError):
            self._file.close()

    def close(self, _note: Mapping[str, str] | None = None) -> None:
        """Write everything out; a csv has no place for a note."""
        self._file.close()


def csv_column(array: pa.Array, *, comma: bool = False) -> pa.Array:
    """A column as csv can hold it, its formulas neutralised."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        array = array.cast(kind.value_type)
    elif pa.types.is_nested(kind) or pa.types.is_binary(kind):
        array = pa.array([as_text(value) for value in array.to_pylist()], pa.string())
    elif comma and (pa.types.is_decimal(kind) or pa.types.is_floating(kind)):
        return pc.replace_substring(array.cast(pa.string()), ".", ",")
    return neutral(array)
