"""How much of a file is read, in one place: rows, cells, letters, and what the process may take that reads it.

docs/limits.md says the same numbers (tests/test_limits.py). Without limits of a page memory stays flat over any
length; a page has limits of its own, for it serves several visitors at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from compensation.table.faults import TableError

MEGABYTE = 1024 * 1024
#: No row of placements is longer; a longer one is told before it, or what comes after it, fills the memory.
LONGEST_RECORD = 32 * MEGABYTE
#: The longest line of a text file.
LONGEST_LINE = 16 * MEGABYTE
#: What is in memory at a time of a file of any length: cells, letters.
PIECE_CELLS, PIECE_TEXT = 500_000, 32 * MEGABYTE
MOST_COLUMNS, MOST_TABS = 5_000, 100
#: What a sheet can hold in Excel: rows, and cells in a row.
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
#: How many rows of a tab are looked at for its column names.
HEAD_ROWS = 60
#: How many files may be read at once by one server; who comes next waits.
MOST_AT_ONCE = 3


@dataclass(frozen=True)
class Limits:
    """The most of one file; None is no limit. The last three are those of the process that reads it.

    rows, cells (rows x columns), bytes of text, different texts; bytes of memory (addresses), seconds of processor time
    (and so many more for each megabyte of the file), seconds that one piece may take to come.
    """

    rows: int | None = None
    cells: int = 120_000_000
    text: int | None = None
    texts: int | None = None
    memory: int = 6144 * MEGABYTE
    seconds: int = 120
    seconds_a_megabyte: int = 4
    wait: int = 300

    def check(self, *, rows: int = 0, columns: int = 0, text: int = 0) -> None:
        """Raise TableError when so many rows of so many columns, or so much text, are too many."""
        if self.rows is not None and rows > self.rows:
            raise TableError("too_many_rows", most=self.rows)
        if self.text is not None and text > self.text:
            raise TableError("too_much_text", most=self.text // MEGABYTE)
        if self.rows is not None and rows * columns > self.cells:
            raise TableError("too_many_cells", rows=rows, columns=columns, most=self.cells)

    def check_at_once(self, rows: int, columns: int) -> None:
        """Raise TableError when a sheet, which is in memory as a whole, has more cells than fit."""
        if rows * columns > self.cells:
            raise TableError("too_many_cells", rows=rows, columns=columns, most=self.cells)


NO_LIMITS = Limits()
#: A page, or a request: several visitors share one memory.
PAGE_MEGABYTES, PAGE_ROWS = 5, 25_000
PAGE = Limits(
    rows=PAGE_ROWS,
    cells=5_000_000,
    text=100 * MEGABYTE,
    texts=500_000,
    memory=1536 * MEGABYTE,
    seconds=30,
    seconds_a_megabyte=0,
    wait=60,
)
#: What one visit may have read on the page, all its files together.
VISIT_FILES, VISIT_MEGABYTES = 60, 100
#: Text of any file, and more of it for each row. A row of placements in every column has less than half as much.
_TEXT_OF_A_FILE, _TEXT_OF_A_ROW = 64 * MEGABYTE, 4096


def refuse_repeated(text: int, rows: int) -> None:
    """Refuse a file that stores a long text once and uses it in row after row: read, it would fill the disk.

    `text` is what so many rows hold, written out, in bytes. Raises TableError.
    """
    if text > _TEXT_OF_A_FILE + _TEXT_OF_A_ROW * rows:
        raise TableError("text_repeated", rows=rows, megabytes=text // MEGABYTE)
