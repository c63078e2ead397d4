"""Files in, files out: every format to every format, many chunks, nothing lost."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compensation.table import Progress, assess_table
from tests.table_files import BOOK, GOOD, HEADER, read, rows_of, run, write_csv, write_input, write_xlsx

# ---------------------------------------------------------------- every format


@pytest.mark.parametrize("out", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_every_format_to_every_format(tmp_path: Path, kind: str, out: str) -> None:
    report = run(write_input(tmp_path / f"in{kind}", rows_of()), tmp_path / f"out{out}")
    results, errors = read(tmp_path / f"out{out}"), read(tmp_path / f"out.errors{out}")
    assert (report.rows, report.results, report.wrong_rows, report.error_lines) == (6, 4, 2, 2)
    assert results["id"].tolist() == ["a1", "a3", "a4", "a6"]
    assert [Decimal(str(value).replace(",", ".")) for value in results["totals.gap"]] == [Decimal("392.24")] * 4
    assert set(results["employer"]) == {"Bakkerij Ünal"}
    assert [int(row) for row in errors["row"]] == ([2, 5] if kind == ".parquet" else [3, 6])
    assert errors["id"].tolist() == ["a2", "a5"]
    assert set(errors["column"]) == {"hours_per_week"} and [str(value) for value in errors["value"]] == ["99", "99"]
    assert report.carried == ("employer",)


def test_a_file_gives_what_a_frame_gives(tmp_path: Path) -> None:
    run(write_input(tmp_path / "in.parquet", rows_of()), tmp_path / "out.parquet")
    results, errors = assess_table(pd.read_parquet(tmp_path / "in.parquet"), BOOK)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table["row"].to_pylist() == [1, 3, 4, 6] and set(table["input.route"].to_pylist()) == {"bol"}
    ours = [name for name in table.column_names if name == "row" or name.startswith("input.")]
    written = table.drop_columns(ours).to_pylist()
    expected = pa.Table.from_pandas(results, preserve_index=False).to_pylist()
    assert written == expected
    assert pd.read_parquet(tmp_path / "out.errors.parquet").values.tolist() == errors.values.tolist()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str) -> None:
    path = write_csv(tmp_path / "in.csv", rows_of(), separator=separator, encoding=encoding)
    run(path, tmp_path / "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    assert (b'"id";' in raw[:20]) == (separator == ";")
    assert "Bakkerij Ünal".encode() in raw


def test_dutch_excel_csv(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    text = (
        "sep=;\r\nLeerweg;Begindatum;Einddatum;Uren per week;Werkdagen;Norm;Stagevergoeding\r\n"
        '\r\nbol;2-2-2026;3-7-2026;32,0;"ma,di,wo,do";national;250,50\r\n'
    )
    path.write_bytes(text.encode("cp1252"))
    run(path, tmp_path / "out.csv")
    assert read(tmp_path / "out.csv")[["id", "totals.gap"]].values.tolist() == [["4", "392,24"]]


def test_xlsx_with_real_dates_numbers_and_booleans(tmp_path: Path) -> None:
    header = ["Leerweg", "start", "end", "hours_per_week", "workdays", "birth_date", "offer.wage.amount"]
    header += ["offer.wage.per", "offer.employment_contract", "remark"]
    day, born = dt.datetime(2026, 2, 2), dt.date(2007, 5, 14)
    rows: list[list[Any]] = [
        ["bbl", day, "3-7-2026", 32, "mon,tue", born, 9.05, "hour", True, 1],
        [],
        ["bbl", day, dt.date(2026, 7, 3), 32.5, "ma di", "14-05-2007", "9,05", "uur", "ja", "x"],
        ["bbl", 46055, dt.date(2026, 7, 3), 32.5, "ma di", born, 9, "uur", None, None],
    ]
    run(write_xlsx(tmp_path / "in.xlsx", rows, header), tmp_path / "out.xlsx")
    results, errors = read(tmp_path / "out.xlsx"), read(tmp_path / "out.errors.xlsx")
    assert results["id"].tolist() == [2, 4]
    assert results["remark"].tolist() == ["1", "x"]  # a column of mixed values comes through as text
    assert results["findings.employment_contract"].tolist() == ["meets", "meets"]
    assert errors[["row", "column"]].values.tolist() == [[5, "start"]]
    assert "is a number, not a date" in errors["problem"][0]
    run(tmp_path / "in.xlsx", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["remark"].to_pylist() == ["1", "x"]


def test_amounts_in_a_workbook_are_numbers_with_two_decimals(tmp_path: Path) -> None:
    run(write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    place = [cell.value for cell in sheet[1]].index("totals.gap") + 1
    cell = sheet.cell(2, place)
    assert (cell.value, cell.number_format) == (392.24, "#,##0.00")


# ---------------------------------------------------------------- many chunks, several workers


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.source.slices.__defaults__", (7,))
    monkeypatch.setattr("compensation.table.source.CHUNK_ROWS", 10)


@pytest.mark.parametrize("kind", [".csv", ".parquet", ".xlsx"])
def test_nothing_is_lost_over_many_chunks(tmp_path: Path, small_chunks: None, kind: str) -> None:
    bad = (1, 7, 8, 10, 11, 50, 99, 100)
    seen: list[Progress] = []
    path = write_input(tmp_path / f"in{kind}", rows_of(100, bad))
    report = run(path, tmp_path / "out.parquet", progress=seen.append)
    results, errors = read(tmp_path / "out.parquet"), read(tmp_path / "out.errors.parquet")
    assert results["id"].tolist() == [f"a{n}" for n in range(1, 101) if n not in bad]
    assert tuple(errors["row"]) == (bad if kind == ".parquet" else tuple(row + 1 for row in bad))
    assert report.rows == report.results + report.wrong_rows == 100
    assert [step.rows for step in seen] == sorted(step.rows for step in seen) and seen[-1].rows == 100
    assert len(seen) > 9
    if kind == ".parquet":
        assert seen[-1].total == 100 and seen[-1].seconds_left == 0 and seen[-1].rows_per_second > 0


@pytest.mark.slow
def test_two_workers_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.source.CHUNK_ROWS", 20)
    path = write_input(tmp_path / "in.parquet", rows_of(90, (3, 44, 45)))
    one = run(path, tmp_path / "one.parquet")
    two = run(path, tmp_path / "two.parquet", workers=2)
    assert (one.results, one.wrong_rows) == (two.results, two.wrong_rows) == (87, 3)
    for ending in (".parquet", ".errors.parquet"):
        first, second = (pq.read_table(tmp_path / f"{name}{ending}") for name in ("one", "two"))
        assert first.schema == second.schema
        assert first.to_pylist() == second.to_pylist()


def test_rows_with_too_many_or_too_few_cells_are_errors_in_their_place(tmp_path: Path, small_chunks: None) -> None:
    rows: list[list[str]] = rows_of(40, (4, 21))
    rows[2] = rows[2][:5]
    rows[20] = [*rows[20], "more"]
    rows[39] = ["lonely"]
    rows.insert(10, [])
    report = run(write_csv(tmp_path / "in.csv", rows), tmp_path / "out.csv")
    results, errors = read(tmp_path / "out.csv"), read(tmp_path / "out.errors.csv")
    assert errors["row"].tolist() == ["4", "5", "23", "42"]
    assert "has 5 cells and the header has 9" in errors["problem"][0]
    assert report.rows == 40 == report.results + report.wrong_rows
    assert results["id"].tolist() == [f"a{n}" for n in range(1, 41) if n not in (3, 4, 21, 40)]


@pytest.mark.slow
def test_memory_is_flat_in_the_length_of_the_file(tmp_path: Path) -> None:
    """Five times the rows take five times the memory where everything is kept; here next to none."""
    peaks = []
    for number in (40_000, 200_000):
        rows = pa.table({name: [value] * number for name, value in zip(HEADER, GOOD, strict=True)})
        pq.write_table(rows, tmp_path / f"in{number}.parquet", row_group_size=20_000)
        code = (
            "import resource, sys\nfrom compensation.table import assess_file, source\n"
            "source.CHUNK_ROWS = 5_000\n"
            "assess_file(sys.argv[1], sys.argv[2])\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        arguments = [str(tmp_path / f"in{number}.parquet"), str(tmp_path / f"out{number}.parquet")]
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.35 * peaks[0], peaks
