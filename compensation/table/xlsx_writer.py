"""Rows into an Excel workbook, a chunk at a time: text is text (never a formula), amounts have two decimals.

XlsxWriter writes it, a row at a time, flat in memory. Columns without anything in them are there and hidden; the others
are as wide as what they hold needs, so that no amount shows as ###.
"""

from __future__ import annotations

import contextlib
import io
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from xlsxwriter.exceptions import FileCreateError

from compensation.table.arrays import as_text
from compensation.table.faults import TableError
from compensation.table.safety import neutral_text
from compensation.table.xlsx_file import XlsxFile

MOST_ROWS = 1_048_576
#: Excel's own limits: the text of one cell, the name of a sheet, digits of a number.
LONGEST_TEXT, LONGEST_NAME, MOST_DIGITS = 32_767, 31, 15
_FIRST_SAFE_YEAR = 1901  # before March 1900 Excel's calendar is wrong
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Formats of cells; the numbers are Excel's own.
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "money": {"num_format": 4},
    "day": {"num_format": 14},
    "moment": {"num_format": 22},
    "head": {"bold": True},
}
_NARROW, _WIDE = 11.0, 40.0
_SEEN = 200  # rows by which the width of a column is chosen
Put = Callable[[int, int, Any], object]


@dataclass
class _Sheet:
    """A sheet that is being written: its rows so far, and how wide and how full each column is."""

    sheet: Any
    row: int = 0
    widths: list[float] = field(default_factory=list)
    filled: list[bool] = field(default_factory=list)


class XlsxWriter:
    """Rows into one sheet of a workbook, or several sheets one after the other."""

    def __init__(self, target: Path | IO[bytes], sheet: str = "Passend") -> None:
        self._book = XlsxFile(target)
        self._book.set_properties({"created": datetime(2026, 1, 1)})
        self._formats = {name: self._book.add_format(dict(said)) for name, said in _FORMATS.items()}
        self._names: list[str] = []
        self._now: _Sheet | None = None
        self.begin(sheet)

    def begin(self, sheet: str) -> None:
        """Start a sheet."""
        self._finish_sheet()
        name = re.sub(r"[\[\]:*?/\\]", " ", sheet)[:LONGEST_NAME].strip("'")
        self._names.append(name)
        self._now = _Sheet(self._book.add_worksheet(name))
        self._now.sheet.freeze_panes(1, 1)

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows; the first time the header before them."""
        now = self._now
        if now is None:
            return
        rows = len(next(iter(columns.values()))) if columns else 0
        if now.row + rows >= MOST_ROWS:
            raise TableError("xlsx_full", rows=MOST_ROWS - 1)
        if now.row == 0:
            self._write_head(now, list(columns))
        cells = []
        for place, column in enumerate(columns.values()):
            if column.null_count < len(column):
                cells.append((place, self._put(column.type), _values(column)))
                self._measure(now, place, column, cells[-1][2])
        for row in range(rows):
            for place, put, values in cells:
                value = values[row]
                if value is not None:
                    put(now.row + row, place, value)
        now.row += rows

    def _write_head(self, now: _Sheet, names: list[str]) -> None:
        for place, name in enumerate(names):
            now.sheet.write_string(0, place, _clean(name), self._formats["head"])
            now.widths.append(max(_NARROW, min(_WIDE, len(name) + 3.0)))
            now.filled.append(False)
        now.row = 1

    def _measure(self, now: _Sheet, place: int, column: pa.Array, values: list[Any]) -> None:
        now.filled[place] = True
        if not pa.types.is_floating(column.type):
            longest = max((len(str(value)) for value in values[:_SEEN] if value is not None), default=0)
            now.widths[place] = max(now.widths[place], min(_WIDE, longest + 3.0))

    def _put(self, kind: pa.DataType) -> Put:
        """How a value of a kind is written into a cell."""
        assert self._now is not None
        sheet, formats = self._now.sheet, self._formats
        if pa.types.is_decimal(kind):
            return lambda row, place, value: sheet.write_number(row, place, float(value), formats["money"])
        if pa.types.is_boolean(kind):
            return lambda row, place, value: sheet.write_boolean(row, place, value)

        def text(row: int, place: int, value: Any) -> object:
            return sheet.write_string(row, place, _clean(as_text(value)))

        def number(row: int, place: int, value: Any) -> object:
            too_long = isinstance(value, int) and len(str(abs(value))) > MOST_DIGITS
            return (
                text(row, place, value)
                if too_long or not math.isfinite(value)
                else sheet.write_number(row, place, value)
            )

        def moment(row: int, place: int, value: Any) -> object:
            if value.year < _FIRST_SAFE_YEAR:
                return text(row, place, value)
            name = "moment" if isinstance(value, datetime) else "day"
            bare = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            return sheet.write_datetime(row, place, bare, formats[name])

        if pa.types.is_integer(kind) or pa.types.is_floating(kind):
            return number
        return moment if pa.types.is_date(kind) or pa.types.is_timestamp(kind) else text

    def _finish_sheet(self) -> None:
        """Widths, a filter, and columns without anything in them out of sight."""
        now, self._now = self._now, None
        if now is None or not now.widths:
            return
        for place, (width, filled) in enumerate(zip(now.widths, now.filled, strict=True)):
            now.sheet.set_column(place, place, width, None, {"hidden": now.row > 1 and not filled})
        if now.row > 1:
            now.sheet.autofilter(0, 0, now.row - 1, len(now.widths) - 1)

    def abandon(self) -> None:
        """Leave it unfinished."""
        with contextlib.suppress(OSError, ValueError, FileCreateError):
            self._book.abandon()

    def close(self, note: Mapping[str, str] | None = None) -> None:
        """Write the workbook out, with a note among its properties."""
        self._finish_sheet()
        for name, value in (note or {}).items():
            self._book.set_custom_property(f"passend.{name}", value, "text")
        try:
            self._book.close()
        except FileCreateError as error:
            raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else error) from None


def workbook(sheets: Mapping[str, Mapping[str, pa.Array]]) -> bytes:
    """A workbook with several sheets, for a download. Raises TableError when a sheet gets too long."""
    file = io.BytesIO()
    writer: XlsxWriter | None = None
    for name, columns in sheets.items():
        if writer is None:
            writer = XlsxWriter(file, name)
        else:
            writer.begin(name)
        writer.write(columns)
    if writer is not None:
        writer.close()
    return file.getvalue()


def _values(column: pa.Array) -> list[Any]:
    """A column as Python values; moments as they were stored, words without their dictionary."""
    if pa.types.is_timestamp(column.type) and column.type.tz:
        column = column.cast(pa.timestamp(column.type.unit))
    return list(column.to_pylist())


def _clean(value: str) -> str:
    """Text that Excel takes, and that is no formula."""
    return neutral_text(_ILLEGAL.sub("", value)[:LONGEST_TEXT])
