"""The kinds of field of a placement: amounts, hours, kilometres, days, and the words to choose from."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from compensation.calendar import WEEKDAYS
from compensation.outside import shown
from compensation.placement.faults import fault

#: The greatest length of a list of costs, of reimbursements, of periods.
MOST_ITEMS = 100
#: The greatest number of changes while a placement runs, and of ways of travelling at a time.
MOST_CHANGES, MOST_LEGS = 24, 4
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2035, 12, 31)
HOURS_A_DAY = 24
#: Signs that Python reads in a number and people do not write there: 1_000, and digits of other scripts.
_NOT_IN_NUMBERS = re.compile(r"[^0-9.eE+-]")


def _exact(value: Any, decimals: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        raise fault("number")
    try:
        number = Decimal(_NOT_IN_NUMBERS.sub("?", str(value).strip()))
    except (InvalidOperation, ValueError):
        raise fault("number") from None
    if number < 0:
        raise fault("negative")
    if number >= 1_000_000:
        raise fault("too_large")
    quantum = Decimal(1).scaleb(-decimals)
    if number != number.quantize(quantum):
        raise fault("decimals", decimals=decimals)
    return number.quantize(quantum)


def _decimal(decimals: int) -> Any:
    return BeforeValidator(lambda value: _exact(value, decimals))


def _within(least: int, most: int, code: str) -> AfterValidator:
    """Refuse a number outside its limits, both included."""

    def refuse(value: Decimal) -> Decimal:
        if not least <= value <= most:
            raise fault(code)
        return value

    return AfterValidator(refuse)


def _hours_of_a_day(value: Decimal) -> Decimal:
    if not 0 < value <= HOURS_A_DAY:
        raise fault("day_hours_range")
    return value


def _no_day_twice(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(value)) != len(value):
        raise fault("workdays_twice")
    return value


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


def _placement_day(value: Any) -> Any:
    day = _day(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise fault("date_range", first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())
    return day


_SHORT = PlainSerializer(_short, return_type=str, when_used="json")
Amount = Annotated[Decimal, _decimal(2), PlainSerializer(str, return_type=str, when_used="json")]
HoursPerWeek = Annotated[Decimal, _decimal(2), _within(1, 60, "hours_range"), _SHORT]
HoursOfDay = Annotated[Decimal, _decimal(2), AfterValidator(_hours_of_a_day), _SHORT]
Kilometres = Annotated[Decimal, _decimal(1), _within(0, 1000, "distance_range"), _SHORT]
Percentage = Annotated[Decimal, _decimal(2), _within(0, 100, "percent_range"), _SHORT]
StudyYear = Annotated[int, BeforeValidator(_no_bool), Field(ge=1, le=6)]
Day = Annotated[date, BeforeValidator(_day)]
PlacementDay = Annotated[date, BeforeValidator(_placement_day)]
Key = Annotated[str, Field(min_length=1, max_length=100)]


class Route(StrEnum):
    """The route of study: bol and bbl are mbo, dual counts as hbo."""

    BOL = "bol"
    BBL = "bbl"
    HBO = "hbo"
    WO = "wo"
    DUAL = "dual"

    @property
    def earns_wage(self) -> bool:
        """bbl and dual students have a job with a wage, not an allowance."""
        return self in (Route.BBL, Route.DUAL)


def _word(value: Any) -> Any:
    """Only a word is looked up among the routes: what looks it up would write out anything else, however deep."""
    if isinstance(value, str):
        return value
    raise fault("choice", value=shown(value), choices=", ".join(Route))


RouteWord = Annotated[Route, BeforeValidator(_word)]
CostPeriod = Literal["once", "day", "week", "month"]
AllowancePeriod = Literal["month", "week", "day", "hour"]
WagePeriod = Literal["hour", "week", "four_weeks", "month"]
RequiredBy = Literal["employer", "law", "school", "own_choice"]
Weekday = Literal[WEEKDAYS]  # type: ignore[valid-type]
#: Days of the week, each once.
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1), at_most(len(WEEKDAYS)), AfterValidator(_no_day_twice)]
