"""Answers that are more than one value of the draft: how they are written, and how they are read back."""

from __future__ import annotations

from typing import Any

from compensation.calendar import WEEKDAYS
from compensation.rulebook import RuleBook
from compensation.ui.parts.state import Draft, draft

#: Chosen, and not filled in yet.
EMPTY = ""


def write_workdays(d: Draft, days: list[str]) -> None:
    """The days of the week in their order."""
    d.put("workdays", [day for day in WEEKDAYS if day in days] or None)


def write_scheme(d: Draft, choice: str | None) -> None:
    """A scheme of the list, or the amount from one's own cao."""
    d.drop("cao.amount")
    d.put("cao.scheme", None if choice == "own_amount" else choice)
    if choice == "own_amount":
        d.put("cao.amount", {"per": "month"})


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


def add_other() -> None:
    """One more cost without a name of its own."""
    d = draft()
    d.put_list("costs", [*d.get("costs", []), {"kind": "other", "required_by": EMPTY}])


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
    return "unpaid" if offered.get("amount") == "0" else "paid"


def write_allowance(d: Draft, answer: str | None) -> None:
    """Whether an allowance is paid."""
    d.drop("offer.allowance")
    if answer is not None:
        d.put("offer.allowance", {"amount": "0", "per": "month"} if answer == "unpaid" else {"per": "month"})


def reimbursement(d: Draft, kind: str) -> int | None:
    """The place of the reimbursement of a kind."""
    items = d.get("offer.reimbursements", [])
    return next((i for i, item in enumerate(items) if item["kind"] == kind), None)


def repaid(d: Draft, kind: str) -> str:
    """none, full, amount, or km: how a kind of cost is paid back."""
    if kind == "travel" and d.get("offer.km_rate") is not None and d.get("travel.mode") == "own_vehicle":
        return "km"
    index = reimbursement(d, kind)
    if index is None:
        return "none"
    return "full" if d.get(f"offer.reimbursements.{index}.full") else "amount"


def write_repaid(kind: str, d: Draft, answer: str | None) -> None:
    """How a kind of cost is paid back."""
    if kind == "travel":
        d.drop("offer.km_rate")
    items = [item for item in d.get("offer.reimbursements", []) if item["kind"] != kind]
    if answer == "full":
        items.append({"kind": kind, "full": True})
    elif answer == "amount":
        items.append({"kind": kind, "per": "once" if kind != "travel" else "month"})
    elif answer == "km":
        d.put("offer.km_rate", EMPTY)
    d.put_list("offer.reimbursements", items)
