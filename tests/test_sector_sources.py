"""The sources and texts of sector_data: in Dutch, a copy called a copy, and what is assumed said."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from compensation import RuleBook
from compensation.rulebook.fields import Bilingual
from compensation.rulebook.sources import LooseSource, Source

pytestmark = pytest.mark.live

#: Words that no Dutch text holds.
ENGLISH = re.compile(
    r"\b(the|and|not|with|from|amount|January|February|March|June|July|August|October|copied|survey|vacancy|vacancies"
    r"|secondary|repository|press|staff|study)\b",
    re.IGNORECASE,
)


def sources(book: RuleBook) -> Iterator[tuple[str, Source | LooseSource]]:
    """Every source of sector_data, with where it stands."""
    for key, scheme in book.schemes.items():
        for value in (*scheme.versions, *([scheme.amount_unknown] if scheme.amount_unknown else [])):
            yield from ((key, found) for found in (value.source, *value.also) if found)
    yield from ((key, sector.source) for key, sector in book.sectors.items())
    yield from ((f"{row.by} {row.year}", row.source) for row in book.practice)


def texts(book: RuleBook) -> Iterator[tuple[str, Bilingual | str | None]]:
    """Every text of sector_data that a reader may see."""
    for key, scheme in book.schemes.items():
        yield from ((key, version.note) for version in scheme.versions)
        if unknown := scheme.amount_unknown:
            yield from ((key, said) for said in (unknown.rule, unknown.note))
    for key, sector in book.sectors.items():
        yield from ((key, said) for said in (sector.name, sector.vog_ground, sector.note))
    for row in book.practice:
        yield from ((f"{row.by} {row.year}", said) for said in (row.by, row.group, row.note))


def test_a_title_is_in_dutch(live_book: RuleBook) -> None:
    assert [(where, found.title) for where, found in sources(live_book) if ENGLISH.search(found.title)] == []


def test_a_dutch_text_holds_no_english(live_book: RuleBook) -> None:
    dutch = [(where, said if isinstance(said, str) else said.nl) for where, said in texts(live_book) if said]
    assert [(where, said) for where, said in dutch if ENGLISH.search(said)] == []


def test_what_was_read_in_a_copy_is_called_a_copy_and_is_not_official(live_book: RuleBook) -> None:
    for key, scheme in live_book.schemes.items():
        for version in scheme.versions:
            if version.checked == "copied":
                assert "gelezen in een kopie" in version.source.title, key
    for where, found in sources(live_book):
        first = found.title.split(";")[0]
        assert not (found.official and ("kopie" in first or "Secundaire" in first)), where


def test_no_repository_stands_as_a_source(live_book: RuleBook) -> None:
    assert [
        (where, found.url) for where, found in sources(live_book) if "github" in f"{found.title} {found.url}".lower()
    ] == []


def test_every_amount_has_a_note_in_both_languages_and_says_what_is_assumed(live_book: RuleBook) -> None:
    for key, scheme in live_book.schemes.items():
        for version in scheme.versions:
            assert isinstance(version.note, Bilingual), key
            if any(getattr(tier.shape, "base_assumed", False) for tier in version.all_tiers()):
                assert "uren" in version.note.nl or "uur" in version.note.nl, key
                assert "hours" in version.note.en, key
