"""The findings: is each part of the deal in order, and on what ground? (docs/contract/assessment.md#findings)"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from compensation.calendar import age_on
from compensation.choices import Answer, CaoStatus, Force, Scale, Status
from compensation.law.expenses import PROTECTIVE
from compensation.law.genuine_placement import (
    bad_answers,
    doubtful_wage,
    doubtful_wage_adult,
    genuine,
    placement_doubtful,
)
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import earns_wage, percent_of_age
from compensation.law.result import OPEN, Result
from compensation.placement.case import NO_BIRTH, Case, Tables
from compensation.rulebook.frozen import Rules
from compensation.units import NULL, UNKNOWN, Cents


def find(case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """The findings of a placement (docs/contract/assessment.md#findings)."""
    find_expenses(result)
    if earns_wage(case):
        find_wage(case, tables, result)
        result.finding_allowance_paid = result.finding_allowance_cao = Status.NOT_APPLICABLE
        result.finding_allowance_level_equal = result.finding_allowance_on_top = Status.NOT_APPLICABLE
        result.finding_genuine_placement = Status.NOT_APPLICABLE
    else:
        find_allowance(case, result)
        result.finding_wage_minimum = result.finding_holiday_allowance = Status.NOT_APPLICABLE
        result.finding_employment_contract = Status.NOT_APPLICABLE
        result.finding_genuine_placement = genuine(case)
        if result.finding_genuine_placement == Status.DOUBTFUL:
            doubt(case, rules)


def find_expenses(result: Result) -> None:
    """Whether all expenses are paid back, and protective equipment is free."""
    if result.travel_unknown:
        result.finding_expenses_full = Status.CANNOT_TELL
    elif result.expenses_total_gap > 0:
        result.finding_expenses_full = Status.BELOW
    else:
        result.finding_expenses_full = Status.MEETS if result.expenses_total_owed > 0 else Status.NOT_APPLICABLE
    result.finding_protective_equipment_free = Status.NOT_APPLICABLE
    if result.lines_present >> PROTECTIVE & 1:
        short = result.lines[PROTECTIVE][OPEN] > 0
        result.finding_protective_equipment_free = Status.BELOW if short else Status.MEETS


def find_allowance(case: Case, result: Result) -> None:
    """Whether the allowance reaches the norm and the cao, is equal for every level, and comes on top."""
    if result.allowance_norm == 0:
        result.finding_allowance_paid = Status.NOT_APPLICABLE
    else:
        result.finding_allowance_paid = Status.BELOW if result.allowance_gap > 0 else Status.MEETS
    if case.cao_status == CaoStatus.NONE:
        result.finding_allowance_cao = Status.NOT_APPLICABLE
    elif result.entitled_entries < result.entries:
        result.finding_allowance_cao = Status.CANNOT_TELL
    else:
        short = result.allowance_effective < result.allowance_entitlement
        result.finding_allowance_cao = Status.BELOW if short else Status.MEETS
    less = result.entitled_entries > 0 and result.allowance_norm != result.allowance_entitlement
    result.finding_allowance_level_equal = Status.BELOW if less else Status.MEETS
    result.finding_allowance_on_top = Status.MEETS
    if result.expenses_total_from_all_in > 0:
        result.finding_allowance_on_top = Status.BELOW
    elif case.includes_expenses or result.cao_includes_expenses:
        result.finding_allowance_on_top = Status.DOUBTFUL


def find_wage(case: Case, tables: Tables, result: Result) -> None:
    """Whether the wage and its holiday allowance are high enough, and there is a contract."""
    promised = is_paid_a_wage(case, tables)
    part_not_covered = result.covered_entries < result.entries
    result.finding_wage_minimum = wage_status(promised, result.wage_shortfall, part_not_covered)
    result.finding_holiday_allowance = wage_status(promised, result.wage_holiday_allowance_shortfall, part_not_covered)
    result.finding_employment_contract = Status.CANNOT_TELL
    if case.contract != Answer.NOT_SAID:
        result.finding_employment_contract = Status.MEETS if case.contract == Answer.YES else Status.BELOW


def is_paid_a_wage(case: Case, tables: Tables) -> bool:
    """Whether a wage was named for any part of the placement."""
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].wage != UNKNOWN:
            return True
    return False


def wage_status(promised: bool, short: Cents, part_not_covered: bool) -> Status:
    """The finding of a part of the wage: no wage named, short, not known for a part of the time, or in order."""
    if not promised:
        return Status.CANNOT_TELL
    if short > 0:
        return Status.BELOW
    return Status.NOT_COVERED if part_not_covered else Status.MEETS


def doubt(case: Case, rules: Rules) -> None:
    """What casts doubt on the placement, and the hourly minimum that would hold if it is work."""
    placement_doubtful(bad_answers(case))
    period = rules.periods[rule_period_on(case.start, rules)]
    if period.adult == UNKNOWN:
        return
    percent = UNKNOWN
    if case.birth != NO_BIRTH:
        percent = percent_of_age(age_on(case.birth, case.start), Scale.REGULAR, period, rules)
    if percent == UNKNOWN:
        doubtful_wage_adult(period.adult, rules.oldest)
    else:
        doubtful_wage(period.adult, percent)


# ---------------------------------------------------------------- their grounds and amounts


class Finding(NamedTuple):
    """The ground of a finding, and what is short where it is below (None: it has no amount)."""

    force: Callable[[Result], int]
    short: Callable[[Result], Cents] | None


def _always(force: Force) -> Callable[[Result], int]:
    return lambda result: force


#: The findings in the order of the contract; `short` only where the status is below.
FINDINGS: Mapping[str, Finding] = {
    "expenses_full": Finding(_always(Force.PACT), lambda r: r.expenses_total_gap),
    "protective_equipment_free": Finding(_always(Force.LAW), lambda r: r.lines[PROTECTIVE][OPEN]),
    "allowance_paid": Finding(
        lambda r: Force.ADVICE if r.allowance_force == NULL else r.allowance_force, lambda r: r.allowance_gap
    ),
    "allowance_cao": Finding(
        lambda r: Force.CAO if r.allowance_entitlement_force == NULL else r.allowance_entitlement_force,
        lambda r: r.allowance_entitlement - r.allowance_effective,
    ),
    "allowance_level_equal": Finding(_always(Force.PACT), lambda r: r.allowance_norm - r.allowance_entitlement),
    "allowance_on_top": Finding(_always(Force.PACT), lambda r: r.expenses_total_from_all_in),
    "wage_minimum": Finding(_always(Force.LAW), lambda r: r.wage_shortfall),
    "holiday_allowance": Finding(_always(Force.LAW), lambda r: r.wage_holiday_allowance_shortfall),
    "employment_contract": Finding(_always(Force.PACT), None),
    "genuine_placement": Finding(_always(Force.LAW), None),
}
