"""The findings: is each part of the deal in order, and on what ground? (docs/contract/assessment.md#findings)"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from compensation.calendar import age_on
from compensation.choices import Answer, CaoStatus, Coverage, Force, Scale, Status
from compensation.law.genuine_placement import (
    bad_answers,
    doubtful_wage,
    doubtful_wage_adult,
    genuine,
    placement_doubtful,
)
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import earns_wage, percent_of_age
from compensation.law.result import NOT_STATED, OPEN, Result
from compensation.placement.case import NO_BIRTH, Case, Tables
from compensation.rulebook.frozen_records import FrozenKind, Rules
from compensation.units import NULL, UNKNOWN, Cents, Flag


def find(case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """The findings of a placement (docs/contract/assessment.md#findings)."""
    find_expenses(rules, result)
    if earns_wage(case):
        find_wage(case, result)
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


def find_expenses(rules: Rules, result: Result) -> None:
    """Whether all expenses are paid back, and protective equipment is free."""
    if result.expenses_total_gap > 0:
        result.finding_expenses_full = Status.BELOW
    elif result.expenses_total_not_stated > 0 or result.travel_open:
        result.finding_expenses_full = Status.CANNOT_TELL
    else:
        result.finding_expenses_full = Status.MEETS if result.expenses_total_owed > 0 else Status.NOT_APPLICABLE
    result.finding_protective_equipment_free = Status.NOT_APPLICABLE
    for kind in range(len(rules.kinds)):
        if rules.kinds[kind].by_law and result.lines_present >> kind & 1:
            result.finding_protective_equipment_free = Status.MEETS
    result.gap_by_law = by_law(OPEN, rules.kinds, result)
    if result.gap_by_law > 0:
        result.finding_protective_equipment_free = Status.BELOW
    elif by_law(NOT_STATED, rules.kinds, result) > 0:
        result.finding_protective_equipment_free = Status.CANNOT_TELL


def by_law(part: int, kinds: Sequence[FrozenKind], result: Result) -> Cents:
    """A part of the lines that the law wants free of charge, added up."""
    total = 0
    for kind in range(len(kinds)):
        if kinds[kind].by_law and result.lines_present >> kind & 1:
            total += result.lines[kind][part]
    return total


def find_allowance(case: Case, result: Result) -> None:
    """Whether the allowance reaches the norm and the cao, is equal for every level, and comes on top."""
    stated = result.allowance_stated
    result.finding_allowance_paid = Status.MEETS
    if result.allowance_gap > 0:
        result.finding_allowance_paid = Status.BELOW
    elif result.unknown_norms:
        result.finding_allowance_paid = Status.CANNOT_TELL
    elif result.allowance_norm == 0:
        result.finding_allowance_paid = Status.NOT_APPLICABLE
    elif not stated:
        result.finding_allowance_paid = Status.CANNOT_TELL
    if case.cao_status == CaoStatus.NONE:
        result.finding_allowance_cao = Status.NOT_APPLICABLE
    elif result.entitled_entries < result.entries or not stated:
        result.finding_allowance_cao = Status.CANNOT_TELL
    else:
        short = result.allowance_effective < result.allowance_entitlement
        result.finding_allowance_cao = Status.BELOW if short else Status.MEETS
    result.finding_allowance_level_equal = Status.BELOW if result.above_agreement else Status.MEETS
    result.finding_allowance_on_top = Status.MEETS
    if result.expenses_total_from_all_in > 0:
        result.finding_allowance_on_top = Status.BELOW
    elif not stated:
        result.finding_allowance_on_top = Status.CANNOT_TELL
    elif case.includes_expenses or result.cao_includes_expenses:
        result.finding_allowance_on_top = Status.DOUBTFUL


def find_wage(case: Case, result: Result) -> None:
    """Whether the wage and its holiday allowance are high enough, and there is a contract."""
    result.finding_wage_minimum = wage_status(result.wage_shortfall, result)
    result.finding_holiday_allowance = wage_status(result.wage_holiday_allowance_shortfall, result)
    result.finding_employment_contract = Status.CANNOT_TELL
    if case.contract != Answer.NOT_SAID:
        result.finding_employment_contract = Status.MEETS if case.contract == Answer.YES else Status.BELOW


def wage_status(short: Cents, result: Result) -> Status:
    """The finding of a part of the wage: not stated, short, not known for a part of the time, or in order."""
    if not result.wage_stated:
        return Status.CANNOT_TELL
    if short > 0:
        return Status.BELOW
    return Status.MEETS if result.wage_coverage == Coverage.ALL else Status.NOT_COVERED


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


def _law(result: Result) -> Force:
    return Force.LAW


def _pact(result: Result) -> int:
    return result.pact_force


def _law_or_cao(by_cao: Flag, short_by_law: Cents, result: Result) -> int:
    """The cao's ground when it asks more than the law of this part and nothing of the part is short by law."""
    return result.agreement_force if by_cao and short_by_law == 0 else Force.LAW


#: The findings in the order of the contract; `short` only where the status is below.
FINDINGS: Mapping[str, Finding] = {
    "expenses_full": Finding(_pact, lambda r: r.expenses_total_gap),
    "protective_equipment_free": Finding(_law, lambda r: r.gap_by_law),
    "allowance_paid": Finding(
        lambda r: Force.ADVICE if r.allowance_force == NULL else r.allowance_force, lambda r: r.allowance_gap
    ),
    "allowance_cao": Finding(
        lambda r: Force.CAO if r.allowance_entitlement_force == NULL else r.allowance_entitlement_force,
        lambda r: r.allowance_entitlement - r.allowance_effective,
    ),
    "allowance_level_equal": Finding(_pact, lambda r: r.above_agreement),
    "allowance_on_top": Finding(_pact, lambda r: r.expenses_total_from_all_in),
    "wage_minimum": Finding(lambda r: _law_or_cao(r.cao_wage, r.law_wage_short, r), lambda r: r.wage_shortfall),
    "holiday_allowance": Finding(
        lambda r: _law_or_cao(r.cao_holiday, r.law_holiday_short, r), lambda r: r.wage_holiday_allowance_shortfall
    ),
    "employment_contract": Finding(_pact, None),
    "genuine_placement": Finding(_law, None),
}
