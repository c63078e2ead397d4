"""Travel from home to the placement and back, on the days present.

Rule: the Stagepact's reimbursement of all costs that the company makes the student incur, footnote 3
(https://www.rijksoverheid.nl/onderwerpen/middelbaar-beroepsonderwijs/documenten/rapporten/2023/02/14/stagepact-mbo);
rates in rules/travel.yaml, rules/student_travel.yaml and rules/fares/. Own vehicle: days present x 2 x distance x
rate. Public transport: two trips a day at the single fare, less what the student travel product covers.

Columns: distance in tenths of a kilometre, fares and results in cents per entry. A price that is not known
counts 0 and is marked `unknown`.

12 and 14 days x 2 x 10 km x 0.25 (cases/20):

>>> [int(round_half_up(days * 2 * 100 * 25, 10)) for days in (12, 14)]
[6000, 7000]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import (
    BUS,
    OWN_VEHICLE,
    PUBLIC_TRANSPORT,
    TRAIN,
    WEEK_PRODUCT,
    WEEKEND_PRODUCT,
    Placements,
)
from compensation.days import Column
from compensation.ledger import Ledger
from compensation.money import PER_HUNDRED_THOUSAND as WHOLE
from compensation.money import round_half_up
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

TENTHS = 10
#: A bus rate is in 0.01 cent per km.
RATE_PARTS = 100


@dataclass(frozen=True)
class Travel:
    """Travel per entry: cost in cents, the price used, and the trips it was paid for."""

    cost: Column
    price: Column  # km rate or single fare in cents, UNKNOWN where not known
    full_trips: Column  # trips at the whole fare
    discounted_trips: Column  # trips at the fare less the discount
    discount: Column  # per 100,000
    estimated: Any  # the fare was estimated from the distance
    unknown: Any  # something is to be paid, and its price is not known


def travel(p: Placements, ledger: Ledger, book: RuleBook) -> Travel:
    """Cost of travel in each entry."""
    row = ledger.row
    mode, product = p.travel_mode[row], p.student_product[row]
    own, public = mode == OWN_VEHICLE, mode == PUBLIC_TRANSPORT
    price = np.full(len(ledger), UNKNOWN, np.int64)
    if own.any():
        price[own] = book.series("km_rate").at(ledger.start[own])
    estimated = public & (p.fare[row] == UNKNOWN)
    if public.any():
        price[public] = p.fare[row][public]
        price[estimated] = _estimated_fare(p, ledger, book, np.flatnonzero(estimated))
    full, discounted = _trips(p, ledger, product, own | public)
    discount = _discount(p, ledger, book, np.flatnonzero(public & (discounted > 0)))
    trips = full + discounted
    unknown = (trips > 0) & ((price == UNKNOWN) | (discount == UNKNOWN))
    distance = np.where(own, p.distance[row], TENTHS)
    parts = full * WHOLE + discounted * (WHOLE - discount)
    # Kilometres: trips x distance x rate; fares: trips x fare. One division, one rounding.
    cost = np.where(
        own,
        round_half_up(trips * distance * np.maximum(price, 0), TENTHS),
        round_half_up(parts * np.maximum(price, 0), WHOLE),
    )
    cost = np.where(unknown | (trips == 0), 0, cost)
    return Travel(cost, price, full, discounted, discount, estimated & (trips > 0), unknown)


def _trips(p: Placements, ledger: Ledger, product: Column, travels: Any) -> tuple[Column, Column]:
    """Trips at the full fare and at the discount (docs/contract/fine_print.md#travel, the table)."""
    public = p.travel_mode[ledger.row] == PUBLIC_TRANSPORT
    week = public & (product == WEEK_PRODUCT)
    weekend = public & (product == WEEKEND_PRODUCT)
    full = np.where(travels, 2 * ledger.presence, 0)
    full = np.where(week, 0, full)
    full = np.where(weekend, ledger.presence_midweek + ledger.presence_friday, full)
    discounted = np.where(week, 2 * ledger.presence_week_paid, 0)
    discounted = np.where(weekend, 2 * ledger.presence_monday + ledger.presence_midweek, discounted)
    return full, discounted


def _discount(p: Placements, ledger: Ledger, book: RuleBook, entries: Column) -> Column:
    discount = np.zeros(len(ledger), np.int64)
    carrier, day = p.carrier[ledger.row[entries]], ledger.start[entries]
    for code, rule in ((TRAIN, "student_discount_train"), (BUS, "student_discount_bus")):
        of_carrier = carrier == code
        discount[entries[of_carrier]] = book.series(rule).at(day[of_carrier])
    return discount


def _estimated_fare(p: Placements, ledger: Ledger, book: RuleBook, entries: Column) -> Column:
    """A price from the dated fare tables, rounded to the cent because it is a price; UNKNOWN where not known."""
    row, day = ledger.row[entries], ledger.start[entries]
    fare = np.full(len(entries), UNKNOWN, np.int64)
    train = p.carrier[row] == TRAIN
    if train.any():
        table = book.table("train_fare")
        units = np.minimum(-(-p.distance[row[train]] // TENTHS), table.values.shape[1] - 1)
        fare[train] = table.at(day[train], units)
    bus = ~train
    if bus.any():
        boarding = book.series("boarding_fee").at(day[bus])
        rate = book.table("bus_fare_per_km").at(day[bus], p.region[row[bus]])
        known = (boarding != UNKNOWN) & (rate != UNKNOWN)
        cents = boarding + round_half_up(p.distance[row[bus]] * np.maximum(rate, 0), TENTHS * RATE_PARTS)
        fare[bus] = np.where(known, cents, UNKNOWN)
    return fare
