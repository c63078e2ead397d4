"""The student's letter with the live rules: what may be sent, on one page with its signature, to the cent."""

from __future__ import annotations

from typing import Any

import pytest

from compensation import RuleBook
from compensation.papers import Details, document, make_document
from compensation.texts import LANGUAGES, text
from tests.papers.made import one_line, pdf_pages, words
from tests.papers.people import ON, PEOPLE, assessed

#: What was once in a letter and hurts who sends it.
FORBIDDEN = (
    "Een bedrijf mag nee zeggen",
    "stuur deze bladzijde niet mee",
    "Voor jezelf",
    "Ik heb hier geen recht op",
    "Je antwoorden passen niet goed",
    "A company may say no",
)
pytestmark = pytest.mark.live


def letter(name: str, book: RuleBook, lang: str = "nl", **changes: Any) -> str:
    told = words(document("letter", *assessed({**PEOPLE[name], **changes}, book), lang, book, on=ON))
    return told.split(text("documents.annex.title", lang))[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_that_hurts_the_sender_is_in_it(name: str, lang: str, live_book: RuleBook) -> None:
    made = document("letter", *assessed(PEOPLE[name], live_book), lang, live_book, on=ON)
    assert not [phrase for phrase in FORBIDDEN if phrase in words(made)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_letter_itself_is_one_page(name: str, lang: str, live_book: RuleBook) -> None:
    who = Details(student="Ana de Vries", employer="Bakkerij Bakker", contact="Piet Bakker")
    file = make_document("letter", "pdf", *assessed(PEOPLE[name], live_book), lang, live_book, details=who, on=ON)
    pages = [one_line(page) for page in pdf_pages(file)]
    assert text("documents.sign.signature", lang) in pages[0]
    assert text("documents.annex.title", lang) in pages[1] and len(pages) <= 3


def test_the_month_the_saturday_and_what_is_due(live_book: RuleBook) -> None:
    told = letter("nursing_home", live_book)
    for phrase in (
        "bij mijn uren € 297,00 voor een hele maand",
        "€ 4,75 voor elke zaterdag",
        "gaat € 730,57 over de tijd tot en met 31 oktober 2026",
        "De andere € 497,96 hoort bij de tijd daarna, tot en met 18 december 2026",
    ):
        assert phrase in told
    assert told.count("nieuwste tekst") == 1


def test_one_sum_with_two_ways_to_settle_it(live_book: RuleBook) -> None:
    told = letter("all_in", live_book)
    assert "Samen staat € 566,01 open" in told
    assert "vergoedt de onkosten van € 118,91 apart; dan staat nog € 447,10" in told
    assert told.count("verhoogt het bedrag voor alles samen met € 566,01") == 1
    assert "Wilt u kijken of u deze kosten kunt vergoeden" not in told


def test_law_and_cao_are_asked_apart(live_book: RuleBook) -> None:
    told = letter("hairdresser", live_book)
    assert "Samen is dat € 4.121,36 te weinig" in told
    assert "staat boven het wettelijk minimum € 564,01 open" in told


def test_the_days_after_a_cao_stand_on_the_advice_they_are_taken_from(live_book: RuleBook) -> None:
    told = letter("cafe", live_book)
    assert "Cao Horeca € 1.600,00" in told
    assert "advies: Cao Horeca" not in told and "gemiddeld € 324,18" not in told


def test_a_month_that_is_another_one_in_time_is_told_with_its_days(live_book: RuleBook) -> None:
    halved = {"changes": [{"from": "2026-11-01", "hours_per_week": 20}], "norm": "national", "costs": []}
    told = letter("startup", live_book, end="2026-12-31", cao={"status": "none"}, travel={"mode": "none"}, **halved)
    assert "is dat € 400,00 en vanaf 1 november 2026 € 200,00 voor een hele maand" in told


def test_costs_that_go_on_after_the_last_known_wage_are_said_to(live_book: RuleBook) -> None:
    wage = {"wage": {"amount": "900", "per": "month"}, "complete": True}
    told = letter("hairdresser", live_book, start="2026-09-01", end="2030-06-30", offer=wage)
    assert "De andere" in told
    assert "tot en met 30 juni 2030 (voor het loon: tot en met" in told
