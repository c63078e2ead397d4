"""All chapters in order: a placement entry by entry, then what the entries come to together, and the findings.

`assess` walks the line of time; `amounts_of` is what one entry comes to; `add` adds it up. What follows from the sums
is in compensation.law.totals and compensation.law.findings.
"""

from __future__ import annotations

from compensation.calendar import month_of
from compensation.choices import Basis, Force, Norm, WagePeriod
from compensation.law.allowance import allowance, month_norm, offered_in
from compensation.law.employer_cost import cost_wage, levy_of_offer, levy_on
from compensation.law.expenses import (
    TRAVEL,
    add_costs,
    add_reimbursements,
    is_paid_full,
    kilometres_paid,
    kilometres_unheld,
    note_full,
)
from compensation.law.findings import find
from compensation.law.grounds import agreement_of, conclude_grounds, pact_ground
from compensation.law.ledger import (
    FIRST_MONTH,
    Entry,
    Window,
    age_in,
    born_on,
    entry_of,
    has_dates,
    last_day,
    month_parts,
    rule_period_on,
    window_from,
    work_of,
)
from compensation.law.minimum_wage import earns_wage, wage
from compensation.law.norms import Scratch
from compensation.law.result import ESTIMATE, GROUND_PARTS, LINE_PARTS, OWED, REIMBURSED, Amounts, Lines, Result
from compensation.law.schemes import is_amount_known
from compensation.law.totals import (
    conclude_allowance,
    conclude_cost,
    conclude_lines,
    conclude_offer,
    conclude_totals,
    conclude_wage,
    kinds_of_scheme,
)
from compensation.law.travel import Travel, travel
from compensation.placement.case import Case, Segment, Tables
from compensation.rulebook.frozen_records import RulePeriod, Rules
from compensation.units import DAY_PARTS, FOREVER, MONTHS_A_YEAR, NULL, UNKNOWN, Cents, Flag, Weight, percent_of

GROUNDS = len(Force)


# ---------------------------------------------------------------- one entry


def amounts_of(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    last: RulePeriod,
    window: Window,
    before: Weight,
    tables: Tables,
    rules: Rules,
    lines: Lines,
    scratch: Scratch,
) -> Amounts:
    """What one entry comes to; its costs and what is paid back of them are added to the lines."""
    promised = note_full(case, entry, -1, tables, lines)
    trip = travel(segment, entry, period, last, tables, rules)
    lines[TRAVEL][OWED] += trip.cost
    lines[TRAVEL][ESTIMATE] += trip.estimate
    expenses = add_costs(case, segment, entry, tables, rules, lines)
    promised += note_full(case, entry, 1, tables, lines)
    promised += paid_back(case, segment, entry, trip, tables, rules, lines)
    if earns_wage(case):
        return wage_amounts(case, segment, entry, period, last, window, before, rules, trip, expenses, promised)
    pay = allowance(case, segment, entry, period, 0, tables, rules, scratch)
    offered = offered_in(segment, entry)
    # With an all-in sum the employer pays the norm; else the norm, or what is offered where that is more.
    cost = max(pay.norm, 0) if case.includes_expenses else max(pay.norm, offered)
    levy = levy_on(cost, period, last)
    return Amounts(
        trip.cost, trip.unknown, trip.estimate, expenses, promised,
        pay.norm, pay.entitlement, pay.entitled, pay.basis, pay.policy, pay.advised, pay.in_force,
        pay.stale_since, own_scheme_includes_expenses(case, period, rules), offered,
        0, UNKNOWN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0,
        cost, 0, levy.known, levy.estimate, levy_of_offer(offered, last),
    )  # fmt: skip


def paid_back(
    case: Case, segment: Segment, entry: Entry, trip: Travel, tables: Tables, rules: Rules, lines: Lines
) -> Cents:
    """Add what is paid back in an entry; what is promised of it, in full left out but for an estimate of travel."""
    promised = add_reimbursements(case, segment, entry, trip.unknown, tables, lines)
    if segment.km_rate != UNKNOWN and trip.unknown:
        promised += kilometres_unheld(segment, entry, tables, rules)
    elif segment.km_rate != UNKNOWN:
        by_km = kilometres_paid(segment, entry, tables, rules)
        lines[TRAVEL][REIMBURSED] += by_km
        promised += by_km
    if trip.unknown and is_paid_full(case, entry, TRAVEL, tables):
        promised += trip.estimate
    return promised


