"""Files of small associations, payroll offices, schools and coordinators: what stands beside the amounts counts too.

Made with openpyxl and LibreOffice (xls, ods). Placements run from 2 February to 3 July 2026, unless said: 350 a month
is 1,771.37, 400 a month 2,024.42, 90 a week 1,954.27.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from compensation.cli.looking import look_lines
from compensation.table import TableError
from compensation.table.look import LookError
from compensation.table.words import everyday_scheme
from tests.natural import BOOK, FILES, Told, amounts, column, is_read_right, run

pytestmark = pytest.mark.live

ASKED: dict[str, Told] = {
    # a column of another name that says per what an amount is
    "eenheid_elders.xlsx": (
        [("column_doubtful", "Eenheid")],
        {"columns": {"Eenheid": "stagevergoeding_per"}},
        ["2605.73", "2388.57"],
    ),
    "frequentie.xlsx": (
        [("column_doubtful", "Frequentie")],
        {"columns": {"Frequentie": "stagevergoeding_per"}},
        ["1737.16"] * 2,  # 320 for four weeks
    ),
    # money under other names, beside the allowance
    "andere_posten.xlsx": (
        [
            ("column_unused", name)
            for name in (
                *("Kost en inwoning", "Treinabonnement", "Parkeren", "Maaltijden"),
                *("13e maand", "Werkkleding", "Cadeaubon"),
            )
        ],
        {
            "columns": {
                **dict.fromkeys(("Kost en inwoning", "Treinabonnement", "Parkeren", "Maaltijden"), "carry"),
                **dict.fromkeys(("13e maand", "Werkkleding", "Cadeaubon"), "drop"),
            }
        },
        ["1771.37"] * 2,
    ),
    "status_geannuleerd.csv": (
        [("placements_cancelled", "status")],
        {"columns": {"status": "carry"}},
        ["1771.37", "0.00", "1771.37"],
    ),
    "stagemarkt.xlsx": (
        [("column_unused", "BPV-uren totaal")],
        {"columns": {"BPV-uren totaal": "carry"}},
        ["1771.37", "1954.27"],
    ),
    "kop_drie_rijen.xlsx": (
        [("column_doubtful", "Reiskosten per maand")],
        {"columns": {"Reiskosten per maand": "vergoed.reis.bedrag"}},
        ["1771.37", "1954.27"],
    ),
    # below the names a row that says how cells are filled in: the amounts are of a week
    "eenhedenrij.xlsx": ([], {}, ["2605.73"] * 2),
    "uitleg_onder_de_kop.xlsx": ([], {}, ["2605.73", "2388.57"]),
    "datums_acht_cijfers.xlsx": ([], {}, ["1771.37"]),
    "dagen_op_de_klok.xlsx": ([], {}, ["1771.37"] * 2),
    "aantal_per_rij.xlsx": (
        [("several_in_a_row", "Aantal stagiairs")],
        {"columns": {"Aantal stagiairs": "carry"}},
        ["2404.01"] * 2,
    ),
    **{f"uren_als_tijd.{kind}": ([], {}, ["1771.37"] * 2) for kind in ("xlsx", "xls", "ods")},
}


@pytest.mark.parametrize("name", ASKED)
def test_a_file_is_read_right_once_its_questions_are_answered(tmp_path: Path, name: str) -> None:
    is_read_right(tmp_path, name, ASKED[name])


#: Name -> answers, the code of the refusal, what its message names.
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "twee_tabellen.xlsx": ({}, "second_table", "rij 2"),
    "tweede_tabel_per_week.xlsx": ({}, "second_table", "rij 4"),
    "betaling_op_ander_blad.xlsx": ({}, "pay_elsewhere", "'Vergoedingen' wel (kolom 'Bedrag per maand')"),
    "gekanteld.xlsx": ({}, "turned", "Transponeren"),
    # whoever says that these are amounts or hours is told why they are none
    "centen_utf16.txt": (
        {"columns": {"Stagevergoeding (in centen)": "stagevergoeding"}, "constants": {"stagevergoeding_per": "maand"}},
        "another_measure",
        "'centen'",
    ),
    "duizendtallen.xlsx": (
        {"columns": {"Stagevergoeding p/m (x € 1.000)": "stagevergoeding"}},
        "another_measure",
        "'Stagevergoeding p/m (x € 1.000)'",
    ),
    "basis_36_uur.xlsx": (
        {"columns": {"Stagevergoeding o.b.v. 36 uur": "stagevergoeding"}},
        "another_measure",
        "'Stagevergoeding o.b.v. 36 uur'",
    ),
    "procent_van_de_norm.xlsx": (
        {"columns": {"Stagevergoeding (% van de norm)": "stagevergoeding"}},
        "another_measure",
        "'procent'",
    ),
    # XlsxWriter stores 0 for a formula that nobody computed, and says that it must be
    "formules_xlsxwriter.xlsx": ({"columns": {"Bedrag p/w": "carry"}}, "formulas", "'Vergoeding p/m'"),
    "fte_en_werktijden.xlsx": (
        {"columns": {"FTE": "uren_per_week", "Werktijden": "carry"}},
        "another_measure",
        "'FTE'",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_by_name_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    answers, code, named = REFUSED[name]
    with pytest.raises(LookError) as caught:
        run(tmp_path, name, answers)
    assert [said.code for said in caught.value.problems] == [code]
    assert named in caught.value.message("nl") and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        *(("fte_en_werktijden.xlsx", "FTE"), ("fte_en_werktijden.xlsx", "Werktijden")),
        *(("aantal_weken.xlsx", "Aantal weken"), ("leeftijd.csv", "Leeftijd")),
    ],
)
def test_what_is_said_in_another_way_is_asked_about_by_name(tmp_path: Path, name: str, heading: str) -> None:
    """Hours as an FTE, an end as a number of weeks, a birth as an age: named, where nothing else says it."""
    with pytest.raises(LookError) as caught:
        run(tmp_path, name)
    assert ("column_unused", heading) in [(said.code, said.values.get("column")) for said in caught.value.problems]


def errors_of(tmp_path: Path) -> list[tuple[int, str, str]]:
    lines = pq.read_table(tmp_path / "out.errors.parquet").to_pylist()
    return [(line["row"], line["column"], line["value"]) for line in lines]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_day_of_which_only_the_month_is_shown_is_no_day(tmp_path: Path, kind: str) -> None:
    """`feb-26` is kept by a spreadsheet as the first of February; nobody wrote that day."""
    report = run(tmp_path, f"maand_zonder_dag.{kind}")
    assert (report.results, report.wrong_rows) == (0, 2)
    assert errors_of(tmp_path)[:2] == [(2, "Begin", "2026-02"), (2, "Eind", "2026-07")]


def test_another_table_far_below_is_never_read_under_the_names_of_the_first(tmp_path: Path) -> None:
    row, other = "bol;2-2-2026;3-7-2026;32;ma-do;", "leerroute;start;eind;uren p/w;werkdagen;vergoeding p/w"
    lines = ["leerweg;begindatum;einddatum;uren_per_week;dagen;vergoeding p/m", *[f"{row}350"] * 80, other, f"{row}90"]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        run(tmp_path, str(tmp_path / "in.csv"))
    assert (caught.value.code, caught.value.values["row"]) == ("second_table", 82)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("heading", ["Bonus", "Netto uitbetaald", "Uren stage", "Treinabonnement"])
def test_a_column_that_is_filled_far_below_is_never_left_aside(tmp_path: Path, heading: str) -> None:
    """Columns are judged by their first rows; what would have been asked there is asked here too."""
    rows = ["bol;2-2-2026;3-7-2026;32;ma-do;350;"] * 80 + ["bol;2-2-2026;3-7-2026;32;ma-do;350;100"]
    head = f"leerweg;begindatum;einddatum;uren per week;dagen;vergoeding p/m;{heading}"
    (tmp_path / "in.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        run(tmp_path, str(tmp_path / "in.csv"))
    assert (caught.value.code, caught.value.values) == ("filled_later", {"column": heading, "row": 82})
    with pytest.raises(TableError, match=heading):
        list(look_lines(tmp_path / "in.csv", BOOK, "nl", tab=None, mapping=None, as_json=False))
    assert run(tmp_path, str(tmp_path / "in.csv"), {"columns": {heading: "carry"}}).results == 81


def test_a_word_far_below_that_means_nothing_is_a_wrong_row(tmp_path: Path) -> None:
    rows = ["bol;2-2-2026;3-7-2026;32;ma-do;350"] * 80 + ["mbo 4+;2-2-2026;3-7-2026;32 of 36;ma-do;90 p/w"]
    head = "leerweg;begindatum;einddatum;uren per week;dagen;vergoeding"
    (tmp_path / "in.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    assert run(tmp_path, str(tmp_path / "in.csv")).results == 80
    wrong = [(82, "leerweg", "mbo 4+"), (82, "uren per week", "32 of 36"), (82, "vergoeding", "90 p/w")]
    assert errors_of(tmp_path) == wrong


def test_tables_above_the_row_that_was_named_are_left_aside(tmp_path: Path) -> None:
    report = run(tmp_path, "twee_tabellen.xlsx", {"header_row": 7})
    assert report.results == 2 and column(tmp_path, "wage.stated") == [True, True]


def test_a_tab_without_pay_that_was_named_is_not_stated(tmp_path: Path) -> None:
    report = run(tmp_path, "betaling_op_ander_blad.xlsx", tab="Stages")
    assert report.tabs_not_read == ("Vergoedingen", "Codeboek")
    assert column(tmp_path, "allowance.stated") == [False, False]


def test_a_period_that_no_amount_has_is_a_wrong_row(tmp_path: Path) -> None:
    report = run(tmp_path, "hele_periode.xlsx", {"columns": {"Wijze": "stagevergoeding_per"}})
    assert (report.results, errors_of(tmp_path)) == (1, [(2, "Wijze", "hele periode")])
    assert column(tmp_path, "allowance.offered") == amounts("1771.37")


def test_below_thirteen_lines_of_title_unknown_is_not_stated(tmp_path: Path) -> None:
    """`onbekend` is not stated, `geen` is nothing, and footnotes are no placements."""
    answers = {"columns": {"Reiskosten p/m *": "vergoed.reis.bedrag"}}
    report = run(tmp_path, "dertien_titelregels.xlsx", answers)
    assert [row.number for row in report.left_out] == [20, 21]
    assert errors_of(tmp_path) == [(16, "Reiskosten p/m *", "n.v.t.")]
    assert column(tmp_path, "allowance.stated") == [True, True, False]
    assert column(tmp_path, "allowance.offered") == amounts("1771.37", "0.00", "0.00")


def test_a_period_beside_an_empty_amount_says_nothing(tmp_path: Path) -> None:
    """A payroll fills `Maand` on every row; who has no wage has none."""
    answers = {
        "columns": {"Soort medewerker": "leerweg", "Periodetabel": "loon_per"},
        "constants": {"werkdagen": "ma t/m do"},
    }
    assert run(tmp_path, "afas_dienstverband.xlsx", answers).results == 2
    assert column(tmp_path, "allowance.offered") == amounts("1771.37", "2024.42")


def test_an_allowance_with_travel_in_it_covers_the_expenses(tmp_path: Path) -> None:
    name = "Stagevergoeding p/m (incl. reiskosten)"
    with pytest.raises(LookError, match="reiskosten"):
        run(tmp_path, "incl_reiskosten.xlsx")
    told = list(look_lines(FILES / "incl_reiskosten.xlsx", BOOK, "nl", tab=None, mapping=None, as_json=False))
    assert "  Voor elke rij: stagevergoeding_per = maand" in told
    assert "  Voor elke rij: inclusief_onkosten = ja" in told
    run(tmp_path, "incl_reiskosten.xlsx", {"columns": {name: "stagevergoeding"}})
    assert column(tmp_path, "input.offer.includes_expenses") == ["true", "true"]
    assert column(tmp_path, "input.offer.allowance.per") == ["month", "month"]


def test_answers_to_the_questions_of_a_form(tmp_path: Path) -> None:
    with pytest.raises(LookError) as caught:
        run(tmp_path, "vragenformulier.xlsx")
    about = {
        said.values["column"]: said.values.get("about") for said in caught.value.problems if "about" in said.values
    }
    assert about["Hoeveel uur per week loop je stage?"] == "hours" and about["Hoeveel krijg je per maand?"] == "pay"
    answers = {
        "columns": {
            "Starttijd": "carry",
            "Welke leerweg volg je?": "leerweg",
            "Wanneer begint je stage?": "begindatum",
            "Wanneer eindigt je stage?": "einddatum",
            "Hoeveel uur per week loop je stage?": "uren_per_week",
            "Hoeveel krijg je per maand?": "stagevergoeding",
            "Krijg je reiskosten?": "carry",
        }
    }
    assert run(tmp_path, "vragenformulier.xlsx", answers).results == 2
    assert column(tmp_path, "allowance.offered") == amounts("1771.37", "0.00")


def test_people_of_a_municipality_stay_there_and_its_cao_is_known(tmp_path: Path) -> None:
    answers = {
        "columns": {
            "Opl.niveau": "leerweg",
            "Uren": "uren_per_week",
            "Stage-uitkering per maand": "stagevergoeding",
            "Reisk. woon-werk": "carry",
        }
    }
    report = run(tmp_path, "gemeente.xlsx", answers)
    assert (report.results, errors_of(tmp_path)) == (1, [(3, "Opl.niveau", "MBO")])
    names = pq.read_schema(tmp_path / "out.parquet").names
    assert not {"Leidinggevende", "Naam stagiair(e)"} & set(names) and "Cluster" in names
    assert column(tmp_path, "input.cao.scheme") == ["gemeenten_sgo"]


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        *(("Cao Gemeenten", "gemeenten_sgo"), ("SGO", "gemeenten_sgo"), ("Cao Open Teelten", "glastuinbouw")),
        *(("Cao Bakkersbedrijf", "bakkers"), ("Eigen stagiairs", None), ("Gemeente", None)),
    ],
)
def test_a_cao_is_known_by_the_name_that_it_has_alone(name: str, scheme: str | None) -> None:
    assert everyday_scheme(name, BOOK) == scheme


def test_hours_of_days_on_a_clock(tmp_path: Path) -> None:
    run(tmp_path, "dagen_op_de_klok.xlsx")
    assert column(tmp_path, "input.hours_by_day")[0].startswith("mon=8.00;tue=8.00")


def test_hours_as_people_write_them(tmp_path: Path) -> None:
    run(tmp_path, "uren_geschreven.xlsx")
    assert column(tmp_path, "input.hours_per_week") == ["32", "32", "32.00", "32,5", "32.25", "8.00"]
    assert [value for _, _, value in errors_of(tmp_path)] == [
        *("32-36", "0,8 fte", "4 x 8", "32u30", "32 (4 dgn)", "8 p/d", "1280 per jaar")
    ]
