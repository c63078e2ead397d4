"""The results of an evaluation per placement, under the dotted names of docs/contract/assessment.md#the-keys.

One person's assessment and a branch's table are both made from these columns. A field is a column of whole
numbers with a kind: cents, days, bool, or codes of named choices; NULL is a part that does not apply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import NORM_OWN, NORM_SECTOR, PROTECTIVE_LINE, TRAVEL_LINE
from compensation.days import FOREVER, Column
from compensation.evaluate import Evaluation
from compensation.norms.allowance import BASIS_CAO, BASIS_CAO_AMOUNT, shortfall
from compensation.rulebook.models import LINE_KINDS
from compensation.rulebook.series import UNKNOWN

NULL = -(2**62)
FORCES = ("law", "cao", "employer", "pact", "advice", "own")
LAW, CAO, EMPLOYER, PACT, ADVICE, OWN = range(6)


@dataclass(frozen=True)
class Field:
    """One result: `kind` is cents, day, bool or code; `names` are the texts of the codes."""

    values: Column
    kind: str
    names: Sequence[str] = ()


Fields = dict[str, Field]


def cents_field(values: Any, applies: Any = True) -> Field:
    """Cents, NULL where the field does not apply."""
    return Field(np.where(applies, values, NULL), "cents")


def code_field(values: Any, names: Sequence[str], applies: Any = True) -> Field:
    """Codes of named choices, NULL where the field does not apply."""
    return Field(np.where(applies, values, NULL), "code", names)


def result_fields(e: Evaluation) -> Fields:
    """All results but the findings, in the order of the contract."""
    return {
        **expense_fields(e),
        **_allowance_fields(e),
        **_wage_fields(e),
        **_total_fields(e),
        **_cost_fields(e),
    }


# ---------------------------------------------------------------- expenses


def expense_fields(e: Evaluation) -> Fields:
    """Lines per kind, and their total."""
    lines = e.expenses
    fields: Fields = {}
    for index, kind in enumerate(LINE_KINDS):
        there = lines.present[:, index]
        for name in ("incurred", "provided", "owed", "reimbursed", "gap"):
            fields[f"expenses.{kind}.{name}"] = cents_field(getattr(lines, name)[:, index], there)
        fields[f"expenses.{kind}.force"] = code_field(line_force(e, index), FORCES, there)
        fields[f"expenses.{kind}.estimated"] = Field(np.where(there, lines.estimated[:, index], NULL), "bool")
    owed, reimbursed = lines.owed_in_all, lines.reimbursed_in_all
    fields["expenses_total.owed"] = cents_field(owed)
    fields["expenses_total.reimbursed"] = cents_field(reimbursed)
    fields["expenses_total.from_all_in"] = cents_field(e.allowance.from_all_in)
    fields["expenses_total.gap"] = cents_field(owed - reimbursed - e.allowance.from_all_in)
    return fields


def line_force(e: Evaluation, line: int) -> Column:
    """Ground of an expense line: law for protective equipment, the scheme's own for travel it pays, else pact."""
    force = np.full(len(e.placements), LAW if line == PROTECTIVE_LINE else PACT, np.int64)
    if line == TRAVEL_LINE:
        force = np.where(e.allowance.travel_force_of_scheme, scheme_force(e), force)
    return force


def scheme_force(e: Evaluation) -> Column:
    """cao or employer: what kind of agreement the placement's scheme is (cao where it names none)."""
    forces = [FORCES.index(scheme.force) for scheme in e.book.schemes.values()]
    return np.array([*forces, CAO], np.int64)[e.placements.scheme]


# ---------------------------------------------------------------- allowance and wage


def _allowance_fields(e: Evaluation) -> Fields:
    p, ledger, pay = e.placements, e.ledger, e.allowance
    applies = ~p.earns_wage
    norm, entitlement = ledger.total(pay.norm), ledger.total(pay.entitlement)
    entitled = applies & (ledger.total(pay.has_entitlement) > 0)
    offered = ledger.total(pay.offered)
    effective = offered - pay.from_all_in
    names, codes = basis_names(e)
    return {
        "allowance.basis": code_field(codes[ledger.first], names, applies),
        "allowance.scheme": code_field(p.scheme, e.book.scheme_keys, applies & (p.scheme != UNKNOWN)),
        "allowance.full_month": cents_field(pay.full_month, applies),
        "allowance.norm": cents_field(norm, applies),
        "allowance.entitlement": cents_field(entitlement, entitled),
        "allowance.entitlement_force": code_field(scheme_force(e), FORCES, entitled),
        "allowance.offered": cents_field(offered, applies),
        "allowance.effective": cents_field(effective, applies),
        "allowance.gap": cents_field(shortfall(norm, effective), applies),
        "allowance.force": code_field(_allowance_force(e, norm, entitlement, entitled), FORCES, applies),
        "allowance.stale_since": Field(np.where(applies & (pay.stale_since < FOREVER), pay.stale_since, NULL), "day"),
    }


