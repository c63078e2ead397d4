"""What it costs the employer to pay what is owed, or what is offered where that is more.

docs/contract/fine_print.md#employer-cost. An allowance above the costs makes a fictitious employment (Wet LB art. 3
lid 1 e), so the health levy (werkgeversheffing Zvw, rules/payroll.yaml) is due on it, as on a wage. What is not known
(yet), a wage or a levy, stands apart as an estimate. The cost of the offer is that of what is promised, all days.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from compensation.law.rule import PLACEMENT, chapter, never_told
from compensation.rulebook.frozen_records import RulePeriod
from compensation.units import UNKNOWN, WHOLE, Cents, PerHundredThousand, half_up, percent_of

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


@rule(told_as=lambda q: "levy_estimate" if q.estimate else "levy_unknown")
def levy_unknown(base: Cents, estimate: Cents) -> Cents:
    """The health levy of these days is not known: it counts 0 here, and at the last known rate in the estimate.

    >>> levy_unknown(base=400_00, estimate=24_40)
    0
    """
    return 0


class Levy(NamedTuple):
    """The health levy on a sum: known, or an estimate at the last known rate."""

    known: Cents
    estimate: Cents


def levy_on(base: Cents, period: RulePeriod, last: RulePeriod) -> Levy:
    """The health levy on what is paid in an entry."""
    if base == 0:
        return Levy(0, 0)
    if period.health_levy != UNKNOWN:
        return Levy(levy(base, period.health_levy), 0)
    estimate = percent_of(base, max(last.health_levy, 0))
    return Levy(levy_unknown(base, estimate), estimate)


@rule(told_as=never_told)
def levy_of_offer(base: Cents, last: RulePeriod) -> Cents:
    """The levy on what is promised, at the rate that is known or was last known; told with the cost of the offer."""
    return percent_of(base, max(last.health_levy, 0))


def _by_route(q: Any) -> str:
    return "cost_total_wage" if q.earns else "cost_total"


@rule(speaks_of=PLACEMENT, order=1, told_as=_by_route)
def cost_total(expenses: Cents, allowance: Cents, wage: Cents, holiday_allowance: Cents, health_levy: Cents) -> Cents:
    """All that the placement costs the employer; the subsidy is not taken off.

    >>> cost_total(expenses=119_60, allowance=471_43, wage=0, holiday_allowance=0, health_levy=28_76)
    61979
    """
    return expenses + allowance + wage + holiday_allowance + health_levy


@rule(speaks_of=PLACEMENT, order=1, told_as=lambda q: "cost_estimate_wage" if q.earns else "cost_estimate")
def cost_estimate(expenses: Cents, wage: Cents, holiday_allowance: Cents, health_levy: Cents) -> Cents:
    """What comes on top of the cost, as an estimate, for the days of which something is not known.

    >>> cost_estimate(expenses=0, wage=3_237_60, holiday_allowance=259_00, health_levy=213_29)
    370989
    """
    return expenses + wage + holiday_allowance + health_levy


@rule(speaks_of=PLACEMENT, order=1, told_as=lambda q: "cost_of_offer_wage" if q.earns else "cost_of_offer")
def cost_of_offer(
    expenses: Cents, allowance: Cents, wage: Cents, holiday_allowance: Cents, health_levy: Cents
) -> Cents:
    """What all that is promised costs, to the end of the placement; what is not stated adds nothing.

    >>> cost_of_offer(expenses=190_00, allowance=500_00, wage=0, holiday_allowance=0, health_levy=30_50)
    72050
    """
    return expenses + allowance + wage + holiday_allowance + health_levy
