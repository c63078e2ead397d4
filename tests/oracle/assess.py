"""The whole assessment of one placement, as the JSON of the contract (without steps and receipt)."""

from __future__ import annotations

from typing import Any

from .allowance import Allowance, allowance_of
from .amounts import cents, text
from .data import Data
from .days import Entry
from .employer import EmployerCost, cost_with_allowance, cost_with_wage
from .entries import entries_of
from .expenses import Expenses, Line, expenses_of
from .findings import findings_of
from .reading import read_placement
from .wage import Wage, wage_of


def assess(placement: dict[str, Any], data: Data) -> dict[str, Any]:
    case = read_placement(placement)
    entries = entries_of(case, data)
    expenses = expenses_of(entries, case, data)
    wage = wage_of(entries, case, data) if case.earns_wage else None
    allowance = None
    if wage is not None:
        cost = cost_with_wage(entries, case, data, wage, expenses.owed)
    else:
        allowance = allowance_of(entries, case, data, expenses.all_in_can_pay)
        cost = cost_with_allowance(entries, case, data, allowance, expenses.owed)
    return {
        "id": case.id,
        "expenses": [_line_json(line) for line in expenses.lines],
        "expenses_total": _expenses_total_json(expenses, allowance),
        "allowance": _allowance_json(allowance),
        "wage": _wage_json(wage),
        "ledger": _ledger_json(entries, expenses, allowance, wage),
        "findings": findings_of(case, expenses, allowance, wage),
        "totals": _totals_json(expenses, allowance, wage),
        "employer_cost": _cost_json(cost),
    }


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "incurred": text(line.incurred),
        "provided": text(line.provided),
        "owed": text(line.owed),
        "reimbursed": text(line.reimbursed),
        "gap": text(line.gap),
        "force": line.force,
        "estimated": line.estimated,
    }


def _expenses_gap(expenses: Expenses, allowance: Allowance | None) -> int:
    return expenses.owed - expenses.reimbursed - (allowance.from_all_in if allowance else 0)


def _expenses_total_json(expenses: Expenses, allowance: Allowance | None) -> dict[str, Any]:
    return {
        "owed": text(expenses.owed),
        "reimbursed": text(expenses.reimbursed),
        "from_all_in": text(allowance.from_all_in if allowance else 0),
        "gap": text(_expenses_gap(expenses, allowance)),
    }


def _allowance_json(allowance: Allowance | None) -> dict[str, Any] | None:
    if allowance is None:
        return None
    return {
        "basis": allowance.basis,
        "scheme": allowance.scheme,
        "full_month": text(allowance.full_month),
        "norm": text(allowance.norm),
        "entitlement": text(allowance.entitlement),
        "entitlement_force": allowance.entitlement_force,
        "offered": text(allowance.offered),
        "effective": text(allowance.effective),
        "gap": text(allowance.gap),
        "force": allowance.force,
        "stale_since": allowance.stale_since.isoformat() if allowance.stale_since else None,
    }


def _wage_json(wage: Wage | None) -> dict[str, Any] | None:
    if wage is None:
        return None
    return {
        "due": text(wage.due),
        "offered": text(wage.offered),
        "shortfall": text(wage.shortfall),
        "holiday_allowance_due": text(wage.holiday_due),
        "holiday_allowance_offered": text(wage.holiday_offered),
        "holiday_allowance_shortfall": text(wage.holiday_shortfall),
        "covered_until": wage.covered_until.isoformat() if wage.covered_until else None,
        "indication_after": text(wage.indication),
    }


def _ledger_json(
    entries: list[Entry], expenses: Expenses, allowance: Allowance | None, wage: Wage | None
) -> list[dict[str, Any]]:
    rows = []
    for number, entry in enumerate(entries):
        paid = wage.entries[number] if wage else None
        rows.append(
            {
                "from": entry.start.isoformat(),
                "to": entry.end.isoformat(),
                "age": entry.age,
                "calendar_days": len(entry.days),
                "scheduled_days": entry.scheduled_days,
                "presence_days": entry.presence_days,
                "travel": text(expenses.travel_per_entry[number]),
                "expenses": text(expenses.other_per_entry[number]),
                "allowance_norm": text(allowance.norm_per_entry[number] if allowance else None),
                "allowance_offered": text(allowance.offered_per_entry[number] if allowance else None),
                "hourly_minimum": text(paid.hourly_minimum if paid else None),
                "contract_hours": text(cents(paid.hours) if paid else None),
                "wage_due": text(paid.due if paid else None),
                "wage_offered": text(paid.offered if paid else None),
                "wage_shortfall": text(paid.shortfall if paid else None),
                "covered": paid.covered if paid else None,
            }
        )
    return rows


def _totals_json(expenses: Expenses, allowance: Allowance | None, wage: Wage | None) -> dict[str, Any]:
    owed, offered = expenses.owed, expenses.reimbursed
    gap = _expenses_gap(expenses, allowance)
    if allowance is not None:
        owed += allowance.norm
        offered += allowance.from_all_in + allowance.effective
        gap += allowance.gap
    if wage is not None:
        owed += wage.due + wage.holiday_due
        offered += wage.offered + wage.holiday_offered
        gap += wage.shortfall + wage.holiday_shortfall
    return {"owed": text(owed), "offered": text(offered), "gap": text(gap)}


def _cost_json(cost: EmployerCost) -> dict[str, Any]:
    return {
        "expenses": text(cost.expenses),
        "allowance": text(cost.allowance),
        "wage": text(cost.wage),
        "holiday_allowance": text(cost.holiday_allowance),
        "health_levy": text(cost.health_levy),
        "total": text(cost.total),
        "subsidy_indication": text(cost.subsidy),
    }
