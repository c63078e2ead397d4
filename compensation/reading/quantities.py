"""A whole number of the law as a quantity of a step, by the unit in its type; enums as their words.

A type of compensation.units is `Annotated[int, "eur"]`: the text says of what it is a number. Arguments without a unit
(records, flags, places) are no quantities.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import gcd
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from compensation.choices import Choice
from compensation.law.genuine_placement import Question
from compensation.reading.step import Quantity, count, day, eur, hours, name, percent, scaled, share, word, words
from compensation.units import MONTH_PARTS, Share, Work

#: Units that are no quantity of a step.
_NOT_TOLD = ("flag", "place", "month_parts", "gates", "weight", "days_of_month")

Unit = Any


def quantity(unit: Unit, argument: str, value: Any) -> Quantity | None:
    """A value with its unit as a quantity; None for hours that no decimals write: their parts are told instead."""
    if isinstance(unit, type) and issubclass(unit, Choice):
        return word(f"{argument}.{unit(value).word}")
    if unit is Share:
        return part(value)
    if unit is Work or unit == "presence_work":
        return None if value.of % value.whole else hours(value.of // value.whole)
    return _OF_UNIT[unit](value)


def part(value: Share) -> Quantity:
    """A share as it is (27/28); whole days as days; what is left of a limit in its lowest terms."""
    if value.whole == 1:
        return count(value.of, "days")
    if value.whole != MONTH_PARTS:
        return share(value.of, value.whole)
    if value.of == 0:
        return name("0")
    common = gcd(value.of, MONTH_PARTS)
    return share(value.of // common, MONTH_PARTS // common)


_OF_UNIT: dict[str, Callable[[Any], Quantity]] = {
    "eur": eur,
    "eur_per_km": lambda value: scaled(value, 4, "eur_per_km"),
    "percent": percent,
    "hours": hours,
    "km": lambda value: scaled(value, 1, "km"),
    "days": lambda value: count(value, "days"),
    "presence_days": lambda value: count(value, "days"),
    "trips": lambda value: count(value, "trips"),
    "number": count,
    "date": day,
    "questions": lambda bits: words(q.word for q in Question if bits >> q & 1),
}


@cache
def units_of(function: Callable[..., Any]) -> tuple[dict[str, Unit], Unit | None]:
    """The unit of each argument that is a quantity, and of the result (None: it is none)."""
    hints = get_type_hints(function, include_extras=True)
    units = {argument: unit for argument, hint in hints.items() if (unit := _unit(hint)) is not None}
    return units, units.pop("return", None)


def _unit(hint: Any) -> Unit | None:
    if get_origin(hint) is Annotated:
        unit = get_args(hint)[1]
        return None if unit in _NOT_TOLD else unit
    if (
        hint is Share
        or hint is Work
        or (isinstance(hint, type) and issubclass(hint, Choice) and hint.__name__ != "Paid")
    ):
        return hint
    return None
