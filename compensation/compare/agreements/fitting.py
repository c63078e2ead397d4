"""The terms that fit: the norm of an allowance, or the least fixed wage a month, from the first day to the last.

An amount for the period in which the norm is counted where one such amount gives the norm in every entry; else an
amount a month for each stretch of time. A fixed wage rises on the days on which the minimum does.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from compensation.assessment import LedgerEntry
from compensation.calendar import month_length, month_of, to_day
from compensation.compare.agreements.terms import MOST_RISES, Pay, Terms, data_of, written
from compensation.placement import read_placement
from compensation.placement.cases import case_of
from compensation.reading import plain
from compensation.rulebook.frozen import freeze
from compensation.telling.answer import Answer, holiday_percent
from compensation.telling.lines import cost_lines
from compensation.units import UNKNOWN, cents, half_up

_CENT = Decimal("0.01")
#: The fields by which an allowance may fall.
HOURS = ("hours_per_week", "workdays", "hours_by_day", "study_year")


def fitting(answer: Answer) -> Terms | None:
    """What fits; None where no day has a norm above nothing or a minimum.

    What is owed of costs that nobody named is paid back.
    """
    pay = tuple(_wages(answer) if answer.earns else _allowance(answer))
    if not pay:
        return None
    return Terms(pay, tuple(unnamed(answer)), apart=True, holiday=holiday_percent(answer) if answer.earns else None)


def unnamed(answer: Answer) -> Iterator[str]:
    """Kinds of cost of which something is owed, and of which it was not said what is paid back."""
    offer = answer.placement.offer
    named = {item.kind for item in offer.reimbursements} | ({"travel"} if offer.km_rate is not None else set())
    return (line.name for line in cost_lines(answer) if line.name not in named and (line.owed or line.estimate))


def _wages(answer: Answer) -> Iterator[Pay]:
    """The least fixed wage a month of each stretch; what comes before the first one begins with it."""
    last: Pay | None = None
    for row in answer.assessment.wage.monthly if answer.assessment.wage else ():
        pay = Pay(row.from_ if last else answer.placement.start, row.amount, known=row.known)
        if last is None or (pay.amount, pay.known) != (last.amount, last.known):
            yield pay
        last = pay


# ---------------------------------------------------------------- allowance


def _allowance(answer: Answer) -> tuple[Pay, ...]:
    found = answer.assessment.allowance
    if found is None or not found.norm:
        return ()
    start = answer.placement.start
    for amount, per in _amounts(answer):
        pay = (Pay(start, amount, per),)
        if _gives_the_norm(answer, pay):
            return pay
    by_month = tuple(_by_month(answer))
    if len(by_month) > MOST_RISES:
        return (Pay(start, max(pay.amount for pay in by_month)),)
    return by_month


def _amounts(answer: Answer) -> Iterator[tuple[Decimal, str]]:
    """Amounts that may give the norm by themselves, with their periods: of a month first."""
    pay, placement = answer.assessment.allowance, answer.placement
    if pay is not None and pay.full_month is not None:
        yield pay.full_month, "month"
    for read in (placement.cao.amount, placement.own_norm):
        if read is not None:
            yield read.amount, read.per
    used = [str(step.quantities["amount"].value) for step in answer.steps("allowance") if "amount" in step.quantities]
    for amount in dict.fromkeys(used):
        for per in ("day", "week", "hour"):
            yield Decimal(amount), per


def _gives_the_norm(answer: Answer, pay: tuple[Pay, ...]) -> bool:
    """Whether this pay is the norm in every entry that has one."""
    placement = read_placement(written(data_of(answer.placement), Terms(pay, apart=True)))
    result = plain.read(*case_of(placement, answer.book), freeze(answer.book))
    return all(amounts.norm in (UNKNOWN, amounts.allowance_offered) for _, amounts, _ in result.ledger)


def _by_month(answer: Answer) -> Iterator[Pay]:
    """An amount a month for each stretch of time with one norm, a part of a cent up.

    It falls only where the hours do: that a norm is not known any longer is no reason to pay less.
    """
    fewer = {change.from_ for change in answer.placement.changes if any(map(change.says, HOURS))}
    entries = [entry for entry in answer.assessment.ledger if entry.allowance_norm is not None]
    whole = dict.fromkeys(entry.allowance_norm for entry in entries if entry.calendar_days == _length(entry))
    now: Decimal | None = None
    for entry in entries:
        norm = entry.allowance_norm or Decimal(0)
        if now is not None and _share(now, entry) == norm:
            continue
        same = next((amount for amount in whole if amount is not None and _share(amount, entry) == norm), None)
        least = (norm * _length(entry) / entry.calendar_days).quantize(_CENT, ROUND_CEILING)
        amount = least if same is None else same
        if now is None or amount > now or entry.from_ in fewer:
            yield Pay(answer.placement.start if now is None else entry.from_, amount)
            now = amount


def _share(amount: Decimal, entry: LedgerEntry) -> Decimal:
    return Decimal(int(half_up(cents(amount) * entry.calendar_days, _length(entry)))).scaleb(-2)


def _length(entry: LedgerEntry) -> int:
    return month_length(month_of(to_day(entry.from_)))
