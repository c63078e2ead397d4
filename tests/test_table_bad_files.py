"""Files that are none are told in one message, and nothing that leaves can run as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from compensation.table import TableError, source
from compensation.table.caged.zip_checks import check_workbook
from tests.table_files import GOOD, HEADER, read, refused, rows_of, run, write_csv, write_input, write_xlsx

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
        assert read(tmp_path / f"out.errors{out}").columns.tolist() == ["row", "id", "column", "value", "problem"]


def test_the_wrong_separator(tmp_path: Path) -> None:
    assert bad_csv(tmp_path, b"placement\nbol\n").code == "separator"


def test_two_header_rows_and_a_title_above(tmp_path: Path) -> None:
    (tmp_path / "twice.csv").write_bytes(LINE + LINE + ROW)
    report = run(tmp_path / "twice.csv", tmp_path / "twice.out.csv")
    assert (report.results, [(row.number, row.why) for row in report.left_out]) == (1, [(2, "header")])
    assert bad_csv(tmp_path, LINE + LINE.replace(b"start", b"begindatum") + ROW).message() == (
        "the column names stand there twice (also on row 2); take one of the two rows away"
    )
    (tmp_path / "in.csv").write_bytes(b"Our placements;;\n\n" + LINE + ROW)
    assert run(tmp_path / "in.csv", tmp_path / "out.csv").results == 1
    path = write_xlsx(tmp_path / "in.xlsx", rows_of(), title="Our placements of 2026")
    assert run(path, tmp_path / "out.csv", force=True).rows == 6
    assert [int(row) for row in read(tmp_path / "out.errors.csv")["row"]] == [4, 7]


def test_merged_cells(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", rows_of())
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active.merge_cells("B2:B3")
    book.save(path)
    assert "merged cells (B2:B3)" in refused(path, tmp_path / "out.csv").message()


def test_missing_and_duplicate_columns(tmp_path: Path) -> None:
    assert bad_csv(tmp_path, LINE.replace(b"start", b"first") + ROW).code == "missing_column"
    assert bad_csv(tmp_path, LINE.replace(b"norm", b"Begindatum") + ROW).code == "duplicate_column"
    assert bad_csv(tmp_path, LINE.replace(b"norm", b"travel.mood") + ROW).code == "unknown_column"


def test_a_column_without_a_name(tmp_path: Path) -> None:
    error = bad_csv(tmp_path, LINE.replace(b";employer", b";") + ROW)
    assert error.message() == "column 9 has values but no name; give it a name in the row of column names, or empty it"
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


@pytest.mark.slow
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
    assert error.code == "open_quote" and "line 3" in error.message()


def test_nul_bytes_and_other_encodings(tmp_path: Path) -> None:
    assert "NUL bytes (first at byte 84)" in bad_csv(tmp_path, LINE + ROW.replace(b"bol", b"b\0l")).message()
    assert bad_csv(tmp_path, LINE + ROW.replace(b"x", b"\x81\xe9")).code == "encoding"


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused(path, tmp_path / "out.csv").code == "no_xlsx"
    path.write_bytes(b"id;route\n")
    assert refused(path, tmp_path / "out.csv").code == "no_workbook"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    assert refused(path, tmp_path / "out.csv").code == "no_workbook"


def test_a_workbook_whose_sheet_is_broken(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "whole.xlsx", rows_of())
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "in.xlsx", "w") as broken:
        for part in whole.namelist():
            content = whole.read(part)
            broken.writestr(part, content[: len(content) // 2] if "sheet1" in part else content)
    assert refused(tmp_path / "in.xlsx", tmp_path / "out.csv").code == "broken_xlsx"


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert refused(path, tmp_path / "out.csv").message("nl") == (
        "de werkmap heeft een wachtwoord of is vergrendeld; bewaar haar als .xlsx zonder wachtwoord"
    )


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "in.xlsx", rows_of())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(60_000_000))
    error = refused(path, tmp_path / "out.csv")
    assert error.code == "unsafe_xlsx" and ": 1 > 200 : 1" in error.message()
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
        "workdays": pa.array(table["workdays"], pa.string_view()),
        "route": pa.array(["bol", "hbo"]).dictionary_encode(),
        "employer": pa.array([b"x", b"y"]).cast(pa.large_string()).dictionary_encode(),
    }
    pq.write_table(pa.table(other), tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", tmp_path / "out.parquet").results == 1
    assert pq.read_table(tmp_path / "out.parquet")["employer"].to_pylist() == ["x"]
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
        assert not [value for value in values if value[:1] in "=+-@\t" and value not in ("", "-2")], values
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
