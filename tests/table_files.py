"""Small files of placements for the tests of files in and files out."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compensation import load_rulebook
from compensation.table import TableError, assess_file

BOOK = load_rulebook()
HEADER = ["id", "route", "start", "end", "hours_per_week", "workdays", "norm", "offer.allowance.amount", "employer"]
GOOD = ["a1", "bol", "2026-02-02", "2026-07-03", "32", "mon,tue,wed,thu", "national", "250.50", "Bakkerij Ünal"]


def rows_of(number: int = 6, bad: tuple[int, ...] = (2, 5)) -> list[list[str]]:
    rows = []
    for place in range(number):
        row = [f"a{place + 1}", *GOOD[1:]]
        if place + 1 in bad:
            row[4] = "99"
        rows.append(row)
    return rows


def write_csv(path: Path, rows: list[list[Any]], header: list[str] | None = None, **form: Any) -> Path:
    separator, encoding = form.get("separator", ";"), form.get("encoding", "utf-8")
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([header or HEADER, *rows])
    return path


def write_xlsx(path: Path, rows: list[list[Any]], header: list[Any] | None = None, title: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [*([[title]] if title else []), header or HEADER, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def write_input(path: Path, rows: list[list[Any]]) -> Path:
    if path.suffix == ".csv":
        return write_csv(path, rows)
    if path.suffix == ".xlsx":
        return write_xlsx(path, rows)
    columns = list(zip(*rows, strict=True))
    pq.write_table(pa.table([pa.array(column) for column in columns], HEADER), path)
    return path


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False)
    return pd.read_excel(path) if path.suffix == ".xlsx" else pd.read_parquet(path)


def run(path: Path, target: Path, **options: Any) -> Any:
    return assess_file(path, target, rulebook=BOOK, **options)


def refused(path: Path, target: Path, **options: Any) -> TableError:
    before = sorted(target.parent.iterdir())
    with pytest.raises(TableError) as caught:
        run(path, target, **options)
    assert sorted(target.parent.iterdir()) == before, "something was left behind"
    assert len(caught.value.message("nl").splitlines()) == 1
    return caught.value
