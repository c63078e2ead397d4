"""A workbook is a zip: its directory says how many parts it has and how large they get, so that a zip bomb is refused
unopened."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

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


def check_workbook(path: Path, kind: str = "xlsx", limits: Limits = NO_LIMITS) -> None:
    """Refuse, before opening it, a workbook that is none, is locked, or is too large unpacked."""
    with foreign("broken_xlsx"), zipfile.ZipFile(path) as archive:
        _check_directory(archive.infolist(), limits)
        if kind == "ods":
            return
        if "[Content_Types].xml" not in archive.namelist() or not _sheets(archive):
            raise TableError("no_xlsx")
        _check_elements(archive, limits)


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise TableError("unsafe_xlsx", reason=f"{len(parts)} > {MOST_PARTS} parts")
    limits.check(text=unpacked)
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
