"""The form of a calculator as a person fills it in, and its answer as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator

from compensation.ui.voice import Reader, Voice
from tests.e2e.helpers import Visitor

PAGE_OF = {"employer": "werkgever", "student": "student"}


@dataclass
class Calculator:
    """The page of one reader in one language."""

    guest: Visitor
    reader: Reader
    lang: str

    def open(self) -> Calculator:
        """Open the page."""
        self.guest.open(PAGE_OF[self.reader], lang=self.lang)
        return self

    def word(self, key: str, **values: object) -> str:
        """A text of the form, as this reader sees it."""
        return Voice("form", self.reader, self.lang).say(key, **values)

    def result(self, key: str, **values: object) -> str:
        """A text of the answer, as this reader sees it."""
        return Voice("result", self.reader, self.lang).say(key, **values)

    def _field(self, name: str, kind: str) -> Locator:
        label = self.word(f"field.{name}.label")
        return self.guest.main().locator(f"[data-testid={kind}]:visible", has_text=label).first

    def radio(self, name: str, option: str) -> Calculator:
        """One of a list of radio buttons."""
        shown = self.word(f"choice.{name}.{option}")
        self._field(name, "stRadio").locator("label", has_text=shown).first.click()
        return self._done()

    def chip(self, field: str, *choices: str) -> Calculator:
        """One or more chips of a field; a choice is named by its key in the texts."""
        label = self.word(f"field.{field}.label")
        group = self.guest.main().locator("[data-testid=stButtonGroup]:visible", has_text=label).first
        for choice in choices:
            group.get_by_text(self.word(f"choice.{choice}"), exact=True).first.click()
            self._done()
        return self

    def search(self, name: str, typed: str) -> Calculator:
        """Type in a list and take the first answer."""
        self._field(name, "stSelectbox").locator("input").first.click()
        self.guest.page.keyboard.type(typed)
        self.guest.page.get_by_role("option").first.click()
        return self._done()

    def number(self, name: str, typed: str) -> Calculator:
        """Type a number and leave the field."""
        box = self._field(name, "stTextInput").locator("input").first
        box.fill(typed)
        box.press("Tab")
        return self._done()

    def day(self, name: str, on: date) -> Calculator:
        """Type a date."""
        self.guest.type_date(self.word(f"field.{name}.label"), on)
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
        found = {}
        for row in table.locator("tbody tr").all():
            cells = [cell.strip().replace("\xa0", " ") for cell in row.locator("td").all_inner_texts()]
            found[cells[0].split("\n")[0]] = cells[1:]
        return found
