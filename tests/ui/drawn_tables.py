"""The tables of a page as the visitor reads them: out of the HTML that the page sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Table:
    """A table: what it is called for who cannot see it, its heads, and its rows with the name first."""

    alt: str
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self._cells: list[str] | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(Table(dict(attrs)["aria-label"] or ""))
        elif tag == "tr":
            self._cells = []
        elif tag in ("th", "td") and self._cells is not None:
            self._inside = True
            self._cells.append("")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        table = self.tables[-1] if self.tables else None
        if tag in ("th", "td"):
            self._inside = False
        elif tag == "tr" and table is not None and self._cells is not None:
            if table.heads:
                table.rows.append(self._cells)
            else:
                table.heads = self._cells

    def handle_data(self, data: str) -> None:
        if self._inside and self._cells is not None:
            self._cells[-1] += data


def tables_of(html: str) -> list[Table]:
    """The tables of a piece of HTML."""
    reader = _Reader()
    reader.feed(html)
    return reader.tables


def tables(app) -> list[Table]:
    """The tables of a page under AppTest, from top to bottom."""
    return [table for block in app.get("html") for table in tables_of(block.proto.body)]
