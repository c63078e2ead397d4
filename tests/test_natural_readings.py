"""Columns that say several things, and cells that say more than an amount, as people make them.

All placements run from 2 February to 3 July 2026, unless said: 350 a month is 1,771.37, 90 a week 1,954.27.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from compensation.table.look import LookError
from tests.natural import Told, amounts, column, is_read_right, run

pytestmark = pytest.mark.live

FILES: dict[str, Told] = {
    "weekdagen_kruisjes.xlsx": ([], {}, ["1771.37", "1265.26"]),
    "weekdagen_uren.xlsx": (
        [("column_unused", "totaal uren")],
        {"columns": {"totaal uren": "uren_per_week"}},  # the same as the hours of the days together
        ["1771.37", "1265.26"],
    ),
    "numbers_macos.csv": ([], {}, ["1771.37", "1394.32"]),
    "periode_in_een_cel.csv": ([], {}, ["1771.37"] * 2),
    "uren_per_dag.csv": ([], {}, ["1771.37"] * 2),
    "vervoermiddel.csv": ([], {}, ["1771.37"] * 3),
    "lijst_van_dagen.parquet": ([], {}, ["1771.37", "1771.37", "0.00"]),
    "kop_op_elke_pagina.csv": ([], {}, ["1771.37", "2024.42"]),
    "groepen_per_bedrijf.xlsx": ([], {}, ["1771.37", "1771.37", "1518.32"]),
    "datums_met_schuine_streep.csv": ([], {}, ["1727.42", "1660.83"]),  # 14/9 tells that 1/9 is in September
    "betaald_hoeveel.csv": (
        [("column_unused", "Betaald?"), ("column_unused", "Hoeveel?")],
        {"columns": {"Betaald?": "carry", "Hoeveel?": "stagevergoeding"}},
        ["1771.37", "0.00"],
    ),
    "osiris_hbo.csv": (
        [("column_unused", "Reiskostenvergoeding")],
        {"columns": {"Reiskostenvergoeding": "carry"}},
        ["2220.97", "1727.42", "0.00"],  # 1 September to 29 January: 4 whole months and 29/31
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_right_once_its_questions_are_answered(tmp_path: Path, name: str) -> None:
    is_read_right(tmp_path, name, FILES[name])


def errors_of(tmp_path: Path) -> list[tuple[int, str, str]]:
    lines = pq.read_table(tmp_path / "out.errors.parquet").to_pylist()
    return [(line["row"], line["column"], line["value"]) for line in lines]


def test_days_in_columns_are_the_days_of_the_row(tmp_path: Path) -> None:
    run(tmp_path, "weekdagen_kruisjes.xlsx")
    assert column(tmp_path, "input.workdays") == ["mon,tue,wed,thu", "mon,wed,fri"]
    run(tmp_path, "weekdagen_uren.xlsx", {"columns": {"totaal uren": "carry"}})
    assert column(tmp_path, "input.hours_by_day")[1] == "mon=8;wed=5.5;fri=8"


def test_parts_of_days_are_no_hours(tmp_path: Path) -> None:
    """0,5 below a day of the week is half a day; as hours it would make a placement of two hours a week."""
    lines = ["Leerweg;Start;Eind;Ma;Di;Wo;Vergoeding p/m", "bol;2-2-2026;3-7-2026;1;1;0,5;350"]
    source = tmp_path / "dagdelen.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LookError) as caught:
        run(tmp_path, str(source))
    (said,) = caught.value.problems
    assert said.code == "missing_column"


def test_days_in_columns_that_a_mapping_names(tmp_path: Path) -> None:
    lines = ["Leerweg;Start;Eind;Uren/week;dag1;dag2;Vergoeding p/m", "bol;2-2-2026;3-7-2026;16;x;x;350"]
    source = tmp_path / "dagen.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    run(tmp_path, str(source), {"columns": {"dag1": "dag.ma", "dag2": "day.thu"}})
    assert column(tmp_path, "input.workdays") == ["mon,thu"]


def test_words_of_a_mapping_are_what_it_says(tmp_path: Path) -> None:
    answers = {"columns": {"Opleiding": "leerweg"}, "values": {"leerweg": {"Bakker (BBL niveau 2)": "bol"}}}
    assert run(tmp_path, "leerweg_in_opleiding.csv", answers).results == 2
    assert column(tmp_path, "input.route") == ["bol", "bol"]


def test_pay_in_one_column_is_a_wage_for_bbl_and_an_allowance_for_others(tmp_path: Path) -> None:
    name, answers = "members_one_pay_column.csv", {"columns": {"Pay": "pay"}}
    with pytest.raises(LookError, match="'Pay'"):
        run(tmp_path, name)
    report = run(tmp_path, name, answers)
    assert (report.results, report.wrong_rows) == (1, 1)
    assert column(tmp_path, "allowance.offered") == amounts("1771.37")
    assert errors_of(tmp_path) == [(3, "geboortedatum", "")]  # all that a wage of bbl still lacks


def test_an_amount_in_words_is_read_with_its_period_and_a_guess_is_refused(tmp_path: Path) -> None:
    report = run(tmp_path, "bedragen_met_periode.xlsx")
    assert (report.results, report.wrong_rows) == (2, 3)
    assert column(tmp_path, "allowance.offered") == amounts("1771.37", "1954.27")
    assert [value for _, _, value in errors_of(tmp_path)] == ["ca. 300", "300-350", "nog te bepalen"]


def test_a_day_with_its_weekday_is_read_and_a_month_or_a_week_is_refused(tmp_path: Path) -> None:
    report = run(tmp_path, "datums_met_weekdag.xlsx")
    assert (report.results, report.wrong_rows) == (2, 2)
    assert {value for _, _, value in errors_of(tmp_path)} == {
        *("september 2026", "januari 2027", "wk 36 2026", "wk 4 2027")
    }


def test_a_sum_is_asked_about_and_never_taken_for_an_amount_a_month(tmp_path: Path) -> None:
    answers = {"columns": {"Totale stagevergoeding": "stagevergoeding"}}
    with pytest.raises(LookError) as caught:
        run(tmp_path, "totaalbedrag.csv", answers)
    assert [said.code for said in caught.value.problems] == ["period_missing"]


def test_a_trip_by_train_is_one_by_public_transport(tmp_path: Path) -> None:
    run(tmp_path, "vervoermiddel.csv")
    assert column(tmp_path, "input.travel.carrier") == [None, "train", None]
    # 84 days: 12.5 km there and back at 0.23; 3 km at 0.19
    assert column(tmp_path, "expenses_total.reimbursed") == [Decimal("483.00"), Decimal("0.00"), Decimal("95.76")]


def test_months_in_columns_are_named_together_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, "maanden_en_totaal.xlsx")
    (months,) = (said for said in caught.value.problems if said.code == "months")
    assert "Januari 2026, Februari 2026, Maart 2026, April 2026, Mei 2026, Juni 2026" in months.message("nl")
    assert not any(said.values.get("column") == "Februari 2026" for said in caught.value.problems)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_an_error_in_a_cell_is_no_empty_cell(tmp_path: Path, kind: str) -> None:
    """#N/B below the allowance would be `not stated`; below a remark it is nobody's concern."""
    with pytest.raises(LookError) as caught:
        run(tmp_path, f"foutmelding_in_cel.{kind}")
    assert [(said.code, said.values["column"]) for said in caught.value.problems] == [
        ("cell_errors", "Stagevergoeding p/m")
    ]
    assert run(tmp_path, f"foutmelding_in_cel.{kind}", {"columns": {"Stagevergoeding p/m": "carry"}}).results == 3


