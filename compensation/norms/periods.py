"""An amount per month, week, day, hour or once, over one entry of the ledger.

Rule: docs/contract/fine_print.md#allowance, own amounts. month: calendar days / days in that month; week: calendar
days / 7; day: days present; hour: hours present (days present x hours a day); once: in the first entry. Rounded
half-up once per entry. Amounts are cents per period, hours are hundredths a week; results are cents per entry.

A placement of Monday to Thursday, 32 hours, 2 to 28 February 2026, at 250 euros a month: 250 x 27/28.

>>> from compensation.money import euro_text
>>> euro_text(round_half_up(25_000 * 27, 28))
'241.07'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from compensation.columns import MONTH, WEEK, Placements
from compensation.days import Column
from compensation.ledger import Ledger
from compensation.money import round_half_up

WEEK_DAYS = 7
MONTHS_A_YEAR = 12
WEEKS_A_YEAR = 52
HUNDREDTHS = 100


def amount_over_entries(
    amount: Column,
    per: Column,
    base: Any,
    rows: Column,
    entries: Column,
    placements: Placements,
    ledger: Ledger,
) -> Column:
    """Cents in each entry of amounts per period.

    `amount`, `per` (index of PERIODS) and `base` (hundredths of an hour, 0 is no proration; only months and
    weeks are prorated) have one value per item; `rows` is the item's placement and `entries` its entry.
    """
    hours, workdays = placements.hours[rows], placements.days_per_week[rows]
    presence, days = ledger.presence[entries], ledger.days[entries]
    first = (ledger.first[rows] == entries).astype(np.int64)
    numerator = np.choose(per, [days, days, presence, presence * hours, first], mode="clip")
    denominator = np.choose(
        per,
        [ledger.month_days[entries], WEEK_DAYS, 1, workdays * HUNDREDTHS, 1],
        mode="clip",
    )
    prorated_hours, whole = proration(hours, base, per)
    return round_half_up(amount * numerator * prorated_hours, denominator * whole)


def amount_over_month(amount: Column, per: Column, base: Any, rows: Column, placements: Placements) -> Column:
    """Cents of a whole month: weeks, days and hours count 52/12 weeks."""
    hours, workdays = placements.hours[rows], placements.days_per_week[rows]
    numerator = np.choose(per, [1, WEEKS_A_YEAR, WEEKS_A_YEAR * workdays, WEEKS_A_YEAR * hours], mode="clip")
    denominator = np.choose(per, [1, MONTHS_A_YEAR, MONTHS_A_YEAR, MONTHS_A_YEAR * HUNDREDTHS], mode="clip")
    prorated_hours, whole = proration(hours, base, per)
    return round_half_up(amount * numerator * prorated_hours, denominator * whole)


def proration(hours: Column, base: Any, per: Column) -> tuple[Column, Column]:
    """min(hours, base) and base, for amounts per month or week with a base; else 1 and 1."""
    prorated = (np.asarray(base) > 0) & ((per == MONTH) | (per == WEEK))
    return np.where(prorated, np.minimum(hours, base), 1), np.where(prorated, base, 1)


def groups(codes: Column) -> Iterator[tuple[int, Column]]:
    """Each different code of a column of small whole numbers, and the positions at which it stands."""
    order = np.argsort(codes.astype(np.int16), kind="stable")  # so short that numpy sorts by radix
    ordered = codes[order]
    ends = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], len(order) > 0)) + 1
    begin = 0
    for end in ends:
        yield int(ordered[begin]), order[begin:end]
        begin = int(end)


def expand(rows: Column, ledger: Ledger) -> tuple[Column, Column]:
    """For items of placements `rows`: (item, entry) for every entry of the item's placement."""
    ends = np.append(ledger.first[1:], len(ledger))
    number = (ends - ledger.first)[rows]
    item = np.repeat(np.arange(len(rows)), number)
    offset = np.arange(len(item)) - np.repeat(np.cumsum(number) - number, number)
    return item, ledger.first[rows][item] + offset
