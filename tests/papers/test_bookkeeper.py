"""The page for the bookkeeper: which situation it is, what is withheld with its condition, and what is not in it."""

from __future__ import annotations

from typing import Any

import pytest

from compensation import RuleBook
from compensation.papers import document, make_document
from compensation.texts import LANGUAGES
from tests.papers.made import TODAY, pdf_info, words
from tests.people import BAKERY, CAFE, GARAGE, GARAGE_WITH_COSTS
from tests.telling.told import answer_of

PAID = {"allowance": {"amount": "250", "per": "month"}}


def _told(data: dict[str, Any], book: RuleBook, lang: str = "nl") -> str:
    answer = answer_of(data, book)
    return words(document("bookkeeper", answer.placement, answer.assessment, lang, book, on=TODAY))


@pytest.mark.parametrize(
    ("offer", "situation"),
    [
        ({"allowance": {"amount": "0", "per": "month"}}, "Alleen echte kosten worden betaald"),
        (PAID, "Een vergoeding boven de kosten, lager dan een normaal loon"),
    ],
)
def test_which_of_the_three_situations_it_is(live_book: RuleBook, offer: dict[str, Any], situation: str) -> None:
    told = _told({**BAKERY, "offer": offer}, live_book)
    for name in ("Alleen echte kosten", "Een vergoeding boven de kosten", "Een normaal loon"):
        assert name in told
    before = told.split("dit geval")[0]
    assert situation in before
    assert ("Een normaal loon" in before) is False
    assert told.count("← dit geval") == 1


def test_a_wage_is_always_the_third(live_book: RuleBook) -> None:
    told = _told(GARAGE, live_book)
    assert "Gewone dienstbetrekking. Alles geldt. ← dit geval" in told
    assert "Samen, zonder premies WW, WIA, Whk en pensioen € 4.092,34 ongeveer € 9.620,32" in told
    for pay in ("€ 840,64 per maand", "€ 968,44 per maand", "€ 1.288,43 per maand schatting"):
        assert pay in told


def test_up_to_which_amount_usually_no_tax_is_withheld_with_its_condition(live_book: RuleBook) -> None:
    told = _told({**CAFE, "offer": PAID}, live_book)
    for figure in ("€ 949,49 berekend", "€ 985,49 aangekondigd", "35,75%", "36,23% aangekondigd", "€ 2.848,49"):
        assert figure in told
    assert "Met de loonheffingskorting; die mag bij één werkgever tegelijk" in told
    assert "€ 250,00 daar blijft het onder" in told
    assert "Werkgeversheffing Zvw, over elke belaste euro 6,1% niet bekend" in told
    assert "dat is meer: inhouden" in _told(GARAGE, live_book)


def test_a_number_below_the_table_stands_in_it(live_book: RuleBook) -> None:
    """What is said of an amount that stays below stands there only where one does."""
    below, above = _told({**BAKERY, "offer": PAID}, live_book), _told(GARAGE, live_book)
    assert "(3) Als er in die maand niets bij komt" in below and "daar blijft het onder (3)" in below
    assert "(3)" not in above and "kwartaal (2)" in above and "(2) Als de student er schriftelijk om vraagt" in above


def test_nothing_is_withheld_where_only_costs_are_paid(live_book: RuleBook) -> None:
    told = _told({**BAKERY, "offer": {"allowance": {"amount": "0", "per": "month"}}}, live_book)
    assert "949,49" not in told
    assert "Van € 331,00 aan onkosten is nog niet afgesproken" in told


def test_a_wage_below_the_minimum_is_said_first(live_book: RuleBook) -> None:
    told = _told({**GARAGE, "offer": {"wage": {"amount": "900", "per": "month"}}}, live_book)
    assert "onder het minimumloon" in told.split("Drie situaties")[0]


def test_subsidies_with_their_windows(live_book: RuleBook) -> None:
    told = _told(GARAGE, live_book)
    assert "ten hoogste € 2.700,00" in told
    assert "2 juni tot en met 17 september" in told
    assert "Sociaal Fonds Bakkersbedrijf" in _told(BAKERY, live_book)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("data", [BAKERY, CAFE, GARAGE, GARAGE_WITH_COSTS])
def test_it_is_short_and_names_no_copy_by_its_address(live_book: RuleBook, data: dict[str, Any], lang: str) -> None:
    answer = answer_of(data, live_book)
    made = make_document("bookkeeper", "pdf", answer.placement, answer.assessment, lang, live_book, on=TODAY)
    assert pdf_info(made)["Pages"] == "1"
    told = _told(data, live_book, lang)
    assert "github" not in told.lower()
    assert "2008" not in told
