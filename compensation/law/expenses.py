"""Expenses of a placement, kind by kind: incurred, provided, owed, reimbursed, and the gap.

The Stagepact, footnote 3, for all costs that the company or the law makes the student incur; protective equipment must
be free of charge by law (Arbowet art. 44; https://www.arboportaal.nl/onderwerpen/stagiair). What is paid back of a
kind counts up to what is owed of it, over the whole placement. An all-in sum first pays the expenses that are owed and
not reimbursed: an allowance comes on top of the expenses (docs/contract/fine_print.md, Expenses).
"""

from __future__ import annotations

from typing import Any

from compensation.choices import RequiredBy, TravelMode
from compensation.law.amounts import Paid, amount_in
from compensation.law.ledger import Entry
from compensation.law.result import ESTIMATED, INCURRED, OWED, PROVIDED, REIMBURSED, Lines
from compensation.law.rule import PLACEMENT, chapter
from compensation.placement.case import Case, Cost, Reimbursement, Segment, Tables
from compensation.units import KM, UNKNOWN, Cents, Flag, PresenceDays, TenthsOfKm, half_up

rule = chapter("expenses")
#: Places of kinds in the rule book that the law speaks of by name.
TRAVEL, VOG, PROTECTIVE = 0, 1, 3


def is_owed(kind: int, required_by: RequiredBy, provided: Flag) -> bool:
    """What the employer or the law asks for is owed, unless it is given in kind; protective equipment whoever asks for
    it, unless it is the student's own choice.

    >>> is_owed(VOG, RequiredBy.SCHOOL, 0), is_owed(PROTECTIVE, RequiredBy.SCHOOL, 0), is_owed(VOG, RequiredBy.LAW, 0)
    (False, True, True)
    """
    if provided:
        return False
    if kind == PROTECTIVE:
        return required_by != RequiredBy.OWN_CHOICE
    return required_by == RequiredBy.EMPLOYER or required_by == RequiredBy.LAW


# ---------------------------------------------------------------- what it costs


@rule("vog_online", speaks_of=PLACEMENT, beside=("kind",))
def vog_price(price: Cents) -> Cents:
    """A VOG without an amount takes the online price of the first day (rules/vog.yaml).

    >>> vog_price(price=41_35)
    4135
    """
    return price


@rule(speaks_of=PLACEMENT, beside=("kind",))
def vog_unknown() -> Cents:
    """The price of a VOG on the first day is not known: it counts 0 and the line says so.

    >>> vog_unknown()
    0
    """
    return 0


@rule(speaks_of=PLACEMENT, beside=("kind",))
def cost_provided() -> Cents:
    """What is given in kind costs the student nothing.

    >>> cost_provided()
    0
    """
    return 0


@rule(speaks_of=PLACEMENT, beside=("kind",))
def cost_not_owed(amount: Cents, required_by: RequiredBy) -> Cents:
    """What the school or one's own choice asks for is shown, and not owed by the employer.

    >>> cost_not_owed(amount=85_00, required_by=RequiredBy.SCHOOL)
    0
    """
    return 0


@rule(told_as=lambda q: None)
def shown_only(amount: Cents, cost: Cost, segment: Segment, entry: Entry) -> Cents:
    """What a cost that is not owed comes to in an entry; it stands in the line and is not told as a sum."""
    return amount_in(Paid.COST, amount, cost.per, 0, segment, entry)


def add_cost(number: int, cost: Cost, segment: Segment, entry: Entry, vog: Cents, lines: Lines) -> Cents:
    """Add a cost to its line for an entry; what is owed of it. `vog` is the price on the placement's first day."""
    amount, priced = max(cost.amount, 0), True
    if cost.amount == UNKNOWN and cost.kind == VOG:
        amount, priced = max(vog, 0), vog != UNKNOWN
        if entry.is_first and priced:
            vog_price(vog)
        elif entry.is_first:
            vog_unknown()
            lines[cost.kind][ESTIMATED] = 1
    owed = is_owed(cost.kind, cost.required_by, cost.provided)
    if entry.is_first and priced and cost.provided:
        cost_provided()
    elif entry.is_first and priced and not owed:
        cost_not_owed(amount, cost.required_by)
    if owed and priced:
        paid = amount_in(Paid.COST, amount, cost.per, 0, segment, entry)
    else:
        paid = shown_only(amount, cost, segment, entry)
    lines[cost.kind][INCURRED] += paid
    if cost.provided:
        lines[cost.kind][PROVIDED] += paid
    if not owed:
        return 0
    lines[cost.kind][OWED] += paid
    return paid


