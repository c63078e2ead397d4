"""What the entries come to together: the lines of expenses, the allowance or the wage, the cost and the totals.

docs/contract/assessment.md and docs/contract/fine_print.md. Nothing makes up for anything else: the gap is the sum of
the gaps. What nobody stated is no gap, and what is an estimate stands apart.
"""

from __future__ import annotations

from typing import Any

from compensation.choices import Coverage, Force, Route, Scale, StudentProduct, TravelMode, TravelTerms
from compensation.law.allowance import (
    allowance_gap,
    amount_stale,
    basis_changes,
    cao_no_amount,
    entitlement_total,
    norm_full_month,
    norm_total,
    offer_effective,
    offer_none,
    offer_not_stated,
    scheme_includes_expenses,
)
from compensation.law.employer_cost import cost_estimate, cost_of_offer, cost_total
from compensation.law.expenses import TRAVEL, all_in, expenses_total, line, line_not_stated, pay_full
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import earns_wage, scale_of, scale_of_cao
from compensation.law.result import (
    ESTIMATE,
    ESTIMATED,
    FORCE,
    INCURRED,
    NOT_STATED,
    OPEN,
    OWED,
    REIMBURSED,
    STATED,
    Result,
)
from compensation.law.rule import PLACEMENT, chapter
from compensation.law.schemes import is_open_to_level
from compensation.law.stated import is_allowance_named, is_anything_stated, is_line_stated, is_pay_stated
from compensation.law.subsidy import subsidies
from compensation.law.travel import travel_total
from compensation.law.wage_totals import estimate_total, holiday_total, wage_by_law, wage_total
from compensation.placement.case import Case, Tables
from compensation.rulebook.frozen_records import Rules
from compensation.units import FOREVER, NULL, UNKNOWN, Cents, Number

rule = chapter("totals")


# ---------------------------------------------------------------- expenses


def kinds_of_scheme(case: Case, tables: Tables, rules: Rules) -> Number:
    """One bit for each kind of line that the scheme's own words make an entitlement of this placement."""
    if case.own_scheme == UNKNOWN:
        return 0
    place = rules.version_in[rule_period_on(case.start, rules)][case.own_scheme]
    if place == UNKNOWN:
        return 0
    version, segment = rules.versions[place], tables.segments[case.first_segment]
    pays = version.travel == TravelTerms.ON_TOP or (
        version.travel == TravelTerms.WHEN_NO_STUDENT_TRAVEL and segment.student_product == StudentProduct.NONE
    )
    if not is_open_to_level(case, segment, version, tables, rules):
        return 0
    return version.costs_owed | int(pays) << TRAVEL


