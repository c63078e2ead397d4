"""One placement with its assessment, as whoever tells of it looks at it: screen, paper, terminal.

Nothing is computed again. What is said of a result stands in lines, verdicts, notes and requests beside this module;
none of them knows a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from compensation.assessment import Assessment, LedgerEntry
from compensation.calendar import month_length, month_of, to_day
from compensation.placement import Placement
from compensation.placement.tried import as_tried
from compensation.reading.step import Step
from compensation.rulebook import RuleBook
from compensation.rulebook.models import Version
from compensation.telling.explain import chapter
from compensation.units import cents, half_up

#: So much of a month more or less than whole months is no month of its own.
_NEARLY = Fraction(1, 10)


@dataclass(frozen=True)
class Month:
    """A calendar month of the placement, in cents; `estimate` is apart. `known`: its pay is known on all its days."""

    first: date
    travel: int
    expenses: int
    pay: int
    offered: int
    estimate: int
    known: bool


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "placement", as_tried(self.placement, self.book))

    @property
    def is_tried(self) -> bool:
        """Whether it was computed with a norm that somebody tries, which binds nobody."""
        return self.placement.cao.scheme in self.book.proposed.values()

    @property
    def scheme_name(self) -> str | None:
        """The name of the cao or scheme that the placement names."""
        key = self.placement.cao.scheme
        return None if key is None else self.book.schemes[key].name

    @property
    def anything_stated(self) -> bool:
        """Whether anything was said about what is paid."""
        return self.assessment.cost_of_offer is not None

    @property
    def pay_stated(self) -> bool:
        """Whether it was said which allowance or wage is paid, if only that there is none."""
        pay = self.assessment.allowance or self.assessment.wage
        return pay is not None and pay.stated

    @property
    def all_covered(self) -> bool:
        """Whether the minimum wage is known for all days, or there is none to know."""
        return self.assessment.wage is None or self.assessment.wage.coverage == "all"

    @property
    def norm_known(self) -> bool:
        """Whether a norm of the allowance is known for all days, or there is none to know."""
        return self.earns or all(entry.allowance_norm is not None for entry in self.assessment.ledger)

    @property
    def cao_may_ask_more(self) -> bool:
        """Whether a cao may ask more than is known here: nobody said that none applies, or what it pays is unknown."""
        cao = self.placement.cao
        return not (cao.status == "none" and "status" in cao.model_fields_set) and (
            cao.status != "applies" or not self.cao_known
        )

    @property
    def cao_known(self) -> bool:
        """Whether it is known what the cao that applies pays on all of these days; also where none applies.

        What it pays as a wage only who read it knows.
        """
        pay, cao = self.assessment.allowance, self.placement.cao
        if cao.status == "none":
            return True
        if pay is None:
            return not self.earns or (cao.status == "applies" and cao.hourly_wage is not None)
        if pay.entitlement is None:
            return False
        if pay.stated:
            return self.assessment.finding("allowance_cao").status != "cannot_tell"
        versions = self.book.schemes[cao.scheme].versions if cao.scheme else None
        days = [entry.from_ for entry in self.assessment.ledger]
        return versions is None or all(
            any(v.from_ <= day and (v.to is None or day <= v.to) for v in versions) for day in days
        )

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

    def per_month(self, amount: Decimal, *, exactly: bool = False) -> int | None:
        """Cents a month on average over the placement.

        What lacks a day or two of whole months counts as these: 2 February to 30 June are five. `exactly`: no, since it
        is what comes of an amount by the month.
        """
        length = _length(self.assessment.ledger)
        return a_month(cents(amount), length, exactly=exactly) if length else None

    @property
    def is_short(self) -> bool:
        """Whether it lasts less than a month: what it comes to by the month is then more than it comes to at all."""
        return _length(self.assessment.ledger) < 1 - _NEARLY


def _length(entries: Iterable[LedgerEntry]) -> Fraction:
    """Entries in months."""
    return sum((Fraction(e.calendar_days, month_length(month_of(to_day(e.from_)))) for e in entries), Fraction(0))


def a_month(amount: int, length: Fraction, *, exactly: bool = False) -> int:
    """Cents a month of an amount over so many months, on average; but for a day or two these count as whole ones.

    >>> a_month(246_00, Fraction(27, 28) + 4), a_month(100_00, Fraction(5, 2)), a_month(39_67, Fraction(119, 30))
    (4920, 4000, 992)
    >>> a_month(39_67, Fraction(119, 30), exactly=True)
    1000
    """
    if not exactly and abs(length - round(length)) < _NEARLY and round(length):
        length = Fraction(round(length))
    return int(half_up(amount * length.denominator, length.numerator))


def holiday_percent(answer: Answer) -> Decimal | None:
    """The least holiday allowance by law, in percent, on the first day that it is known."""
    versions = (answer.version_on("holiday_allowance", entry.from_) for entry in answer.assessment.ledger)
    return next((version.value for version in versions if version is not None), None)


def estimate_from(answer: Answer) -> date | None:
    """The first day of which something is an estimate, None when nothing is."""
    return next((entry.from_ for entry in answer.assessment.ledger if entry.estimate), None)


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
        estimate=total("estimate"),
        known=all(e.covered is not False and (e.covered or e.allowance_norm is not None) for e in entries),
    )
