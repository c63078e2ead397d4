"""Sources on paper: the official page by its name, in the reader's language, and never the copy it was read in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from compensation import RuleBook
from compensation.papers import KINDS, RefusedError, document
from compensation.papers.sources import on_paper
from compensation.texts import LANGUAGES
from tests.papers.made import words
from tests.papers.people import ON, PEOPLE, assessed
from tests.papers.test_live_papers import CASES, of_case

#: Not in the other language of the two; a month that both write alike says nothing.
MONTHS = {
    "nl": r"\b(January|February|March|June|July|August|October|May \d{4})\b",
    "en": r"\d (januari|februari|maart|mei|juni|juli|augustus|oktober)\b",
}
COPIES = ("github", "webwoordenboek", "gelezen in een kopie", "read in a copy", "kopie op")


def sources(book: RuleBook) -> Iterator[Any]:
    for entries in (book.rules, book.norms, book.schemes):
        for entry in entries.values():
            yield from (
                source for version in entry.versions for source in (version.source, *getattr(version, "also", ()))
            )
    yield book.calendar.source
    for told in (*book.good_to_know.values(), *book.clauses.values()):
        yield from told.sources


@pytest.mark.live
def test_no_source_of_the_rules_names_a_copy_or_another_languages_month(live_book: RuleBook) -> None:
    for source in sources(live_book):
        for lang in LANGUAGES:
            item = on_paper(source.title, source.url, lang)
            told = f"{item.text} {item.url or ''}".lower()
            assert not [name for name in COPIES if name in told], told
            assert item.text and not item.text.startswith((",", ";", " ")) and "BWBR" not in item.text, told
        assert not re.search(MONTHS["nl"], on_paper(source.title, None, "nl").text), source.title
        if source.official:
            assert item.url == source.url


@pytest.mark.live
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_paper_names_a_copy_or_another_languages_month(kind: str, live_book: RuleBook) -> None:
    train = {**PEOPLE["startup"], "travel": {"mode": "public_transport", "carrier": "train", "distance_km": 30}}
    made = [of_case(path, live_book) for path in CASES]
    made += [assessed(data, live_book) for data in (*PEOPLE.values(), train)]
    for of in made:
        for lang in LANGUAGES:
            try:
                told = words(document(kind, *of, lang, live_book, on=ON))
            except RefusedError:
                continue
            assert not [name for name in COPIES if name in told.lower()]
            assert lang != "nl" or not re.search(MONTHS["nl"], told)
