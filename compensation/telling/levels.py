"""What a cao or a scheme gives the other levels for the same placement."""

from __future__ import annotations

from compensation.assessing import allowance_of
from compensation.placement.cases import case_of
from compensation.placement.model import Route
from compensation.reading import plain
from compensation.rulebook.frozen import freeze
from compensation.telling.answer import Answer

LEVELS = {"mbo": Route.BOL, "hbo": Route.HBO, "wo": Route.WO}


def others_get_less(answer: Answer) -> bool:
    """Whether another level is entitled to less than this one: then `not less than another` is half of it."""
    pay = answer.assessment.allowance
    if pay is None or pay.entitlement is None:
        return False
    rules = freeze(answer.book)
    for route in LEVELS.values():
        placement = answer.placement.model_copy(update={"route": route})
        other = allowance_of(plain.read(*case_of(placement, answer.book), rules), answer.book).entitlement
        if other is not None and other < pay.entitlement:
            return True
    return False
