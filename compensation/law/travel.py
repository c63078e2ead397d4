"""Travel from home to the placement and back, on the days present.

The Stagepact's reimbursement of all costs that the company makes the student incur, footnote 3
(https://www.rijksoverheid.nl/onderwerpen/middelbaar-beroepsonderwijs/documenten/rapporten/2023/02/14/stagepact-mbo);
figures in rules/travel.yaml, rules/student_travel.yaml and rules/fares/. A price that is not known counts 0 and is
marked unknown.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from compensation.choices import Carrier, StudentProduct, TravelMode
from compensation.law.ledger import Entry
from compensation.law.rule import PLACEMENT, chapter
from compensation.placement.case import Segment
from compensation.rulebook.frozen import RulePeriod, Rules
from compensation.units import (
    KM,
    UNKNOWN,
    WHOLE,
    Cents,
    FarePerKm,
    Flag,
    Number,
    PerHundredThousand,
    PresenceDays,
    TenthsOfKm,
    Trips,
    half_up,
)

rule = chapter("travel")
#: A bus rate is in 0.01 cent per km.
RATE_PARTS = 100


class Trip(NamedTuple):
    """What travel costs in an entry."""

    cost: Cents
    estimated: Flag  # the fare was estimated from the distance
    unknown: Flag  # something is to be paid, and its price is not known


@rule("km_rate", order=1)
def travel_own(days: PresenceDays, km: TenthsOfKm, rate: Cents) -> Cents:
    """By own vehicle: there and back on each day present, at the rate per kilometre.

    The rate is the highest untaxed one (rules/travel.yaml), taken as what full reimbursement means.

    >>> travel_own(days=12, km=10_0, rate=23)  # 12 x 2 x 10 km x 0.23
    5520
    """
    return half_up(days * 2 * km * rate, KM)


def _product(q: Any) -> str:
    """Which sentence tells the trips: only what is paid is spoken of."""
    if q.product == StudentProduct.NONE:
        return "travel_fare"
    if q.product == StudentProduct.WEEK:
        return "travel_week_product"
    if q.full_trips and q.discounted_trips:
        return "travel_weekend_product"
    return "travel_weekend_full" if q.full_trips else "travel_weekend_discounted"


@rule("student_calendar", "student_discount", beside=("days", "product"), told_as=_product, order=1)
def travel_fare(full_trips: Trips, discounted_trips: Trips, fare: Cents, discount: PerHundredThousand) -> Cents:
    """By public transport: each trip at the single fare, less what the student travel product takes off.

    >>> travel_fare(full_trips=0, discounted_trips=2, fare=5_50, discount=40_000)  # 2 x 5.50 x 60%
    660
    >>> travel_fare(full_trips=1, discounted_trips=1, fare=5_55, discount=34_000)  # 5.55 + 3.663
    921
    """
    return half_up((full_trips * WHOLE + discounted_trips * (WHOLE - discount)) * fare, WHOLE)


@rule("student_calendar", beside=("days", "product"), order=1)
def travel_free() -> Cents:
    """Every trip of these days is free with the student travel product, whatever its fare.

    >>> travel_free()
    0
    """
    return 0


@rule(order=1)
def travel_unknown() -> Cents:
    """The price of these days is not known: it counts 0 and is said to be unknown.

    >>> travel_unknown()
    0
    """
    return 0


@rule("train_fare", beside=("km",), when_changed=("result",), order=1)
def fare_train(units: Number, price: Cents) -> Cents:
    """A train trip costs the price of its tariff units (rules/fares/train.yaml).

    >>> fare_train(units=8, price=3_20)
    320
    """
    return price


def tariff_units(km: TenthsOfKm, longest: Number) -> Number:
    """A distance by train in tariff units: whole kilometres, rounded up, to the longest there is.

    >>> tariff_units(km=12_1, longest=200), tariff_units(km=250_0, longest=200)
    (13, 200)
    """
    return min(-(-km // KM), longest)


@rule("boarding_fee", "bus_fare_per_km", beside=("region",), when_changed=("result",), order=1)
def fare_bus(boarding: Cents, km: TenthsOfKm, rate: FarePerKm) -> Cents:
    """A trip by bus, tram or metro: the boarding fee, and the kilometres at the region's rate.

    Figures in rules/fares/bus.yaml. It is a price, so it is rounded to the cent before it is multiplied.

    >>> fare_bus(boarding=1_16, km=8_0, rate=20_05)  # 1.16 + 8 x 0.2005
    276
    """
    return boarding + half_up(km * rate, KM * RATE_PARTS)


@rule(speaks_of=PLACEMENT, order=2)
def travel_total(parts: Number, total: Cents) -> Cents:
    """Travel over the whole placement.

    >>> travel_total(parts=2, total=119_60)
    11960
    """
    return total


# ---------------------------------------------------------------- put together


def travel(segment: Segment, entry: Entry, period: RulePeriod, rules: Rules) -> Trip:
    """What travel costs in an entry."""
    if segment.travel_mode == TravelMode.NONE:
        return Trip(0, 0, 0)
    trips = entry.full_trips + entry.discounted_trips
    if segment.travel_mode == TravelMode.OWN_VEHICLE:
        if period.km_rate != UNKNOWN:
            return Trip(travel_own(entry.presence, segment.distance, period.km_rate), 0, 0)
        return Trip(travel_unknown(), 0, 1) if trips > 0 else Trip(0, 0, 0)
    if trips == 0:
        return no_trips(segment, period, rules)
    estimated = int(segment.fare == UNKNOWN)
    fare = estimated_fare(segment, period, rules) if estimated else segment.fare
    discount = discount_of(segment, entry, period)
    if fare == UNKNOWN or discount == UNKNOWN:
        return Trip(travel_unknown(), estimated, 1)
    return Trip(travel_fare(entry.full_trips, entry.discounted_trips, fare, discount), estimated, 0)


def no_trips(segment: Segment, period: RulePeriod, rules: Rules) -> Trip:
    """Days on which nobody pays for a trip: all are free, or nobody is there. A fare that is not known is not told."""
    if segment.student_product != StudentProduct.NONE:
        return Trip(travel_free(), 0, 0)
    fare = fare_not_used(segment, period, rules) if segment.fare == UNKNOWN else segment.fare
    return Trip(0 if fare == UNKNOWN else travel_fare(0, 0, fare, 0), 0, 0)


def discount_of(segment: Segment, entry: Entry, period: RulePeriod) -> PerHundredThousand:
    """The student discount of the carrier, where there are trips to use it on."""
    if entry.discounted_trips == 0:
        return 0
    return period.train_discount if segment.carrier == Carrier.TRAIN else period.bus_discount


@rule(told_as=lambda q: None)
def fare_not_used(segment: Segment, period: RulePeriod, rules: Rules) -> Cents:
    """The estimated fare of days without a trip: it costs nothing, so how it was estimated is not told."""
    return estimated_fare(segment, period, rules)


def estimated_fare(segment: Segment, period: RulePeriod, rules: Rules) -> Cents:
    """A single fare from the dated tables; UNKNOWN where they do not reach."""
    if segment.carrier == Carrier.TRAIN:
        units = tariff_units(segment.distance, rules.longest_train)
        if period.train_fares == UNKNOWN:
            return UNKNOWN
        return fare_train(units, rules.train_fare[period.train_fares][units])
    if period.bus_fares == UNKNOWN:
        return UNKNOWN
    rate = rules.bus_fare[period.bus_fares][segment.region]
    if period.boarding == UNKNOWN or rate == UNKNOWN:
        return UNKNOWN
    return fare_bus(period.boarding, segment.distance, rate)
