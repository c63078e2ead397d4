"""The template, the example and the page of columns are what the reader of files understands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from compensation import load_rulebook
from compensation.table import assess_file
from compensation.table.catalog import COLUMNS, REQUIRED, canonical_name
from compensation.table.template import (
    columns_page,
    example_columns,
    example_csv,
    example_xlsx,
    template_columns,
    template_csv,
    template_xlsx,
)
from compensation.texts import LANGUAGES

BOOK = load_rulebook()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_read_and_filled_in_it_is_computed(tmp_path: Path, lang: str, kind: str) -> None:
    path = tmp_path / f"in.{kind}"
    path.write_bytes(template_csv(lang) if kind == "csv" else template_xlsx(lang))
    report = assess_file(path, tmp_path / "out.csv", rulebook=BOOK, lang=lang)
    assert (report.rows, report.carried) == (0, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_second_sheet_explains_every_column(tmp_path: Path, lang: str) -> None:
    (tmp_path / "t.xlsx").write_bytes(template_xlsx(lang))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [column.name for column in COLUMNS]
    assert all(row[3] and row[4] for row in rows[1:])
    headers = [cell.value for cell in book.worksheets[0][1]]
    assert {canonical_name(str(header)) for header in headers} == {column.name for column in template_columns()}
    assert set(REQUIRED) <= {canonical_name(str(header)) for header in headers}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_has_no_faults(tmp_path: Path, lang: str, kind: str) -> None:
    path = tmp_path / f"in.{kind}"
    path.write_bytes(example_csv(lang, BOOK) if kind == "csv" else example_xlsx(lang, BOOK))
    report = assess_file(path, tmp_path / "out.parquet", rulebook=BOOK)
    assert (report.rows, report.results, report.wrong_rows) == (500, 500, 0)
    assert report.carried == ("werkgever" if lang == "nl" else "employer",)


def test_the_example_is_about_every_sector_and_route_and_always_the_same() -> None:
    columns = example_columns("en", BOOK)
    assert set(columns["sector"].to_pylist()) == set(BOOK.sector_keys)
    assert set(columns["route"].to_pylist()) == {"bol", "bbl", "hbo", "wo"}
    assert all(columns[name].equals(again) for name, again in example_columns("en", BOOK).items())


def test_the_page_of_columns_is_current() -> None:
    page = (Path(__file__).parents[1] / "docs" / "columns.md").read_text(encoding="utf-8")
    assert page == columns_page(BOOK), "run: python -m compensation.table.template > docs/columns.md"
