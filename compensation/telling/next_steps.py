"""What a student can do, and should know before a letter is sent: names of texts, in the order to do them."""

from __future__ import annotations

from compensation.telling.answer import Answer
from compensation.telling.lines import lines
from compensation.telling.verdicts import law_is_short


def next_steps(answer: Answer) -> list[str]:
    """What one can do, by what is short; the inspectorate only where the law is touched."""
    short = [line for line in lines(answer) if line.short]
    doubtful = answer.assessment.finding("genuine_placement").status == "doubtful"
    no_contract = answer.assessment.finding("employment_contract").status == "below"
    on_top = answer.assessment.finding("allowance_on_top").status == "below"
    steps: list[str] = []
    if short or doubtful or no_contract or on_top:
        steps += ["talk", "write", "school"]
        if answer.level == "mbo":
            steps.append("sbb")
    if law_is_short(answer) or doubtful:
        steps.append("inspectorate")
    by_cao = any(line.ground.force in ("cao", "employer") for line in short)
    if by_cao or (answer.earns and law_is_short(answer)) or no_contract or doubtful:
        steps.append("union")
    return steps


def before_sending(answer: Answer) -> list[str]:
    """What a student should know before a letter is sent: for their eyes alone, so never in the file itself."""
    read = ["read_cao"] if any(line.ground.force in ("cao", "employer") for line in lines(answer)) else []
    doubt = ["genuine"] if answer.assessment.finding("genuine_placement").status == "doubtful" else []
    return ["check", "fill_in", "talk", *read, *doubt, "law" if law_is_short(answer) else "pact"]
