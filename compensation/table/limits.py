"""How much of a file is read. Without limits memory stays flat over any length; a page has limits of its own."""

from __future__ import annotations

from dataclasses import dataclass

from compensation.table.faults import TableError

MEGABYTE = 1024 * 1024
#: No row of placements is longer; a longer one is told before it, or what comes after it, fills the memory.
LONGEST_RECORD = 32 * MEGABYTE
#: What is in memory at a time of a file of any length: cells, letters.
PIECE_CELLS, PIECE_TEXT = 500_000, 32 * MEGABYTE


@dataclass(frozen=True)
class Limits:
    """The most rows, cells (rows x columns), bytes of text and different texts of one file; None is no limit."""

    rows: int | None = None
    cells: int | None = None
    text: int | None = None
    texts: int | None = None

    def check(self, *, rows: int = 0, columns: int = 0, text: int = 0) -> None:
        """Raise TableError when so many rows of so many columns, or so much text, are too many."""
        if self.rows is not None and rows > self.rows:
            raise TableError("too_many_rows", most=self.rows)
        if self.cells is not None and rows * columns > self.cells:
            raise TableError("too_many_cells", rows=rows, columns=columns, most=self.cells)
        if self.text is not None and text > self.text:
            raise TableError("too_much_text", most=self.text // MEGABYTE)


NO_LIMITS = Limits()
#: Text of any file, and more of it for each row. A row of placements in every column has less than half as much.
_TEXT_OF_A_FILE, _TEXT_OF_A_ROW = 64 * MEGABYTE, 4096


def refuse_repeated(text: int, rows: int) -> None:
    """Refuse a file that stores a long text once and uses it in row after row: read, it would fill the disk.

    `text` is what so many rows hold, written out, in bytes. Raises TableError.
    """
    if text > _TEXT_OF_A_FILE + _TEXT_OF_A_ROW * rows:
        raise TableError("text_repeated", rows=rows, megabytes=text // MEGABYTE)
