"""The form of a calculator as a person fills it in, and its answer as a person reads it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator

from compensation import load_rulebook
from compensation.telling.voice import Reader, Voice
from compensation.ui.parts.numbers import shown_day
from tests.e2e.helpers import PATIENCE, Visitor

#: All cells at once, so that a table that is drawn anew meanwhile is read before or after, never half.
_CELLS = "rows => rows.map(row => [...row.querySelectorAll('th, td')].map(cell => cell.innerText))"
PAGE_OF = {"employer": "werkgever", "student": "student"}


@dataclass
class Calculator:
    """The page of one reader in one language."""

    guest: Visitor
    reader: Reader
    lang: str

    def open(self) -> Calculator:
        """Open the page, with all questions on it."""
        self.guest.open(PAGE_OF[self.reader], lang=self.lang)
        whole = self.guest.main().get_by_role("button", name=self.word("asking.whole"), exact=True)
        if whole.is_visible():  # a narrow window begins with one question
            whole.click()
        return self._done()

    def word(self, key: str, **values: object) -> str:
        """A text of the form, as this reader sees it."""
        return Voice("form", self.reader, self.lang).say(key, **values)

    def result(self, key: str, **values: object) -> str:
        """A text of the answer, as this reader sees it."""
        return Voice("result", self.reader, self.lang).say(key, **values)

    def save(self, key: str) -> str:
        """A text of saving and sharing, as this reader sees it."""
        return Voice("save", self.reader, self.lang).say(key)

    def field(self, name: str, kind: str) -> Locator:
        """A field by its name in the texts and the kind of its widget."""
        label = self.word(f"field.{name}.label")
        return self.guest.main().locator(f"[data-testid={kind}]:visible", has_text=label).first

    def radio(self, name: str, option: str) -> Calculator:
        """One of a list of radio buttons."""
        shown = self.word(f"choice.{name}.{option}")
        self.field(name, "stRadio").locator("label", has_text=shown).first.click()
        return self._done()

    def chip(self, field: str, *choices: str) -> Calculator:
        """One or more chips of a field; a choice is named by its key in the texts."""
        label = self.word(f"field.{field}.label")
        group = self.guest.main().locator("[data-testid=stButtonGroup]:visible", has_text=label).first
        for choice in choices:
            group.get_by_text(self.word(f"choice.{choice}"), exact=True).first.click()
            self._done()
        return self

    def costs(self, *kinds: str) -> Calculator:
        """The chips of kinds of cost, which bear the names of the rule book."""
        label = self.word("field.cost_kinds.label")
        group = self.guest.main().locator("[data-testid=stButtonGroup]:visible", has_text=label).first
        for kind in kinds:
            group.get_by_text(load_rulebook().kind_name(kind, self.lang), exact=True).first.click()
            self._done()
        return self

    def search(self, name: str, typed: str) -> Calculator:
        """Type in a list and take the first answer."""
        self.field(name, "stSelectbox").locator("input").first.click()
        self.guest.page.keyboard.type(typed)
        self.guest.page.get_by_role("option").first.click()
        return self._done()

    def number(self, name: str, typed: str) -> Calculator:
        """Type a number and leave the field."""
        box = self.field(name, "stTextInput").locator("input").first
        box.fill(typed)
        box.press("Tab")
        return self._done()

    def last_number(self, name: str, typed: str) -> Calculator:
        """The same in the last field of this name: that of the last change."""
        box = self.guest.main().locator("[data-testid=stTextInput]:visible", has_text=self.word(f"field.{name}.label"))
        box.last.locator("input").fill(typed)
        box.last.locator("input").press("Tab")
        return self._done()

    def day(self, name: str, on: date) -> Calculator:
        """Type a date."""
        self.guest.type(self.word(f"field.{name}.label"), shown_day(on.isoformat(), self.lang))
        return self

    def pick(self, name: str, option: str) -> Calculator:
        """An option of the last narrow list of this name, which is brought to the middle first."""
        label = self.guest.page.get_by_text(self.word(f"field.{name}.label"), exact=True)
        box = self.guest.main().locator("[data-testid=stSelectbox]:visible").filter(has=label).last.locator("input")
        box.evaluate("input => input.scrollIntoView({block: 'center'})")
        box.click()
        self.guest.page.get_by_role("option", name=self.word(f"choice.{name}.{option}"), exact=True).first.click()
        return self._done()

    def tick(self, name: str) -> Calculator:
        """A box to tick."""
        self.guest.main().get_by_text(self.word(f"field.{name}.label"), exact=True).last.click()
        return self._done()

    def press(self, button: str) -> Calculator:
        """A button of the form."""
        self.guest.press(self.word(f"button.{button}"))
        return self

    def on(self, group: str) -> Calculator:
        """Go on to the next group of questions."""
        name = self.word(f"group.{group}").lower()
        self.guest.press(self.word("button.next", name=name))
        return self

    def _done(self) -> Calculator:
        self.guest.settle()
        return self

    def lines(self) -> dict[str, Sequence[str]]:
        """The table of the answer: the name of a line -> its cells."""
        table = self.guest.page.get_by_role("table", name=self.result("lines_alt")).first
        table.locator("tr", has_text=self.result("line.total")).wait_for()
        rows = table.locator("tbody tr").evaluate_all(_CELLS)
        cells = [[cell.strip().replace("\xa0", " ").replace("\xad", "") for cell in row] for row in rows]
        return {row[0].split("\n")[0]: row[1:] for row in cells}

    def expect_line(self, name: str, expected: Sequence[str | None]) -> None:
        """A line says this (None: whatever); a page that is still being drawn gets a moment."""
        book, until = load_rulebook(), time.monotonic() + PATIENCE / 1000
        said = book.kind_name(name, self.lang) if name in book.line_kinds else self.result(f"line.{name}")
        while True:
            shown = self.lines().get(said, [])
            told = [None if wanted is None else cell for cell, wanted in zip(shown, expected, strict=False)]
            if told == list(expected) or time.monotonic() > until:
                break
            self.guest.page.wait_for_timeout(200)
        assert told == list(expected), f"{name}: {shown}"
