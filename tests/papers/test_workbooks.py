"""The workbooks of a branch, read by another reader than wrote them: types, names, widths, and what is not in them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from compensation import load_rulebook
from compensation.papers.board_report import Made
from compensation.papers.board_workbook import summary_workbook
from compensation.papers.workbook import Column, Sheets
from compensation.papers.working_workbook import working_workbook
from compensation.table.board import board_figures
from compensation.table.members import members_of
from compensation.texts import LANGUAGES, text
from tests.papers.test_board_report import MANY, TODAY
from tests.test_table_summary import members as frame_of

BOOK = load_rulebook()
ROWS = (*MANY, {"hours_per_week": "72"}, {"id": "=1+1", "offer.allowance.amount": "1250.50"})


@cache
def made(kind: str, lang: str, fewer: int = 0) -> bytes:
    members = members_of(frame_of(*ROWS[: fewer or None]), BOOK, lang=lang)
    figures, how = board_figures(members), Made.of(members, TODAY)
    if kind == "working":
        return working_workbook(members, figures, how, BOOK, lang)
    return summary_workbook(figures, how, BOOK, lang)


def sheets(kind: str, lang: str, fewer: int = 0) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(kind, lang, fewer)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def columns(rows: list[list[Any]]) -> dict[str, list[Any]]:
    return {head: [row[place] for row in rows[1:]] for place, head in enumerate(rows[0])}


# ---------------------------------------------------------------- the working file


def test_every_placement_has_its_inputs_beside_its_results() -> None:
    found = columns(sheets("working", "nl")["Stages"])
    assert len(found["Rij"]) == 41
    assert list(found)[:3] == ["Rij", "Kenmerk", "Werkgever"]
    assert set(found["Leerweg"]) == {"bol", "hbo"}
    assert set(found["Branche"]) == {BOOK.sectors["horeca"].name["nl"]}
    assert set(found["Begindatum"]) == {date(2026, 3, 1)}
    assert set(found["Uren per week"]) == {32.0}
    assert set(found["Werkdagen"]) == {"maandag, dinsdag, woensdag, donderdag"}
    assert found["Stagevergoeding"][:7] == [0.0] * 6 + [164.0]
    assert found["Stagevergoeding"][-3:] == ["", "", 1250.5]  # not stated is empty, and no zero
    assert found["Te weinig: advies €"][:7] == [656.0] * 6 + [328.0]
    assert found["Niet opgegeven samen €"][-2] == 656.0
    # somebody with half of the norm is paid, and not the norm
    assert found["Stagevergoeding ten minste de norm"][0] == found["Stagevergoeding ten minste de norm"][6] == "nee"
    assert "Loon" not in found  # a column in which nothing stands


def test_faults_stand_in_a_sheet_of_their_own() -> None:
    found = columns(sheets("working", "nl")["Fouten"])
    assert set(found["Rij"]) == {41.0}
    assert set(found) == {"Rij", "Kenmerk", "Kolom", "Inhoud", "Wat u kunt doen"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_working_file_says_so_in_its_first_lines(lang: str) -> None:
    first = next(iter(sheets("working", lang).values()))
    told = " ".join(str(cell) for row in first[:4] for cell in row).casefold()
    assert {"nl": "publiceer het niet", "en": "do not publish it"}[lang] in told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["working", "summary"])
def test_every_sheet_can_be_read_and_printed(kind: str, lang: str) -> None:
    """Widths that fit what is in them, a heading row that stays and repeats, a filter, landscape, no formula."""
    book = openpyxl.load_workbook(io.BytesIO(made(kind, lang)))
    first, *others, charts = book.worksheets
    assert first.max_column == 1
    assert charts.max_row <= 1
    assert len(charts._charts) == 3
    for sheet in others:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
        assert sheet.auto_filter.ref is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        for cells in sheet.iter_cols():
            width = sheet.column_dimensions[cells[0].column_letter].width
            shown = [f"{cell.value:,.2f}" for cell in cells[1:] if isinstance(cell.value, (int, float))]
            shown += ["00-00-0000" for cell in cells[1:] if hasattr(cell.value, "year")]
            assert all(len(text) < width for text in shown), cells[0].value
            assert all(cell.data_type != "f" for cell in cells)


# ---------------------------------------------------------------- the figures to publish


def test_the_figures_hold_no_row_and_name_no_employer() -> None:
    for lang in LANGUAGES:
        told = repr(sheets("summary", lang))
        assert "secret" not in told
        assert "Hotel A" not in told
    assert "Hotel A" in repr(sheets("working", "nl")["Groepen"])


def test_figures_are_numbers_and_what_is_hidden_is_told() -> None:
    found = columns(sheets("summary", "nl")["Per grond"])
    assert found["Grond"] == ["Advies"]
    assert found["Te weinig €"] == [6232.0]  # 6 x 656 and 7 x 328
    few = columns(sheets("summary", "nl", 9)["Tegenover de norm"])
    assert few["Stages"] == ["niet getoond", 0.0, 0.0, "niet getoond", 0.0, 0.0, 0.0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chart_says_that_no_bar_may_be_a_hidden_one(lang: str) -> None:
    """An empty place in a chart says that there is none."""
    hidden = text("board.hidden", lang)
    with zipfile.ZipFile(io.BytesIO(made("summary", lang, 9))) as opened:
        drawn = [opened.read(name).decode() for name in opened.namelist() if name.startswith("xl/charts/chart")]
    assert [hidden in chart for chart in drawn if 'barDir val="col"' in chart] == [True]
    with zipfile.ZipFile(io.BytesIO(made("summary", lang))) as opened:
        whole = [opened.read(name).decode() for name in opened.namelist() if name.startswith("xl/charts/chart")]
    shown = "niet getoond" in repr(sheets("summary", "nl")["Tegenover de norm"])
    assert [hidden in chart for chart in whole if 'barDir val="col"' in chart] == [shown]


@pytest.mark.parametrize("fewer", [0, 9])
def test_a_chart_shows_the_columns_that_it_names(fewer: int) -> None:
    """Where the numbers of placements are hidden, and their column is left out, the amounts stand elsewhere."""
    book = openpyxl.load_workbook(io.BytesIO(made("summary", "nl", fewer)))
    heads = [cell.value for cell in book["Per grond"][1]]
    chart = next(chart for chart in book["Grafieken"]._charts if chart.barDir == "bar")
    shown = [openpyxl.utils.cell.range_boundaries(one.val.numRef.f.split("!")[1])[0] for one in chart.ser]
    assert [heads[place - 1] for place in shown] == [
        head for head in heads if head in ("Te weinig €", "Niet opgegeven €")
    ]


def test_fewer_than_five_placements_have_one_sheet() -> None:
    (about,) = sheets("summary", "nl", 4).values()
    assert "minder dan 5 stages" in about[2][0]


# ---------------------------------------------------------------- any sheet


def test_a_long_amount_and_a_long_word_fit() -> None:
    made = Sheets("x", TODAY)
    made.table(
        "a[b]", [Column("n", "money", [123_456_789.5, None], "niet getoond"), Column("t", "text", ["é" * 90, "=1"])]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(made.made()))["a b"]
    assert sheet.column_dimensions["A"].width > len("123,456,789.50")
    assert [cell.value for cell in sheet["A"]] == ["n", 123_456_789.5, "niet getoond"]
    assert sheet["B3"].value == "'=1"