def wage_amounts(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    last: RulePeriod,
    window: Window,
    before: Weight,
    rules: Rules,
    trip: Travel,
    expenses: Cents,
    promised: Cents,
) -> Amounts:
    """What one entry of a job comes to."""
    earned = wage(case, segment, entry, period, last, window, before, rules)
    gross = max(earned.due, earned.estimate, earned.offered)
    holiday = percent_of(gross, max(last.holiday_rate, 0))
    of_offer = levy_of_offer(earned.offered + earned.holiday_offered, last)
    if earned.estimated:
        known, estimate = 0, levy_of_offer(gross + holiday, last)
    else:
        levy = levy_on(cost_wage(gross, holiday) if gross + holiday > 0 else 0, period, last)
        known, estimate = levy.known, levy.estimate
    return Amounts(
        trip.cost, trip.unknown, trip.estimate, expenses, promised,
        0, 0, 0, Basis.POLICY, UNKNOWN, 0, 0, FOREVER, own_scheme_includes_expenses(case, period, rules), 0,
        earned.covered, earned.hourly, earned.due, earned.offered, earned.shortfall,
        earned.holiday_due, earned.holiday_offered, earned.holiday_shortfall,
        earned.cao_wage, earned.cao_holiday,
        earned.law_due, earned.law_offered, earned.law_wage_short, earned.law_holiday_short,
        earned.estimated, earned.estimate, earned.holiday_estimate, earned.law_estimate,
        gross, holiday, known, estimate, of_offer,
    )  # fmt: skip


def own_scheme_includes_expenses(case: Case, period: RulePeriod, rules: Rules) -> Flag:
    """Whether the scheme that applies means its amount to cover the expenses too."""
    if case.own_scheme == UNKNOWN or rules.version_in[period.number][case.own_scheme] == UNKNOWN:
        return 0
    return rules.versions[rules.version_in[period.number][case.own_scheme]].includes_expenses


# ---------------------------------------------------------------- the line of time


def assess(case: Case, tables: Tables, rules: Rules, scratch: Scratch, result: Result) -> None:
    """Every norm, sum and finding of one placement, written into `result`."""
    begin(case, tables, rules, result)
    walk(case, tables, rules, scratch, result)
    result.pact_force, result.agreement_force = pact_ground(case), agreement_of(case, rules)
    result.scheme_kinds = kinds_of_scheme(case, tables, rules)
    conclude_lines(case, tables, rules, result)
    if earns_wage(case):
        conclude_wage(case, tables, rules, result)
    else:
        conclude_allowance(case, tables, result)
    conclude_cost(case, rules, result)
    conclude_offer(case, tables, result)
    conclude_grounds(case, rules, result)
    conclude_totals(case, result)
    find(case, tables, rules, result)


