"""Every scheme on one and the same reference placement, so that sectors can be compared; and what is really paid.

Schemes say what they pay in many shapes: a month at 36 hours, a day, steps by hours. Here each scheme that has
amounts is put through the engine on one reference placement, once per level (bol for mbo, hbo, wo), and its
outcome is given per month, per full-time month and per hour. Nothing is computed here that the engine does not
compute; only the division by the hours of a month is this module's own.

>>> from datetime import date
>>> from decimal import Decimal
>>> from compensation import load_rulebook
>>> comparison = compare_schemes(load_rulebook(), Reference(on=date(2026, 9, 1), hours_per_week=Decimal(32), days=4))
>>> full_time = [row.norm_full_time for row in comparison.schemes]
>>> full_time == sorted(full_time, reverse=True)
True
"""

from compensation.compare.sectors.comparison import compare_schemes
from compensation.compare.sectors.lines import practice_by_level
from compensation.compare.sectors.model import (
    REFERENCE_DAYS,
    REFERENCE_HOURS,
    REFERENCE_YEAR,
    Comparison,
    LevelAmount,
    NotCompared,
    Reference,
    ReferenceLine,
    SchemeRow,
    half_reach,
    to_rows,
)

__all__ = [
    "REFERENCE_DAYS",
    "REFERENCE_HOURS",
    "REFERENCE_YEAR",
    "Comparison",
    "LevelAmount",
    "NotCompared",
    "Reference",
    "ReferenceLine",
    "SchemeRow",
    "compare_schemes",
    "half_reach",
    "practice_by_level",
    "to_rows",
]
