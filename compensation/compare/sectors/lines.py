"""Lines to hold schemes against: norm policies, what-ifs and published averages; and what is really paid."""

from __future__ import annotations

import re
from decimal import Decimal

from compensation.calendar import to_day
from compensation.compare.sectors.model import Reference, ReferenceLine
from compensation.placement import read_placement
from compensation.placement.cases import case_of
from compensation.reading import plain
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.models import Practice
from compensation.rulebook.scheme import LEVELS, Level
from compensation.rulebook.sources import mark_of
from compensation.units import HOUR, MONTHS_A_YEAR, UNKNOWN, WEEKS_A_YEAR, WHOLE, cents, half_up

#: A percentage in a rule file has three decimals; here it is a whole number per 100,000.
_THOUSANDTHS = 1000


def practice_by_level(book: RuleBook | None = None) -> dict[Level | None, tuple[Practice, ...]]:
    """What surveys found to be really paid, per level, the newest first; under None what is not about one level."""
    book = book or load_rulebook()
    newest_first = sorted(book.practice, key=lambda row: max(re.findall(r"\d{4}", row.year), default=""), reverse=True)
    return {level: tuple(row for row in newest_first if row.level == level) for level in (*LEVELS, None)}


def reference_lines(book: RuleBook, reference: Reference, full_time: Reference) -> tuple[ReferenceLine, ...]:
    """Every norm of the rule book on the reference placement; what is not known on its day is left out."""
    policies = {key: _policy_month(book, reference, key) for key in book.policy_keys}
    whole = {key: _policy_month(book, full_time, key) for key in book.policy_keys}
    lines = []
    for key, norm in book.norms.items():
        said = norm.latest
        month: int | None
        full: int | None
        if norm.kind == "norm":
            month, full = policies[key], whole[key]
        elif said.percent_of_minimum_wage is not None:
            percent = int(said.percent_of_minimum_wage * _THOUSANDTHS)
            month, full = (_part_of_minimum_wage(book, r, percent) for r in (reference, full_time))
        else:
            month, full = (None if said.amount is None else cents(said.amount)), None
        if month is not None:
            lines.append(_line(book, key, month, full, reference))
    return tuple(lines)


def _line(book: RuleBook, key: str, month: int, full: int | None, reference: Reference) -> ReferenceLine:
    norm = book.norms[key]
    level: Level | None = next((level for level in LEVELS if f"_{level}_" in key), None)
    return ReferenceLine(
        key=key,
        kind=norm.kind,
        month=euros_of(month),
        full_time_month=None if full is None else euros_of(full),
        hour=None if full is None else euros_of(per_hour(month, cents(reference.hours_per_week))),
        level=level,
        base_assumed=norm.latest.base_assumed,
        checked=norm.latest.checked.value,
        mark=str(mark_of(norm.latest)),
        source=norm.latest.source,
    )


def _policy_month(book: RuleBook, reference: Reference, key: str) -> int:
    placement = read_placement(reference.placement("mbo", norm=key))
    return plain.read(*case_of(placement, book), freeze(book)).allowance_full_month


def _part_of_minimum_wage(book: RuleBook, reference: Reference, percent: int) -> int | None:
    """Percentage (per 100,000) x adult hourly minimum x hours a week x 52/12, None on a day without one."""
    adult = book.value_on("adult_hourly_minimum", to_day(reference.on))
    if adult == UNKNOWN:
        return None
    hours = cents(reference.hours_per_week)
    parts = WHOLE * HOUR * MONTHS_A_YEAR
    return int(half_up(adult * percent * hours * WEEKS_A_YEAR, parts))


def per_hour(month_cents: int, hours: int) -> int:
    """Cents an hour of cents a month, at hundredths of an hour a week: a month is 52/12 weeks.

    >>> per_hour(35_000, 3_200)
    252
    """
    return int(half_up(month_cents * MONTHS_A_YEAR * HOUR, WEEKS_A_YEAR * hours))


def euros_of(amount_cents: int) -> Decimal:
    """Euros of cents."""
    return Decimal(int(amount_cents)).scaleb(-2)
