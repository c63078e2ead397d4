"""A placement under a norm that is tried for its sector: the norm in the place of a cao, and the costs that it asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from compensation.placement.parts import Cao, Cost
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import NormCost, Scheme, SchemeVersion

if TYPE_CHECKING:
    from compensation.placement.model import Placement

#: Who gets an allowance; the others earn a wage.
ROUTES = ("bol", "hbo", "wo")


def as_tried(placement: Placement, book: RuleBook) -> Placement:
    """The placement as the norm that is tried in its sector would have it; itself where none is, or where it has it."""
    key = book.proposed.get(placement.sector or "")
    if key is None or placement.route not in ROUTES or placement.cao.scheme == key:
        return placement
    cao = Cao(status="applies", scheme=key)
    named = {cost.kind for cost in placement.costs}
    version = version_on(book.schemes[key], placement.start)
    added = (_cost(cost) for cost in version.costs if cost.asked and cost.kind not in named)
    return placement.model_copy(update={"cao": cao, "costs": (*placement.costs, *added)})


def version_on(scheme: Scheme, day: date) -> SchemeVersion:
    """The version of a norm that is tried in force on a day, or before it the first and after its end the last."""
    return [version for version in scheme.in_force if version.from_ <= day][-1]


def _cost(cost: NormCost) -> Cost:
    """A cost that the norm says is asked of everybody."""
    return Cost(kind=cost.kind, amount=cost.amount, per=cost.per, required_by="employer")
