"""The words: firm where it is law, a question where it is not; marks beside amounts; nothing beyond what is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from compensation.papers.blocks import Cell, Table
from compensation.telling.answer import Answer
from compensation.telling.next_steps import before_sending
from compensation.texts import LANGUAGES, catalogue, text
from tests import placements
from tests.papers.made import BOOK, NUMBERS, TODAY, assessed, case, content, money, one_line, refused, words

FIRM = ("Ik vraag u", "binnen twee weken")
BOL: dict[str, Any] = {
    "route": "bol",
    "start": "2026-09-01",
    "end": "2027-01-31",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "norm": "national",
}
BBL: dict[str, Any] = {**BOL, "route": "bbl", "birth_date": "2008-06-01"}


def letter(data: dict[str, Any], on: date = TODAY) -> str:
    return words(content(assessed(data), "letter", "nl", on))


def first_page(told: str) -> str:
    return told.split("Bijlage: zo is er gerekend")[0]


# ---------------------------------------------------------------- the letter


def test_the_law_is_asked_for_firmly_and_by_its_name() -> None:
    told = first_page(words(content(case(31), "letter", "nl")))
    assert "Wet minimumloon en minimumvakantiebijslag (Wml)" in told
    assert all(phrase in told for phrase in FIRM)
    equipment = first_page(letter({**placements.placement(28), "offer": {"complete": True}}))
    assert "De Arbowet geldt ook voor stagiairs" in equipment
    assert all(phrase in equipment for phrase in FIRM)


@pytest.mark.parametrize(
    "offer",
    [
        {"allowance": {"amount": "100"}},
        {"allowance": {"amount": "100"}, "includes_expenses": True},
    ],
)
def test_pact_and_advice_are_a_question_without_reproach(offer: dict[str, Any]) -> None:
    travel = {"mode": "own_vehicle", "distance_km": 10}
    told = first_page(letter({**BOL, "offer": offer, "travel": travel}))
    assert "Het is een advies" in told or "Samen staat" in told
    assert "geen wet" in told
    assert "recht" not in told
    assert not any(phrase in told for phrase in (*FIRM, "moet u", "u moet", "verplicht"))
    for word in ("Arbeidsinspectie", "Wml"):
        assert word not in letter({**BOL, "offer": offer, "travel": travel})


def test_who_gets_everything_says_thank_you() -> None:
    told = first_page(letter({**BOL, "cao": {"status": "none"}, "offer": {"allowance": {"amount": "400"}}}))
    assert "staat er niets meer open" in told
    assert "Wat ik u wil vragen" not in told


def test_no_allowance_filled_in_is_no_reproach() -> None:
    told = first_page(letter(BOL))
    assert "Ik weet nog niet of u een stagevergoeding betaalt" in told
    assert "staat er niets" not in told and "open." not in told


def test_a_wage_that_was_not_filled_in_is_asked_for_and_not_called_nothing() -> None:
    told = first_page(letter(BBL))
    assert "welk loon u betaalt" in told
    assert "niet bekend" in told
    assert "lager dan het wettelijk minimumloon" not in told


def test_a_contract_that_is_missing_is_asked_for() -> None:
    offer = {"wage": {"amount": "20", "per": "hour"}, "employment_contract": False}
    assert "Dat heb ik nog niet. Wilt u het met mij opstellen?" in letter({**BBL, "offer": offer})
    told = words(content(assessed({**BBL, "offer": offer}), "overview", "nl"))
    assert "Een arbeidscontract ontbreekt" in told
    assert "Die heb ik nog niet" not in letter({**BBL, "offer": {**offer, "employment_contract": True}})


def test_a_cao_is_asked_to_be_looked_up_and_the_rest_called_a_commitment() -> None:
    told = first_page(words(content(case(39), "letter", "nl")))
    assert "Radboud Universiteit (proef) noemt voor mijn opleiding een lager bedrag" in told
    assert "waarschijnlijk, laatst gezien in" in told
    assert "afgesproken in het stagepact, geen wet" in told
    own = first_page(words(content(case(42), "letter", "nl")))
    assert "staat er nog € 60,00 open. Wilt u nakijken of dit klopt" in own


def test_a_placement_is_before_during_or_after_the_letter() -> None:
    assert "ga ik bij u stage lopen" in letter(BOL, date(2026, 8, 1))
    assert "loop ik bij u stage" in letter(BOL, date(2026, 9, 1))
    assert "loop ik bij u stage" in letter(BOL, date(2027, 1, 31))
    assert "heb ik bij u stage gelopen" in letter(BOL, date(2027, 2, 1))


def test_what_is_due_by_the_date_of_the_letter_stands_apart_from_what_is_to_come() -> None:
    """228 a month is open: of five months that begin in September two are over on 22 November."""
    short = {**BOL, "offer": {"allowance": {"amount": "100"}}}
    told = letter(short, date(2026, 11, 22))
    assert "gaat € 456,00 over de tijd tot en met 31 oktober 2026" in told
    assert "De andere € 684,00 hoort bij de tijd daarna, tot en met 31 januari 2027" in told
    assert "gaat over de tijd die nog komt" in letter(short, date(2026, 8, 1))
    assert "Een deel is pas later aan de beurt" in letter(short, date(2026, 9, 15))
    for nothing in (letter(short, date(2027, 2, 1)), letter({**BOL, "offer": {"allowance": {"amount": "400"}}})):
        assert "aan de beurt" not in nothing and "de tijd daarna" not in nothing


def test_an_amount_is_named_by_the_month_and_nothing_is_asked_twice() -> None:
    told = first_page(letter({**BOL, "offer": {"allowance": {"amount": "100"}}}))
    assert "€ 328,00 per maand" in told and "€ 328,00 voor een hele maand" in told
    old = first_page(letter({**BOL, "cao": {"status": "applies", "scheme": "radboud"}, "offer": {"complete": True}}))
    assert old.count("nieuwste tekst") == 1


@pytest.mark.parametrize("offer", [{}, {"complete": True}, {"allowance": {"amount": "0"}}])
def test_nobody_is_thanked_for_what_nobody_stated_or_knows(offer: dict[str, Any]) -> None:
    unknown = {**BOL, "start": "2020-09-01", "end": "2020-12-31"}
    for data in ({**unknown, "offer": offer}, {**BOL, "offer": offer}):
        assert "Dank u wel" not in letter(data)


def test_the_pact_for_mbo_is_not_claimed_by_others() -> None:
    asked = {**BOL, "costs": [{"kind": "clothing", "amount": "50"}], "offer": {"complete": True}}
    assert "gemaakt voor het mbo" in letter({**asked, "route": "hbo"})
    assert "gemaakt voor het mbo" not in letter(asked)
    assert "SBB" not in letter({**asked, "route": "wo"})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_for_the_student_alone_is_in_the_file_that_is_sent(number: int, lang: str) -> None:
    told = words(content(case(number), "letter", lang))
    for key in ("title", "check", "pact", "law", "genuine"):
        assert one_line(text(f"documents.self.{key}", lang)) not in told


def test_only_the_student_is_told_that_it_may_be_work() -> None:
    of = assessed({**BOL, "placement_test": {"already_graduated": True}})
    assert "passen niet goed bij een stage" not in words(content(of, "letter", "nl"))
    assert "genuine" in before_sending(Answer(*of, BOOK))


# ---------------------------------------------------------------- marks beside the amounts


def notes(number: int, kind: str) -> dict[str, str]:
    """Text of a cell -> the mark below it, over all tables of a Dutch document."""
    tables = [block for block in content(case(number), kind, "nl").blocks if isinstance(block, Table)]
    cells = [cell for table in tables for line in table.rows for cell in line if isinstance(cell, Cell)]
    return {cell.text.replace("\N{NO-BREAK SPACE}", " "): cell.note for cell in cells if cell.note}


@pytest.mark.parametrize("kind", ["letter", "overview"])
def test_marks_stand_beside_the_amount(kind: str) -> None:
    norm = money(case(4)[1].allowance.norm, "nl")
    assert notes(4, kind)[norm] == "laatst gezien op 1 januari 2020; nog niet bevestigd"
    assert notes(20, kind)[money(case(20)[1].allowance.norm, "nl")] == "aanname: een volle week is 40 uur"


def test_estimates_and_prices_that_are_not_known_are_said() -> None:
    travel = {"mode": "public_transport", "carrier": "train", "distance_km": 12}
    of = assessed({**BOL, "travel": travel})
    table = next(block for block in content(of, "letter", "nl").blocks if isinstance(block, Table))
    assert table.head[-1] == "Komt erbij vanaf 1 januari 2027 (schatting)"
    assert table.rows[0][-1].text.startswith("ongeveer")
    months = [b for b in content(of, "letter", "nl").blocks if isinstance(b, Table) and b.head[0] == "Periode"]
    assert "niet bekend" in [cell.text for cell in months[0].rows[-1]]
    known = assessed({**BOL, "end": "2026-12-31", "travel": travel})
    table = next(block for block in content(known, "letter", "nl").blocks if isinstance(block, Table))
    assert table.rows[0][2].note.startswith("prijs geschat")
    assert len(table.head) == 5


def test_what_is_only_announced_is_called_so() -> None:
    told = words(content(case(37), "letter", "nl"))
    assert "Ik ken het minimumloon tot en met 31 december 2026" in told
    assert "Een schatting voor de tijd vanaf 1 januari 2027, met het laatste bedrag dat ik ken: ongeveer" in told
    assert "telt niet mee in de andere bedragen" in told


def test_sources_carry_title_date_and_mark() -> None:
    told = words(content(case(1), "letter", "nl"))
    assert "Proefgegevens: meest voorkomend bedrag (12 maart 2025; gecontroleerd)" in told
    assert "https://example.nl/normen" in told


# ---------------------------------------------------------------- the overview, and both languages


def test_an_offer_that_is_enough_is_called_enough() -> None:
    offer = {"allowance": {"amount": "500"}}
    of = assessed({**BOL, "cao": {"status": "none"}, "offer": offer})
    assert "Op geen enkel punt is dat te weinig" in words(content(of, "overview", "nl"))
    of = assessed({**BOL, "offer": offer})  # nobody said that there is no cao
    assert "Op wat bekend en ingevuld is, is dat op geen enkel punt" in words(content(of, "overview", "nl"))
    short = assessed({**BOL, "offer": {"allowance": {"amount": "100"}}})
    assert "Op de punten waar dat te weinig is" in words(content(short, "overview", "nl"))
    assert "U hebt nog niet ingevuld wat u aanbiedt" in words(content(assessed(BOL), "overview", "nl"))


def test_every_key_stands_in_both_languages() -> None:
    keys = [{key for key in catalogue(lang) if key.startswith("documents.")} for lang in LANGUAGES]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 200


@pytest.mark.parametrize("kind", ["letter", "agreement", "overview"])
def test_no_dutch_is_left_in_the_english_documents(kind: str) -> None:
    for number in (1, 20, 31, 37, 42):
        if refused(case(number), kind):
            continue
        told = words(content(case(number), kind, "en"))
        # Names of laws and papers stay Dutch; sentences do not.
        for dutch in (" niet ", " het ", " wordt ", " stagevergoeding van"):
            assert dutch not in told
