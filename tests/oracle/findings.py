"""The ten findings, in the order of the contract."""

from __future__ import annotations

from typing import Any

from .allowance import Allowance, own_amount, own_scheme
from .amounts import text
from .expenses import PROTECTIVE, Expenses
from .reading import Placement
from .wage import Wage

GOOD_ANSWERS = {
    "learning_goals": True,
    "mentor_with_time": True,
    "extra_to_staff": True,
    "same_targets_as_staff": False,
    "already_graduated": False,
}

Outcome = tuple[str, int | None]  # status, and the amount short when that is `below`

NOT_APPLICABLE: Outcome = ("not_applicable", None)


def findings_of(
    placement: Placement, expenses: Expenses, allowance: Allowance | None, wage: Wage | None
) -> list[dict[str, Any]]:
    from_all_in = allowance.from_all_in if allowance else 0
    outcomes = [
        ("expenses_full", "pact", expenses_full(expenses, from_all_in)),
        ("protective_equipment_free", "law", protective_equipment_free(expenses)),
        ("allowance_paid", allowance.force if allowance else "advice", allowance_paid(allowance)),
        ("allowance_cao", _force_of_the_cao(allowance), allowance_cao(placement, allowance)),
        ("allowance_level_equal", "pact", allowance_level_equal(allowance)),
        ("allowance_on_top", "pact", allowance_on_top(placement, allowance)),
        ("wage_minimum", "law", wage_finding(placement, wage, wage.shortfall if wage else 0)),
        ("holiday_allowance", "law", wage_finding(placement, wage, wage.holiday_shortfall if wage else 0)),
        ("employment_contract", "pact", employment_contract(placement)),
        ("genuine_placement", "law", genuine_placement(placement)),
    ]
    return [
        {"id": finding_id, "status": status, "force": force, "amount": text(amount)}
        for finding_id, force, (status, amount) in outcomes
    ]


def _force_of_the_cao(allowance: Allowance | None) -> str:
    """That of the entitlement, `cao` where there is none."""
    return (allowance.entitlement_force if allowance else None) or "cao"


def _short(amount: int) -> Outcome:
    return ("below", amount) if amount > 0 else ("meets", None)


def expenses_full(expenses: Expenses, from_all_in: int) -> Outcome:
    if expenses.travel_not_known:
        return ("cannot_tell", None)
    if expenses.owed == 0:
        return NOT_APPLICABLE
    return _short(expenses.owed - expenses.reimbursed - from_all_in)


def protective_equipment_free(expenses: Expenses) -> Outcome:
    line = expenses.line(PROTECTIVE)
    return NOT_APPLICABLE if line is None else _short(line.gap)


def allowance_paid(allowance: Allowance | None) -> Outcome:
    if allowance is None or allowance.norm == 0:
        return NOT_APPLICABLE
    return _short(allowance.gap)


def allowance_cao(placement: Placement, allowance: Allowance | None) -> Outcome:
    if allowance is None or placement.cao_status == "none":
        return NOT_APPLICABLE
    nothing_named = own_scheme(placement) is None and own_amount(placement) is None
    if nothing_named or allowance.entitlement is None or not allowance.entitlement_complete:
        return ("cannot_tell", None)
    return _short(allowance.entitlement - allowance.effective)


def allowance_level_equal(allowance: Allowance | None) -> Outcome:
    if allowance is None:
        return NOT_APPLICABLE
    if allowance.entitlement is None:
        return ("meets", None)
    return _short(allowance.norm - allowance.entitlement)


def allowance_on_top(placement: Placement, allowance: Allowance | None) -> Outcome:
    if allowance is None:
        return NOT_APPLICABLE
    if allowance.from_all_in > 0:
        return ("below", allowance.from_all_in)
    if placement.offer.includes_expenses or allowance.scheme_includes_expenses:
        return ("doubtful", None)
    return ("meets", None)


def wage_finding(placement: Placement, wage: Wage | None, shortfall: int) -> Outcome:
    if wage is None:
        return NOT_APPLICABLE
    if placement.offer.wage is None:
        return ("cannot_tell", None)
    if shortfall == 0 and not wage.all_covered:
        return ("not_covered", None)
    return _short(shortfall)


def employment_contract(placement: Placement) -> Outcome:
    if not placement.earns_wage:
        return NOT_APPLICABLE
    answer = placement.offer.employment_contract
    if answer is None:
        return ("cannot_tell", None)
    return ("meets" if answer else "below", None)


def genuine_placement(placement: Placement) -> Outcome:
    if placement.earns_wage:
        return NOT_APPLICABLE
    answers = {key: placement.placement_test.get(key) for key in GOOD_ANSWERS}
    if any(answer is not None and answer != GOOD_ANSWERS[key] for key, answer in answers.items()):
        return ("doubtful", None)
    if all(answer is not None for answer in answers.values()):
        return ("meets", None)
    return ("cannot_tell", None)