def conclude_lines(case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """What is owed, paid back and short of each kind, what is not stated of it, and what an all-in sum pays."""
    lines, present = result.lines, case.cost_kinds
    if travels(case, tables):
        travel_total(result.entries, lines[TRAVEL][OWED])
    if lines[TRAVEL][OWED] > 0 or result.travel_not_known:
        present |= 1 << TRAVEL
    lines[TRAVEL][INCURRED] = lines[TRAVEL][OWED]
    lines[TRAVEL][ESTIMATED] = int(result.travel_not_known > 0 or is_fare_estimated(case, tables))
    owed = reimbursed = left = not_stated = 0
    for kind in range(len(rules.kinds)):
        if present >> kind & 1:
            conclude_line(kind, case, tables, rules, result)
            owed += lines[kind][OWED]
            reimbursed += lines[kind][REIMBURSED]
            not_stated += lines[kind][NOT_STATED]
            if not rules.kinds[kind].by_law:
                left += lines[kind][OPEN]
    result.lines_present = present
    from_all_in = all_in(result.allowance_offered, left) if is_all_in(case, tables) else 0
    result.expenses_total_owed = owed
    result.expenses_total_reimbursed = reimbursed
    result.expenses_total_from_all_in = from_all_in
    result.expenses_total_not_stated = not_stated
    result.expenses_total_estimate = lines[TRAVEL][ESTIMATE] if present & 1 else 0
    result.expenses_total_gap = expenses_total(owed, reimbursed, from_all_in, not_stated)


def is_all_in(case: Case, tables: Tables) -> bool:
    """Whether an allowance is offered that is meant to pay the expenses too."""
    return case.includes_expenses == 1 and is_allowance_named(case, tables)


def travels(case: Case, tables: Tables) -> bool:
    """Whether anybody travels in any part of the placement."""
    for number in range(case.first_leg, case.after_leg):
        if tables.legs[number].mode != TravelMode.NONE:
            return True
    return False


def is_fare_estimated(case: Case, tables: Tables) -> bool:
    """Whether some leg by public transport has no fare, so that it is estimated from the distance."""
    for number in range(case.first_leg, case.after_leg):
        leg = tables.legs[number]
        if leg.mode == TravelMode.PUBLIC_TRANSPORT and leg.fare == UNKNOWN:
            return True
    return False


def conclude_line(kind: int, case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """One kind: at most what is owed is paid back. Protective equipment is law; what the scheme says of it is its."""
    parts = result.lines[kind]
    pay_full(kind, result.lines)
    parts[REIMBURSED] = min(parts[REIMBURSED], parts[OWED])
    parts[FORCE] = result.pact_force
    if rules.kinds[kind].by_law:
        parts[FORCE] = Force.LAW
    elif result.scheme_kinds >> kind & 1:
        parts[FORCE] = result.agreement_force
    parts[STATED] = int(is_line_stated(case, kind, tables, rules))
    if parts[STATED] or parts[OWED] == 0:
        parts[OPEN] = line(parts[OWED], parts[REIMBURSED])
    else:
        parts[NOT_STATED] = line_not_stated(parts[OWED])


# ---------------------------------------------------------------- allowance, wage


def conclude_allowance(case: Case, tables: Tables, result: Result) -> None:
    """Norm, entitlement, offer and gap over the whole placement, and their ground."""
    about_the_cao(case, result)
    entitled = result.entitled_entries > 0
    agreement = Force.ADVICE if result.advised else result.agreement_force
    result.allowance_entitlement_force = agreement if entitled else NULL
    result.allowance_scheme = NULL if case.scheme == UNKNOWN else case.scheme
    if result.allowance_stale_since == FOREVER:
        result.allowance_stale_since = NULL
    norm, stated = result.allowance_norm, is_pay_stated(case, tables)
    known = result.unknown_norms < result.entries
    if result.allowance_full_month != UNKNOWN:
        norm_full_month(result.allowance_full_month)
    else:
        result.allowance_full_month = NULL
    if known:
        norm_total(result.entries, norm)
    if entitled:
        entitlement_total(norm, result.allowance_entitlement)
    else:
        result.allowance_entitlement = NULL
    result.allowance_stated, result.allowance_estimate = int(stated), 0
    result.allowance_effective = result.allowance_offered - result.expenses_total_from_all_in
    result.allowance_gap, result.allowance_not_stated = 0, 0
    if not stated:
        result.allowance_not_stated = offer_not_stated(norm)
    else:
        if is_allowance_named(case, tables):
            offer_effective(result.allowance_offered, result.expenses_total_from_all_in)
        else:
            offer_none()
        if known:
            result.allowance_gap = allowance_gap(norm, result.allowance_effective)
    if not known:
        result.allowance_norm = NULL
    no_wage(result)


def no_wage(result: Result) -> None:
    """What does not apply to a placement without a wage."""
    result.wage_due = result.wage_offered = result.wage_shortfall = NULL
    result.wage_holiday_allowance_due = result.wage_holiday_allowance_offered = NULL
    result.wage_holiday_allowance_shortfall = result.wage_estimate = result.wage_holiday_allowance_estimate = NULL
    result.wage_stated = result.wage_not_stated = result.wage_holiday_allowance_not_stated = NULL
    result.wage_coverage = NULL
    result.employer_cost_wage = result.employer_cost_holiday_allowance = NULL
    result.employer_cost_estimate_wage = result.employer_cost_estimate_holiday_allowance = NULL
    result.employer_cost_estimate_allowance = 0


def about_the_cao(case: Case, result: Result) -> None:
    """What must be said before the amounts: no amount known, a change of ground, an all-in scheme, an old amount."""
    if case.own_scheme != UNKNOWN and result.scheme_entries < result.entries:
        cao_no_amount()
    if result.basis_changes:
        basis_changes()
    if result.cao_includes_expenses:
        scheme_includes_expenses()
    if result.allowance_stale_since < FOREVER:
        amount_stale(result.allowance_stale_since, result.by_sector)


def conclude_wage(case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """Wage and holiday allowance over the days for which there is a verdict, and the estimate over the others."""
    if case.route == Route.BBL and scale_of(case, rules) == Scale.REGULAR:
        scale_of_cao()
    stated = is_pay_stated(case, tables)
    result.wage_stated = int(stated)
    result.wage_not_stated = 0 if stated else result.wage_due
    result.wage_holiday_allowance_not_stated = 0 if stated else result.wage_holiday_allowance_due
    wage_total(result.wage_due, result.wage_offered, result.wage_shortfall, result.wage_not_stated)
    holiday_total(
        result.wage_holiday_allowance_due,
        result.wage_holiday_allowance_offered,
        result.wage_holiday_allowance_shortfall,
        result.wage_holiday_allowance_not_stated,
    )
    if result.by_cao and result.covered_entries:
        wage_by_law(
            result.wage_due + result.wage_holiday_allowance_due,
            result.law_due,
            result.law_wage_short + result.law_holiday_short,
        )
    if result.estimated_entries:
        estimate_total(result.wage_estimate, result.wage_holiday_allowance_estimate)
    result.wage_coverage = Coverage.PART
    if result.covered_entries == result.entries:
        result.wage_coverage = Coverage.ALL
    elif result.covered_entries == 0:
        result.wage_coverage = Coverage.NONE
    no_allowance(result)


def no_allowance(result: Result) -> None:
    """What does not apply to a job."""
    result.allowance_basis = result.allowance_policy = result.allowance_scheme = NULL
    result.allowance_full_month = result.allowance_norm = result.allowance_entitlement = NULL
    result.allowance_entitlement_force = result.allowance_offered = result.allowance_effective = NULL
    result.allowance_gap = result.allowance_force = result.allowance_stale_since = NULL
    result.allowance_stated = result.allowance_not_stated = result.allowance_estimate = NULL
    result.employer_cost_allowance = result.employer_cost_estimate_allowance = NULL


# ---------------------------------------------------------------- cost


def conclude_cost(case: Case, rules: Rules, result: Result) -> None:
    """What the placement costs the employer, what comes on top as an estimate, and the subsidy beside it."""
    result.employer_cost_expenses = result.expenses_total_owed
    result.employer_cost_total = cost_total(
        result.employer_cost_expenses,
        max(result.employer_cost_allowance, 0),
        max(result.employer_cost_wage, 0),
        max(result.employer_cost_holiday_allowance, 0),
        result.employer_cost_health_levy,
    )
    result.employer_cost_estimate_expenses = result.expenses_total_estimate
    wage, holiday = result.employer_cost_estimate_wage, result.employer_cost_estimate_holiday_allowance
    result.employer_cost_estimate_total = (
        result.employer_cost_estimate_expenses
        + max(wage, 0)
        + max(holiday, 0)
        + result.employer_cost_estimate_health_levy
    )
    if result.employer_cost_estimate_total > 0:
        cost_estimate(
            result.employer_cost_estimate_expenses,
            max(wage, 0),
            max(holiday, 0),
            result.employer_cost_estimate_health_levy,
        )
    result.employer_cost_subsidy_indication = subsidies(case, rules)


def conclude_offer(case: Case, tables: Tables, result: Result) -> None:
    """What all that is promised costs; nothing at all when nothing is stated."""
    if not is_anything_stated(case, tables):
        result.cost_of_offer_expenses = result.cost_of_offer_health_levy = result.cost_of_offer_total = NULL
        result.cost_of_offer_allowance = result.cost_of_offer_wage = result.cost_of_offer_holiday_allowance = NULL
        return
    if earns_wage(case):
        result.cost_of_offer_allowance = NULL
    else:
        result.cost_of_offer_allowance = result.allowance_offered
        result.cost_of_offer_wage = result.cost_of_offer_holiday_allowance = NULL
    result.cost_of_offer_total = cost_of_offer(
        result.cost_of_offer_expenses,
        max(result.cost_of_offer_allowance, 0),
        max(result.cost_of_offer_wage, 0),
        max(result.cost_of_offer_holiday_allowance, 0),
        result.cost_of_offer_health_levy,
    )


# ---------------------------------------------------------------- totals


def _total(q: Any) -> str:
    name = "total" if q.result == max(q.owed - q.offered - q.not_stated, 0) else "total_uneven"
    return f"{name}_not_stated" if q.not_stated else name


@rule(speaks_of=PLACEMENT, told_as=_total)
def total(owed: Cents, offered: Cents, gap: Cents, not_stated: Cents) -> Cents:
    """Everything owed, everything offered, and what is short; nothing makes up for anything else.

    >>> total(owed=1_042_68, offered=933_12, gap=121_72, not_stated=0)
    12172
    """
    return gap


@rule(speaks_of=PLACEMENT)
def total_estimate(estimate: Cents) -> Cents:
    """What is owed on days of which something is not known: an estimate at the last known values, apart.

    >>> total_estimate(estimate=128_00)
    12800
    """
    return estimate


def conclude_totals(case: Case, result: Result) -> None:
    """Expenses, and the allowance or the wage with its holiday allowance, together."""
    owed, offered = result.expenses_total_owed, result.expenses_total_reimbursed + result.expenses_total_from_all_in
    gap, not_stated = result.expenses_total_gap, result.expenses_total_not_stated
    estimate = result.expenses_total_estimate
    if earns_wage(case):
        owed += result.wage_due + result.wage_holiday_allowance_due
        offered += result.wage_offered + result.wage_holiday_allowance_offered
        gap += result.wage_shortfall + result.wage_holiday_allowance_shortfall
        not_stated += result.wage_not_stated + result.wage_holiday_allowance_not_stated
        estimate += result.wage_estimate + result.wage_holiday_allowance_estimate
    else:
        owed += max(result.allowance_norm, 0)
        offered += result.allowance_effective
        gap += result.allowance_gap
        not_stated += result.allowance_not_stated
    result.totals_owed, result.totals_offered, result.totals_not_stated = owed, offered, not_stated
    result.totals_gap = total(owed, offered, gap, not_stated)
    result.totals_estimate = total_estimate(estimate) if estimate > 0 else 0
