"""Money is a whole number of cents (compensation.units); this module writes it as text.

>>> euro_text(123456)
'1234.56'
"""

from __future__ import annotations


def euro_text(amount_cents: int) -> str:
    """The contract's notation: euros, a point, two decimals."""
    sign = "-" if amount_cents < 0 else ""
    whole, rest = divmod(abs(int(amount_cents)), 100)
    return f"{sign}{whole}.{rest:02d}"
