"""Travel from home to the placement and back, on the days present.

The Stagepact's reimbursement of all costs that the company makes the student incur, footnote 3
(https://www.rijksoverheid.nl/onderwerpen/middelbaar-beroepsonderwijs/documenten/rapporten/2023/02/14/stagepact-mbo);
figures in rules/travel.yaml, rules/student_travel.yaml and rules/fares/. Where a price of an entry is not known, all
travel of that entry is an estimate, at the last known prices (docs/contract/fine_print.md#known-estimate-not-stated).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from compensation.calendar import (
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    days_of_month,
    number_of,
)
from compensation.choices import Carrier, StudentProduct, TicketPeriod, TravelMode
from compensation.law.ledger import FIRST_MONTH, Entry
from compensation.law.rule import PLACEMENT, chapter, never_told
from compensation.placement.case import Leg, Segment, Tables
from compensation.rulebook.frozen_records import Month, RulePeriod, Rules
from compensation.units import (
    KM,
    MONTHS_A_YEAR,
    UNKNOWN,
    WEEK_DAYS,
    WHOLE,
    Cents,
    DaysOfMonth,
    FarePerKm,
    Flag,
    Number,
    PerHundredThousand,
    Share,
    TenthsOfKm,
    Trips,
    half_up,
)

rule = chapter("travel")
#: A bus rate is in 0.01 cent per km.
RATE_PARTS = 100


class Travel(NamedTuple):
    """What travel costs in an entry: known, or an estimate at the last known prices."""

    cost: Cents
    unknown: Flag  # a price of these days is not known: nothing of them is in the cost
    estimate: Cents


class TripsOf(NamedTuple):
    """Trips that are paid: at the whole fare, and with the student discount."""

    full: Trips
    discounted: Trips


# ---------------------------------------------------------------- which trips are paid


def trips_to_pay(product: int, days: DaysOfMonth, out: Flag, back: Flag, month: Month) -> TripsOf:
    """What a student with a travel product still pays of the ways there and back on some days (DUO and NS).

    Weekday product: free from Monday to Friday, but with the discount on a holiday (not Good Friday, which is no
    holiday for it) and from 16 July to 15 August, as at the weekend. Weekend product: free on Saturday, Sunday,
    holidays and Good Friday; on Monday the discount both ways; from Tuesday to Friday the way there at the whole fare,
    the way back with the discount, on Friday free. rules/student_travel.yaml, calendar; docs/contract/fine_print.md.

    >>> from compensation.calendar import FRIDAY
    >>> week = Month(0, 31, MONDAY, 0, 0, 0, 0)
    >>> tuple(trips_to_pay(StudentProduct.WEEK, 0b1111111, 1, 1, week))  # Saturday and Sunday
    (0, 4)
    >>> [tuple(trips_to_pay(StudentProduct.WEEKEND, 1 << day, 1, 1, week)) for day in (MONDAY, TUESDAY, FRIDAY, SUNDAY)]
    [(0, 2), (1, 1), (1, 0), (0, 0)]
    """
    if product == StudentProduct.NONE:
        return TripsOf(number_of(days) * (out + back), 0)
    weekend = days_of_month(1 << SATURDAY | 1 << SUNDAY, month.weekday)
    if product == StudentProduct.WEEK:
        return TripsOf(0, number_of(days & (weekend | month.week_holiday | month.summer)) * (out + back))
    paid = days & ~(weekend | month.weekend_holiday)
    mondays = number_of(paid & days_of_month(1 << MONDAY, month.weekday))
    middle = number_of(paid & days_of_month(1 << TUESDAY | 1 << WEDNESDAY | 1 << THURSDAY, month.weekday))
    fridays = number_of(paid) - mondays - middle
    return TripsOf((middle + fridays) * out, mondays * (out + back) + middle * back)


# ---------------------------------------------------------------- what they cost


@rule("km_rate", beside=("days",), order=1)
def travel_own(trips: Trips, km: TenthsOfKm, rate: Cents) -> Cents:
    """By own vehicle: each trip at the rate per kilometre.

    The rate is the highest untaxed one (rules/travel.yaml), taken as what full reimbursement means.

    >>> travel_own(trips=24, km=10_0, rate=23)  # 12 days there and back, 10 km, 0.23
    5520
    """
    return half_up(trips * km * rate, KM)


def _ticket(q: Any) -> str:
    if q.per == TicketPeriod.WEEK:
        return "travel_ticket_week"
    return "travel_ticket_month" if q.per == TicketPeriod.MONTH else "travel_ticket_year"


@rule(order=1, told_as=_ticket)
def travel_ticket(amount: Cents, per: TicketPeriod, times: Share) -> Cents:
    """A season ticket, for the calendar days of the entry: a part of a week, a month or a year.

    >>> travel_ticket(amount=95_00, per=TicketPeriod.MONTH, times=Share(17, 30))
    5383
    """
    return half_up(amount * times.of, times.whole)


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


@rule(order=1, told_as=lambda q: "travel_estimate" if q.estimate else "travel_unknown")
def travel_unknown(estimate: Cents) -> Cents:
    """A price of these days is not (yet) known: nothing is counted, and the estimate at the last known prices is apart.

    >>> travel_unknown(estimate=128_00)
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


class LegCost(NamedTuple):
    """What one leg costs in an entry, and whether its price is not known."""

    cost: Cents
    unknown: Flag


