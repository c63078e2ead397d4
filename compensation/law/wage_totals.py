"""The wage over a whole placement: what is due and short of wage and holiday allowance, by law and in estimate.

docs/contract/fine_print.md, Wage. What is short in one entry is not made up for by what another pays above it.
"""

from __future__ import annotations

from typing import Any

from compensation.law.rule import PLACEMENT, chapter
from compensation.units import Cents

rule = chapter("wage")


def _over_the_time(q: Any) -> str:
    return "wage_total_not_stated" if q.not_stated else "wage_total"


@rule(speaks_of=PLACEMENT, order=1, told_as=_over_the_time)
def wage_total(due: Cents, offered: Cents, short: Cents, not_stated: Cents) -> Cents:
    """The wage over all days for which there is a verdict, and what is short in the entries where it is too low.

    >>> wage_total(due=907_04, offered=864_00, short=55_20, not_stated=0)
    5520
    """
    return short


@rule(speaks_of=PLACEMENT, order=1, told_as=lambda q: "holiday_total_not_stated" if q.not_stated else "holiday_total")
def holiday_total(due: Cents, offered: Cents, short: Cents, not_stated: Cents) -> Cents:
    """The holiday allowance over those days.

    >>> holiday_total(due=73_54, offered=69_12, short=4_42, not_stated=0)
    442
    """
    return short


@rule(beside=("cao_force",), speaks_of=PLACEMENT, order=1)
def wage_by_law(total: Cents, due: Cents, short: Cents) -> Cents:
    """Of wage and holiday allowance together: what the law asks, and what is short of that; the rest the cao asks.

    >>> wage_by_law(total=1_524_10, due=1_074_24, short=0)  # the cao asks 449.86 more
    44986
    """
    return total - due


@rule(speaks_of=PLACEMENT, order=2)
def estimate_total(estimate: Cents, holiday_allowance: Cents) -> Cents:
    """The estimate of wage and holiday allowance over the days of which the amount is not known.

    >>> estimate_total(estimate=3_237_60, holiday_allowance=259_00)
    349660
    """
    return estimate + holiday_allowance
