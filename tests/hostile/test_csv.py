"""Csv files in which a stray quote eats rows: each is refused with its place, and no true line end is taken for one."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from compensation import load_rulebook
from compensation.table import TableError
from compensation.table.caged import csv_scan
from compensation.table.caged.csv_scan import Counted, count
from compensation.table.caged.text_files import TextSource
from compensation.table.limits import Limits
from compensation.table.look import look_at
from tests.table_files import GOOD, HEADER, run
from tests.table_files import refused as refused_by_the_whole

from .limited import FIXTURES

Rows = list[tuple[str, ...]]


def read(path: Path) -> tuple[Rows, int]:
    """The rows that are read, and how many are no rows."""
    source = TextSource(path)
    look = look_at(source, load_rulebook())
    look.refuse()
    rows: Rows = []
    ragged = 0
    for chunk in source.chunks(look.choice):
        ragged += len(chunk.ragged)
        rows += zip(*(column.to_pylist() for column in chunk.columns), strict=True)
    return rows, ragged


def refused(path: Path, _: Path) -> TableError:
    """The fault of a file, by the readers themselves; that the cage hands faults on is tested in test_cage.py."""
    with pytest.raises(TableError) as caught:
        read(path)
    return caught.value


def rows_of(number: int) -> list[list[str]]:
    return [[f"a{place}", *GOOD[1:8], "Bakkerij"] for place in range(1, number + 1)]


def text_of(rows: list[list[str]], separator: str = ";", end: str = "\n") -> str:
    """The cells as they are, without a single quote of our own."""
    return "".join(separator.join(cell.replace(separator, " ") for cell in row) + end for row in [HEADER, *rows])


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "code", "values"),
    [
        ("quote_twice.csv", "open_quote", {"row": 2, "line": 3, "last": 6}),
        ("quote_apart.csv", "open_quote", {"row": 1, "line": 2, "last": 5}),
        ("truncated_utf8.csv", "cut_off", {}),
    ],
)
def test_the_files_that_lost_rows_are_refused_with_their_lines(
    tmp_path: Path, name: str, code: str, values: dict[str, int]
) -> None:
    error = refused_by_the_whole(FIXTURES / name, tmp_path / "out.csv")
    assert (error.code, error.values) == (code, values)
    assert all(str(value) in error.message("nl") for name, value in values.items() if name != "row")


ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("column", [0, 4, 8])
@pytest.mark.parametrize("last", [5, 6, 29])
def test_a_quote_and_one_that_closes_it_further_down(
    tmp_path: Path, separator: str, end: str, column: int, last: int
) -> None:
    rows = rows_of(30)
    rows[4][column] = f'"{rows[4][column]}'
    rows[last][column] += '"'
    error = refused(written(tmp_path / "in.csv", text_of(rows, separator, end)), tmp_path / "out.csv")
    assert (error.code, error.values["row"], error.values["line"]) == ("open_quote", 5, 6)


@pytest.mark.parametrize("column", [0, 4, 8])
def test_a_quote_that_nothing_closes(tmp_path: Path, column: int) -> None:
    for place in (0, 12, 29):
        rows = rows_of(30)
        rows[place][column] = f'"{rows[place][column]}'
        for text in (text_of(rows), text_of(rows).rstrip("\n")):
            error = refused(written(tmp_path / "in.csv", text), tmp_path / "out.csv")
            assert (error.code, error.values["row"]) == ("open_quote", place + 1)


def test_a_row_with_a_cell_too_few_is_not_made_whole_by_the_next(tmp_path: Path) -> None:
    rows = rows_of(9)
    rows[3] = [*rows[3][:7], '"Bakkerij']  # a cell too few, and a quote
    rows[4][7] = 'Slager"'
    assert refused(written(tmp_path / "in.csv", text_of(rows)), tmp_path / "out.csv").code == "open_quote"


def test_text_after_a_quote_that_closes(tmp_path: Path) -> None:
    rows = rows_of(4)
    rows[2][8] = '"Bakkerij" Ünal'
    error = refused(written(tmp_path / "in.csv", text_of(rows)), tmp_path / "out.csv")
    assert (error.code, error.values) == ("quote_then_text", {"row": 3, "line": 4})
    rows[2][8] = '"Bakkerij"  '
    assert read(written(tmp_path / "in.csv", text_of(rows)))[1] == 0


@pytest.mark.parametrize(
    ("header", "first"),
    [
        (["id", '"employer'], 'Bakker"'),  # closed in the next row
        (["id", '"employer'], "Bakker"),  # never closed
        (['"id', "employer"], "Bakker"),
        (["id", '"employer" x'], "Bakker"),
    ],
)
def test_a_quote_in_the_header(tmp_path: Path, header: list[str], first: str) -> None:
    rows = rows_of(60)
    rows[0][8] = first
    names = [header[0], *HEADER[1:8], header[1]]
    text = text_of(rows).replace(";".join(HEADER), ";".join(names), 1)
    error = refused(written(tmp_path / "in.csv", text), tmp_path / "out.csv")
    assert error.code in ("open_quote_header", "missing_column")
    if error.code == "open_quote_header":
        assert error.values["line"] == 1


def test_the_first_cell_of_a_row_taken_into_the_header(tmp_path: Path) -> None:
    text = text_of(rows_of(3)).replace("employer\na1", '"employer\na1"', 1)
    assert refused(written(tmp_path / "in.csv", text), tmp_path / "out.csv").code == "open_quote_header"


# ---------------------------------------------------------------- what is read as ever

#: What people write in a cell: quotes, line ends, separators, apostrophes.
TEXTS = (
    "'t Hoekje",
    'zei "nee"',
    "twee\nregels",
    "twee\r\nregels",
    "x;y",
    "p, q\n r",
    "",
    '"',
    '""',
    ' "x" ',
    "a\n\nb",
    "\n",
)


def valid(rng: Random, separator: str, end: str) -> tuple[list[list[str]], str]:
    rows = [[f"a{place}", *GOOD[1:7], rng.choice(TEXTS), rng.choice(TEXTS)] for place in range(rng.randrange(1, 25))]
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if end == "\r\n" and rng.random() < 0.5 else csv.QUOTE_ALL
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows([HEADER, *rows])
    return rows, out.getvalue()


def one_end(row: tuple[str, ...] | list[str]) -> list[str]:
    return [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]


@pytest.mark.parametrize("block", [29, 64, 1024 * 1024])
def test_valid_files_come_back_whole_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(csv_scan, "MEGABYTE", block)
    rng = Random(block)
    for _ in range(150):
        rows, text = valid(rng, rng.choice(";,\t"), rng.choice(list(ENDS.values())))
        found, ragged = read(written(tmp_path / "in.csv", rng.choice(["", "\ufeff"]) + text))
        assert ragged == 0
        assert [one_end(row) for row in found] == [one_end(row) for row in rows]


@pytest.mark.parametrize("block", [29, 1024 * 1024])
def test_no_stray_quote_loses_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(csv_scan, "MEGABYTE", block)
    rng, refusals = Random(7), 0
    for _ in range(400):
        rows = rows_of(rng.randrange(2, 25))
        for _ in range(rng.choice((1, 2, 2, 3, 4))):
            row = rng.choice(rows)
            place = rng.randrange(len(row))
            row[place] = rng.choice((f'"{row[place]}', f'{row[place]}"', f'{row[place][:1]}"{row[place][1:]}'))
        text = text_of(rows, rng.choice(";,\t"), rng.choice(list(ENDS.values())))
        try:
            found, ragged = read(written(tmp_path / "in.csv", text))
        except TableError as error:
            assert error.code in ("open_quote", "quote_then_text", "ragged_break", "column_unused"), error
            refusals += 1
        else:
            assert len(found) + ragged == len(rows)
    assert 200 < refusals < 400


def test_lines_records_and_cells_with_line_ends_are_counted(tmp_path: Path) -> None:
    text = text_of(rows_of(3)).replace("a2", '"a\n\n2"') + "\n\n;;\n"
    path = written(tmp_path / "in.csv", "\ufeff" + text)
    assert count(path, ";", 9, 1) == Counted(lines=9, records=4, broken_cells=1)
    assert count(written(path, ""), ";", 9, 1) == Counted(0, 0, 0)


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_a_header_alone(tmp_path: Path, end: str) -> None:
    assert run(written(tmp_path / "in.csv", ";".join(HEADER) + end), tmp_path / "out.csv", force=True).rows == 0


def test_rows_are_limited_before_they_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "in.csv", text_of(rows_of(30)))
    with pytest.raises(TableError) as caught:
        count(path, ";", 9, 1, Limits(rows=29))
    assert caught.value.code == "too_many_rows"
    assert count(path, ";", 9, 1, Limits(rows=30)).records == 30


def test_a_file_that_is_counted_otherwise_than_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_more(*arguments: object) -> Counted:
        found = count(*arguments)  # type: ignore[arg-type]
        return replace(found, records=found.records + 1)

    monkeypatch.setattr("compensation.table.caged.text_files.count", one_more)
    error = refused(written(tmp_path / "in.csv", text_of(rows_of(6))), tmp_path / "out.csv")
    assert error.message() == "the file has 7 rows, but 6 were read; nothing was written. Save or send the file again"


@pytest.mark.parametrize("hint", ["sep=é", 'sep="', "sep=x", "sep=", "sep=;"])
def test_a_first_line_that_names_a_separator(tmp_path: Path, hint: str) -> None:
    path = written(tmp_path / "in.csv", f"{hint}\n{text_of(rows_of(3))}")
    assert run(path, tmp_path / "out.csv").results == 3


def test_the_last_letter_of_a_windows_file_is_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(text_of(rows_of(2)).rstrip("\n").encode() + b"\xe9")
    assert read(path)[0][-1][-1] == "Bakkerijé"
    path.write_bytes("é".join(text_of(rows_of(2)).split("Bakkerij", 1)).rstrip("\n").encode() + b"\xe9")
    assert refused(path, tmp_path / "out.csv").code == "cut_off"
