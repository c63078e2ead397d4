"""Files as placement offices, members, schools and payrolls export them: the right amounts, or a question by name.

Made with LibreOffice (xls, ods, one xlsx), openpyxl and pyarrow. Five placements at most, from 2 February to 3 July
2026; 350 a month is 27/28 of it in February, four whole months and 3/31 in July: 1,771.37.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from compensation.table import TableError
from compensation.table.look import LookError
from tests.natural import amounts, column, run

pytestmark = pytest.mark.live

#: Name -> the allowance that is paid in each row, as it is read without a question.
READ = {
    "stagebureau_kop_twee_regels.xlsx": ["1771.37"] * 5,
    "bedragen_met_streepje.csv": ["6326.33"] * 4 + ["1771.37"],
    "unicode_tekst.txt": ["1771.37"] * 4,
    "tab_verborgen.xls": ["1771.37"] * 4,
    "vier_weken_xlsm.xlsm": ["1737.16"] * 5,  # 320 for four weeks is 80 a week
    "polars.parquet": ["1771.37", "1771.37", "0.00"],
}


@pytest.mark.parametrize("name", READ)
def test_a_natural_file_is_read_right(tmp_path: Path, name: str) -> None:
    report = run(tmp_path, name)
    assert (report.rows, report.results) == (len(READ[name]),) * 2
    assert column(tmp_path, "allowance.offered") == amounts(*READ[name])


#: Name -> what is asked, by the name of the column; what a person answers; the allowance of each row then.
ASKED: dict[str, tuple[list[tuple[str, str]], dict[str, Any], list[str]]] = {
    "lid_eenheden_in_koppen.xlsx": (
        [("personal_numbers", "BSN"), ("column_doubtful", "Reiskosten p.m.")],
        {"columns": {"BSN": "drop", "Reiskosten p.m.": "vergoed.reis.bedrag"}},
        ["1771.37"] * 5,
    ),
    "internships_english.xlsx": (
        [("column_doubtful", "Travel costs per month")],
        {"columns": {"Travel costs per month": "carry"}},
        ["1771.37"] * 4,
    ),
    "dagvergoeding.xlsx": (
        [("period_missing", "Vergoed reiskosten")],
        {"constants": {"vergoed.reis.per": "maand"}},
        ["1470.00"] * 4,  # 84 days
    ),
    "vergoeding_zonder_periode_laag.xlsx": (
        [("period_missing", "Vergoeding")],
        {"constants": {"stagevergoeding_per": "week"}},
        ["1954.27"] * 4,
    ),
    "per_week_formules.ods": (
        [("column_unused", "Uren x tarief")],
        {"columns": {"Uren x tarief": "carry"}},
        ["1954.27"] * 4,
    ),
    **{
        f"{name}.xlsx": (
            [("column_unused", heading)],
            {"columns": {heading: "stagevergoeding"}, "constants": {"stagevergoeding_per": "month"}},
            ["1771.37"] * 4,
        )
        for name, heading in (("tarief", "Tarief"), ("stipendium", "Stipendium"), ("gage", "Gage"))
    },
    "alleen_per_maand.xlsx": (
        [("column_unused", "Per maand")],
        {"columns": {"Per maand": "stagevergoeding"}},
        ["1771.37"] * 4,
    ),
    "maandelijks.xlsx": (
        [("column_unused", "Maandelijks")],
        {"columns": {"Maandelijks": "stagevergoeding"}},
        ["1771.37"] * 4,
    ),
    "reiskosten_ja_nee.xlsx": (
        [("column_unused", "Vergoed reiskosten")],
        {"columns": {"Vergoed reiskosten": "carry"}},
        ["1771.37"] * 4,
    ),
    "bonus_en_lunch.xlsx": (
        [
            ("column_doubtful", "Van"),
            ("column_doubtful", "Aantal uren"),
            ("column_unused", "Bonus"),
            ("column_unused", "Lunchvergoeding"),
        ],
        {
            "columns": {
                "Van": "begindatum",
                "Aantal uren": "uren_per_week",
                "Bonus": "carry",
                "Lunchvergoeding": "carry",
            }
        },
        ["1771.37"] * 3,
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_natural_file_is_asked_about_by_name_and_then_read_right(tmp_path: Path, name: str) -> None:
    asked, answers, paid = ASKED[name]
    with pytest.raises(LookError) as caught:
        run(tmp_path, name)
    problems = caught.value.problems
    assert [said.code for said in problems] == [code for code, _ in asked]
    for said, (_, heading) in zip(problems, asked, strict=True):
        assert f"'{heading}'" in said.message("nl") and f"'{heading}'" in said.message("en")
    assert list(tmp_path.iterdir()) == []
    report = run(tmp_path, name, answers)
    assert report.results == len(paid)
    assert column(tmp_path, "allowance.offered") == amounts(*paid)


@pytest.mark.parametrize(
    ("name", "code", "heading"),
    [
        ("maanden_als_kolommen.xlsx", "months", "Feb"),
        ("formule_zonder_waarde.xlsx", "formulas", "Vergoeding p.m."),
        ("salarispakket.csv", "missing_column", "leerweg"),
    ],
)
def test_what_cannot_be_read_is_refused_by_the_name_of_the_column(
    tmp_path: Path, name: str, code: str, heading: str
) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, name)
    assert any(said.code == code and heading in said.message("nl") for said in caught.value.problems)


def test_tabs_of_two_years_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        run(tmp_path, "twee_jaren.ods")
    assert caught.value.code == "several_tabs" and "2024-2025, 2025-2026" in caught.value.message("nl")
    assert run(tmp_path, "twee_jaren.ods", tab="2025-2026").results == 3
    assert column(tmp_path, "allowance.offered") == amounts(*["1771.37"] * 3)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_eight_per_cent_in_an_xls_and_an_ods_is_eight_per_cent(tmp_path: Path, kind: str) -> None:
    answers = {"columns": {"Uren": "uren_per_week", "Vakantietoeslag": "vakantiegeld_procent"}}
    run(tmp_path, f"bbl_uurloon.{kind}", answers)
    assert column(tmp_path, "wage.offered") == amounts(*["10208.00"] * 4)
    assert column(tmp_path, "wage.holiday_allowance_shortfall") == amounts(*["0.00"] * 4)


def test_a_payroll_export_with_points_for_thousands(tmp_path: Path) -> None:
    report = run(tmp_path, "salarispakket.csv", {"constants": {"leerweg": "bbl"}})
    assert (report.results, [row.why for row in report.left_out]) == (4, ["totals"])
    assert column(tmp_path, "wage.offered")[0] == Decimal("9871.60")  # 1,950.50 x (27/28 + 4 + 3/31)


def test_both_kinds_of_pay_in_one_file(tmp_path: Path) -> None:
    """`n.v.t.` for a wage of a bol student has one reading; for the allowance that might be paid it has two."""
    report = run(tmp_path, "bol_en_bbl.csv")
    assert (report.results, report.wrong_rows) == (3, 1)
    assert column(tmp_path, "allowance.offered") == [Decimal("1771.37"), None, None]
    (error,) = pq.read_table(tmp_path / "out.errors.parquet").to_pylist()
    assert (error["row"], error["column"], error["value"]) == (4, "Stagevergoeding p/m", "n.v.t.")


def test_numbers_in_place_of_dates_are_said_with_what_to_do(tmp_path: Path) -> None:
    report = run(tmp_path, "datums_als_getal.xlsx")
    assert (report.rows, report.results) == (3, 0)
    errors = pq.read_table(tmp_path / "out.errors.parquet").to_pylist()
    assert {error["column"] for error in errors} == {"Begin", "Eind"} and "datumopmaak" in errors[0]["problem"]
