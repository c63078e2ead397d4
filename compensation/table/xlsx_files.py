"""Excel workbooks in, a row at a time; each is looked over before it is opened. Out: xlsx_writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from compensation.table.faults import TableError, foreign
from compensation.table.limits import (
    LONGEST_RECORD,
    MEGABYTE,
    NO_LIMITS,
    PIECE_CELLS,
    PIECE_TEXT,
    Limits,
    refuse_repeated,
)
from compensation.table.safety import check_merged, check_workbook
from compensation.table.source import FIRST_ROWS, Chunk
from compensation.table.values import array_of, as_text

Cells = list[tuple[int, Any]]
PIECE = 10_000


class XlsxSource:
    """The first sheet of a workbook in chunks. Rows without anything in them are left out, their number kept."""

    rows: int | None = None

    def __init__(self, path: Path, limits: Limits = NO_LIMITS) -> None:
        check_workbook(path, limits)
        self._limits = limits
        with foreign("broken_xlsx"):
            from compensation.table.xlsx_rows import Sheet

            self._sheet = Sheet(path)
            check_merged(self._sheet.archive, self._sheet.part)
            self._rows = self._sheet.rows()
            self._waiting = self._first()
        header = self._waiting.pop(0)[1] if self._waiting and self._waiting[0][0] == 1 else []
        if not header and not self._waiting:
            raise TableError("empty_file")
        self.names: Sequence[str] = [as_text(cell) for cell in _spread(header, _width(header))]
        rows = dict(self._waiting)
        self.first_rows: list[list[Any]] = [
            _spread(rows[number], _width(rows[number])) if number in rows else [] for number in range(2, FIRST_ROWS + 1)
        ]

    def _first(self) -> list[tuple[int, Cells]]:
        """The rows with something in them among the first few of the sheet."""
        first = []
        for number, cells in self._rows:
            first.append((number, cells))
            if number >= FIRST_ROWS:
                break
        return [(number, cells) for number, cells in first if _width(cells)]

    def chunks(self) -> Iterator[Chunk]:
        """Pieces of the sheet."""
        numbers: list[int] = []
        columns: list[list[Any]] = [[] for _ in self.names]
        here = text = 0
        with foreign("broken_xlsx"):
            for number, cells in chain(self._waiting, self._rows):
                self._limits.check(rows=number - 1, columns=len(self.names))
                values, length = self._values(cells, number - 1)
                if length is None:
                    continue
                here, text = here + length, text + length
                self._limits.check(text=text)
                refuse_repeated(text, number - 1)
                numbers.append(number - 1)
                for column, value in zip(columns, values, strict=True):
                    column.append(value)
                if len(numbers) >= min(PIECE, PIECE_CELLS // max(len(columns), 1)) or here >= PIECE_TEXT:
                    yield _chunk(numbers, columns)
                    numbers, columns, here = [], [[] for _ in self.names], 0
            if numbers:
                yield _chunk(numbers, columns)

    def _values(self, cells: Cells, number: int) -> tuple[list[Any], int | None]:
        """The values of a row under the names, and how long their text is; None for a row with nothing in it."""
        width = len(self.names)
        for column, value in reversed(cells):
            if column <= width:
                break
            if value is not None:
                raise TableError("ragged_rows", row=number, found=column, expected=width)
        values = _spread(cells, width)
        if not any(value not in (None, "") for value in values):
            return values, None
        length = sum(len(value) for value in values if isinstance(value, str))
        if length > LONGEST_RECORD:
            raise TableError("cell_too_large", megabytes=LONGEST_RECORD // MEGABYTE)
        return values, length

    def done(self) -> float:
        """Not known: a sheet does not say how long it is."""
        return 0.0

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()
        self._sheet.close()


def _width(cells: Cells) -> int:
    """The place of the last cell with something in it, 0 for none."""
    return max((column for column, value in cells if value is not None), default=0)


def _spread(cells: Cells, width: int) -> list[Any]:
    """The values at their places, so many of them."""
    values: list[Any] = [None] * width
    for column, value in cells:
        if column > width:
            break
        values[column - 1] = value
    return values


def _chunk(numbers: list[int], columns: list[list[Any]]) -> Chunk:
    return Chunk(tuple(array_of(cells) for cells in columns), np.array(numbers, np.int64))
