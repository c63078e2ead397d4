"""What it costs the employer to pay what is owed, or what is offered where that is more.

Rule: docs/contract/fine_print.md#employer-cost; an allowance above the costs makes a fictitious employment
(Wet LB art. 3 lid 1 e), so the health levy (werkgeversheffing Zvw, rules/payroll.yaml) is due on it. Levy per
entry on the allowance, or on wage and holiday allowance; a levy that is not known counts 0.00.

Columns: cents per entry. 400 at 6.10% (cases/43):

>>> int(percent_of(np.int64(40_000), np.int64(6_100)))
2440
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import Placements
from compensation.days import Column
from compensation.ledger import Ledger
from compensation.norms.allowance import Allowance
from compensation.norms.expenses import Expenses
from compensation.norms.minimum_wage import Wage, percent_of
from compensation.norms.subsidy import subsidy
from compensation.rulebook import RuleBook


@dataclass(frozen=True)
class EmployerCost:
    """Cost columns in cents. Per entry: allowance, wage, holiday_allowance, levy; per placement: the subsidy."""

    allowance: Column
    wage: Column
    holiday_allowance: Column
    levy_rate: Column  # per 100,000, UNKNOWN where not known
    levy: Column
    subsidy: Column  # UNKNOWN where it does not apply

    def total(self, ledger: Ledger, lines: Expenses) -> Column:
        """Everything but the subsidy, per placement."""
        paid = self.allowance + self.wage + self.holiday_allowance + self.levy
        total: Column = ledger.total(paid) + lines.owed_in_all
        return total


def employer_cost(p: Placements, ledger: Ledger, book: RuleBook, pay: Allowance, earned: Wage) -> EmployerCost:
    """What an employer pays in each entry who pays what is owed, or what is offered where that is more."""
    all_in: Any = p.includes_expenses[ledger.row] == 1
    allowance = np.where(all_in, pay.norm, np.maximum(pay.norm, pay.offered))
    gross = np.where(earned.applies, np.maximum(earned.due, earned.offered), 0)
    holiday = percent_of(gross, earned.holiday_rate)
    rate = book.series("employer_health_levy").at(ledger.start)
    taxed = np.where(earned.applies, gross + holiday, allowance)
    return EmployerCost(
        allowance=allowance,
        wage=gross,
        holiday_allowance=holiday,
        levy_rate=rate,
        levy=percent_of(taxed, np.maximum(rate, 0)),
        subsidy=subsidy(p, book),
    )
