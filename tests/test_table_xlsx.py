"""The workbook that is written is read back by openpyxl with the same values, and holds nothing that runs."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pyarrow as pa
import pytest

from compensation.table import TableError
from compensation.table.xlsx_writer import XlsxWriter, workbook

MOMENT = dt.datetime(2026, 2, 2, 12, 30, 15, tzinfo=dt.UTC)
COLUMNS = {
    "money": pa.array([Decimal("1234.56"), None, Decimal("-0.05")], pa.decimal128(14, 2)),
    "text": pa.array(["<a> & \"b\" 'c'", None, "  Bakkerij Ünal\n2e regel\x0b "]),
    "word": pa.array(["meets", "below", None]).dictionary_encode(),
    "whole": pa.array([1, -2, None]),
    "long": pa.array([1234567890123456789, 0, 1]),
    "float": pa.array([0.1, 1e-7, float("inf")]),
    "yes": pa.array([True, False, None]),
    "day": pa.array([dt.date(2026, 2, 2), dt.date(1899, 1, 1), None]),
    "moment": pa.array([MOMENT, None, None], pa.timestamp("us", "UTC")),
    "list": pa.array([[1, 2], None, []]),
    "nothing": pa.nulls(3),
}


def read(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_every_kind_of_value() -> None:
    header, first, second, third = read(workbook({"x": COLUMNS}))
    assert header == list(COLUMNS)
    long = "1234567890123456789"
    assert first[:7] == [1234.56, "<a> & \"b\" 'c'", "meets", 1, long, 0.1, True]
    assert first[7:10] == [dt.datetime(2026, 2, 2), MOMENT.replace(tzinfo=None), "[1, 2]"]
    assert second[:8] == [None, None, "below", -2, 0, 1e-7, False, "1899-01-01"]
    assert third[:6] == [-0.05, "  Bakkerij Ünal\n2e regel ", None, None, 1, "inf"]


def test_formats_of_cells() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook({"x": COLUMNS}))).worksheets[0]
    formats = [cell.number_format for cell in sheet[2]]
    assert (formats[0], formats[1], formats[7], formats[8]) == ("#,##0.00", "General", "mm-dd-yy", "m/d/yy h:mm")
    assert sheet["A1"].font.b and not sheet["A2"].font.b
    assert sheet.freeze_panes == "B2"


def test_text_that_looks_like_a_formula_is_text() -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "ok"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook({"x": {"=a": pa.array(cells)}}))).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["'=a", "'=1+1", "+1", "-1", "'@x", "'\tx", "ok"]
    assert all(cell.data_type == "s" for cell in sheet["A"])


def test_columns_without_anything_are_hidden_and_the_others_wide_enough() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook({"x": COLUMNS}))).worksheets[0]
    widths = {name: sheet.column_dimensions[letter] for name, letter in zip(COLUMNS, "ABCDEFGHIJK", strict=True)}
    assert widths["nothing"].hidden and not widths["money"].hidden
    assert widths["long"].width >= len("1234567890123456789")
    assert sheet.auto_filter.ref == "A1:K4"


def test_several_sheets_in_chunks(tmp_path: Path) -> None:
    writer = XlsxWriter(tmp_path / "x.xlsx", "one")
    writer.write({"a": pa.array([1, 2])})
    writer.write({"a": pa.array([3])})
    writer.begin("[two]: a very long name for a sheet, too long")
    writer.write({"b": pa.array([], pa.string())})
    writer.close()
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["one", " two   a very long name for a s"]
    assert [row[0] for row in book["one"].iter_rows(values_only=True)] == ["a", 1, 2, 3]
    assert [row[0] for row in book.worksheets[1].iter_rows(values_only=True)] == ["b"]


def test_every_part_is_well_formed_and_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook({"a & b": COLUMNS, "c": COLUMNS}))) as archive:
        names = archive.namelist()
        for name in names:
            ElementTree.fromstring(archive.read(name))
        types = archive.read("[Content_Types].xml").decode()
    for name in names:
        assert name.endswith(".rels") or name == "[Content_Types].xml" or f'"/{name}"' in types


def test_a_sheet_with_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.xlsx_writer.MOST_ROWS", 4)
    assert len(read(workbook({"x": {"a": pa.array([1, 2, 3])}}))) == 4
    with pytest.raises(TableError, match="at most 3 rows"):
        workbook({"x": {"a": pa.array([1, 2, 3, 4])}})


def test_no_sheets_is_an_empty_file() -> None:
    assert workbook({}) == b""
