"""What is published is read back from the file, the command line or the page: it tells nothing about a few, and nothing
that the summary does not tell, so that an attacker of the summary has tried them all."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import openpyxl
import pytest

from compensation import load_rulebook
from compensation.cli.summary import KINDS, as_json, summary_lines
from compensation.papers.board_report import Made, board_pdf
from compensation.papers.board_workbook import summary_workbook
from compensation.table.board import BoardFigures
from compensation.table.summary import GROUNDS, PARTS
from compensation.table.suppression import LEAST_GROUP, is_small
from compensation.texts import text
from tests.attacker import solved
from tests.papers.made import pdf_pages
from tests.test_board_figures import Attacked
from tests.test_table_attacked import AMOUNTS, Drawn, equations, secrets, shown_in

BOOK = load_rulebook()
TODAY = date(2026, 11, 26)
LANGS = ("nl", "en")


@cache
def drawn(seed: int) -> tuple[Drawn, Attacked]:
    return Drawn(seed), Attacked(seed)


def made_of(attacked: Attacked) -> Made:
    return Made.of(attacked.members, TODAY)


# ---------------------------------------------------------------- the workbook


def tables_in(made: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by its first cell and headings, as another reader of workbooks sees them."""
    found = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(made)):
        rows = list(sheet.iter_rows(values_only=True))
        found[sheet.title] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return found


class Workbook:
    """The figures in a workbook under the names of the attacker's equations."""

    def __init__(self, made: bytes, lang: str) -> None:
        self.sheets, self.lang = tables_in(made), lang
        self.shown = {name: value for name, value in self._all() if isinstance(value, (int, Decimal))}

    def say(self, key: str) -> str:
        return text(f"board.{key}", self.lang)

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        return self.sheets.get(self.say(f"sheets.{sheet}"), [])

    def cell(self, row: dict[str, Any], head: str) -> Any:
        value = row.get(self.say(f"heads.{head}"))
        return round(value * 100) if head in (*AMOUNTS, "year") and isinstance(value, (int, float)) else value

    def _all(self) -> Iterator[tuple[str, Any]]:
        yield from self._grounds()
        questions = ("expenses_covered", "wage_meets", "allowance_paid")
        for row, question in zip(self.rows("shares"), questions, strict=True):
            for answer, head in (("yes", "number"), ("of", "of"), ("silent", "silent")):
                yield f"all/share:{question} {answer}", self.cell(row, head)
        for row in self.rows("groups"):
            yield from self._group(row)

    def _grounds(self) -> Iterator[tuple[str, Any]]:
        names = {text(f"words.force.{ground}", self.lang).capitalize(): ground for ground in GROUNDS}
        for row in self.rows("grounds"):
            ground = names[self.cell(row, "ground").capitalize()]
            for part in ("gap", "not_stated"):
                yield f"all/by_ground.{ground}.{part}", self.cell(row, part)
                yield f"all/with:by_ground.{ground}.{part}", self.cell(row, f"with_{part}")

    def _group(self, row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        kinds = {self.say(f"kind.{kind}"): kind for kind in ("all", "sector", "scheme", "level")}
        kind = kinds[self.cell(row, "kind")]
        name = "all" if kind == "all" else f"{kind}={self._key(kind, self.cell(row, 'group'))}"
        yield f"{name}/n", self.cell(row, "placements")
        for part in ("gap", "not_stated"):
            count = self.cell(row, f"with_{part}")
            yield f"{name}/with:{part}", count
            yield (
                f"{name}/without:{part}",
                row[self.say("heads.placements")] - count if isinstance(count, int) else None,
            )
        for amount in AMOUNTS:
            yield f"{name}/{amount}", self.cell(row, amount)
        for ground in GROUNDS:
            on = text("board.heads.gap_on", self.lang, ground=text(f"words.force.{ground}", self.lang))
            gap = row.get(on)
            yield f"{name}/by_ground.{ground}.gap", round(gap * 100) if isinstance(gap, (int, float)) else None

    def _key(self, kind: str, name: str) -> str:
        if kind == "level":
            return next(key for key in ("mbo", "hbo", "wo") if text(f"words.level.{key}", self.lang) == name)
        if kind == "sector":
            return next(key for key, sector in BOOK.sectors.items() if sector.name[self.lang] == name)
        return next((key for key, scheme in BOOK.schemes.items() if scheme.name == name), "")


@pytest.mark.parametrize("seed", range(24))
def test_nothing_small_follows_from_a_workbook_that_is_read_back(seed: int) -> None:
    of, attacked = drawn(seed)
    lang = LANGS[seed % 2]
    workbook = Workbook(summary_workbook(attacked.figures, made_of(attacked), BOOK, lang), lang)
    known = shown_in(attacked.figures.summary)
    assert workbook.shown.items() <= known.items()
    assert len(workbook.shown) > 20 or len(known) < 60
    found = workbook.shown.keys() | solved(list(equations(of)), workbook.shown).keys()
    assert not [secret for secret in secrets(of, workbook.shown) if secret in found]
    counts = ("placements", "with_gap", "with_not_stated", "number", "of", "silent")
    for rows in workbook.sheets.values():
        told = [row[head] for row in rows for head in row if head in {workbook.say(f"heads.{name}") for name in counts}]
        assert not [count for count in told if isinstance(count, int) and is_small(count)]
        assert not [cell for row in rows for cell in row.values() if "##" in str(cell)]


# ---------------------------------------------------------------- the report, the command line


def values_of(figures: BoardFigures) -> set[str]:
    """Every amount that the figures hold, in cents without signs; and every number of placements."""
    found: set[Decimal] = set()

    def add(value: Any) -> None:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, (list, tuple)):
            for one in value:
                add(one)
        elif isinstance(value, (int, Decimal)):
            found.add(Decimal(value))

    add(asdict(figures))
    hours = [row for row in figures.summary.levels if row.hour is not None]
    found |= {row.behind for row in hours if row.behind is not None}
    amounts = [row.gap for row in (*figures.summary.grounds, *figures.summary.groups) if row.gap is not None]
    found |= {figures.year.of(gap) for gap in amounts} if figures.year else set()
    return {f"{value:.2f}" for value in found} | {str(int(value)) for value in found if value == int(value)}


