"""Files as members, schools and programs make them: each is read right, or refused by the name of its column or tab."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from compensation import load_rulebook
from compensation.table import TableError, assess_file
from compensation.table.look import LookError
from compensation.table.mapping import NO_MAPPING, Mapping, mapping_of
from tests.rulebooks import LIVE_RULES

pytestmark = pytest.mark.live
BOOK = load_rulebook(LIVE_RULES)
FILES = Path(__file__).parent / "fixtures" / "files"
NO_NUMBERS = mapping_of({"columns": {"BSN": "drop"}}, BOOK)


def run(tmp_path: Path, name: str, answers: Mapping = NO_MAPPING, **options: Any) -> Any:
    return assess_file(FILES / name, tmp_path / "out.parquet", rulebook=BOOK, mapping=answers, force=True, **options)


def columns(tmp_path: Path, *names: str) -> dict[str, list[Any]]:
    table = pq.read_table(tmp_path / "out.parquet", columns=list(names))
    return {name: table[name].to_pylist() for name in names}


#: Name -> rows, results, rows left out as no placement.
READ: dict[str, tuple[int, int, int]] = {
    "blank_first_row.xlsx": (6, 6, 0),
    "blank_lines.csv": (30, 30, 1),
    "bsn_and_names.xlsx": (30, 30, 0),
    "cao_without_status.xlsx": (8, 8, 0),
    "dates_utc.parquet": (30, 30, 0),
    "duplicate_rows.csv": (35, 35, 0),
    "header_with_units.xlsx": (1, 1, 0),
    "implausible_values.xlsx": (10, 7, 0),
    "note_beside_table.xlsx": (10, 10, 0),
    "own_column_twice.xlsx": (10, 10, 0),
    "per_week_column.xlsx": (6, 6, 0),
    "percent_cell.xlsx": (6, 6, 0),
    "rows_hidden_by_filter.xlsx": (20, 20, 0),
    "starts_at_b2.xlsx": (6, 6, 0),
    "tab_explanation_first.xlsx": (10, 10, 0),
    "tab_hidden_first.xlsx": (20, 20, 0),
    "tab_separated.txt": (30, 30, 0),
    "title_with_comma.csv": (30, 30, 0),
    "totals_row.xlsx": (30, 30, 1),
    "trailing_separator.csv": (30, 30, 0),
    "wage_column_other_name.xlsx": (6, 6, 0),
    "wage_periods.xlsx": (7, 7, 0),
    "t01_underscores.csv": (1, 1, 0),
    "t03_wage_names.csv": (1, 1, 0),
    "t04_percent_in_template.xlsx": (1, 1, 0),
    "t06_categorical.parquet": (3, 3, 0),
    "t07_list_of_text.parquet": (3, 3, 0),
    "t08_readme_tab_first.xlsx": (1, 1, 0),
    "t09_note_beside_table.xlsx": (1, 1, 0),
    "t10_blank_rows.csv": (3, 1, 0),
    "t11_digits.csv": (2, 0, 0),
}


@pytest.mark.parametrize("name", READ)
def test_files_that_are_read(tmp_path: Path, name: str) -> None:
    try:
        report = run(tmp_path, name)
    except LookError as error:
        assert {said.code for said in error.problems} == {"personal_numbers"}
        report = run(tmp_path, name, NO_NUMBERS)
        assert "BSN" not in pq.read_table(tmp_path / "out.parquet").column_names
        assert "Naam student" not in pq.read_table(tmp_path / "out.parquet").column_names
    assert (report.rows, report.results, report.left_out_rows) == READ[name]
    assert report.counted is not None and report.counted.rows == report.rows + report.left_out_rows


#: Name -> what is asked or refused, and what names it.
ASKED: dict[str, dict[str, str]] = {
    "pay_columns_other_names.xlsx": {"column_doubtful": "Reiskosten per maand"},
    "formula_without_value.xlsx": {"personal_numbers": "BSN", "formulas": "Stagevergoeding"},
    "level_instead_of_route.xlsx": {"column_unused": "Niveau"},
    "merged_cells_other_part.xlsx": {"personal_numbers": "BSN", "merged_cells": "K2:K9"},
    "travel_without_period.xlsx": {"period_missing": "vergoed.reis.bedrag"},
    "t02_dutch_spaces.csv": {"column_doubtful": "reiskosten", "period_missing": "reiskosten"},
    "t05_formula_in_template.xlsx": {"formulas": "stagevergoeding"},
    **{
        f"natural_{name}.xlsx": {
            "personal_numbers": "BSN",
            "column_doubtful": "Reiskosten",
            "period_missing": "Reiskosten",
        }
        for name in ("1_title_merged", "2_title", "3_header_first")
    },
}


@pytest.mark.parametrize("name", ASKED)
def test_files_about_which_something_is_asked_first(tmp_path: Path, name: str) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, name)
    assert {said.code for said in caught.value.problems} == set(ASKED[name])
    for said in caught.value.problems:
        assert ASKED[name][said.code] in said.message("nl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("tab_per_year.xlsx", "several_tabs", "2024, 2025, 2026"),
        ("encoding_cp850.csv", "encoding", "UTF-8"),
        ("encoding_macroman.csv", "encoding", "UTF-8"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, code: str, said: str) -> None:
    with pytest.raises(TableError) as caught:
        run(tmp_path, name)
    assert caught.value.code == code and said in caught.value.message("nl")


def test_pay_under_other_names_is_pay(tmp_path: Path) -> None:
    answers = mapping_of({"columns": {"Reiskosten per maand": "vergoed.reis.bedrag"}}, BOOK)
    run(tmp_path, "pay_columns_other_names.xlsx", answers)
    found = columns(tmp_path, "allowance.offered", "allowance.gap")
    assert found == {"allowance.offered": [Decimal("2024.42")] * 12, "allowance.gap": [Decimal("0.00")] * 12}
    run(tmp_path, "per_week_column.xlsx")
    assert set(columns(tmp_path, "allowance.offered")["allowance.offered"]) == {Decimal("1954.27")}
    run(tmp_path, "wage_column_other_name.xlsx")
    assert set(columns(tmp_path, "wage.shortfall")["wage.shortfall"]) == {Decimal("0.00")}


def test_a_period_that_is_answered_holds_for_every_row(tmp_path: Path) -> None:
    run(tmp_path, "travel_without_period.xlsx", mapping_of({"constants": {"vergoed.reis.per": "month"}}, BOOK))
    found = columns(tmp_path, "expenses.travel.owed", "expenses.travel.reimbursed", "expenses.travel.gap")
    assert {name: set(cells) for name, cells in found.items()} == {
        "expenses.travel.owed": {Decimal("420.00")},
        "expenses.travel.reimbursed": {Decimal("303.67")},
        "expenses.travel.gap": {Decimal("116.33")},
    }


def test_eight_per_cent_is_eight_per_cent(tmp_path: Path) -> None:
    for name in ("percent_cell.xlsx", "t04_percent_in_template.xlsx"):
        run(tmp_path, name)
        short = columns(tmp_path, "wage.holiday_allowance_shortfall")["wage.holiday_allowance_shortfall"]
        assert set(short) == {Decimal("0.00")}


def test_a_named_cao_is_the_status(tmp_path: Path) -> None:
    run(tmp_path, "cao_without_status.xlsx")
    found = columns(tmp_path, "input.cao.scheme", "input.cao.status")
    assert "bouw_infra" in found["input.cao.scheme"]
    for scheme, status in zip(found["input.cao.scheme"], found["input.cao.status"], strict=True):
        assert (scheme is not None) == (status == "applies")


@pytest.mark.parametrize(
    ("name", "rows"),
    [("workdays_as_written.xlsx", 20), ("routes_as_written.xlsx", 17), ("sectors_as_written.xlsx", 16)],
)
def test_what_has_one_reading_is_read_and_the_rest_is_an_error_of_its_row(tmp_path: Path, name: str, rows: int) -> None:
    report = run(tmp_path, name, lang="nl")
    assert report.rows == report.results + report.wrong_rows == rows
    errors = pq.read_table(tmp_path / "out.errors.parquet").to_pylist()
    assert report.results > rows / 2 and all(line["row"] >= 2 and line["problem"] for line in errors)
    wrong = {line["value"] for line in errors}
    assert not wrong & {"ma t/m do", "4 dagen", "mbo bol", "bol 4", "Bakkerij", "bakker"}


def test_amounts_and_dates_with_two_readings_are_never_guessed(tmp_path: Path) -> None:
    run(tmp_path, "amounts_as_written.xlsx")
    errors = {line["value"] for line in pq.read_table(tmp_path / "out.errors.parquet").to_pylist()}
    assert "1.250" in errors and not errors & {"350,-", "€ 350,-", "350 euro"}
    run(tmp_path, "dates_as_written.xlsx")
    errors = {line["value"] for line in pq.read_table(tmp_path / "out.errors.parquet").to_pylist()}
    assert "wk 6" in errors and not errors & {"2/2/2026", "2 feb 2026", "2.2.2026"}


def test_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    run(tmp_path, "t10_blank_rows.csv")
    errors = pq.read_table(tmp_path / "out.errors.parquet").to_pylist()
    assert [(line["row"], line["id"]) for line in errors] == [(4, "2"), (6, "3")]
    report = run(tmp_path, "blank_lines.csv", NO_NUMBERS)
    assert [(row.number, row.why) for row in report.left_out] == [(37, "totals")]


def test_a_tab_is_named(tmp_path: Path) -> None:
    report = run(tmp_path, "tab_per_year.xlsx", NO_NUMBERS, tab="2025")
    assert (report.rows, report.tabs_not_read) == (10, ("2024", "2026"))
    with pytest.raises(TableError, match="no sheet '2027'"):
        run(tmp_path, "tab_per_year.xlsx", NO_NUMBERS, tab="2027")


def test_personal_numbers_never_carry(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        run(tmp_path, "bsn_and_names.xlsx", mapping_of({"columns": {"BSN": "carry"}}, BOOK))
    assert caught.value.code == "personal_numbers"


def test_a_pseudonym_is_the_same_sign_for_the_same_name(tmp_path: Path) -> None:
    run(tmp_path, "duplicate_rows.csv", mapping_of({"columns": {"BSN": "drop", "Naam student": "pseudonym"}}, BOOK))
    signs = columns(tmp_path, "Naam student")["Naam student"]
    assert all(sign.startswith("p-") for sign in signs) and signs[:5] == signs[30:]


def test_what_is_not_used_may_be_accepted(tmp_path: Path) -> None:
    report = run(tmp_path, "pay_columns_other_names.xlsx", accept_unused=True)
    assert report.results == 12 and "Reiskosten per maand" in report.carried


def test_a_dutch_csv_of_results_is_read_back_to_the_same_cents(tmp_path: Path) -> None:
    report = assess_file(
        FILES / "title_with_comma.csv", tmp_path / "out.csv", rulebook=BOOK, mapping=NO_NUMBERS, lang="nl"
    )
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"kenmerk";"rij";"leerweg";"begindatum"')
    assert any(cell.strip('"').replace(",", "").isdigit() and "," in cell for cell in lines[1].split(";"))
    again = assess_file(tmp_path / "out.csv", tmp_path / "again.csv", rulebook=BOOK, lang="nl")
    assert (again.rows, again.results) == (report.results, report.results)

    def gaps(name: str) -> list[str]:
        head, *rows = [line.split(";") for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        place = head.index('"totaal: ontbreekt"')
        return [row[place - len(head)] for row in rows]

    assert gaps("out.csv") == gaps("again.csv")
