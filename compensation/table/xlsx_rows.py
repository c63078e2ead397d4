"""The first sheet of a workbook as it stands in its XML: one row at a time, with its own number, nothing filled in.

openpyxl hands out rows up to the highest number and the rightmost cell, so that a row that says it is number two
billion takes hours, and it leaves out a row whose number is not above the one before, without a word. Here a row
that is not there costs nothing and one out of order is refused; of the XML no more than one row is built; and of the
workbook only what tells the values of cells is opened (texts, formats of dates), not its names, themes or links.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from compensation.table.faults import TableError

# A workbook without styles of its own, a date beyond the calendar: the cell says what is wrong, not the parser.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
#: What a sheet can hold in Excel: rows, and cells in a row.
MOST_ROWS, MOST_CELLS = 1_048_576, 16_384
#: Elements in one row: a cell has its value, its formula or the pieces of a text.
_MOST_ELEMENTS = 4 * MOST_CELLS
Cells = list[tuple[int, Any]]


class Sheet:
    """The first sheet of a workbook. Making one raises whatever the parsers raise for a workbook that is none."""

    def __init__(self, path: Path) -> None:
        reader = ExcelReader(path, read_only=True, data_only=True, keep_links=False)
        self.archive = reader.archive
        try:
            reader.read_manifest()
            reader.read_strings()
            reader.read_workbook()
            apply_stylesheet(reader.archive, reader.wb)
            sheets = (related.target for _, related in reader.parser.find_sheets() if "chartsheet" not in related.Type)
            #: Its part of the archive.
            self.part = str(next(part for part in sheets if part in reader.valid_files))
        except BaseException:
            self.archive.close()
            raise
        self._texts, self._book = reader.shared_strings, reader.wb

    def rows(self) -> Generator[tuple[int, Cells], None, None]:
        """Number (1 is the first) and cells (column, value; 1 is the first) of each row that the sheet has.

        Raises TableError for rows or cells out of order or beyond what a sheet can hold, and whatever the parser
        raises for XML that is none.
        """
        book, previous = self._book, 0
        with self.archive.open(self.part) as source:
            parser = WorkSheetParser(
                source,
                self._texts,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for element in _row_elements(source):
                number, cells = parser.parse_row(element)
                if number <= previous:
                    raise TableError("rows_out_of_order", row=number)
                if number > MOST_ROWS:
                    raise TableError("row_number", most=MOST_ROWS)
                yield number, _in_order(cells, number)
                previous = number

    def close(self) -> None:
        """Let go of the file."""
        self.archive.close()


def _row_elements(source: Any) -> Iterator[Any]:
    """Each row's element; everything else is let go of as it passes."""
    above: list[Any] = []
    inside = 0  # elements of the row that is open
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            above.append(element)
            inside += 1 if inside or element.tag == ROW_TAG else 0
            if inside > _MOST_ELEMENTS:
                raise TableError("row_too_wide", most=MOST_CELLS)
            continue
        above.pop()
        if element.tag == ROW_TAG:
            yield element
            inside = 0
        if not inside and above:
            above[-1].clear()


def _in_order(cells: list[dict[str, Any]], number: int) -> Cells:
    previous = 0
    found: Cells = []
    for cell in cells:
        column = cell["column"]
        if column <= previous or cell["row"] != number:
            raise TableError("cells_out_of_order", row=number)
        if column > MOST_CELLS:
            raise TableError("row_too_wide", most=MOST_CELLS)
        found.append((column, cell["value"]))
        previous = column
    return found
