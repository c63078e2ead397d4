"""Files are other people's: a workbook is looked over before it is opened, and nothing that leaves can run.

A cell that begins with = + - @, a tab or a return is a formula to a spreadsheet (CSV injection, OWASP); such text
gets an apostrophe in front in every csv and xlsx that leaves. A workbook is a zip: its directory says how many
parts it has and how large they get, so that a zip bomb is refused unopened.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from compensation.table.faults import TableError, foreign
from compensation.table.limits import MEGABYTE, NO_LIMITS, Limits

MOST_UNPACKED = 2048 * MEGABYTE
MOST_PARTS = 2000
#: Sheets of numbers shrink some twenty times; a bomb a thousand times.
MOST_RATIO = 200
SMALL = 10 * MEGABYTE
#: Parts below this are never too many elements.
SMALL_PART = MEGABYTE // 4
#: Elements of the texts that cells share (two or more a text), and of all other parts but the sheets together.
_SHARED_TEXTS = "xl/sharedstrings.xml"
MOST_TEXTS, MOST_ELEMENTS = 5_000_000, 500_000
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*ref=\"([A-Z0-9:]+)\"")
_FORMULA = r"^[=+\-@\t\r]"


def neutral(array: pa.Array) -> pa.Array:
    """A text column in which no cell is a formula."""
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return array
    risky = pc.match_substring_regex(array, _FORMULA)
    if not pc.any(risky).as_py():
        return array
    return pc.if_else(risky, pc.binary_join_element_wise(pa.scalar("'", array.type), array, ""), array)


def neutral_text(value: str) -> str:
    """One cell of text that is no formula.

    >>> neutral_text("=1+1"), neutral_text("ok")
    ("'=1+1", 'ok')
    """
    return f"'{value}" if re.match(_FORMULA, value) else value


def check_workbook(path: Path, limits: Limits = NO_LIMITS) -> None:
    """Refuse, before opening it, a workbook that is none, is locked, or is too large unpacked."""
    with path.open("rb") as file:
        if file.read(len(_OLD_EXCEL)) == _OLD_EXCEL:
            raise TableError("encrypted_xlsx")
    if not zipfile.is_zipfile(path):
        raise TableError("no_xlsx")
    with foreign("broken_xlsx"), zipfile.ZipFile(path) as archive:
        _check_directory(archive.infolist())
        if "[Content_Types].xml" not in archive.namelist() or not _sheets(archive):
            raise TableError("no_xlsx")
        _check_elements(archive, limits)


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise TableError("unsafe_xlsx", reason=f"{len(parts)} > {MOST_PARTS} parts")
    if unpacked > MOST_UNPACKED:
        raise TableError("unsafe_xlsx", reason=f"{unpacked // MEGABYTE} > {MOST_UNPACKED // MEGABYTE} MB")
    if unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1):
        raise TableError("unsafe_xlsx", reason=f"{unpacked // max(packed, 1)} : 1 > {MOST_RATIO} : 1")
    if any(part.flag_bits & 1 for part in parts):
        raise TableError("encrypted_xlsx")


def _check_elements(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse parts of which each element becomes an object, when there are more of them than people ever make."""
    others, sheets = 0, set(_sheets(archive))
    for part in archive.infolist():
        if part.file_size < SMALL_PART or part.filename in sheets or not part.filename.endswith((".xml", ".rels")):
            continue
        found = _elements(archive, part)
        if part.filename.lower() == _SHARED_TEXTS:
            if found > (limits.texts or MOST_TEXTS):
                raise TableError("too_many_texts", found=found, most=limits.texts or MOST_TEXTS)
        else:
            others += found
    if others > MOST_ELEMENTS:
        raise TableError("unsafe_xlsx", reason=f"{others} > {MOST_ELEMENTS} elements")


def _elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    with archive.open(part) as file:
        found = 0
        while piece := file.read(MEGABYTE):
            found += piece.count(b"<") - piece.count(b"</")
    return found


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    return sorted(name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))


def check_merged(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse merged cells. They stand at the end of a sheet's part; it is read in pieces and forgotten."""
    tail = b""
    with archive.open(name) as part:
        while piece := part.read(MEGABYTE):
            if found := _MERGED.search(tail + piece):
                raise TableError("merged_cells", cells=found.group(1).decode())
            tail = piece[-200:]
