"""Expense lines: what is incurred, given in kind, owed and reimbursed, per kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .amounts import cents, exact
from .data import Data
from .days import Entry
from .reading import Cost, Placement, Rate, Reimbursement
from .schemes import is_open
from .travel import EntryTravel, fare_is_estimated, km_offer_cents, travel_of

PROTECTIVE = "protective_equipment"


@dataclass
class Line:
    kind: str
    force: str
    stated: bool
    owed_per_entry: list[int]
    incurred: int = 0
    provided: int = 0
    reimbursed: int = 0
    estimated: bool = False
    estimate: int = 0

    @property
    def owed(self) -> int:
        return sum(self.owed_per_entry)

    @property
    def gap(self) -> int:
        return self.owed - self.reimbursed if self.stated else 0

    @property
    def not_stated(self) -> int:
        return 0 if self.stated else self.owed


@dataclass
class Expenses:
    travel: list[EntryTravel]
    travel_left_open: bool  # part of it is not known, and not paid in full
    lines: list[Line] = field(default_factory=list)

    @property
    def owed(self) -> int:
        return sum(line.owed for line in self.lines)

    @property
    def reimbursed(self) -> int:
        return sum(line.reimbursed for line in self.lines)

    @property
    def not_stated(self) -> int:
        return sum(line.not_stated for line in self.lines)

    @property
    def estimate(self) -> int:
        return sum(line.estimate for line in self.lines)

    @property
    def all_in_can_pay(self) -> int:
        return sum(line.gap for line in self.lines if line.kind != PROTECTIVE)

    def gap(self, from_all_in: int) -> int:
        return self.owed - self.reimbursed - from_all_in - self.not_stated

    def other_in(self, number: int) -> int:
        """Owed in an entry, travel left out."""
        return sum(line.owed_per_entry[number] for line in self.lines if line.kind != "travel")

    def line(self, kind: str) -> Line | None:
        return next((line for line in self.lines if line.kind == kind), None)


def quantity(per: str, entry: Entry) -> Fraction:
    """How many of these units an entry holds."""
    if per == "once":
        return Fraction(1 if entry.is_first else 0)
    if per == "day":
        return Fraction(entry.presence_days)
    if per == "hour":
        return entry.presence_hours
    if per == "week":
        return entry.weeks
    if per == "month":
        return entry.month_fraction
    raise ValueError(f"unknown unit {per}")


def per_entry(rate: Rate, entry: Entry) -> int:
    return cents(rate.amount * quantity(rate.per, entry))


def holds_in(item: Cost | Reimbursement, entry: Entry) -> bool:
    """Its first and last day cut the ledger, so an entry lies inside or outside."""
    begun = item.start is None or item.start <= entry.start
    return begun and (item.end is None or entry.end <= item.end)


def item_cents(item: Cost | Reimbursement, rate: Rate, entry: Entry) -> int:
    if not holds_in(item, entry):
        return 0
    if rate.per == "once":
        first = entry.is_first if item.start is None else entry.start == item.start
        return cents(rate.amount) if first else 0
    return per_entry(rate, entry)


def expenses_of(entries: list[Entry], placement: Placement, data: Data) -> Expenses:
    travel = [travel_of(entry, data) for entry in entries]
    open_entries = [entry for entry, item in zip(entries, travel, strict=True) if not item.known]
    in_full = [item for item in placement.reimbursements if item.kind == "travel" and item.full]
    left_open = any(not any(holds_in(item, entry) for item in in_full) for entry in open_entries)
    result = Expenses(travel, left_open)
    _add_travel(result, placement, data)
    for cost in placement.costs:
        _add_cost(result, cost, entries, placement, data)
    for line in result.lines:
        line.reimbursed = _reimbursed(line, entries, placement, travel)
    return result


def _add_travel(result: Expenses, placement: Placement, data: Data) -> None:
    owed = [item.owed for item in result.travel]
    not_known = any(not item.known for item in result.travel)
    if sum(owed) == 0 and not not_known:
        return
    line = Line("travel", _travel_force(placement, data), placement.states("travel"), owed, incurred=sum(owed))
    line.estimated = not_known or fare_is_estimated(placement)
    line.estimate = sum(item.estimate for item in result.travel)
    result.lines.append(line)


def _travel_force(placement: Placement, data: Data) -> str:
    """That of the own scheme when its version on the start date is open and pays travel on top."""
    key, first = placement.own_scheme, placement.stretches[0]
    version = None if key is None else data.scheme_version(key, placement.start)
    if key is None or version is None or not is_open(version, first, placement, with_level=True):
        return placement.ground_of_the_pact
    paid_on_top = ["on_top"]
    if first.student_product == "none":
        paid_on_top.append("when_no_student_travel")
    if version["travel"] not in paid_on_top:
        return placement.ground_of_the_pact
    return ground_of_scheme(key, data)


def ground_of_scheme(key: str, data: Data) -> str:
    return "cao" if data.schemes[key]["kind"] == "cao" else "employer"


def _add_cost(result: Expenses, cost: Cost, entries: list[Entry], placement: Placement, data: Data) -> None:
    line = result.line(cost.kind)
    if line is None:
        force = "law" if cost.kind == PROTECTIVE else placement.ground_of_the_pact
        line = Line(cost.kind, force, placement.states(cost.kind), [0] * len(entries))
        result.lines.append(line)
    rate = Rate(_amount_of(cost, placement, data), cost.per)
    amounts = [item_cents(cost, rate, entry) for entry in entries]
    line.incurred += sum(amounts)
    if cost.provided:
        line.provided += sum(amounts)
    elif _must_be_paid(cost):
        line.owed_per_entry = [a + b for a, b in zip(line.owed_per_entry, amounts, strict=True)]


def _amount_of(cost: Cost, placement: Placement, data: Data) -> Fraction:
    if cost.amount is not None:
        return cost.amount
    if cost.kind == "vog":
        return exact(data.value("vog_online", cost.start or placement.start) or 0)
    return Fraction(0)


def _must_be_paid(cost: Cost) -> bool:
    if cost.kind == PROTECTIVE:
        return cost.required_by != "own_choice"
    return cost.required_by in ("employer", "law")


def _reimbursed(line: Line, entries: list[Entry], placement: Placement, travel: list[EntryTravel]) -> int:
    """Over the whole placement, at most what is owed of this kind; of travel in the entries that are known."""
    paid = 0
    for number, entry in enumerate(entries):
        if line.kind == "travel" and not travel[number].known:
            continue
        paid += promised_cents(line.kind, entry, placement, line.owed_per_entry[number])
    return min(paid, line.owed)


def promised_cents(kind: str, entry: Entry, placement: Placement, in_full: int) -> int:
    """What the offer says of a kind in an entry; `in_full` is what there is to pay there."""
    items = [item for item in placement.reimbursements if item.kind == kind and holds_in(item, entry)]
    paid = sum(item_cents(item, item.rate, entry) for item in items if item.rate is not None)
    if any(item.full for item in items):
        paid += in_full
    return paid + (km_offer_cents(entry) if kind == "travel" else 0)


def all_promised_cents(expenses: Expenses, entries: list[Entry], placement: Placement) -> int:
    """Whatever is promised in every entry, also where less is owed, or at the last known value."""
    total = 0
    for kind in sorted({"travel", *(item.kind for item in placement.reimbursements)}):
        line = expenses.line(kind)
        for number, entry in enumerate(entries):
            in_full = 0 if line is None else line.owed_per_entry[number]
            if kind == "travel":
                in_full += expenses.travel[number].estimate
            total += promised_cents(kind, entry, placement, in_full)
    return total
