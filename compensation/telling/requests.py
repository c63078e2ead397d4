"""What a student may ask for: a request for each ground on which something is missing, the strongest ground first.

What the law says is asked firmly and by the law's name; a cao is asked to be looked up; what is only agreed (pact) or
advised is asked as a favour. What nobody stated is asked, and called neither paid nor short. Costs come first for an
allowance, the wage for bbl and dual.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from compensation.assessment import WageResult
from compensation.telling.answer import Answer, holiday_percent
from compensation.telling.grounds import Rung
from compensation.telling.lines import Line, cost_lines, pay_lines


@dataclass(frozen=True)
class Request:
    """One thing to ask: `key` names its words, `amounts` and `values` fill them, `lines` are the costs it names."""

    key: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


def requests(answer: Answer, *, over: bool) -> list[Request]:
    """All requests; `over`: the placement has ended."""
    wage = answer.assessment.wage
    if wage is not None:
        return [*_wage(answer, wage, over), *_contract(answer), *_expenses(answer), *_expenses_to_state(answer)]
    if answer.assessment.expenses_total.from_all_in:
        return [*_equipment(answer), *_all_in(answer), *_expenses_to_state(answer)]
    return [*_expenses(answer), *_allowance(answer), *_expenses_to_state(answer)]


# ---------------------------------------------------------------- wage


def _wage(answer: Answer, wage: WageResult, over: bool) -> Iterator[Request]:
    if not wage.stated:
        if wage.monthly:
            yield Request("wage_not_stated")
        return
    for line in pay_lines(answer):
        if not line.short:
            continue
        amounts = {"amount": line.short}
        if line.name == "holiday_allowance":
            yield Request("holiday_allowance", amounts, {"percent": holiday_percent(answer)})
        elif line.ground.rung is Rung.MUST:
            yield Request("wage_past" if over else "wage", amounts)
        else:
            key = "wage_by_cao" if line.ground.rung is Rung.MUST_BY_CAO else "wage_probably_by_cao"
            yield Request(key if answer.scheme_name else f"{key}_own", amounts, {"scheme": answer.scheme_name})


def _contract(answer: Answer) -> Iterator[Request]:
    contract = answer.assessment.finding("employment_contract")
    if contract.status == "below":
        yield Request("contract" if contract.force == "pact" else "contract_higher")


# ---------------------------------------------------------------- expenses


def _equipment(answer: Answer) -> Iterator[Request]:
    for line in cost_lines(answer):
        if line.short and line.ground.force == "law":
            yield Request("equipment", {"amount": line.short})


def _expenses(answer: Answer) -> Iterator[Request]:
    short = [line for line in cost_lines(answer) if line.short]
    yield from _equipment(answer)
    if agreed := tuple(line for line in short if line.ground.force in ("cao", "employer")):
        yield Request("travel_agreed", values={"scheme": answer.scheme_name or ""}, lines=agreed)
    if pact := tuple(line for line in short if line.ground.force == "pact"):
        yield Request("expenses_mbo" if answer.level == "mbo" else "expenses_regional", lines=pact)
    if advice := tuple(line for line in short if line.ground.force == "advice"):
        yield Request("expenses_higher", lines=advice)


def _expenses_to_state(answer: Answer) -> Iterator[Request]:
    """Costs of which nobody said whether they are paid."""
    found = [line for line in cost_lines(answer) if not line.stated]
    if by_law := tuple(line for line in found if line.not_stated and line.ground.force == "law"):
        yield Request("equipment_not_stated", lines=by_law)
    if others := tuple(line for line in found if (line.not_stated or line.estimate) and line.ground.force != "law"):
        yield Request("expenses_not_stated", lines=others)


def _all_in(answer: Answer) -> Iterator[Request]:
    """One sum that is open, and the two ways to settle it: never the same money twice."""
    a = answer.assessment
    pay, taken, gap = a.allowance, a.expenses_total.from_all_in, a.totals.gap
    gap -= sum((line.short for line in cost_lines(answer) if line.ground.force == "law"), Decimal(0))
    if pay is None:
        return
    amounts = {"offered": pay.offered, "taken": taken, "left": pay.effective, "gap": gap, "rest": gap - taken}
    if not gap:
        yield Request("all_in_enough", amounts)
    else:
        yield Request("all_in" if gap > taken else "all_in_small", amounts)


# ---------------------------------------------------------------- allowance


def _allowance(answer: Answer) -> Iterator[Request]:
    pay = answer.assessment.allowance
    if pay is None:
        return
    full = {} if pay.full_month is None else {"full": pay.full_month}
    if not pay.stated:
        yield from _allowance_to_state(answer, full)
        return
    found = pay_lines(answer)
    for line in found:
        if line.short:
            # Of what stands on two grounds the month is not told apart.
            yield _short(answer, line, {"amount": line.short, **(full if len(found) == 1 else {})})


def _allowance_to_state(answer: Answer, full: dict[str, Decimal]) -> Iterator[Request]:
    """Nobody said what allowance is paid: by what it stands on."""
    hardest = next((line for line in pay_lines(answer) if line.owed), None)
    if hardest is None or not full:
        yield Request("allowance_not_stated")
        return
    rung, scheme = hardest.ground.rung, {"scheme": answer.scheme_name, "force": hardest.ground.force}
    if rung in (Rung.MUST_BY_CAO, Rung.MUST_BY_SCHEME, Rung.PROBABLY):
        key = "probably" if rung is Rung.PROBABLY else "by_scheme" if answer.scheme_name else "by_own_cao"
        yield Request(f"allowance_not_stated_{key}", full, {**scheme, "year": _year(hardest)})
    else:
        yield Request(f"allowance_not_stated_{'own' if rung is Rung.OWN else 'advice'}", full)


def _short(answer: Answer, line: Line, amounts: dict[str, Decimal]) -> Request:
    """An allowance that is short, by what it stands on."""
    rung, scheme = line.ground.rung, answer.scheme_name
    if rung is Rung.PROBABLY:
        values = {"scheme": scheme, "force": line.ground.force, "year": _year(line)}
        return Request("allowance_probably", amounts, values)
    if rung in (Rung.MUST_BY_CAO, Rung.MUST_BY_SCHEME):
        return Request("allowance_own_cao" if scheme is None else f"allowance_{line.ground.force}", amounts)
    if rung is Rung.AGREED:
        return Request("level_mbo" if answer.level == "mbo" else "level_regional", amounts)
    if rung is Rung.OWN:
        return Request("allowance_own", amounts)
    pay = answer.assessment.allowance
    if answer.assessment.finding("allowance_level_equal").status == "below":
        return Request("level_higher", amounts)
    if pay is not None and pay.entitlement_force == "advice":
        return Request("allowance_advised", amounts, {"scheme": scheme})
    return Request("allowance_advice" if "full" in amounts else "allowance_advice_part", amounts)


def _year(line: Line) -> str:
    return "" if line.ground.seen is None else str(line.ground.seen.year)
