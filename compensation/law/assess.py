"""All chapters in order: a placement entry by entry, then what the entries come to together, and the findings.

`assess` walks the line of time; `amounts_of` is what one entry comes to; `add` adds it up. What follows from the sums
is in compensation.law.totals and compensation.law.findings.
"""

from __future__ import annotations

from compensation.choices import Basis, Norm
from compensation.law.allowance import allowance, month_norm, offered_in
from compensation.law.employer_cost import cost_wage, levy_on
from compensation.law.expenses import TRAVEL, add_costs, add_reimbursements
from compensation.law.findings import find
from compensation.law.ledger import Entry, entry_of, last_day, month_parts, rule_period_on
from compensation.law.minimum_wage import earns_wage, wage
from compensation.law.norms import Scratch
from compensation.law.result import ESTIMATED, LINE_PARTS, OWED, Amounts, Lines, Result
from compensation.law.schemes import is_amount_known
from compensation.law.totals import (
    conclude_allowance,
    conclude_cost,
    conclude_lines,
    conclude_totals,
    conclude_wage,
    travel_force,
)
from compensation.law.travel import travel
from compensation.placement.case import Case, Segment, Tables
from compensation.rulebook.frozen import MOST_KINDS, RulePeriod, Rules
from compensation.units import DAY_PARTS, FOREVER, NULL, UNKNOWN, Cents, Flag, percent_of

KINDS_OF_LINE = MOST_KINDS


# ---------------------------------------------------------------- one entry


def amounts_of(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    vog: Cents,
    tables: Tables,
    rules: Rules,
    lines: Lines,
    scratch: Scratch,
) -> Amounts:
    """What one entry comes to; its costs and what is paid back of them are added to the lines."""
    trip = travel(segment, entry, period, rules)
    expenses = add_costs(case, segment, entry, vog, tables, lines)
    add_reimbursements(case, segment, entry, tables, lines)
    if earns_wage(case):
        return wage_amounts(case, segment, entry, period, rules, trip.cost, trip.estimated, trip.unknown, expenses)
    pay = allowance(case, segment, entry, period, 0, tables, rules, scratch)
    offered = offered_in(segment, entry)
    # With an all-in sum the employer pays the norm; else the norm, or what is offered where that is more.
    cost = pay.norm if case.includes_expenses else max(pay.norm, offered)
    includes = own_scheme_includes_expenses(case, period, rules)
    return Amounts(
        trip.cost, trip.estimated, trip.unknown, expenses,
        pay.norm, pay.entitlement, pay.entitled, pay.basis, pay.policy, pay.advised, pay.in_force,
        pay.stale_since, includes, offered,
        0, UNKNOWN, 0, 0, 0, 0, 0, 0, UNKNOWN,
        cost, 0, 0, levy_on(cost, period),
    )  # fmt: skip


def wage_amounts(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    rules: Rules,
    trip: Cents,
    estimated: Flag,
    unknown: Flag,
    expenses: Cents,
) -> Amounts:
    """What one entry of a job comes to."""
    earned = wage(case, segment, entry, period, rules)
    gross = max(earned.due, earned.offered)
    holiday = percent_of(gross, max(period.holiday_rate, 0))
    taxed = cost_wage(gross, holiday) if gross + holiday > 0 else 0
    return Amounts(
        trip, estimated, unknown, expenses,
        0, 0, 0, Basis.POLICY, UNKNOWN, 0, 0, FOREVER, own_scheme_includes_expenses(case, period, rules), 0,
        earned.covered, earned.hourly, earned.due, earned.offered, earned.shortfall,
        earned.holiday_due, earned.holiday_offered, earned.holiday_shortfall, earned.indication,
        0, gross, holiday, levy_on(taxed, period),
    )  # fmt: skip


def own_scheme_includes_expenses(case: Case, period: RulePeriod, rules: Rules) -> Flag:
    """Whether the scheme that applies means its amount to cover the expenses too."""
    if case.own_scheme == UNKNOWN or rules.version_in[period.number][case.own_scheme] == UNKNOWN:
        return 0
    return rules.versions[rules.version_in[period.number][case.own_scheme]].includes_expenses


# ---------------------------------------------------------------- the line of time


