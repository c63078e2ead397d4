"""Text files: csv, tsv and txt in the encodings and with the separators that spreadsheets write.

UTF-8 and UTF-16, with or without a byte order mark, and Windows-1252; a semicolon, a comma, a tab or a bar between the
cells. Every row keeps the number of the line on which it begins; blank lines are none. A second reader (csv_scan) of
its own counts the records, and any difference refuses the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa

from compensation.table.caged.csv_scan import count, is_row
from compensation.table.caged.encodings import encoding_of
from compensation.table.faults import TableError
from compensation.table.limits import HEAD_ROWS, LONGEST_LINE, MEGABYTE, NO_LIMITS, PIECE_TEXT, Limits
from compensation.table.source import CHUNK_ROWS, Choice, Chunk, Counted, Ragged, Tab, Written

SEPARATORS = (";", ",", "\t", "|")
#: What a first line `sep=` may name.
_EXCEL_HINT = "sep="
_NAMED_SEPARATORS = (*SEPARATORS, ":", "^", "~", "#")
_LONGEST_SHOWN = 200
Row = tuple[int, list[str]]


class TextSource:
    """A text file in chunks; every cell is text."""

    kind = "text"

    def __init__(self, path: Path, limits: Limits = NO_LIMITS, piece: int = CHUNK_ROWS) -> None:
        self._path, self._limits, self._piece = path, limits, piece
        self._encoding, mark = encoding_of(path)
        with self._opened() as lines:
            first = list(islice(lines, 2 * HEAD_ROWS))
        if not any(line.strip() for line in first):
            raise TableError("empty_file")
        hint = first[0].strip().strip('"') if first[0].lower().strip('"').startswith(_EXCEL_HINT) else ""
        self._hint = bool(hint)
        named = hint[len(_EXCEL_HINT) :]
        candidates = (named,) if named in _NAMED_SEPARATORS else SEPARATORS
        separator = max(candidates, key=lambda sign: _width(first[self._hint :], sign))
        self.written = Written(separator, mark, self._encoding)
        head = tuple((number, tuple(cells)) for number, cells in self._rows(first, whole=False))[:HEAD_ROWS]
        if any("\n" in cell or "\r" in cell for _, cells in head for cell in cells):
            count(path, separator, _width(first, separator), 1 + self._hint, limits, self._encoding)
        self.tabs: Sequence[Tab] = [Tab(path.stem, head, width=max((len(cells) for _, cells in head), default=0))]
        self.counted: Counted | None = None
        self._done = 0.0

    @contextmanager
    def _opened(self) -> Iterator[Iterator[str]]:
        encoding = {"utf8": "utf-8-sig", "utf-16": "utf-16"}.get(self._encoding, self._encoding)
        with self._path.open(encoding=encoding, newline="") as file:

            def lines() -> Iterator[str]:
                while line := file.readline(LONGEST_LINE):
                    if len(line) >= LONGEST_LINE:
                        raise TableError("cell_too_large", megabytes=LONGEST_LINE // MEGABYTE)
                    yield line

            yield lines()

    def _rows(self, lines: Iterable[str], *, whole: bool = True) -> Iterator[Row]:
        """Each record with the line on which it begins; blank lines are none, nor is the line that says `sep=`."""
        csv.field_size_limit(LONGEST_LINE)
        reader = csv.reader(lines, delimiter=self.written.separator)
        before = 0
        try:
            for cells in reader:
                number, before = before + 1, reader.line_num
                if cells and not (self._hint and number == 1):
                    yield number, cells
        except csv.Error:
            if whole:
                raise TableError("cell_too_large", megabytes=LONGEST_LINE // MEGABYTE) from None

    def chunks(self, choice: Choice) -> Iterator[Chunk]:
        """Blocks of the file, with the rows among them that have too many or too few cells."""
        self._refuse_open_name(choice.header_row)
        above = int(self._hint) + sum(number <= choice.header_row for number, _ in self.tabs[0].head)
        counted = count(self._path, self.written.separator, choice.width, above, self._limits, self._encoding)
        read = handed = 0
        with self._opened() as lines:
            builder = _Builder(choice.width, self._piece)
            for number, cells in self._rows(lines):
                if number > choice.header_row:
                    read += 1
                    if builder.add(number, cells):
                        self._done = read / max(counted.records, 1)
                        handed += len(builder)
                        yield builder.taken()
            if builder:
                handed += len(builder)
                yield builder.taken()
        if read != counted.records:
            raise TableError("count_differs", counted=counted.records, read=read)
        self.counted, self._done = Counted(handed, above + counted.records, counted.lines), 1.0

    def _refuse_open_name(self, header_row: int) -> None:
        """A column's name may stand on two lines; when there are cells of a row too, a quote took in the row below."""
        names = next((cells for number, cells in self.tabs[0].head if number == header_row), ())
        broken = [name for name in names if len(name.splitlines()) > 1]
        if broken and is_row(names):
            last = header_row + sum(len(name.splitlines()) - 1 for name in broken)
            raise TableError("open_quote_header", line=header_row, last=last)

    def done(self) -> float:
        """By records, as they were counted."""
        return self._done

    def close(self) -> None:
        """Nothing is held."""


class _Builder:
    """Rows on their way to a chunk."""

    def __init__(self, width: int, piece: int) -> None:
        self._width, self._piece = width, piece
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []
        self._ragged: list[Ragged] = []
        self._text = 0

    def __len__(self) -> int:
        return len(self._rows) + len(self._ragged)

    def add(self, number: int, cells: list[str]) -> bool:
        """Take a row in; True when there are enough of them. A row without anything in it is none."""
        while len(cells) > self._width and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            return False
        if len(cells) != self._width:
            text = ";".join(cells)
            if "\n" in text or "\r" in text:
                raise TableError("ragged_break", row=number)
            self._ragged.append(Ragged(number, len(cells), self._width, text[:_LONGEST_SHOWN]))
        else:
            self._rows.append(cells)
            self._numbers.append(number)
            self._text += sum(map(len, cells))
        return len(self._rows) >= self._piece or len(self._ragged) >= self._piece or self._text > PIECE_TEXT

    def taken(self) -> Chunk:
        """The rows so far."""
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * self._width
        chunk = Chunk(
            tuple(pa.array(cells, pa.string()) for cells in columns),
            np.array(self._numbers, np.int64),
            tuple(self._ragged),
        )
        self._rows, self._numbers, self._ragged, self._text = [], [], [], 0
        return chunk


def _width(lines: Sequence[str], separator: str) -> int:
    """Cells in the middle one of some lines; quotes are not looked at: a stray one takes in lines."""
    counts = [line.count(separator) for line in lines if any(sign in line for sign in SEPARATORS) or separator in line]
    return int(median(counts)) + 1 if counts else 1
