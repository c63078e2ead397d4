"""An amount a month, a week, a day, an hour or once: what it comes to in an entry, and in a whole month.

docs/contract/fine_print.md: a month counts by its calendar days, a week by seven of them, a day and an hour by the
days present; an amount once stands in the entry that begins on its day. A month or a week with base hours is prorated
min(hours, base) / base. A whole month holds 52/12 weeks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compensation.choices import Choice, Period
from compensation.law.ledger import Entry, work_of
from compensation.law.rule import PLACEMENT, by_weekday, chapter
from compensation.placement.case import Segment
from compensation.units import (
    HOUR,
    MONTHS_A_YEAR,
    WEEK_DAYS,
    WEEKS_A_YEAR,
    Cents,
    Day,
    Hundredths,
    PresenceDays,
    PresenceWork,
    Share,
    half_up,
)

rule = chapter("")


class Paid(Choice):
    """What an amount is: a cost, something paid back, an allowance offered, or a norm read in a cao or chosen."""

    COST = 0
    PAID = 1
    OFFER = 2
    NORM_CAO = 3
    NORM_OWN = 4
    NORM_POLICY = 5


def _as(period: str) -> Callable[[Any], str]:
    """The name of a use: what the amount is, and for how long it is paid."""
    return lambda q: f"{q.what_word}_{period}"


def _of_hours(q: Any) -> str:
    if q.what == Paid.NORM_POLICY:
        return "norm_policy_assumed" if q.policy_assumed else "norm_policy"
    return f"{q.what_word}_month_prorated"


@rule("norm", told_as=_as("month"))
def per_month(what: Paid, amount: Cents, times: Share) -> Cents:
    """An amount a month, for a part of a month.

    >>> per_month(Paid.OFFER, amount=250_00, times=Share(27, 28))
    24107
    """
    return half_up(amount * times.of, times.whole)


@rule(told_as=_as("week"))
def per_week(what: Paid, amount: Cents, times: Share) -> Cents:
    """An amount a week, for calendar days divided by seven.

    >>> per_week(Paid.COST, amount=10_00, times=Share(30, 7))
    4286
    """
    return half_up(amount * times.of, times.whole)


@rule(told_as=_as("day"))
def per_day(what: Paid, amount: Cents, times: PresenceDays) -> Cents:
    """An amount for each day present.

    >>> per_day(Paid.COST, amount=2_50, times=12)
    3000
    """
    return amount * times


@rule(beside=("times", "week_hours", "week_days"), told_as=lambda q: by_weekday(f"{q.what_word}_hour")(q))
def per_hour(what: Paid, amount: Cents, hours: PresenceWork) -> Cents:
    """An amount for each hour of the days present.

    >>> from compensation.units import Work
    >>> per_hour(Paid.OFFER, amount=3_00, hours=Work(10 * 32_00, 4))  # 10 days of 8 hours
    24000
    """
    return half_up(amount * hours.of, hours.whole * HOUR)


@rule("norm", told_as=_of_hours)
def per_month_of_hours(what: Paid, amount: Cents, hours: Hundredths, base: Hundredths, times: Share) -> Cents:
    """An amount a month at base hours, for fewer hours and a part of a month.

    >>> per_month_of_hours(Paid.NORM_POLICY, amount=400_00, hours=32_00, base=40_00, times=Share(27, 28))
    30857
    """
    return half_up(amount * hours * times.of, base * times.whole)


@rule(told_as=_as("week_prorated"))
def per_week_of_hours(what: Paid, amount: Cents, hours: Hundredths, base: Hundredths, times: Share) -> Cents:
    """An amount a week at base hours, for fewer hours and calendar days divided by seven.

    >>> per_week_of_hours(Paid.NORM_CAO, amount=100_00, hours=24_00, base=36_00, times=Share(14, 7))
    13333
    """
    return half_up(amount * hours * times.of, base * times.whole)


@rule(told_as=_as("once"), speaks_of=PLACEMENT)
def once(what: Paid, amount: Cents) -> Cents:
    """An amount that is paid once.

    >>> once(Paid.COST, amount=85_00)
    8500
    """
    return amount


def amount_in(
    what: Paid, amount: Cents, per: int, base: Hundredths, from_day: Day, segment: Segment, entry: Entry
) -> Cents:
    """What an amount comes to in an entry; `base` 0 prorates nothing. One that is paid once is so on `from_day`."""
    if per == Period.MONTH:
        month = Share(entry.days, entry.month_days)
        if base > 0:
            return per_month_of_hours(what, amount, min(segment.hours, base), base, month)
        return per_month(what, amount, month)
    if per == Period.WEEK:
        weeks = Share(entry.days, WEEK_DAYS)
        if base > 0:
            return per_week_of_hours(what, amount, min(segment.hours, base), base, weeks)
        return per_week(what, amount, weeks)
    if per == Period.DAY:
        return per_day(what, amount, entry.presence)
    if per == Period.HOUR:
        return per_hour(what, amount, work_of(entry.attended, segment))
    return once(what, amount) if entry.first == from_day else 0


def amount_of_month(amount: Cents, per: int, base: Hundredths, segment: Segment) -> Cents:
    """What an amount comes to in a whole month of 52/12 weeks."""
    if per == Period.DAY:
        return half_up(amount * WEEKS_A_YEAR * segment.days_per_week, MONTHS_A_YEAR)
    if per == Period.HOUR:
        return half_up(amount * WEEKS_A_YEAR * segment.hours, MONTHS_A_YEAR * HOUR)
    times, parts = 1, 1
    if per == Period.WEEK:
        times, parts = WEEKS_A_YEAR, MONTHS_A_YEAR
    if base > 0:
        times, parts = times * min(segment.hours, base), parts * base
    return half_up(amount * times, parts)
