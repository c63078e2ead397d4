"""One placement with its assessment, as the writers of documents look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from compensation.assessment import Assessment, LedgerEntry
from compensation.calendar import WEEKDAYS, age_on, to_day
from compensation.papers.details import Details
from compensation.placement import Placement
from compensation.reading.step import Step
from compensation.rulebook import RuleBook
from compensation.telling.explain import Explained, explain, period
from compensation.texts import euros, text
from compensation.units import cents


@dataclass(frozen=True)
class Case:
    """Everything a document says comes from here; nothing is computed again."""

    placement: Placement
    assessment: Assessment
    lang: str
    book: RuleBook
    details: Details
    on: date

    def say(self, key: str, /, **values: object) -> str:
        """A text of the documents' catalogue."""
        return text(f"documents.{key}", self.lang, **values)

    def word(self, key: str) -> str:
        """A word that all of the program shares (`cost.vog`, `force.pact`)."""
        return text(f"words.{key}", self.lang)

    def euros(self, amount: Decimal) -> str:
        """An amount as the language writes it."""
        return euros(cents(amount), self.lang)

    @cached_property
    def explained(self) -> tuple[Explained, ...]:
        """Every step in words."""
        return tuple(explain(self.assessment, self.lang, self.book))

    def steps(self, *prefixes: str) -> Iterator[Step]:
        """The steps whose id begins with one of the prefixes."""
        return (step for step in self.assessment.steps if step.id.startswith(prefixes))

    def period(self, entry: LedgerEntry) -> str:
        """The days of a ledger entry in words."""
        return period(entry.from_, entry.to, self.lang)

    def listed(self, parts: list[str]) -> str:
        """Parts as one enumeration: a, b en c."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("and", first=", ".join(parts[:-1]), last=parts[-1])

    @property
    def earns(self) -> bool:
        """bbl and dual: a wage, no allowance."""
        return self.placement.route.earns_wage

    @property
    def level(self) -> str:
        """bol and bbl are mbo; the others are higher education."""
        return "mbo" if self.placement.route in ("bol", "bbl") else "higher"

    @property
    def scheme_name(self) -> str | None:
        """The name of the cao or scheme that the placement names."""
        key = self.placement.cao.scheme
        return None if key is None else self.book.schemes[key].name

    @property
    def wage_given(self) -> bool:
        """Whether a wage was filled in at all; without one nothing can be said of what is paid."""
        return self.placement.offer.wage is not None

    @property
    def all_covered(self) -> bool:
        """Whether the minimum wage is known for all days."""
        return all(entry.covered is not False for entry in self.assessment.ledger)

    @property
    def workdays(self) -> str:
        """The days of the week on which the student is there, in the order of the week."""
        chosen = [name for name in WEEKDAYS if name in self.placement.weekdays]
        return self.listed([self.say(f"weekday.{name}") for name in chosen])

    @property
    def student_age(self) -> int | None:
        """The age when the document is made or the placement starts, whichever comes first; None when not known."""
        if self.placement.birth_date is None:
            return None
        return age_on(to_day(self.placement.birth_date), to_day(min(self.on, self.placement.start)))
