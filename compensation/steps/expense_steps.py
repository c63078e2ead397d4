"""Steps for the costs, what is reimbursed of them, and what an all-in sum pays."""

from __future__ import annotations

import numpy as np

from compensation.columns import (
    DAY,
    MONTH,
    ONCE,
    OWN_CHOICE,
    PERIODS,
    PROTECTIVE_LINE,
    REQUIRED_BY,
    TRAVEL_LINE,
    VOG_LINE,
    WEEK,
)
from compensation.norms.expenses import Items, is_owed
from compensation.outcome import FORCES, line_force
from compensation.rulebook.models import LINE_KINDS
from compensation.rulebook.series import UNKNOWN
from compensation.steps.model import Quantity, Step, count, eur, rule_ref, scaled, scheme_ref, share, word
from compensation.steps.view import Steps, View, step


def expense_steps(view: View) -> Steps:
    """Every cost item, every reimbursement, every line, and the total."""
    for number in range(len(view.e.placements.costs)):
        yield from _cost_item(view, number)
    yield from _reimbursements(view)
    for line in range(len(LINE_KINDS)):
        if view.e.expenses.present[0, line]:
            yield _line(view, line)
    if view.given("includes_expenses"):
        yield _all_in(view)
    if not view.e.expenses.present.any():
        return
    yield step(
        "expenses_total",
        {name: eur(view.result(f"expenses_total.{name}")) for name in ("owed", "reimbursed", "from_all_in")},
        eur(view.result("expenses_total.gap")),
    )


def _cost_item(view: View, number: int) -> Steps:
    book, start = view.e.book, view.given("start")
    _, kind, amount, per, required_by, provided = map(int, view.e.placements.costs[number])
    subject = {"kind": word(f"cost.{LINE_KINDS[kind]}")}
    if kind == VOG_LINE and amount == UNKNOWN:
        price = int(book.series("vog_online").at(start))
        if price == UNKNOWN:
            yield step("vog_unknown", subject, eur(0))
            return
        amount = price
        yield step("vog_price", subject, eur(price), rule_ref(book, "vog_online", start))
    if provided:
        yield step("cost_provided", subject, eur(0))
        return
    if not bool(is_owed(np.array([kind]), np.array([required_by]), np.array([provided]))[0]):
        by = "own_choice" if required_by == OWN_CHOICE else REQUIRED_BY[required_by]
        yield step("cost_not_owed", subject | {"amount": eur(amount), "required_by": word(f"required_by.{by}")}, eur(0))
        return
    yield from _spread(view, "cost", subject | {"amount": eur(amount)}, view.e.expenses.cost_items, number, per)


def _spread(view: View, what: str, subject: dict[str, Quantity], items: Items, number: int, per: int) -> Steps:
    """One step per entry in which a recurring amount falls; one step for an amount that is paid once."""
    ledger = view.e.ledger
    for place in np.flatnonzero(items.item == number):
        i, cents = int(items.entry[place]), items.cents[place]
        times = {
            MONTH: share(ledger.days[i], ledger.month_days[i]),
            WEEK: share(ledger.days[i], 7),
            DAY: count(ledger.presence[i], "days"),
        }
        quantities = subject if per == ONCE else view.period(i) | subject | {"times": times[per]}
        yield step(f"{what}_{PERIODS[per]}", quantities, eur(cents))


def _reimbursements(view: View) -> Steps:
    for number, (_, kind, amount, per, full) in enumerate(view.e.placements.reimbursements.tolist()):
        subject = {"kind": word(f"cost.{LINE_KINDS[kind]}")}
        if full:
            yield step("paid_full", subject, eur(view.e.expenses.owed[0, kind]))
        else:
            items = view.e.expenses.reimbursement_items
            yield from _spread(view, "paid", subject | {"amount": eur(amount)}, items, number, per)
    rate = view.given("km_rate")
    for i in view.entries() if rate != UNKNOWN else ():
        quantities = view.period(i) | {
            "days": count(view.e.ledger.presence[i], "days"),
            "km": scaled(view.given("distance"), 1, "km"),
            "rate": eur(rate),
        }
        yield step("paid_km", quantities, eur(view.e.expenses.km_paid[i]))


def _line(view: View, line: int) -> Step:
    """What is owed of one kind, what is reimbursed of it, and what is still open."""
    lines = view.e.expenses
    quantities = {
        "kind": word(f"cost.{LINE_KINDS[line]}"),
        "owed": eur(lines.owed[0, line]),
        "reimbursed": eur(lines.reimbursed[0, line]),
        "force": word(f"force.{FORCES[int(line_force(view.e, line)[0])]}"),
    }
    rules = []
    if line == TRAVEL_LINE and view.e.allowance.travel_force_of_scheme[0]:
        key = view.e.book.scheme_keys[view.given("scheme")]
        rules = [scheme_ref(view.e.book, key, int(view.e.allowance.version[0]))]
    if lines.owed[0, line] == 0:
        return step("line_not_owed", quantities, eur(0), rules)
    return step("line_protective" if line == PROTECTIVE_LINE else "line", quantities, eur(lines.gap[0, line]), rules)


def _all_in(view: View) -> Step:
    """What the all-in sum pays of the open expenses before any of it is allowance."""
    open_lines = view.e.expenses.gap[0].copy()
    open_lines[PROTECTIVE_LINE] = 0
    quantities = {
        "offered": eur(view.result("allowance.offered") or 0),
        "open": eur(open_lines.sum()),
    }
    return step("all_in", quantities, eur(view.result("expenses_total.from_all_in")))
