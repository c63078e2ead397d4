"""What the entries come to together: the lines of expenses, the allowance or the wage, the cost, and the totals.

docs/contract/assessment.md and docs/contract/fine_print.md. Nothing makes up for anything else: the gap is the sum of
the gaps.
"""

from __future__ import annotations

from compensation.choices import Force, Norm, Route, Scale, StudentProduct, TravelMode, TravelTerms
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
    scheme_includes_expenses,
)
from compensation.law.employer_cost import cost_total
from compensation.law.expenses import PROTECTIVE, TRAVEL, add_full, all_in, expenses_total, line
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import earns_wage, holiday_total, scale_of, scale_of_cao, wage_total
from compensation.law.result import FORCE, INCURRED, OPEN, OWED, REIMBURSED, Lines, Result
from compensation.law.rule import PLACEMENT, chapter
from compensation.law.schemes import is_open_to_level
from compensation.law.subsidy import subsidies
from compensation.law.travel import travel_total
from compensation.placement.case import Case, Tables
from compensation.rulebook.frozen import MOST_KINDS, Rules
from compensation.units import FOREVER, NULL, UNKNOWN, Cents

rule = chapter("totals")

# ---------------------------------------------------------------- expenses


def travel_force(case: Case, tables: Tables, rules: Rules) -> Force:
    """The ground of travel: that of the scheme, when its own words make travel an entitlement of this placement."""
    if case.own_scheme == UNKNOWN:
        return Force.PACT
    place = rules.version_in[rule_period_on(case.start, rules)][case.own_scheme]
    if place == UNKNOWN:
        return Force.PACT
    version, segment = rules.versions[place], tables.segments[case.first_segment]
    pays = version.travel == TravelTerms.ON_TOP or (
        version.travel == TravelTerms.WHEN_NO_STUDENT_TRAVEL and segment.student_product == StudentProduct.NONE
    )
    if pays and is_open_to_level(case, segment, version, tables, rules):
        return rules.schemes[case.own_scheme].force
    return Force.PACT


def conclude_lines(case: Case, tables: Tables, result: Result) -> None:
    """What is owed, paid back and open of each kind, and what an all-in sum pays of it."""
    lines, present = result.lines, case.cost_kinds
    if travels(case, tables):
        travel_total(result.entries, lines[TRAVEL][OWED])
    if lines[TRAVEL][OWED] > 0 or result.travel_unknown:
        present |= 1 << TRAVEL
    lines[TRAVEL][INCURRED] = lines[TRAVEL][OWED]
    for number in range(case.first_reimbursement, case.after_reimbursement):
        add_full(number, tables.reimbursements[number], lines)
    owed = reimbursed = left = 0
    for kind in range(MOST_KINDS):
        if present >> kind & 1:
            conclude_line(kind, lines, result.travel_force)
            owed += lines[kind][OWED]
            reimbursed += lines[kind][REIMBURSED]
            if kind != PROTECTIVE:
                left += lines[kind][OPEN]
    result.lines_present = present
    from_all_in = all_in(result.allowance_offered, left) if case.includes_expenses else 0
    result.expenses_total_owed = owed
    result.expenses_total_reimbursed = reimbursed
    result.expenses_total_from_all_in = from_all_in
    result.expenses_total_gap = expenses_total(owed, reimbursed, from_all_in)


def travels(case: Case, tables: Tables) -> bool:
    """Whether anybody travels in any part of the placement."""
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].travel_mode != TravelMode.NONE:
            return True
    return False


def conclude_line(kind: int, lines: Lines, force_of_travel: Force) -> None:
    """One kind: at most what is owed is paid back. Protective equipment is law, travel what the scheme says."""
    parts = lines[kind]
    parts[REIMBURSED] = min(parts[REIMBURSED], parts[OWED])
    parts[FORCE] = Force.PACT
    if kind == PROTECTIVE:
        parts[FORCE] = Force.LAW
    elif kind == TRAVEL:
        parts[FORCE] = force_of_travel
    parts[OPEN] = line(parts[OWED], parts[REIMBURSED])


# ---------------------------------------------------------------- allowance, wage


