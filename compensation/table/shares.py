"""What part of a membership is paid as it should be: of each question yes, no, not stated, and not asked.

The four add up to all placements, so a question tells on what it leaves. Two of them meet: who is not asked about an
allowance gets a wage, and is asked about that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.table.members import Members
from compensation.table.summary_rows import Share
from compensation.table.suppression import Mask, is_safe, is_small, parts_are_safe, shown_parts

#: Yes, no, not stated, not asked.
Four = tuple[Mask, Mask, Mask, Mask]
_NO, _SILENT = 1, 2
EXPENSES, WAGE, ALLOWANCE = "expenses_covered", "wage_meets", "allowance_paid"
#: A question about a finding -> the finding, and the total of what nobody stated of it.
_FINDINGS: Mapping[str, tuple[str, str]] = {
    EXPENSES: ("expenses_full", "expenses_total"),
    WAGE: ("wage_minimum", "wage"),
}


@dataclass(frozen=True)
class Asked:
    """A question: the placements with each answer; and which of the four numbers may be shown, or worked out."""

    question: str
    parts: Four
    shown: tuple[bool, bool, bool, bool]

    @property
    def number_shown(self) -> bool:
        """Whether it may be told of how many placements the answer is yes."""
        return self.shown[0]

    @property
    def of_shown(self) -> bool:
        """Whether it may be told of how many the answer was stated: what it leaves is known then."""
        yes, no, silent, rest = self.shown
        return is_safe(self.parts[0] | self.parts[1]) and ((yes and no) or (silent and rest))

    def share(self) -> Share:
        """As a row of the summary."""
        yes, no, silent, _ = self.parts
        return Share(
            self.question,
            int(yes.sum()) if self.number_shown else None,
            int((yes | no).sum()) if self.of_shown else None,
            int(silent.sum()) if self.shown[2] else None,
        )


def asked(members: Members, short: Mask, unstated: Mask) -> dict[str, Asked]:
    """The questions of a file. `short`, `unstated`: the placements with some gap, and with something not stated; of how
    many there are of each may be known."""
    parts = {question: _of_finding(members, question) for question in _FINDINGS}
    wage: Mask = np.asarray(members.fact_table["wage"]).astype(bool)
    stated, paid = members.is_word("allowance.stated", True), members.cents("allowance.effective") > 0
    parts[ALLOWANCE] = (~wage & stated & paid, ~wage & stated & ~paid, ~wage & ~stated, wage)
    around = _leave(parts, short, unstated)
    of_wage = (*parts[WAGE][:3], wage & parts[WAGE][3])
    among_wages = shown_parts(of_wage, hide=around[WAGE])
    if not parts_are_safe(of_wage, among_wages):
        around[ALLOWANCE].append(3)
    shown = {question: shown_parts(four, hide=around[question]) for question, four in parts.items()}
    shown[WAGE] = [one and other for one, other in zip(shown[WAGE], among_wages, strict=True)]
    return {question: Asked(question, four, _four(shown[question])) for question, four in parts.items()}


def _of_finding(members: Members, question: str) -> Four:
    """Yes, no, nobody said whether it is paid, and the others."""
    finding, total = _FINDINGS[question]
    status = np.array(members.words(f"findings.{finding}"), object)
    yes, no = status == "meets", status == "below"
    silent = (status == "cannot_tell") & (members.cents(f"{total}.not_stated") > 0)
    return yes, no, silent, ~(yes | no | silent)


def _leave(parts: Mapping[str, Four], short: Mask, unstated: Mask) -> dict[str, list[int]]:
    """Of each question the answers that lie in a larger group that is shown, and leave few of it: short on something
    else, say. Those about a wage and about an allowance leave something together too."""
    found: dict[str, list[int]] = {question: [] for question in parts}
    for place, wider in ((_NO, short), (_SILENT, unstated)):
        there = {question: four[place] for question, four in parts.items() if four[place].any()}
        for question, mark in there.items():
            if is_small(int((wider & ~mark).sum())):
                found[question].append(place)
        if WAGE in there and ALLOWANCE in there and is_small(int((wider & ~there[WAGE] & ~there[ALLOWANCE]).sum())):
            found[min(WAGE, ALLOWANCE, key=lambda question: int(there[question].sum()))].append(place)
    return found


def _four(shown: Sequence[Any]) -> tuple[bool, bool, bool, bool]:
    yes, no, silent, rest = map(bool, shown)
    return yes, no, silent, rest
