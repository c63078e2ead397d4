"""What the employer agrees to pay, in words and tables, chosen from the amounts of the assessment.

The allowance of an entry is the norm, or the offer where that is more (with an all-in offer: the norm), just as the
engine chose it for the employer's cost; its total is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from compensation.assessment import LedgerEntry
from compensation.papers.blocks import Cell, Table, row
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of, marks_of
from compensation.papers.tables import travel_by_month
from compensation.placement.parts import Cost, Travel
from compensation.reading.step import Step
from compensation.rulebook.scheme import PaidBy, PerDay, Shape
from compensation.telling.lines import Line, cost_lines
from compensation.texts import number

#: For what a shape of a scheme pays; a month is the rule and has no word of its own.
_PER = {PaidBy.PRESENCE: "day", PaidBy.WEEK: "week"}


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
    changes = any(change.says("offer.allowance") for change in case.placement.changes)
    if offer is not None and agreed == offered and not changes:
        return case.say(f"agreement.allowance_per.{offer.per}", amount=case.euros(offer.amount))
    pay = case.assessment.allowance
    if agreed == norms and pay is not None:
        period, amount = _norm_per(case)
        if period != "month" and amount is not None:
            return case.say(f"agreement.allowance_per.{period}", amount=case.euros(amount))
        whole_months = {norm for entry, norm in zip(ledger, norms, strict=True) if _is_month(entry)}
        if period == "month" and pay.full_month is not None and whole_months <= {pay.full_month}:
            return case.say("agreement.allowance_per.month", amount=case.euros(pay.full_month))
    return case.say("agreement.allowance_schedule")


def _norm_per(case: Case) -> tuple[str | None, Decimal | None]:
    """For which period the norm is stated, and its amount for a day, a week or an hour; None where that differs."""
    p, pay = case.placement, case.assessment.allowance
    read = {"own": p.own_norm, "cao_amount": p.cao.amount}.get(pay.basis if pay else "")
    if read is not None:
        prorated = read.per == "week" and read.base_hours is not None
        return None if prorated else read.per, read.amount
    if pay is None or pay.basis != "cao":
        return "month", None
    of_scheme = [s for s in case.steps("allowance") if any(ref.id == f"scheme.{pay.scheme}" for ref in s.rules)]
    shapes = {shape.model_dump_json(): shape for step in of_scheme for shape in _shapes(case, step)}
    amounts = {str(step.quantities["amount"].value) for step in of_scheme if "amount" in step.quantities}
    if {shape.paid_by for shape in shapes.values()} == {PaidBy.MONTH}:
        return "month", None
    if len(shapes) > 1 or len(amounts) != 1 or any(_halves(case, shape) for shape in shapes.values()):
        return None, None
    (shape,), (amount,) = shapes.values(), amounts
    return _PER[shape.paid_by], Decimal(amount)


def _shapes(case: Case, step: Step) -> Iterator[Shape]:
    for ref in step.rules:
        version = next(v for v in case.book.schemes[ref.id.partition(".")[2]].versions if v.from_ == ref.from_)
        yield from (tier.shape for tier in version.all_tiers())


def _halves(case: Case, shape: Shape) -> bool:
    """Whether a day of this placement is paid as half a day."""
    least = shape.half_day_below_hours if isinstance(shape, PerDay) else None
    return least is not None and case.placement.weekly_hours / len(case.placement.weekdays) < least


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
    rows = [_cost_row(case, line) for line in cost_lines(case)]
    head = [case.say(f"costs.{name}") for name in ("kind", "how", "ground", "whole")]
    return Table(head, rows, (22, 40, 20, 20), (False, False, False, True))


def _cost_row(case: Case, line: Line) -> tuple[Cell, ...]:
    costs = [cost for cost in case.placement.costs if cost.kind == line.name]
    how = _how_of_travel(case) if line.name == "travel" else "; ".join(_how(case, cost) for cost in costs)
    ground = ground_of(case, line) if line.owed or line.estimate or line.name == "travel" else ""
    later = case.say("costs.estimate", amount=case.euros(line.estimate)) if line.estimate else ""
    note = "; ".join(filter(None, (later, marks_of(case, line))))
    return row(case.word(f"cost.{line.name}"), how, ground, Cell(case.euros(line.owed), note))


def _how_of_travel(case: Case) -> str:
    return "; ".join(dict.fromkeys(_how_of_leg(case, leg) for leg in case.placement.legs if leg.mode != "none"))


def _how_of_leg(case: Case, leg: Travel) -> str:
    if leg.mode == "season_ticket":
        return case.say("costs.season_ticket")
    if leg.mode != "own_vehicle":
        return case.say("costs.public_transport" if leg.student_product == "none" else "costs.public_transport_product")
    versions = (case.version_on("km_rate", entry.from_) for entry in case.assessment.ledger)
    rates = list(dict.fromkeys(version.value for version in versions if version and version.value is not None))
    if not rates or leg.distance_km is None:
        return case.say("months.unknown")
    key = "costs.own_vehicle" if len(rates) == 1 else "costs.own_vehicle_rates"
    return case.say(key, rate=case.euros(rates[0]), km=number(leg.distance_km, case.lang))


def _how(case: Case, cost: Cost) -> str:
    """How one cost is dealt with: in kind, reimbursed, or left to the student and the school."""
    if cost.provided:
        return case.say("costs.provided")
    if cost.required_by == "own_choice" or (cost.required_by == "school" and cost.kind != "protective_equipment"):
        return case.say(f"costs.{cost.required_by}")
    if cost.amount is None:
        return case.say("costs.real")
    return case.say(f"costs.{cost.per}", amount=case.euros(cost.amount))
