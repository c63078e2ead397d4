"""What a student may ask for: a request for each ground on which something is missing, the strongest ground first.

What the law says is asked firmly and by the law's name; a cao is asked to be looked up; what is only agreed (pact) or
advised is asked as a favour. Costs come first for an allowance, the wage for bbl and dual.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from compensation.telling.answer import Answer
from compensation.telling.lines import Line, all_in, cost_lines


@dataclass(frozen=True)
class Request:
    """One thing to ask: `key` names its words, `amounts` and `values` fill them, `lines` are the costs it names."""

    key: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


def requests(answer: Answer, *, over: bool) -> list[Request]:
    """All requests; `over`: the placement has ended."""
    if answer.earns:
        return [*_wage(answer, over), *_expenses(answer)]
    return [*_expenses(answer), *_allowance(answer)]


def _wage(answer: Answer, over: bool) -> Iterator[Request]:
    wage, contract = answer.assessment.wage, answer.assessment.finding("employment_contract")
    if wage is None:
        return
    if not answer.pay_stated:
        if wage.due:
            yield Request("wage_not_given", {"due": wage.due})
    else:
        if wage.shortfall:
            yield Request("wage_past" if over else "wage", {"amount": wage.shortfall})
        if wage.holiday_allowance_shortfall:
            percent = holiday_percent(answer)
            yield Request("holiday_allowance", {"amount": wage.holiday_allowance_shortfall}, {"percent": percent})
    if contract.status == "below":
        yield Request("contract")


def holiday_percent(answer: Answer) -> Decimal | None:
    """The least holiday allowance by law, in percent, on the first day that it is known."""
    versions = (answer.version_on("holiday_allowance", entry.from_) for entry in answer.assessment.ledger)
    return next((version.value for version in versions if version is not None), None)


def _expenses(answer: Answer) -> Iterator[Request]:
    short = [line for line in cost_lines(answer) if line.short]
    for line in short:
        if line.ground.stated_in == "equipment":
            yield Request("equipment", {"amount": line.short})
    agreed = tuple(line for line in short if line.ground.force in ("cao", "employer"))
    others = tuple(line for line in short if line.ground.force == "pact")
    if all_in(answer) is not None:
        # An all-in sum pays all open lines together, so what is left open cannot be said line by line.
        if others or agreed:
            yield from _all_in(answer)
        return
    if agreed:
        yield Request("travel_agreed", values={"scheme": answer.scheme_name or ""}, lines=agreed)
    if others:
        yield Request(f"expenses_{answer.level}", lines=others)


def _all_in(answer: Answer) -> Iterator[Request]:
    paid, pay = all_in(answer), answer.assessment.allowance
    if paid is not None and pay is not None:
        yield Request("all_in", {"offered": pay.offered, "taken": paid.taken, "left": pay.effective})


def _allowance(answer: Answer) -> Iterator[Request]:
    pay, cao = answer.assessment.allowance, answer.assessment.finding("allowance_cao")
    if pay is None:
        return
    if pay.force == "advice" and pay.gap:
        yield Request("allowance_advice", {"amount": pay.gap, "full": pay.full_month})
        return
    if cao.status == "below" and cao.amount is not None and pay.entitlement_force:
        key = "own_cao" if answer.scheme_name is None else pay.entitlement_force
        yield Request(f"allowance_{key}", {"amount": cao.amount}, {"scheme": answer.scheme_name})
    if not pay.gap:
        return
    if pay.force == "pact":
        yield Request(f"level_{answer.level}", {"amount": pay.gap, "norm": pay.norm})
    elif pay.force == "own":
        yield Request("allowance_own", {"amount": pay.gap, "full": pay.full_month})
