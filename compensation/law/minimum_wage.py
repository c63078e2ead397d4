"""The statutory minimum wage of students with a job (bbl, dual), what is paid, and the holiday allowance on top.

Wet minimumloon art. 7, 8 and 15 (https://wetten.overheid.nl/BWBR0002638); Besluit minimumjeugdloonregeling art. 1 to 3
(https://wetten.overheid.nl/BWBR0003599); figures in rules/minimum_wage.yaml. A bbl student has the bbl scale unless the
cao that applies excludes it; a dual student has the regular one. No published adult amount, or younger than the
youngest age: not covered, no verdict.
"""

from __future__ import annotations

from typing import Any, NamedTuple, assert_never

from compensation.choices import Route, Scale, WagePeriod
from compensation.law.ledger import Entry, scheduled_in_year
from compensation.law.rule import PLACEMENT, SINCE, chapter
from compensation.placement.case import Case, Segment
from compensation.rulebook.frozen import RulePeriod, Rules
from compensation.units import (
    HOUR,
    MONTHS_A_YEAR,
    UNKNOWN,
    WHOLE,
    Cents,
    Days,
    Flag,
    Hundredths,
    Number,
    PerHundredThousand,
    half_up,
    percent_of,
)

rule = chapter("wage")
WEEKS_IN_FOUR = 4


class Wage(NamedTuple):
    """The wage of an entry; zeros where the minimum is not known."""

    covered: Flag
    hourly: Cents
    due: Cents
    offered: Cents
    shortfall: Cents
    holiday_due: Cents
    holiday_offered: Cents
    holiday_shortfall: Cents
    indication: Cents  # after the last known adult amount; UNKNOWN: there is none


def earns_wage(case: Case) -> bool:
    """bbl and dual: a job with a wage, no allowance."""
    return case.route == Route.BBL or case.route == Route.DUAL


# ---------------------------------------------------------------- the minimum


def scale_of(case: Case, rules: Rules) -> Scale:
    """The bbl scale for a bbl student, unless the cao that applies excludes it; the regular one for others."""
    if case.route != Route.BBL:
        return Scale.REGULAR
    if case.own_scheme != UNKNOWN and rules.schemes[case.own_scheme].regular_scale:
        return Scale.REGULAR
    return Scale.BBL


def percent_of_age(age: Number, scale: Scale, period: RulePeriod, rules: Rules) -> PerHundredThousand:
    """Besluit art. 1: the percentage of an age on a scale; UNKNOWN below the youngest age."""
    if age < rules.youngest:
        return UNKNOWN
    return rules.youth_scale[period.youth_scales][scale][min(age, rules.oldest) - rules.youngest]


@rule(beside=("scheme",), speaks_of=PLACEMENT, order=-1)
def scale_of_cao() -> int:
    """The cao does not allow the lower bbl scale: what lies above it is an agreement in the cao, not the law.

    >>> scale_of_cao()
    0
    """
    return 0


def _hourly(q: Any) -> str:
    return "hourly_minimum_adult" if q.percent == WHOLE else "hourly_minimum"


@rule(
    "adult_hourly_minimum",
    "youth_scale_{scale}",
    beside=("age",),
    speaks_of=SINCE,
    when_changed=("result", "age"),
    told_as=_hourly,
)
def hourly_minimum(adult: Cents, percent: PerHundredThousand, scale: Scale) -> Cents:
    """Besluit art. 2 lid 2: the adult amount x the percentage of the age; half a cent goes up.

    >>> hourly_minimum(adult=14_99, percent=50_000, scale=Scale.REGULAR)  # 7.495
    750
    """
    return half_up(adult * percent, WHOLE)


@rule()
def wage_due(days: Days, week_hours: Hundredths, week_days: Days, hourly: Cents) -> Cents:
    """Wml art. 7: the hourly minimum for every hour of the contract; days off are paid.

    >>> wage_due(days=10, week_hours=32_00, week_days=4, hourly=6_69)  # 80 hours
    53520
    """
    return half_up(hourly * days * week_hours, week_days * HOUR)


@rule("youth_scale_regular")
def wage_indication(
    days: Days, week_hours: Hundredths, week_days: Days, adult: Cents, percent: PerHundredThousand, hourly: Cents
) -> Cents:
    """An estimate after the last known adult amount: the announced percentage of it, for the hours; no verdict.

    >>> wage_indication(days=4, week_hours=32_00, week_days=4, adult=14_99, percent=50_000, hourly=7_50)
    24000
    """
    return half_up(hourly * days * week_hours, week_days * HOUR)


@rule(beside=("youngest",), told_as=lambda q: "not_covered_age" if q.age < q.youngest else "not_covered_date")
def not_covered(age: Number) -> int:
    """Below the youngest age, or on days of which the adult amount is not known, there is no verdict.

    >>> not_covered(age=14)
    0
    """
    return 0


# ---------------------------------------------------------------- what is paid


@rule()
def wage_hour(days: Days, week_hours: Hundredths, week_days: Days, amount: Cents) -> Cents:
    """A wage an hour, for every hour of the contract.

    >>> wage_hour(days=10, week_hours=32_00, week_days=4, amount=6_00)
    48000
    """
    return half_up(amount * days * week_hours, week_days * HOUR)


