"""Findings: per placement a status, the ground it stands on, and the amount short.

Rule: docs/contract/assessment.md#findings. `below` always carries an amount, but for an employment contract that is
missing; no other status does. The force of a finding belongs to its id; that of `allowance_paid` is the force of the
allowance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import CAO_NONE, PROTECTIVE_LINE
from compensation.days import Column
from compensation.evaluate import Evaluation
from compensation.norms.placement_test import DOUBTFUL as TEST_DOUBTFUL
from compensation.norms.placement_test import GENUINE
from compensation.outcome import ADVICE, CAO, LAW, NULL, PACT, Fields
from compensation.rulebook.series import UNKNOWN

STATUSES = ("meets", "below", "doubtful", "cannot_tell", "not_covered", "not_applicable")
MEETS, BELOW, DOUBTFUL, CANNOT_TELL, NOT_COVERED, NOT_APPLICABLE = range(6)
FINDING_IDS = (
    "expenses_full",
    "protective_equipment_free",
    "allowance_paid",
    "allowance_cao",
    "allowance_level_equal",
    "allowance_on_top",
    "wage_minimum",
    "holiday_allowance",
    "employment_contract",
    "genuine_placement",
)


@dataclass(frozen=True)
class Finding:
    """Columns of one finding: status (index of STATUSES), force (index of FORCES), amount in cents or NULL."""

    status: Column
    force: Column
    amount: Column


def findings(e: Evaluation, fields: Fields) -> dict[str, Finding]:
    """Every finding of every placement, those that do not apply included."""
    made = {
        **_expense_findings(e, fields),
        **_allowance_findings(e, fields),
        **_wage_findings(e, fields),
        **_other_findings(e),
    }
    return {finding_id: made[finding_id] for finding_id in FINDING_IDS}


def _finding(cases: list[tuple[Any, int]], otherwise: int, force: Any, short: Any = NULL) -> Finding:
    """The first case that holds gives the status; the amount is kept where the status is below."""
    conditions = [np.asarray(condition, bool) for condition, _ in cases]
    status = np.select(conditions, [code for _, code in cases], otherwise)
    return Finding(
        status=status,
        force=np.broadcast_to(np.asarray(force, np.int64), status.shape),
        amount=np.where(status == BELOW, short, NULL),
    )


def _expense_findings(e: Evaluation, fields: Fields) -> dict[str, Finding]:
    owed, gap = fields["expenses_total.owed"].values, fields["expenses_total.gap"].values
    there = e.expenses.present[:, PROTECTIVE_LINE]
    protective_gap = e.expenses.gap[:, PROTECTIVE_LINE]
    return {
        "expenses_full": _finding(
            [(e.expenses.unknown_travel, CANNOT_TELL), (gap > 0, BELOW), (owed > 0, MEETS)],
            NOT_APPLICABLE,
            PACT,
            gap,
        ),
        "protective_equipment_free": _finding(
            [(~there, NOT_APPLICABLE), (protective_gap > 0, BELOW)], MEETS, LAW, protective_gap
        ),
    }


def _allowance_findings(e: Evaluation, fields: Fields) -> dict[str, Finding]:
    p, pay = e.placements, e.allowance
    earns: tuple[Any, int] = (p.earns_wage, NOT_APPLICABLE)
    norm, gap = fields["allowance.norm"].values, fields["allowance.gap"].values
    effective, entitlement = fields["allowance.effective"].values, fields["allowance.entitlement"].values
    force = np.where(p.earns_wage, ADVICE, fields["allowance.force"].values)
    no_entitlement = entitlement == NULL
    incomplete = ~np.logical_and.reduceat(pay.has_entitlement, e.ledger.first)
    all_in = p.includes_expenses == 1
    return {
        "allowance_paid": _finding([earns, (norm == 0, NOT_APPLICABLE), (gap > 0, BELOW)], MEETS, force, gap),
        "allowance_cao": _finding(
            [
                earns,
                (p.cao_status == CAO_NONE, NOT_APPLICABLE),
                (incomplete, CANNOT_TELL),
                (effective < entitlement, BELOW),
            ],
            MEETS,
            CAO,
            entitlement - effective,
        ),
        "allowance_level_equal": _finding(
            [earns, (no_entitlement | (norm == entitlement), MEETS)], BELOW, PACT, norm - entitlement
        ),
        "allowance_on_top": _finding(
            [earns, (pay.from_all_in > 0, BELOW), (all_in | pay.scheme_includes_expenses, DOUBTFUL)],
            MEETS,
            PACT,
            pay.from_all_in,
        ),
    }


def _wage_findings(e: Evaluation, fields: Fields) -> dict[str, Finding]:
    p, ledger = e.placements, e.ledger
    other: tuple[Any, int] = (~p.earns_wage, NOT_APPLICABLE)
    no_wage: tuple[Any, int] = (p.wage == UNKNOWN, CANNOT_TELL)
    part_uncovered = ~np.logical_and.reduceat(e.wage.covered, ledger.first)

    def of(short: Column) -> Finding:
        return _finding([other, no_wage, (short > 0, BELOW), (part_uncovered, NOT_COVERED)], MEETS, LAW, short)

    return {
        "wage_minimum": of(fields["wage.shortfall"].values),
        "holiday_allowance": of(fields["wage.holiday_allowance_shortfall"].values),
        "employment_contract": _finding(
            [other, (p.contract == UNKNOWN, CANNOT_TELL), (p.contract == 0, BELOW)], MEETS, PACT
        ),
    }


def _other_findings(e: Evaluation) -> dict[str, Finding]:
    cases: list[tuple[Any, int]] = [
        (e.placements.earns_wage, NOT_APPLICABLE),
        (e.test == TEST_DOUBTFUL, DOUBTFUL),
        (e.test == GENUINE, MEETS),
    ]
    return {"genuine_placement": _finding(cases, CANNOT_TELL, LAW)}
