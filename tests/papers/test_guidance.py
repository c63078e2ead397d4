"""Good to know at the end of a student's letter: what is said to the employer, and nothing for the student alone."""

from __future__ import annotations

from typing import Any

import pytest

from compensation.papers.guidance import MOST
from compensation.texts import LANGUAGES, text
from tests.papers.made import BOOK, assessed, content, words

BOL: dict[str, Any] = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-03-29",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
    "travel": {"mode": "own_vehicle", "distance_km": 10},
    "offer": {"reimbursements": [{"kind": "travel", "amount": "0", "per": "month"}]},
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_letter_ends_with_what_the_employer_may_read(lang: str) -> None:
    told = words(content(assessed(BOL), "letter", lang))
    here = told[told.index(text("guidance.letter", lang)) :]
    in_letter = [key for key, line in BOOK.good_to_know.items() if line.text[lang] in here]
    assert in_letter == ["costs_short", "for_the_letter"] and len(in_letter) <= MOST
    assert all(BOOK.good_to_know[key].source.title in here for key in in_letter)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_for_the_student_alone_is_in_no_file(lang: str) -> None:
    alone = [line.text[lang] for line in BOOK.good_to_know.values() if line.audience == "student"]
    places = [place.for_what[lang] for place in BOOK.help.values()]
    for kind in ("letter", "agreement", "overview"):
        told = words(content(assessed(BOL), kind, lang))
        assert [said for said in (*alone, *places) if said in told] == []
