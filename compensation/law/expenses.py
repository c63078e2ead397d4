"""Expenses of a placement, kind by kind: incurred, provided, owed, reimbursed, and the gap.

The Stagepact, footnote 3, for all costs that the company or the law makes the student incur; protective equipment must
be free of charge by law (Arbowet art. 44; https://www.arboportaal.nl/onderwerpen/stagiair). What is paid back of a
kind counts up to what is owed of it, over the whole placement. A kind of which nobody said what is paid is not stated:
what is owed of it is no gap. An all-in sum first pays the expenses that are owed and not reimbursed: an allowance comes
on top of the expenses (docs/contract/fine_print.md#expenses).
"""

from __future__ import annotations

from typing import Any

from compensation.choices import Period, RequiredBy, TravelMode
from compensation.law.amounts import Paid, amount_in
from compensation.law.ledger import Entry, rule_period_on
from compensation.law.result import ESTIMATED, FULL, INCURRED, OWED, PROVIDED, REIMBURSED, Lines
from compensation.law.rule import PLACEMENT, chapter, never_told
from compensation.law.travel import trips_of_leg
from compensation.placement.case import Case, Cost, Leg, Reimbursement, Segment, Tables
from compensation.rulebook.frozen_records import FrozenKind, Rules
from compensation.units import KM, UNKNOWN, Cents, Flag, TenthsOfKm, Trips, half_up

rule = chapter("expenses")
#: Travel is the first kind of line; the others are kinds of cost, in the order of the rule book.
TRAVEL = 0


def is_owed(kind: FrozenKind, required_by: RequiredBy, provided: Flag) -> bool:
    """What the employer or the law asks for is owed, unless it is given in kind; what the law wants free of charge
    whoever asks for it, unless it is the student's own choice.

    >>> boots, other = FrozenKind(by_law=1, priced=0), FrozenKind(by_law=0, priced=0)
    >>> is_owed(other, RequiredBy.SCHOOL, 0), is_owed(boots, RequiredBy.SCHOOL, 0), is_owed(other, RequiredBy.LAW, 0)
    (False, True, True)
    """
    if provided:
        return False
    if kind.by_law:
        return required_by != RequiredBy.OWN_CHOICE
    return required_by == RequiredBy.EMPLOYER or required_by == RequiredBy.LAW


# ---------------------------------------------------------------- what it costs


@rule("vog_online", speaks_of=PLACEMENT, beside=("kind",))
def vog_price(price: Cents) -> Cents:
    """A VOG without an amount takes the online price of the day on which it is asked for (rules/vog.yaml).

    >>> vog_price(price=41_35)
    4135
    """
    return price


