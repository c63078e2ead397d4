"""Around the pages: headers, the document before JavaScript, the switch of language, walking between pages."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import expect

from compensation.texts import text
from tests.e2e.helpers import PAGES, title_of


def fetched(address: str, path: str, **headers: str):
    request = urllib.request.Request(address + path, headers={"Accept": "text/html", **headers})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers, answer.read().decode("utf-8", "replace")


@pytest.mark.parametrize("path", ["/", "/regels", "/_stcore/health", "/app/static/ibm-plex-sans-OFL.txt"])
def test_security_headers_stand_on_every_answer(address, path):
    headers, _ = fetched(address, path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "frame-ancestors 'self'", "object-src 'none'", "base-uri 'none'"):
        assert part in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts


def test_the_document_is_in_the_visitors_language_before_any_script(address):
    _, dutch = fetched(address, "/regels", **{"Accept-Language": "nl-NL,nl;q=0.9"})
    assert '<html lang="nl"' in dutch
    assert f"<title>{title_of('regels', 'nl')}</title>" in dutch
    assert text("shell.needs_javascript", "nl") in dutch
    _, english = fetched(address, "/regels?lang=en", **{"Accept-Language": "nl-NL,nl;q=0.9"})
    assert '<html lang="en"' in english
    assert f"<title>{title_of('regels', 'en')}</title>" in english


def test_the_other_language_is_one_press_away_and_keeps_what_was_typed(visitor):
    guest = visitor(locale="nl-NL").open("sectoren", lang="nl")
    guest.type(text("sectors_page.hours", "nl"), "32")
    guest.page.evaluate("window.stayed = true")
    guest.press("English")
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    assert guest.page.title() == title_of("sectoren", "en")
    assert "lang=en" in guest.page.url
    assert guest.page.get_by_label(text("sectors_page.hours", "en"), exact=True).input_value() == "32"
    assert guest.page.evaluate("window.stayed") is True, "the page was loaded again"


def test_a_language_that_is_not_there_is_told(visitor):
    guest = visitor(locale="nl-NL").open("regels", lang="fr")
    assert text("shell.language_unknown", "nl", asked="fr") in guest.words()
    assert guest.language() == "nl"


@pytest.mark.parametrize("width", [375, 1280])
def test_one_walks_between_pages_and_the_language_stays(visitor, width):
    guest = visitor(width=width, locale="nl-NL").open("sectoren", lang="en")
    if width < 700:
        guest.page.locator("[data-testid=stExpandSidebarButton]").click()
    guest.page.get_by_role("link", name=text("shell.pages.regels", "en")).first.click()
    guest.settle()
    expect(guest.page.locator("h1")).to_have_text(text("rules_page.title", "en"))
    assert "lang=en" in guest.page.url
    assert guest.page.title() == title_of("regels", "en")


def test_no_page_in_the_navigation_is_a_dead_link(visitor):
    guest = visitor(width=1600).open(PAGES[0], lang="nl")
    shown = guest.page.locator("[data-testid=stTopNavLink]").all_inner_texts()
    assert [name.strip() for name in shown] == [text(f"shell.pages.{name}", "nl") for name in PAGES]
