"""The blocks of a document as parts of a Word file: paragraphs, tables, lines to write on, places to sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from compensation.papers.blocks import (
    Block,
    Bullets,
    Cell,
    Fields,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Table,
)
from compensation.papers.charts import Histogram, Plot

_LABEL_WIDTH = 45


@dataclass(frozen=True)
class Look:
    """Sizes in points and millimetres."""

    body: float
    note: float
    title: float
    heading: float
    margin: int
    top: int
    gap: float

    @property
    def width(self) -> int:
        """The width of the text."""
        return 210 - 2 * self.margin


USUAL = Look(body=10, note=8.5, title=16, heading=11.5, margin=22, top=20, gap=6)
SMALL = Look(body=9.1, note=8.2, title=14, heading=10.5, margin=20, top=14, gap=3.5)


def _heading(file: Any, block: Heading, _look: Look) -> None:
    file.add_heading(block.text, block.level)


def _paragraph(file: Any, block: Paragraph, look: Look) -> None:
    paragraph = file.add_paragraph()
    if block.lead:
        paragraph.add_run(f"{block.lead} ").bold = True
    run = paragraph.add_run(block.text)
    if block.small:
        run.font.size = Pt(look.note)


def _bullets(file: Any, block: Bullets, look: Look) -> None:
    for item in block.items:
        line = f"{item.text} {item.url}" if item.url else item.text
        run = file.add_paragraph(style="List Bullet").add_run(line)
        if block.small:
            run.font.size = Pt(look.note)


def _fields(file: Any, block: Fields, look: Look) -> None:
    _lines(file, block, look.width, look)
    _space(file)


def _letterhead(file: Any, block: Letterhead, look: Look) -> None:
    """Two columns: a table without borders, a table of labels in each."""
    half = (look.width - 8) / 2
    (row,) = _frame(file, [half, 8, half], 1).rows
    for cell, fields in ((row.cells[0], block.sender), (row.cells[2], block.receiver)):
        _lines(cell, fields, half, look, label_width=31 if look is SMALL else 24)
        _end_of(cell)
    _space(file)


def _lines(inside: Any, block: Fields, width: float, look: Look, *, label_width: float = _LABEL_WIDTH) -> None:
    """Labels with their values as a table without borders; an empty value is a line to write on.

    Where one is empty all have its height, so that what stands beside it stays in line.
    """
    table = _frame(inside, [label_width, width - label_width], len(block.rows))
    to_write_on = not all(value for _, value in block.rows)
    for row, (label, value) in zip(table.rows, block.rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if to_write_on:
            row.height = Mm(6)
        name, place = row.cells if label else (None, row.cells[0].merge(row.cells[1]))
        for cell, text in ((name, label), (place, value)):
            if cell is not None:
                cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.add_run(text).font.size = Pt(look.body)
        if not value:
            _underline(place)


def _frame(inside: Any, widths: list[float], rows: int) -> Any:
    """A table without borders of these widths in millimetres."""
    table = inside.add_table(rows, len(widths))
    table.autofit = False
    _no_margins(table)
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = Mm(width)
        for cell in grid.cells:
            cell.width = Mm(width)
    return table


def _no_margins(table: Any) -> None:
    """The text of a table without borders begins where other text begins."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _underline(cell: Any) -> None:
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "7B8B92")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = cell._tc.get_or_add_tcPr()
    # After the width and the merging, before the alignment: the order of the schema.
    place = next((n for n, child in enumerate(properties) if child.tag == qn("w:vAlign")), len(properties))
    properties.insert(place, borders)


def _end_of(cell: Any) -> None:
    """A cell begins with a paragraph of its own: it goes where tables stand in it, and a small one ends it."""
    first = cell.paragraphs[0]
    cell._tc.remove(first._p)
    _tiny(cell.add_paragraph())


def _space(file: Any) -> None:
    _tiny(file.add_paragraph())


def _tiny(paragraph: Any) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(4)


def _table(file: Any, block: Table, look: Look) -> None:
    table = file.add_table(rows=0, cols=len(block.head))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    widths = [Mm(look.width * part / sum(block.widths)) for part in block.widths]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    _light(table)
    size = Pt(look.note if block.small else look.body - 0.5)
    _row(table, [Cell(name) for name in block.head], block, widths, size, bold=True)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    for number, cells in enumerate(block.rows, start=1):
        _row(table, list(cells), block, widths, size, bold=block.total and number == len(block.rows))
    _space(file)


def _light(table: Any) -> None:
    """Lines below the rows only, as in the pdf."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in ("bottom", "insideH") else "nil")
        for name, value in (("sz", "4"), ("space", "0"), ("color", "C3CED2")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _row(table: Any, cells: list[Cell], block: Table, widths: list[Any], size: Any, *, bold: bool) -> None:
    added = table.add_row()
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, cell, width, right in zip(added.cells, cells, widths, block.right, strict=True):
        place.width = width
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(cell.text)
        run.bold, run.font.size = bold, size
        if cell.note:
            run.add_break()
            note = paragraph.add_run(cell.note)
            note.italic, note.font.size = True, Pt(8)


def _signatures(file: Any, block: Signatures, look: Look) -> None:
    """Two people beside each other; a row of people is never split over two pages."""
    for sentence in block.before:
        file.add_paragraph(sentence).paragraph_format.keep_with_next = True
    half, people = (look.width - 14) / 2, list(block.people)
    table = _frame(file, [half, 14, half], (len(people) + 1) // 2)
    for row, pair in zip(table.rows, zip_longest(people[::2], people[1::2]), strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, signer in zip((row.cells[0], row.cells[2]), pair, strict=True):
            if signer is not None:
                _signer(cell, block.signature, signer, half, look)
    _space(file)


def _signer(cell: Any, signature: str, signer: Signer, width: float, look: Look) -> None:
    if signer.role:
        role = cell.add_paragraph()
        role.paragraph_format.space_before, role.paragraph_format.space_after = Pt(6), Pt(0)
        role.paragraph_format.keep_with_next = True
        role.add_run(signer.role).bold = True
    place = _frame(cell, [width], 1)
    place.rows[0].height = Mm(14)
    run = place.rows[0].cells[0].paragraphs[0].add_run(signature)
    run.font.size = Pt(look.note)
    _underline(place.rows[0].cells[0])
    _lines(cell, Fields(signer.rows), width, look, label_width=18)
    _end_of(cell)


def _page_break(file: Any, _block: PageBreak, _look: Look) -> None:
    file.add_page_break()


def _chart(file: Any, block: Plot | Histogram, look: Look) -> None:
    """What a chart shows, in words."""
    file.add_paragraph().add_run(block.alt).font.size = Pt(look.note)


DRAW: dict[type[Block], Callable[[Any, Any, Look], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Fields: _fields,
    Letterhead: _letterhead,
    Table: _table,
    Signatures: _signatures,
    PageBreak: _page_break,
    Plot: _chart,
    Histogram: _chart,
}