@rule(speaks_of=PLACEMENT, beside=("kind",))
def vog_unknown() -> Cents:
    """The price of a VOG on that day is not known: it counts 0 and the line says so.

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


@rule(told_as=never_told)
def shown_only(amount: Cents, cost: Cost, segment: Segment, entry: Entry) -> Cents:
    """What a cost that is not owed comes to in an entry; it stands in the line and is not told as a sum."""
    return amount_in(Paid.COST, amount, cost.per, 0, cost.first, segment, entry)


def add_cost(number: int, cost: Cost, segment: Segment, entry: Entry, rules: Rules, lines: Lines) -> Cents:
    """Add a cost to its line for an entry; what is owed of it."""
    kind, begins = rules.kinds[cost.kind], entry.first == cost.first
    amount, priced = max(cost.amount, 0), True
    if cost.amount == UNKNOWN and kind.priced:
        price = rules.periods[rule_period_on(cost.first, rules)].vog_price
        amount, priced = max(price, 0), price != UNKNOWN
        if begins and priced:
            vog_price(price)
        elif begins:
            vog_unknown()
            lines[cost.kind][ESTIMATED] = 1
    owed = is_owed(kind, cost.required_by, cost.provided)
    if begins and priced and cost.provided:
        cost_provided()
    elif begins and priced and not owed:
        cost_not_owed(amount, cost.required_by)
    if owed and priced:
        paid = amount_in(Paid.COST, amount, cost.per, 0, cost.first, segment, entry)
    else:
        paid = shown_only(amount, cost, segment, entry)
    lines[cost.kind][INCURRED] += paid
    if cost.provided:
        lines[cost.kind][PROVIDED] += paid
    if not owed:
        return 0
    lines[cost.kind][OWED] += paid
    return paid


def add_costs(case: Case, segment: Segment, entry: Entry, tables: Tables, rules: Rules, lines: Lines) -> Cents:
    """Add every cost that runs in an entry; what is owed of them, travel aside."""
    owed = 0
    for number in range(case.first_cost, case.after_cost):
        cost = tables.costs[number]
        is_over = cost.per == Period.ONCE and entry.first != cost.first
        if cost.first <= entry.first <= cost.last and not is_over:
            owed += add_cost(number, cost, segment, entry, rules, lines)
    return owed


# ---------------------------------------------------------------- what is paid back


@rule(speaks_of=PLACEMENT, beside=("kind",), order=1)
def paid_full(owed: Cents) -> Cents:
    """What is paid back in full is all that is owed of its kind, in its days.

    >>> paid_full(owed=41_35)
    4135
    """
    return owed


@rule(beside=("days",), order=2)
def paid_km(trips: Trips, km: TenthsOfKm, rate: Cents) -> Cents:
    """What is paid per kilometre by own vehicle, for each trip.

    >>> paid_km(trips=24, km=10_0, rate=19)
    4560
    """
    return half_up(trips * km * rate, KM)


def reimbursed_in(number: int, item: Reimbursement, segment: Segment, entry: Entry) -> Cents:
    """What is paid back in an entry of an amount; what is paid in full is counted when all that is owed is known."""
    return 0 if item.full else amount_in(Paid.PAID, item.amount, item.per, 0, item.first, segment, entry)


@rule(told_as=never_told)
def reimbursed_unheld(number: int, item: Reimbursement, segment: Segment, entry: Entry) -> Cents:
    """What is paid back of travel on days whose costs are not known: promised, and held against nothing."""
    return reimbursed_in(number, item, segment, entry)


def add_reimbursements(
    case: Case, segment: Segment, entry: Entry, travel_unknown: Flag, tables: Tables, lines: Lines
) -> Cents:
    """Add all that is paid back in an entry to the lines; all that is promised of it, in full left out.

    Like against like: on days whose travel costs are not known, what is paid back of travel does not count.
    """
    promised = 0
    for number in range(case.first_reimbursement, case.after_reimbursement):
        item = tables.reimbursements[number]
        is_over = item.per == Period.ONCE and entry.first != item.first
        if item.first <= entry.first <= item.last and not is_over:
            if travel_unknown and item.kind == TRAVEL:
                promised += reimbursed_unheld(number, item, segment, entry)
            else:
                paid = reimbursed_in(number, item, segment, entry)
                lines[item.kind][REIMBURSED] += paid
                promised += paid
    return promised


def kilometres_paid(segment: Segment, entry: Entry, tables: Tables, rules: Rules) -> Cents:
    """What is paid per kilometre in an entry, for every leg by own vehicle."""
    paid = 0
    for number in range(segment.first_leg, segment.after_leg):
        if tables.legs[number].mode == TravelMode.OWN_VEHICLE:
            paid += kilometres_of_leg(number, tables.legs[number], segment.km_rate, entry, rules)
    return paid


def kilometres_of_leg(number: int, leg: Leg, rate: Cents, entry: Entry, rules: Rules) -> Cents:
    """What is paid per kilometre of one leg."""
    return paid_km(trips_of_leg(leg, entry, rules), leg.distance, rate)


@rule(told_as=never_told)
def kilometres_unheld(segment: Segment, entry: Entry, tables: Tables, rules: Rules) -> Cents:
    """What is paid per kilometre on days whose costs are not known: promised, and held against nothing."""
    return kilometres_paid(segment, entry, tables, rules)


def is_paid_full(case: Case, entry: Entry, kind: int, tables: Tables) -> bool:
    """Whether all that is owed of a kind is paid back in an entry."""
    for number in range(case.first_reimbursement, case.after_reimbursement):
        item = tables.reimbursements[number]
        if item.full and item.kind == kind and item.first <= entry.first <= item.last:
            return True
    return False


def note_full(case: Case, entry: Entry, sign: int, tables: Tables, lines: Lines) -> Cents:
    """Add what is owed of each kind that is paid in full: called with -1 before an entry and 1 after it."""
    owed = 0
    for number in range(case.first_reimbursement, case.after_reimbursement):
        item = tables.reimbursements[number]
        if item.full and item.first <= entry.first <= item.last:
            lines[item.kind][FULL] += sign * lines[item.kind][OWED]
            owed += sign * lines[item.kind][OWED]
    return owed


def pay_full(kind: int, lines: Lines) -> None:
    """Add what is paid back in full to its line."""
    if lines[kind][FULL] > 0:
        lines[kind][REIMBURSED] += paid_full(lines[kind][FULL])


# ---------------------------------------------------------------- line by line


def _line(q: Any) -> str:
    if q.owed == 0:
        return "line_not_owed"
    return "line_protective" if q.kind_by_law else "line"


@rule("scheme_of_line", beside=("kind", "line_force"), speaks_of=PLACEMENT, told_as=_line, order=3)
def line(owed: Cents, reimbursed: Cents) -> Cents:
    """What is open of a kind of cost.

    >>> line(owed=310_20, reimbursed=200_00)
    11020
    """
    return owed - reimbursed


@rule(beside=("kind", "line_force"), speaks_of=PLACEMENT, order=3)
def line_not_stated(owed: Cents) -> Cents:
    """Nobody said what is paid back of a kind: all that is owed of it is open to say, and none of it is a gap.

    >>> line_not_stated(owed=85_00)
    8500
    """
    return owed


@rule(speaks_of=PLACEMENT, order=4)
def all_in(offered: Cents, open: Cents) -> Cents:
    """What an all-in sum pays of the open expenses, protective equipment left out, before any of it is allowance.

    >>> all_in(offered=589_29, open=119_60), all_in(offered=100_00, open=119_60)
    (11960, 10000)
    """
    return min(offered, open)


def _total(q: Any) -> str | None:
    if not q.lines_present:
        return None
    return "expenses_total_not_stated" if q.not_stated else "expenses_total"


@rule(speaks_of=PLACEMENT, order=5, told_as=_total)
def expenses_total(owed: Cents, reimbursed: Cents, from_all_in: Cents, not_stated: Cents) -> Cents:
    """What is short of the expenses in all.

    >>> expenses_total(owed=310_20, reimbursed=200_00, from_all_in=10_00, not_stated=40_00)
    6020
    """
    return owed - reimbursed - from_all_in - not_stated
