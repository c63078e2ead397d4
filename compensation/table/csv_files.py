"""CSV in and out: `;` or `,` (or a tab), UTF-8 with or without a byte order mark, or Windows-1252."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from compensation.table.catalog import fixed_name
from compensation.table.csv_scan import count, is_row
from compensation.table.faults import TableError
from compensation.table.limits import MEGABYTE, NO_LIMITS, Limits
from compensation.table.safety import neutral, neutral_text
from compensation.table.source import FIRST_ROWS, Chunk, Ragged
from compensation.table.values import as_text

SEPARATORS = (";", ",", "\t")
#: The longest row that is read; also how much of a file is in memory at a time.
BLOCK = 8 * MEGABYTE
_UNDEFINED_IN_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
#: What a first line `sep=` may name.
_EXCEL_HINT = "sep="
_NAMED_SEPARATORS = (*SEPARATORS, "|", ":", "^", "~", "#")


@dataclass(frozen=True)
class Dialect:
    """How a file is written. `skip` are the lines up to and including the header; `hint`: the first says `sep=`."""

    encoding: str
    separator: str
    byte_order_mark: bool
    names: tuple[str, ...]
    skip: int
    hint: bool = False


def look(path: Path) -> tuple[Dialect, list[list[str]]]:
    """Find out encoding, separator and header, and the first rows below it."""
    encoding, mark = _encoding_of(path)
    with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
        first = list(islice(_short_lines(file), 2 * FIRST_ROWS))
    if not any(line.strip() for line in first):
        raise TableError("empty_file")
    hint = first[0].strip() if first[0].lower().startswith(_EXCEL_HINT) else ""
    named = hint[len(_EXCEL_HINT) :]
    candidates = (named,) if named in _NAMED_SEPARATORS else SEPARATORS
    found = [(_rows(first[1:] if hint else first, separator), separator) for separator in candidates]
    (rows, skip), separator = max(found, key=lambda item: _likeness(item[0][0][0]))
    skip += bool(hint)
    _refuse_open_name(rows[0], separator, skip)
    return Dialect(encoding, separator, mark, tuple(rows[0]), skip, bool(hint)), rows[1:]


def _refuse_open_name(names: Sequence[str], separator: str, skip: int) -> None:
    """A column's name may stand on two lines; when there are cells of a row too, a quote took in the row below."""
    broken = [name for name in names if len(name.splitlines()) > 1]
    if any(separator in name for name in broken) or (broken and is_row(names)):
        first = skip - sum(len(name.splitlines()) - 1 for name in broken)
        raise TableError("open_quote_header", line=first, last=skip)


def _short_lines(file: io.TextIOBase) -> Iterator[str]:
    while line := file.readline(BLOCK):
        yield line


def _rows(lines: list[str], separator: str) -> tuple[list[list[str]], int]:
    """The header and the rows below it, blank lines left out; and how many lines the header takes."""
    csv.field_size_limit(BLOCK)
    reader = csv.reader(lines, delimiter=separator)
    rows: list[list[str]] = []
    skip = 0
    try:
        for row in reader:
            if row:
                skip = skip or reader.line_num
                rows.append(row)
    except csv.Error:
        pass  # further down; pyarrow reads those rows and says what is wrong
    if not rows:
        raise TableError("empty_file")
    return rows, skip


def _likeness(names: Sequence[str]) -> tuple[int, int]:
    return sum(fixed_name(name) is not None for name in names), len(names)


