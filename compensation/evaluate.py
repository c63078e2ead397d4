"""All norms over the ledger of a table of placements: the one place where they are put in order."""

from __future__ import annotations

from dataclasses import dataclass

from compensation.columns import Placements
from compensation.days import Column
from compensation.ledger import Ledger, make_ledger
from compensation.norms.allowance import Allowance, allowance
from compensation.norms.employer_cost import EmployerCost, employer_cost
from compensation.norms.expenses import Expenses, expenses
from compensation.norms.minimum_wage import Wage, wage
from compensation.norms.placement_test import placement_test
from compensation.norms.travel import Travel, travel
from compensation.rulebook import RuleBook


@dataclass(frozen=True)
class Evaluation:
    """Everything computed for a table of placements, per entry and per placement."""

    book: RuleBook
    placements: Placements
    ledger: Ledger
    travel: Travel
    expenses: Expenses
    allowance: Allowance
    wage: Wage
    cost: EmployerCost
    test: Column


def evaluate(placements: Placements, book: RuleBook) -> Evaluation:
    """Evaluate every norm. `placements` has at least one row."""
    ledger = make_ledger(placements, book)
    trips = travel(placements, ledger, book)
    lines = expenses(placements, ledger, book, trips)
    pay = allowance(placements, ledger, book, lines)
    earned = wage(placements, ledger, book)
    return Evaluation(
        book=book,
        placements=placements,
        ledger=ledger,
        travel=trips,
        expenses=lines,
        allowance=pay,
        wage=earned,
        cost=employer_cost(placements, ledger, book, pay, earned),
        test=placement_test(placements.answers),
    )
