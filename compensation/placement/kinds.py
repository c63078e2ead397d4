"""The kinds of field of a placement: amounts, hours, kilometres, days, words to choose from, keys of the rule book.

A kind says what a value is and which values are refused; the models of a placement name it in their annotations, and a
table, a link and a form read their cells by it. `Named` says what a field is called there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer
from pydantic_core import core_schema

from compensation import choices
from compensation.calendar import WEEKDAYS
from compensation.choices import Choice, member, words_of
from compensation.outside import shown
from compensation.placement.faults import fault

#: The greatest length of a list of costs, of reimbursements, of periods.
MOST_ITEMS = 100
#: The greatest number of changes while a placement runs, and of ways of travelling at a time.
MOST_CHANGES, MOST_LEGS = 24, 4
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2035, 12, 31)
#: From here on a number is too large for any field.
TOO_LARGE = 1_000_000
#: Bits of a number that tells one placement from another: what a database counts with, twice.
_LONGEST_ID = 128
#: Signs that Python reads in a number and people do not write there: 1_000, and digits of other scripts.
_NOT_IN_NUMBERS = re.compile(r"[^0-9.eE+-]")


@dataclass(frozen=True)
class Named:
    """What a field is called beside its path: Dutch names (a file shows the first), other English ones, in a link.

    `parts` names the fields of a part that stands in several places, each by its own name there.
    """

    dutch: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    link: str | None = None
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


def named(*nl: str, en: tuple[str, ...] = (), link: str | None = None, **parts: tuple[str, ...]) -> Named:
    """The names of a field, or of the fields of a part."""
    return Named(nl, en, link, tuple(parts.items()))


@dataclass(frozen=True)
class Holds:
    """What a field holds, by a word: `yes_no`, `id`, `workdays`, `closed`, `hours_by_day`, and those below."""

    kind: str


@dataclass(frozen=True)
class Number(Holds):
    """A number with so many decimals at most, from `least` (or above it) to `most`, and the fault outside of that."""

    decimals: int
    least: int = 0
    most: int = TOO_LARGE
    code: str = "too_large"
    above: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.exact, handler(source))

    def exact(self, value: Any) -> Decimal:
        """The exact number of a value; a float by its shortest text. Raises a fault for pydantic."""
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
            raise fault("number")
        try:
            number = Decimal(_NOT_IN_NUMBERS.sub("?", str(value).strip()))
        except (InvalidOperation, ValueError):
            raise fault("number") from None
        if number < 0:
            raise fault("negative")
        if number >= TOO_LARGE:
            raise fault("too_large")
        quantum = Decimal(1).scaleb(-self.decimals)
        if number != number.quantize(quantum):
            raise fault("decimals", decimals=self.decimals)
        if not self.fits(number):
            raise fault(self.code)
        return number.quantize(quantum)

    def fits(self, number: Any, unit: int = 1) -> Any:
        """Whether a number, or each of a column of them in parts of a `unit`, lies within the limits."""
        least, most = self.least * unit, self.most * unit
        return ((number > least) if self.above else (number >= least)) & (number <= most)


@dataclass(frozen=True)
class Word(Holds):
    """One of some words; `codes` are their numbers in the law."""

    codes: tuple[tuple[str, int], ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.literal_schema(list(self.words))

    @property
    def words(self) -> tuple[str, ...]:
        """The words, in their order."""
        return tuple(word for word, _ in self.codes)


class Known(Word):
    """A word that the type of the field itself looks up."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        found: core_schema.CoreSchema = handler(source)
        return found


def one_of(choice: type[Choice], *words: str) -> Word:
    """A word of a list of choices; only these words of it, when some are named."""
    return Word("choice", tuple((word, int(member(choice, word))) for word in words or words_of(choice)))


def one_of_words(words: tuple[str, ...]) -> Word:
    """One of some words, numbered as they stand."""
    return Word("choice", tuple((word, number) for number, word in enumerate(words)))


@dataclass(frozen=True)
class KeyOf(Holds):
    """A key of the rule book: `sectors`, `schemes`, `regions`, `norms`."""

    of: str