def add_costs(case: Case, segment: Segment, entry: Entry, vog: Cents, tables: Tables, lines: Lines) -> Cents:
    """Add every cost of a placement for an entry; what is owed of them, travel aside."""
    owed = 0
    for number in range(case.first_cost, case.after_cost):
        owed += add_cost(number, tables.costs[number], segment, entry, vog, lines)
    return owed


# ---------------------------------------------------------------- what is paid back


@rule(speaks_of=PLACEMENT, beside=("kind",), order=1)
def paid_full(owed: Cents) -> Cents:
    """What is paid back in full is all that is owed of its kind.

    >>> paid_full(owed=41_35)
    4135
    """
    return owed


@rule(order=2)
def paid_km(days: PresenceDays, km: TenthsOfKm, rate: Cents) -> Cents:
    """What is paid per kilometre: there and back on each day present.

    >>> paid_km(days=12, km=10_0, rate=19)
    4560
    """
    return half_up(days * 2 * km * rate, KM)


def add_reimbursement(number: int, item: Reimbursement, segment: Segment, entry: Entry, lines: Lines) -> None:
    """Add what is paid back to its line for an entry; what is paid in full is added at the end."""
    if not item.full:
        lines[item.kind][REIMBURSED] += amount_in(Paid.PAID, item.amount, item.per, 0, segment, entry)


def add_reimbursements(case: Case, segment: Segment, entry: Entry, tables: Tables, lines: Lines) -> None:
    """Add all that is paid back in an entry, per kilometre too."""
    for number in range(case.first_reimbursement, case.after_reimbursement):
        add_reimbursement(number, tables.reimbursements[number], segment, entry, lines)
    if segment.km_rate != UNKNOWN and segment.travel_mode == TravelMode.OWN_VEHICLE:
        lines[TRAVEL][REIMBURSED] += paid_km(entry.presence, segment.distance, segment.km_rate)


def add_full(number: int, item: Reimbursement, lines: Lines) -> None:
    """Add what is paid back in full, when all that is owed is known."""
    if item.full:
        lines[item.kind][REIMBURSED] += paid_full(lines[item.kind][OWED])


# ---------------------------------------------------------------- line by line


def _line(q: Any) -> str:
    if q.owed == 0:
        return "line_not_owed"
    return "line_protective" if q.kind == PROTECTIVE else "line"


@rule("travel_scheme", beside=("kind", "line_force"), speaks_of=PLACEMENT, told_as=_line, order=3)
def line(owed: Cents, reimbursed: Cents) -> Cents:
    """What is open of a kind of cost.

    >>> line(owed=310_20, reimbursed=200_00)
    11020
    """
    return owed - reimbursed


@rule(speaks_of=PLACEMENT, order=4)
def all_in(offered: Cents, open: Cents) -> Cents:
    """What an all-in sum pays of the open expenses, protective equipment left out, before any of it is allowance.

    >>> all_in(offered=589_29, open=119_60), all_in(offered=100_00, open=119_60)
    (11960, 10000)
    """
    return min(offered, open)


@rule(speaks_of=PLACEMENT, order=5, told_as=lambda q: "expenses_total" if q.lines_present else None)
def expenses_total(owed: Cents, reimbursed: Cents, from_all_in: Cents) -> Cents:
    """What is open of the expenses in all.

    >>> expenses_total(owed=310_20, reimbursed=200_00, from_all_in=10_00)
    10020
    """
    return owed - reimbursed - from_all_in
