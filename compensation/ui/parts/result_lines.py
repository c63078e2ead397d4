"""The lines of a result: what is owed, what is paid, what is short, on which ground and how well checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compensation.assessment import ExpenseLine
from compensation.telling.explain import Explained
from compensation.ui.parts.result_view import Result


@dataclass(frozen=True)
class Line:
    """One line: `name` is a cost kind, allowance, all_in, wage or holiday_allowance; amounts over the placement.

    `month` is the amount of a month: exact for an allowance, on average for what recurs, None for what comes once.
    `seen` is the day on which its price was last seen, where that lies before the placement.
    """

    name: str
    month: int | None
    owed: Decimal
    paid: Decimal
    short: Decimal
    force: str
    mark: str | None
    estimated: bool = False
    average: bool = False
    seen: date | None = None


def lines(result: Result) -> list[Line]:
    """All lines, expenses first."""
    found = [_expense(result, line) for line in result.assessment.expenses]
    taken = result.assessment.expenses_total.from_all_in
    if taken:
        found.append(Line("all_in", None, Decimal(0), taken, -taken, "pact", None))
    return [*found, *_pay(result)]


def _expense(result: Result, line: ExpenseLine) -> Line:
    once = line.kind != "travel" and all(c.per == "once" for c in result.placement.costs if c.kind == line.kind)
    return Line(
        name=line.kind,
        month=None if once else result.per_month(line.owed),
        owed=line.owed,
        paid=line.reimbursed,
        short=line.gap,
        force=line.force,
        mark=result.mark(steps_of_line(result, line.kind)),
        seen=result.last_seen(steps_of_line(result, line.kind)),
        estimated=line.estimated,
        average=not once,
    )


#: Steps about what is paid: silent while nothing was said about it.
_ABOUT_PAYING = ("offer_none", "offer_effective", "allowance_gap", "line", "line_protective")


def steps_of_line(result: Result, name: str) -> list[Explained]:
    """The steps behind a line."""
    steps = _steps_of_line(result, name)
    if result.offered or result.pay_given:
        return steps
    return [step for step in steps if step.step.id.rpartition(".")[2] not in _ABOUT_PAYING]


def _steps_of_line(result: Result, name: str) -> list[Explained]:
    if name == "travel":
        own = [s for s in result.steps("expenses") if _kind(s) == "travel"]
        return [*result.steps("travel"), *own]
    if name == "allowance":
        return result.steps("allowance")
    if name in ("wage", "holiday_allowance"):
        return result.steps("wage")
    return [s for s in result.steps("expenses") if _kind(s) == name or s.step.id.startswith(f"expenses.{name}_")]


def _kind(step: Explained) -> str | None:
    quantity = step.step.quantities.get("kind")
    return str(quantity.value).rpartition(".")[2] if quantity else None


def _pay(result: Result) -> list[Line]:
    allowance, wage = result.assessment.allowance, result.assessment.wage
    if allowance is not None:
        mark = result.mark(result.steps("allowance"))
        month = int(allowance.full_month * 100)
        return [Line("allowance", month, allowance.norm, allowance.effective, allowance.gap, allowance.force, mark)]
    if wage is None:
        return []
    mark = result.mark(s for s in result.steps("wage") if not s.step.id.endswith("indication"))
    rows = (
        ("wage", wage.due, wage.offered, wage.shortfall),
        (
            "holiday_allowance",
            wage.holiday_allowance_due,
            wage.holiday_allowance_offered,
            wage.holiday_allowance_shortfall,
        ),
    )
    return [
        Line(name, result.per_month(due, covered_only=True), due, paid, short, "law", mark, average=True)
        for name, due, paid, short in rows
    ]
