"""A document as an editable Word file (.docx): styles, a language, header rows that repeat, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from compensation.papers.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Fields,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from compensation.texts import LANGUAGES

_FONT = "Calibri"
_ACCENT = RGBColor(0x1F, 0x5F, 0x74)
_TEXT_WIDTH = 166
_LABEL_WIDTH = 45
_LINE = "_" * 38
#: Zip files know no time before 1980.
_STAMP = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document, on: date) -> bytes:
    """The document as a Word file, dated `on` in its properties."""
    file = docx.Document()
    _set_up(file, document, on)
    for block, follows in zip_longest(document.blocks, document.blocks[1:]):
        _DRAW[type(block)](file, block)
        if isinstance(block, Paragraph) and isinstance(follows, (Table, Fields, Bullets, Signatures)):
            file.paragraphs[-1].paragraph_format.keep_with_next = True
    out = io.BytesIO()
    file.save(out)
    return _without_clock(out.getvalue())


def _without_clock(made: bytes) -> bytes:
    """The same zip with one fixed time for every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            new.writestr(part, old.read(name))
    return out.getvalue()


# ---------------------------------------------------------------- page, styles, properties


def _set_up(file: Any, document: Document, on: date) -> None:
    section = file.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    _styles(file, LANGUAGES[document.lang].tag)
    properties, stamp = file.core_properties, datetime(on.year, on.month, on.day, tzinfo=UTC)
    properties.title, properties.author, properties.last_modified_by = document.title, "Passend", "Passend"
    properties.language, properties.comments = LANGUAGES[document.lang].tag, ""
    properties.created = properties.modified = stamp
    properties.revision = 1
    _footer(section.footer.paragraphs[0], document)


def _styles(file: Any, locale: str) -> None:
    for name, size in (("Normal", 10.5), ("Heading 1", 17), ("Heading 2", 12.5), ("List Bullet", 10.5)):
        style = file.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        if name.startswith("Heading"):
            style.font.color.rgb, style.font.bold = _ACCENT, True
        style.paragraph_format.space_after = Pt(6)
    file.styles["Footer"].font.size = Pt(8)
    file.styles["Heading 2"].paragraph_format.space_before = Pt(14)
    file.styles["List Bullet"].paragraph_format.space_after = Pt(4)
    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), locale)


def _footer(paragraph: Any, document: Document) -> None:
    """The footer text and `page 1 of 2`, counted by Word itself."""
    before, _, rest = document.page.partition("#1")
    between, _, after = rest.partition("#2")
    paragraph.add_run(f"{document.footer}    {before}")
    _count(paragraph, "PAGE")
    paragraph.add_run(between)
    _count(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _count(paragraph: Any, what: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


# ---------------------------------------------------------------- blocks


def _heading(file: Any, block: Heading) -> None:
    file.add_heading(block.text, block.level)


def _paragraph(file: Any, block: Paragraph) -> None:
    paragraph = file.add_paragraph()
    if block.lead:
        paragraph.add_run(f"{block.lead} ").bold = True
    run = paragraph.add_run(block.text)
    if block.small:
        run.font.size = Pt(9)


def _bullets(file: Any, block: Bullets) -> None:
    for item in block.items:
        line = f"{item.text} {item.url}" if item.url else item.text
        run = file.add_paragraph(style="List Bullet").add_run(line)
        if block.small:
            run.font.size = Pt(9)


def _fields(file: Any, block: Fields) -> None:
    for label, value in block.rows:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_LABEL_WIDTH))
        paragraph.paragraph_format.left_indent = Mm(_LABEL_WIDTH if label else 0)
        paragraph.paragraph_format.first_line_indent = Mm(-_LABEL_WIDTH if label else 0)
        paragraph.paragraph_format.space_after = Pt(3)
        if label:
            paragraph.add_run(f"{label}\t")
        paragraph.add_run(value or (_LINE if label else _LINE * 2))


def _letterhead(file: Any, block: Letterhead) -> None:
    _fields(file, block.sender)
    file.add_paragraph().paragraph_format.space_after = Pt(0)
    _fields(file, block.receiver)
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(file: Any, block: Table) -> None:
    table = file.add_table(rows=0, cols=len(block.head))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.LEFT, False
    widths = [Mm(_TEXT_WIDTH * part / sum(block.widths)) for part in block.widths]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    size = Pt(9 if block.small else 10)
    _row(table, [Cell(name) for name in block.head], block, widths, size, bold=True)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    for number, cells in enumerate(block.rows, start=1):
        _row(table, list(cells), block, widths, size, bold=block.total and number == len(block.rows))
    file.add_paragraph().paragraph_format.space_after = Pt(0)


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


def _signatures(file: Any, block: Signatures) -> None:
    for sentence in block.before:
        file.add_paragraph(sentence).paragraph_format.keep_with_next = True
    for role, name in block.people:
        if role:
            paragraph = file.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(10)
            paragraph.add_run(role).bold = True
        lines = [(block.place_and_date, ""), (block.signature, ""), (block.name, name)]
        _fields(file, Fields([(label, value) for label, value in lines if label]))


def _page_break(file: Any, _block: PageBreak) -> None:
    file.add_page_break()


_DRAW: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Fields: _fields,
    Letterhead: _letterhead,
    Table: _table,
    Signatures: _signatures,
    PageBreak: _page_break,
}