@dataclass(frozen=True)
class DayHeld(Holds):
    """A day; one that is written with a year of two digits lies from `first` to `last`."""

    first: date = FIRST_DAY
    last: date = LAST_DAY


def _short(value: Decimal) -> str:
    """12.50 as "12.5", 10.0 as "10"."""
    return format(value.normalize(), "f")


def at_most(most: int) -> BeforeValidator:
    """Refuse a list with more items than anybody needs, before any of them is looked at."""

    def refuse(value: Any) -> Any:
        if isinstance(value, (list, tuple)) and len(value) > most:
            raise fault("list_long", most=most)
        return value

    return BeforeValidator(refuse)


def _no_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise fault("whole_number")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise fault("date") from None
    if not isinstance(value, date) or hasattr(value, "hour"):
        raise fault("date")
    return value


def _placement_day(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise fault("date_range", first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())
    return value


def _no_day_twice(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(value)) != len(value):
        raise fault("workdays_twice")
    return value


#: Days of the week, each once.
Weekdays = Annotated[
    tuple[Annotated[str, one_of_words(WEEKDAYS)], ...],
    Field(min_length=1),
    at_most(len(WEEKDAYS)),
    AfterValidator(_no_day_twice),
    Holds("workdays"),
]


def _own_id(value: Any) -> Any:
    """It comes back in every answer as it is, so it must be fit to write: no half of a sign (a lone surrogate), no
    number without end; and what is no text and no whole number is not made into one."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise fault("text_needed") from None
    elif not isinstance(value, int) or isinstance(value, bool) or value.bit_length() > _LONGEST_ID:
        raise fault("text_needed")
    return value


_SHORT = PlainSerializer(_short, return_type=str, when_used="json")
Amount = Annotated[Decimal, Number("amount", 2), PlainSerializer(str, return_type=str, when_used="json")]
HoursPerWeek = Annotated[Decimal, Number("hours", 2, 1, 60, "hours_range"), _SHORT]
HoursOfDay = Annotated[Decimal, Number("hours", 2, 0, 24, "day_hours_range", above=True), _SHORT]
Kilometres = Annotated[Decimal, Number("kilometres", 1, 0, 1000, "distance_range"), _SHORT]
Percentage = Annotated[Decimal, Number("percent", 2, 0, 100, "percent_range"), _SHORT]
StudyYear = Annotated[int, BeforeValidator(_no_bool), Field(ge=1, le=6), Holds("study_year")]
Day = Annotated[date, BeforeValidator(_day), DayHeld("day")]
BirthDay = Annotated[date, BeforeValidator(_day), DayHeld("day", date(1920, 1, 1), date(2022, 12, 31))]
PlacementDay = Annotated[date, BeforeValidator(_day), AfterValidator(_placement_day), DayHeld("placement_day")]
YesNo = Annotated[bool, Holds("yes_no")]
Key = Annotated[str, Field(min_length=1, max_length=100)]
OwnId = Annotated[str | int, BeforeValidator(_own_id), Holds("id")]


class Route(StrEnum):
    """The route of study: bol and bbl are mbo, dual counts as hbo."""

    BOL = choices.Route.BOL.word
    BBL = choices.Route.BBL.word
    HBO = choices.Route.HBO.word
    WO = choices.Route.WO.word
    DUAL = choices.Route.DUAL.word

    @property
    def earns_wage(self) -> bool:
        """bbl and dual students have a job with a wage, not an allowance."""
        return self in (Route.BBL, Route.DUAL)


def _word(value: Any) -> Any:
    """Only a word is looked up among the routes: what looks it up would write out anything else, however deep."""
    if isinstance(value, str):
        return value
    raise fault("choice", value=shown(value), choices=", ".join(Route))


RouteWord = Annotated[Route, BeforeValidator(_word), Known("choice", one_of(choices.Route).codes)]
CostPeriod = Annotated[str, one_of(choices.Period, "once", "day", "week", "month")]
AllowancePeriod = Annotated[str, one_of(choices.Period, "month", "week", "day", "hour")]
WagePeriod = Annotated[str, one_of(choices.WagePeriod)]
RequiredBy = Annotated[str, one_of(choices.RequiredBy)]
