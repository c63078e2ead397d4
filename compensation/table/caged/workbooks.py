"""Workbooks: xlsx, xlsm, xls and ods, read by calamine after they were looked over; rows without anything are none."""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from compensation.table.arrays import array_of, as_text
from compensation.table.caged.formats import shown_styles
from compensation.table.caged.ods_scan import scan_ods
from compensation.table.caged.sheet_scan import Scanned, scan, shared_texts
from compensation.table.caged.workbook_parts import Parts
from compensation.table.caged.xls_scan import scan_xls
from compensation.table.caged.zip_checks import check_workbook
from compensation.table.faults import TableError, foreign
from compensation.table.limits import (
    HEAD_ROWS,
    LONGEST_RECORD,
    MEGABYTE,
    MOST_COLUMNS,
    MOST_TABS,
    NO_LIMITS,
    PIECE_CELLS,
    PIECE_TEXT,
    Limits,
    refuse_repeated,
)
from compensation.table.source import CHUNK_ROWS, Choice, Chunk, Counted, Tab, Written

#: Whole numbers above this are no longer exact in a workbook.
_EXACT = 10**15
_LONGEST_SHOWN = 200
_SPAN = re.compile(r"PT(\d{1,4})H(\d\d)M00S")


class WorkbookSource:
    """A workbook; each cell is text, a number, a day, a moment or yes/no."""

    written = Written()

    def __init__(self, path: Path, kind: str, limits: Limits = NO_LIMITS, piece: int = CHUNK_ROWS) -> None:
        self.kind, self._limits, self._piece = kind, limits, min(piece, 10_000)
        self._scanned = _scanned(path, kind, limits)
        self.counted: Counted | None = None
        self._done = 0.0
        with foreign(f"broken_{'xlsx' if kind != 'xls' else kind}"):
            try:
                self._book = CalamineWorkbook.from_path(str(path))
            except PasswordError:
                raise TableError("encrypted_xlsx") from None
            sheets = [sheet for sheet in self._book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            self._names = [sheet.name for sheet in sheets][:MOST_TABS]
            self.tabs: Sequence[Tab] = [
                self._tab(sheet.name, sheet.visible != SheetVisibleEnum.Visible) for sheet in sheets[:MOST_TABS]
            ]
        if not any(tab.cells for tab in self.tabs):
            raise TableError("empty_file")

    def _sheet(self, name: str) -> CalamineSheet:
        """A sheet in memory, after it is known to fit."""
        found = self._scanned.get(name)
        if found is None:
            raise TableError("broken_xlsx", reason=name[:80])
        self._limits.check(rows=found.last_row - 1)  # one row at least holds the names
        if found.last_column > MOST_COLUMNS:
            raise TableError("too_many_columns", found=found.last_column, most=MOST_COLUMNS)
        self._limits.check_at_once(found.last_row, found.last_column)
        return self._book.get_sheet_by_name(name)

    def _tab(self, name: str, hidden: bool) -> Tab:
        found = self._scanned.get(name, Scanned())
        head = tuple(
            (number, tuple(as_text(value)[:_LONGEST_SHOWN] for value in values))
            for number, values in islice(self._rows(name), HEAD_ROWS)
        )
        return Tab(
            name=name,
            head=head,
            hidden=hidden,
            rows=found.rows,
            width=found.last_column,
            cells=found.cells,
            merged=tuple(found.merged),
            hidden_rows=found.hidden_rows,
            formulas=found.formulas,
            errors=found.errors,
            percent={place: len(rows) for place, rows in found.percent.items()},
            seen=not found.unsure,
        )

    def _rows(self, name: str) -> Iterator[tuple[int, list[Any]]]:
        """The rows with something in them, by their numbers."""
        found = self._scanned.get(name)
        if found is not None and not found.cells:
            return
        sheet = self._sheet(name)
        if sheet.start is None:
            return
        first, before = sheet.start[0] + 1, [None] * sheet.start[1]
        percent = {place: set(rows) for place, rows in self._scanned[name].percent.items()}
        months = {place: set(rows) for place, rows in self._scanned[name].months.items()}
        for number, cells in enumerate(sheet.iter_rows(), start=first):
            values = before + [_value(cell) for cell in cells]
            for place, rows in percent.items():
                if number in rows and isinstance(values[place], (int, float)):
                    values[place] = f"{round(values[place] * 100, 10):.15g}%"
            for place, rows in months.items():
                if number in rows and isinstance(values[place], dt.date):
                    values[place] = f"{values[place]:%Y-%m}"  # a month is shown, and the day below it is nobody's
            if any(value is not None for value in values):
                yield number, values

    def chunks(self, choice: Choice) -> Iterator[Chunk]:
        """Pieces of a sheet."""
        name = self._names[choice.tab]
        scanned = self._scanned[name]
        self._limits.check(rows=scanned.last_row - choice.header_row, columns=choice.width)
        rows = cells = here = text = handed = 0
        numbers: list[int] = []
        columns: list[list[Any]] = [[] for _ in range(choice.width)]
        most = max(min(self._piece, PIECE_CELLS // max(choice.width, 1)), 1)
        with foreign("broken_xlsx"):
            for number, values in self._rows(name):
                rows, cells = rows + 1, cells + sum(value is not None for value in values)
                if number <= choice.header_row or all(_blank(value) for value in values):
                    continue
                length = sum(len(value) for value in values if isinstance(value, str))
                if length > LONGEST_RECORD:
                    raise TableError("cell_too_large", megabytes=LONGEST_RECORD // MEGABYTE)
                here, text = here + length, text + length
                self._limits.check(text=text)
                refuse_repeated(text, number)
                numbers.append(number)
                handed += 1
                values += [None] * (choice.width - len(values))
                for column, value in zip(columns, values, strict=False):
                    column.append(value)
                if len(numbers) >= most or here >= PIECE_TEXT:
                    self._done = number / max(scanned.last_row, 1)
                    yield _chunk(numbers, columns)
                    numbers, columns, here = [], [[] for _ in range(choice.width)], 0
            if numbers:
                yield _chunk(numbers, columns)
        if not (scanned.cells - scanned.labels <= cells <= scanned.cells and rows <= scanned.rows):
            raise TableError("cells_differ", counted=scanned.cells, read=cells, tab=name)
        self.counted = Counted(handed, rows, cells=cells)
        self._done = 1.0

    def done(self) -> float:
        """By the number of the row."""
        return self._done

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()


def _scanned(path: Path, kind: str, limits: Limits) -> dict[str, Scanned]:
    """Each sheet as a second reader sees it, by its name."""
    if kind == "xls":
        with foreign("broken_xls"):
            return scan_xls(path.read_bytes())
    check_workbook(path, kind, limits)
    with foreign("broken_xlsx"), zipfile.ZipFile(path) as archive:
        if kind == "ods":
            return scan_ods(archive)
        parts = Parts(archive)
        texts, styles = shared_texts(archive, parts.texts), shown_styles(archive, parts.styles)
        return {name: scan(archive, part, texts, styles, parts.computes_first) for name, part in parts.sheets.items()}


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _value(cell: Any) -> Any:
    """A cell as it is told: whole numbers whole, an empty text as nothing."""
    if isinstance(cell, str):
        span = _SPAN.fullmatch(cell) if cell.startswith("PT") else None  # as an ods has it
        return f"{int(span[1])}:{span[2]}" if span else cell or None
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise ValueError("a number without end")
        return int(cell) if cell.is_integer() and abs(cell) < _EXACT else cell
    if isinstance(cell, dt.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    if isinstance(cell, dt.time):
        return str(cell)
    return cell


def _chunk(numbers: list[int], columns: list[list[Any]]) -> Chunk:
    return Chunk(tuple(array_of(cells) for cells in columns), np.array(numbers, np.int64))
