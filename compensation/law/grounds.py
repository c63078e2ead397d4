"""On what ground each amount is owed, and the totals of each ground: law, cao, employer, pact, advice, own.

docs/contract/assessment.md, totals.by_ground. Paid euros fill the grounds in that order; nothing of one makes up for
another. The Stagepact MBO is a pact for mbo; the Regionaal Stagepact Arnhem Nijmegen is for every student, of who
signed it.
"""

from __future__ import annotations

from compensation.choices import Force, Norm, Route
from compensation.law.minimum_wage import earns_wage
from compensation.law.result import (
    ESTIMATE,
    FORCE,
    GROUND_ESTIMATE,
    GROUND_GAP,
    GROUND_NOT_STATED,
    GROUND_OFFERED,
    GROUND_OWED,
    NOT_STATED,
    OPEN,
    OWED,
    REIMBURSED,
    Grounds,
    Result,
)
from compensation.placement.case import Case
from compensation.rulebook.frozen_records import Rules
from compensation.units import UNKNOWN, Cents, Flag


def pact_ground(case: Case) -> Force:
    """The ground of what rests on the pact alone: the Stagepact is one for mbo; the regional pact is for every student,
    of who signed it.

    The Stagepact MBO and the Regionaal Stagepact Arnhem Nijmegen (docs/contract/fine_print.md#grounds).
    """
    if case.route == Route.BOL or case.route == Route.BBL or case.signed_regional_pact:
        return Force.PACT
    return Force.ADVICE


def agreement_of(case: Case, rules: Rules) -> Force:
    """Whose agreement the cao of a placement is; an amount or a wage that the user read is that of a cao."""
    return Force.CAO if case.own_scheme == UNKNOWN else rules.schemes[case.own_scheme].force


def conclude_grounds(case: Case, rules: Rules, result: Result) -> None:
    """What is owed, offered, short, not stated and estimated on each ground; they add up to the totals."""
    ground_lines(rules, result)
    if earns_wage(case):
        ground_wage(result)
    else:
        ground_allowance(case, result)


def ground_lines(rules: Rules, result: Result) -> None:
    """Each line counts under its ground; an all-in sum pays travel first."""
    all_in_left = result.expenses_total_from_all_in
    for kind in range(len(rules.kinds)):
        if result.lines_present >> kind & 1:
            parts = result.lines[kind]
            from_all_in = 0 if rules.kinds[kind].by_law else min(all_in_left, parts[OPEN])
            all_in_left -= from_all_in
            offered, gap = parts[REIMBURSED] + from_all_in, parts[OPEN] - from_all_in
            put(result.grounds, parts[FORCE], parts[OWED], offered, gap, parts[NOT_STATED], parts[ESTIMATE])


def put(
    grounds: Grounds, ground: int, owed: Cents, offered: Cents, gap: Cents, not_stated: Cents, estimate: Cents
) -> None:
    """Add amounts to a ground."""
    parts = grounds[ground]
    parts[GROUND_OWED] += owed
    parts[GROUND_OFFERED] += offered
    parts[GROUND_GAP] += gap
    parts[GROUND_NOT_STATED] += not_stated
    parts[GROUND_ESTIMATE] += estimate


def ground_wage(result: Result) -> None:
    """What the law asks, and what a cao asks on top of it; paid euros fill the law first."""
    due = result.wage_due + result.wage_holiday_allowance_due
    offered = result.wage_offered + result.wage_holiday_allowance_offered
    short = result.wage_shortfall + result.wage_holiday_allowance_shortfall
    estimate = result.wage_estimate + result.wage_holiday_allowance_estimate
    law_short = result.law_wage_short + result.law_holiday_short
    law_open = 0 if result.wage_stated else result.law_due
    not_stated = result.wage_not_stated + result.wage_holiday_allowance_not_stated
    put(result.grounds, Force.LAW, result.law_due, result.law_offered, law_short, law_open, result.law_estimate)
    if result.by_cao:
        put(
            result.grounds,
            result.agreement_force,
            due - result.law_due,
            offered - result.law_offered,
            short - law_short,
            not_stated - law_open,
            estimate - result.law_estimate,
        )


def ground_allowance(case: Case, result: Result) -> None:
    """Entitlement, what is only advised of it, the rest of the norm, and the norm of days without an entitlement.

    Paid euros fill these in this order over the whole placement; what is above the norm stands with the last that owes
    something, and its ground is that of the allowance.
    """
    policy = Force.OWN if case.norm == Norm.OWN else Force.ADVICE
    norm, stated = max(result.allowance_norm, 0), result.allowance_stated
    on_policy = norm - result.agreed - result.only_advised - result.above_agreement
    result.allowance_force = policy
    if on_policy == 0:
        if result.above_agreement:
            result.allowance_force = result.pact_force
        elif result.only_advised:
            result.allowance_force = Force.ADVICE
        elif result.agreed:
            result.allowance_force = result.agreement_force
    left = fill(result.grounds, result.agreement_force, result.agreed, result.allowance_effective, stated)
    left = fill(result.grounds, Force.ADVICE, result.only_advised, left, stated)
    left = fill(result.grounds, result.pact_force, result.above_agreement, left, stated)
    left = fill(result.grounds, policy, on_policy, left, stated)
    put(result.grounds, result.allowance_force, 0, left, 0, 0, 0)


def fill(grounds: Grounds, ground: int, owed: Cents, paid: Cents, stated: Flag) -> Cents:
    """Fill what is owed on a ground with what is paid; what is left of that."""
    filled = min(owed, paid)
    if stated:
        put(grounds, ground, owed, filled, owed - filled, 0, 0)
    else:
        put(grounds, ground, owed, filled, 0, owed, 0)
    return paid - filled
