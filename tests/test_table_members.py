"""A file computed once: its rows, its results and its figures, and another norm without the file."""

from __future__ import annotations

import inspect
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from compensation import load_rulebook
from compensation.reading.tables import read_table
from compensation.table import assess_file
from compensation.table import members as members_module
from compensation.table.example import example_csv, example_xlsx
from compensation.table.files import open_source
from compensation.table.headline import headline
from compensation.table.look import look_at
from compensation.table.members import Members, members_of, read_members
from compensation.table.summary import summary_of
from compensation.units import NULL

BOOK = load_rulebook()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, Members]:
    folder = tmp_path_factory.mktemp("members")
    files = {"csv": example_csv(BOOK, "nl"), "xlsx": example_xlsx(BOOK, "nl")}
    for kind, content in files.items():
        (folder / f"in.{kind}").write_bytes(content)
    return {kind: read_members(folder / f"in.{kind}", BOOK, lang="nl") for kind in files}


def test_the_rows_are_those_of_the_file_and_the_results_those_of_the_engine(made, tmp_path):
    (tmp_path / "in.csv").write_bytes(example_csv(BOOK, "nl"))
    report = assess_file(tmp_path / "in.csv", tmp_path / "out.parquet", rulebook=BOOK)
    found = made["csv"]
    assert (len(found), found.wrong_rows, found.report.rows) == (500, 0, report.rows)
    assert found.numbers[:3] == (2, 3, 4)
    assert found.employer == "werkgever"
    assert set(found.named("sector")) == set(BOOK.sectors)
    assert found.report.hash == report.hash


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_another_norm_is_computed_from_the_rows_as_they_were_read(made, kind):
    """Read back from its own Parquet every row comes to the same cents, whatever kind of file it stood in."""
    found = made[kind]
    again = read_table(found.cases(BOOK), BOOK)
    for name in ("owed", "offered", "gap", "not_stated", "estimate"):
        assert np.array_equal(found.cents(f"totals.{name}"), again.values(f"totals.{name}"))
    assert np.array_equal(found.cents("wage.due"), again.values("wage.due"))
    assert (found.cents("wage.due") == NULL).any()


def test_a_frame_gives_the_same_summary_as_the_file(made):
    found = made["csv"]
    assert summary_of(members_of(found.frame(), BOOK)) == summary_of(found)
    assert summary_of(made["xlsx"]) == summary_of(found)


def test_no_figure_opens_a_file():
    source = inspect.getsource(Members)
    assert "open(" not in source
    assert "Path" not in source
    assert "read_members" in vars(members_module)


def test_a_file_of_one_visit_stays_small(made):
    """The whole example, inputs and results, in less than its workbook takes unpacked: some 350 bytes a row."""
    found = made["csv"]
    assert len(found.rows) + len(found.facts) < 500 * 600


def test_a_file_without_rows_and_one_with_wrong_rows(tmp_path: Path):
    head, row = example_csv(BOOK, "nl").decode("utf-8-sig").splitlines()[:2]
    path = tmp_path / "in.csv"
    path.write_text(f"{head}\n")
    empty = read_members(path, BOOK)
    assert (len(empty), empty.wrong_rows, summary_of(empty).whole) == (0, 0, None)
    cells = row.split(";")
    cells[head.split(";").index("einddatum")] = "31-2-2026"
    path.write_text("\n".join([head, row, ";".join(cells), ""]))
    one = read_members(path, BOOK)
    assert (len(one), one.wrong_rows, one.error_table["row"].to_pylist()) == (1, 1, [3])
    assert not list(headline(summary_of(one), "nl"))


def test_the_headline_adds_up_no_law_and_advice_without_telling_them_apart(made):
    """Of B13: "Wet € x bij n stages, cao € y, stagepact € z, advies € w; niet opgegeven bij m"."""
    summary = summary_of(made["csv"])
    whole = summary.whole
    assert sum(row.gap for row in summary.grounds if row.gap is not None) == whole.gap
    assert sum(row.not_stated for row in summary.grounds if row.not_stated is not None) == whole.not_stated
    first, grounds, silent, *_ = headline(summary, "nl")
    assert f"Bij {whole.with_gap} van de 500 stages ontbreekt er iets" in first
    said = [part.split(":")[0].lower() for part in grounds.split("; ")]
    assert said == [name for name in said if name in ("wet", "cao", "stagepact", "advies") or "eigen" in name]
    assert {"wet", "cao", "stagepact", "advies"} <= set(said)
    assert f"Niet opgegeven bij {whole.with_not_stated} stages" in silent
    english = list(headline(summary, "en"))
    assert "Law:" in english[1]
    assert "Not stated in" in english[2]


@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_the_headline_says_how_many_rows_it_is_not_about(wrong):
    """Where who pays nothing back has the fault, `all expenses are reimbursed` is about the others."""
    row = {"route": "hbo", "start": "2026-03-01", "end": "2026-04-30", "workdays": "mon,tue,wed,thu"}
    frame = pd.DataFrame([row | {"hours_per_week": hours} for hours in ["32"] * 6 + ["99"] * wrong])
    said = list(headline(summary_of(members_of(frame, BOOK)), "nl"))
    assert any("nergens in mee" in sentence for sentence in said) == (wrong > 0)
    assert not wrong or said[-1].startswith(f"{wrong} van de {6 + wrong} rijen ")


@pytest.mark.parametrize("names", [["A", None, " A ", "b  c"], [1, 2, None, 2], [["A"], None, ["A"], ["B"]]])
def test_the_employer_may_be_any_kind_of_cell(names):
    rows = pd.DataFrame({"route": "hbo", "start": "2026-03-01", "end": "2026-04-30", "hours_per_week": "32"}, range(4))
    found = members_of(rows.assign(workdays="mon,tue,wed,thu", employer=names), BOOK)
    told = ["" if name is None else " ".join(str(name).split()) for name in rows.assign(employer=names)["employer"]]
    assert not found.error_table.num_rows
    assert [name.removesuffix(".0") for name in found.named("employer")] == [
        "" if name in ("nan", "None") else name.removesuffix(".0") for name in told
    ]


def test_the_column_of_the_employer_is_not_called_unused(tmp_path):
    """It makes groups and pages: `niet gebruikt` above a table by employer would be untrue."""
    source = tmp_path / "in.csv"
    source.write_text(
        "Leerbedrijf;Opmerking;leerweg;begindatum;einddatum;uren_per_week;werkdagen\n"
        "Bakker;;bol;2-2-2026;3-7-2026;32;ma t/m do\n",
        encoding="utf-8",
    )
    with closing(open_source(source)) as opened:
        look = look_at(opened, BOOK)
    assert (look.employer, read_members(source, BOOK).employer) == ("Leerbedrijf", "Leerbedrijf")
    told = {said.code: said.values for said in look.remarks}
    assert told["employer_named"] == {"column": "Leerbedrijf"}
    assert told["not_used"] == {"columns": "Opmerking"}
