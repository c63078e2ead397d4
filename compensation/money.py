"""Money is a whole number of cents (compensation.units); this module reads it and writes it as text.

>>> euro_text(123456)
'1234.56'
>>> parse_dutch("1.234,56")
Decimal('1234.56')
"""

from __future__ import annotations

import re
from decimal import Decimal

_DUTCH = re.compile(r"^-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]{1,2})?$")
_ENGLISH = re.compile(r"^-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?$")


class MoneyTextError(ValueError):
    """The text is no amount in the notation asked for; `code` names a text in the catalogue."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def euro_text(amount_cents: int) -> str:
    """The contract's notation: euros, a point, two decimals."""
    sign = "-" if amount_cents < 0 else ""
    whole, rest = divmod(abs(int(amount_cents)), 100)
    return f"{sign}{whole}.{rest:02d}"


def parse_dutch(text: str) -> Decimal:
    """Read a number as Dutch people write it, strictly: `1.234,56`, `99,5`, `250`, `€ 250`.

    Raises MoneyTextError with code `number_dot` for a point as decimal sign (`450.50`), which would be
    misread a hundredfold, and `number` for anything else that is no number.
    """
    return _parse(text, _DUTCH, _ENGLISH, thousands=".", decimal=",")


def parse_english(text: str) -> Decimal:
    """Read a number as English people write it, strictly: `1,234.56`, `99.5`, `250`."""
    return _parse(text, _ENGLISH, _DUTCH, thousands=",", decimal=".")


def _parse(text: str, form: re.Pattern[str], other: re.Pattern[str], *, thousands: str, decimal: str) -> Decimal:
    bare = text.replace("€", "").replace("\N{NO-BREAK SPACE}", " ").strip()
    if form.match(bare):
        return Decimal(bare.replace(thousands, "").replace(decimal, "."))
    raise MoneyTextError("number_dot" if other.match(bare) else "number")
