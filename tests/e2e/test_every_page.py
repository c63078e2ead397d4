"""Every page in both languages, on a phone and on a desk: whole, in the right language, alone with its server."""

from __future__ import annotations

import pytest

from tests.e2e.helpers import PAGES, title_of

WIDTHS = (320, 375, 1280)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("lang", "locale", "scheme"), [("nl", "nl-NL", "light"), ("en", "en-GB", "dark")])
def test_every_page_stands_whole_at_every_width(visitor, name, lang, locale, scheme):
    guest = visitor(width=WIDTHS[-1], locale=locale, scheme=scheme).open(name, lang=lang)
    assert guest.language() == lang
    assert guest.page.title() == title_of(name, lang)
    assert guest.axe() == []
    for width in WIDTHS:
        guest.resize(width)
        assert guest.sideways() <= 0, f"scrolls sideways at {width}"
    guest.resize(WIDTHS[1])
    assert guest.axe() == []
    assert guest.page.locator("[data-testid=stException]").count() == 0
    assert guest.foreign_requests() == []
    assert guest.errors == []


@pytest.mark.parametrize(("locale", "lang"), [("nl-NL", "nl"), ("nl-BE", "nl"), ("en-GB", "en"), ("pl-PL", "en")])
def test_the_browser_decides_the_first_language(visitor, locale, lang):
    guest = visitor(locale=locale).open(PAGES[0])
    assert guest.language() == lang
    assert f"lang={lang}" in guest.page.url


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(15, 20, 23)")])
def test_the_theme_follows_the_system(visitor, scheme, colour):
    guest = visitor(scheme=scheme).open(PAGES[0], lang="nl")
    found = guest.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert found == colour
    family = guest.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "IBM Plex Sans" in family
    loaded = guest.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert "IBM Plex Sans" in " ".join(loaded)