def begin(case: Case, tables: Tables, rules: Rules, result: Result) -> None:
    """Everything that is added up begins at nothing; of the lines those that anything may be added to."""
    used = case.cost_kinds | 1 << TRAVEL
    for number in range(case.first_reimbursement, case.after_reimbursement):
        used |= 1 << tables.reimbursements[number].kind
    for kind in range(len(rules.kinds)):
        if used >> kind & 1:
            for part in range(LINE_PARTS):
                result.lines[kind][part] = 0
    for ground in range(GROUNDS):
        for part in range(GROUND_PARTS):
            result.grounds[ground][part] = 0
    result.entries = result.entitled_entries = result.scheme_entries = 0
    result.covered_entries = result.estimated_entries = 0
    result.unknown_norms = result.basis_changes = result.by_sector = result.advised = 0
    result.presence_parts = 0
    result.agreed = result.only_advised = result.above_agreement = 0
    result.by_cao = result.cao_wage = result.cao_holiday = 0
    result.law_due = result.law_offered = result.law_wage_short = result.law_holiday_short = result.law_estimate = 0
    result.highest_hourly = UNKNOWN
    result.cao_includes_expenses = result.travel_not_known = result.travel_open = 0
    result.allowance_norm = result.allowance_entitlement = result.allowance_offered = result.allowance_full_month = 0
    result.allowance_stale_since = FOREVER
    result.wage_due = result.wage_offered = result.wage_shortfall = result.wage_estimate = 0
    result.wage_holiday_allowance_due = result.wage_holiday_allowance_offered = 0
    result.wage_holiday_allowance_shortfall = result.wage_holiday_allowance_estimate = 0
    result.wage_covered_until = NULL
    result.employer_cost_allowance = result.employer_cost_wage = result.employer_cost_holiday_allowance = 0
    result.employer_cost_health_levy = result.employer_cost_estimate_health_levy = 0
    result.employer_cost_estimate_wage = result.employer_cost_estimate_holiday_allowance = 0
    result.cost_of_offer_expenses = result.cost_of_offer_wage = result.cost_of_offer_holiday_allowance = 0
    result.cost_of_offer_health_levy = 0


def follows_sector(case: Case, tables: Tables, rules: Rules) -> Flag:
    """Whether the versions of the whole sector's schemes cut the entries: not when its own has an amount throughout."""
    if case.norm != Norm.SECTOR or case.sector == UNKNOWN:
        return 0
    if case.own_scheme == UNKNOWN:
        return 1
    first = rules.version_in[rule_period_on(case.start, rules)][case.own_scheme]
    last = rules.version_in[rule_period_on(case.end, rules)][case.own_scheme]
    if first == UNKNOWN or last == UNKNOWN:
        return 1
    for number in range(first, last + 1):
        if not is_amount_known(case, rules.versions[number], tables, rules):
            return 1
    return 0


def is_paid_by_month(case: Case, tables: Tables) -> bool:
    """Whether there is a wage a month in any part of the placement."""
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].wage_per == WagePeriod.MONTH:
            return True
    return False