def numbers_in(words: str, lang: str) -> tuple[list[str], list[str]]:
    """The amounts with cents in a text, and the whole numbers that stand by themselves."""
    thousand, point = (".", ",") if lang == "nl" else (",", ".")
    plain = words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{ZERO WIDTH SPACE}", "")
    shape = rf"(?<![\w.,])\d{{1,3}}(?:{re.escape(thousand)}\d{{3}})*{re.escape(point)}\d\d(?!\w)"
    amounts = re.findall(shape, plain)
    alone = re.findall(r"^\s*(\d[\d.,]*)\s*$", plain, re.MULTILINE)
    counts = [found.replace(thousand, "") for found in alone if found not in amounts]
    return [found.replace(thousand, "").replace(point, ".") for found in amounts], counts


@pytest.mark.parametrize("seed", [2, 3, 5, 8])
def test_a_report_that_is_read_back_tells_no_other_figure(seed: int) -> None:
    _, attacked = drawn(seed)
    lang = LANGS[seed % 2]
    pages = pdf_pages(board_pdf(attacked.figures, made_of(attacked), BOOK, lang))
    amounts, counts = numbers_in("\n".join(pages), lang)
    may = values_of(attacked.figures)
    assert not {found for found in amounts if found not in may}
    assert not {found for found in counts if found not in may}
    assert not [found for found in counts if is_small(int(found))]
    assert amounts or attacked.figures.summary.whole is None


@pytest.mark.parametrize("seed", range(12))
def test_the_command_line_tells_the_summary_and_no_more(seed: int) -> None:
    _, attacked = drawn(seed)
    summary, may = attacked.figures.summary, values_of(attacked.figures)
    told = json.loads(as_json(attacked.members))
    assert {part: told[part] for part in PARTS} == json.loads(
        json.dumps({part: summary.rows(part) for part in PARTS}, default=str)
    )
    assert set(told) == {"placements", "wrong_rows", *PARTS, "hidden"}
    for by in KINDS:
        said = "\n".join(summary_lines(attacked.members, by, BOOK, "nl"))
        assert not {found for found in numbers_in(said, "nl")[0] if found not in may}
        if by != "employer":  # names of employers may hold numbers
            whole = re.findall(r"(?<![\d.,])(\d+)(?![\d.,]*\d)", said)
            assert not [found for found in whole if is_small(int(found))]


# ---------------------------------------------------------------- the page


def _csv(seed: int) -> bytes:
    """A file of forty placements of several kinds, with some groups of a few."""
    from tests.ui.branch_page import csv_of, line

    draw = Random(seed)
    lines = []
    for number in range(40):
        route = "bbl" if number < 2 else draw.choices(("bol", "hbo", "wo"), (6, 4, 1))[0]
        amount = "" if route == "bbl" else draw.choice(("0", "100,00", "200,00", "328,00", "500,00", ""))
        employer = draw.choices(("Bakker", "Slager", "Kapper"), (6, 3, 1))[0]
        lines.append(line(employer=employer, route=route, amount=amount))
    return csv_of(*lines)


@pytest.mark.slow
def test_the_page_shows_no_other_figure() -> None:
    from compensation.table.board import board_figures
    from tests.ui.branch_page import FILE, given, on_tab
    from tests.ui.drawn_tables import tables

    app = on_tab(given(_csv(1)), "overview")
    figures = board_figures(app.session_state[FILE].members)
    may, few = values_of(figures), [str(count) for count in range(1, LEAST_GROUP)]
    for group_by in ("sector", "scheme", "employer", "level"):
        app.segmented_control(key="branch_group_by").set_value(group_by)
        for table in tables(app.run()):
            if text("branch.overview.groups_alt", "nl") != table.alt and group_by != "sector":
                continue
            words = "\n".join(cell for row in table.rows for cell in row)
            amounts, counts = numbers_in(words, "nl")
            inside = re.findall(r"(?:bij|:) (\d+)(?= |;|$)|(\d+) stages?", words)
            counts += [one or other for one, other in inside]
            assert not {found for found in (*amounts, *counts) if found not in may}, table.alt
            assert not [count for count in counts if count in few], table.alt
