"""Faults of a file by kind, and a copy of the file in which each of them is marked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from compensation.cli import main
from compensation.placement import PlacementFault
from compensation.table.catalog import DUTCH_WORDS
from compensation.table.compute import ERROR_SCHEMA
from compensation.table.error_groups import MOST_TOLD, groups_of, summary_lines, what, where
from compensation.table.error_words import ErrorWords
from compensation.table.evaluated import assess_row
from compensation.table.mapping import mapping_of
from compensation.table.marked import marked_copy
from compensation.texts import catalogue
from tests.table_files import BOOK, GOOD, HEADER, write_csv, write_xlsx

pa = pytest.importorskip("pyarrow")


def errors(*lines: tuple[Any, ...]) -> Any:
    return pa.table([list(cells) for cells in zip(*lines, strict=True)], ERROR_SCHEMA)


def test_a_fault_of_a_dutch_table_is_told_without_words_of_the_contract() -> None:
    """Who filled in `Vervoerder` and `volledig` knows no `carrier`, `full` or `applies`."""
    said = catalogue("nl")
    ours = {word for word, dutch in DUTCH_WORDS.items() if dutch} - {"week"}  # a word of both languages
    ours |= {"full", "provided", "from", "to", "amount", "route", "hours_by_day"}
    codes = [name.removeprefix("faults.") for name in said if name.startswith("faults.")]
    for code in codes:
        told = str(said.get(f"table.row_faults.{code}", said[f"faults.{code}"]))
        words = re.findall(r"[a-z_]+", re.sub(r"\{[^}]*\}|\w+\.\w+|\((?:true|false)\)", "", told))
        assert not ours & set(words), told


def test_the_route_of_a_fault_is_told_as_a_dutch_file_writes_it() -> None:
    fault = PlacementFault("birth_date", "birth_date_missing", {"route": "dual"})
    assert "leerweg duaal" in ErrorWords(BOOK, "nl").of(fault, "")
    assert "route dual" in ErrorWords(BOOK, "en").of(fault, "")


def test_thirty_rows_with_one_fault_are_one_line() -> None:
    days = "'ma-do' kan hier niet; kies uit ma, di"
    found = groups_of(
        errors(
            *((row, f"s{row}", "Werkdagen", "ma-do", days) for row in range(3, 33)), (40, None, "Uren", "", "vul in")
        )
    )
    first, second = found.groups
    assert what(first, "nl") == "30 rijen: Werkdagen 'ma-do'"
    assert first.problem == "kan hier niet; kies uit ma, di", "what stands there is said once"
    assert where(first, "nl") == "rijen 3 (s3), 4 (s4), 5 (s5), 6 (s6), 7 (s7) en nog 25"
    assert (what(second, "en"), where(second, "en")) == ("1 row: Uren empty cell", "row 40")


def test_different_contents_with_the_same_fault_are_one_kind() -> None:
    words = ("x", "wisselend", "m,d", "?")
    found = groups_of(errors(*((n, None, "Dagen", word, f"'{word}' kan hier niet") for n, word in enumerate(words))))
    assert [what(group, "nl") for group in found.groups] == ["4 rijen: Dagen 'x', 'wisselend', 'm,d' …"]


def test_so_many_kinds_are_told_and_the_rest_is_counted() -> None:
    found = groups_of(errors(*((n, None, f"c{n}", "x", "wrong") for n in range(1, 1200))))
    told = list(summary_lines(found, "en"))
    assert len(told) == MOST_TOLD + 1
    assert told[-1] == "And 980 more kinds of fault, 1,179 lines in all."


# ---------------------------------------------------------------- the marked copy


ROWS: list[list[Any]] = [["a1", *GOOD[1:]], ["a2", *GOOD[1:4], 99, *GOOD[5:]], ["@a3", "mavo", *GOOD[2:]]]
FAULTS = [
    (4, "a2", "hours_per_week", "99", "at most 60"),
    (5, "@a3", "route", "mavo", "choose bol"),
    (5, "@a3", "route", "mavo", "or bbl"),
    (5, "@a3", "birth_date", "", "fill in"),
]


def marked(tmp_path: Path, source: Path, faults: Any = FAULTS, **options: Any) -> Path:
    target = tmp_path / "marked.xlsx"
    marked_copy(source, target, errors(*faults), BOOK, "en", **options)
    return target


def test_each_wrong_cell_has_a_colour_and_a_note_at_the_row_of_the_file(tmp_path: Path) -> None:
    rows = [[*row[:4], int(row[4]), *row[5:]] for row in ROWS]
    source = write_xlsx(tmp_path / "in.xlsx", rows, title="Overview of our members")
    book = openpyxl.load_workbook(marked(tmp_path, source))
    sheet = book.worksheets[1]
    assert sheet["A1"].value == "Overview of our members"
    assert [cell.value for cell in sheet[2]] == HEADER
    noted = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert noted == {"E4": "at most 60", "B5": "choose bol\nor bbl", "A5": "birth_date: fill in"}
    coloured = {c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fgColor.rgb == "FFFFD9C7"}
    assert coloured == set(noted)
    assert sheet["E4"].value == 99 and sheet["A5"].value == "'@a3", "a number is a number, and no text a formula"
    about = book.worksheets[0]["A1"].value
    assert about.startswith("Working file") and book.properties.subject == about
    assert book.active is sheet


def test_put_right_the_copy_is_read_as_it_is(tmp_path: Path) -> None:
    copy = marked(tmp_path, write_csv(tmp_path / "in.csv", ROWS), [(3, "a2", "hours_per_week", "99", "at most 60")])
    book = openpyxl.load_workbook(copy)
    book.worksheets[1]["E3"] = 32
    book.save(copy)
    assert assess_row(copy, 3, BOOK).totals == assess_row(copy, 2, BOOK).totals


def test_what_is_dropped_for_privacy_is_not_in_the_copy(tmp_path: Path) -> None:
    rows = [[*row, "111222333"] for row in ROWS]
    source = write_csv(tmp_path / "in.csv", rows, [*HEADER, "BSN"])
    copy = marked(tmp_path, source, mapping=mapping_of({"columns": {"BSN": "drop"}}, BOOK))
    assert "111222333" not in str(CalamineWorkbook.from_path(copy).get_sheet_by_index(1).to_python())


def test_the_command_tells_the_kinds_and_writes_the_copy(tmp_path: Path, capsys: Any) -> None:
    source = write_csv(tmp_path / "in.csv", ROWS)
    target, copy = tmp_path / "out.csv", tmp_path / "marked.xlsx"
    with pytest.raises(SystemExit) as stopped:
        main(["table", str(source), str(target), "--marked", str(copy), "--lang", "nl"])
    assert not stopped.value.code
    out, err = capsys.readouterr()
    assert str(copy) in out
    assert "1 rij: hours_per_week '99': " in err and "[rij 3 (a2)]" in err
    assert openpyxl.load_workbook(copy).worksheets[1]["E3"].comment is not None
