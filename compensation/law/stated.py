"""What somebody said of the pay. What nobody said is not stated: it is no offer of nothing, and never a shortage.

docs/contract/placement.md, offer: an allowance, a wage or a reimbursement that is named is stated, `complete` states
all of them.
"""

from __future__ import annotations

from compensation.law.expenses import TRAVEL
from compensation.placement.case import Case, Tables
from compensation.rulebook.frozen_records import Rules
from compensation.units import UNKNOWN


def is_pay_stated(case: Case, tables: Tables) -> bool:
    """Whether an allowance or a wage is named, or it is said that the offer is complete."""
    if case.complete:
        return True
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].allowance != UNKNOWN or tables.segments[number].wage != UNKNOWN:
            return True
    return False


def is_allowance_named(case: Case, tables: Tables) -> bool:
    """Whether an allowance is named for any part of the placement."""
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].allowance != UNKNOWN:
            return True
    return False


def is_paid_by_km(case: Case, tables: Tables) -> bool:
    """Whether a rate per kilometre is named for any part of the placement."""
    for number in range(case.first_segment, case.after_segment):
        if tables.segments[number].km_rate != UNKNOWN:
            return True
    return False


def is_line_stated(case: Case, kind: int, tables: Tables, rules: Rules) -> bool:
    """Whether somebody said what is paid back of a kind.

    An all-in allowance says it of every kind but what the law wants free of charge, a rate per kilometre of travel.
    """
    if case.complete:
        return True
    if case.includes_expenses and not rules.kinds[kind].by_law and is_allowance_named(case, tables):
        return True
    if kind == TRAVEL and is_paid_by_km(case, tables):
        return True
    for number in range(case.first_reimbursement, case.after_reimbursement):
        if tables.reimbursements[number].kind == kind:
            return True
    return False


def is_anything_stated(case: Case, tables: Tables) -> bool:
    """Whether anything is said of what is paid."""
    if case.after_reimbursement > case.first_reimbursement:
        return True
    return is_pay_stated(case, tables) or is_paid_by_km(case, tables)
