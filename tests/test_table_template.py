"""The template, the example and the page of columns are what the reader of files understands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from compensation import RuleBook, load_rulebook
from compensation.table import assess_file
from compensation.table.catalog import HOURS, REQUIRED, catalog_of
from compensation.table.columns_page import columns_page
from compensation.table.example import example_csv, example_rows, example_xlsx
from compensation.table.template import column_help, help_csv, template_columns, template_csv, template_xlsx
from compensation.texts import LANGUAGES
from tests.snapshot import check_made

BOOK = load_rulebook()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("sector", [None, "horeca"])
def test_the_template_is_read(tmp_path: Path, lang: str, kind: str, sector: str | None) -> None:
    path = tmp_path / f"in.{kind}"
    path.write_bytes(template_csv(BOOK, lang, sector) if kind == "csv" else template_xlsx(BOOK, lang, sector))
    report = assess_file(path, tmp_path / "out.csv", rulebook=BOOK, lang=lang)
    assert (report.rows, report.carried) == (0, ("werkgever" if lang == "nl" else "employer",))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_explains_every_column_and_lists_every_key(tmp_path: Path, lang: str) -> None:
    (tmp_path / "t.xlsx").write_bytes(template_xlsx(BOOK, lang))
    placements, explained, lists, _ = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets
    headers = [str(cell.value) for cell in placements[1]]
    assert headers.pop(5) == ("werkgever" if lang == "nl" else "employer")
    catalog = catalog_of(BOOK)
    assert {catalog.canonical_name(header) for header in headers} == set(catalog.columns)
    assert {catalog.canonical_name(header) for header in headers[:5]} == {*REQUIRED, *HOURS}
    rows = list(explained.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == headers
    assert all(row[2] and row[3] for row in rows[1:])
    keys = {row[1] for row in lists.iter_rows(min_row=2, values_only=True)}
    assert keys == {*BOOK.sector_keys, *BOOK.scheme_keys, *BOOK.region_keys, *BOOK.policy_keys, "sector", "own"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_example_of_the_explanation_can_be_read(lang: str) -> None:
    from compensation.table.arrays import array_of
    from compensation.table.sheet import Sheet

    for spec, line in zip(template_columns(BOOK), column_help(BOOK, lang), strict=True):
        assert line.column in help_csv(BOOK, lang).decode("utf-8-sig")
        sheet = Sheet(1, {spec.name: array_of([line.example])}, BOOK)
        assert line.example and not sheet.unreadable().any(), (spec.name, line.example)


def test_a_sector_has_only_the_costs_to_expect_there() -> None:
    kinds = {spec.about for spec in template_columns(BOOK, "horeca")} - {None}
    assert kinds == set(BOOK.sectors["horeca"].cost_kinds)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_has_no_faults(tmp_path: Path, lang: str, kind: str, each_book: RuleBook) -> None:
    path = tmp_path / f"in.{kind}"
    path.write_bytes(example_csv(each_book, lang) if kind == "csv" else example_xlsx(each_book, lang))
    report = assess_file(path, tmp_path / "out.parquet", rulebook=each_book)
    assert (report.rows, report.results, report.wrong_rows) == (500, 500, 0)
    assert report.carried == ("werkgever" if lang == "nl" else "employer",)


def test_the_example_is_about_every_sector_and_route(each_book: RuleBook) -> None:
    rows = example_rows(each_book)
    assert {row["sector"] for row in rows} == set(each_book.sector_keys)
    assert {row["route"] for row in rows} == {"bol", "bbl", "hbo", "wo", "dual"}


@pytest.mark.made
@pytest.mark.live
def test_the_page_of_columns_is_current(live_book: RuleBook) -> None:
    check_made("docs/columns.md", columns_page(live_book))
