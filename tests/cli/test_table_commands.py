"""The commands about files of placements."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file of three placements, the second of them wrong."""
    file = tmp_path / "in.csv"
    file.write_text(
        "id;route;start;end;hours_per_week;workdays;norm;offer.allowance.amount;offer.allowance.per\n"
        "a;bol;2026-02-02;2026-07-03;32;mon,tue,wed,thu;national;250,00;month\n"
        "b;bol;2026-02-30;2026-07-03;32;mon;national;;\n"
        "c;hbo;02-02-2026;03-07-2026;32;mon,tue,wed,thu;national;250;month\n",
        encoding="utf-8",
    )
    return file


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


def test_table_computes_sound_rows_and_tells_wrong_ones(run, rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    code, said, err = run("table", str(rows), str(out), "--lang", "en")
    assert code == 0
    assert err.startswith("1 row: start '2026-02-30': this is not a date; ") and err.endswith(" [row 3 (b)]\n")
    assert "3 rows read: 2 computed, 1 with faults" in said
    assert [(row["id"], row["totals.gap"]) for row in read_rows(out)] == [("a", "394,77"), ("c", "394,77")]
    (wrong,) = read_rows(tmp_path / "out.errors.csv")
    assert (wrong["row"], wrong["column"], wrong["value"]) == ("3", "start", "2026-02-30")
    assert "not a date" in wrong["problem"]


def test_table_does_not_overwrite_without_force(run, rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("kept")
    code, _, err = run("table", str(rows), str(out))
    assert code == 2
    assert err.count("\n") == 1
    assert out.read_text() == "kept"
    assert run("table", str(rows), str(out), "--force")[0] == 0
    assert out.read_text() != "kept"


def test_table_explains_a_row(run, rows: Path) -> None:
    code, out, _ = run("table", str(rows), "--explain", "4", "--lang", "en")
    assert code == 0
    assert "€410.00 x 32 hours / 40 hours x 27/28 (part of the month) = €316.29" in out
    code, _, err = run("table", str(rows), "--explain", "3", "--lang", "en")
    assert code == 2
    assert "start" in err
    assert run("table", str(rows), "--explain", "9")[0] == 2
    assert run("table", str(rows))[0] == 2


def test_a_report_is_written_as_pdf_and_as_workbook(run, tmp_path: Path) -> None:
    """Another kind of name, a file that is there already and a file about which something must be asked are told."""
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "Leerweg;Begindatum;Einddatum;Uren per week;Werkdagen\n" + "bol;2-2-2026;3-7-2026;32;ma,di,wo,do\n" * 6
    )
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        out = tmp_path / f"report.{ending}"
        code, said, err = run("report", str(rows), str(out))
        assert (code, err) == (0, "")
        assert f"report.{ending}" in said
        assert out.read_bytes().startswith(begins)
        assert run("report", str(rows), str(out))[0] == 2
        assert run("report", str(rows), str(out), "--force", "--lang", "en")[0] == 0
    code, _, err = run("report", str(rows), str(tmp_path / "report.docx"))
    assert code == 2
    assert "pdf, xlsx" in err
    rows.write_text(rows.read_text().replace("Werkdagen", "Werkdagen;BSN").replace("wo,do", "wo,do;111222333"))
    code, _, err = run("report", str(rows), str(tmp_path / "other.pdf"))
    assert code == 2
    assert "BSN" in err
    assert not (tmp_path / "other.pdf").exists()
