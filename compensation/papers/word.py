"""A document as an editable Word file (.docx): styles, a language, header rows that repeat, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from compensation.papers.blocks import (
    Bullets,
    Document,
    Fields,
    Letterhead,
    PageBreak,
    Paragraph,
    Part,
    Signatures,
    Table,
)
from compensation.papers.word_blocks import DRAW, SMALL, USUAL, Look
from compensation.texts import LANGUAGES

#: A font that every office program has, or one of the same widths.
_FONT = "Arial"
_ACCENT = RGBColor(0x1F, 0x5F, 0x74)
#: Zip files know no time before 1980.
_STAMP = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document, on: date) -> bytes:
    """The document as a Word file, dated `on` in its properties."""
    file, look = docx.Document(), SMALL if document.small else USUAL
    _set_up(file, document, on, look)
    for number, part in enumerate(document.parts):
        section = file.add_section(WD_SECTION.NEW_PAGE) if number else file.sections[0]
        _section(section, look)
        _footer(section.footer.paragraphs[0], part, number, len(document.parts), look)
        for block, follows in zip_longest(part.blocks, part.blocks[1:]):
            DRAW[type(block)](file, block, look)
            if isinstance(block, Paragraph) and isinstance(follows, (Table, Fields, Bullets, Signatures, Letterhead)):
                file.paragraphs[-1].paragraph_format.keep_with_next = True
        _bookmark(file.paragraphs[-1], _end(number), number)
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


def _set_up(file: Any, document: Document, on: date, look: Look) -> None:
    _styles(file, LANGUAGES[document.lang].tag, look)
    properties, stamp = file.core_properties, datetime(on.year, on.month, on.day, tzinfo=UTC)
    properties.title, properties.author, properties.last_modified_by = document.title, "Passend", "Passend"
    properties.language, properties.comments = LANGUAGES[document.lang].tag, ""
    properties.created = properties.modified = stamp
    properties.revision = 1


def _section(section: Any, look: Look) -> None:
    """Pages of A4 with their own footer, counted by themselves."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(look.margin)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(look.top), Mm(look.top), Mm(8)
    section.footer.is_linked_to_previous = False
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)


def _styles(file: Any, locale: str, look: Look) -> None:
    sizes = {"Normal": look.body, "Heading 1": look.title, "Heading 2": look.heading, "List Bullet": look.body}
    for name, size in sizes.items():
        style = file.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        if name.startswith("Heading"):
            style.font.color.rgb, style.font.bold = _ACCENT, True
        style.paragraph_format.space_after = Pt(look.gap)
        style.paragraph_format.line_spacing = 1.08
    file.styles["Footer"].font.size = Pt(8)
    file.styles["Heading 1"].paragraph_format.space_before = Pt(0)
    file.styles["Heading 2"].paragraph_format.space_before = Pt(2 * look.gap)
    file.styles["List Bullet"].paragraph_format.space_after = Pt(look.gap / 2)
    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), locale)


def _footer(paragraph: Any, part: Part, number: int, parts: int, look: Look) -> None:
    """The footer text, and at the right `page 1 of 2`, counted by Word itself.

    Of several parts each says its own last page. Word works that out when it prints; until then it shows what is
    written here, the pages that the part is meant to have.
    """
    stops = paragraph.paragraph_format.tab_stops
    paragraph.style.paragraph_format.tab_stops.clear_all()
    stops.add_tab_stop(Mm(look.width), WD_TAB_ALIGNMENT.RIGHT)
    before, _, rest = part.page.partition("#1")
    between, _, after = rest.partition("#2")
    paragraph.add_run(f"{part.footer}\t{before}")
    _count(paragraph, "PAGE")
    paragraph.add_run(between)
    meant = 1 + sum(isinstance(block, PageBreak) for block in part.blocks)
    _count(paragraph, "NUMPAGES" if parts == 1 else f"PAGEREF {_end(number)}", str(meant))
    paragraph.add_run(after)


def _end(number: int) -> str:
    return f"end_{number}"


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    """A mark at the end of a part: its page is how many pages the part has."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _count(paragraph: Any, what: str, shown: str = "1") -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
