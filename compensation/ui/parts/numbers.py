"""Numbers as people type them in a field, and as a field shows them.

They are read in one way on every page and in every language (compensation.placement.numbers): what could mean two
numbers, or is none, is told at the field and waits there as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from compensation.placement import PlacementFault
from compensation.placement.faults import Unreadable
from compensation.placement.numbers import number_of
from compensation.texts import LANGUAGES


class NumberTextError(ValueError):
    """The text is no number that fits the field; `code` names the message, `values` are those of its sentence."""

    def __init__(self, code: str, values: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_number(typed: str, decimals: int = 2) -> str:
    """The exact number of a typed text, as text with a point: `1.234,5` is "1234.5".

    Raises NumberTextError with code number, number_ambiguous, negative, too_large or decimals_0 to decimals_2.
    """
    found = number_of(typed, decimals)
    if isinstance(found, Unreadable):
        code = f"decimals_{decimals}" if found.code == "decimals" else found.code
        raise NumberTextError(code, found.values)
    return plain_number(Decimal(found).scaleb(-decimals))


def plain_number(value: Decimal) -> str:
    """As short as it goes: 12.50 is "12.5", 100 is "100"."""
    return format(value.normalize(), "f")


def shown_number(value: str, lang: str, decimals: int = 2) -> str:
    """An exact number as the language writes it in a field: "1234.5" is `1234,50` in Dutch when it is money."""
    amount = Decimal(value)
    whole = decimals != 2 or amount == amount.to_integral_value()
    return (plain_number(amount) if whole else f"{amount:.2f}").replace(".", LANGUAGES[lang].decimal)


def unread(typed: str, decimals: int) -> str:
    """A text that could not be read, kept with the decimals of its field."""
    return f"{decimals}:{typed}"


def typed_text(kept: str) -> str:
    """The text that was typed, of what `unread` keeps."""
    return kept.split(":", 1)[1]


def fault_of(path: str, kept: str) -> PlacementFault:
    """What is wrong with a text that could not be read."""
    decimals, typed = kept.split(":", 1)
    try:
        read_number(typed, int(decimals))
    except NumberTextError as error:
        return PlacementFault(path, error.code, {**error.values, "typed": typed[:40]})
    return PlacementFault(path, "number", {"typed": typed[:40]})