def conclude_allowance(case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """Norm, entitlement, offer and gap over the whole placement, and their ground."""
    about_the_cao(case, result)
    entitled = result.entitled_entries > 0
    agreement = Force.CAO if case.own_scheme == UNKNOWN else rules.schemes[case.own_scheme].force
    if result.advised:
        agreement = Force.ADVICE
    result.allowance_entitlement_force = agreement if entitled else NULL
    norm, entitlement = result.allowance_norm, result.allowance_entitlement
    result.allowance_force = Force.OWN if case.norm == Norm.OWN else Force.ADVICE
    if entitled and norm > entitlement:
        result.allowance_force = Force.PACT
    elif entitled and entitlement > 0:
        result.allowance_force = agreement
    result.allowance_scheme = NULL if case.scheme == UNKNOWN else case.scheme
    if result.allowance_stale_since == FOREVER:
        result.allowance_stale_since = NULL
    norm_full_month(result.allowance_full_month)
    norm_total(result.entries, norm)
    if entitled:
        entitlement_total(norm, entitlement)
    else:
        result.allowance_entitlement = NULL
    effective = result.allowance_offered - result.expenses_total_from_all_in
    if is_offered(case, tables):
        effective = offer_effective(result.allowance_offered, result.expenses_total_from_all_in)
    else:
        offer_none()
    result.allowance_effective = effective
    result.allowance_gap = allowance_gap(norm, effective)
    result.wage_due = result.wage_offered = result.wage_shortfall = NULL
    result.wage_holiday_allowance_due = result.wage_holiday_allowance_offered = NULL
    result.wage_holiday_allowance_shortfall = result.wage_indication_after = NULL
    result.employer_cost_wage = result.employer_cost_holiday_allowance = NULL


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


def is_offered(case: Case, tables: Tables) -> bool:
    """Whether an allowance is offered in any part of the placement."""
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].allowance != UNKNOWN:
            return True
    return False


def conclude_wage(case: Case, rules: Rules, result: Result) -> None:
    """Wage and holiday allowance over the days for which there is a verdict."""
    if case.route == Route.BBL and scale_of(case, rules) == Scale.REGULAR:
        scale_of_cao()
    wage_total(result.wage_due, result.wage_offered, result.wage_shortfall)
    holiday_total(
        result.wage_holiday_allowance_due,
        result.wage_holiday_allowance_offered,
        result.wage_holiday_allowance_shortfall,
    )
    if result.covered_entries == result.entries:
        result.wage_covered_until = NULL
    if not result.indicated_entries:
        result.wage_indication_after = NULL
    result.allowance_basis = result.allowance_policy = result.allowance_scheme = NULL
    result.allowance_full_month = result.allowance_norm = result.allowance_entitlement = NULL
    result.allowance_entitlement_force = result.allowance_offered = result.allowance_effective = NULL
    result.allowance_gap = result.allowance_force = result.allowance_stale_since = NULL
    result.employer_cost_allowance = NULL


# ---------------------------------------------------------------- cost and totals


def conclude_cost(case: Case, rules: Rules, result: Result) -> None:
    """What the placement costs the employer, and the subsidy as an indication beside it."""
    result.employer_cost_expenses = result.expenses_total_owed
    result.employer_cost_total = cost_total(
        result.employer_cost_expenses,
        max(result.employer_cost_allowance, 0),
        max(result.employer_cost_wage, 0),
        max(result.employer_cost_holiday_allowance, 0),
        result.employer_cost_health_levy,
    )
    result.employer_cost_subsidy_indication = subsidies(case, rules)


@rule(speaks_of=PLACEMENT, told_as=lambda q: "total" if q.result == max(q.owed - q.offered, 0) else "total_uneven")
def total(owed: Cents, offered: Cents, gap: Cents) -> Cents:
    """Everything owed, everything offered, and what is short; nothing makes up for anything else.

    >>> total(owed=1_042_68, offered=933_12, gap=121_72)
    12172
    """
    return gap


def conclude_totals(case: Case, result: Result) -> None:
    """Expenses, and the allowance or the wage with its holiday allowance, together."""
    owed, offered = result.expenses_total_owed, result.expenses_total_reimbursed + result.expenses_total_from_all_in
    gap = result.expenses_total_gap
    if earns_wage(case):
        owed += result.wage_due + result.wage_holiday_allowance_due
        offered += result.wage_offered + result.wage_holiday_allowance_offered
        gap += result.wage_shortfall + result.wage_holiday_allowance_shortfall
    else:
        owed += result.allowance_norm
        offered += result.allowance_effective
        gap += result.allowance_gap
    result.totals_owed, result.totals_offered = owed, offered
    result.totals_gap = total(owed, offered, gap)
