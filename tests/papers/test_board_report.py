"""The report for a board: two pages, accessible, with the grounds apart, nothing of a row, and no figure of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from compensation import load_rulebook
from compensation.papers.blocks import Block
from compensation.papers.board_report import Made, board_pdf, board_report
from compensation.papers.charts import Histogram, Plot, ticks_of
from compensation.papers.word import docx_bytes
from compensation.table.board import BoardFigures, board_figures
from compensation.table.members import Members, members_of
from compensation.texts import LANGUAGES, figure
from compensation.units import cents
from tests.papers.made import docx_text, pdf_info, pdf_text
from tests.test_table_summary import members as frame_of
from tests.test_table_summary import paid

BOOK = load_rulebook()
TODAY = date(2026, 11, 26)
MANY: tuple[dict[str, Any], ...] = (
    *[paid(0, id=f"secret-{number}") for number in range(6)],
    *[paid(164)] * 7,
    *[paid(328, route="hbo")] * 9,
    *[paid(410)] * 10,
    *[{}] * 8,
)
#: Each of what may be shown of so many is about somebody.
FEW = (*[paid(164)] * 2, *[paid(328)] * 3)


@cache
def computed(which: str) -> Members:
    changes = {"many": MANY, "few": FEW, "none": FEW[:4]}[which]
    return members_of(frame_of(*changes), BOOK)


def made_of(which: str) -> Made:
    return replace(Made.of(computed(which), TODAY), file_hash="ab" * 32)


def figures_of(which: str) -> BoardFigures:
    return board_figures(computed(which))


def blocks_of(which: str, lang: str) -> list[Block]:
    return board_report(figures_of(which), made_of(which), BOOK, lang).blocks


def plots(which: str, lang: str = "nl") -> list[Plot]:
    return [block for block in blocks_of(which, lang) if isinstance(block, Plot)]


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("which", "pages"), [("many", "2"), ("few", "2"), ("none", "1")])
def test_it_is_two_accessible_pages(which: str, pages: str, lang: str) -> None:
    """Made by a compiler that refuses what is not PDF/UA-1; with fewer than five placements one page says why."""
    file = board_pdf(figures_of(which), made_of(which), BOOK, lang)
    info = pdf_info(file)
    assert (info["Tagged"], info["Pages"]) == ("yes", pages)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
    assert b"/Subtype/Image" not in re.sub(rb"\s", b"", file)  # charts are lines and boxes
    assert file == board_pdf(figures_of(which), made_of(which), BOOK, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_says_in_words_all_that_it_shows(lang: str) -> None:
    drawn = [block for block in blocks_of("many", lang) if isinstance(block, (Plot, Histogram))]
    assert len(drawn) == 5
    for block in drawn:
        if isinstance(block, Plot):
            said = [part for row in block.rows for part in (row.label, *row.texts) if part not in ("", "–")]
        else:
            said = [part for column in block.columns for part in (column.label, column.text)]
        assert not [part for part in said if part not in block.alt]


def test_it_says_of_what_it_was_made() -> None:
    told = pdf_text(board_pdf(figures_of("many"), made_of("many"), BOOK, "nl")).replace("\n", "")
    assert BOOK.hash in told
    assert "ab" * 32 in told
    assert "40 rijen = 40 doorgerekend + 0 met een fout" in told
    assert "26 november 2026" in told


def test_what_was_left_aside_is_counted_and_not_named() -> None:
    made = replace(made_of("many"), rows=45, wrong_rows=2, left_out_rows=3, tabs_not_read=1, assumed_workdays=6)
    told = pdf_text(board_pdf(figures_of("many"), made, BOOK, "nl")).replace("\n", " ")
    assert "45 rijen = 43 doorgerekend + 2 met een fout" in told
    assert "3 rijen zijn weggelaten" in told
    assert "1 ander tabblad is niet gelezen" in told
    assert "Bij 6 stages is alleen het aantal dagen ingevuld" in told


def test_how_it_was_made_tells_no_number_of_few_placements() -> None:
    """Neither how many have an assumption, nor that a file has four placements."""
    told = pdf_text(board_pdf(figures_of("many"), replace(made_of("many"), assumed_workdays=1), BOOK, "nl"))
    assert "Bij minder dan 5 stages is alleen het aantal dagen ingevuld" in told.replace("\n", " ")
    few = pdf_text(board_pdf(figures_of("none"), replace(made_of("none"), rows=6, wrong_rows=2), BOOK, "nl"))
    assert "rijen =" not in few


# ---------------------------------------------------------------- what it says


def test_the_grounds_stand_apart_and_a_year_beside_them() -> None:
    summary = figures_of("many").summary
    grounds = plots("many")[0]
    assert [row.label for row in grounds.rows] == ["Advies", "Samen"]
    assert summary.whole is not None
    assert summary.whole.gap is not None
    gap = figure(cents(summary.whole.gap), "nl")
    assert grounds.rows[0].texts == grounds.rows[1].texts == [gap, "13", "5.248,00", gap]  # 8 x 656 was not stated


def test_the_norm_is_a_line_between_less_and_enough() -> None:
    (chart,) = (block for block in blocks_of("many", "nl") if isinstance(block, Histogram))
    assert [column.label for column in chart.columns[chart.line :]] == ["100 tot 125%", "125% of meer"]
    assert [column.text for column in chart.columns] == ["6", "0", "0", "7", "0", "9", "10"]
    assert [column.part for column in chart.columns][-1] == 1.0


def test_levels_are_compared_in_one_sector() -> None:
    levels = plots("many")[-1]
    assert [row.label for row in levels.rows] == [BOOK.sectors["horeca"].name["nl"]]
    assert [mark.kind for mark in levels.rows[0].marks] == ["circle", "square"]
    assert levels.rows[0].texts[-1] == "0,73"  # 2.41 an hour beside (7 x 328 + 10 x 820) / (23 x 272) = 1.68


def test_a_figure_about_a_few_is_not_there() -> None:
    """Two of five are short: neither the amount nor its year is told, and no class of pay."""
    told = pdf_text(board_pdf(figures_of("few"), made_of("few"), BOOK, "nl"))
    assert plots("few")[0].rows[-1].texts == ["niet getoond"] * 4
    assert "656,00" not in told
    assert not [block for block in blocks_of("few", "nl") if isinstance(block, Histogram)]


def test_nothing_of_a_row_or_an_employer_is_in_it() -> None:
    for lang in LANGUAGES:
        said = repr(blocks_of("many", lang))
        assert "secret" not in said
        assert "Hotel A" not in said


def test_a_word_file_has_the_words_of_a_chart() -> None:
    """Nobody can ask for one yet; a block that Word cannot draw would break every document that gets it."""
    document = board_report(figures_of("many"), made_of("many"), BOOK, "en")
    told = docx_text(docx_bytes(document, TODAY))
    assert all(block.alt in told for block in document.blocks if isinstance(block, (Plot, Histogram)))


@pytest.mark.parametrize(("most", "last"), [(0.2, 0.25), (1, 1), (4.1, 5), (23, 25), (900, 900)])
def test_an_axis_ends_at_or_above_the_most(most: float, last: float) -> None:
    ticks = ticks_of(most)
    assert (ticks[0], ticks[-1]) == (0, last)
    assert len(ticks) <= 6