def travel(
    segment: Segment, entry: Entry, period: RulePeriod, last: RulePeriod, tables: Tables, rules: Rules
) -> Travel:
    """What travel costs in an entry, leg by leg; when one price is not known, all of it is an estimate."""
    cost, unknown = 0, 0
    for number in range(segment.first_leg, segment.after_leg):
        part = leg_cost(number, tables.legs[number], segment, entry, period, rules)
        cost += part.cost
        unknown |= part.unknown
    if not unknown:
        return Travel(cost, 0, 0)
    estimate = 0
    for number in range(segment.first_leg, segment.after_leg):
        estimate += leg_estimate(tables.legs[number], segment, entry, last, rules)
    return Travel(travel_unknown(estimate), 1, estimate)


@rule(told_as=never_told)
def leg_estimate(leg: Leg, segment: Segment, entry: Entry, last: RulePeriod, rules: Rules) -> Cents:
    """A leg at the last known prices: the same sum, and no verdict, so it is not told one by one."""
    return leg_cost(0, leg, segment, entry, last, rules).cost


def leg_cost(number: int, leg: Leg, segment: Segment, entry: Entry, period: RulePeriod, rules: Rules) -> LegCost:
    """What one leg costs in an entry."""
    if leg.mode == TravelMode.SEASON_TICKET:
        return LegCost(travel_ticket(leg.amount, leg.per, ticket_time(leg, entry)), 0)
    if leg.mode == TravelMode.OWN_VEHICLE:
        return own_vehicle(leg, entry, period, rules)
    if leg.mode == TravelMode.PUBLIC_TRANSPORT:
        return public_transport(leg, segment, entry, period, rules)
    return LegCost(0, 0)


def ticket_time(leg: Leg, entry: Entry) -> Share:
    """For how much of its time a season ticket counts: calendar days / 7, a part of a month, or that / 12."""
    if leg.per == TicketPeriod.WEEK:
        return Share(entry.days, WEEK_DAYS)
    if leg.per == TicketPeriod.MONTH:
        return Share(entry.days, entry.month_days)
    return Share(entry.days, entry.month_days * MONTHS_A_YEAR)


def days_of_leg(leg: Leg, entry: Entry, rules: Rules) -> DaysOfMonth:
    """The days present on which a leg is travelled."""
    return entry.present & days_of_month(leg.days, rules.months[entry.month - FIRST_MONTH].weekday)


def trips_of_leg(leg: Leg, entry: Entry, rules: Rules) -> Trips:
    """How often a leg is travelled."""
    return number_of(days_of_leg(leg, entry, rules)) * (leg.outbound + leg.inbound)


def own_vehicle(leg: Leg, entry: Entry, period: RulePeriod, rules: Rules) -> LegCost:
    """By own vehicle."""
    trips = trips_of_leg(leg, entry, rules)
    if period.km_rate == UNKNOWN:
        return LegCost(0, int(trips > 0))
    return LegCost(travel_own(trips, leg.distance, period.km_rate), 0)


def public_transport(leg: Leg, segment: Segment, entry: Entry, period: RulePeriod, rules: Rules) -> LegCost:
    """By public transport: the trips that the student travel product leaves to pay."""
    days, month = days_of_leg(leg, entry, rules), rules.months[entry.month - FIRST_MONTH]
    trips = trips_to_pay(segment.student_product, days, leg.outbound, leg.inbound, month)
    if trips.full + trips.discounted == 0:
        return no_trips(leg, segment, period, rules)
    fare = estimated_fare(leg, period, rules) if leg.fare == UNKNOWN else leg.fare
    discount = discount_of(leg, trips.discounted, period)
    if fare == UNKNOWN or discount == UNKNOWN:
        return LegCost(0, 1)
    return LegCost(travel_fare(trips.full, trips.discounted, fare, discount), 0)


def no_trips(leg: Leg, segment: Segment, period: RulePeriod, rules: Rules) -> LegCost:
    """Days on which nobody pays for a trip: all are free, or nobody is there. A fare that is not known is not told."""
    if segment.student_product != StudentProduct.NONE:
        return LegCost(travel_free(), 0)
    fare = fare_not_used(leg, period, rules) if leg.fare == UNKNOWN else leg.fare
    return LegCost(0 if fare == UNKNOWN else travel_fare(0, 0, fare, 0), 0)


def discount_of(leg: Leg, discounted: Trips, period: RulePeriod) -> PerHundredThousand:
    """The student discount of the carrier, where there are trips to use it on."""
    if discounted == 0:
        return 0
    return period.train_discount if leg.carrier == Carrier.TRAIN else period.bus_discount


@rule(told_as=never_told)
def fare_not_used(leg: Leg, period: RulePeriod, rules: Rules) -> Cents:
    """The estimated fare of days without a trip: it costs nothing, so how it was estimated is not told."""
    return estimated_fare(leg, period, rules)


def estimated_fare(leg: Leg, period: RulePeriod, rules: Rules) -> Cents:
    """A single fare from the dated tables; UNKNOWN where they do not reach."""
    if leg.carrier == Carrier.TRAIN:
        units = tariff_units(leg.distance, rules.longest_train)
        if period.train_fares == UNKNOWN:
            return UNKNOWN
        return fare_train(units, rules.train_fare[period.train_fares][units])
    if period.bus_fares == UNKNOWN:
        return UNKNOWN
    rate = rules.bus_fare[period.bus_fares][leg.region]
    if period.boarding == UNKNOWN or rate == UNKNOWN:
        return UNKNOWN
    return fare_bus(period.boarding, leg.distance, rate)
