"""Exact numbers in, cents out: the one rounding, half-up."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction


def exact(value: str | int | float | Decimal | Fraction) -> Fraction:
    """The number as it is written; a float by its shortest text."""
    if isinstance(value, Fraction):
        return value
    return Fraction(str(value))


def cents(euros: Fraction) -> int:
    """Euros to whole cents, half-up. Every amount in this tool is non-negative."""
    if euros < 0:
        raise ValueError(f"negative amount {euros}")
    return math.floor(euros * 100 + Fraction(1, 2))


def euros(whole_cents: int) -> Fraction:
    return Fraction(whole_cents, 100)


def text(whole_cents: int | None) -> str | None:
    """Cents as the text of the contract, two decimals; None stays None."""
    if whole_cents is None:
        return None
    return f"{whole_cents // 100}.{whole_cents % 100:02d}"
