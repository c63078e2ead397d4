"""Which reader a file needs: by what it holds, and for a zip or a table of plain text by its ending too."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from compensation.table.faults import TableError
from compensation.table.limits import Limits

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"\s*<(?:!doctype html|html|\?xml|table|meta|head)", re.IGNORECASE)


def opened(path: Path, limits: Limits, piece: int) -> Any:
    """The file, opened by the reader of its kind. Raises TableError."""
    with path.open("rb") as file:
        first = file.read(512)
    ending = path.suffix.lower()
    if ending == ".parquet":
        from compensation.table.caged.parquet_source import ParquetSource

        return ParquetSource(path, limits, piece)
    if ending in (".xlsx", ".xlsm", ".ods") or first.startswith((_ZIP, _OLD_OFFICE)):
        from compensation.table.caged.workbooks import WorkbookSource

        return WorkbookSource(path, _workbook(path, first, ending), limits, piece)
    if _PAGE.match(first.removeprefix(b"\xef\xbb\xbf")):
        raise TableError("web_page")
    from compensation.table.caged.text_files import TextSource

    return TextSource(path, limits, piece)


def _workbook(path: Path, first: bytes, ending: str) -> str:
    if first.startswith(_OLD_OFFICE[:4]):
        if b"E\0n\0c\0r\0y\0p\0t" in path.read_bytes() or not first.startswith(_OLD_OFFICE):
            raise TableError("encrypted_xlsx")
        return "xls"
    if not zipfile.is_zipfile(path):
        raise TableError("no_workbook", ending=ending)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return "ods" if "content.xml" in names and "[Content_Types].xml" not in names else "xlsx"
