"""The records that the law looks up: whole numbers, and fixed rows of them.

A `RulePeriod` is a run of days in which every dated rule, scheme and norm has one version; it holds the figures in
force. Periods know nothing of months. What is not known is UNKNOWN, never the nearest value. The same records are
plain objects for one person and rows of arrays for a table (compensation.reading.compiled makes these of those), so
every field is a whole number or a fixed row of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compensation.choices import Force, TravelTerms
from compensation.rulebook.scheme import PaidBy, ShapeType
from compensation.units import (
    Cents,
    Day,
    Days,
    DaysOfMonth,
    FarePerKm,
    Flag,
    Hundredths,
    Number,
    PerHundredThousand,
    Place,
)

#: How many kinds of cost the records have room for.
MOST_KINDS = 24
#: Study years 1 to 6; column 0 is for "not given".
YEARS = 7
#: The years of which the calendar is frozen: those a placement may lie in, and the one after.
FIRST_YEAR, AFTER_YEAR = 2000, 2101


@dataclass(slots=True)
class RulePeriod:
    """The figures in force from one day to another; UNKNOWN where none is known."""

    number: Place
    first: Day
    last: Day
    is_new_for_all: Flag  # a rule that concerns everybody changes here, not only a scheme
    km_rate: Cents
    train_discount: PerHundredThousand
    bus_discount: PerHundredThousand
    train_fares: Place
    bus_fares: Place
    boarding: Cents
    vog_price: Cents
    adult: Cents  # hourly minimum of an adult
    youth_scales: Place
    holiday_rate: PerHundredThousand
    health_levy: PerHundredThousand
    fresh_months: Number
    least_schemes: Number


@dataclass(slots=True)
class Month:
    """A calendar month: the weekday it begins on, and which of its days differ, one bit a day."""

    first: Day
    length: Days
    weekday: Number
    off: DaysOfMonth  # a public holiday, a day off for all
    week_holiday: DaysOfMonth  # no working day for the weekday product
    weekend_holiday: DaysOfMonth  # a free day for the weekend product
    summer: DaysOfMonth  # of the weekday product


@dataclass(slots=True)
class FrozenKind:
    """A kind of cost: the law asks that it is free of charge; the rule book has a price for it."""

    by_law: Flag
    priced: Flag


@dataclass(slots=True)
class FrozenVersion:
    """A version of a scheme: when it was seen, to whom it is open, and where its shapes stand."""

    scheme: Place
    number: Place  # among the versions of its scheme
    as_of: Day
    undated: Flag
    max_months: Number
    includes_expenses: Flag
    travel: TravelTerms
    costs_owed: Number  # one bit a kind of line that its own list has paid back
    first_shape: Place
    kinds_excluded: Number  # one bit a kind
    routes_excluded: Number  # one bit a route
    compulsory_only: Flag
    least_hours: Hundredths
    least_days: Days
    least_weeks: Number
    least_months: Number
    least_total_hours: Hundredths


@dataclass(slots=True)
class FrozenShape:
    """What a version pays, for placements shorter than `until_months` (0: no limit)."""

    type: ShapeType
    paid_by: PaidBy
    in_days: Flag  # its steps begin at a number of days a week
    until_months: Number
    first_step: Place
    after_step: Place
    base_hours: Hundredths
    base_assumed: Flag
    cap: Flag
    half_day_below: Hundredths
    levels: Number  # one bit a level that has an amount


@dataclass(slots=True)
class FrozenStep:
    """From this many hours or days a week, these amounts [level][study year]; UNKNOWN: the scheme names none."""

    threshold: Hundredths
    advised: Flag
    known: Flag
    amounts: Sequence[Sequence[int]]


@dataclass(slots=True)
class FrozenScheme:
    """Whose agreement a scheme is, and whether its bbl students have the regular scale."""

    force: Force
    regular_scale: Flag


@dataclass(slots=True)
class FrozenSector:
    """Where the schemes of a sector stand in `Rules.sector_schemes`."""

    first_scheme: Place
    after_scheme: Place


@dataclass(slots=True)
class FrozenPolicy:
    """A version of a norm policy: an amount a month at base hours a week, and when it was last seen."""

    as_of: Day
    amount: Cents
    base_hours: Hundredths
    base_assumed: Flag


@dataclass(slots=True)
class SubsidySpan:
    """Days in which one maximum of the practical-training subsidy holds."""

    first: Day
    last: Day
    maximum: Cents
    full_weeks: Number


class Rules(NamedTuple):
    """All that the law looks up."""

    months: Sequence[Month]  # from FIRST_YEAR on
    periods: Sequence[RulePeriod]
    last_known: Sequence[RulePeriod]  # the same periods, where nothing is known with what was known last
    version_in: Sequence[Sequence[int]]  # [period][scheme]: place in `versions`
    versions: Sequence[FrozenVersion]
    shapes: Sequence[FrozenShape]
    steps: Sequence[FrozenStep]
    schemes: Sequence[FrozenScheme]
    sectors: Sequence[FrozenSector]
    sector_schemes: Sequence[int]
    kinds: Sequence[FrozenKind]  # travel is the first
    policies: Sequence[FrozenPolicy]
    policy_in: Sequence[Sequence[int]]  # [period][policy]: place in `policies`
    subsidy_spans: Sequence[SubsidySpan]
    train_fare: Sequence[Sequence[Cents]]  # [fares][tariff units]
    bus_fare: Sequence[Sequence[FarePerKm]]  # [fares][region]
    youth_scale: Sequence[Sequence[Sequence[PerHundredThousand]]]  # [scales][regular, bbl][age - youngest]
    longest_train: Number
    national: Place
    youngest: Number
    oldest: Number
