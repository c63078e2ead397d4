"""Rows as CSV and Excel files, safe to open: a text that looks like a formula stays a text.

>>> from decimal import Decimal
>>> csv_bytes([{"name": "=1+1", "amount": Decimal("12.50")}]).decode("utf-8-sig")
"name,amount\\r\\n'=1+1,12.50\\r\\n"
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from compensation.table.safety import neutral_text
from compensation.table.xlsx_writer import workbook


def csv_bytes(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8 with a mark that Excel knows; amounts with a point, dates as 2026-01-31."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [])
    writer.writeheader()
    for row in rows:
        writer.writerow({k: neutral_text(v) if isinstance(v, str) else v for k, v in row.items()})
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """Sheets of rows as an Excel file: numbers as numbers, dates as dates, texts always as texts."""
    return workbook({title: _columns(rows) for title, rows in sheets.items()})


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, pa.Array]:
    return {name: pa.array([row[name] for row in rows]) for name in (rows[0] if rows else ())}
