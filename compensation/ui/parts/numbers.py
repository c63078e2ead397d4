"""Numbers as people type them, strictly with the marks of the language of the screen.

What is no number is reported, never guessed at: `450.50` on a Dutch screen could be read a hundredfold.
"""

from __future__ import annotations

from decimal import Decimal

from compensation.money import MoneyTextError, parse_number
from compensation.placement import PlacementFault
from compensation.texts import LANGUAGES


class NumberTextError(ValueError):
    """The text is no number that fits the field; `code` names the message."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_number(typed: str, lang: str, decimals: int = 2) -> str:
    """The exact number of a typed text, as text with a point: `1.234,5` is "1234.5" in Dutch.

    Raises NumberTextError with code number, number_dot (a decimal sign of the other language), negative,
    too_large or decimals_0, decimals_1, decimals_2.
    """
    try:
        value = parse_number(typed, decimal=LANGUAGES[lang].decimal, thousands=LANGUAGES[lang].thousands)
    except MoneyTextError as error:
        raise NumberTextError(error.code) from None
    if value < 0:
        raise NumberTextError("negative")
    if value >= 1_000_000:
        raise NumberTextError("too_large")
    if value != value.quantize(Decimal(1).scaleb(-decimals)):
        raise NumberTextError(f"decimals_{decimals}")
    return plain_number(value)


def plain_number(value: Decimal) -> str:
    """As short as it goes: 12.50 is "12.5", 100 is "100"."""
    return format(value.normalize(), "f")


def shown_number(value: str, lang: str, decimals: int = 2) -> str:
    """An exact number as the language writes it in a field: "1234.5" is `1234,50` in Dutch when it is money."""
    amount = Decimal(value)
    whole = decimals != 2 or amount == amount.to_integral_value()
    return (plain_number(amount) if whole else f"{amount:.2f}").replace(".", LANGUAGES[lang].decimal)


def unread(typed: str, lang: str, decimals: int) -> str:
    """A text that could not be read, kept with the language and decimals of its field."""
    return f"{lang}:{decimals}:{typed}"


def typed_text(kept: str) -> str:
    """The text that was typed, of what `unread` keeps."""
    return kept.split(":", 2)[2]


def fault_of(path: str, kept: str, lang: str) -> PlacementFault:
    """What is wrong with a text that could not be read. After a change of language it must be typed anew."""
    language, decimals, typed = kept.split(":", 2)
    code = "other_language"
    if language == lang:
        try:
            read_number(typed, lang, int(decimals))
        except NumberTextError as error:
            code = error.code
    return PlacementFault(path, code, {"typed": typed[:40], "example": shown_number("12.5", lang)})
