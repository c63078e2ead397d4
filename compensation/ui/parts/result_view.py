"""What a result page shows of one placement, gathered once: assessment, sentences, marks, months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, cast

import streamlit as st

from compensation.assessment import Assessment, LedgerEntry, assess
from compensation.calendar import month_length, month_of, to_day
from compensation.placement import Placement
from compensation.reading.step import RuleRef
from compensation.rulebook import RuleBook
from compensation.rulebook.sources import Mark
from compensation.telling.explain import Explained, explain
from compensation.units import cents, half_up

_MEMO = "passend_assessment"
#: Grounds on which an amount can be claimed from this employer.
BINDING = ("law", "cao", "employer")


@dataclass(frozen=True)
class Month:
    """A calendar month of the placement, in cents."""

    first: date
    travel: int
    expenses: int
    pay: int
    offered: int


@dataclass(frozen=True)
class Result:
    """An assessment with what the screen makes of it."""

    placement: Placement
    assessment: Assessment
    book: RuleBook
    lang: str

    @cached_property
    def explained(self) -> list[Explained]:
        """Every step in words."""
        return explain(self.assessment, self.lang, self.book)

    def steps(self, *sections: str) -> list[Explained]:
        """The steps of some sections."""
        return [step for step in self.explained if step.section in sections]

    def mark(self, steps: Iterable[Explained]) -> str | None:
        """How well an amount is checked: the mark of its weakest rule, an assumption where its hours are assumed.

        None where no rule was used.
        """
        used = list(steps)
        marks = [Mark(source.mark) for step in used for source in step.sources]
        marks += [Mark.ASSUMPTION for step in used if step.step.id.endswith("_assumed")]
        return max(marks, key=list(Mark).index) if marks else None

    def last_seen(self, steps: Iterable[Explained]) -> date | None:
        """The day on which a price behind steps was last seen, where the placement begins after it."""
        seen = [ref.seen for step in steps for ref in step.sources if ref.seen is not None]
        return min((day for day in seen if day < self.placement.start), default=None)

    def sources(self, steps: Iterable[Explained]) -> list[RuleRef]:
        """The rule versions behind steps, each once."""
        found = {(s.id, s.from_): s for step in steps for s in step.sources}
        return list(found.values())

    @property
    def wage(self) -> bool:
        """bbl and dual: a wage in the place of an allowance."""
        return self.assessment.wage is not None

    @property
    def offered(self) -> bool:
        """Whether anything was said about what is paid."""
        offer = self.placement.offer
        return bool(offer.allowance or offer.wage or offer.reimbursements or offer.km_rate is not None)

    @property
    def pay_given(self) -> bool:
        """Whether an allowance or a wage was given, if only to say that there is none."""
        return self.placement.offer.allowance is not None or self.placement.offer.wage is not None

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


def result_of(placement: Placement, book: RuleBook, lang: str) -> Result:
    """The result of a placement; the last one of this visitor is kept, with them alone."""
    key = (placement, book.hash, lang, date.today())
    memo: Any = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        memo = (key, Result(placement, assess(placement, book), book, lang))
        st.session_state[_MEMO] = memo
    return cast(Result, memo[1])
