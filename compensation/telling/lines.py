"""The lines of a result: what is owed, what is paid, what is short, on which ground and how sure.

An amount that stands on two grounds is two lines: what a cao asks above the law, what the pact asks above a cao. What
nobody stated is neither paid nor short, and what is an estimate stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from compensation.assessment import ExpenseLine, WageResult
from compensation.choices import Force, words_of
from compensation.reading.step import Step
from compensation.telling import certainty
from compensation.telling.answer import Answer
from compensation.telling.certainty import Certainty
from compensation.telling.explain import chapter
from compensation.telling.grounds import Ground, Rung, ground_of_cost, ground_of_pay
from compensation.telling.monthly import Stretch, allowance_stretches, of_total
from compensation.units import cents

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Amounts:
    """Amounts over the placement. `paid` is what was promised of it, `estimate` what is owed in days not yet known."""

    owed: Decimal = NOTHING
    paid: Decimal = NOTHING
    short: Decimal = NOTHING
    not_stated: Decimal = NOTHING
    estimate: Decimal = NOTHING

    @property
    def any(self) -> bool:
        """Whether there is an amount at all."""
        return bool(self.owed or self.paid or self.estimate)


@dataclass(frozen=True, kw_only=True)
class Line(Amounts):
    """One line: `name` is a cost kind, allowance, wage, holiday_allowance; pay is a wage with its holiday
    allowance, pay_above what a cao asks of both above the law.

    `month` is the amount of a month in cents: exact for an allowance, on `average` for what recurs, None for what comes
    once or differs in time. `stretches`: the days of an allowance with their amounts a month, where these can be told;
    `month` is then that of its own days, and no average over days of another line. `stated`: somebody said what is
    paid. `provided`: what the employer gives in kind. `known`: it is known what is owed, if only in part; where it is
    not, `paid` and `short` compare nothing and are no amounts to show. `short` of a cost is what is left open when an
    all-in sum has paid its part (`from_all_in`).
    """

    name: str
    ground: Ground
    certainty: Certainty
    month: int | None = None
    average: bool = False
    stated: bool = True
    known: bool = True
    provided: Decimal = NOTHING
    from_all_in: Decimal = NOTHING
    stretches: tuple[Stretch, ...] = ()


def lines(answer: Answer) -> list[Line]:
    """All lines, expenses first."""
    return [*cost_lines(answer), *pay_lines(answer)]


def total_known(answer: Answer) -> bool:
    """Whether anything is known of what is owed: 0 of what nobody knows is no sum."""
    return bool(answer.assessment.totals.owed) or all(line.known for line in lines(answer))


def by_rung(answer: Answer) -> dict[Rung, Amounts]:
    """The totals of everything that stands as hard, hardest first: an old amount of a cao apart from a fresh one."""
    found = [(line.ground.rung, line) for line in lines(answer) if line.any]
    return {rung: _sum(line for on, line in found if on is rung) for rung in Rung if any(on is rung for on, _ in found)}


def _sum(parts: Iterable[Amounts]) -> Amounts:
    names, kept = [one.name for one in fields(Amounts)], list(parts)
    return Amounts(**{name: sum((getattr(part, name) for part in kept), NOTHING) for name in names})


# ---------------------------------------------------------------- costs


def cost_lines(answer: Answer) -> list[Line]:
    """The lines of costs; an all-in sum pays what is open in their order, but never what must be free by law."""
    left, found = answer.assessment.expenses_total.from_all_in, []
    for line in answer.assessment.expenses:
        taken = NOTHING if line.force == "law" else min(left, line.gap)
        left -= taken
        found.append(_cost(answer, line, taken))
    return found


def cost_per_month(answer: Answer, kind: str, amount: Decimal) -> int | None:
    """What a kind of cost comes to by the month, in cents: what is asked by the month is that, all else an average."""
    return answer.per_month(amount, exactly=comes_by_the_month(answer, kind))


def comes_by_the_month(answer: Answer, kind: str) -> bool:
    """Whether a kind of cost is an amount a month, and nothing else."""
    p = answer.placement
    if kind == "travel":
        return all(leg.mode == "season_ticket" and leg.per == "month" for leg in p.legs)
    return all(cost.per == "month" for cost in p.costs if cost.kind == kind)


def _cost(answer: Answer, line: ExpenseLine, taken: Decimal) -> Line:
    once = line.kind != "travel" and all(c.per == "once" for c in answer.placement.costs if c.kind == line.kind)
    once = once or answer.is_short
    return Line(
        name=line.kind,
        owed=line.owed,
        paid=line.reimbursed + taken,
        short=line.gap - taken,
        not_stated=line.not_stated,
        estimate=line.estimate,
        ground=ground_of_cost(answer, line.kind, line.force),
        certainty=certainty.of_cost(answer, steps_of_line(answer, line.kind), line),
        month=None if once or line.estimate else cost_per_month(answer, line.kind, line.owed),
        average=not once,
        stated=line.stated,
        known=bool(line.owed) or not line.estimate,
        provided=line.provided,
        from_all_in=taken,
    )


# ---------------------------------------------------------------- pay


def pay_lines(answer: Answer) -> list[Line]:
    """The allowance by its grounds; or the wage and its holiday allowance, together where a cao asks more than law."""
    parts = dict(_pay_by_force(answer))
    wage = answer.assessment.wage
    if wage is None:
        return [_allowance(answer, force, amounts, len(parts) == 1) for force, amounts in parts.items()]
    if set(parts) - {"law"}:
        return [_pay(answer, force, amounts) for force, amounts in parts.items()]
    return list(_wage(answer, wage))


def _pay_by_force(answer: Answer) -> Iterator[tuple[str, Amounts]]:
    """What of each ground is pay: its total less what of it are costs."""
    costs = cost_lines(answer)
    totals = {total.ground: total for total in answer.assessment.totals.by_ground}
    found = False
    for force in words_of(Force):
        if force not in totals:
            continue
        total, of_it = totals[force], [line for line in costs if line.ground.force == force]
        amounts = Amounts(
            owed=total.owed - sum(line.owed for line in of_it),
            paid=total.offered - sum(line.paid for line in of_it),
            short=total.gap - sum(line.short for line in of_it),
            not_stated=total.not_stated - sum(line.not_stated for line in of_it),
            estimate=total.estimate - sum(line.estimate for line in of_it),
        )
        if amounts.any:
            found = True
            yield force, amounts
    pay = answer.assessment.allowance
    if not found and pay is not None:
        yield pay.force, Amounts()


def _allowance(answer: Answer, force: str, amounts: Amounts, alone: bool) -> Line:
    pay, told = answer.assessment.allowance, of_total(allowance_stretches(answer), cents(amounts.owed))
    full = pay.full_month if pay is not None and alone and len(told) < 2 else None
    month = cents(full) if full is not None else told[0].month if len(told) == 1 else None
    return Line(
        **vars(amounts),
        name="allowance",
        ground=ground_of_pay(answer, force),
        certainty=certainty.of_allowance(answer, steps_of_line(answer, "allowance"), force),
        month=month if month is not None or told else answer.per_month(amounts.owed),
        average=month is None and not told,
        stated=answer.pay_stated,
        known=bool(amounts.owed) or answer.norm_known,
        stretches=tuple(told),
    )


def _pay(answer: Answer, force: str, amounts: Amounts) -> Line:
    return Line(
        **vars(amounts),
        name="pay" if force == "law" else "pay_above",
        ground=ground_of_pay(answer, force),
        certainty=certainty.of_wage(answer, steps_of_line(answer, "wage")),
        stated=answer.pay_stated,
        known=bool(amounts.owed) or answer.all_covered,
    )


def _wage(answer: Answer, wage: WageResult) -> Iterator[Line]:
    sure = certainty.of_wage(answer, steps_of_line(answer, "wage"))
    rows = wage.monthly
    yield Line(
        name="wage",
        owed=wage.due,
        paid=wage.offered,
        short=wage.shortfall,
        not_stated=wage.not_stated,
        estimate=wage.estimate,
        ground=ground_of_pay(answer, "law"),
        certainty=sure,
        month=int(rows[0].amount * 100) if len(rows) == 1 else None,
        stated=wage.stated,
        known=wage.coverage != "none",
    )
    yield Line(
        name="holiday_allowance",
        owed=wage.holiday_allowance_due,
        paid=wage.holiday_allowance_offered,
        short=wage.holiday_allowance_shortfall,
        not_stated=wage.holiday_allowance_not_stated,
        estimate=wage.holiday_allowance_estimate,
        ground=ground_of_pay(answer, "law"),
        certainty=sure,
        stated=wage.stated,
        known=wage.coverage != "none",
    )


# ---------------------------------------------------------------- why


def steps_of_line(answer: Answer, name: str) -> list[Step]:
    """The steps behind a line, in their order."""
    return [step for step in answer.assessment.steps if is_about(step, name)]


def is_about(step: Step, name: str) -> bool:
    """Whether a step is part of how a line came about."""
    part = chapter(step)
    if name in ("wage", "holiday_allowance", "pay", "pay_above"):
        return part == "wage"
    if name == "allowance" or (name == "travel" and part == "travel"):
        return part == name
    if part != "expenses":
        return False
    kind = step.quantities.get("kind")
    if kind is not None:
        return str(kind.value).rpartition(".")[2] == name
    return any(ref.id.startswith(f"{name}_") for ref in step.rules)