def basis_names(e: Evaluation) -> tuple[tuple[str, ...], Column]:
    """Names of the bases, and the code of each entry's basis."""
    policies = e.book.policy_keys
    names = (*policies, "sector", "own", "cao", "cao_amount")
    extra = {NORM_SECTOR: 0, NORM_OWN: 1, BASIS_CAO: 2, BASIS_CAO_AMOUNT: 3}
    codes = e.allowance.basis.copy()
    for basis, offset in extra.items():
        codes[e.allowance.basis == basis] = len(policies) + offset
    return names, codes


def _allowance_force(e: Evaluation, norm: Column, entitlement: Column, entitled: Any) -> Column:
    policy = np.where(e.placements.norm == NORM_OWN, OWN, ADVICE)
    above = entitled & (norm > entitlement)
    equal = entitled & (norm == entitlement) & (entitlement > 0)
    return np.where(above, PACT, np.where(equal, scheme_force(e), policy))


def _wage_fields(e: Evaluation) -> Fields:
    ledger, earned = e.ledger, e.wage
    applies = e.placements.earns_wage

    def covered(column: Column) -> Field:
        return cents_field(ledger.total(np.where(earned.covered, column, 0)), applies)

    all_covered = ledger.total(earned.covered) == ledger.total(np.ones(len(ledger)))
    last = np.maximum.reduceat(np.where(earned.covered, ledger.end, NULL), ledger.first)
    indicated = ledger.total(earned.indication != UNKNOWN) > 0
    indication = ledger.total(np.maximum(earned.indication, 0))
    return {
        "wage.due": covered(earned.due),
        "wage.offered": covered(earned.offered),
        "wage.shortfall": covered(earned.shortfall),
        "wage.holiday_allowance_due": covered(earned.holiday_due),
        "wage.holiday_allowance_offered": covered(earned.holiday_offered),
        "wage.holiday_allowance_shortfall": covered(earned.holiday_shortfall),
        "wage.covered_until": Field(np.where(applies & ~all_covered, last, NULL), "day"),
        "wage.indication_after": cents_field(indication, applies & indicated),
    }


# ---------------------------------------------------------------- totals and employer cost


def _total_fields(e: Evaluation) -> Fields:
    ledger, lines, pay, earned = e.ledger, e.expenses, e.allowance, e.wage
    earns = e.placements.earns_wage
    from_all_in = pay.from_all_in
    expenses_owed, reimbursed = lines.owed_in_all, lines.reimbursed_in_all
    norm, effective = ledger.total(pay.norm), ledger.total(pay.offered) - from_all_in
    due = ledger.total(earned.due + earned.holiday_due)
    offered = ledger.total(np.where(earned.covered, earned.offered + earned.holiday_offered, 0))
    short = ledger.total(earned.shortfall + earned.holiday_shortfall)
    gap = expenses_owed - reimbursed - from_all_in
    return {
        "totals.owed": cents_field(expenses_owed + np.where(earns, due, norm)),
        "totals.offered": cents_field(reimbursed + from_all_in + np.where(earns, offered, effective)),
        "totals.gap": cents_field(gap + np.where(earns, short, shortfall(norm, effective))),
    }


def _cost_fields(e: Evaluation) -> Fields:
    ledger, cost = e.ledger, e.cost
    earns = e.placements.earns_wage
    return {
        "employer_cost.expenses": cents_field(e.expenses.owed_in_all),
        "employer_cost.allowance": cents_field(ledger.total(cost.allowance), ~earns),
        "employer_cost.wage": cents_field(ledger.total(cost.wage), earns),
        "employer_cost.holiday_allowance": cents_field(ledger.total(cost.holiday_allowance), earns),
        "employer_cost.health_levy": cents_field(ledger.total(cost.levy)),
        "employer_cost.total": cents_field(cost.total(ledger, e.expenses)),
        "employer_cost.subsidy_indication": cents_field(cost.subsidy, cost.subsidy != UNKNOWN),
    }
