"""The ten findings, in the order of the contract."""

from __future__ import annotations

from typing import Any

from .allowance import Allowance
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


CANNOT_TELL: Outcome = ("cannot_tell", None)


def findings_of(
    placement: Placement, expenses: Expenses, allowance: Allowance | None, wage: Wage | None
) -> list[dict[str, Any]]:
    from_all_in, pact = allowance.from_all_in if allowance else 0, placement.ground_of_the_pact
    outcomes = [
        ("expenses_full", pact, expenses_full(expenses, from_all_in)),
        ("protective_equipment_free", "law", protective_equipment_free(expenses)),
        ("allowance_paid", allowance.force if allowance else "advice", allowance_paid(allowance)),
        ("allowance_cao", _force_of_the_cao(allowance), allowance_cao(placement, allowance)),
        ("allowance_level_equal", pact, allowance_level_equal(allowance)),
        ("allowance_on_top", pact, allowance_on_top(placement, allowance)),
        ("wage_minimum", wage.force_of("wage") if wage else "law", wage_finding(wage, "wage")),
        ("holiday_allowance", wage.force_of("holiday") if wage else "law", wage_finding(wage, "holiday")),
        ("employment_contract", pact, employment_contract(placement)),
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
    gap = expenses.gap(from_all_in)
    if gap > 0:
        return ("below", gap)
    if expenses.not_stated > 0 or expenses.travel_left_open:
        return CANNOT_TELL
    return NOT_APPLICABLE if expenses.owed == 0 else ("meets", None)


def protective_equipment_free(expenses: Expenses) -> Outcome:
    line = expenses.line(PROTECTIVE)
    if line is None:
        return NOT_APPLICABLE
    return CANNOT_TELL if line.not_stated > 0 else _short(line.gap)


def allowance_paid(allowance: Allowance | None) -> Outcome:
    if allowance is None or (allowance.always_known and allowance.norm == 0):
        return NOT_APPLICABLE
    if not allowance.stated or (allowance.gap == 0 and not allowance.always_known):
        return CANNOT_TELL
    return _short(allowance.gap)


def allowance_cao(placement: Placement, allowance: Allowance | None) -> Outcome:
    if allowance is None or placement.cao_status == "none":
        return NOT_APPLICABLE
    if allowance.entitlement is None or not allowance.entitlement_complete or not allowance.stated:
        return CANNOT_TELL
    return _short(allowance.entitlement - allowance.effective)


def allowance_level_equal(allowance: Allowance | None) -> Outcome:
    return NOT_APPLICABLE if allowance is None else _short(allowance.above_entitlement)


def allowance_on_top(placement: Placement, allowance: Allowance | None) -> Outcome:
    if allowance is None:
        return NOT_APPLICABLE
    if not allowance.stated:
        return CANNOT_TELL
    if allowance.from_all_in > 0:
        return ("below", allowance.from_all_in)
    if placement.includes_expenses or allowance.scheme_includes_expenses:
        return ("doubtful", None)
    return ("meets", None)


def wage_finding(wage: Wage | None, part: str) -> Outcome:
    if wage is None:
        return NOT_APPLICABLE
    if not wage.stated:
        return CANNOT_TELL
    short = sum(getattr(item, f"{part}_short") for item in wage.due)
    if short == 0 and wage.coverage != "all":
        return ("not_covered", None)
    return _short(short)


def employment_contract(placement: Placement) -> Outcome:
    if not placement.earns_wage:
        return NOT_APPLICABLE
    answer = placement.employment_contract
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
