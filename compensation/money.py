"""Money is a whole number of cents (compensation.units); this module reads it and writes it as text.

>>> euro_text(123456)
'1234.56'
>>> parse_number("1.234,56", decimal=",", thousands=".")
Decimal('1234.56')
"""

from __future__ import annotations

import re
from decimal import Decimal


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


def parse_number(text: str, *, decimal: str, thousands: str) -> Decimal:
    """Read a number with the marks of one language, strictly: in Dutch `1.234,56`, `99,5`, `250`, `€ 250`.

    Raises MoneyTextError with code `number_dot` for a number with the other decimal mark (`450.50` in Dutch), which
    would be misread a hundredfold, and `number` for anything else that is no number.
    """
    bare = text.replace("€", "").replace("\N{NO-BREAK SPACE}", " ").strip()
    thousands = thousands.replace("\N{NO-BREAK SPACE}", " ")
    if _form(decimal, thousands).match(bare):
        return Decimal(bare.replace(thousands, "").replace(decimal, "."))
    other = _form("." if decimal == "," else ",", decimal)
    raise MoneyTextError("number_dot" if other.match(bare) else "number")


def parse_english(text: str) -> Decimal:
    """Read a number as English people and programs write it, strictly: `1,234.56`, `99.5`, `250`."""
    return parse_number(text, decimal=".", thousands=",")


def _form(decimal: str, thousands: str) -> re.Pattern[str]:
    mark, group = re.escape(decimal), re.escape(thousands)
    return re.compile(rf"^-?([0-9]{{1,3}}({group}[0-9]{{3}})+|[0-9]+)({mark}[0-9]{{1,2}})?$")
