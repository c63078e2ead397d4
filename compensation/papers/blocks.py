"""What a document consists of, before it is a PDF or a Word file: headings, paragraphs, tables, lines to fill in.

The writers (letter, agreement, overview) make blocks; pdf.py and word.py draw the same blocks, so both files
say the same. A block holds finished text only: no amounts, no dates, no markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from compensation.papers.charts import Histogram, Plot


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
    """Two people beside each other on paper: who writes to whom, or who agrees with whom."""

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
class Signer:
    """Who signs: the role, and what stands below the signature, labels with a value or a line to write on."""

    role: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Signatures:
    """Places to sign; no place is split over two pages. `before` stands above, with them."""

    people: Sequence[Signer]
    signature: str
    before: Sequence[str] = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Bullets | Fields | Letterhead | Table | Signatures | PageBreak | Plot | Histogram


@dataclass(frozen=True)
class Part:
    """Pages with a footer of their own, counted by themselves; `page` has #1 and #2 for which page of how many."""

    footer: str
    page: str
    blocks: Sequence[Block]

    def data(self) -> dict[str, Any]:
        """The part as plain data; every block names its type."""
        blocks = [{"type": type(block).__name__, **asdict(block)} for block in self.blocks]
        return {"footer": self.footer, "page": self.page, "blocks": blocks}


@dataclass(frozen=True)
class Document:
    """A document: its language, its title (for the file's properties) and its parts; `small` print to stay short."""

    lang: str
    title: str
    parts: Sequence[Part]
    small: bool = False

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all parts."""
        return [block for part in self.parts for block in part.blocks]

    def data(self) -> dict[str, Any]:
        """The document as plain data."""
        parts = [part.data() for part in self.parts]
        return {"lang": self.lang, "title": self.title, "small": self.small, "parts": parts}


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """A row of cells; plain text becomes a cell without a note."""
    return tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
