"""The lines of a result: what is owed, what is paid, what is short, on which ground and how sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compensation.assessment import ExpenseLine
from compensation.reading.step import Step
from compensation.telling import certainty
from compensation.telling.answer import Answer
from compensation.telling.certainty import Certainty
from compensation.telling.explain import chapter
from compensation.telling.grounds import Ground, ground_of_allowance, ground_of_cost, ground_of_wage, rung

NOTHING = Decimal(0)
#: What a step of a trip is told with when its price is known: a fare, a rate, or a product that makes it free.
_PRICES = {"fare", "rate", "product"}


@dataclass(frozen=True)
class Part:
    """What of a line stands on a harder ground than the whole of it."""

    amount: Decimal
    ground: Ground


@dataclass(frozen=True)
class Line:
    """One line: `name` is a cost kind, allowance, wage or holiday_allowance; amounts over the placement.

    `month` is the amount of a month in cents: exact for an allowance, on `average` for what recurs, None for what
    comes once. `stated`: somebody said what is paid. `provided`: what the employer gives in kind.
    """

    name: str
    owed: Decimal
    paid: Decimal
    short: Decimal
    ground: Ground
    certainty: Certainty
    month: int | None = None
    average: bool = False
    stated: bool = True
    provided: Decimal = NOTHING
    part: Part | None = None


@dataclass(frozen=True)
class AllIn:
    """What of an all-in sum goes to the costs: the lines above are short, and this pays it."""

    taken: Decimal


def lines(answer: Answer) -> list[Line]:
    """All lines, expenses first."""
    return [*cost_lines(answer), *pay_lines(answer)]


def all_in(answer: Answer) -> AllIn | None:
    """What an all-in sum pays of the expenses, None where there is none or nothing to pay."""
    taken = answer.assessment.expenses_total.from_all_in
    return AllIn(taken) if taken else None


def cost_lines(answer: Answer) -> list[Line]:
    """The lines of costs."""
    return [_cost(answer, line) for line in answer.assessment.expenses]


def _cost(answer: Answer, line: ExpenseLine) -> Line:
    once = line.kind != "travel" and all(c.per == "once" for c in answer.placement.costs if c.kind == line.kind)
    return Line(
        name=line.kind,
        owed=line.owed,
        paid=line.reimbursed,
        short=line.gap,
        ground=ground_of_cost(line.kind, line.force),
        certainty=certainty.of_cost(answer, line.kind, steps_of_line(answer, line.kind), line.estimated),
        month=None if once else answer.per_month(line.owed),
        average=not once,
        provided=line.provided,
    )


def pay_lines(answer: Answer) -> list[Line]:
    """The line of the allowance, or those of the wage and its holiday allowance."""
    return [*_allowance(answer), *_wage(answer)]


def _allowance(answer: Answer) -> Iterator[Line]:
    pay = answer.assessment.allowance
    if pay is None:
        return
    part = None
    if pay.entitlement is not None and pay.entitlement_force is not None and pay.force == "pact":
        ground = Ground(pay.entitlement_force, rung(pay.entitlement_force, pay.stale_since))
        part = Part(pay.entitlement, ground)
    yield Line(
        name="allowance",
        owed=pay.norm,
        paid=pay.effective,
        short=pay.gap,
        ground=ground_of_allowance(answer),
        certainty=certainty.of_allowance(answer, steps_of_line(answer, "allowance")),
        month=int(pay.full_month * 100),
        part=part,
    )


def _wage(answer: Answer) -> Iterator[Line]:
    wage = answer.assessment.wage
    if wage is None:
        return
    rows = (
        ("wage", wage.due, wage.offered, wage.shortfall),
        (
            "holiday_allowance",
            wage.holiday_allowance_due,
            wage.holiday_allowance_offered,
            wage.holiday_allowance_shortfall,
        ),
    )
    for name, due, paid, short in rows:
        yield Line(
            name=name,
            owed=due,
            paid=paid,
            short=short,
            ground=ground_of_wage(),
            certainty=certainty.of_wage(answer, steps_of_line(answer, name)),
            month=answer.per_month(due, covered_only=True),
            average=True,
            stated=answer.placement.offer.wage is not None,
        )


# ---------------------------------------------------------------- why


def steps_of_line(answer: Answer, name: str) -> list[Step]:
    """The steps behind a line, in their order."""
    return [step for step in answer.assessment.steps if is_about(answer, step, name)]


def is_about(answer: Answer, step: Step, name: str) -> bool:
    """Whether a step is part of how a line came about; what is said of the paying, only where something was stated."""
    if not answer.anything_stated and _about_paying(step):
        return False
    part = chapter(step)
    if name in ("wage", "holiday_allowance"):
        return part == "wage"
    if name == "allowance" or (name == "travel" and part == "travel"):
        return part == name
    if part != "expenses":
        return False
    kind = step.quantities.get("kind")
    if kind is not None:
        return str(kind.value).rpartition(".")[2] == name
    return any(ref.id.startswith(f"{name}_") for ref in step.rules)


def _about_paying(step: Step) -> bool:
    """Whether a step sets what is paid against what is owed, or says no more than that nothing is paid."""
    if chapter(step) not in ("expenses", "allowance"):
        return False
    compares = step.quantities.keys() & {"reimbursed", "effective", "offered"}
    return bool(compares) or not (step.quantities or step.rules)


def travel_unknown(answer: Answer) -> set[date]:
    """The first days of the entries in which someone travels and no price of it is known: that is not nothing."""
    priced = {step.quantities["from"].value for step in answer.steps("travel") if step.quantities.keys() & _PRICES}
    entries = (entry for entry in answer.assessment.ledger if entry.presence_days)
    return {entry.from_ for entry in entries if entry.from_.isoformat() not in priced}
