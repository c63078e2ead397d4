"""What a document consists of, before it is a PDF or a Word file: headings, paragraphs, tables, lines to fill in.

The writers (letter, agreement, overview) make blocks; pdf.py and word.py draw the same blocks, so both files
say the same. A block holds finished text only: no amounts, no dates, no markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the document or of an annex."""

    text: str
    level: Literal[1, 2] = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; `small` for notes, `lead` is a bold opening (such as the subject of a request)."""

    text: str
    small: bool = False
    lead: str = ""


@dataclass(frozen=True)
class Item:
    """A line of a list, with an address of a page where there is one."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: Sequence[Item]
    small: bool = False


@dataclass(frozen=True)
class Fields:
    """Labels with what is filled in; an empty value is a line to write on."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Letterhead:
    """Who writes to whom, beside each other on paper."""

    sender: Fields
    receiver: Fields


@dataclass(frozen=True)
class Cell:
    """A cell of a table; the note stands small below the text (a mark beside an amount)."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a header row. Columns have a relative width; `right` aligns amounts. The last row may be a total."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    right: Sequence[bool]
    total: bool = False
    small: bool = False


@dataclass(frozen=True)
class Signatures:
    """Places to sign: the role, and the name below the line where it is known; `before` stands above, with them."""

    people: Sequence[tuple[str, str]]
    name: str
    place_and_date: str
    signature: str
    before: Sequence[str] = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Bullets | Fields | Letterhead | Table | Signatures | PageBreak


@dataclass(frozen=True)
class Document:
    """A document: its language, its title (for the file's properties), its footer and its blocks."""

    lang: str
    title: str
    footer: str
    page: str
    blocks: Sequence[Block]

    def data(self) -> dict[str, Any]:
        """The document as plain data; every block names its type."""
        blocks = [{"type": type(block).__name__, **asdict(block)} for block in self.blocks]
        return {
            "lang": self.lang,
            "title": self.title,
            "footer": self.footer,
            "page": self.page,
            "blocks": blocks,
        }


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """A row of cells; plain text becomes a cell without a note."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
