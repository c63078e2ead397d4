"""Workbooks that lie about how long or wide they are, or unpack to far more than they seem; no row is ever lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compensation.table import TableError
from compensation.table.caged.workbooks import WorkbookSource
from compensation.table.limits import PAGE as LIMITS
from compensation.table.limits import Limits
from compensation.table.source import Choice
from tests.table_files import read, refused, run

from .limited import FIXTURES, child
from .workbooks import HEAD, PLACEMENT, bare, cell, row, sheet, write

Make = Callable[[Path], Path]
ALL = Choice(0, 1, 7)
EMPTY = "".join(f'<row r="{number}"/>' for number in range(12, 40_000))
SECOND = ("2", *PLACEMENT[1:])


@pytest.mark.parametrize("name", ["row_number_10_to_15.xlsx", "row_number_two_billion.xlsx"])
def test_a_row_number_that_never_ends(tmp_path: Path, name: str) -> None:
    assert refused(FIXTURES / name, tmp_path / "out.csv").code == "row_number"


BACKWARDS = f'<row r="2">{cell("B2", "x")}{cell("A2", "y")}</row>'
FAR_NAME = row(1, HEAD, more=cell("XFD1", "x"))
UNNUMBERED = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in PLACEMENT)
COLUMNS = '<col min="1" max="1"/>' * 100_000
REFUSED: dict[str, tuple[str, str]] = {
    "a row above the last": (sheet(row(12, says=1_048_577)), "row_number"),
    "a row of four thousand digits": (sheet(row(12, says="9" * 4000)), "row_number"),
    "a row with an exponent": (sheet(row(12, says="2e9")), "broken_xlsx"),
    "a row below zero": (sheet(row(12, says=-5)), "rows_out_of_order"),
    "row zero": (sheet(row(12, says=0)), "rows_out_of_order"),
    "half a row": (sheet(row(12, says="12.5")), "broken_xlsx"),
    "a row twice": (bare(row(2), row(3), row(3, SECOND)), "rows_out_of_order"),
    "rows backwards": (bare(row(5), row(4, SECOND), row(6)), "rows_out_of_order"),
    "a row in a second table": (sheet() + bare(row(3)), "rows_out_of_order"),
    "a cell of another row": (bare(row(2).replace('r="C2"', 'r="C7"')), "cells_out_of_order"),
    "a cell twice": (bare(row(2, more=cell("A2", "9"))), "cells_out_of_order"),
    "cells backwards": (bare(BACKWARDS), "cells_out_of_order"),
    "a cell beyond the last column": (bare(row(2, more=cell("ZZZ2", "x"))), "row_too_wide"),
    "a value far to the right": (sheet(row(12, more=cell("XFD12", "x"))), "too_many_columns"),
    "a name far to the right": (f"<sheetData>{FAR_NAME}{row(2)}</sheetData>", "too_many_columns"),
    "a million cells in a row": (sheet(f'<row r="12">{"<c/>" * 1_000_000}</row>'), "row_too_wide"),
    "cells in cells": (sheet(f'<row r="12">{"<c>" * 300_000}{"</c>" * 300_000}</row>'), "row_too_wide"),
    "a number without end": (sheet(f'<row r="12"><c r="A12"><v>{"9" * 5000}</v></c></row>'), "broken_xlsx"),
    "a text that is not there": (sheet('<row r="12"><c r="A12" t="s"><v>7</v></c></row>'), "broken_xlsx"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_sheet_that_no_program_writes_is_refused(tmp_path: Path, name: str) -> None:
    data, code = REFUSED[name]
    assert refused(write(tmp_path / "in.xlsx", data), tmp_path / "out.csv").code == code


READ: dict[str, tuple[str, int]] = {
    "a size that is too small": ('<dimension ref="A1:B2"/>' + sheet(), 10),
    "a size that is too large": ('<dimension ref="A1:XFD1048576"/>' + sheet(), 10),
    "the last row of all": (sheet(row(1_048_576)), 11),
    "empty rows, numbered": (sheet(EMPTY), 10),
    "empty rows without a number": (sheet("<row/>" * 40_000), 10),
    "cells without a number": (bare(f"<row>{UNNUMBERED}</row>"), 1),
    "an empty cell far to the right": (sheet(*(row(n, more=f'<c r="XFD{n}" s="0"/>') for n in range(12, 500))), 498),
    "columns without end": (f"<cols>{COLUMNS}</cols>{sheet()}", 10),
    "depth outside the rows": (sheet() + "<extLst>" * 50_000 + "</extLst>" * 50_000, 10),
}


@pytest.mark.parametrize("name", READ)
def test_a_sheet_that_lies_without_harm_is_read_whole(tmp_path: Path, name: str) -> None:
    data, rows = READ[name]
    report = run(write(tmp_path / "in.xlsx", data), tmp_path / "out.csv")
    assert (report.rows, report.results) == (rows, rows)


def test_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    bad = ("x", "bol", "2-2-2026", "3-7-2026", "99", "ma", "200")
    run(write(tmp_path / "in.xlsx", bare(row(4), row(900_000, bad))), tmp_path / "out.csv")
    assert read(tmp_path / "out.errors.csv")["row"].tolist() == ["900000"]


def test_the_first_sheet_is_the_first_of_the_book(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second").append(["nothing"])
    assert book.active is not None
    for texts in (HEAD, PLACEMENT):
        book.active.append(list(texts))
    book.move_sheet("second", -1)
    book.move_sheet("second", 1)
    book["Sheet"].merge_cells("B2:C2")
    book.save(tmp_path / "in.xlsx")
    assert refused(tmp_path / "in.xlsx", tmp_path / "out.csv").code == "merged_cells"


def test_a_header_below_empty_rows_is_found(tmp_path: Path) -> None:
    path = write(tmp_path / "in.xlsx", f"<sheetData>{row(3, HEAD)}{row(4)}</sheetData>")
    assert run(path, tmp_path / "out.csv").results == 1


def test_a_day_beyond_the_calendar_is_the_fault_of_its_row(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    texts = f'{cell("A2", "1")}{cell("B2", "bol")}<c r="C2" s="1"><v>99999999</v></c>{cell("D2", "3-7-2026")}'
    path = write(
        tmp_path / "in.xlsx",
        bare(f'<row r="2">{texts}{cell("E2", "32")}{cell("F2", "ma")}</row>', row(3)),
        styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
    )
    report = run(path, tmp_path / "out.csv")
    assert (report.results, report.wrong_rows) == (1, 1)
    assert capfd.readouterr() == ("", "")


# ---------------------------------------------------------------- small, and large once it is read


def test_a_long_text_in_every_row_is_refused(tmp_path: Path) -> None:
    texts = f"<si><t>{'x' * 30_000}</t></si>"
    rows = (row(number, more=f'<c r="H{number}" t="s"><v>0</v></c>') for number in range(2, 5000))
    path = write(tmp_path / "in.xlsx", bare(*rows, more=("opmerking",)), texts=texts)
    assert refused(path, tmp_path / "out.csv").code == "text_repeated"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"texts": "<si/>" * 5_000_001}, "too_many_texts"),
        ({"styles": f"<cellXfs>{'<xf/>' * 500_001}</cellXfs>"}, "unsafe_xlsx"),
        ({"in_book": f"<definedNames>{'<definedName/>' * 500_001}</definedNames>"}, "unsafe_xlsx"),
    ],
)
def test_parts_of_too_many_elements_are_refused(tmp_path: Path, parts: dict[str, Any], code: str) -> None:
    path = write(tmp_path / "in.xlsx", sheet(), padding=500_000, **parts)
    assert refused(path, tmp_path / "out.csv").code == code


def test_the_limits_of_the_page(tmp_path: Path) -> None:
    def code(path: Path, limits: Limits = LIMITS) -> str:
        with pytest.raises(TableError) as caught:
            list(WorkbookSource(path, "xlsx", limits).chunks(ALL))
        return caught.value.code

    assert code(write(tmp_path / "rows.xlsx", sheet(row(25_002)))) == "too_many_rows"
    assert code(write(tmp_path / "texts.xlsx", sheet(), texts="<si/>" * 500_001)) == "too_many_texts"
    wide = "".join(cell(f"{a}{b}1", f"{a}{b}") for a in "XYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    many = write(tmp_path / "cells.xlsx", bare(row(20_000)).replace("</row>", f"{wide}</row>", 1))
    assert code(many, Limits(cells=1_000_000)) == "too_many_cells"
    long = write(tmp_path / "long.xlsx", bare(row(2, ("x" * 3_000_000, *PLACEMENT[1:]))))
    assert code(long, Limits(text=2_000_000)) == "too_much_text"
    assert code(write(tmp_path / "sound.xlsx", sheet()), Limits(rows=9)) == "too_many_rows"
    assert (
        len(
            list(WorkbookSource(tmp_path / "sound.xlsx", "xlsx", Limits(rows=10, cells=77, text=1_000_000)).chunks(ALL))
        )
        == 1
    )


def test_wide_and_long_workbooks_take_little_memory(tmp_path: Path) -> None:
    """Each takes hundreds of megabytes or minutes when it is read as it says it is."""
    files = [
        FIXTURES / "cell_far_right_in_10000_rows.xlsx",
        *(FIXTURES / f"row_number_{name}.xlsx" for name in ("10_to_15", "two_billion")),
        write(tmp_path / "cells.xlsx", sheet(f'<row r="12">{"<c/>" * 10_000_000}</row>'), padding=1_000_000),
        write(tmp_path / "cells_no_size.xlsx", sheet(f"<row>{'<c/>' * 3_000_000}</row>"), padding=500_000),
    ]
    done = child(
        "from compensation.table import TableError, assess_file\n"
        "for file in sys.argv[2:]:\n"
        "    try:\n"
        "        print(assess_file(file, sys.argv[1], force=True).rows)\n"
        "    except TableError as error:\n"
        "        print(error.code)",
        tmp_path / "out.csv",
        *files,
        megabytes=2500,
    )
    assert done.out.split() == ["1", "row_number", "row_number", "row_too_wide", "row_too_wide"], done
    assert done.megabytes < 260


def test_dates_and_times_of_a_workbook_are_read_as_ever(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in (HEAD, (1, "bol", dt.datetime(2026, 2, 2), dt.date(2026, 7, 3), 32, "ma", 200.5)):
        book.active.append(list(cells))
    book.save(tmp_path / "in.xlsx")
    (chunk,) = WorkbookSource(tmp_path / "in.xlsx", "xlsx").chunks(ALL)
    assert [column[0].as_py() for column in chunk.columns[1:5]] == [
        "bol", dt.date(2026, 2, 2), dt.date(2026, 7, 3), 32
    ]  # fmt: skip
