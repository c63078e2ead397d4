"""Every page in both languages, on a phone and on a desk: whole, in the right language, alone with its server."""

from __future__ import annotations

import pytest

from tests.e2e.helpers import PAGES, title_of

#: language, width, theme, and whether axe looks too (once on a phone and once on a desk)
LOOKS = [
    ("nl", 320, "light", False),
    ("nl", 375, "light", True),
    ("nl", 1280, "dark", False),
    ("en", 320, "dark", False),
    ("en", 375, "light", False),
    ("en", 1280, "dark", True),
]


@pytest.mark.parametrize(("lang", "width", "scheme", "with_axe"), LOOKS)
def test_every_page_stands_whole(visitor, lang, width, scheme, with_axe):
    guest = visitor(width=width, scheme=scheme, locale="nl-NL" if lang == "nl" else "en-GB")
    for name in PAGES:
        guest.open(name, lang=lang)
        assert guest.sideways() <= 0, f"{name} scrolls sideways at {width}"
        assert guest.language() == lang, name
        assert guest.page.title() == title_of(name, lang)
        assert guest.page.locator("[data-testid=stException]").count() == 0, name
        if with_axe:
            assert guest.axe() == [], name
    assert guest.foreign_requests() == []
    assert guest.errors == []


@pytest.mark.parametrize(("locale", "lang"), [("nl-NL", "nl"), ("nl-BE", "nl"), ("en-GB", "en"), ("pl-PL", "en")])
def test_the_browser_decides_the_first_language(visitor, locale, lang):
    guest = visitor(locale=locale).open(PAGES[0])
    assert guest.language() == lang
    assert f"lang={lang}" in guest.page.url


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(19, 25, 28)")])
def test_the_theme_follows_the_system(visitor, scheme, colour):
    guest = visitor(scheme=scheme).open(PAGES[0], lang="nl")
    found = guest.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert found == colour
    family = guest.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "IBM Plex Sans" in family
    loaded = guest.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert "IBM Plex Sans" in " ".join(loaded)
