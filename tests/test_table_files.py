"""Files in, files out: every format to every format, nothing lost, nothing half-written, and bad files said so."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compensation import load_rulebook
from compensation.table import Progress, TableError, assess_file, assess_table, csv_files, files, source
from compensation.table.safety import check_workbook

BOOK = load_rulebook()
HEADER = ["id", "route", "start", "end", "hours_per_week", "workdays", "norm", "offer.allowance.amount", "employer"]
GOOD = ["a1", "bol", "2026-02-02", "2026-07-03", "32", "mon,tue,wed,thu", "national", "250.50", "Bakkerij Ünal"]


def rows_of(number: int = 6, bad: tuple[int, ...] = (2, 5)) -> list[list[str]]:
    rows = []
    for place in range(number):
        row = [f"a{place + 1}", *GOOD[1:]]
        if place + 1 in bad:
            row[4] = "99"
        rows.append(row)
    return rows


def write_csv(path: Path, rows: list[list[Any]], header: list[str] | None = None, **form: Any) -> Path:
    separator, encoding = form.get("separator", ";"), form.get("encoding", "utf-8")
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([header or HEADER, *rows])
    return path


def write_xlsx(path: Path, rows: list[list[Any]], header: list[Any] | None = None, title: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [*([[title]] if title else []), header or HEADER, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def write_input(path: Path, rows: list[list[Any]]) -> Path:
    if path.suffix == ".csv":
        return write_csv(path, rows)
    if path.suffix == ".xlsx":
        return write_xlsx(path, rows)
    columns = list(zip(*rows, strict=True))
    pq.write_table(pa.table([pa.array(column) for column in columns], HEADER), path)
    return path


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False)
    return pd.read_excel(path) if path.suffix == ".xlsx" else pd.read_parquet(path)


def run(path: Path, target: Path, **options: Any) -> Any:
    return assess_file(path, target, rulebook=BOOK, **options)


def refused(path: Path, target: Path, **options: Any) -> TableError:
    before = sorted(target.parent.iterdir())
    with pytest.raises(TableError) as caught:
        run(path, target, **options)
    assert sorted(target.parent.iterdir()) == before, "something was left behind"
    assert len(caught.value.message("nl").splitlines()) == 1
    return caught.value


# ---------------------------------------------------------------- every format


@pytest.mark.parametrize("out", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_every_format_to_every_format(tmp_path: Path, kind: str, out: str) -> None:
    report = run(write_input(tmp_path / f"in{kind}", rows_of()), tmp_path / f"out{out}")
    results, errors = read(tmp_path / f"out{out}"), read(tmp_path / f"out.errors{out}")
    assert (report.rows, report.results, report.wrong_rows, report.error_lines) == (6, 4, 2, 2)
    assert results["id"].tolist() == ["a1", "a3", "a4", "a6"]
    assert [Decimal(str(value)) for value in results["totals.gap"]] == [Decimal("351.75")] * 4
    assert set(results["employer"]) == {"Bakkerij Ünal"}
    assert [int(row) for row in errors["row"]] == [2, 5]
    assert set(errors["column"]) == {"hours_per_week"} and [str(value) for value in errors["value"]] == ["99", "99"]
    assert report.carried == ("employer",)


def test_a_file_gives_what_a_frame_gives(tmp_path: Path) -> None:
    run(write_input(tmp_path / "in.parquet", rows_of()), tmp_path / "out.parquet")
    results, errors = assess_table(pd.read_parquet(tmp_path / "in.parquet"), BOOK)
    written = pq.read_table(tmp_path / "out.parquet").to_pylist()
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
    assert read(tmp_path / "out.csv")[["id", "totals.gap"]].values.tolist() == [["1", "351.75"]]


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
    assert results["id"].tolist() == [1, 3]
    assert results["remark"].tolist() == ["1", "x"]  # a column of mixed values comes through as text
    assert results["findings.employment_contract"].tolist() == ["meets", "meets"]
    assert errors[["row", "column"]].values.tolist() == [[4, "start"]]
    assert "is a number, not a date" in errors["problem"][0]
    run(tmp_path / "in.xlsx", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["remark"].to_pylist() == ["1", "x"]


def test_amounts_in_a_workbook_are_numbers_with_two_decimals(tmp_path: Path) -> None:
    run(write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    place = [cell.value for cell in sheet[1]].index("totals.gap") + 1
    cell = sheet.cell(2, place)
    assert (cell.value, cell.number_format) == (351.75, "#,##0.00")


# ---------------------------------------------------------------- many chunks, several workers


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.source.slices.__defaults__", (7,))
    monkeypatch.setattr("compensation.table.parquet_files.CHUNK_ROWS", 10)
    monkeypatch.setattr("compensation.table.csv_files.BLOCK", 600)


@pytest.mark.parametrize("kind", [".csv", ".parquet", ".xlsx"])
def test_nothing_is_lost_over_many_chunks(tmp_path: Path, small_chunks: None, kind: str) -> None:
    bad = (1, 7, 8, 10, 11, 50, 99, 100)
    seen: list[Progress] = []
    path = write_input(tmp_path / f"in{kind}", rows_of(100, bad))
    report = run(path, tmp_path / "out.parquet", progress=seen.append)
    results, errors = read(tmp_path / "out.parquet"), read(tmp_path / "out.errors.parquet")
    assert results["id"].tolist() == [f"a{n}" for n in range(1, 101) if n not in bad]
    assert tuple(errors["row"]) == bad
    assert report.rows == report.results + report.wrong_rows == 100
    assert [step.rows for step in seen] == sorted(step.rows for step in seen) and seen[-1].rows == 100
    assert len(seen) > 9
    if kind == ".parquet":
        assert seen[-1].total == 100 and seen[-1].seconds_left == 0 and seen[-1].rows_per_second > 0


def test_two_workers_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.parquet_files.CHUNK_ROWS", 20)
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
    assert errors["row"].tolist() == ["3", "4", "21", "40"]
    assert "has 5 cells and the header has 9" in errors["problem"][0]
    assert report.rows == 40 == report.results + report.wrong_rows
    assert results["id"].tolist() == [f"a{n}" for n in range(1, 41) if n not in (3, 4, 21, 40)]


def test_memory_is_flat_in_the_length_of_the_file(tmp_path: Path) -> None:
    """Five times the rows take five times the memory where everything is kept; here next to none."""
    peaks = []
    for number in (40_000, 200_000):
        rows = pa.table({name: [value] * number for name, value in zip(HEADER, GOOD, strict=True)})
        pq.write_table(rows, tmp_path / f"in{number}.parquet", row_group_size=20_000)
        code = (
            "import resource, sys\nfrom compensation.table import assess_file, parquet_files\n"
            "parquet_files.CHUNK_ROWS = 5_000\n"
            "assess_file(sys.argv[1], sys.argv[2])\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        arguments = [str(tmp_path / f"in{number}.parquet"), str(tmp_path / f"out{number}.parquet")]
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.35 * peaks[0], peaks


# ---------------------------------------------------------------- nothing half-written


def test_existing_output_is_refused_without_force(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    (tmp_path / "out.csv").write_text("mine")
    assert refused(path, tmp_path / "out.csv").code == "output_exists"
    assert (tmp_path / "out.csv").read_text() == "mine"
    run(path, tmp_path / "out.csv", force=True)
    assert len(read(tmp_path / "out.csv")) == 4
    (tmp_path / "out.csv").unlink()
    assert refused(path, tmp_path / "out.csv").message() == (
        "'out.errors.csv' is there already; choose another name, or allow it to be replaced (--force)"
    )


def test_output_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())

    def interfere(_: Progress) -> None:
        (tmp_path / "out.csv").write_text("mine")

    with pytest.raises(TableError, match="is there already"):
        run(path, tmp_path / "out.csv", progress=interfere)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    assert (tmp_path / "out.csv").read_text() == "mine"


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr("compensation.table.parquet_files.CHUNK_ROWS", 20)
    path = write_input(tmp_path / "in.parquet", rows_of(100))

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(path, tmp_path / "out.parquet", progress=interrupt, workers=workers)
    assert [file.name for file in tmp_path.iterdir()] == ["in.parquet"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("stop", "workers"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGKILL, 2)])
def test_ctrl_c_and_kill_leave_no_output(tmp_path: Path, stop: signal.Signals, workers: int) -> None:
    path = write_input(tmp_path / "in.parquet", rows_of(2000))
    script = tmp_path / "go.py"
    script.write_text(
        "import sys\nfrom compensation.table import assess_file, parquet_files\n"
        "parquet_files.CHUNK_ROWS = 5\n"
        "def say(step):\n    print('step', flush=True)\n"
        "if __name__ == '__main__':\n"
        f"    assess_file({str(path)!r}, {str(tmp_path / 'out.parquet')!r}, workers={workers}, progress=say)\n"
    )
    started = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
    )
    assert started.stdout is not None and started.stdout.readline()
    started.send_signal(stop)
    started.wait(30)
    names = {file.name for file in tmp_path.iterdir()}
    assert not {"out.parquet", "out.errors.parquet"} & names
    if stop is signal.SIGINT:
        assert names == {"in.parquet", "go.py"}


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.parquet_files.CHUNK_ROWS", 20)
    path = write_input(tmp_path / "in.parquet", rows_of(400))

    def kill_one(_: Progress) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    error = refused(path, tmp_path / "out.parquet", progress=kill_one, workers=2)
    assert error.code == "worker_stopped"


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = write_input(tmp_path / "in.csv", rows_of())
    monkeypatch.setattr(csv_files.CsvWriter, "write", full)
    assert refused(path, tmp_path / "out.csv").message() == (
        "the disk is full; nothing was written. Make room, or choose another disk"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("kind", [".csv", ".parquet", ".xlsx"])
def test_a_really_full_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    path = write_input(tmp_path / "in.csv", rows_of(4000))
    monkeypatch.setattr(files.Staged, "__init__", _on_a_full_device)
    with pytest.raises(TableError) as caught:
        run(path, tmp_path / f"out{kind}")
    assert caught.value.code == "disk_full"
    assert not (tmp_path / f"out{kind}").exists()


def _on_a_full_device(self: Any, target: Path, force: bool) -> None:
    self.target, self.force, self.part = target, force, target.with_name(f"full{target.suffix}")
    if not self.part.is_symlink():
        self.part.symlink_to("/dev/full")


def test_no_permission_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    opened = Path.open

    def locked(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "w" in mode:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opened(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", locked)
    error = refused(path, tmp_path / "out.csv")
    assert error.message() == "you may not read or write 'out.csv'; choose another place, or change the rights"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    with pytest.raises(TableError) as caught:
        run(path, tmp_path / "nowhere" / "out.csv")
    assert caught.value.code == "not_found"


# ---------------------------------------------------------------- files that are none


def bad_csv(tmp_path: Path, content: bytes) -> TableError:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    return refused(path, tmp_path / "out.csv")


LINE = ";".join(HEADER).encode() + b"\n"
ROW = b'a1;bol;2026-02-02;2026-07-03;32;"mon,tue";national;250;x\n'


def test_an_empty_file(tmp_path: Path) -> None:
    assert bad_csv(tmp_path, b"").code == "empty_file"
    assert bad_csv(tmp_path, b"\n \n").code == "empty_file"
    book = openpyxl.Workbook()
    book.save(tmp_path / "in.xlsx")
    assert refused(tmp_path / "in.xlsx", tmp_path / "out.csv").code == "empty_file"
    (tmp_path / "in.parquet").write_bytes(b"")
    assert refused(tmp_path / "in.parquet", tmp_path / "out.csv").code == "broken_parquet"


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_a_header_without_rows(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"in{kind}"
    if kind == ".parquet":
        pq.write_table(pa.table({name: pa.array([], pa.string()) for name in HEADER}), path)
    else:
        (write_csv if kind == ".csv" else write_xlsx)(path, [])
    for out in (".csv", ".xlsx", ".parquet"):
        report = run(path, tmp_path / f"out{out}")
        assert (report.rows, report.results) == (0, 0)
        assert "totals.gap" in read(tmp_path / f"out{out}").columns
        assert read(tmp_path / f"out.errors{out}").columns.tolist() == ["row", "column", "value", "problem"]


def test_the_wrong_separator(tmp_path: Path) -> None:
    error = bad_csv(tmp_path, (LINE + ROW).replace(b";", b"|"))
    assert error.code in ("separator", "missing_column")
    assert "|" in error.message()
    assert bad_csv(tmp_path, b"placement\nbol\n").code == "separator"


def test_two_header_rows_and_a_title_above(tmp_path: Path) -> None:
    assert bad_csv(tmp_path, LINE + LINE + ROW).message() == (
        "the column names stand there twice (also on row 2); take one of the two rows away"
    )
    assert bad_csv(tmp_path, b"Our placements;;\n\n" + LINE + ROW).code == "header_not_first"
    path = write_xlsx(tmp_path / "in.xlsx", rows_of(), title="Our placements of 2026")
    assert refused(path, tmp_path / "out.csv").message() == (
        "the first row does not hold the column names, but row 2 seems to; take away the rows above it"
    )


def test_merged_cells(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", rows_of())
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active.merge_cells("B2:B3")
    book.save(path)
    assert "merged cells (B2:B3)" in refused(path, tmp_path / "out.csv").message()


def test_missing_and_duplicate_columns(tmp_path: Path) -> None:
    assert bad_csv(tmp_path, LINE.replace(b"start", b"begin") + ROW).code == "missing_column"
    assert bad_csv(tmp_path, LINE.replace(b"norm", b"Begindatum") + ROW).code == "duplicate_column"
    assert bad_csv(tmp_path, LINE.replace(b"norm", b"travel.mood") + ROW).code == "unknown_column"


def test_a_column_without_a_name(tmp_path: Path) -> None:
    error = bad_csv(tmp_path, LINE.replace(b";employer", b";") + ROW)
    assert error.message() == "column 9 has values but no name; give it a name on the first row, or empty it"
    empty = tmp_path / "in.csv"
    empty.write_bytes((LINE.strip() + b";;\n") + ROW.strip() + b";;\n")
    run(empty, tmp_path / "out.csv")
    assert [name for name in read(tmp_path / "out.csv").columns if not name.strip()] == []


def test_three_hundred_columns(tmp_path: Path) -> None:
    extra = [f"extra {number}" for number in range(300)]
    write_csv(tmp_path / "in.csv", [[*GOOD, *extra]], [*HEADER, *extra])
    assert len(run(tmp_path / "in.csv", tmp_path / "out.xlsx").carried) == 301
    names = [f"extra {number}" for number in range(6000)]
    write_csv(tmp_path / "wide.csv", [], [*HEADER, *names])
    assert refused(tmp_path / "wide.csv", tmp_path / "out2.csv").code == "too_many_columns"


def test_a_cell_of_ten_megabytes(tmp_path: Path) -> None:
    rows = rows_of(3, ())
    rows[1][4] = "9" * 10_000_000
    for kind in (".csv", ".parquet"):
        path = write_input(tmp_path / f"in{kind}", rows)
        assert run(path, tmp_path / "out.csv", force=True).wrong_rows == 1
        assert len(read(tmp_path / "out.errors.csv")["value"][0]) == 200
    (tmp_path / "out.csv").unlink()
    (tmp_path / "out.errors.csv").unlink()
    assert bad_csv(tmp_path, LINE + ROW + ROW.replace(b"national", b"x" * 30_000_000)).code == "cell_too_large"


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    error = bad_csv(tmp_path, LINE + ROW + ROW.replace(b"national", b'"national') + ROW * 3)
    assert error.code == "open_quote" and "row 2" in error.message()


def test_nul_bytes_and_other_encodings(tmp_path: Path) -> None:
    assert "NUL bytes (first at byte 84)" in bad_csv(tmp_path, LINE + ROW.replace(b"bol", b"b\0l")).message()
    assert bad_csv(tmp_path, (LINE + ROW).decode().encode("utf-16")).code == "utf16"
    assert bad_csv(tmp_path, LINE + ROW.replace(b"x", b"\x81\xe9")).code == "encoding"


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused(path, tmp_path / "out.csv").code == "no_xlsx"
    path.write_bytes(b"id;route\n")
    assert refused(path, tmp_path / "out.csv").code == "no_xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    assert refused(path, tmp_path / "out.csv").code == "no_xlsx"


def test_a_workbook_whose_sheet_is_broken(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "whole.xlsx", rows_of())
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "in.xlsx", "w") as broken:
        for part in whole.namelist():
            content = whole.read(part)
            broken.writestr(part, content[: len(content) // 2] if "sheet1" in part else content)
    assert refused(tmp_path / "in.xlsx", tmp_path / "out.csv").code == "broken_xlsx"


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refused(path, tmp_path / "out.csv").message("nl") == (
        "de werkmap heeft een wachtwoord, of is een oude .xls; bewaar haar als .xlsx zonder wachtwoord"
    )


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", rows_of())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(60_000_000))
    began = time.perf_counter()
    error = refused(path, tmp_path / "out.csv")
    assert error.code == "unsafe_xlsx" and ": 1 > 200 : 1" in error.message()
    assert time.perf_counter() - began < 1
    many = tmp_path / "many.xlsx"
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(2001):
            archive.writestr(f"part{number}", "")
    with pytest.raises(TableError, match="2001 > 2000 parts"):
        check_workbook(many)


def test_a_parquet_file_with_other_types(tmp_path: Path) -> None:
    rows = rows_of(2, ())
    table = {name: pa.array([row[place] for row in rows]) for place, name in enumerate(HEADER)}
    days = pa.array([dt.datetime(2026, 2, 2), dt.datetime(2026, 2, 2, 12)], pa.timestamp("ns"))
    other = table | {
        "start": days,
        "hours_per_week": pa.array([32, 32], pa.uint8()),
        "workdays": pa.array([["mon", "tue", "wed", "thu"], ["mon"]]),
        "route": pa.array(["bol", "hbo"]).dictionary_encode(),
        "employer": pa.array([{"name": "x"}, {"name": "y"}]),
    }
    pq.write_table(pa.table(other), tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", tmp_path / "out.parquet").results == 1
    assert pq.read_table(tmp_path / "out.parquet")["employer"].to_pylist() == [{"name": "x"}]
    run(tmp_path / "in.parquet", tmp_path / "out.csv")
    run(tmp_path / "in.parquet", tmp_path / "out.xlsx")
    assert "is not a date" in read(tmp_path / "out.errors.csv")["problem"][0]
    pq.write_table(pa.table(table | {"start": pa.array([{"day": 1}] * 2)}), tmp_path / "bad.parquet")
    error = refused(tmp_path / "bad.parquet", tmp_path / "out2.csv")
    assert error.code == "column_type" and "'start'" in error.message()
    (tmp_path / "none.parquet").write_bytes(b"PAR1 nothing PAR1")
    assert refused(tmp_path / "none.parquet", tmp_path / "out2.csv").code == "broken_parquet"


def test_names_that_cannot_be(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    (tmp_path / "folder.csv").mkdir()
    assert refused(tmp_path / "folder.csv", tmp_path / "out.csv").code == "is_folder"
    assert refused(path, tmp_path / "folder.csv").code == "is_folder"
    assert refused(tmp_path / "absent.csv", tmp_path / "out.csv").code == "not_found"
    assert refused(tmp_path / "in.csv", tmp_path / "out.txt").code == "file_kind"
    assert refused(path, path, force=True).code == "same_file"
    assert refused(path, tmp_path / "out.csv", errors=tmp_path / "out.csv").code == "same_file"
    assert refused(path, tmp_path / "out.csv", workers=0).code == "workers"


# ---------------------------------------------------------------- nothing that leaves can run


FORMULAS = ["=1+1", "+31 6", "-2", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("out", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_formulas_are_neutralised(tmp_path: Path, kind: str, out: str) -> None:
    rows = rows_of(len(FORMULAS), (2,))
    for row, formula in zip(rows, FORMULAS, strict=True):
        row[8] = formula
    rows[0][0] = "=evil()"
    rows[1][4] = "=2+2"
    path = write_input(tmp_path / f"in{kind}", rows)
    if kind == ".xlsx":
        book = openpyxl.load_workbook(path)
        for cells in book.active.iter_rows():  # type: ignore[union-attr]
            for cell in cells:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        book.save(path)
    run(path, tmp_path / f"out{out}")
    for file in (tmp_path / f"out{out}", tmp_path / f"out.errors{out}"):
        if out == ".xlsx":
            sheet = openpyxl.load_workbook(file).active
            texts = [cell for cells in sheet.iter_rows() for cell in cells if isinstance(cell.value, str)]  # type: ignore[union-attr]
            assert all(cell.data_type != "f" for cell in texts)
            values = [str(cell.value) for cell in texts]
        else:
            values = [cell for row in csv.reader(io.StringIO(file.read_text())) for cell in row]
        assert not [value for value in values if value[:1] in "=+-@\t" and value], values
    assert "'=evil()" in read(tmp_path / f"out{out}")["id"].tolist()


def test_parquet_keeps_text_as_it_is(tmp_path: Path) -> None:
    rows = rows_of(1, ())
    rows[0][8] = "=1+1"
    run(write_input(tmp_path / "in.csv", rows), tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet")["employer"].to_pylist() == ["=1+1"]


def test_a_sheet_that_gets_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.xlsx_writer.MOST_ROWS", 5)
    error = refused(write_input(tmp_path / "in.csv", rows_of(9, ())), tmp_path / "out.xlsx")
    assert error.code == "xlsx_full"


def test_slices_keep_ragged_rows_in_their_place() -> None:
    ragged = tuple(source.Ragged(number, 1, 2, "") for number in (3, 9))
    numbers = np.array([1, 2, 4, 5, 6, 7, 8])
    parts = list(source.slices(source.Chunk((pa.array(numbers),), numbers, ragged), 3))
    assert [[row.number for row in part.ragged] for part in parts] == [[3], [], [9]]
    assert [part.numbers.tolist() for part in parts] == [[1, 2, 4], [5, 6, 7], [8]]
