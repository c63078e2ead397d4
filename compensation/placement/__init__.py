"""A placement: as it comes in (model, fields, faults), and as the law reads it (case, cases)."""

from compensation.placement.faults import PlacementError, PlacementFault
from compensation.placement.model import Placement, read_placement

__all__ = ["Placement", "PlacementError", "PlacementFault", "read_placement"]
