"""The chapters of the law, in its order: what is copied and compiled, and what docs/law.md tells."""

from __future__ import annotations

from compensation.law import (
    allowance,
    amounts,
    assess,
    employer_cost,
    expenses,
    findings,
    genuine_placement,
    grounds,
    ledger,
    minimum_wage,
    monthly,
    norms,
    schemes,
    stated,
    subsidy,
    totals,
    travel,
    wage_offered,
    wage_totals,
)

CHAPTERS = (
    ledger,
    travel,
    amounts,
    expenses,
    schemes,
    norms,
    allowance,
    wage_offered,
    minimum_wage,
    monthly,
    employer_cost,
    subsidy,
    genuine_placement,
    assess,
    stated,
    totals,
    wage_totals,
    grounds,
    findings,
)
#: Of these no table has a column: they are read for one person.
FOR_ONE = (monthly,)
