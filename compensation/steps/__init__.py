"""The steps of one assessment: every piece of arithmetic with its quantities, result and sources."""

from __future__ import annotations

from collections.abc import Callable

from compensation.evaluate import Evaluation
from compensation.outcome import Fields
from compensation.steps.allowance_steps import allowance_steps
from compensation.steps.cost_steps import cost_steps, total_steps
from compensation.steps.expense_steps import expense_steps
from compensation.steps.model import Quantity, RuleRef, SourceRef, Step
from compensation.steps.travel_steps import day_steps, travel_steps
from compensation.steps.view import Steps, View
from compensation.steps.wage_steps import placement_test_steps, wage_steps

#: Section -> builders, in the order in which a reader follows the answer.
BUILDERS: dict[str, tuple[Callable[[View], Steps], ...]] = {
    "travel": (day_steps, travel_steps),
    "expenses": (expense_steps,),
    "allowance": (allowance_steps,),
    "wage": (wage_steps,),
    "test": (placement_test_steps,),
    "cost": (cost_steps,),
    "totals": (total_steps,),
}


def steps_of(evaluation: Evaluation, fields: Fields) -> list[Step]:
    """All steps of an evaluation of one placement, in order; the id of a step begins with its section."""
    view = View(evaluation, fields)
    return [
        step.model_copy(update={"id": f"{section}.{step.id}"})
        for section, builders in BUILDERS.items()
        for builder in builders
        for step in builder(view)
    ]


__all__ = ["BUILDERS", "Quantity", "RuleRef", "SourceRef", "Step", "steps_of"]
