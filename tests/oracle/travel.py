"""What the student pays for travel in one entry, leg by leg, and what a kilometre offer pays."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .amounts import cents, euros, exact
from .data import Data, Version
from .days import Entry, is_product_holiday, is_product_summer
from .reading import Leg, Placement

LONGEST_TRAIN_TRIP = 200
MONDAY, FRIDAY = 0, 4
FREE, DISCOUNT, FULL = "free", "discount", "full"


@dataclass(frozen=True)
class EntryTravel:
    """Known: `owed`, or else what it would be at the last known values; a leg without any adds nothing."""

    owed: int
    estimate: int
    known: bool


class Values:
    """Values of dated rules on a day; remembers whether one of them had to be the last known, or is missing."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.known = True
        self.missing = False

    def of(self, rule_id: str, day: date, *path: str | int) -> Fraction:
        value = _found(self.data.rule(rule_id, day), path)
        if value is None:
            self.known = False
            before = [version for version in self.data.rules[rule_id] if version["from"] <= day]
            value = next((found for version in reversed(before) if (found := _found(version, path)) is not None), None)
        if value is None:
            self.missing = True
        return Fraction(0) if value is None else exact(value)


def _found(version: Version | None, path: tuple[str | int, ...]) -> str | None:
    found = version
    for key in path or ("value",):
        if found is None or (isinstance(found, dict) and key not in found):
            return None
        found = found[key]
    return found


def travel_of(entry: Entry, data: Data) -> EntryTravel:
    """An entry in which one leg is not known is an estimate for all its travel."""
    total, known = 0, True
    for leg in entry.stretch.legs:
        values = Values(data)
        amount = _leg_cents(leg, entry, values)
        known &= values.known
        total += 0 if values.missing else amount
    return EntryTravel(total if known else 0, 0 if known else total, known)


def _leg_cents(leg: Leg, entry: Entry, values: Values) -> int:
    if leg.ticket is not None:
        periods = {"week": entry.weeks, "month": entry.month_fraction, "year": entry.month_fraction / 12}
        return cents(leg.ticket.amount * periods[leg.ticket.per])
    days = _days_of(leg, entry)
    if leg.mode == "own_vehicle" and days:
        return cents(len(days) * _trips(leg) * leg.distance_km * values.of("km_rate", entry.start))
    if leg.mode == "public_transport":
        return cents(_by_public_transport(leg, days, values, entry))
    return 0


def km_offer_cents(entry: Entry) -> int:
    """Of each leg by own vehicle, rounded by itself."""
    rate, legs = entry.stretch.km_rate, entry.stretch.legs
    if rate is None:
        return 0
    own = [leg for leg in legs if leg.mode == "own_vehicle"]
    return sum(cents(len(_days_of(leg, entry)) * _trips(leg) * leg.distance_km * rate) for leg in own)


def fare_is_estimated(placement: Placement) -> bool:
    legs = [leg for stretch in placement.stretches for leg in stretch.legs]
    return any(leg.mode == "public_transport" and leg.fare is None for leg in legs)


def _days_of(leg: Leg, entry: Entry) -> list[date]:
    return [day for day in entry.present if leg.days is None or day.weekday() in leg.days]


def _trips(leg: Leg) -> int:
    return leg.outbound + leg.inbound


def _by_public_transport(leg: Leg, days: list[date], values: Values, entry: Entry) -> Fraction:
    trips = [price for day in days for price in _prices(leg, day, values.data)]
    discounted, whole = trips.count(DISCOUNT), trips.count(FULL)
    shares = Fraction(whole)
    if discounted:
        percent = values.of(f"student_discount_{leg.carrier}", entry.start)
        shares += discounted * (1 - percent / 100)
    return shares * single_fare(leg, entry.start, values) if shares else shares


def _prices(leg: Leg, day: date, data: Data) -> Iterator[str]:
    outbound, inbound = prices_of(leg.student_product, day, data)
    if leg.outbound:
        yield outbound
    if leg.inbound:
        yield inbound


def prices_of(product: str, day: date, data: Data) -> tuple[str, str]:
    """What the student still pays, outbound and return."""
    weekday = day.weekday()
    if product == "week":
        if weekday <= FRIDAY and not is_product_holiday(day, "week", data) and not is_product_summer(day, data):
            return FREE, FREE
        return DISCOUNT, DISCOUNT
    if product == "weekend":
        if weekday > FRIDAY or is_product_holiday(day, "weekend", data):
            return FREE, FREE
        return DISCOUNT if weekday == MONDAY else FULL, FREE if weekday == FRIDAY else DISCOUNT
    return FULL, FULL


def single_fare(leg: Leg, day: date, values: Values) -> Fraction:
    """The fare entered, else the estimate: a price, so rounded to the cent first."""
    if leg.fare is not None:
        return leg.fare
    if leg.carrier == "train":
        units = min(math.ceil(leg.distance_km), LONGEST_TRAIN_TRIP)
        return values.of("train_fare", day, "by_distance", units)
    rate = values.of("bus_fare_per_km", day, "by_region", leg.region or "mean")
    return euros(cents(values.of("boarding_fee", day) + leg.distance_km * rate))
