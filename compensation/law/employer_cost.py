"""What it costs the employer to pay what is owed, or what is offered where that is more.

docs/contract/fine_print.md#employer-cost. An allowance above the costs makes a fictitious employment (Wet LB art. 3
lid 1 e), so the health levy (werkgeversheffing Zvw, rules/payroll.yaml) is due on it, as on a wage. A levy that is
not known counts 0.00 and is said to be unknown.
"""

from __future__ import annotations

from typing import Any

from compensation.law.rule import PLACEMENT, chapter
from compensation.rulebook.frozen import RulePeriod
from compensation.units import UNKNOWN, WHOLE, Cents, PerHundredThousand, half_up

rule = chapter("cost")


@rule()
def cost_wage(wage: Cents, holiday_allowance: Cents) -> Cents:
    """Wage and holiday allowance of an entry together: what the levy is on.

    >>> cost_wage(wage=535_20, holiday_allowance=42_82)
    57802
    """
    return wage + holiday_allowance


@rule("employer_health_levy")
def levy(base: Cents, percent: PerHundredThousand) -> Cents:
    """The health levy of the first day of the entry.

    >>> levy(base=400_00, percent=6_100)
    2440
    """
    return half_up(base * percent, WHOLE)


@rule()
def levy_unknown(base: Cents) -> Cents:
    """The health levy of these days is not known: it counts 0 and is said to be unknown.

    >>> levy_unknown(base=400_00)
    0
    """
    return 0


def levy_on(base: Cents, period: RulePeriod) -> Cents:
    """The health levy on what is paid in an entry."""
    if base == 0:
        return 0
    if period.health_levy == UNKNOWN:
        return levy_unknown(base)
    return levy(base, period.health_levy)


def _by_route(q: Any) -> str:
    return "cost_total_wage" if q.earns else "cost_total"


@rule(speaks_of=PLACEMENT, order=1, told_as=_by_route)
def cost_total(expenses: Cents, allowance: Cents, wage: Cents, holiday_allowance: Cents, health_levy: Cents) -> Cents:
    """All that the placement costs the employer; the subsidy is not taken off.

    >>> cost_total(expenses=119_60, allowance=471_43, wage=0, holiday_allowance=0, health_levy=28_76)
    61979
    """
    return expenses + allowance + wage + holiday_allowance + health_levy
