"""What the student pays for travel in one entry, and what a kilometre offer pays."""

from __future__ import annotations

import math
from fractions import Fraction

from .amounts import cents, euros, exact
from .data import Data
from .days import Day, Entry
from .reading import Placement, Travel

LONGEST_TRAIN_TRIP = 200
MONDAY, FRIDAY = 0, 4


class NotKnownError(Exception):
    """A discount, rate or fare that is needed is not known on this day."""


def travel_cents(entry: Entry, placement: Placement, data: Data) -> int | None:
    """Travel costs of an entry; None when something that is needed is not known."""
    try:
        if placement.travel.mode == "own_vehicle":
            return cents(_by_own_vehicle(entry, placement, data))
        if placement.travel.mode == "public_transport":
            return cents(_by_public_transport(entry, placement, data))
    except NotKnownError:
        return None
    return 0


def km_offer_cents(entry: Entry, placement: Placement) -> int:
    rate, distance = placement.offer.km_rate, placement.travel.distance_km
    if rate is None or distance is None:
        return 0
    return cents(entry.presence_days * 2 * distance * rate)


def fare_is_estimated(travel: Travel) -> bool:
    return travel.mode == "public_transport" and travel.fare is None


def _by_own_vehicle(entry: Entry, placement: Placement, data: Data) -> Fraction:
    total = Fraction(0)
    for day in entry.days:
        if day.present:
            total += 2 * placement.travel.distance_km * _known(data.value("km_rate", day.date))
    return total


def _by_public_transport(entry: Entry, placement: Placement, data: Data) -> Fraction:
    total = Fraction(0)
    for day in entry.days:
        if day.present:
            share = sum(trip_shares(day, placement.travel, data), Fraction(0))
            if share > 0:
                total += share * single_fare(day, placement.travel, data)
    return total


def trip_shares(day: Day, travel: Travel, data: Data) -> tuple[Fraction, Fraction]:
    """The part of the fare that the student still pays, outbound and return."""
    free, full = Fraction(0), Fraction(1)
    weekday = day.date.weekday()
    if travel.student_product == "week":
        if weekday <= FRIDAY and not day.week_product_holiday and not day.product_summer:
            return free, free
        return _after_discount(day, travel, data), _after_discount(day, travel, data)
    if travel.student_product == "weekend":
        if weekday > FRIDAY or day.weekend_product_holiday:
            return free, free
        outbound = _after_discount(day, travel, data) if weekday == MONDAY else full
        return outbound, free if weekday == FRIDAY else _after_discount(day, travel, data)
    return full, full


def single_fare(day: Day, travel: Travel, data: Data) -> Fraction:
    """The fare entered, else the estimate: a price, so rounded to the cent first."""
    if travel.fare is not None:
        return travel.fare
    if travel.carrier == "train":
        units = min(math.ceil(travel.distance_km), LONGEST_TRAIN_TRIP)
        prices = data.rule("train_fare", day.date)
        return exact(_known(None if prices is None else prices["by_distance"][units]))
    boarding = _known(data.value("boarding_fee", day.date))
    rates = data.rule("bus_fare_per_km", day.date)
    rate = _known(None if rates is None else rates["by_region"].get(travel.region or "mean"))
    return euros(cents(boarding + travel.distance_km * rate))


def _after_discount(day: Day, travel: Travel, data: Data) -> Fraction:
    return 1 - _known(data.value(f"student_discount_{travel.carrier}", day.date)) / 100


def _known(value: str | None) -> Fraction:
    if value is None:
        raise NotKnownError
    return exact(value)
