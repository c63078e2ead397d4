"""Names and figures of a report for a board, as its reader writes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compensation.rulebook import RuleBook
from compensation.texts import euros, figure, number, text
from compensation.units import cents


@dataclass(frozen=True)
class Words:
    """The texts of `board.` in one language, and how amounts, counts and groups stand in them."""

    book: RuleBook
    lang: str

    def say(self, key: str, **values: Any) -> str:
        """A text of the report."""
        return text(f"board.{key}", self.lang, **values)

    def figure(self, amount: Decimal | None) -> str:
        """Euros without a sign, for a column; a word for what is hidden."""
        return self.say("hidden") if amount is None else figure(cents(amount), self.lang)

    def money(self, amount: Decimal | None) -> str:
        """Euros for a sentence."""
        return self.say("hidden") if amount is None else euros(cents(amount), self.lang)

    def count(self, placements: int | None) -> str:
        """A number of placements."""
        return self.say("hidden") if placements is None else str(number(placements, self.lang))

    def group(self, kind: str, key: str) -> str:
        """The name of a sector, scheme, level or employer; the one without a key has a name too."""
        if not key:
            return text(f"branch.overview.without.{kind}", self.lang)
        if kind == "sector":
            return self.book.sectors[key].name[self.lang]
        if kind == "scheme":
            return self.book.schemes[key].name
        return text(f"words.level.{key}", self.lang) if kind == "level" else key

    def ground(self, ground: str) -> str:
        """The name of a ground, with a capital."""
        name = text(f"words.force.{ground}", self.lang)
        return f"{name[:1].upper()}{name[1:]}"
