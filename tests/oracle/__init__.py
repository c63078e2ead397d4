"""A second, independent and slow implementation of the arithmetic, written only from the contract.

It never imports the engine. `assess(placement, data)` gives the assessment JSON without steps and receipt.
"""

from .assess import assess
from .data import Data, load_data
from .random_placements import random_placement

__all__ = ["Data", "assess", "load_data", "random_placement"]
