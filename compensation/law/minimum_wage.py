"""The statutory minimum wage of students with a job (bbl, dual), what is paid, and the holiday allowance on top.

Wet minimumloon art. 7, 8 and 15 (https://wetten.overheid.nl/BWBR0002638); Besluit minimumjeugdloonregeling art. 1 to 3
(https://wetten.overheid.nl/BWBR0003599); figures in rules/minimum_wage.yaml. A bbl student has the bbl scale unless the
cao that applies excludes it; a dual student has the regular one. What such a cao, or an hourly wage that the cao of the
student pays, adds to the law is due by the cao and not by law. No published adult amount, or younger than the youngest
age: not covered, no verdict; where an amount was known before, an estimate.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from compensation.choices import Route, Scale
from compensation.law.ledger import Entry, Window, work_of
from compensation.law.rule import PLACEMENT, SINCE, by_weekday, chapter, never_told
from compensation.law.wage_offered import is_a_cent_of_rounding, wage_offered
from compensation.placement.case import Case, Segment
from compensation.rulebook.frozen_records import RulePeriod, Rules
from compensation.units import (
    HOUR,
    UNKNOWN,
    WHOLE,
    Cents,
    Flag,
    Number,
    PerHundredThousand,
    Weight,
    Work,
    half_up,
    percent_of,
)

rule = chapter("wage")


class Wage(NamedTuple):
    """The wage of an entry; what is due, and short, is 0 where the minimum is not known."""

    covered: Flag
    hourly: Cents  # the higher one of law and cao, known or estimated; UNKNOWN: there is none
    due: Cents
    offered: Cents
    shortfall: Cents
    holiday_due: Cents
    holiday_offered: Cents
    holiday_shortfall: Cents
    cao_wage: Flag  # the cao asks more than the law, of wage and of holiday allowance
    cao_holiday: Flag
    law_due: Cents  # by law, wage and holiday allowance together
    law_offered: Cents
    law_wage_short: Cents
    law_holiday_short: Cents
    estimated: Flag
    estimate: Cents
    holiday_estimate: Cents
    law_estimate: Cents


class Hourly(NamedTuple):
    """What an hour is worth: by law alone, and what is due where a cao asks more. UNKNOWN: no minimum is known."""

    law: Cents
    due: Cents


class Due(NamedTuple):
    """What is due in an entry at one hourly amount: wage, what is short of it, and the holiday allowance."""

    due: Cents
    shortfall: Cents
    holiday_due: Cents
    holiday_shortfall: Cents


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


def scale_by_law(case: Case) -> Scale:
    """The scale of the law itself: the bbl scale for a bbl student, whatever a cao says."""
    return Scale.BBL if case.route == Route.BBL else Scale.REGULAR


def adult_amount(case: Case, entry: Entry, period: RulePeriod) -> Cents:
    """The adult amount of an entry: the published one, else the one that the user gives for these days."""
    if period.adult != UNKNOWN:
        return period.adult
    return case.assumed_adult if entry.first >= case.assumed_from else UNKNOWN


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
    name = "hourly_minimum_adult" if q.percent == WHOLE else "hourly_minimum"
    return f"{name}_given" if q.adult_given else name


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


@rule(speaks_of=SINCE, when_changed=("result",))
def hourly_of_cao(cao: Cents, minimum: Cents) -> Cents:
    """What the cao of the student pays an hour, where that is more than the minimum; the law itself asks the minimum.

    >>> hourly_of_cao(cao=9_80, minimum=6_82), hourly_of_cao(cao=9_80, minimum=14_99)
    (980, 1499)
    """
    return max(cao, minimum)


@rule(beside=("days", "week_hours", "week_days"), told_as=by_weekday("wage_due"))
def wage_due(hours: Work, hourly: Cents) -> Cents:
    """Wml art. 7: the hourly minimum for every hour of the contract; days off are paid.

    >>> wage_due(hours=Work(10 * 32_00, 4), hourly=6_69)  # 10 days of a week of 32 hours in 4 days: 80 hours
    53520
    """
    return half_up(hourly * hours.of, hours.whole * HOUR)


def _estimate(q: Any) -> str:
    return by_weekday("wage_estimate_cao" if q.hourly_of_cao else "wage_estimate")(q)


@rule(
    "youth_scale_{scale}",
    beside=("days", "week_hours", "week_days", "age"),
    told_as=_estimate,
)
def wage_estimate(hours: Work, adult: Cents, percent: PerHundredThousand, hourly: Cents, scale: Scale) -> Cents:
    """An estimate where the amount of the day is not known: its percentage of the last known one, for the hours.

    >>> wage_estimate(hours=Work(4 * 32_00, 4), adult=14_99, percent=50_000, hourly=7_50, scale=Scale.REGULAR)
    24000
    """
    return half_up(hourly * hours.of, hours.whole * HOUR)


@rule(beside=("youngest",), told_as=lambda q: "not_covered_age" if q.age < q.youngest else "not_covered_date")
def not_covered(age: Number) -> int:
    """Below the youngest age, or on days of which the adult amount is not known, there is no verdict.

    >>> not_covered(age=14)
    0
    """
    return 0


# ---------------------------------------------------------------- what is short


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


def hourly_amounts(case: Case, segment: Segment, adult: Cents, age: int, period: RulePeriod, rules: Rules) -> Hourly:
    """What an hour is worth by law, and with what a cao adds to it."""
    scale = scale_of(case, rules)
    percent = percent_of_age(age, scale, period, rules)
    if adult == UNKNOWN or percent == UNKNOWN:
        return Hourly(UNKNOWN, UNKNOWN)
    minimum = hourly_minimum(adult, percent, scale)
    law = minimum
    if scale_by_law(case) != scale:
        law = half_up(adult * max(percent_of_age(age, scale_by_law(case), period, rules), 0), WHOLE)
    if segment.cao_hourly > minimum:
        return Hourly(law, hourly_of_cao(segment.cao_hourly, minimum))
    return Hourly(law, minimum)


def wage(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    last: RulePeriod,
    window: Window,
    before: Weight,
    rules: Rules,
) -> Wage:
    """Due, offered and short in an entry, wage and holiday allowance; where they are not known, an estimate."""
    adult = adult_amount(case, entry, period)
    hourly = hourly_amounts(case, segment, adult, entry.age, period, rules)
    own_rate = max(last.holiday_rate, 0) if segment.holiday_percent == UNKNOWN else segment.holiday_percent
    if hourly.due == UNKNOWN or period.holiday_rate == UNKNOWN:
        return not_known(case, segment, entry, last, window, before, own_rate, rules)
    work = work_of(entry.contract, segment)
    due = wage_due(work, hourly.due)
    offered = wage_offered(segment, entry, window, before)
    holiday_offered = percent_of(offered, own_rate)
    both = held_against(case, segment, entry, window, due, offered, holiday_offered, own_rate, period)
    law = both
    if hourly.law != hourly.due:
        law = by_law(case, segment, entry, window, offered, holiday_offered, own_rate, hourly.law, period)
    return Wage(
        1, hourly.due, due, offered, both.shortfall,
        both.holiday_due, holiday_offered, both.holiday_shortfall,
        int(due > law.due), int(both.holiday_due > law.holiday_due),
        law.due + law.holiday_due,
        filled(offered, law.due, due) + filled(holiday_offered, law.holiday_due, both.holiday_due),
        law.shortfall, law.holiday_shortfall,
        0, 0, 0, 0,
    )  # fmt: skip


def filled(offered: Cents, law: Cents, due: Cents) -> Cents:
    """What of a sum fills what the law asks of it; where no cao asks more, all of it stands with the law.

    >>> filled(offered=1_152_00, law=982_08, due=1_411_20), filled(92_16, 92_16, 92_16), filled(100_00, 92_16, 92_16)
    (98208, 9216, 10000)
    """
    return min(offered, law) if due > law else offered


def held_against(
    case: Case,
    segment: Segment,
    entry: Entry,
    window: Window,
    due: Cents,
    offered: Cents,
    holiday_offered: Cents,
    own_rate: PerHundredThousand,
    period: RulePeriod,
) -> Due:
    """What is offered against what is due; nothing is short of what nobody said anything of."""
    if is_a_cent_of_rounding(segment, entry, window, offered, due):
        due_holiday = percent_of(offered, period.holiday_rate)
        return Due(due, 0, due_holiday, max(due_holiday - holiday_offered, 0))
    base = max(offered, due)
    due_holiday = percent_of(base, period.holiday_rate)
    if segment.wage == UNKNOWN and not case.complete:
        return Due(due, 0, due_holiday, 0)
    short = wage_short(due, offered)
    return Due(
        due,
        short,
        due_holiday,
        holiday_allowance(base, period.holiday_rate, due_holiday, holiday_offered, own_rate, offered),
    )


@rule(told_as=never_told)
def by_law(
    case: Case,
    segment: Segment,
    entry: Entry,
    window: Window,
    offered: Cents,
    holiday_offered: Cents,
    own_rate: PerHundredThousand,
    law_hourly: Cents,
    period: RulePeriod,
) -> Due:
    """What of an entry is due by law alone, where a cao asks more; paid euros fill the law first."""
    law_due = wage_due(work_of(entry.contract, segment), law_hourly)
    return held_against(case, segment, entry, window, law_due, offered, holiday_offered, own_rate, period)


def not_known(
    case: Case,
    segment: Segment,
    entry: Entry,
    last: RulePeriod,
    window: Window,
    before: Weight,
    own_rate: PerHundredThousand,
    rules: Rules,
) -> Wage:
    """An entry without a verdict: what is offered, and an estimate at the last known adult amount, if there is one."""
    not_covered(entry.age)
    offered = wage_offered(segment, entry, window, before)
    holiday_offered = percent_of(offered, own_rate)
    hourly = estimated_hourly(case, segment, entry.age, last, rules)
    if hourly.due == UNKNOWN:
        return Wage(0, UNKNOWN, 0, offered, 0, 0, holiday_offered, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    work, scale = work_of(entry.contract, segment), scale_of(case, rules)
    percent = percent_of_age(entry.age, scale, last, rules)
    estimate = wage_estimate(work, last.adult, percent, hourly.due, scale)
    holiday = percent_of(max(estimate, offered), max(last.holiday_rate, 0))
    law = estimate + holiday
    if hourly.law != hourly.due:
        law_wage = half_up(hourly.law * work.of, work.whole * HOUR)
        law = law_wage + percent_of(max(law_wage, offered), max(last.holiday_rate, 0))
    return Wage(0, hourly.due, 0, offered, 0, 0, holiday_offered, 0, 0, 0, 0, 0, 0, 0, 1, estimate, holiday, law)


@rule(told_as=never_told)
def estimated_hourly(case: Case, segment: Segment, age: int, last: RulePeriod, rules: Rules) -> Hourly:
    """What an hour is worth at the last known adult amount; it is told with the estimate."""
    return hourly_amounts(case, segment, last.adult, age, last, rules)
