"""Rows as CSV and Excel files, safe to open: a text that looks like a formula stays a text.

>>> csv_bytes([{"name": "=1+1", "amount": Decimal("12.50")}]).decode("utf-8-sig")
'name,amount\\r\\n\\'=1+1,12.50\\r\\n'
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
#: A spreadsheet reads a cell that begins with one of these as a formula or a command.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_STAMP = datetime(2020, 1, 1)
_WIDEST = 60


def safe_text(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA_SIGNS) else value


def csv_bytes(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8 with a mark that Excel knows; amounts with a point, dates as 2026-01-31."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows({name: _csv_cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any) -> Any:
    return safe_text(value) if isinstance(value, str) else value


def xlsx_bytes(sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """Sheets of rows as an Excel file: numbers as numbers, dates as dates, texts always as texts."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = _STAMP
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        names = list(rows[0]) if rows else []
        for column, name in enumerate(names, start=1):
            head = sheet.cell(1, column)
            _put(head, name)
            head.font = Font(bold=True)
            longest = max((len(str(row[name])) for row in rows if row[name] is not None), default=0)
            sheet.column_dimensions[head.column_letter].width = min(max(longest, len(name)) + 2, _WIDEST)
            for line, row in enumerate(rows, start=2):
                _put(sheet.cell(line, column), row[name])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, (bool, int, Decimal, date)) or value is None:
        cell.value = value
        if isinstance(value, Decimal):
            cell.number_format = "#,##0.00"
    else:
        cell.value = str(value)
        cell.data_type = "s"
