"""Excel workbooks in and out, a row at a time: looked over before opening, nothing that leaves is a formula."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa

from compensation.table.faults import TableError
from compensation.table.safety import check_workbook, neutral_text
from compensation.table.source import FIRST_ROWS, Chunk
from compensation.table.values import array_of, as_text

MOST_ROWS = 1_048_576
#: Excel's own limit for the text of one cell.
LONGEST_TEXT = 32_767
PIECE = 10_000


class XlsxSource:
    """The first sheet of a workbook in chunks. Rows without anything in them are left out, their number kept."""

    rows: int | None = None

    def __init__(self, path: Path) -> None:
        check_workbook(path)
        import openpyxl

        try:
            self._book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            sheet = self._book.worksheets[0]
            sheet.reset_dimensions()
            self._rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
            first = list(islice(self._rows, FIRST_ROWS))
        except _BROKEN as error:
            raise TableError("broken_xlsx", reason=_reason(error)) from None
        header = _trimmed(first[0]) if first else ()
        if not any(any(cell is not None for cell in row) for row in first):
            raise TableError("empty_file")
        self.names: Sequence[str] = [as_text(cell) for cell in header]
        self.first_rows: list[list[Any]] = [list(row) for row in first[1:]]
        self._number = 0
        self._waiting = first[1:]

    def chunks(self) -> Iterator[Chunk]:
        """Pieces of the sheet."""
        rows = _chain(self._waiting, self._rows)
        try:
            while piece := list(islice(rows, PIECE)):
                yield self._chunk(piece)
        except _BROKEN as error:
            raise TableError("broken_xlsx", reason=_reason(error)) from None

    def _chunk(self, piece: list[tuple[Any, ...]]) -> Chunk:
        width = len(self.names)
        first, self._number = self._number, self._number + len(piece)
        filled = [(first + 1 + i, row) for i, row in enumerate(piece) if any(cell not in (None, "") for cell in row)]
        for number, row in filled:
            if any(cell is not None for cell in row[width:]):
                raise TableError("ragged_rows", row=number, found=len(row), expected=width)
        columns = [[row[place] if place < len(row) else None for _, row in filled] for place in range(width)]
        numbers = np.array([number for number, _ in filled], np.int64)
        return Chunk(tuple(array_of(cells) for cells in columns), numbers)

    def done(self) -> float:
        """Not known: a sheet does not say how long it is."""
        return 0.0

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()


_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError, TypeError, AttributeError, SyntaxError)


def _reason(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _chain(first: Iterable[Any], rest: Iterable[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


class XlsxWriter:
    """Rows into one sheet of a workbook, or several sheets one after the other."""

    def __init__(self, target: Path | IO[bytes], sheet: str = "Passend") -> None:
        import openpyxl

        self._target = target
        self._book = openpyxl.Workbook(write_only=True)
        self._header_written = False
        self.begin(sheet)

    def begin(self, sheet: str) -> None:
        """Start a sheet."""
        self._sheet = self._book.create_sheet(sheet)
        self._sheet.freeze_panes = "B2"
        self._header_written = False
        self._written = 0

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows."""
        if not self._header_written:
            self._sheet.append([neutral_text(name) for name in columns])
            self._header_written = True
        table = pa.table(dict(columns))
        self._written += len(table)
        if self._written >= MOST_ROWS:
            raise TableError("xlsx_full", rows=MOST_ROWS - 1)
        cells = [_Cells(self._sheet, column) for column in table.columns]
        for row in zip(*cells, strict=True):
            self._sheet.append(row)

    def abandon(self) -> None:
        """Leave it unfinished."""
        with contextlib.suppress(Exception):
            self._sheet.close()

    def close(self) -> None:
        """Write the workbook out."""
        self._book.save(self._target)


class _Cells:
    """The cells of a column, one after the other; one cell object serves a whole column of amounts."""

    def __init__(self, sheet: Any, column: pa.ChunkedArray) -> None:
        self._values = column.to_pylist()
        self._sheet = sheet
        self._money = pa.types.is_decimal(column.type)

    def __iter__(self) -> Iterator[Any]:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        money = WriteOnlyCell(self._sheet)
        money.number_format = "#,##0.00"
        for value in self._values:
            if value is None:
                yield None
            elif self._money:
                money.value = value
                yield money
            elif isinstance(value, str):
                yield neutral_text(ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT])
            else:
                yield _plain(value)


def _plain(value: Any) -> Any:
    """A value that Excel knows; times lose their zone, lists become text."""
    if hasattr(value, "tzinfo") and value.tzinfo is not None:
        return value.replace(tzinfo=None)
    return value if isinstance(value, (bool, int, float)) or hasattr(value, "year") else neutral_text(as_text(value))


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
