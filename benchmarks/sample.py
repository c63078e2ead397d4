"""Seeded placements as columns: a year's membership of all branches together, 20% bbl of a year, 80% of 10-20 weeks.

The bbl students work 24 to 40 hours on three to five days with a wage and a birth date; the others are bol, hbo
and wo students (and a few dual ones), with every kind of travel, cost, reimbursement, offer, cao and norm policy
that a table can hold. Sectors and schemes are the real ones. All of it lies in study year 2025-2026, in which
every figure is known: a benchmark in which the wage is `not_covered` would compute less.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np

from compensation.columns import (
    BBL,
    BOL,
    CAO_APPLIES,
    CAO_UNKNOWN,
    DAY,
    DUAL,
    HBO,
    HOUR,
    LONG_TABLES,
    MONTH,
    NO_BIRTH,
    NORM_OWN,
    NORM_SECTOR,
    ONCE,
    OWN_VEHICLE,
    PER_HOUR,
    PER_MONTH,
    PER_WEEK,
    PUBLIC_TRANSPORT,
    TEST_QUESTIONS,
    TRAVEL_LINE,
    UNKNOWN,
    VOG_LINE,
    WEEK,
    WEEKEND_PRODUCT,
    WO,
    Placements,
)
from compensation.days import Column, to_day
from compensation.rulebook import RuleBook
from compensation.rulebook.models import LINE_KINDS

SEED = 20_261_122
BBL_SHARE = 0.2
FIRST_BBL, FIRST_OTHER = to_day(date(2025, 8, 1)), to_day(date(2025, 8, 25))
CHRISTMAS = (to_day(date(2025, 12, 22)), to_day(date(2026, 1, 2)))
#: Monday to Friday, four, three and two days, and Wednesday to Sunday.
WORKDAYS = np.array([0b0011111, 0b0001111, 0b0000111, 0b0011000, 0b1111100], np.int64)


class _Dice:
    """Random columns of `rows` whole numbers."""

    def __init__(self, rows: int, seed: int) -> None:
        self.rows, self.random = rows, np.random.default_rng(seed)

    def pick(self, values: Any, shares: Any = None) -> Column:
        return self.random.choice(np.array(values, np.int64), self.rows, p=shares)

    def between(self, low: int, high: int) -> Column:
        return self.random.integers(low, high + 1, self.rows)

    def chance(self, share: float) -> Any:
        return self.random.random(self.rows) < share


def mixed_placements(rows: int, book: RuleBook, seed: int = SEED) -> Placements:
    """Mixed placements; the same seed and number of rows give the same ones."""
    dice = _Dice(rows, seed)
    columns = _who_and_when(dice) | _travel(dice, book)
    columns |= _offer(dice, columns) | _grounds(dice, book)
    columns["student_product"] = np.where(columns["route"] == BBL, 0, columns["student_product"])
    own_vehicle = columns["travel_mode"] == OWN_VEHICLE
    columns["km_rate"] = np.where(own_vehicle & dice.chance(0.5), dice.pick([19, 21, 23]), UNKNOWN)
    columns["answers"] = np.stack([dice.pick([0, 1, UNKNOWN], [0.1, 0.5, 0.4]) for _ in TEST_QUESTIONS], axis=1)
    columns["closed"] = _closed(dice, columns)
    columns["costs"] = _costs(dice)
    columns["reimbursements"] = _reimbursements(dice, columns)
    return Placements(**columns)


def wage_placements(placements: Placements) -> Placements:
    """The same people, days and hours, all with a wage: bbl stays bbl, every other route becomes dual."""
    rows = len(placements)
    born = np.where(placements.birth == NO_BIRTH, to_day(date(2005, 1, 1)) + np.arange(rows) % 1_500, placements.birth)
    route = np.where(placements.route == BBL, BBL, DUAL)
    return replace(placements, route=route, birth=born, norm=np.zeros(rows, np.int64))


def part(placements: Placements, first: int, last: int) -> Placements:
    """The rows from `first` up to `last`, as a chunk of a file."""
    columns = {f.name: getattr(placements, f.name)[first:last] for f in fields(Placements) if f.name not in LONG_TABLES}
    for name in LONG_TABLES:
        table = getattr(placements, name)
        begin, end = np.searchsorted(table[:, 0], [first, last])
        columns[name] = table[begin:end].copy()
        columns[name][:, 0] -= first
    return Placements(**columns)


def _who_and_when(dice: _Dice) -> dict[str, Column]:
    bbl = dice.chance(BBL_SHARE)
    route = np.where(bbl, BBL, dice.pick([BOL, HBO, WO, DUAL], [0.6, 0.27, 0.1, 0.03]))
    start = np.where(bbl, FIRST_BBL + dice.between(0, 60), FIRST_OTHER + dice.between(0, 200))
    length = np.where(bbl, 365, 7 * dice.between(10, 20))
    wage = (route == BBL) | (route == DUAL)
    workdays = np.where(bbl, dice.pick(WORKDAYS[[0, 1, 2, 4]]), dice.pick(WORKDAYS))
    days = np.bitwise_count(workdays).astype(np.int64)
    return {
        "route": route,
        "kind": dice.pick([0, 1], [0.97, 0.03]),
        "compulsory": dice.pick([1, 0], [0.9, 0.1]),
        "study_year": dice.between(0, 4),
        "start": start,
        "end": start + length - 1,
        "hours": days * dice.pick([600, 750, 800]),
        "workdays": workdays,
        "holidays_worked": dice.pick([0, 1], [0.85, 0.15]),
        "birth": np.where(wage, start - dice.between(16 * 365 + 4, 26 * 365), NO_BIRTH),
    }


def _travel(dice: _Dice, book: RuleBook) -> dict[str, Column]:
    mode = dice.pick([0, PUBLIC_TRANSPORT, OWN_VEHICLE], [0.2, 0.55, 0.25])
    public = mode == PUBLIC_TRANSPORT
    return {
        "travel_mode": mode,
        "distance": np.where(mode == 0, UNKNOWN, dice.between(10, 450)),
        "carrier": np.where(public, dice.pick([0, 1]), UNKNOWN),
        "fare": np.where(public & dice.chance(0.5), dice.between(100, 1_500), UNKNOWN),
        "region": dice.between(0, len(book.region_keys) - 1),
        "student_product": np.where(public, dice.between(0, WEEKEND_PRODUCT), 0),
    }


def _offer(dice: _Dice, columns: dict[str, Column]) -> dict[str, Column]:
    bbl, dual = columns["route"] == BBL, columns["route"] == DUAL
    wage_per = dice.pick([PER_HOUR, PER_WEEK, PER_MONTH], [0.5, 0.2, 0.3])
    hourly = dice.between(450, 1_700)
    hours_in_period = np.choose(np.minimum(wage_per, 2), [1, columns["hours"] // 100, columns["hours"] * 13 // 300])
    per = dice.pick([MONTH, WEEK, DAY, HOUR], [0.8, 0.05, 0.1, 0.05])
    amount = (
        np.choose(per, [dice.between(100, 700), dice.between(30, 150), dice.between(5, 30), dice.between(1, 4)]) * 100
    )
    promised = ~(bbl | dual) & dice.chance(0.75)
    return {
        "allowance": np.where(promised, amount, UNKNOWN),
        "allowance_per": np.where(promised, per, MONTH),
        "includes_expenses": (dice.chance(0.25) & promised).astype(np.int64),
        "wage": np.where(bbl | dual, hourly * hours_in_period, UNKNOWN),
        "wage_per": np.where(bbl | dual, wage_per, PER_HOUR),
        "holiday_percent": np.where((bbl | dual) & dice.chance(0.3), 8_000, UNKNOWN),
        "contract": np.where(bbl | dual, dice.pick([1, 0, UNKNOWN], [0.8, 0.05, 0.15]), UNKNOWN),
    }


def _grounds(dice: _Dice, book: RuleBook) -> dict[str, Column]:
    """Sector, cao and norm policy. A cao that applies is one of the sector's schemes, where it has any."""
    sector = dice.between(0, len(book.sector_keys) - 1)
    luck = dice.random.random(dice.rows)
    status = np.where(luck < 0.45, CAO_APPLIES, np.where(luck < 0.6, CAO_UNKNOWN, 0))
    scheme = np.full(dice.rows, UNKNOWN, np.int64)
    for code, key in enumerate(book.sector_keys):
        schemes = [i for i, found in enumerate(book.schemes.values()) if found.sector == key]
        here = np.flatnonzero((sector == code) & (luck < 0.4))
        if schemes:
            scheme[here] = dice.random.choice(schemes, len(here))
    typed = (status == CAO_APPLIES) & (scheme == UNKNOWN)
    norm = dice.pick([NORM_SECTOR, *range(len(book.policy_keys)), NORM_OWN], _norm_shares(len(book.policy_keys)))
    own = norm == NORM_OWN
    return {
        "sector": np.where(dice.chance(0.95) | (scheme != UNKNOWN), sector, UNKNOWN),
        "cao_status": status,
        "scheme": scheme,
        "cao_amount": np.where(typed, dice.between(200, 700) * 100, UNKNOWN),
        "cao_per": np.full(dice.rows, MONTH, np.int64),
        "cao_base": np.where(typed, dice.pick([3_600, 3_800, 4_000]), 0),
        "norm": norm,
        "own_amount": np.where(own, dice.between(200, 800) * 100, UNKNOWN),
        "own_per": np.full(dice.rows, MONTH, np.int64),
        "own_base": np.where(own, 4_000, 0),
    }


