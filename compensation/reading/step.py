"""A step: one piece of arithmetic with its named quantities, its result and the rule versions it used.

Steps are made from the columns that were computed; explaining them computes nothing. A quantity has a unit:
eur, eur_per_km (euros with more decimals), percent, hours, days, weeks, months, km, trips, number, share (a fraction
as text, "27/28"), date, key (a word of the contract), text (free text, a name), list (keys).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from compensation.calendar import to_date
from compensation.money import euro_text
from compensation.rulebook import RuleBook
from compensation.rulebook.models import NormVersion, StudentCalendar, Version
from compensation.rulebook.scheme import SchemeVersion
from compensation.rulebook.sources import mark_of

#: Quantities never change, and the same ones come back entry after entry: so many of each are kept.
_MANY = 4_096

Unit = Literal[
    "eur",
    "eur_per_km",
    "percent",
    "hours",
    "days",
    "weeks",
    "months",
    "km",
    "trips",
    "number",
    "share",
    "date",
    "key",
    "text",
    "list",
]


class _Output(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class Quantity(_Output):
    """A named number, date or word with its unit; numbers are exact text."""

    value: str | list[str]
    unit: Unit


class SourceRef(_Output):
    """Where the value of a rule was read."""

    title: str
    url: str | None


class RuleRef(_Output):
    """The version of a rule, scheme or norm that a step used.

    `mark` is what is said of how well it is checked, `seen` the last day on which a source shows it where that is not
    known to be its end; both are for who writes words, and no part of the contract's JSON.
    """

    id: str
    from_: date | None = Field(alias="from")
    to: date | None
    force: str
    checked: str
    source: SourceRef
    mark: str = Field("", exclude=True)
    seen: date | None = Field(None, exclude=True)


class Step(_Output):
    """`id` is stable and names the sentence (`steps.<id>` in the catalogue); a step about one entry has from and to."""

    id: str
    quantities: dict[str, Quantity]
    result: Quantity | None
    rules: list[RuleRef]


@lru_cache(maxsize=_MANY)
def eur(cents: Any) -> Quantity:
    """Euros of whole cents."""
    return Quantity(value=euro_text(int(cents)), unit="eur")


@lru_cache(maxsize=_MANY)
def scaled(value: Any, places: int, unit: Unit) -> Quantity:
    """A whole number of 10^-places units, without trailing zeros."""
    return Quantity(value=format(Decimal(int(value)).scaleb(-places).normalize(), "f"), unit=unit)


@lru_cache(maxsize=_MANY)
def percent(value: Any) -> Quantity:
    """A percentage per 100,000."""
    return scaled(value, 3, "percent")


@lru_cache(maxsize=_MANY)
def hours(value: Any) -> Quantity:
    """Hundredths of an hour."""
    return scaled(value, 2, "hours")


@lru_cache(maxsize=_MANY)
def count(value: Any, unit: Unit = "number") -> Quantity:
    """A whole number of days, weeks, months, trips or things."""
    return Quantity(value=str(int(value)), unit=unit)


@lru_cache(maxsize=_MANY)
def day(value: Any) -> Quantity:
    """A day number as an ISO date."""
    return Quantity(value=to_date(value).isoformat(), unit="date")


@lru_cache(maxsize=_MANY)
def word(value: str) -> Quantity:
    """A word of the contract, written out by the catalogue."""
    return Quantity(value=value, unit="key")


def words(values: Iterable[str]) -> Quantity:
    """Several words of the contract."""
    return Quantity(value=list(values), unit="list")


@lru_cache(maxsize=_MANY)
def share(numerator: Any, denominator: Any) -> Quantity:
    """A fraction, as it is: 27/28."""
    return Quantity(value=f"{int(numerator)}/{int(denominator)}", unit="share")


@lru_cache(maxsize=_MANY)
def name(value: str) -> Quantity:
    """A name or other free text."""
    return Quantity(value=value, unit="text")


def rule_ref(book: RuleBook, rule_id: str, on: Any) -> list[RuleRef]:
    """The version of a rule in force on a day; empty when none is."""
    version = book.version_on(rule_id, int(on))
    if version is None:
        return []
    return [_ref(rule_id, version, str(book.rules[rule_id].force))]


def scheme_ref(book: RuleBook, key: str, index: int) -> RuleRef:
    """A version of a scheme."""
    scheme = book.schemes[key]
    return _ref(f"scheme.{key}", scheme.versions[index], scheme.force)


def norm_ref(book: RuleBook, key: str, version: NormVersion) -> RuleRef:
    """A version of a norm policy."""
    return _ref(f"norm.{key}", version, str(book.norms[key].force))


def calendar_ref(book: RuleBook) -> RuleRef:
    """The days on which the student travel product differs."""
    return _told(book.calendar, "student_calendar", "law")


def _ref(rule_id: str, version: Version | SchemeVersion | NormVersion, force: str) -> RuleRef:
    return _told(version, rule_id, force, from_=version.from_, to=version.to, seen=version.as_of)


#: References made before, with what they were made of (so that no other object can take its place in memory).
_MADE: dict[tuple[int, str], tuple[Any, RuleRef]] = {}


def _told(
    value: Version | SchemeVersion | NormVersion | StudentCalendar,
    rule_id: str,
    force: str,
    *,
    from_: date | None = None,
    to: date | None = None,
    seen: date | None = None,
) -> RuleRef:
    """How well a value is checked and where it was read, with what else is said of it."""
    found = _MADE.get((id(value), rule_id))
    if found is None or found[0] is not value:
        source = SourceRef(title=value.source.title, url=value.source.url)
        checked, mark = str(value.checked), str(mark_of(value))
        ref = RuleRef(id=rule_id, from_=from_, to=to, force=force, checked=checked, source=source, mark=mark, seen=seen)
        if len(_MADE) >= _MANY:
            _MADE.clear()
        found = _MADE[(id(value), rule_id)] = (value, ref)
    return found[1]
