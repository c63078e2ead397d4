"""What the employer agrees to pay, in words and tables, chosen from the amounts of the assessment.

The allowance of an entry is the norm, or the offer where that is more (with an all-in offer: the norm), just as the
engine chose it for the employer's cost; its total is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from compensation.assessment import LedgerEntry
from compensation.papers.blocks import Cell, Table, row
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of_line, marks_of_line
from compensation.papers.tables import travel_by_month
from compensation.placement.model import Cost
from compensation.reading.step import Quantity, Step
from compensation.texts import day, euros, number

#: Steps whose amount is the agreement itself, and the period it is for.
_PER = {
    "allowance.norm_per_day": "day",
    "allowance.norm_cao_day": "day",
    "allowance.norm_own_day": "day",
    "allowance.norm_per_week": "week",
    "allowance.norm_cao_week": "week",
    "allowance.norm_own_week": "week",
    "allowance.norm_cao_hour": "hour",
    "allowance.norm_own_hour": "hour",
}
#: Steps whose whole month is no fixed amount.
_NOT_MONTHLY = set(_PER) | {
    "allowance.norm_per_half_day",
    "allowance.norm_cao_week_prorated",
    "allowance.norm_own_week_prorated",
}


def agreed_allowance(case: Case, entry: LedgerEntry) -> Decimal:
    """The allowance of an entry: the norm, or the offer where it is more and not all-in."""
    norm, offered = entry.allowance_norm or Decimal(0), entry.allowance_offered or Decimal(0)
    return norm if case.placement.offer.includes_expenses else max(norm, offered)


def allowance_sentence(case: Case) -> str:
    """What is paid, for the period in which it is counted; the schedule where no one amount holds throughout."""
    ledger, offer = case.assessment.ledger, case.placement.offer.allowance
    norms = [entry.allowance_norm or Decimal(0) for entry in ledger]
    agreed = [agreed_allowance(case, entry) for entry in ledger]
    offered = [entry.allowance_offered or Decimal(0) for entry in ledger]
    if offer is not None and agreed == offered:
        return case.say(f"agreement.allowance_per.{offer.per}", amount=case.euros(offer.amount))
    pay = case.assessment.allowance
    if agreed == norms and pay is not None:
        named = {(step.id, _amount(step)) for step in case.steps("allowance.norm_") if "to" in step.quantities}
        ids = {step_id for step_id, _ in named}
        if len(named) == 1 and ids <= set(_PER):
            ((step_id, amount),) = named
            return case.say(f"agreement.allowance_per.{_PER[step_id]}", amount=case.euros(Decimal(amount)))
        whole_months = {norm for entry, norm in zip(ledger, norms, strict=True) if _is_month(entry)}
        if whole_months <= {pay.full_month} and not ids & _NOT_MONTHLY:
            return case.say("agreement.allowance_per.month", amount=case.euros(pay.full_month))
    return case.say("agreement.allowance_schedule")


def _amount(step: Step) -> str:
    quantity = step.quantities.get("amount")
    return str(quantity.value) if quantity else ""


def _is_month(entry: LedgerEntry) -> bool:
    return entry.from_.day == 1 and (entry.to + timedelta(days=1)).day == 1


def agreed_months(case: Case) -> Table | None:
    """What is paid in each part of time: allowance, and the costs that are owed; None when there is nothing to pay."""
    ledger = case.assessment.ledger
    columns = {
        "agreed": [case.euros(agreed_allowance(case, entry)) for entry in ledger],
        "travel": travel_by_month(case),
        "expenses": [case.euros(entry.expenses) for entry in ledger],
    }
    if not case.assessment.line("travel"):
        del columns["travel"]
    if not any(entry.expenses for entry in ledger):
        del columns["expenses"]
    if not case.assessment.employer_cost.allowance:
        del columns["agreed"]
    if not columns:
        return None
    head = [case.say(f"months.{name}") for name in ("period", *columns)]
    rows = [row(case.period(entry), *cells) for entry, *cells in zip(ledger, *columns.values(), strict=True)]
    return Table(head, rows, (40, *(20,) * len(columns)), (False, *(True,) * len(columns)), small=True)


# ---------------------------------------------------------------- costs


def cost_table(case: Case) -> Table:
    """Every cost of the placement: how it is reimbursed, on what ground, and the sum over the placement."""
    rows = [*_travel_row(case), *(line for kind in _kinds(case) for line in _cost_rows(case, kind))]
    head = [case.say(f"costs.{name}") for name in ("kind", "how", "ground", "whole")]
    return Table(head, rows, (22, 40, 20, 20), (False, False, False, True))


def _kinds(case: Case) -> list[str]:
    return [line.kind for line in case.assessment.expenses if line.kind != "travel"]


def _travel_row(case: Case) -> Iterator[tuple[Cell, ...]]:
    line = case.assessment.line("travel")
    if line is None:
        return
    own = next(case.steps("travel.travel_own"), None)
    if own is not None:
        rates = {str(step.quantities["rate"].value) for step in case.steps("travel.travel_own")}
        how = case.say(
            "costs.own_vehicle" if len(rates) == 1 else "costs.own_vehicle_rates",
            rate=_rate(case, own.quantities["rate"]),
            km=number(own.quantities["km"].value, case.lang),
        )
    else:
        product = case.placement.legs[0].student_product
        how = case.say("costs.public_transport" if product == "none" else "costs.public_transport_product")
    whole = Cell(case.euros(line.owed), marks_of_line(case, line))
    yield row(case.word("cost.travel"), how, ground_of_line(case, line), whole)


def _rate(case: Case, quantity: Quantity) -> str:
    return euros(int(Decimal(str(quantity.value)).scaleb(2)), case.lang)


def _cost_rows(case: Case, kind: str) -> Iterator[tuple[Cell, ...]]:
    line = case.assessment.line(kind)
    if line is None:
        return
    how = "; ".join(_how(case, cost) for cost in case.placement.costs if cost.kind == kind)
    ground = ground_of_line(case, line) if line.owed else ""
    whole = Cell(case.euros(line.owed), marks_of_line(case, line))
    yield row(case.word(f"cost.{kind}"), how, ground, whole)


def _how(case: Case, cost: Cost) -> str:
    """How one cost is dealt with: in kind, reimbursed, or left to the student and the school."""
    if cost.provided:
        return case.say("costs.provided")
    if cost.required_by == "own_choice" or (cost.required_by == "school" and cost.kind != "protective_equipment"):
        return case.say(f"costs.{cost.required_by}")
    if cost.amount is None:
        return case.say("costs.real")
    return case.say(f"costs.{cost.per}", amount=case.euros(cost.amount))


# ---------------------------------------------------------------- wage


def wage_table(case: Case) -> Table:
    """The hourly minimum by age and half year, for the time in which it is known."""
    covered = [entry for entry in case.assessment.ledger if entry.covered]
    rows = []
    for (age, hourly), run in groupby(covered, key=lambda entry: (entry.age, entry.hourly_minimum)):
        entries = list(run)
        first, last = day(entries[0].from_, case.lang), day(entries[-1].to, case.lang)
        rows.append(row(first, last, str(age), case.euros(hourly or Decimal(0))))
    head = [case.say(f"wage_table.{name}") for name in ("from", "to", "age", "hourly")]
    return Table(head, rows, (30, 30, 15, 30), (False, False, True, True))