def test_rows_between_the_placements_are_named(tmp_path: Path) -> None:
    report = run(tmp_path, "groepen_per_bedrijf.xlsx")
    assert [(row.number, row.why) for row in report.left_out] == [(2, "note"), (5, "totals"), (6, "note")]
    report = run(tmp_path, "kop_op_elke_pagina.csv")
    assert [(row.number, row.why) for row in report.left_out] == [(3, "note"), (4, "header"), (6, "note")]


def test_what_reaches_people_never_comes_back(tmp_path: Path) -> None:
    run(tmp_path, "gegevens_van_personen.csv", {"columns": {"BSN-nr": "drop"}})
    shown = (tmp_path / "out.parquet").read_bytes()
    for told in (b"jan@x.nl", b"0612345678", b"NL91ABNA", b"111222333", b"Piet"):
        assert told not in shown
    assert "Naam werkgever" in pq.read_schema(tmp_path / "out.parquet").names


def test_a_route_within_a_course_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, "leerweg_in_opleiding.csv")
    assert ("column_unused", "Opleiding") in [(said.code, said.values.get("column")) for said in caught.value.problems]
    report = run(tmp_path, "leerweg_in_opleiding.csv", {"columns": {"Opleiding": "leerweg"}})
    assert (report.results, report.wrong_rows) == (1, 1)  # bbl lacks a date of birth
    assert column(tmp_path, "input.route") == ["bol"]


def test_english_trainees(tmp_path: Path) -> None:
    answers = {"columns": {"Track": "route", "Until": "end", "Travel (EUR/month)": "offer.reimburse.travel.amount"}}
    run(tmp_path, "trainees_uk.csv", answers)
    assert column(tmp_path, "allowance.offered") == amounts("1771.37", "6157.44")  # 13/28, 4 months, 3/31


def test_names_below_a_group_of_headings(tmp_path: Path) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, "leden_kop_twee_regels.xlsx")
    assert [said.code for said in caught.value.problems] == [
        *("missing_column", "column_doubtful", "period_missing")  # `Van` below `Stage` is its start
    ]
    answers = {
        "columns": {"Reiskosten": "vergoed.reis.bedrag"},
        "constants": {"vergoed.reis.per": "maand", "werkdagen": "ma t/m do"},
    }
    assert run(tmp_path, "leden_kop_twee_regels.xlsx", answers).results == 2
    assert column(tmp_path, "allowance.offered") == amounts("1771.37", "1954.27")


def test_contracts_with_an_hourly_wage(tmp_path: Path) -> None:
    run(tmp_path, "bbl_indiensttreding.csv", {"columns": {"Loon schooldag doorbetaald": "carry"}})
    assert column(tmp_path, "wage.stated") == [True, True]


def test_an_export_in_utf_16_with_total_hours(tmp_path: Path) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, "eduarte_utf16.txt")
    assert [(said.code, said.values["column"]) for said in caught.value.problems] == [("column_unused", "Uren totaal")]
    assert run(tmp_path, "eduarte_utf16.txt", {"columns": {"Uren totaal": "carry"}}).results == 2
    names = pq.read_schema(tmp_path / "out.parquet").names
    assert not {"Achternaam", "Voornaam"} & set(names) and "BPV-bedrijf" in names
