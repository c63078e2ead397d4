"""The legal hourly minimum by age through time, on both scales, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from compensation.calendar import to_date, to_day
from compensation.choices import Scale
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import hourly_minimum, percent_of_age
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import RulePeriod, Rules
from compensation.ui.parts.cached import per_book
from compensation.units import UNKNOWN

SCALES = ("youth_scale_regular", "youth_scale_bbl")


@dataclass(frozen=True)
class WageRow:
    """The hourly minimum of an age in a period, in cents, on the regular and on the bbl scale; None: not known."""

    first: date
    last: date
    age: int
    regular: int | None
    bbl: int | None


@per_book(max_entries=2)
def wage_rows(book: RuleBook) -> tuple[WageRow, ...]:
    """Every period with a published adult amount, every age; computed with the engine's own function."""
    rules, (youngest, oldest) = freeze(book), book.age_range
    rows = []
    for first, last in _periods(book):
        period = rules.periods[rule_period_on(first, rules)]
        for age in range(oldest, youngest - 1, -1):
            regular, bbl = (_minimum(age, scale, period, rules) for scale in Scale)
            rows.append(WageRow(to_date(first), to_date(last), age, regular, bbl))
    return tuple(rows)


def _minimum(age: int, scale: Scale, period: RulePeriod, rules: Rules) -> int | None:
    percent = percent_of_age(age, scale, period, rules)
    return None if percent == UNKNOWN else hourly_minimum(period.adult, percent, scale)


def _periods(book: RuleBook) -> list[tuple[int, int]]:
    """Spans of days in which neither the adult amount nor a scale changes, and the adult amount is known."""
    rules = [book.rules[key] for key in ("adult_hourly_minimum", *SCALES)]
    cuts = {to_day(v.from_) for rule in rules for v in rule.versions}
    cuts |= {to_day(v.to) + 1 for rule in rules for v in rule.versions if v.to is not None}
    ordered = sorted(cuts)
    spans = [(first, after - 1) for first, after in pairwise(ordered)]
    return [span for span in spans if book.value_on("adult_hourly_minimum", span[0]) != UNKNOWN]


def rows_on(rows: Sequence[WageRow], on: date) -> list[WageRow]:
    """The rows that hold on a day."""
    return [row for row in rows if row.first <= on <= row.last]
