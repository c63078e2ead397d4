"""Days and periods of the frozen rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compensation.calendar import to_date, to_day
from compensation.law.ledger import rule_period_on
from compensation.rulebook.frozen_records import RulePeriod, Rules


def on(day: date, rules: Rules) -> RulePeriod:
    """The period of a day."""
    return rules.periods[rule_period_on(to_day(day), rules)]


def ends(period: RulePeriod) -> Iterator[date]:
    """First and last day of a period, as far as a date goes."""
    for day in (period.first, period.last):
        yield to_date(min(max(day, to_day(date(1, 1, 1))), to_day(date(9999, 12, 31))))
