"""On a Dutch page no word of Streamlit is English but those that the documentation lists."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from compensation.texts import text
from tests.e2e.helpers import PAGES, Visitor

ROOT = Path(__file__).parents[2]
#: Everything that is read or heard and is not from the page's own texts: names for who listens, and words in fields.
_FOUND = """() => {
  const found = new Set();
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest('script, style, noscript, .passend-table')) continue;
    if (node.closest('[data-testid=stIconMaterial], [data-testid=stExpanderIcon]')) continue;
    for (const name of ['aria-label', 'aria-valuetext', 'aria-roledescription', 'title', 'placeholder'])
      if (node.getAttribute(name)) found.add(node.getAttribute(name));
    if (node.closest('[data-testid=stMarkdownContainer]') && !node.closest('[data-testid=stFileUploader]')) continue;
    for (const part of node.childNodes)
      if (part.nodeType === Node.TEXT_NODE && part.data.trim()) found.add(part.data.trim());
  }
  return [...found];
}"""
#: Words that are English and not Dutch.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """add allowed are arrow available between choose clear close collapse columns connecting copy data day
        empty error expand file files fullscreen heading help home keys larger left main month must
        navigate next no options outside please press previous range remove results right running scroll search
        select selected show sidebar skip smaller tabs the upload use value view year yyyy zoom""",
    )
)


def english(guest: Visitor) -> set[str]:
    """What a page says that has an English word in it."""
    own = {text("shell.pages.branche", "nl")}
    expect(guest.page.locator("[aria-label$=' icon']")).to_have_count(0)
    found = [said.replace("\xa0", " ") for said in guest.page.evaluate(_FOUND)]
    return {said for said in found if set(re.findall(r"[a-z]+", said.lower())) & ENGLISH and len(said) < 200} - own


def listed() -> set[str]:
    """The words of the table in the documentation."""
    page = (ROOT / "docs" / "streamlit_words.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| where")]
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def opened_up(guest: Visitor) -> set[str]:
    """All that a visitor can meet: every page, and a date, a list, a chart, a file and a menu opened."""
    found: set[str] = set()
    for name in PAGES:
        found |= english(guest.open(name, lang="nl"))
    guest.open("sectoren", lang="nl").page.locator("[data-testid=stDateInputCalendarButton]").first.click()
    found |= english(guest.settle())
    guest.page.keyboard.press("Escape")
    guest.page.get_by_label(text("sectors_page.branch", "nl"), exact=True).first.fill("qqqq")
    found |= english(guest.settle())
    guest.page.keyboard.press("Escape")
    guest.page.get_by_text(text("shell.chart", "nl"), exact=True).first.click()
    guest.settle().page.locator("[data-testid=stVegaLiteChart]").first.hover()
    found |= english(guest.settle())
    upload = guest.open("branche", lang="nl").page.locator("input[type=file]").first
    upload.set_input_files({"name": "stages.csv", "mimeType": "text/csv", "buffer": b"x" * 6_000_000})
    found |= english(guest.settle())
    guest.resize(375).page.locator("[data-testid=stExpandSidebarButton]").click()
    return found | english(guest.settle())


def test_no_other_english_word_is_left_on_a_dutch_page(visitor):
    guest = visitor(locale="nl-NL")
    assert opened_up(guest) == listed()
    assert guest.errors == []


def test_words_follow_when_the_language_changes(visitor):
    guest = visitor(locale="nl-NL").open("sectoren", lang="nl")
    name = text("sectors_page.on", "nl")
    guest.page.get_by_role("spinbutton", name=f"dag, {name}", exact=True).wait_for()
    guest.press("English")
    guest.page.get_by_role("spinbutton", name=f"day, {text('sectors_page.on', 'en')}", exact=True).wait_for()
    guest.press("Nederlands")
    guest.page.get_by_role("spinbutton", name=f"dag, {name}", exact=True).wait_for()
