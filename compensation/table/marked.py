"""A copy of somebody's file in which every wrong cell is coloured and has a note; each row keeps its number.

It is a working file: it holds the rows, and its first lines and its properties say so. Put right it can be read again
as it is: the explanation stands on a sheet of its own. Of a text file it is a workbook. Columns that are not read
because they are about persons stay empty in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from compensation.rulebook import RuleBook
from compensation.table.arrays import as_text
from compensation.table.error_groups import group_rows, groups_of
from compensation.table.faults import TableError
from compensation.table.files import explained, open_source
from compensation.table.limits import NO_LIMITS, SHEET_ROWS, Limits
from compensation.table.look import Look, look_at
from compensation.table.mapping import DROP, NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.safety import neutral_text
from compensation.table.source import Chunk
from compensation.table.xlsx_file import XlsxFile
from compensation.texts import text

#: Notes are held in memory until the workbook is written; further cells are coloured without one.
MOST_NOTES = 5_000
_LONGEST_TEXT, _LONGEST_NOTE, _LONGEST_NAME = 32_767, 1_000, 31
_MOST_DIGITS = 15
_FIRST_SAFE_YEAR = 1901  # before March 1900 Excel's calendar is wrong
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "day": {"num_format": 14},
    "moment": {"num_format": 22},
    "head": {"bold": True, "text_wrap": True, "valign": "top"},
    "wrong": {"bg_color": "#FFD9C7", "border": 1, "border_color": "#B3361A"},
    "wrong_day": {"bg_color": "#FFD9C7", "border": 1, "border_color": "#B3361A", "num_format": 14},
    "name": {"bold": True},
    "said": {"text_wrap": True, "valign": "top"},
}
_WIDTHS = (10, 28, 28, 70, 50)
_NARROW, _WIDE = 11, 36

Notes = dict[int, list[str]]


def marked_copy(
    source: Path,
    target: Path | IO[bytes],
    errors: pa.Table,
    book: RuleBook,
    lang: str,
    *,
    tab: str | None = None,
    mapping: Answers = NO_MAPPING,
    accept_unused: bool = False,
    limits: Limits = NO_LIMITS,
) -> None:
    """Write the copy of a file, of which `errors` are the faults (row, id, column, value, problem), as xlsx.

    Raises TableError for a file that cannot be read, or that has more rows than a sheet.
    """
    with explained(source), closing(open_source(source, limits)) as opened:
        look = look_at(opened, book, mapping, tab=tab, accept_unused=accept_unused)
        copy = _Copy(target, look, errors, lang)
        with copy.workbook:
            copy.explain(book)
            copy.begin()
            for chunk in opened.chunks(look.choice):
                copy.add(chunk)


def _notes(errors: pa.Table, names: list[str]) -> dict[int, Notes]:
    """By the number of the row and the place of the column: what is said there.

    What is wrong with a column that the file does not have is said in its first cell, with the column's name.
    """
    found: dict[int, Notes] = {}
    for line in errors.to_pylist():
        column, problem = line["column"], line["problem"]
        place = names.index(column) if column in names else 0
        said = problem if column in names or not column else f"{column}: {problem}"
        found.setdefault(line["row"], {}).setdefault(place, []).append(said)
    return found


@dataclass
class _Copy:
    """The workbook while it is written, row by row."""

    target: Path | IO[bytes]
    look: Look
    errors: pa.Table
    lang: str
    _said: int = 0
    _formats: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook = XlsxFile(self.target)
        about = text("table.marked.working_file", self.lang)
        self.workbook.set_properties({"created": datetime(2026, 1, 1), "subject": about, "comments": about})
        self._formats = {name: self.workbook.add_format(dict(said)) for name, said in _FORMATS.items()}
        self._notes = _notes(self.errors, [column.name for column in self.look.columns])
        self._dropped = frozenset(column.place for column in self.look.columns if column.use == DROP)

    def explain(self, book: RuleBook) -> None:
        """A sheet that says what this file is, and every kind of fault."""
        sheet = self.workbook.add_worksheet(text("table.marked.sheet", self.lang))
        lines = ["working_file", "how", *(["more_notes"] if len(self.errors) > MOST_NOTES else [])]
        for row, key in enumerate(lines):
            sheet.write_string(row, 0, text(f"table.marked.{key}", self.lang, most=MOST_NOTES))
        for row, cells in enumerate(group_rows(groups_of(self.errors), book, self.lang), start=len(lines) + 1):
            form = self._formats["head" if row == len(lines) + 1 else "said"]
            for place, value in enumerate(cells):
                if isinstance(value, int):
                    sheet.write_number(row, place, value, form)
                elif value:
                    sheet.write_string(row, place, clean(value), form)
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def begin(self) -> None:
        """The sheet of the file, with what stands above its table and the names of the columns."""
        chosen = self.look.tabs[self.look.tab]
        names = [column.name for column in self.look.columns]
        said = text("table.marked.copy", self.lang)
        tab = re.sub(r"[\[\]:*?/\\]", " ", chosen.name)[:_LONGEST_NAME].strip("' ") or said
        taken = tab.casefold() == text("table.marked.sheet", self.lang).casefold()
        self._sheet = self.workbook.add_worksheet(said if taken else tab)
        self._sheet.activate()
        self._sheet.set_comments_author("Passend")
        for place, column in enumerate(self.look.columns):
            longest = max((len(cell) for cell in (names[place], *column.samples)), default=0)
            self._sheet.set_column(place, place, min(max(longest + 3, _NARROW), _WIDE))
        for number, cells in chosen.head:
            if number < self.look.header_row and self.look.kind != "parquet":
                self._row(number, cells)
        header = max(self.look.header_row, 1)
        self._row(header, names, "name")
        self._sheet.freeze_panes(header, 1)

    def add(self, chunk: Chunk) -> None:
        """The rows of a chunk, those with too many or too few cells at their own places."""
        columns = [column.to_pylist() for column in chunk.columns]
        ragged = {row.number: row.text for row in chunk.ragged}
        numbers = chunk.numbers.tolist()
        places = dict(zip(numbers, range(len(numbers)), strict=True))
        for number in sorted((*numbers, *ragged)):
            cells = [ragged[number]] if number in ragged else [column[places[number]] for column in columns]
            kept = (None if place in self._dropped else cell for place, cell in enumerate(cells))
            self._row(number, list(kept), notes=self._notes.get(number, {}))

    def _row(self, number: int, cells: Any, form: str | None = None, notes: Notes | None = None) -> None:
        line = number - 1 if self.look.kind != "parquet" or form else number
        if line >= SHEET_ROWS:
            raise TableError("xlsx_full", rows=SHEET_ROWS - 1)
        for place, value in enumerate(cells):
            said = (notes or {}).get(place)
            self._cell(line, place, value, "wrong" if said else form)
            if said and self._said < MOST_NOTES:
                self._said += 1
                note = clean("\n".join(said))[:_LONGEST_NOTE]
                self._sheet.write_comment(line, place, note, {"x_scale": 2.2, "y_scale": 1 + len(note) / 160})

    def _cell(self, line: int, place: int, value: Any, form: str | None) -> None:
        """A cell as it was: a number stays a number, text is never a formula."""
        sheet, formats = self._sheet, self._formats
        if value is None or value == "":
            if form is not None:
                sheet.write_blank(line, place, None, formats[form])
        elif isinstance(value, bool):
            sheet.write_boolean(line, place, value, formats.get(form or ""))
        elif isinstance(value, date) and value.year >= _FIRST_SAFE_YEAR:
            bare = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            whole = not isinstance(bare, datetime) or bare.time() == datetime.min.time()
            sheet.write_datetime(line, place, bare, formats[f"{form}_day" if form else "day" if whole else "moment"])
        elif isinstance(value, (int, float, Decimal)) and len(str(value).strip("-")) <= _MOST_DIGITS + 1:
            sheet.write_number(line, place, value, formats.get(form or ""))
        else:
            sheet.write_string(line, place, clean(as_text(value)), formats.get(form or ""))


def clean(value: str) -> str:
    """Text that Excel takes, and that is no formula."""
    return neutral_text(_ILLEGAL.sub("", value)[:_LONGEST_TEXT])
