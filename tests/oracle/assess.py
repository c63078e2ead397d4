"""The whole assessment of one placement, as the JSON of the contract (without steps, remarks and receipt)."""

from __future__ import annotations

from datetime import date
from typing import Any

from .allowance import Allowance, allowance_of
from .amounts import cents, text
from .data import Data
from .days import Entry
from .employer import Cost, EmployerCost, cost_of_offer, cost_with_allowance, cost_with_wage
from .entries import entries_of
from .expenses import PROTECTIVE, Expenses, Line, expenses_of
from .findings import findings_of
from .grounds import Amounts, totals_of
from .reading import read_placement
from .wage import Asked, Wage, wage_of


def assess(placement: dict[str, Any], data: Data) -> dict[str, Any]:
    case = read_placement(placement)
    entries = entries_of(case, data)
    expenses = expenses_of(entries, case, data)
    wage = wage_of(entries, case, data) if case.earns_wage else None
    allowance = None
    if wage is not None:
        cost = cost_with_wage(entries, case, data, wage, expenses)
    else:
        allowance = allowance_of(entries, case, data, expenses.all_in_can_pay)
        cost = cost_with_allowance(entries, case, data, allowance, expenses)
    promised = cost_of_offer(entries, case, data, expenses, allowance, wage)
    return {
        "id": case.id,
        "expenses": [_line_json(line) for line in expenses.lines],
        "expenses_total": _expenses_total_json(expenses, allowance),
        "allowance": _allowance_json(allowance),
        "wage": _wage_json(wage),
        "ledger": _ledger_json(entries, expenses, allowance, wage),
        "findings": findings_of(case, expenses, allowance, wage),
        "totals": totals_of(_on_grounds(expenses, allowance, wage)),
        "employer_cost": _employer_cost_json(cost),
        "cost_of_offer": None if promised is None else _cost_json(promised),
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
        "stated": line.stated,
        "not_stated": text(line.not_stated),
        "estimate": text(line.estimate),
    }


def _expenses_total_json(expenses: Expenses, allowance: Allowance | None) -> dict[str, Any]:
    from_all_in = allowance.from_all_in if allowance else 0
    return {
        "owed": text(expenses.owed),
        "reimbursed": text(expenses.reimbursed),
        "from_all_in": text(from_all_in),
        "gap": text(expenses.gap(from_all_in)),
        "not_stated": text(expenses.not_stated),
        "estimate": text(expenses.estimate),
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
        "stale_since": _day(allowance.stale_since),
        "stated": allowance.stated,
        "not_stated": text(allowance.not_stated),
        "estimate": text(0),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _wage_json(wage: Wage | None) -> dict[str, Any] | None:
    if wage is None:
        return None
    due, offered = sum(item.wage for item in wage.due), sum(item.offered for item in wage.covered)
    holiday_due = sum(item.holiday for item in wage.due)
    return {
        "due": text(due),
        "offered": text(offered),
        "shortfall": text(sum(item.wage_short for item in wage.due)),
        "holiday_allowance_due": text(holiday_due),
        "holiday_allowance_offered": text(sum(item.holiday_offered for item in wage.covered)),
        "holiday_allowance_shortfall": text(sum(item.holiday_short for item in wage.due)),
        "stated": wage.stated,
        "not_stated": text(0 if wage.stated else due),
        "holiday_allowance_not_stated": text(0 if wage.stated else holiday_due),
        "coverage": wage.coverage,
        "covered_until": _day(wage.covered_until),
        "estimate": text(sum(item.wage for item in wage.estimates)),
        "holiday_allowance_estimate": text(sum(item.holiday for item in wage.estimates)),
        "monthly": [
            {
                "from": row.start.isoformat(),
                "to": row.end.isoformat(),
                "hourly_minimum": text(row.hourly_minimum),
                "hours_a_month": text(row.hours_a_month),
                "amount": text(row.amount),
                "known": row.known,
            }
            for row in wage.monthly
        ],
    }


def _ledger_json(
    entries: list[Entry], expenses: Expenses, allowance: Allowance | None, wage: Wage | None
) -> list[dict[str, Any]]:
    rows = []
    for number, entry in enumerate(entries):
        paid = wage.entries[number] if wage else None
        due = paid.due if paid else None
        estimate = (paid.estimate if paid else None) or Asked(0, 0)
        rows.append(
            {
                "from": entry.start.isoformat(),
                "to": entry.end.isoformat(),
                "age": entry.age,
                "calendar_days": entry.calendar_days,
                "scheduled_days": entry.scheduled_days,
                "presence_days": entry.presence_days,
                "travel": text(expenses.travel[number].owed),
                "expenses": text(expenses.other_in(number)),
                "allowance_norm": text(allowance.entries[number].norm if allowance else None),
                "allowance_offered": text(allowance.offered_per_entry[number] if allowance else None),
                "hourly_minimum": text(paid.hourly_minimum if paid else None),
                "contract_hours": text(cents(entry.contract_hours) if paid else None),
                "wage_due": text(due.wage if due else None),
                "wage_offered": text(paid.offered if paid else None),
                "wage_shortfall": text(due.wage_short if due else None),
                "covered": paid.covered if paid else None,
                "estimate": text(expenses.travel[number].estimate + estimate.wage + estimate.holiday),
            }
        )
    return rows


def _on_grounds(expenses: Expenses, allowance: Allowance | None, wage: Wage | None) -> list[tuple[str, Amounts]]:
    """Every line under its force; an all-in sum pays travel, which stands first, and never what the law asks."""
    found = []
    all_in = allowance.from_all_in if allowance else 0
    for line in expenses.lines:
        part = 0 if line.kind == PROTECTIVE else min(all_in, line.gap)
        all_in -= part
        paid = line.reimbursed + part
        found.append((line.force, Amounts(line.owed, paid, line.gap - part, line.not_stated, line.estimate)))
    if allowance is not None:
        found += allowance.on_grounds()
    if wage is not None:
        found += wage.on_grounds()
    return found


def _cost_json(cost: Cost) -> dict[str, Any]:
    return {
        "expenses": text(cost.expenses),
        "allowance": text(cost.allowance),
        "wage": text(cost.wage),
        "holiday_allowance": text(cost.holiday_allowance),
        "health_levy": text(cost.health_levy),
        "total": text(cost.total),
    }


def _employer_cost_json(cost: EmployerCost) -> dict[str, Any]:
    return {
        **_cost_json(cost.known),
        "subsidy_indication": text(cost.subsidy),
        "estimate": _cost_json(cost.estimate),
    }
