"""A sheet of xlsx or xlsm as it stands in its XML, read as a stream: counted, and looked over before it is opened.

What a quick reader does not tell is told here: formulas without a stored value, cells shown as a percentage or as a
month, merged cells, hidden rows. And the cells are counted by this reader of its own, so that one that was lost is
noticed. Nothing is kept of a sheet but counts; a row out of order, a number beyond what a sheet can hold, and a
document type are refused.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from compensation.table.caged.formats import PERCENT, parse, refuse_doctype
from compensation.table.faults import TableError
from compensation.table.limits import MEGABYTE, SHEET_COLUMNS, SHEET_ROWS

MOST_MERGED = 20_000
_TEXT_KINDS = ("s", "str", "inlineStr", "e")
Begin = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
_DIGITS = re.compile(r"\d+")


@dataclass
class Scanned:
    """What a sheet holds: rows and cells with something in them, its last row and column, and what cannot be seen.

    `labels`: so many of the cells are texts that may be empty, `unsure`: formulas of which nobody can see whether they
    were computed (both xls). `formulas` and `percent`: by
    column (0 is the first) how many, and which rows (1 is the first); `months`: dates of which only the month is shown,
    likewise. `errors`: cells that hold an error (#N/A) in
    place of a value, which nobody reads as one.
    """

    rows: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    hidden_rows: int = 0
    labels: int = 0
    unsure: int = 0
    merged: list[str] = field(default_factory=list)
    formulas: dict[int, int] = field(default_factory=dict)
    errors: dict[int, int] = field(default_factory=dict)
    percent: dict[int, array[int]] = field(default_factory=dict)
    months: dict[int, array[int]] = field(default_factory=dict)

    def shown(self, how: str) -> dict[int, array[int]]:
        """The cells that are shown as a percentage, or as a month without a day."""
        return self.percent if how == PERCENT else self.months


def area(left: int, top: int, right: int, bottom: int) -> str:
    """An area of a sheet as it is written there; the first row and column are 0.

    >>> area(0, 0, 27, 4)
    'A1:AB5'
    """
    return f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"


def _letters(column: int) -> str:
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def scan(
    archive: zipfile.ZipFile, part: str, texts: bytes, styles: Mapping[str, str], computes_first: bool = False
) -> Scanned:
    """Look a sheet over; `texts` says of each shared text whether it has letters, `styles` which show % or a month.

    In a book that is computed first when it is opened (`computes_first`), a formula that says 0 was not computed yet.
    """
    scanner = _Scanner(texts, styles, computes_first)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scanner.begin
    parser.EndElementHandler = scanner.end
    parser.StartDoctypeDeclHandler = refuse_doctype
    scanner.parser = parser
    with archive.open(part) as source:
        while piece := source.read(MEGABYTE):
            parser.Parse(piece)
        parser.Parse(b"", True)
    scanner.finish_row()
    return scanner.found


class _Scanner:
    """What stands in the parser's way, element by element."""

    parser: Any

    def __init__(self, texts: bytes, styles: Mapping[str, str], computes_first: bool) -> None:
        self.found = Scanned()
        self._texts, self._styles, self._computes_first = texts, styles, computes_first
        self._columns: dict[str, int] = {}
        self._prefix: str | None = None
        self._row = self._column = self._places = 0
        self._row_text = ""
        self._filled = False  # whether the row has a cell with something in it
        self._tables = 0
        self._kind = self._value = ""
        self._inside = self._formula = self._has_value = False
        self._shown: str | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._prefix is None:
            self._prefix = name.rpartition(":")[0]
        bare = name[len(self._prefix) + 1 :] if self._prefix else name
        if bare == "c":
            self._begin_cell(attributes)
        elif bare == "v" or bare == "t":
            self._value, self.parser.CharacterDataHandler = "", self._letters
        elif bare == "f":
            self._formula = True
        elif bare == "row":
            self._begin_row(attributes)
        elif bare == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif bare == "sheetData":
            self._tables += 1
            if self._tables > 1:
                raise TableError("rows_out_of_order", row=1)

    def end(self, name: str) -> None:
        """An element ends."""
        bare = name[len(self._prefix) + 1 :] if self._prefix else name
        if bare == "c":
            self._end_cell()
        elif bare == "v" or bare == "t":
            self.parser.CharacterDataHandler = None
            if self._inside:
                self._has_value = self._has_value or self._holds(bare)

    def _letters(self, text: str) -> None:
        if len(self._value) < 64:
            self._value += text

    def _holds(self, bare: str) -> bool:
        """Whether what a cell's value says is something: a text that is there, or any number."""
        if bare == "v" and self._kind == "s":
            place = int(self._value) if self._value.strip().isdecimal() else -1
            if not 0 <= place < len(self._texts):
                raise ValueError(f"no shared text {self._value[:20]}")
            return bool(self._texts[place])
        return bool(self._value)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.finish_row()
        says = attributes.get("r")
        number = self._row + 1 if says is None else _number(says)
        if number <= self._row:
            raise TableError("rows_out_of_order", row=number)
        if number > SHEET_ROWS:
            raise TableError("row_number", most=SHEET_ROWS)
        self._row, self._row_text, self._column, self._places = number, str(number), 0, 0
        if attributes.get("hidden") in ("1", "true"):
            self._hidden = True

    _hidden = False

    def finish_row(self) -> None:
        """Count the row that ended."""
        if self._filled:
            self.found.rows += 1
            self.found.hidden_rows += self._hidden
            self.found.last_row = self._row
        self._filled = self._hidden = False

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._places += 1
        says = attributes.get("r")
        column = self._column + 1 if says is None else self._column_of(says)
        if column > SHEET_COLUMNS or self._places > SHEET_COLUMNS:
            raise TableError("row_too_wide", most=SHEET_COLUMNS)
        if column <= self._column:
            raise TableError("cells_out_of_order", row=self._row)
        self._column = column
        self._kind = attributes.get("t", "n")
        self._inside, self._formula, self._has_value = True, False, False
        self._shown = self._styles.get(attributes.get("s", ""))

    def _column_of(self, says: str) -> int:
        name = says.rstrip("0123456789")
        if says[len(name) :] != self._row_text:
            raise TableError("cells_out_of_order", row=self._row)
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = _column(name)
        return column

    def _end_cell(self) -> None:
        if not self._inside:
            return
        self._inside = False
        place, found = self._column - 1, self.found
        if self._has_value and self._kind == "e":
            found.errors[place] = found.errors.get(place, 0) + 1
            found.last_column = max(found.last_column, self._column)
        elif self._has_value:
            found.cells += 1
            self._filled = True
            if self._column > found.last_column:
                found.last_column = self._column
            if self._formula and self._computes_first and self._kind == "n" and self._value.strip() == "0":
                found.formulas[place] = found.formulas.get(place, 0) + 1
            if self._shown is not None and self._kind not in _TEXT_KINDS:
                found.shown(self._shown).setdefault(place, array("I")).append(self._row)
        elif self._formula and self._kind != "str":
            found.formulas[place] = found.formulas.get(place, 0) + 1

    def _merge(self, ref: str) -> None:
        if len(self.found.merged) < MOST_MERGED and ":" in ref:
            self.found.merged.append(ref[:40])


def _number(says: str) -> int:
    if says.startswith("-"):
        raise TableError("rows_out_of_order", row=0)
    if not _DIGITS.fullmatch(says):
        raise ValueError(f"no number of a row: {says[:20]}")
    if len(says) > 9:
        raise TableError("row_number", most=SHEET_ROWS)
    return int(says)


def _column(name: str) -> int:
    if len(name) > 4:
        raise TableError("row_too_wide", most=SHEET_COLUMNS)
    place = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"no column {name[:10]}")
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


# ---------------------------------------------------------------- the parts beside the sheets


def shared_texts(archive: zipfile.ZipFile, part: str | None) -> bytes:
    """Of each text that cells share: 1 where it has letters, 0 where it is empty."""
    found, phonetic, open_text = bytearray(), 0, False

    def begin(name: str, _: Any) -> None:
        nonlocal phonetic, open_text
        bare = name.rpartition(":")[2]
        if bare == "si":
            found.append(0)
        phonetic += bare == "rPh"
        open_text = bare == "t" and not phonetic

    def end(name: str) -> None:
        nonlocal phonetic, open_text
        phonetic -= name.rpartition(":")[2] == "rPh"
        open_text = False

    def letters(_: str) -> None:
        if open_text and found:
            found[-1] = 1

    if part is not None:
        parse(archive, part, begin, end, letters)
    return bytes(found)
