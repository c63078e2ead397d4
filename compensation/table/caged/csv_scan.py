"""A second look at a csv, by a reader of its own: how many records it has, and whether a stray quote eats some.

A quote that begins a cell and is not closed where it should be takes in everything up to the next quote, separators
and line ends too: rows become one cell, and the file still reads well. So every quoted cell is looked at here before
the file is read. Refused, with the place, are (RFC 4180, section 2):

* a quote that nothing closes;
* text after a closing quote (`"t Hoekje` twice in a file: the second closes the first);
* a cell with a line end in it that holds rows: as many separators as a row has, or a route and a date as cells.

A cell with line ends of its own is none of these. Reading goes by blocks; what is kept is never more than one record.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from compensation.table.faults import TableError
from compensation.table.limits import LONGEST_RECORD, MEGABYTE, NO_LIMITS, Limits

#: What a row of placements has among its cells: a route, and a day.
_ROUTE = re.compile(r"(?:mbo[ -]?)?(?:bol|bbl)|hbo|wo|dual|duaal")
_DAY = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2} [a-z]{3,9} \d{4}")
#: From behind a quote to the next one that is not doubled.
_INSIDE = re.compile(rb'[^"]*+(?:""[^"]*+)*+')
_BLANK = re.compile(rb"\n(?=\n)")


@dataclass(frozen=True)
class Counted:
    """What a csv has: lines as an editor counts them, records below the header, cells with a line end in them."""

    lines: int
    records: int
    broken_cells: int


def count(
    path: Path, separator: str, columns: int, above: int, limits: Limits = NO_LIMITS, encoding: str = "utf8"
) -> Counted:
    """Count the records of a csv with so many columns and `above` records up to and including its header.

    Raises TableError where a quote takes in what comes after it, and when there are more records than the limits allow.
    """
    scanner = _Scanner(separator.encode("ascii"), columns, above)
    for block, last in _blocks(path, encoding):
        scanner.feed(block, last)
        limits.check(rows=scanner.records - above, columns=columns)
    return Counted(scanner.lines, max(scanner.records - above, 0), scanner.broken_cells)


def _blocks(path: Path, encoding: str) -> Iterator[tuple[bytes, bool]]:
    """The file in blocks with one kind of line end, without its byte order mark; True with the last one."""
    with path.open("rb") as file:
        pieces = _bytes(file, encoding)
        block = next(pieces, b"").removeprefix(b"\xef\xbb\xbf")
        following = block
        while following:
            following = next(pieces, b"")
            if following and block.endswith(b"\r"):
                block, following = block[:-1], b"\r" + following
            yield block.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), not following
            block = following


def _bytes(file: IO[bytes], encoding: str) -> Iterator[bytes]:
    """Pieces of the file in which a line end and a separator are one byte."""
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding.startswith("utf-16") else None
    while piece := file.read(MEGABYTE):
        if decoder is None:
            yield piece
        elif letters := decoder.decode(piece):
            yield letters.encode("utf-8", "replace")


def is_row(cells: Sequence[str]) -> bool:
    """Whether a route and a day are among some cells: then they are those of a placement."""
    bare = [cell.strip().casefold() for cell in cells]
    return any(_ROUTE.fullmatch(cell) for cell in bare) and any(_DAY.fullmatch(cell) for cell in bare)


@dataclass(frozen=True)
class _Cell:
    """A quoted cell with a line end in it: where it begins in the block, behind its quote, and where it ends."""

    first: int
    close: int


class _Scanner:
    """Counts block by block. What is left of a block is the record that does not end in it."""

    def __init__(self, separator: bytes, columns: int, above: int) -> None:
        sign = re.escape(separator)
        self._opening = re.compile(rb'(?:(?<=[\n%b])|\A)"' % sign)
        self._after = re.compile(rb" *+(?=[\n%b]|\Z)" % sign)
        cell = rb'"[^"\n]*+(?:""[^"\n]*+)*+"|[^"\n%b][^\n%b]*+' % (sign, sign)
        self._sound = re.compile(rb"(?:(?:%b)?[\n%b])*+" % (cell, sign))
        self._pieces = re.compile(rb"[\n%b]" % sign)
        self._separator, self._columns, self._above = separator, columns, above
        self._block = b""
        self._place = 0  # how far the block was looked through
        self._broken: list[_Cell] = []  # in the record that is not whole yet
        self.lines = self.records = self.broken_cells = 0

    def feed(self, block: bytes, last: bool) -> None:
        """Take in the next block."""
        self._block += block
        opened = self._look_through(last) if b'"' in self._block else None
        end = len(self._block) if last else self._end_of_records(len(self._block) if opened is None else opened)
        lines, records = self._count(end)
        unended = last and self._block and not self._block.endswith(b"\n")
        self.lines += lines + bool(unended)
        self.records += records + bool(unended)
        self.broken_cells += sum(cell.close <= end for cell in self._broken)
        if len(self._block) - end > LONGEST_RECORD:
            raise TableError("cell_too_large", megabytes=LONGEST_RECORD // MEGABYTE)
        self._broken = [_Cell(cell.first - end, cell.close - end) for cell in self._broken if cell.close > end]
        self._place = max(self._place - end, 0)
        self._block = self._block[end:]

    def _look_through(self, last: bool) -> int | None:
        """Look at every quoted cell of the block; where the one opens that does not close in it, if any."""
        block, end = self._block, len(self._block)
        while opening := self._opening.search(block, self._behind_sound()):
            first = opening.end()
            inside = _INSIDE.match(block, first)
            close = inside.end() if inside else end
            after = self._after.match(block, close + 1)
            if close >= end and last:
                raise self._refused(first, end)
            if not last and (close >= end or (after is not None and after.end() == end)):
                self._place = opening.start()
                return opening.start()  # the quote may be one of two, and what comes after it is not here yet
            if after is None:
                raise self._refused(first, close)
            if block.find(b"\n", first, close) >= 0:
                if self._holds_rows(block[first:close]):
                    raise self._refused(first, close)
                self._broken.append(_Cell(first, close))
            self._place = min(after.end() + 1, end)
        return None

    def _behind_sound(self) -> int:
        """Where the next cell may stand that is not sound and on one line; those before it are passed in one stroke."""
        passed = self._sound.match(self._block, self._place)
        self._place = passed.end() if passed else self._place
        return self._place

    def _holds_rows(self, cell: bytes) -> bool:
        """Whether a cell with a line end in it took in the rest of its row and the beginning of another."""
        if cell.count(self._separator) >= max(self._columns - 1, 1):
            return True
        return is_row([piece.decode("latin-1") for piece in self._pieces.split(cell[: MEGABYTE // 16])])

    def _end_of_records(self, limit: int) -> int:
        """Behind the last line end before a place that stands in no cell."""
        for cell in reversed(self._broken):
            if cell.close <= limit:
                found = self._block.rfind(b"\n", cell.close, limit)
                if found >= 0:
                    return found + 1
                limit = cell.first
        return self._block.rfind(b"\n", 0, limit) + 1

    def _count(self, end: int) -> tuple[int, int]:
        """Lines and records up to a place where a record begins; a blank line is none."""
        taken = self._block[:end]
        lines = taken.count(b"\n")
        blank = len(_BLANK.findall(taken)) if b"\n\n" in taken else 0
        records = lines - blank - taken.startswith(b"\n")
        for cell in self._broken:
            if cell.close <= end:
                text = taken[cell.first : cell.close]
                records -= text.count(b"\n") - len(_BLANK.findall(text))
        return lines, records

    def _refused(self, first: int, close: int) -> TableError:
        """The fault of a cell, with its row, and the lines of the file from its quote to where it would end."""
        _, records = self._count(self._end_of_records(first))
        row = self.records + records + 1 - self._above
        line = self.lines + self._block.count(b"\n", 0, first) + 1
        last = line + self._block.count(b"\n", first, close)
        if row < 1:
            return TableError("open_quote_header", line=line, last=last)
        if last == line and close < len(self._block):
            return TableError("quote_then_text", row=row, line=line)
        return TableError("open_quote", row=row, line=line, last=last)
