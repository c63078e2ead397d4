"""The practical-training subsidy (subsidie praktijkleren) for a bbl place: an indication, never part of a total.

Subsidieregeling praktijkleren (https://wetten.overheid.nl/BWBR0034144); figures in rules/subsidies.yaml and, for the
full weeks, rules/thresholds.yaml. Per study year (1 August to 31 July): the maximum x weeks / full weeks, at most the
full weeks; a week is seven calendar days; days outside the validity of the subsidy do not count. bbl only.
"""

from __future__ import annotations

from compensation.calendar import month_of, month_start
from compensation.choices import Route
from compensation.law.rule import PLACEMENT, chapter
from compensation.placement.case import Case
from compensation.rulebook.frozen_records import Rules
from compensation.units import MONTHS_A_YEAR, NULL, WEEK_DAYS, Cents, Day, Days, half_up

rule = chapter("cost")
#: From January back to the August before.
_TO_AUGUST = 5


@rule(
    "practical_training_subsidy_max",
    "threshold.subsidy_full_weeks",
    beside=("full_weeks",),
    speaks_of=PLACEMENT,
    order=2,
)
def subsidy_year(opens: Day, days: Days, maximum: Cents, full_days: Days, parts: int) -> Cents:
    """The indication of one study year: the maximum for the days that count, of the days of a full year.

    `parts` is maximum x days, added up over the maximums that held; rounded once.

    >>> subsidy_year(opens=20_667, days=140, maximum=2_700_00, full_days=280, parts=140 * 2_700_00)
    135000
    """
    return half_up(parts, full_days)


@rule(speaks_of=PLACEMENT, order=2)
def subsidy(total: Cents) -> Cents:
    """The indication of all study years together.

    >>> subsidy(total=1_350_00)
    135000
    """
    return total


def subsidies(case: Case, rules: Rules) -> Cents:
    """The indication of a placement; NULL where the subsidy does not apply."""
    if case.route != Route.BBL:
        return NULL
    total = 0
    august = month_of(case.start) // MONTHS_A_YEAR * MONTHS_A_YEAR - _TO_AUGUST
    while month_start(august) <= case.end:
        total += of_study_year(case, month_start(august), month_start(august + MONTHS_A_YEAR) - 1, rules)
        august += MONTHS_A_YEAR
    return subsidy(total)


def of_study_year(case: Case, opens: Day, closes: Day, rules: Rules) -> Cents:
    """The indication of the study year from one day to another."""
    counted, parts, maximum, full_days = 0, 0, 0, 0
    for span in rules.subsidy_spans:
        full_days = max(full_days, WEEK_DAYS * span.full_weeks)
        days = min(case.end, closes, span.last) - max(case.start, opens, span.first) + 1
        days = min(max(days, 0), full_days - counted)
        if days > 0:
            counted += days
            parts += span.maximum * days
            maximum = span.maximum
    if counted == 0:
        return 0
    return subsidy_year(opens, counted, maximum, full_days, parts)
