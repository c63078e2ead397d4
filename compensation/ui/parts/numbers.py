"""Numbers and days as people type them in a field, and as a field shows them.

They are read in one way on every page and in every language (compensation.placement: numbers.py, days.py): what could
mean two, or is none, is told at the field and waits there as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from compensation.calendar import to_date
from compensation.placement import PlacementFault
from compensation.placement.days import day_of
from compensation.placement.faults import Unreadable
from compensation.placement.kinds import FIRST_DAY, LAST_DAY
from compensation.placement.numbers import number_of
from compensation.texts import LANGUAGES

#: Of the years that two digits can mean, a birth date has the one of somebody who is not older than this.
_OLDEST = 100
#: Written as a day is, and yet none: 31-02-2026.
_DAY_LIKE = re.compile(r"\d{1,4}([-/. ])\d{1,2}\1\d{1,4}|\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4}")
#: What a field holds: a kind of number (compensation.placement.numbers) with its decimals, or a day.
AMOUNT, DAY, BIRTH = "amount.2", "day", "birth"


class NumberTextError(ValueError):
    """The text is no number or day that fits the field; `code` names the message, `values` those of its sentence."""

    def __init__(self, code: str, values: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_number(typed: str, decimals: int = 2, kind: str = "amount") -> str:
    """The exact number of a typed text, as text with a point: `1.234,5` is "1234.5". `kind` is that of the field.

    Raises NumberTextError with code number, number_ambiguous, negative, too_large or decimals_0 to decimals_2.
    """
    found = number_of(typed, decimals, kind)
    if isinstance(found, Unreadable):
        code = f"decimals_{decimals}" if found.code == "decimals" else found.code
        raise NumberTextError(code, found.values)
    return plain_number(Decimal(found).scaleb(-decimals))


def read_day(typed: str, holds: str = DAY) -> str:
    """A typed day as ISO text: `1-2-26` is "2026-02-01".

    Raises NumberTextError with code date, date_impossible, date_ambiguous or date_number.
    """
    today = date.today()
    first, last = (date(today.year - _OLDEST, 1, 1), today) if holds == BIRTH else (FIRST_DAY, LAST_DAY)
    found = day_of(typed, first, last)
    if isinstance(found, Unreadable):
        impossible = found.code == "date" and _DAY_LIKE.fullmatch(typed.strip())
        raise NumberTextError("date_impossible" if impossible else found.code, found.values)
    return to_date(found).isoformat()


def read_typed(typed: str, holds: str) -> str:
    """What was typed in a field, exactly; `holds` says what the field holds (`amount.2`, DAY). Raises as they do."""
    if holds in (DAY, BIRTH):
        return read_day(typed, holds)
    kind, decimals = holds.split(".")
    return read_number(typed, int(decimals), kind)


def plain_number(value: Decimal) -> str:
    """As short as it goes: 12.50 is "12.5", 100 is "100"."""
    return format(value.normalize(), "f")


def shown_number(value: str, lang: str, decimals: int = 2) -> str:
    """An exact number as the language writes it in a field: "1234.5" is `1234,50` in Dutch when it is money."""
    amount = Decimal(value)
    whole = decimals != 2 or amount == amount.to_integral_value()
    return (plain_number(amount) if whole else f"{amount:.2f}").replace(".", LANGUAGES[lang].decimal)


def shown_day(value: str, lang: str) -> str:
    """A day of ISO text in figures, with its whole year; never with strokes, which can be read in two ways."""
    return LANGUAGES[lang].figures(date.fromisoformat(value)).replace("/", "-")


def unread(typed: str, holds: str) -> str:
    """A text that could not be read, kept with what its field holds."""
    return f"{holds}:{typed}"


def typed_text(kept: str) -> str:
    """The text that was typed, of what `unread` keeps."""
    return kept.split(":", 1)[1]


def fault_of(path: str, kept: str) -> PlacementFault:
    """What is wrong with a text that could not be read; of what is no number, with what the field wants."""
    holds, typed = kept.split(":", 1)
    values: dict[str, Any] = {"typed": typed[:40]}
    try:
        read_typed(typed, holds)
    except NumberTextError as error:
        code = f"number_{holds.split('.')[0]}" if error.code == "number" else error.code
        return PlacementFault(path, code, {**error.values, **values})
    return PlacementFault(path, "number_amount", values)
