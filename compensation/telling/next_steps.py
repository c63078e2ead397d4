"""What a student can do when something is not in order: names of texts, in the order in which to do them."""

from __future__ import annotations

from compensation.placement.model import Route
from compensation.telling.answer import Answer
from compensation.telling.verdicts import LAW

_UNION = {"allowance_cao", "wage_minimum", "holiday_allowance", "employment_contract"}


def next_steps(answer: Answer) -> list[str]:
    """What one can do, by finding."""
    below = {f.id for f in answer.assessment.findings if f.status == "below"}
    below = below - {"allowance_level_equal"} if answer.anything_stated else set()
    doubtful = answer.assessment.finding("genuine_placement").status == "doubtful"
    steps: list[str] = []
    if below or doubtful:
        steps += ["talk", "write", "school"]
        if answer.placement.route in (Route.BOL, Route.BBL):
            steps.append("sbb")
    if below & set(LAW) or doubtful:
        steps.append("inspectorate")
    if below & _UNION or doubtful:
        steps.append("union")
    return steps
