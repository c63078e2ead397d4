"""Passend: what is owed on a Dutch work placement, by whom, on what ground, and is it paid?

>>> from compensation import Placement, assess
>>> placement = Placement.model_validate({
...     "route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours_per_week": 32,
...     "workdays": ["mon", "tue", "wed", "thu"], "norm": "national",
...     "offer": {"allowance": {"amount": "250", "per": "month"}},
... })
>>> assess(placement).totals.gap
Decimal('354.28')
"""

from compensation.assessment import Assessment, assess
from compensation.placement import Placement, PlacementError, PlacementFault, read_placement
from compensation.rulebook import RuleBook, RuleBookError, RuleFault, check_rulebook, load_rulebook

__all__ = [
    "Assessment",
    "Placement",
    "PlacementError",
    "PlacementFault",
    "RuleBook",
    "RuleBookError",
    "RuleFault",
    "assess",
    "check_rulebook",
    "load_rulebook",
    "read_placement",
]
