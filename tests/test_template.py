"""The template and the example as a branch uses them (that they can be read: test_table_template.py)."""

from __future__ import annotations

import io
from collections import Counter

import openpyxl
import pandas as pd
import pytest

from compensation import load_rulebook
from compensation.choices import Route, member
from compensation.law.schemes import level_of
from compensation.table import assess_table
from compensation.table.catalog import catalog_of, column_name
from compensation.table.example import EMPLOYER, example_columns, example_csv, example_rows, example_xlsx
from compensation.table.summary import LEAST_GROUP, summarise
from compensation.table.template import cell_text, column_help, csv_text, template_xlsx
from compensation.table.words import everyday_scheme, everyday_sector
from compensation.texts import LANGUAGES, text

BOOK = load_rulebook()
COLUMNS = catalog_of(BOOK).columns


def sheets(content: bytes) -> list:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets


def read_csv(lang: str) -> pd.DataFrame:
    content = io.BytesIO(example_csv(BOOK, lang))
    return pd.read_csv(content, sep=LANGUAGES[lang].separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_explains_every_column_in_both_languages(lang):
    titles = [sheet.title for sheet in sheets(template_xlsx(BOOK, lang))]
    assert {text("branch.template.sheets.help", language) for language in LANGUAGES} <= set(titles)
    for sheet in sheets(template_xlsx(BOOK, lang)):
        for language in LANGUAGES:
            if sheet.title == text("branch.template.sheets.help", language):
                meanings = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
                assert len(meanings) == len(COLUMNS)
                wanted = text("table.columns.start", language)
                assert wanted in meanings


def test_a_column_of_choices_has_a_list_that_holds_what_the_reader_takes():
    sheet = sheets(template_xlsx(BOOK, "nl"))[0]
    heads = [cell.value for cell in sheet[1]]
    lists = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    letters = {head: sheet.cell(1, place).column_letter for place, head in enumerate(heads, start=1)}
    assert lists[letters["leerweg"]] == '"bol,bbl,hbo,wo,duaal"'
    assert lists[letters["verplicht"]] == '"ja,nee"'
    assert "week" in lists[letters["kosten.kleding.per"]].strip('"').split(",")
    assert "weekproduct" in lists[letters["studentenreisproduct"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sectors_and_caos_are_chosen_by_names_that_are_read(lang):
    sheet, _, lists, *_ = sheets(template_xlsx(BOOK, lang))
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    ranges = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    for name, keys, read in (("sector", BOOK.sectors, everyday_sector), ("cao.scheme", BOOK.schemes, everyday_scheme)):
        source = ranges[heads[column_name(COLUMNS[name], lang)]]
        title, _, cells = source.removeprefix("=").rpartition("!")
        assert title.strip("'") == lists.title
        names = [row[0].value for row in lists[cells.replace("$", "")]]
        assert [read(told, BOOK) for told in names] == list(keys)


def test_a_list_refuses_other_words_in_every_row():
    sheet = sheets(template_xlsx(BOOK, "nl"))[0]
    rules = sheet.data_validations.dataValidation
    assert rules and all(rule.showErrorMessage and rule.errorStyle in (None, "stop") for rule in rules)
    assert {str(rule.sqref).split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for rule in rules} == {"1048576"}


def test_what_most_people_need_stands_first():
    heads = [cell.value for cell in sheets(template_xlsx(BOOK, "nl"))[0][1]]
    assert heads[5:9] == ["werkgever", "kenmerk", "branche", "stagevergoeding"]


def test_only_required_columns_are_coloured():
    sheet = sheets(template_xlsx(BOOK, "en"))[0]
    coloured = [cell.value for cell in sheet[1] if cell.fill.fill_type == "solid"]
    assert coloured == [spec.name for spec in COLUMNS.values() if spec.required]


def test_a_cost_is_named_in_its_explanation():
    lines = {line.column: line for line in column_help(BOOK, "nl")}
    assert lines["kosten.telefoon.bedrag"].meaning.startswith("Telefoon: ")
    assert lines["kosten.telefoon.bedrag"].also == "cost.phone.amount"


def test_nothing_in_a_csv_is_a_formula():
    written = csv_text([["=1+1", "@x", "plain"]], "nl").decode("utf-8-sig")
    assert written == "'=1+1;'@x;plain\r\n"


@pytest.mark.slow
def test_the_same_placements_in_every_form_give_the_same_amounts():
    rows = [read_csv(lang) for lang in LANGUAGES]
    rows.append(pd.read_excel(io.BytesIO(example_xlsx(BOOK, "nl"))))
    found = [assess_table(frame, BOOK) for frame in rows]
    assert [len(errors) for _, errors in found] == [0, 0, 0]
    gaps = [results["totals.gap"].tolist() for results, _ in found]
    assert len(gaps[0]) == 500
    assert gaps[0] == gaps[1] == gaps[2]


def test_a_cell_reads_back_as_the_value_that_was_written():
    row = example_rows(BOOK)[0]
    for spec in example_columns([row], BOOK):
        dutch, english = (cell_text(spec, row[spec.name], lang) for lang in LANGUAGES)
        assert dutch
        assert english
    assert cell_text(COLUMNS["hours_per_week"], None, "nl") == ""


def test_the_example_is_the_same_every_time_and_another_with_another_seed():
    assert example_rows(BOOK) == example_rows(BOOK)
    assert example_rows(BOOK, seed=1) != example_rows(BOOK)


def test_the_example_shows_what_a_branch_looks_for():
    rows = example_rows(BOOK)
    per_employer = Counter(row[EMPLOYER] for row in rows)
    assert min(per_employer.values()) < LEAST_GROUP <= max(per_employer.values())
    levels = Counter((row[EMPLOYER], level_of(member(Route, row["route"]))) for row in rows)
    large = [employer for (employer, _), count in levels.items() if count >= LEAST_GROUP]
    assert len(large) > len(set(large)), "an employer with two levels that are large enough to compare"
    summary = summarise(read_csv("nl"), BOOK)
    shares = {share.question: share for share in summary.shares}
    assert all(0 < share.number < share.of for share in shares.values())
    assert any(row.employer and row.behind for row in summary.levels)
