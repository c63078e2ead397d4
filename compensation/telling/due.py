"""What of an open amount is due by a day, and what is still to come.

Pay and costs of a month are due when the month is over, or the placement. Where somebody paid a part of something, it
is taken as paid for the first days: nothing is ever called due too early.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compensation.assessment import LedgerEntry
from compensation.calendar import month_of, to_day
from compensation.telling.answer import Answer
from compensation.telling.lines import NOTHING, Line, cost_lines


@dataclass(frozen=True)
class Due:
    """An open sum, split. `until`: the last day of what is due, None when nothing is. `exact`: no part payment was
    spread, so that `now` is not only the least that is due. `last`: the sum says nothing of the days after it;
    `wage_until`: nor of the wage after that earlier day, None where there is none."""

    until: date | None
    now: Decimal
    later: Decimal
    exact: bool
    last: date
    wage_until: date | None = None


def due(answer: Answer, on: date) -> Due:
    """The gap of a placement, as it stands on a day."""
    gap, ended = answer.assessment.totals.gap, list(_ended(answer, on))
    last, wage_until = _known(answer)
    if not ended:
        return Due(None, NOTHING, gap, exact=True, last=last, wage_until=wage_until)
    until = ended[-1].to
    if until == answer.placement.end:
        return Due(until, gap, NOTHING, exact=True, last=last)
    now = min(gap, _open(answer, ended))
    exact = not any(_in_part(line) for line in cost_lines(answer))
    return Due(until, now, gap - now, exact=exact, last=last, wage_until=wage_until)


def _known(answer: Answer) -> tuple[date, date | None]:
    """The last day of which the sum says anything; and of the wage, where costs go on after it."""
    end, wage = answer.placement.end, answer.assessment.wage
    known = (wage.covered_until if wage is not None else None) or end
    later = (e for e in answer.assessment.ledger if e.to > known)
    if known < end and any(line.short for line in cost_lines(answer)) and any(e.travel or e.expenses for e in later):
        return end, known
    return known, None


def _ended(answer: Answer, on: date) -> Iterable[LedgerEntry]:
    """The entries whose month, or whose placement, is over on a day."""
    over, today = answer.placement.end <= on, to_day(on)
    return (e for e in answer.assessment.ledger if over or month_of(to_day(e.to)) < month_of(today + 1))


def _in_part(line: Line) -> bool:
    return bool(line.short and line.paid)


def _open(answer: Answer, ended: list[LedgerEntry]) -> Decimal:
    costs = cost_lines(answer)
    travel, others = ([line for line in costs if (line.name == "travel") is of_travel] for of_travel in (True, False))
    expected = {"travel": _sum(e.travel for e in ended), "others": _sum(e.expenses for e in ended)}
    pay = _pay(answer, ended)
    if answer.assessment.expenses_total.from_all_in:
        # One sum for everything: what it leaves open is not told apart.
        return max(NOTHING, pay + expected["travel"] + expected["others"] - _settled(costs, all_in=False))
    found = [(expected["travel"], travel), (expected["others"], others)]
    open_costs = (min(_sum(line.short for line in of), max(NOTHING, sum_ - _settled(of))) for sum_, of in found)
    return max(NOTHING, pay) + _sum(open_costs)


def _settled(lines: Iterable[Line], *, all_in: bool = True) -> Decimal:
    """What of some costs is paid, or nobody said."""
    return _sum(line.paid + line.not_stated - (NOTHING if all_in else line.from_all_in) for line in lines)


def _pay(answer: Answer, ended: list[LedgerEntry]) -> Decimal:
    """What of the wage is short, or of the allowance (less than nothing where more is paid)."""
    if not answer.pay_stated:
        return NOTHING
    if answer.earns:
        return _sum(e.wage_shortfall for e in ended)
    return _sum(e.allowance_norm for e in ended) - _sum(e.allowance_offered for e in ended)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), NOTHING)
