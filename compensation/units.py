"""The numbers of the house: whole cents, hundredths of an hour, parts of a month; one rounding for all of them.

Every amount, time and distance in the law is a whole number, and its type says of what (`Cents`, `Hundredths`). The
type is a note for the reader and for whoever tells a step; Python counts with plain numbers. Rounding is half-up and
happens only where a rule says so (docs/contract/fine_print.md#rounding; for wages Besluit minimumjeugdloonregeling art.
2 lid 2, https://wetten.overheid.nl/BWBR0003599). Amounts are never negative and never floats.

>>> half_up(14_99 * 50_000, WHOLE)  # 7.495
750
>>> percent_of(907_04, 8_000)  # 8% of 907.04 is 72.5632
7256
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: Cents of a euro.
Cents = Annotated[int, "eur"]
#: A rate of 0.01 cent per kilometre (bus fares).
FarePerKm = Annotated[int, "eur_per_km"]
#: Per 100,000: 39.5% is 39_500.
PerHundredThousand = Annotated[int, "percent"]
#: Hundredths of an hour.
Hundredths = Annotated[int, "hours"]
#: Tenths of a kilometre.
TenthsOfKm = Annotated[int, "km"]
#: A number of days.
Days = Annotated[int, "days"]
#: A number of days on which somebody is there.
PresenceDays = Annotated[int, "presence_days"]
#: A number of trips.
Trips = Annotated[int, "trips"]
#: A plain number: an age, a count.
Number = Annotated[int, "number"]
#: A day: days since 1 January 1970.
Day = Annotated[int, "date"]
#: MONTH_PARTS of a whole month.
MonthParts = Annotated[int, "month_parts"]
#: True or false, as 1 or 0.
Flag = Annotated[int, "flag"]
#: The place of something in a list of the rule book.
Place = Annotated[int, "place"]
#: Days of one calendar month, one bit a day, the first of the month lowest.
DaysOfMonth = Annotated[int, "days_of_month"]
#: How much is worked in a stretch with one rhythm: days where all last as long, else hundredths of an hour.
Weight = Annotated[int, "weight"]


class Share(NamedTuple):
    """A part of something as a fraction of whole numbers: 27 of the 28 days of a month."""

    of: int
    whole: int


class Work(NamedTuple):
    """Hours as a fraction of whole hundredths: 10 days of a week of 32 hours in 4 days are 10 * 32_00 of 4."""

    of: int
    whole: int


#: Hours of work on days present.
PresenceWork = Annotated[Work, "presence_work"]
#: Nothing was given, or nothing is known. Never 0, never the nearest value.
UNKNOWN = -1
#: A part that does not apply to this placement.
NULL = -(2**62)
#: A day later than any placement or rule: the open end.
FOREVER = 10**6
#: The whole of a percentage.
WHOLE = 100_000
#: Hundredths in an hour.
HOUR = 100
#: Tenths in a kilometre.
KM = 10
#: Month fractions are whole numbers of this many parts: the least common multiple of 28, 29, 30 and 31.
MONTH_PARTS = 377_580
#: Workdays a week divide this: the least common multiple of 1 to 7.
DAY_PARTS = 420
#: A week, a year.
WEEK_DAYS, WEEKS_A_YEAR, MONTHS_A_YEAR = 7, 52, 12


#: A whole number, or a column of them.
Whole = TypeVar("Whole", int, "npt.NDArray[np.int64]")


def half_up(numerator: Whole, denominator: Whole | int) -> Whole:
    """Divide and round half a unit up; both are whole, the first not negative, the second positive."""
    return (2 * numerator + denominator) // (2 * denominator)


def half_up_of(amount: int, times: int, parts: int) -> int:
    """amount x times / parts, half a unit up, where amount x times may be more than a whole number of eight bytes.

    >>> half_up_of(2_088_62 * 4, 18, 71), 2_088_62 * 4 * 18 / 71
    (211804, 211803.71830985916)
    """
    whole = amount // parts
    return whole * times + half_up((amount - whole * parts) * times, parts)


def percent_of(amount: Cents, percent: PerHundredThousand) -> Cents:
    """A percentage of an amount, half a cent up."""
    return half_up(amount * percent, WHOLE)


def cents(amount: Decimal | int) -> Cents:
    """Whole cents of a decimal that has at most two decimals (checked where it came in)."""
    return int(Decimal(amount).scaleb(2))


def euros_of(amount: Cents) -> Decimal:
    """Euros of cents."""
    return Decimal(int(amount)).scaleb(-2)
