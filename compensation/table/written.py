"""Written values, as Dutch and English people and programs write them, into whole numbers; strict.

What could be read in two ways is a problem, never a guess:

>>> number_of("450,50", 2), number_of("450.50", 2), number_of("1.234,56", 2)
(45050, 45050, 123456)
>>> number_of("1.234", 2).code
'number_ambiguous'
>>> day_of("31-12-2026") == day_of("2026-12-31")
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from compensation.calendar import WEEKDAYS, to_day

TOO_LARGE = 1_000_000


@dataclass(frozen=True)
class Problem:
    """Why a cell cannot be read: a code of the catalogue and the values of its sentence."""

    code: str
    values: Mapping[str, Any]


def problem(code: str, **values: Any) -> Problem:
    """A problem with the values of its sentence."""
    return Problem(code, values)


# ---------------------------------------------------------------- numbers

_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_ONE_OF_TWO = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_DUTCH = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def number_of(value: Any, decimals: int) -> int | Problem:
    """A number in its smallest unit: hundredths with two decimals, tenths with one."""
    if isinstance(value, (bool, date)):
        return problem("number")
    if isinstance(value, str):
        bare = value.replace("\N{NO-BREAK SPACE}", " ").strip().removeprefix("€").strip()
        if _ONE_OF_TWO.fullmatch(bare):
            return problem("number_ambiguous", value=bare)
        if _DUTCH.fullmatch(bare):
            bare = bare.replace(".", "").replace(",", ".")
        elif _ENGLISH.fullmatch(bare):
            bare = bare.replace(",", "")
        elif bare.count(",") == 1 and "." not in bare:
            bare = bare.replace(",", ".")
        value = bare
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return problem("number")
    return _checked(number, decimals)


def _checked(number: Decimal, decimals: int) -> int | Problem:
    if not number.is_finite():
        return problem("number")
    if number < 0:
        return problem("negative")
    if number >= TOO_LARGE:
        return problem("too_large")
    rounded = number.quantize(Decimal(1).scaleb(-decimals))
    return int(rounded.scaleb(decimals)) if rounded == number else problem("decimals", decimals=decimals)


# ---------------------------------------------------------------- days

_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")


def day_of(value: Any) -> int | Problem:
    """A day number of an ISO date or a Dutch one (day-month-year)."""
    if isinstance(value, datetime):
        return to_day(value.date()) if value.time() == datetime.min.time() else problem("date")
    if isinstance(value, date):
        return to_day(value)
    if not isinstance(value, str):
        return problem("date")
    bare = _MIDNIGHT.sub("", value.strip())
    if bare.isdecimal() and len(bare) <= 6:
        return problem("date_number", value=bare)
    try:
        if dutch := _DUTCH_DAY.fullmatch(bare):
            day, month, year = map(int, dutch.groups())
            return to_day(date(year, month, day))
        return to_day(date.fromisoformat(bare))
    except ValueError:
        return problem("date")


_DAY_NAMES = {
    **{name: number for number, name in enumerate(WEEKDAYS)},
    **{name: number for number, name in enumerate(("ma", "di", "wo", "do", "vr", "za", "zo"))},
}


def workdays_of(value: Any) -> int | Problem:
    """`mon,tue` or `ma di` as bits, Monday the lowest."""
    names = re.split(r"[,;/+\s]+", value.strip().casefold().strip(",;/+ ")) if isinstance(value, str) else [str(value)]
    mask = 0
    for name in names:
        if name not in _DAY_NAMES:
            return problem("choice", value=name[:100], choices=", ".join(WEEKDAYS))
        bit = 1 << _DAY_NAMES[name]
        if mask & bit:
            return problem("workdays_twice")
        mask |= bit
    return mask


def closed_of(value: Any) -> list[tuple[int, int]] | Problem:
    """`2026-04-27/2026-05-08;2026-07-01/2026-07-03` as pairs of days, both included."""
    periods = []
    for part in str(value).split(";"):
        if not part.strip():
            continue
        first, slash, last = part.partition("/")
        begins, ends = day_of(first), day_of(last)
        if not slash or isinstance(begins, Problem) or isinstance(ends, Problem):
            return problem("closed_form", value=part.strip()[:100])
        if ends < begins:
            return problem("closed_order")
        periods.append((begins, ends))
    return periods
