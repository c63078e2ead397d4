"""One placement with its assessment, as whoever tells of it looks at it: screen, paper, terminal.

Nothing is computed again. What is said of a result stands in lines, verdicts, notes and requests beside this module;
none of them knows a language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from compensation.assessment import Assessment, LedgerEntry
from compensation.calendar import month_length, month_of, to_day
from compensation.placement import Placement
from compensation.reading.step import Step
from compensation.rulebook import RuleBook
from compensation.rulebook.models import Version
from compensation.telling.explain import chapter
from compensation.units import cents, half_up


@dataclass(frozen=True)
class Month:
    """A calendar month of the placement, in cents."""

    first: date
    travel: int
    expenses: int
    pay: int
    offered: int


@dataclass(frozen=True)
class Answer:
    """A placement, what came out of it, and the rule book that it rests on."""

    placement: Placement
    assessment: Assessment
    book: RuleBook

    @property
    def earns(self) -> bool:
        """bbl and dual: a wage in the place of an allowance."""
        return self.assessment.wage is not None

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
    def anything_stated(self) -> bool:
        """Whether anything was said about what is paid."""
        offer = self.placement.offer
        return self.pay_stated or bool(offer.reimbursements) or offer.km_rate is not None

    @property
    def pay_stated(self) -> bool:
        """Whether an allowance or a wage was given, if only to say that there is none."""
        return self.placement.offer.allowance is not None or self.placement.offer.wage is not None

    @property
    def all_covered(self) -> bool:
        """Whether the minimum wage is known for all days."""
        return all(entry.covered is not False for entry in self.assessment.ledger)

    def steps(self, *chapters: str) -> Iterator[Step]:
        """The steps of some chapters."""
        return (step for step in self.assessment.steps if chapter(step) in chapters)

    def version_on(self, rule: str, on: date) -> Version | None:
        """The version of a rule in force on a day, None where none is known."""
        return self.book.version_on(rule, to_day(on))

    @cached_property
    def months(self) -> list[Month]:
        """The ledger by calendar month: what is owed, and what is paid as allowance or wage."""
        found: dict[int, list[LedgerEntry]] = {}
        for entry in self.assessment.ledger:
            found.setdefault(month_of(to_day(entry.from_)), []).append(entry)
        return [_month(entries) for entries in found.values()]

    def per_month(self, amount: Decimal, *, covered_only: bool = False) -> int | None:
        """Cents a month on average over the placement, or over the days for which the minimum wage is known."""
        length = sum(
            (
                Fraction(entry.calendar_days, month_length(month_of(to_day(entry.from_))))
                for entry in self.assessment.ledger
                if entry.covered or not covered_only
            ),
            Fraction(0),
        )
        return int(half_up(cents(amount) * length.denominator, length.numerator)) if length else None


def _month(entries: list[LedgerEntry]) -> Month:
    def total(*names: str) -> int:
        values = [getattr(entry, name) for entry in entries for name in names]
        return sum(cents(value) for value in values if value is not None)

    return Month(
        first=entries[0].from_.replace(day=1),
        travel=total("travel"),
        expenses=total("expenses"),
        pay=total("allowance_norm", "wage_due"),
        offered=total("allowance_offered", "wage_offered"),
    )
