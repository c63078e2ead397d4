"""Good to know and Where to go on the calculator pages: below the result, each line with a source and a day."""

from __future__ import annotations

import pytest

from compensation.rulebook import RuleBook
from compensation.telling.guidance import Person, last_seen
from compensation.texts import LANGUAGES
from compensation.ui.parts.guidance_view import AT_ONCE
from compensation.ui.parts.markdown import literal
from compensation.ui.rules.view import entries
from tests.ui.form_app import Form, first_answer
from tests.ui.test_rules_page import ON, bare

TITLE = {"nl": "Goed om te weten", "en": "Good to know"}
WHERE = {
    ("student", "nl"): "Waar kun je terecht? (4)",
    ("employer", "nl"): "Waar kunt u terecht? (2)",
    ("student", "en"): "Where can you go? (4)",
    ("employer", "en"): "Where can you go? (2)",
}
SOURCE = {"nl": "Bron: [", "en": "Source: ["}


@pytest.mark.parametrize(("reader", "lang"), WHERE)
def test_two_lines_stand_below_the_result_and_the_rest_one_tap_away(reader: Person, lang: str) -> None:
    form = first_answer(reader, lang)
    headings = [heading.value for heading in (*form.app.header, *form.app.subheader)]
    assert TITLE[lang] in headings
    at_once, *_ = [
        text.value for text in form.app.markdown if text.value.startswith("- ") and _is_ours(text.value, lang)
    ]
    assert at_once.count("\n- ") + 1 == AT_ONCE
    opened = [box.label for box in form.app.expander]
    assert WHERE[reader, lang] in opened
    assert opened.index(WHERE[reader, lang]) == len(opened) - 2  # below it only saving and sharing


def _is_ours(said: str, lang: str) -> bool:
    return SOURCE[lang] in said and ("Proefregel" in said or "Test line" in said)


@pytest.mark.parametrize(("reader", "lang"), WHERE)
def test_every_line_on_the_screen_has_a_source_and_a_day(reader: Person, lang: str) -> None:
    form = first_answer(reader, lang)
    blocks = [str(text.value) for text in form.app.markdown if SOURCE[lang] in str(text.value)]
    told = [line for block in blocks for line in f"\n{block}".split("\n- ")[1:]]
    assert len(told) > AT_ONCE
    days = ("Laatst gezien", "Volgens de bron", "Zonder datum", "Last seen", "According to the source", "Undated")
    assert [line for line in told if SOURCE[lang] not in line or not any(day in line for day in days)] == []


def test_what_turns_on_where_somebody_comes_from_stands_under_its_own_heading() -> None:
    told = first_answer("student").told()
    under = (
        "**Alleen voor studenten uit een ander land van de EU of de EER, uit Zwitserland of uit een verdragsland\\:**"
    )
    assert told.index(under) < told.index("example.nl/from_eu")


def test_nothing_is_told_before_there_is_a_result() -> None:
    form = Form("student")
    assert TITLE["nl"] not in [heading.value for heading in form.app.subheader]
    assert WHERE["student", "nl"] not in [box.label for box in form.app.expander]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_stands_on_the_page_of_the_rules(lang: str, each_book: RuleBook) -> None:
    shown = {(entry.part, entry.key): entry for entry in entries(each_book, ON, lang)}
    for key, line in each_book.good_to_know.items():
        body = bare(shown["good_to_know", key].body)
        assert line.text[lang] in body
        assert all(source.title in body for source in line.sources)
        assert last_seen(line.as_of, ON, lang) in body
    for key, place in each_book.help.items():
        body = bare(shown["help", key].body)
        assert place.for_what[lang] in body
        assert place.url is None or place.url in body
        assert place.contact is None or place.contact[lang] in body


def test_an_address_to_write_to_is_the_address_and_no_other(live_book: RuleBook) -> None:
    """A browser makes a link of it; an escaped sign in it would lead elsewhere."""
    said = [contact[lang] for place in live_book.help.values() for lang in LANGUAGES if (contact := place.contact)]
    found = [word.strip(".,;()") for one in said for word in one.split() if "www." in word or "@" in word]
    assert any("-" in address for address in found)
    assert [address for address in found if literal(address) != address] == []
