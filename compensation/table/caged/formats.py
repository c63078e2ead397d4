"""How the cells of a workbook are shown: numbers as a percentage, and days of which only the month is seen.

What is shown is what was meant: a program that is given `sep-26` keeps the first of September and shows no day.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat

from compensation.table.faults import TableError
from compensation.table.limits import MEGABYTE

PERCENT, MONTH = "percent", "month"
#: The formats that every workbook knows and does not write down (ECMA-376, part 1, 18.8.30): 0%, 0.00% and mmm-yy.
KNOWN: Mapping[int, str] = {9: PERCENT, 10: PERCENT, 17: MONTH}
Begin = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
_SAID = re.compile(r'"[^"]*"|\\.|\[[^]]*\]|[_*].')


def shown_as(code: str) -> str | None:
    """What the code of a format shows; None where it is no percentage, and no month without a day.

    >>> shown_as("0.0%"), shown_as("[$-413]mmm-yy;@"), shown_as("d mmm yyyy"), shown_as('#,##0 "per m"')
    ('percent', 'month', None, None)
    """
    bare = _SAID.sub("", code)
    if "%" in bare:
        return PERCENT
    letters = {letter for letter in bare.partition(";")[0].casefold() if letter.isalpha()}
    return MONTH if "y" in letters and letters <= {"m", "y"} else None


def refuse_doctype(*_: Any) -> None:
    """A document type names other files, or swells."""
    raise TableError("unsafe_xlsx", reason="DOCTYPE")


def parse(
    archive: zipfile.ZipFile, part: str, begin: Begin, end: End | None = None, letters: End | None = None
) -> None:
    """Read a part of a workbook as a stream of elements."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = letters
    parser.StartDoctypeDeclHandler = refuse_doctype
    with archive.open(part) as source:
        while piece := source.read(MEGABYTE):
            parser.Parse(piece)
        parser.Parse(b"", True)


def shown_styles(archive: zipfile.ZipFile, part: str | None) -> Mapping[str, str]:
    """The numbers of the styles that show a number as a percentage or as a month, with which of them."""
    formats: dict[str, str | None] = {str(number): shown for number, shown in KNOWN.items()}
    styles: list[str | None] = []
    inside = False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        bare = name.rpartition(":")[2]
        if bare == "numFmt":
            formats[attributes.get("numFmtId", "")] = shown_as(attributes.get("formatCode", ""))
        elif bare == "cellXfs":
            inside = True
        elif bare == "xf" and inside:
            styles.append(formats.get(attributes.get("numFmtId", "")))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name.rpartition(":")[2] != "cellXfs"

    if part is not None:
        parse(archive, part, begin, end)
    return {str(place): shown for place, shown in enumerate(styles) if shown is not None}
