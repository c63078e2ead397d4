"""Passend: what is owed on a Dutch work placement, by whom, on what ground, and is it paid?

>>> from compensation import Placement, assess
>>> placement = Placement.model_validate({
...     "route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours_per_week": 32,
...     "workdays": ["mon", "tue", "wed", "thu"], "norm": "own", "own_norm": {"amount": "400", "base_hours": 40},
...     "offer": {"allowance": {"amount": "250", "per": "month"}},
... })
>>> assess(placement).totals.gap
Decimal('354.28')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compensation.assessing import assess
    from compensation.assessment import Assessment
    from compensation.placement import Placement, PlacementError, PlacementFault, read_placement
    from compensation.rulebook import RuleBook, RuleBookError, RuleFault, check_rulebook, load_rulebook
    from compensation.table import assess_table

__all__ = [
    "Assessment",
    "Placement",
    "PlacementError",
    "PlacementFault",
    "RuleBook",
    "RuleBookError",
    "RuleFault",
    "assess",
    "assess_table",
    "check_rulebook",
    "load_rulebook",
    "read_placement",
]
_HOMES = {
    "assessing": ("assess",),
    "assessment": ("Assessment",),
    "placement": ("Placement", "PlacementError", "PlacementFault", "read_placement"),
    "rulebook": ("RuleBook", "RuleBookError", "RuleFault", "check_rulebook", "load_rulebook"),
    "table": ("assess_table",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Each name is fetched when it is asked for: the child that reads a foreign file needs no law for that."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