def walk(case: Case, tables: Tables, rules: Rules, scratch: Scratch, result: Result) -> None:
    """Go along the placement entry by entry, and add up."""
    by_sector, earns, born = follows_sector(case, tables, rules), earns_wage(case), born_on(case.birth)
    by_month, dated = earns and is_paid_by_month(case, tables), int(has_dates(case, tables))
    number, place, in_month = rule_period_on(case.start, rules), case.first_segment, month_of(case.start)
    window, before, months_before, first = Window(0, -1, 0, UNKNOWN), 0, 0, case.start
    wage_before, per_before = UNKNOWN, UNKNOWN
    while first <= case.end:
        while rules.periods[number].last < first:
            number += 1
        while tables.segments[place].last < first:
            place += 1
        month = rules.months[in_month - FIRST_MONTH]
        if first >= month.first + month.length:
            in_month += 1
            month = rules.months[in_month - FIRST_MONTH]
        period, segment = rules.periods[number], tables.segments[place]
        has_birthday = int(born.month != FOREVER and (in_month - born.month) % MONTHS_A_YEAR == 0)
        last = last_day(case, segment, born, month, has_birthday, dated, first, number, by_sector, tables, rules)
        age = age_in(born, in_month, first - month.first)
        entry = entry_of(case, segment, age, month, in_month, first, last, months_before, tables)
        if by_month and first > window.last:
            window, before = window_from(case, place, first, tables, rules), 0
        elif segment.wage != wage_before or per_before != segment.wage_per:
            before = 0
        wage_before, per_before = segment.wage, segment.wage_per
        known_last = rules.last_known[number]
        amounts = amounts_of(
            case, segment, entry, period, known_last, window, before, tables, rules, result.lines, scratch
        )
        if entry.is_first and not earns:
            result.allowance_full_month = month_norm(case, segment, entry, period, tables, rules, scratch)
        add(case, segment, entry, amounts, tables, result)
        work = work_of(entry.attended, segment)
        result.presence_parts += work.of * (DAY_PARTS // work.whole)
        before += entry.contract
        months_before += month_parts(entry)
        first = last + 1


def add(case: Case, segment: Segment, entry: Entry, amounts: Amounts, tables: Tables, result: Result) -> None:
    """Add what an entry comes to."""
    result.entries += 1
    if amounts.travel_unknown:
        result.travel_not_known = 1
        if not is_paid_full(case, entry, TRAVEL, tables):
            result.travel_open = 1
    result.cao_includes_expenses |= amounts.includes_expenses
    result.employer_cost_health_levy += amounts.levy
    result.employer_cost_estimate_health_levy += amounts.levy_estimate
    result.cost_of_offer_expenses += amounts.promised_expenses
    result.cost_of_offer_health_levy += amounts.levy_of_offer
    if earns_wage(case):
        add_wage(entry, amounts, result)
    else:
        add_allowance(entry, amounts, result)


def add_allowance(entry: Entry, amounts: Amounts, result: Result) -> None:
    """Add norm, entitlement and offer of an entry; the first one gives the basis its name."""
    if entry.is_first:
        result.allowance_basis, result.allowance_policy = amounts.basis, amounts.policy
    elif result.allowance_basis != amounts.basis or result.allowance_policy != amounts.policy:
        result.basis_changes = 1
    if amounts.entitled:
        if not result.entitled_entries:
            result.advised = amounts.advised
        if amounts.advised:
            result.only_advised += amounts.entitlement
        else:
            result.agreed += amounts.entitlement
        result.above_agreement += amounts.norm - amounts.entitlement
    result.entitled_entries += amounts.entitled
    result.scheme_entries += amounts.in_force
    result.by_sector |= int(amounts.basis == Basis.SECTOR)
    if amounts.norm == UNKNOWN:
        result.unknown_norms += 1
    else:
        result.allowance_norm += amounts.norm
    result.allowance_entitlement += amounts.entitlement
    result.allowance_offered += amounts.allowance_offered
    result.allowance_stale_since = min(result.allowance_stale_since, amounts.stale_since)
    result.employer_cost_allowance += amounts.cost_pay


def add_wage(entry: Entry, amounts: Amounts, result: Result) -> None:
    """Add the wage of an entry: what is due and short only where the minimum is known."""
    result.cost_of_offer_wage += amounts.wage_offered
    result.cost_of_offer_holiday_allowance += amounts.holiday_offered
    if amounts.estimated:
        result.estimated_entries += 1
        result.wage_estimate += amounts.wage_estimate
        result.wage_holiday_allowance_estimate += amounts.holiday_estimate
        result.law_estimate += amounts.law_estimate
        result.by_cao |= int(amounts.law_estimate != amounts.wage_estimate + amounts.holiday_estimate)
        result.employer_cost_estimate_wage += amounts.cost_pay
        result.employer_cost_estimate_holiday_allowance += amounts.cost_holiday
        return
    result.employer_cost_wage += amounts.cost_pay
    result.employer_cost_holiday_allowance += amounts.cost_holiday
    if amounts.covered:
        result.covered_entries += 1
        result.highest_hourly = max(result.highest_hourly, amounts.hourly_minimum)
        result.wage_covered_until = entry.last
        result.wage_due += amounts.wage_due
        result.wage_offered += amounts.wage_offered
        result.wage_shortfall += amounts.wage_shortfall
        result.wage_holiday_allowance_due += amounts.holiday_due
        result.wage_holiday_allowance_offered += amounts.holiday_offered
        result.wage_holiday_allowance_shortfall += amounts.holiday_shortfall
        result.law_due += amounts.law_due
        result.law_offered += amounts.law_offered
        result.law_wage_short += amounts.law_wage_short
        result.law_holiday_short += amounts.law_holiday_short
        result.cao_wage |= amounts.cao_wage
        result.cao_holiday |= amounts.cao_holiday
        result.by_cao |= amounts.cao_wage | amounts.cao_holiday
