"""Workbooks of which every part is written by hand, as no program writes them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

_MAIN = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = ("kenmerk", "leerweg", "begindatum", "einddatum", "uren_per_week", "werkdagen", "stagevergoeding")
PLACEMENT = ("1", "bol", "2-2-2026", "3-7-2026", "32", "ma,di,wo,do", "200")


def cell(reference: str, text: str) -> str:
    """A cell with its own text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, texts: tuple[str, ...] = PLACEMENT, says: object = None, more: str = "") -> str:
    """A row of cells; `says` is the number that it claims to have."""
    cells = "".join(cell(f"{chr(65 + place)}{number}", text) for place, text in enumerate(texts))
    return f'<row r="{number if says is None else says}">{cells}{more}</row>'


def sheet(*rows: str) -> str:
    """A sheet of a header, ten placements from row 2 on, and what is given."""
    return f"<sheetData>{row(1, HEAD)}{''.join(map(row, range(2, 12)))}{''.join(rows)}</sheetData>"


def bare(*rows: str, more: tuple[str, ...] = ()) -> str:
    """A sheet of a header, with more columns, and what is given."""
    return f"<sheetData>{row(1, (*HEAD, *more))}{''.join(rows)}</sheetData>"


def write(
    path: Path,
    data: str,
    *,
    texts: str | None = None,
    styles: str | None = None,
    in_book: str = "",
    padding: int = 0,
    part: str = "worksheets/sheet1.xml",
) -> Path:
    """Write a workbook of one sheet; `padding` is what keeps a large one from looking like a bomb."""
    kinds = {"workbook": "sheet.main", part.removesuffix(".xml"): "worksheet"}
    kinds |= {"sharedStrings": "sharedStrings"} if texts is not None else {}
    kinds |= {"styles": "styles"} if styles is not None else {}
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    related = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>'
        for place, (name, kind) in enumerate(kinds.items())
        if place
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {_MAIN}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets>{in_book}</workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
        )
        archive.writestr(f"xl/{part}", f"<worksheet {_MAIN}>{data}</worksheet>")
        if texts is not None:
            archive.writestr("xl/sharedStrings.xml", f"<sst {_MAIN}>{texts}</sst>")
        if styles is not None:
            archive.writestr("xl/styles.xml", f"<styleSheet {_MAIN}>{styles}</styleSheet>")
        if padding:
            archive.writestr(zipfile.ZipInfo("xl/media/padding.bin"), Random(1).randbytes(padding))
    return path
