"""Expense lines: what is incurred, given in kind, owed and reimbursed, per kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .amounts import cents, exact
from .data import Data
from .days import Entry
from .reading import Cost, Placement, Rate
from .schemes import is_open
from .travel import fare_is_estimated, km_offer_cents, travel_cents

PROTECTIVE = "protective_equipment"


@dataclass
class Line:
    kind: str
    force: str
    incurred: int = 0
    provided: int = 0
    owed: int = 0
    reimbursed: int = 0
    estimated: bool = False

    @property
    def gap(self) -> int:
        return self.owed - self.reimbursed


@dataclass
class Expenses:
    lines: list[Line] = field(default_factory=list)
    travel_not_known: bool = False
    travel_per_entry: list[int] = field(default_factory=list)
    other_per_entry: list[int] = field(default_factory=list)

    @property
    def owed(self) -> int:
        return sum(line.owed for line in self.lines)

    @property
    def reimbursed(self) -> int:
        return sum(line.reimbursed for line in self.lines)

    @property
    def all_in_can_pay(self) -> int:
        return sum(line.gap for line in self.lines if line.kind != PROTECTIVE)

    def line(self, kind: str) -> Line | None:
        return next((line for line in self.lines if line.kind == kind), None)


def quantity(per: str, entry: Entry, placement: Placement) -> Fraction:
    """How many of these units an entry holds."""
    if per == "once":
        return Fraction(1 if entry.is_first else 0)
    if per == "day":
        return Fraction(entry.presence_days)
    if per == "hour":
        return entry.presence_days * placement.hours_per_day
    if per == "week":
        return entry.weeks
    if per == "month":
        return entry.month_fraction
    raise ValueError(f"unknown unit {per}")


def per_entry(rate: Rate, entry: Entry, placement: Placement) -> int:
    return cents(rate.amount * quantity(rate.per, entry, placement))


def expenses_of(entries: list[Entry], placement: Placement, data: Data) -> Expenses:
    result = Expenses(other_per_entry=[0] * len(entries))
    _add_travel(result, entries, placement, data)
    for cost in placement.costs:
        _add_cost(result, cost, entries, placement, data)
    for line in result.lines:
        line.reimbursed = _reimbursed(line, entries, placement)
    return result


def _add_travel(result: Expenses, entries: list[Entry], placement: Placement, data: Data) -> None:
    amounts = [travel_cents(entry, placement, data) for entry in entries]
    result.travel_not_known = any(amount is None for amount in amounts)
    result.travel_per_entry = [amount or 0 for amount in amounts]
    total = sum(result.travel_per_entry)
    if total == 0 and not result.travel_not_known:
        return
    line = Line("travel", _travel_force(placement, data), incurred=total, owed=total)
    line.estimated = result.travel_not_known or fare_is_estimated(placement.travel)
    result.lines.append(line)


def _travel_force(placement: Placement, data: Data) -> str:
    """That of the own scheme when its version on the start date is open and pays travel on top."""
    if placement.cao_status != "applies" or placement.cao_scheme is None:
        return "pact"
    version = data.scheme_version(placement.cao_scheme, placement.start)
    if version is None or not is_open(version, placement, with_level=True):
        return "pact"
    paid_on_top = ["on_top"]
    if placement.travel.student_product == "none":
        paid_on_top.append("when_no_student_travel")
    if version["travel"] not in paid_on_top:
        return "pact"
    return "cao" if data.schemes[placement.cao_scheme]["kind"] == "cao" else "employer"


def _add_cost(result: Expenses, cost: Cost, entries: list[Entry], placement: Placement, data: Data) -> None:
    line = result.line(cost.kind)
    if line is None:
        line = Line(cost.kind, "law" if cost.kind == PROTECTIVE else "pact")
        result.lines.append(line)
    rate = Rate(_amount_of(cost, placement, data), cost.per)
    amounts = [per_entry(rate, entry, placement) for entry in entries]
    line.incurred += sum(amounts)
    if cost.provided:
        line.provided += sum(amounts)
    elif _must_be_paid(cost):
        line.owed += sum(amounts)
        result.other_per_entry = [a + b for a, b in zip(result.other_per_entry, amounts, strict=True)]


def _amount_of(cost: Cost, placement: Placement, data: Data) -> Fraction:
    if cost.amount is not None:
        return cost.amount
    if cost.kind == "vog":
        return exact(data.value("vog_online", placement.start) or 0)
    return Fraction(0)


def _must_be_paid(cost: Cost) -> bool:
    if cost.kind == PROTECTIVE:
        return cost.required_by != "own_choice"
    return cost.required_by in ("employer", "law")


def _reimbursed(line: Line, entries: list[Entry], placement: Placement) -> int:
    """Over the whole placement, at most what is owed of this kind."""
    paid = 0
    for item in placement.offer.reimbursements:
        if item.kind == line.kind:
            if item.full:
                return line.owed
            if item.rate is not None:
                paid += sum(per_entry(item.rate, entry, placement) for entry in entries)
    if line.kind == "travel":
        paid += sum(km_offer_cents(entry, placement) for entry in entries)
    return min(paid, line.owed)