@rule()
def wage_week(days: Days, week_hours: Hundredths, week_days: Days, amount: Cents) -> Cents:
    """A wage a week, for the scheduled days of the entry.

    >>> wage_week(days=10, week_hours=32_00, week_days=4, amount=200_00)
    50000
    """
    return half_up(amount * days, week_days)


@rule()
def wage_four_weeks(days: Days, week_hours: Hundredths, week_days: Days, amount: Cents) -> Cents:
    """A wage per four weeks, for the scheduled days of the entry.

    >>> wage_four_weeks(days=8, week_hours=32_00, week_days=4, amount=1_000_00)
    50000
    """
    return half_up(amount * days, WEEKS_IN_FOUR * week_days)


@rule()
def wage_month(days: Days, week_hours: Hundredths, week_days: Days, amount: Cents, year_days: Days) -> Cents:
    """A wage a month: twelve of them for the scheduled days of the calendar year (guidance of the ministry).

    >>> wage_month(days=18, week_hours=32_00, week_days=4, amount=2_049_60, year_days=208)
    212843
    """
    return half_up(MONTHS_A_YEAR * amount * days, year_days)


def wage_offered(segment: Segment, entry: Entry) -> Cents:
    """What the wage that is promised comes to in an entry."""
    if segment.wage == UNKNOWN:
        return 0
    days, hours, week_days = entry.scheduled, segment.hours, segment.days_per_week
    match segment.wage_per:
        case WagePeriod.HOUR:
            return wage_hour(days, hours, week_days, segment.wage)
        case WagePeriod.WEEK:
            return wage_week(days, hours, week_days, segment.wage)
        case WagePeriod.FOUR_WEEKS:
            return wage_four_weeks(days, hours, week_days, segment.wage)
        case WagePeriod.MONTH:
            in_year = scheduled_in_year(segment.workdays, entry.first)
            return wage_month(days, hours, week_days, segment.wage, in_year)
        case forgotten:
            return assert_never(forgotten)


@rule(told_as=lambda q: "wage_short" if q.result else "wage_enough")
def wage_short(due: Cents, offered: Cents) -> Cents:
    """Wml art. 7: what is due and not paid, in each entry; more in another makes up for nothing.

    >>> wage_short(due=535_20, offered=480_00), wage_short(due=535_20, offered=600_00)
    (5520, 0)
    """
    return max(due - offered, 0)


@rule("holiday_allowance")
def holiday_allowance(
    base: Cents,
    percent: PerHundredThousand,
    due: Cents,
    offered: Cents,
    offered_percent: PerHundredThousand,
    wage: Cents,
) -> Cents:
    """Wml art. 15: a percentage of what is paid, or of what was due where that is more; what is short of it.

    >>> holiday_allowance(base=535_20, percent=8_000, due=42_82, offered=38_40, offered_percent=8_000, wage=480_00)
    442
    """
    return max(due - offered, 0)


# ---------------------------------------------------------------- put together


def wage(case: Case, segment: Segment, entry: Entry, period: RulePeriod, rules: Rules) -> Wage:
    """Due, offered and short in an entry, wage and holiday allowance."""
    scale = scale_of(case, rules)
    percent = percent_of_age(entry.age, scale, period, rules)
    rate = max(period.holiday_rate, 0)
    own_rate = rate if segment.holiday_percent == UNKNOWN else segment.holiday_percent
    if period.adult == UNKNOWN or percent == UNKNOWN:
        not_covered(entry.age)
        offered = wage_offered(segment, entry)
        indication = indicated(segment, entry, percent, period, rules)
        return Wage(0, 0, 0, offered, 0, 0, percent_of(offered, own_rate), 0, indication)
    hourly = hourly_minimum(period.adult, percent, scale)
    due = wage_due(entry.scheduled, segment.hours, segment.days_per_week, hourly)
    offered = wage_offered(segment, entry)
    shortfall = max(due - offered, 0) if segment.wage == UNKNOWN else wage_short(due, offered)
    base = max(offered, due)
    holiday_due, holiday_offered = percent_of(base, rate), percent_of(offered, own_rate)
    holiday_short = holiday_allowance(base, rate, holiday_due, holiday_offered, own_rate, offered)
    return Wage(1, hourly, due, offered, shortfall, holiday_due, holiday_offered, holiday_short, UNKNOWN)


def indicated(segment: Segment, entry: Entry, percent: PerHundredThousand, period: RulePeriod, rules: Rules) -> Cents:
    """The estimate of an entry after the last known adult amount; UNKNOWN when there is none."""
    if period.adult != UNKNOWN or percent == UNKNOWN or not period.after_last_adult:
        return UNKNOWN
    hourly = half_up(rules.last_adult * percent, WHOLE)
    return wage_indication(entry.scheduled, segment.hours, segment.days_per_week, rules.last_adult, percent, hourly)


@rule(speaks_of=PLACEMENT, order=1)
def wage_total(due: Cents, offered: Cents, short: Cents) -> Cents:
    """The wage over all days for which there is a verdict, and what is short in the entries where it is too low.

    >>> wage_total(due=907_04, offered=864_00, short=55_20)
    5520
    """
    return short


@rule(speaks_of=PLACEMENT, order=1)
def holiday_total(due: Cents, offered: Cents, short: Cents) -> Cents:
    """The holiday allowance over those days.

    >>> holiday_total(due=73_54, offered=69_12, short=4_42)
    442
    """
    return short
