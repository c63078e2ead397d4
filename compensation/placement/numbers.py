"""Numbers as Dutch and English people and programs write them, into whole numbers; strict, whatever the language.

A sign of currency or a unit may stand with it. What could mean two numbers is said to, never guessed:

>>> number_of("450,50", 2), number_of("€ 150,-", 2), number_of("1.234,56", 2), number_of("32 uur", 2, "hours")
(45050, 15000, 123456, 3200)
>>> number_of("1.250,-", 2)  # the comma is there, so the point is one of thousands
125000
>>> number_of("1.234", 2).code
'number_ambiguous'
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from compensation.placement.faults import Unreadable, unreadable
from compensation.placement.kinds import TOO_LARGE

#: What may stand before and behind a number of a kind.
_CURRENCY = r"(?:€|eur|euro|euros)"
_AROUND = {
    "amount": (rf"{_CURRENCY}?", rf"(?:{_CURRENCY})?"),
    "hours": ("", r"(?:u|uur|uren|h|hour|hours)?"),
    "kilometres": ("", r"(?:km|kilometer|kilometers|kilometres)?"),
    "percent": ("", r"(?:%|procent|percent)?"),
}
_ONE_OF_TWO = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_PLAIN = re.compile(r"\d+(?:[.,]\d*)?")
_DUTCH = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?")
#: An amount without cents: `150,-`, `150,--`, `150,=`.
_NO_CENTS = re.compile(r"(?<=\d)([.,])(?:-{1,2}|=)$")


def number_of(value: Any, decimals: int, kind: str = "amount") -> int | Unreadable:
    """A number in its smallest unit: hundredths with two decimals, tenths with one; `kind` is that of the field."""
    if isinstance(value, (bool, date)):
        return unreadable("number")
    if isinstance(value, str):
        bare = _without_unit(value, kind)
        negative, bare = bare.startswith("-"), bare.removeprefix("-").strip()
        if two := _ONE_OF_TWO.fullmatch(bare):
            return unreadable("number_ambiguous", value=bare, whole=two[1] + two[2], units=two[1], rest=two[2])
        found = _written(bare)
        if found is None:
            return unreadable("number")
        return unreadable("negative") if negative and found else _checked(found, decimals)
    try:
        return _checked(Decimal(str(value)), decimals)
    except InvalidOperation:
        return unreadable("number")


def _without_unit(value: str, kind: str) -> str:
    bare = " ".join(value.split()).casefold()
    before, behind = _AROUND.get(kind, ("", ""))
    match = re.fullmatch(rf"{before} ?(.*?) ?{behind}", bare)
    inner = match[1] if match else bare
    return _NO_CENTS.sub(r"\g<1>00", inner) if kind == "amount" else inner


def _written(bare: str) -> Decimal | None:
    if not bare.isascii():
        return None
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if _DUTCH.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    return Decimal(bare.replace(" ", "").replace(",", ".")) if _SPACED.fullmatch(bare) else None


def _checked(number: Decimal, decimals: int) -> int | Unreadable:
    if not number.is_finite():
        return unreadable("number")
    if number < 0:
        return unreadable("negative")
    if number >= TOO_LARGE:
        return unreadable("too_large")
    rounded = number.quantize(Decimal(1).scaleb(-decimals))
    return int(rounded.scaleb(decimals)) if rounded == number else unreadable("decimals", decimals=decimals)
