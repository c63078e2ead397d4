"""When an agreement is not made, and why: what cannot be agreed. Everything else is the parties' own to agree.

Refused is only what is below a known minimum wage (with its holiday allowance), below protective equipment that is free
by law, or below an amount of a cao that is known to hold in these days. An old amount of a cao, an employer's own
scheme, an estimate and an advice refuse nothing, nor does what nobody has stated.

What a cao asks by the month is held to each month by itself: a month after the cao, in which more is paid than anybody
asks, makes no month under the cao good.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from compensation.reading.step import Step
from compensation.telling.answer import Answer
from compensation.telling.grounds import Rung
from compensation.telling.lines import Line, lines, pay_lines
from compensation.telling.monthly import by_share
from compensation.texts import euros, text
from compensation.units import cents

Reason = Literal["wage", "pay", "holiday_allowance", "equipment", "cao"]
_PAY: tuple[Reason, ...] = ("wage", "pay", "holiday_allowance")


@dataclass(frozen=True)
class Refusal:
    """Why an agreement is refused: `short` is what is missing over the known days, `cao` the name of the cao."""

    id: Reason
    short: Decimal
    cao: str | None = None


def refusals(answer: Answer) -> tuple[Refusal, ...]:
    """Everything for which an agreement on what is offered now is refused: the law first, then the cao."""
    short = [line for line in lines(answer) if line.short]
    of_cao = [line for line in short if line.ground.rung is Rung.MUST_BY_CAO]
    found = [_by_law(line) for line in short if line.ground.rung is Rung.MUST]
    missing = max(sum((line.short for line in of_cao), Decimal(0)), _short_by_month(answer))
    if missing:
        name = next((line.ground.scheme for line in of_cao if line.ground.scheme), answer.scheme_name)
        found.append(Refusal("cao", missing, name))
    return tuple(found)


def _short_by_month(answer: Answer) -> Decimal:
    """What an allowance by the month is short of a fresh amount of a cao by the month, entry by entry."""
    fresh = any(line.name == "allowance" and line.ground.rung is Rung.MUST_BY_CAO for line in pay_lines(answer))
    if not fresh or not answer.pay_stated or answer.placement.offer.includes_expenses:
        return Decimal(0)
    asked: dict[str, Decimal] = {}
    offered: dict[str, Decimal] = {}
    for step in answer.steps("allowance"):
        if (began := step.quantities.get("from")) is None or step.result is None:
            continue
        day, amount = str(began.value), Decimal(str(step.result.value))
        if step.id == "allowance.offer_month":
            offered[day] = amount
        elif day in asked or (by_share(step.quantities) and _of_cao(answer, step)):
            asked[day] = amount  # a step for this level follows that of the norm
    return sum((max(amount - offered.get(day, amount), Decimal(0)) for day, amount in asked.items()), Decimal(0))


def _of_cao(answer: Answer, step: Step) -> bool:
    """Whether a step says what the cao asks: the scheme that applies, or the amount that was read in one's own."""
    own = answer.placement.cao.amount is not None and "norm_cao" in step.id
    return own or any(ref.id == f"scheme.{answer.placement.cao.scheme}" for ref in step.rules)


def refusal(answer: Answer) -> Refusal | None:
    """The first reason for which an agreement is refused; None when it is made."""
    return next(iter(refusals(answer)), None)


def _by_law(line: Line) -> Refusal:
    return Refusal(next((reason for reason in _PAY if reason == line.name), "equipment"), line.short)


def refusal_words(refused: Refusal, lang: str) -> str:
    """Why it is refused and what to do, to the employer."""
    key = f"refusal.{refused.id}"
    name = refused.cao or text("refusal.own_cao", lang)
    return text(key, lang, amount=euros(cents(refused.short), lang), name=name)
