"""Answers that are more than one value of the draft: how they are written, and how they are read back."""

from __future__ import annotations

from typing import Any

from compensation.rulebook import RuleBook
from compensation.ui.calculator.form.changes import EMPTY, is_nothing
from compensation.ui.parts.state import Draft, draft


def write_scheme(d: Draft, choice: str | None) -> None:
    """A scheme of the list, or the amount from one's own cao."""
    d.drop("cao.amount")
    d.put("cao.scheme", None if choice == "own_amount" else choice)
    if choice == "own_amount":
        d.put("cao.amount", {"per": "month"})


def write_norm_asked(default: str, d: Draft, ticked: bool) -> None:
    """Whether another norm is asked for; it begins with the one that is chosen without asking."""
    d.drop("own_norm")
    d.put("norm", default if ticked else None)


# ---------------------------------------------------------------- costs


def write_cost_kinds(book: RuleBook, d: Draft, kinds: list[str]) -> None:
    """The kinds of cost there are: a new kind gets an empty item, one that is gone loses its items."""
    costs = [cost for cost in d.get("costs", []) if cost["kind"] in kinds]
    there = {cost["kind"] for cost in costs}
    d.put_list("costs", [*costs, *(_new_cost(book, d, kind) for kind in kinds if kind not in there)])


def _new_cost(book: RuleBook, d: Draft, kind: str) -> dict[str, Any]:
    """Asked for by whom a source says (rules/costs.yaml); where none says so it is chosen, and not filled in yet."""
    asked_by = book.costs[kind].usually_asked_by(d.get("route"))
    if asked_by == "employer":
        return {"kind": kind}
    return {"kind": kind, "required_by": asked_by or EMPTY}


def add_cost(book: RuleBook, kind: str) -> None:
    """One more cost of a kind; one that comes after another of its kind begins on a day of its own."""
    d = draft()
    dates = {} if kind == "other" else dict(NO_DATES)
    d.put_list("costs", [*d.get("costs", []), _new_cost(book, d, kind) | dates])


def remove_cost(index: int) -> None:
    """Take a cost away; the fields of the others are filled anew."""
    d = draft()
    d.put_list("costs", [cost for i, cost in enumerate(d.get("costs", [])) if i != index])
    d.generation += 1


# ---------------------------------------------------------------- free days


def add_period() -> None:
    """One more period of free days, still without dates."""
    d = draft()
    d.put_list("closed", [*d.get("closed", []), {}])


def remove_period(index: int) -> None:
    """Take a period away; the fields of the others are filled anew."""
    d = draft()
    d.put_list("closed", [period for i, period in enumerate(d.get("closed", [])) if i != index])
    d.generation += 1


# ---------------------------------------------------------------- what is paid


def allowance_answer(d: Draft) -> str | None:
    """paid, unpaid (an amount of 0), or not answered."""
    offered = d.get("offer.allowance")
    if offered is None:
        return None
    return "unpaid" if is_nothing(offered.get("amount")) else "paid"


def write_allowance(d: Draft, answer: str | None) -> None:
    """Whether an allowance is paid."""
    d.drop("offer.allowance")
    if answer is not None:
        d.put("offer.allowance", {"amount": "0", "per": "month"} if answer == "unpaid" else {"per": "month"})


def reimbursements(d: Draft, kind: str) -> list[int]:
    """The places of what is paid back of a kind: one, or more when each has its own time."""
    return [place for place, item in enumerate(d.get("offer.reimbursements", [])) if item["kind"] == kind]


def repaid(d: Draft, kind: str, number: int = 0) -> str | None:
    """none, full, amount, or km: how a kind of cost is paid back; None while that is not said."""
    places = reimbursements(d, kind)
    if number >= len(places):
        return "km" if kind == "travel" and d.get("offer.km_rate") is not None else None
    item = d.get(f"offer.reimbursements.{places[number]}")
    return "full" if item.get("full") else "none" if is_nothing(item.get("amount")) else "amount"


def write_repaid(kind: str, number: int, d: Draft, answer: str | None) -> None:
    """How a kind of cost is paid back: the first time, or another."""
    if kind == "travel" and number == 0:
        d.drop("offer.km_rate")
    items, places = list(d.get("offer.reimbursements", [])), reimbursements(d, kind)
    old = items[places[number]] if number < len(places) else {}
    item = {"kind": kind} | {name: old[name] for name in NO_DATES if name in old}
    said: dict[str | None, dict[str, Any]] = {
        "full": {"full": True},
        "none": {"amount": "0"},
        "amount": {"per": "once" if kind != "travel" else "month"},
    }
    new = [item | said[answer]] if answer in said else []
    if answer == "km":
        d.put("offer.km_rate", EMPTY)
        items = [kept for kept in items if kept["kind"] != kind]
    elif number < len(places):
        items[places[number] : places[number] + 1] = new
    else:
        items += new
    d.put_list("offer.reimbursements", items)


def add_repaid(kind: str) -> None:
    """Another amount for another time."""
    d = draft()
    item = {"kind": kind, "per": "once" if kind != "travel" else "month", **NO_DATES}
    d.put_list("offer.reimbursements", [*d.get("offer.reimbursements", []), item])


def remove_repaid(place: int) -> None:
    """Take it away; the fields of the others are filled anew."""
    d = draft()
    d.put_list("offer.reimbursements", [item for n, item in enumerate(d.get("offer.reimbursements")) if n != place])
    d.generation += 1


# ---------------------------------------------------------------- part of the time

#: Begun: the first and the last day of what holds for part of the time.
NO_DATES = {"from": EMPTY, "to": EMPTY}


def write_dated(path: str, d: Draft, ticked: bool) -> None:
    """Whether something holds for part of the time only; then a first day, a last day or both are asked."""
    for name in NO_DATES:
        d.put(f"{path}.{name}", EMPTY if ticked else None)


def is_dated(d: Draft, path: str) -> bool:
    """Whether it is said to hold for part of the time only."""
    return any(d.get(f"{path}.{name}") is not None for name in NO_DATES)
