"""What two parties can agree for one placement: offers beside each other, each with its cost and its shortfall.

The law is asked about each offer as about any placement; nothing is computed here but sums, averages by the month and
differences.
"""

from compensation.compare.agreements.cost import PARTS, Cost, Month
from compensation.compare.agreements.fitting import fitting as fitting_terms
from compensation.compare.agreements.offer import (
    Offer,
    Stretch,
    chosen,
    fitting_offer,
    is_same_pay,
    nothing,
    own_offer,
    with_terms,
)
from compensation.compare.agreements.terms import Pay, Terms, repaid_in, written

__all__ = [
    "PARTS",
    "Cost",
    "Month",
    "Offer",
    "Pay",
    "Stretch",
    "Terms",
    "chosen",
    "fitting_offer",
    "fitting_terms",
    "is_same_pay",
    "nothing",
    "own_offer",
    "repaid_in",
    "with_terms",
    "written",
]