def assess(case: Case, tables: Tables, rules: Rules, scratch: Scratch, result: Result) -> None:
    """Every norm, sum and finding of one placement, written into `result`."""
    begin(result)
    walk(case, tables, rules, scratch, result)
    result.travel_force = travel_force(case, tables, rules)
    conclude_lines(case, tables, result)
    if earns_wage(case):
        conclude_wage(case, rules, result)
    else:
        conclude_allowance(case, tables, rules, result)
    conclude_cost(case, rules, result)
    conclude_totals(case, result)
    find(case, tables, rules, result)


def begin(result: Result) -> None:
    """Everything that is added up begins at nothing."""
    for kind in range(KINDS_OF_LINE):
        for part in range(LINE_PARTS):
            result.lines[kind][part] = 0
    result.entries = result.entitled_entries = result.scheme_entries = 0
    result.covered_entries = result.indicated_entries = 0
    result.basis_changes = result.by_sector = result.advised = result.presence_parts = 0
    result.highest_hourly = UNKNOWN
    result.cao_includes_expenses = result.travel_unknown = 0
    result.allowance_norm = result.allowance_entitlement = result.allowance_offered = result.allowance_full_month = 0
    result.allowance_stale_since = FOREVER
    result.wage_due = result.wage_offered = result.wage_shortfall = result.wage_indication_after = 0
    result.wage_holiday_allowance_due = result.wage_holiday_allowance_offered = 0
    result.wage_holiday_allowance_shortfall = 0
    result.wage_covered_until = NULL
    result.employer_cost_allowance = result.employer_cost_wage = result.employer_cost_holiday_allowance = 0
    result.employer_cost_health_levy = 0


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


def walk(case: Case, tables: Tables, rules: Rules, scratch: Scratch, result: Result) -> None:
    """Go along the placement entry by entry, and add up."""
    by_sector = follows_sector(case, tables, rules)
    number, place = rule_period_on(case.start, rules), case.first_segment
    vog, months_before, first = rules.periods[number].vog_price, 0, case.start
    while first <= case.end:
        while rules.periods[number].last < first:
            number += 1
        while tables.segments[place].last < first:
            place += 1
        period, segment = rules.periods[number], tables.segments[place]
        last = last_day(case, segment, first, number, by_sector, rules)
        entry = entry_of(case, segment, first, last, months_before, tables, rules)
        amounts = amounts_of(case, segment, entry, period, vog, tables, rules, result.lines, scratch)
        if entry.is_first and not earns_wage(case):
            result.allowance_full_month = month_norm(case, segment, entry, period, tables, rules, scratch)
        add(case, entry, amounts, result)
        result.presence_parts += entry.presence * segment.hours * (DAY_PARTS // segment.days_per_week)
        months_before += month_parts(entry)
        first = last + 1


def add(case: Case, entry: Entry, amounts: Amounts, result: Result) -> None:
    """Add what an entry comes to."""
    result.entries += 1
    result.lines[TRAVEL][OWED] += amounts.travel
    result.lines[TRAVEL][ESTIMATED] |= amounts.travel_estimated | amounts.travel_unknown
    result.travel_unknown |= amounts.travel_unknown
    result.cao_includes_expenses |= amounts.includes_expenses
    result.employer_cost_health_levy += amounts.levy
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
    if amounts.entitled and not result.entitled_entries:
        result.advised = amounts.advised
    result.entitled_entries += amounts.entitled
    result.scheme_entries += amounts.in_force
    result.by_sector |= int(amounts.basis == Basis.SECTOR)
    result.allowance_norm += amounts.norm
    result.allowance_entitlement += amounts.entitlement
    result.allowance_offered += amounts.allowance_offered
    result.allowance_stale_since = min(result.allowance_stale_since, amounts.stale_since)
    result.employer_cost_allowance += amounts.cost_allowance


def add_wage(entry: Entry, amounts: Amounts, result: Result) -> None:
    """Add the wage of an entry: what is due and short only where the minimum is known."""
    result.employer_cost_wage += amounts.cost_wage
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
    elif amounts.indication != UNKNOWN:
        result.indicated_entries += 1
        result.wage_indication_after += amounts.indication
