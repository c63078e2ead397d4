"""What an allowance or a wage is a month, stretch by stretch: the amount that two people agree, with its dates.

A wage has its least fixed amounts from the law (C1 of the contract). Of an allowance the months themselves say it: a
whole month is what a month is, a part of one is brought back to a month by the share that its step names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from compensation.assessment import LedgerEntry
from compensation.calendar import month_length, month_of, to_day
from compensation.telling.answer import Answer
from compensation.units import cents, half_up

#: More different amounts than these are an average: by the day or by the hour every month is another one.
_MOST = 3


@dataclass(frozen=True)
class Stretch:
    """Days with one amount a month, in cents; `total` is what they come to. `known`: the rules of these days are."""

    first: date
    last: date
    month: int
    total: int = 0
    known: bool = True


def wage_stretches(answer: Answer) -> list[Stretch]:
    """The least fixed wage a month, each from the day on which it must rise."""
    wage = answer.assessment.wage
    rows = wage.monthly if wage is not None else []
    return [Stretch(row.from_, row.to, cents(row.amount), known=row.known) for row in rows]


def allowance_stretches(answer: Answer) -> list[Stretch]:
    """The norm of an allowance a month in time; none where it differs from month to month, or none is known."""
    found: list[Stretch] = []
    whole: list[bool] = []
    for entry in answer.assessment.ledger:
        if entry.allowance_norm is None:
            continue
        share = _share(entry)
        if found and _goes_on(found[-1], entry, share, whole[-1]):
            found[-1] = _longer(found[-1], entry, share, whole[-1])
            whole[-1] = whole[-1] or share == 1
        else:
            amount = cents(entry.allowance_norm)
            month = int(half_up(amount * share.denominator, share.numerator))
            found.append(Stretch(entry.from_, entry.to, month, amount))
            whole.append(share == 1)
    shared = {step.quantities["from"].value for step in answer.steps("allowance") if by_share(step.quantities)}
    sure = all(is_whole or one.first.isoformat() in shared for one, is_whole in zip(found, whole, strict=True))
    return found if sure and len(found) <= _MOST and any(one.month for one in found) else []


def of_total(stretches: Sequence[Stretch], total: int) -> list[Stretch]:
    """The stretches that come to a total together, one after the other; none where they do not."""
    for first in range(len(stretches)):
        for last in range(first + 1, len(stretches) + 1):
            if sum(one.total for one in stretches[first:last]) == total:
                return list(stretches[first:last])
    return []


def _share(entry: LedgerEntry) -> Fraction:
    return Fraction(entry.calendar_days, month_length(month_of(to_day(entry.from_))))


def by_share(quantities: Iterable[str] | Mapping[str, object]) -> bool:
    """Whether a step takes a share of an amount by the month."""
    return "from" in quantities and ("months" in quantities or "times" in quantities)


def _goes_on(stretch: Stretch, entry: LedgerEntry, share: Fraction, whole: bool) -> bool:
    """Whether an entry pays the same a month; a part of a month is rounded, and so is what is made of it."""
    amount = cents(entry.allowance_norm or 0)
    if share == 1:
        return amount == stretch.month if whole else abs(amount - stretch.month) <= _slack(stretch)
    return abs(amount - stretch.month * share) <= (1 if whole else 2)


def _slack(stretch: Stretch) -> int:
    days = (stretch.last - stretch.first).days + 1
    return 1 + 31 // days


def _longer(stretch: Stretch, entry: LedgerEntry, share: Fraction, whole: bool) -> Stretch:
    amount = cents(entry.allowance_norm or 0)
    month = amount if share == 1 and not whole else stretch.month
    return replace(stretch, last=entry.to, month=month, total=stretch.total + amount)
