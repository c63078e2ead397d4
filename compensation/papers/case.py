"""One placement with its assessment, as the writers of documents look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from compensation.assessment import LedgerEntry
from compensation.calendar import WEEKDAYS, age_on, to_day
from compensation.papers.details import Details
from compensation.rulebook.guidance import Clause
from compensation.telling.answer import Answer
from compensation.telling.explain import Explained, explain, period, word
from compensation.telling.grounds import Rung
from compensation.texts import euros, text
from compensation.units import cents

#: A line to fill in by hand inside a sentence, and a box to tick.
BLANK = "_" * 22
BOX = "\N{WHITE SQUARE}"


@dataclass(frozen=True)
class Case(Answer):
    """Everything a document says comes from here; nothing is computed again."""

    lang: str
    details: Details
    on: date

    def say(self, key: str, /, **values: object) -> str:
        """A text of the documents' catalogue."""
        return text(f"documents.{key}", self.lang, **values)

    def word(self, key: str) -> str:
        """A word that all of the program shares (`cost.vog`, `force.pact`)."""
        return word(key, self.lang, self.book)

    def rung(self, rung: Rung) -> str:
        """How hard an amount stands, in a word or two."""
        return text(f"rungs.cell.{rung}", self.lang)

    @property
    def made_with(self) -> str:
        """The version and the rules that an answer rests on, those that are laid over them too."""
        receipt = self.assessment.receipt
        values = {"version": receipt.version, "hash": receipt.rules_hash[:12]}
        if receipt.overlay is None:
            return self.say("made_with", **values)
        return self.say("made_with_overlay", **values, name=receipt.overlay.name, own=receipt.overlay.hash[:12])

    def euros(self, amount: Decimal) -> str:
        """An amount as the language writes it."""
        return euros(cents(amount), self.lang)

    @cached_property
    def explained(self) -> tuple[Explained, ...]:
        """Every step in words."""
        return tuple(explain(self.assessment, self.lang, self.book))

    def period(self, entry: LedgerEntry) -> str:
        """The days of a ledger entry in words."""
        return period(entry.from_, entry.to, self.lang)

    def listed(self, parts: list[str]) -> str:
        """Parts as one enumeration: a, b en c."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("and", first=", ".join(parts[:-1]), last=parts[-1])

    @property
    def workdays(self) -> str:
        """The days of the week on which the student is there, in the order of the week."""
        return self.days(self.placement.weekdays)

    def days(self, chosen: Sequence[str]) -> str:
        """Weekdays in words, in the order of the week."""
        return self.listed([self.say(f"weekday.{name}") for name in WEEKDAYS if name in chosen])

    @property
    def scheme_kind(self) -> str | None:
        """Whether the placement's scheme is a cao or an employer's own."""
        key = self.placement.cao.scheme
        return None if key is None else self.book.schemes[key].kind

    @property
    def is_taster(self) -> bool:
        """Whether it is no placement of a programme, but a few days to see what an occupation is like."""
        return self.placement.kind == "observation" and not self.earns

    @property
    def clauses(self) -> list[Clause]:
        """What a pact asks people to agree on this placement; of a taster placement no pact speaks."""
        p, found = self.placement, self.book.clauses.values()
        if self.is_taster:
            return []
        return [c for c in found if p.route in c.routes and (c.to is None or p.start <= c.to)]

    @property
    def student_age(self) -> int | None:
        """The age when the document is made or the placement starts, whichever comes first; None when not known."""
        if self.placement.birth_date is None:
            return None
        return age_on(to_day(self.placement.birth_date), to_day(min(self.on, self.placement.start)))
