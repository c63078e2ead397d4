"""A page for each employer: its own figures beside the others', and nobody else's to be worked out."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compensation.cli import main
from compensation.papers.member_page import member_page, write_pages
from compensation.table.member_figures import Comparison, MemberFigures, OfOthers
from compensation.table.members import Members, read_members
from tests.table_files import BOOK, GOOD, HEADER, write_csv

ON = date(2026, 3, 2)


def members(tmp_path: Path, paid: dict[str, list[str]], level: dict[str, str] | None = None) -> Members:
    """Placements at employers, each with what is paid a month."""
    rows: list[list[Any]] = [
        [f"{name}{n}", (level or {}).get(name, "bol"), *GOOD[2:7], amount, name]
        for name, amounts in paid.items()
        for n, amount in enumerate(amounts)
    ]
    return read_members(write_csv(tmp_path / "in.csv", rows, HEADER), BOOK)


def figures(page: MemberFigures) -> dict[str, tuple[int | None, OfOthers | None]]:
    return {figure.name: (figure.own, figure.others) for figure in page.figures}


SIX = {"A": ["100"], "B": ["250"], "C": ["250"], "D": ["250"], "E": ["250"], "F": ["250"] * 200}


def test_five_others_are_needed_and_each_counts_once(tmp_path: Path) -> None:
    pages = {page.employer: page for page in Comparison(members(tmp_path, SIX)).pages()}
    assert [page.others for page in pages.values()] == [5] * 6
    assert [page.placements for page in pages.values()] == [1, 1, 1, 1, 1, 200]
    own, others = figures(pages["A"])["gap"]
    assert others is not None and own is not None and own > others.value, "A pays least"
    _, beside_f = figures(pages["F"])["hour_mbo"]
    _, beside_b = figures(pages["B"])["hour_mbo"]
    assert beside_f == beside_b, "two hundred placements of one employer weigh as one"


def test_a_page_with_a_proposal_says_so(tmp_path: Path) -> None:
    found = members(tmp_path, SIX)
    page = next(iter(Comparison(found).pages()))
    said = [str(member_page(page, one, "nl", ON)) for one in (found, replace(found, tried=("Norm van de horeca",)))]
    assert ["Berekend met een voorstel: Norm van de horeca." in words for words in said] == [False, True]


def test_with_four_others_there_is_no_page_and_the_list_says_why(tmp_path: Path) -> None:
    found, made = members(tmp_path, {name: SIX[name] for name in "ABCDE"}), io.BytesIO()
    pages = write_pages(found, made, "nl", ON)
    assert all(not page.figures.figures and not page.file for page in pages)
    with zipfile.ZipFile(made) as opened:
        assert opened.namelist() == ["lees-mij.txt", "lijst.csv"]
        lines = list(csv.reader(io.StringIO(opened.read("lijst.csv").decode("utf-8-sig")), delimiter=";"))
    assert lines[1] == ["A", "1", "nee", "", "er zijn 4 andere werkgevers; ten minste 5 zijn nodig"]


def test_a_level_with_few_others_is_not_shown(tmp_path: Path) -> None:
    found = members(tmp_path, SIX | {"G": ["250"], "H": ["300"]}, {"G": "hbo", "H": "hbo"})
    pages = {page.employer: page for page in Comparison(found).pages()}
    own, others = figures(pages["G"])["hour_hbo"]
    assert own is not None and others is None
    assert "hour_hbo" not in figures(pages["A"])


def test_one_other_employer_does_not_show_through_the_rounding(tmp_path: Path) -> None:
    some = {name: ["250"] for name in "ABCDEF"}
    seen = [
        figures(next(Comparison(members(tmp_path, some | {"F": [amount]})).pages())) for amount in ("250", "251", "252")
    ]
    assert seen[0] == seen[1] == seen[2]


def test_nothing_and_all_are_told_as_bounds(tmp_path: Path) -> None:
    page = next(Comparison(members(tmp_path, {name: ["1500"] for name in "ABCDEF"})).pages())
    assert figures(page)["gap"] == (0, OfOthers(500, "below"))
    assert figures(page)["with_gap"] == (0, OfOthers(5, "below"))
    page = next(Comparison(members(tmp_path, {name: ["100"] for name in "ABCDEF"})).pages())
    assert figures(page)["with_gap"] == (100, OfOthers(95, "above"))


def test_no_page_names_another_employer(tmp_path: Path) -> None:
    names = [f"Bakkerij {word}" for word in ("Ünal", "Vos", "Smit", "Bos", "Kok", "Mol")]
    found = members(tmp_path, {name: ["200"] for name in names})
    for page in Comparison(found).pages():
        said = str(member_page(page, found, "nl", ON).data())
        assert [name for name in names if name in said] == [page.employer]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_command_writes_a_page_for_each(tmp_path: Path, lang: str, capsys: Any) -> None:
    members(tmp_path, SIX)
    target = tmp_path / "out.zip"
    with pytest.raises(SystemExit) as stopped:
        main(["members", str(tmp_path / "in.csv"), str(target), "--lang", lang])
    assert not stopped.value.code, capsys.readouterr().err
    with zipfile.ZipFile(target) as opened:
        made = [name for name in opened.namelist() if name.endswith(".pdf")]
        assert len(made) == 6 and all(opened.read(name).startswith(b"%PDF") for name in made)
