"""Excel workbooks in, a row at a time; each is looked over before it is opened. Out: xlsx_writer."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from compensation.table.faults import TableError
from compensation.table.safety import check_workbook
from compensation.table.source import FIRST_ROWS, Chunk
from compensation.table.values import array_of, as_text

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