def _norm_shares(policies: int) -> list[float]:
    return [0.7, *([0.27 / policies] * policies), 0.03]


def _closed(dice: _Dice, columns: dict[str, Column]) -> Column:
    """A closed fortnight at Christmas for a third of those who are there then."""
    there = (columns["start"] <= CHRISTMAS[1]) & (columns["end"] >= CHRISTMAS[0]) & dice.chance(0.33)
    row = np.flatnonzero(there)
    return np.stack([row, np.full(len(row), CHRISTMAS[0]), np.full(len(row), CHRISTMAS[1])], axis=1)


def _costs(dice: _Dice) -> Column:
    """Each kind of cost but travel with one placement in ten, at most one item of a kind."""
    tables = []
    for kind in range(TRAVEL_LINE + 1, len(LINE_KINDS)):
        row = np.flatnonzero(dice.chance(0.1))
        few = _Dice(len(row), int(dice.random.integers(2**31)))
        amount = few.between(5, 200) * 100
        if kind == VOG_LINE:
            amount = np.where(few.chance(0.5), UNKNOWN, amount)
        per = few.pick([ONCE, MONTH, WEEK, DAY], [0.8, 0.15, 0.03, 0.02])
        required, provided = few.pick([0, 1, 2, 3], [0.7, 0.1, 0.1, 0.1]), few.pick([0, 1], [0.9, 0.1])
        tables.append(np.stack([row, np.full(len(row), kind), amount, per, required, provided], axis=1))
    return _by_row(tables)


def _reimbursements(dice: _Dice, columns: dict[str, Column]) -> Column:
    """A tenth of the placements for a kind; travel for a third, unless a rate per kilometre is paid."""
    tables = []
    for kind in range(len(LINE_KINDS)):
        row = np.flatnonzero(dice.chance(0.33 if kind == TRAVEL_LINE else 0.05))
        if kind == TRAVEL_LINE:
            row = row[columns["km_rate"][row] == UNKNOWN]
        few = _Dice(len(row), int(dice.random.integers(2**31)))
        full = few.pick([0, 1])
        amount = np.where(full == 1, 0, few.between(5, 150) * 100)
        per = np.where(full == 1, ONCE, few.pick([ONCE, MONTH], [0.5, 0.5]))
        tables.append(np.stack([row, np.full(len(row), kind), amount, per, full], axis=1))
    return _by_row(tables)


def _by_row(tables: list[Column]) -> Column:
    table = np.concatenate(tables)
    return table[np.argsort(table[:, 0], kind="stable")]
