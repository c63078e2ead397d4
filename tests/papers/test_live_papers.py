"""The papers of the readable cases with the live rules: real names, notes and sources, however long, find room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from compensation import RuleBook, assess, read_placement
from compensation.papers import document, make_document
from compensation.telling.answer import Answer
from compensation.telling.refusal import refusal
from compensation.texts import LANGUAGES
from tests.papers.made import TODAY, money, pdf_info, words
from tests.papers.test_amounts import EXPECTED

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


def of_case(path: Path, book: RuleBook) -> Any:
    placement = read_placement(yaml.safe_load(path.read_text(encoding="utf-8"))["placement"])
    return placement, assess(placement, book)


@pytest.mark.slow
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_overview_is_one_page(path: Path, live_book: RuleBook) -> None:
    made = make_document("overview", "pdf", *of_case(path, live_book), "nl", live_book, on=TODAY)
    assert pdf_info(made)["Pages"] == "1"


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXPECTED)
def test_every_amount_stands_in_the_blocks(kind: str, live_book: RuleBook) -> None:
    for path in CASES:
        of = of_case(path, live_book)
        if kind == "agreement" and refusal(Answer(*of, live_book)) is not None:
            continue
        for lang in LANGUAGES:
            told = words(document(kind, *of, lang, live_book, on=TODAY))
            assert not [money(x, lang) for x in EXPECTED[kind](*of) if x and money(x, lang) not in told], path.stem