def _encoding_of(path: Path) -> tuple[str, bool]:
    """utf8 or cp1252, and whether a byte order mark is there; the whole file is looked at."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf8, position, undefined, mark = True, 0, -1, False
    with path.open("rb") as file:
        while block := file.read(MEGABYTE):
            if position == 0:
                if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                    raise TableError("utf16")
                mark = block.startswith(codecs.BOM_UTF8)
            if (nul := block.find(b"\0")) >= 0:
                raise TableError("nul_bytes", position=position + nul)
            if undefined < 0:
                undefined = next((position + i for i in (block.find(b) for b in _BYTES) if i >= 0), -1)
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
            position += len(block)
    if utf8 and _cut_off(decoder, position, path):
        raise TableError("cut_off")
    if utf8 and not decoder.getstate()[0]:
        return "utf8", mark
    if undefined >= 0:
        raise TableError("encoding", position=undefined)
    return "cp1252", False


#: First bytes of é, ë, ü and their like in UTF-8; at the very end of a Windows file nobody writes Ã or Â.
_LEADS_OF_LETTERS = b"\xc2\xc3\xc4\xc5"


def _cut_off(decoder: codecs.IncrementalDecoder, size: int, path: Path) -> bool:
    """Whether UTF-8 stops inside a sign. In a file of plain letters it may be the last letter of Windows-1252."""
    waiting = decoder.getstate()[0]
    if not waiting:
        return False
    with path.open("rb") as file:
        before = file.read(size - len(waiting))
    return not before.isascii() or waiting[:1] in _LEADS_OF_LETTERS


_BYTES = tuple(bytes([byte]) for byte in _UNDEFINED_IN_1252)


class CsvSource:
    """A csv file in chunks; every cell is text."""

    rows: int | None = None

    def __init__(self, path: Path, limits: Limits = NO_LIMITS) -> None:
        self.dialect, self.first_rows = look(path)
        self.names: Sequence[str] = self.dialect.names
        self._path, self._limits = path, limits
        self._size = max(path.stat().st_size, 1)
        self._file = path.open("rb")
        self._bad: list[Ragged] = []
        self._open_quote: int | None = None

    def chunks(self) -> Iterator[Chunk]:
        """Blocks of the file, with the rows among them that have too many or too few cells."""
        dialect = self.dialect
        counted = count(self._path, dialect.separator, len(self.names), 1 + dialect.hint, self._limits)
        self.rows = counted.records
        if not counted.records:
            return
        number = 1
        try:
            reader = self._reader()
            for batch in reader:
                self._refuse_open_quote()
                numbers, number = self._number(len(batch), number)
                yield Chunk(tuple(batch.columns), numbers, self._take_bad(number))
        except pa.ArrowInvalid as error:
            raise _explained(error) from None
        self._refuse_open_quote()
        read = number - 1 + len(self._bad)
        if read != counted.records:
            raise TableError("count_differs", counted=counted.records, read=read)
        if self._bad:
            empty = tuple(pa.array([], pa.string()) for _ in self.names)
            yield Chunk(empty, np.zeros(0, np.int64), self._take_bad(None))

    def _reader(self) -> Any:
        columns = [f"c{place}" for place in range(len(self.names))]
        return pacsv.open_csv(
            self._file,
            read_options=pacsv.ReadOptions(
                use_threads=False,
                block_size=BLOCK,
                column_names=columns,
                skip_rows=self.dialect.skip,
                encoding=self.dialect.encoding,
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=self.dialect.separator, newlines_in_values=True, invalid_row_handler=self._refuse
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )

    def _refuse(self, row: pacsv.InvalidRow) -> str:
        number = row.number - self.dialect.skip
        if ("\n" in row.text or "\r" in row.text) and self._open_quote is None:
            self._open_quote = number
        self._bad.append(Ragged(number, row.actual_columns, row.expected_columns, row.text[:200]))
        return "skip"

    def _refuse_open_quote(self) -> None:
        """A quote that is not closed takes in the rows after it: no row may be lost that way."""
        if self._open_quote is not None:
            raise TableError("ragged_break", row=self._open_quote)

    def _number(self, rows: int, first: int) -> tuple[Any, int]:
        """Numbers of the next rows; the rows that were refused have theirs."""
        bad = {row.number for row in self._bad}
        numbers: list[int] = []
        if not any(first <= number < first + rows + len(bad) for number in bad):
            return np.arange(first, first + rows), first + rows
        while len(numbers) < rows:
            if first not in bad:
                numbers.append(first)
            first += 1
        return np.array(numbers, np.int64), first

    def _take_bad(self, before: int | None) -> tuple[Ragged, ...]:
        taken = tuple(row for row in self._bad if before is None or row.number < before)
        self._bad = self._bad[len(taken) :]
        return taken

    def done(self) -> float:
        """By bytes."""
        return min(self._file.tell() / self._size, 1.0)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _explained(error: pa.ArrowInvalid) -> TableError:
    reason = str(error).splitlines()[0][:200]
    if "straddl" in reason or "block" in reason:
        return TableError("cell_too_large", megabytes=BLOCK // MEGABYTE)
    return TableError("empty_file") if "Empty CSV" in reason else TableError("broken_csv", reason=reason)


class CsvWriter:
    """Results as csv: formulas neutralised, numbers with a point, dates as 2026-01-31."""

    def __init__(self, path: Path, dialect: Dialect | None = None) -> None:
        self._file = path.open("wb")
        self._separator = dialect.separator if dialect and dialect.separator != "\t" else ","
        if dialect and dialect.byte_order_mark:
            self._file.write(codecs.BOM_UTF8)
        self._header_written = False

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows."""
        safe = {neutral_text(name): csv_column(column) for name, column in columns.items()}
        options = pacsv.WriteOptions(include_header=not self._header_written, delimiter=self._separator)
        pacsv.write_csv(pa.table(safe), self._file, options)
        self._header_written = True

    def abandon(self) -> None:
        """Leave it unfinished."""
        with contextlib.suppress(OSError):
            self._file.close()

    def close(self) -> None:
        """Write everything out."""
        self._file.close()


def csv_column(array: pa.Array) -> pa.Array:
    """A column as csv can hold it, its formulas neutralised."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        array = array.cast(kind.value_type)
    elif pa.types.is_nested(kind) or pa.types.is_binary(kind):
        array = pa.array([as_text(value) for value in array.to_pylist()], pa.string())
    return neutral(array)
