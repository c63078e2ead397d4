"""How sure an amount is: how well its rules are checked, when they were last seen, what was assumed or estimated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compensation.assessment import ExpenseLine
from compensation.reading.step import RuleRef, Step
from compensation.rulebook.scheme import PerHours
from compensation.rulebook.sources import Mark
from compensation.telling.answer import Answer

#: Marks that need no word beside the amount.
SOUND = (Mark.CHECKED, Mark.TWO_SOURCES)


@dataclass(frozen=True)
class Certainty:
    """How sure an amount is. `marks`: those of its rules, each once, in the order of their use.

    `seen`: the day on which its price or scheme was last seen, where that lies before the days it is used for.
    `hours_assumed`: a full week, where no source says how long that is. `known_until`: the last day that is known.
    `estimated`: a fare was estimated. `given`: the user gave a value that the rules do not have yet.
    """

    marks: tuple[Mark, ...] = ()
    seen: date | None = None
    hours_assumed: Decimal | None = None
    estimated: bool = False
    given: bool = False
    known_until: date | None = None

    @property
    def weakest(self) -> Mark | None:
        """The mark of its weakest rule; None where no rule was used."""
        marks = [*self.marks, *([Mark.ASSUMPTION] if self.hours_assumed is not None else [])]
        return max(marks, key=list(Mark).index) if marks else None


def of_cost(answer: Answer, steps: Iterable[Step], line: ExpenseLine) -> Certainty:
    """How sure a line of costs is."""
    found = list(_refs(steps))
    return Certainty(marks=_marks(found), seen=_last_seen(answer, found), estimated=line.estimated)


def of_allowance(answer: Answer, steps: Iterable[Step], force: str) -> Certainty:
    """How sure a part of the allowance norm is: that of a scheme, or that of a norm policy."""
    pay = answer.assessment.allowance
    found = list(_refs(steps))
    by_scheme = force in ("cao", "employer", "pact")
    own = [ref for ref in found if ref.id.startswith("scheme.") == by_scheme] or found
    of_schemes = any(ref.id.startswith("scheme.") for ref in own)
    return Certainty(
        marks=_marks(own),
        seen=pay.stale_since if pay is not None and of_schemes else None,
        hours_assumed=next((hours for ref in own if (hours := _assumed_hours(answer, ref)) is not None), None),
    )


def of_wage(answer: Answer, steps: Iterable[Step]) -> Certainty:
    """How sure the minimum wage is; what is only announced says nothing of what is known."""
    wage = answer.assessment.wage
    found = [ref for ref in _refs(steps) if ref.mark != Mark.ANNOUNCED]
    given = answer.placement.assume.adult_hourly_minimum
    until = wage.covered_until if wage is not None and wage.coverage == "part" else None
    return Certainty(marks=_marks(found), known_until=until, given=given is not None)


def _refs(steps: Iterable[Step]) -> Iterable[RuleRef]:
    return (ref for step in steps for ref in step.rules)


def _marks(refs: Iterable[RuleRef]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys(Mark(ref.mark) for ref in refs))


def _last_seen(answer: Answer, refs: Iterable[RuleRef]) -> date | None:
    """Since when a price was not seen, where it was last seen before the placement."""
    seen = [ref.seen for ref in refs if ref.seen is not None]
    return min((day for day in seen if day < answer.placement.start), default=None)


def _assumed_hours(answer: Answer, ref: RuleRef) -> Decimal | None:
    """The hours of a full week that an amount rests on, where they are an assumption of ours."""
    kind, _, key = ref.id.partition(".")
    pay = answer.assessment.allowance
    if kind == "norm":
        norm = next(v for v in answer.book.norms[key].versions if v.from_ == ref.from_)
        return norm.base_hours if norm.base_assumed else None
    if kind != "scheme" or pay is None or key != pay.scheme:
        return None
    version = next(v for v in answer.book.schemes[key].versions if v.from_ == ref.from_)
    shapes = (tier.shape for tier in version.all_tiers())
    return next((shape.base_hours for shape in shapes if isinstance(shape, PerHours) and shape.base_assumed), None)
