"""What is said of how well a value is checked: checked only where the official page itself was read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from compensation import RuleBook
from compensation.rulebook.sources import Checked, LooseSource, Mark, mark_of
from compensation.texts import LANGUAGES, text


@dataclass(frozen=True)
class Value:
    checked: Checked | None
    source: LooseSource | None


def source(*, official: bool) -> LooseSource:
    return LooseSource(title="Bron", url="https://example.nl", date=None, official=official)


@pytest.mark.parametrize(
    ("checked", "official", "nl", "en"),
    [
        ("two_sources", True, "gecontroleerd", "checked"),
        ("two_sources", False, "twee bronnen", "two sources"),
        ("one_source", True, "nog niet bevestigd", "not yet confirmed"),
        ("one_source", False, "nog niet bevestigd", "not yet confirmed"),
        ("copied", True, "nog niet bevestigd", "not yet confirmed"),
        ("copied", False, "nog niet bevestigd", "not yet confirmed"),
        ("computed", True, "berekend", "computed"),
        ("announced", True, "aangekondigd", "announced"),
        ("assumption", False, "aanname", "assumption"),
        (None, False, "niet bekend", "not known"),
    ],
)
def test_what_is_said(checked: str | None, official: bool, nl: str, en: str) -> None:
    mark = mark_of(Value(None if checked is None else Checked(checked), source(official=official)))
    assert [text(f"words.mark.{mark}", lang) for lang in ("nl", "en")] == [nl, en]


def test_two_sources_without_a_place_are_not_called_checked() -> None:
    assert mark_of(Value(Checked.TWO_SOURCES, None)) is Mark.TWO_SOURCES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_one_mark_is_called_checked(lang: str) -> None:
    said = [text(f"words.mark.{mark}", lang) for mark in Mark]
    assert said.count(text("words.mark.checked", lang)) == 1


@pytest.mark.live
def test_a_copy_or_a_secondary_source_is_never_official(live_book: RuleBook) -> None:
    """A title that names the official page first may say of a further source that it was read in a copy."""
    sources = [version.source for rule in live_book.rules.values() for version in rule.versions]
    sources += [version.source for norm in live_book.norms.values() for version in norm.versions]
    sources += [version.source for scheme in live_book.schemes.values() for version in scheme.versions]
    for found in sources:
        first = found.title.split(";")[0].lower()
        if "secundaire bron" in first or "in een kopie" in first or "github" in str(found.url):
            assert not found.official, found.title


@pytest.mark.live
def test_a_repository_is_never_a_source_by_its_own_name(live_book: RuleBook) -> None:
    for rule in live_book.rules.values():
        for version in rule.versions:
            if "github.com" in str(version.source.url):
                assert "gelezen in een kopie" in version.source.title, version.source.title


def test_an_official_page_has_an_address() -> None:
    with pytest.raises(ValueError, match="an official page has an address"):
        LooseSource(title="Bron", url=None, date=None, official=True)
