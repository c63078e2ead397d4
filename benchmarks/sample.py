"""Seeded placements as columns: a year's membership of all branches together, 20% bbl of a year, 80% of 10-20 weeks.

The bbl students work 24 to 40 hours on three to five days with a wage and a birth date; the others are bol, hbo and wo
students (and a few dual ones), with every kind of travel, cost, reimbursement, offer, cao and norm policy that a table
can hold. All of it lies in study year 2025-2026, in which every figure is known: a benchmark in which the wage is
`not_covered` would compute less. `six_years` makes them last 72 months, as long as a placement may be.

No version of the program is known here. A choice is a place in its list of `WORDS`, a key one in the lists of the
`World` that both versions have; money is cents, hours are hundredths, distances tenths of a kilometre, days count
from 1 January 1970, and NOTHING is a cell that is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.int64]
Columns = dict[str, Column]

NOTHING = -1
#: A birth day that is not given.
NO_BIRTH = -(10**6)
_PERIODS = ("month", "week", "day", "hour", "once")
#: The choices of each column, as the contract writes them.
WORDS: Mapping[str, tuple[str, ...]] = {
    "route": ("bol", "bbl", "hbo", "wo", "dual"),
    "kind": ("placement", "observation"),
    "cao_status": ("none", "applies", "unknown"),
    "travel_mode": ("none", "public_transport", "own_vehicle"),
    "carrier": ("train", "bus"),
    "student_product": ("none", "week", "weekend"),
    "wage_per": ("hour", "week", "four_weeks", "month"),
    **dict.fromkeys(("cao_per", "allowance_per", "own_per"), _PERIODS),
}
COST_WORDS: Mapping[int, tuple[str, ...]] = {3: _PERIODS, 4: ("employer", "law", "school", "own_choice")}
REIMBURSEMENT_WORDS: Mapping[int, tuple[str, ...]] = {3: _PERIODS}
BOL, BBL, HBO, WO, DUAL = range(5)
APPLIES, UNKNOWN_CAO = 1, 2
PUBLIC_TRANSPORT, OWN_VEHICLE = 1, 2
MONTH, WEEK, DAY, HOUR, ONCE = range(5)
PER_HOUR, PER_WEEK, PER_MONTH = 0, 1, 3
NORM_SECTOR, NORM_OWN, FIRST_POLICY = 0, 1, 2
QUESTIONS = 5
#: Tables of which a placement may have several rows; the first column says whose a row is.
LONG = ("closed", "costs", "reimbursements")

SEED = 20_261_122
BBL_SHARE = 0.2


def day(year: int, month: int, of_month: int) -> int:
    """Days since 1 January 1970."""
    return (date(year, month, of_month) - date(1970, 1, 1)).days


FIRST_BBL, FIRST_OTHER, FIRST_LONG = day(2025, 8, 1), day(2025, 8, 25), day(2020, 1, 1)
CHRISTMAS = (day(2025, 12, 22), day(2026, 1, 2))
SIX_YEARS = 2_190
#: Monday to Friday, four, three and two days, and Wednesday to Sunday.
WORKDAYS = np.array([0b0011111, 0b0001111, 0b0000111, 0b0011000, 0b1111100], np.int64)


@dataclass(frozen=True)
class World:
    """The keys that both versions have, travel the first of the kinds of cost."""

    sectors: tuple[str, ...] = ()
    schemes: tuple[tuple[str, str], ...] = ()  # key and sector
    policies: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, *known: Mapping[str, Any]) -> World:
        """What all of them know, in the order of the first."""

        def shared(name: str) -> Any:
            lists = [[tuple(x) if isinstance(x, list) else x for x in one[name]] for one in known]
            return tuple(x for x in lists[0] if all(x in other for other in lists))

        return cls(*(shared(name) for name in ("sectors", "schemes", "policies", "regions", "kinds")))


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


def mixed_placements(rows: int, world: World, seed: int = SEED, *, six_years: bool = False) -> Columns:
    """Mixed placements; the same seed, world and number of rows give the same ones."""
    dice = _Dice(rows, seed)
    columns = _who_and_when(dice, six_years) | _travel(dice, world)
    columns |= _offer(dice, columns) | _grounds(dice, world)
    columns["student_product"] = np.where(columns["route"] == BBL, 0, columns["student_product"])
    own_vehicle = columns["travel_mode"] == OWN_VEHICLE
    columns["km_rate"] = np.where(own_vehicle & dice.chance(0.5), dice.pick([19, 21, 23]), NOTHING)
    columns["answers"] = np.stack([dice.pick([0, 1, NOTHING], [0.1, 0.5, 0.4]) for _ in range(QUESTIONS)], axis=1)
    columns["closed"] = _closed(dice, columns)
    columns["costs"] = _costs(dice, world)
    columns["reimbursements"] = _reimbursements(dice, columns, world)
    return columns


def with_wages(columns: Columns) -> Columns:
    """The same people, days and hours, all with a wage: bbl stays bbl, every other route becomes dual."""
    rows = len(columns["route"])
    born = np.where(columns["birth"] == NO_BIRTH, day(2005, 1, 1) + np.arange(rows) % 1_500, columns["birth"])
    route = np.where(columns["route"] == BBL, BBL, DUAL)
    return columns | {"route": route, "birth": born, "norm": np.full(rows, FIRST_POLICY)}


def translated(columns: Columns, codes: Mapping[str, Mapping[str, int]], keys: Mapping[str, Any]) -> Columns:
    """Columns with a version's own numbers: `codes` of the words of a list, places of `keys`; NOTHING stays."""
    made = dict(columns)
    for name, words in WORDS.items():
        made[name] = _put(columns[name], [codes[name][word] for word in words])
    for name in ("sector", "scheme", "region"):
        made[name] = _put(columns[name], keys[name])
    for name, words_of in (("costs", COST_WORDS), ("reimbursements", REIMBURSEMENT_WORDS)):
        table = made[name] = columns[name].copy()
        table[:, 1] = _put(table[:, 1], keys["kind"])
        for place, words in words_of.items():
            table[:, place] = _put(
                table[:, place], [codes["required_by" if place == 4 else "own_per"][w] for w in words]
            )
    return made


def _put(column: Column, numbers: Any) -> Column:
    put: Column = np.array([*numbers, NOTHING], np.int64)[column]
    return put


def _who_and_when(dice: _Dice, six_years: bool) -> Columns:
    bbl = dice.chance(BBL_SHARE)
    route = np.where(bbl, BBL, dice.pick([BOL, HBO, WO, DUAL], [0.6, 0.27, 0.1, 0.03]))
    start = np.where(bbl, FIRST_BBL + dice.between(0, 60), FIRST_OTHER + dice.between(0, 200))
    length = np.where(bbl, 365, 7 * dice.between(10, 20))
    if six_years:
        start, length = FIRST_LONG + dice.between(0, 365), np.full(dice.rows, SIX_YEARS)
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


def _travel(dice: _Dice, world: World) -> Columns:
    mode = dice.pick([0, PUBLIC_TRANSPORT, OWN_VEHICLE], [0.2, 0.55, 0.25])
    public = mode == PUBLIC_TRANSPORT
    return {
        "travel_mode": mode,
        "distance": np.where(mode == 0, NOTHING, dice.between(10, 450)),
        "carrier": np.where(public, dice.pick([0, 1]), NOTHING),
        "fare": np.where(public & dice.chance(0.5), dice.between(100, 1_500), NOTHING),
        "region": dice.between(0, len(world.regions) - 1),
        "student_product": np.where(public, dice.between(0, len(WORDS["student_product"]) - 1), 0),
    }


def _offer(dice: _Dice, columns: Columns) -> Columns:
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
        "allowance": np.where(promised, amount, NOTHING),
        "allowance_per": np.where(promised, per, MONTH),
        "includes_expenses": (dice.chance(0.25) & promised).astype(np.int64),
        "wage": np.where(bbl | dual, hourly * hours_in_period, NOTHING),
        "wage_per": np.where(bbl | dual, wage_per, PER_HOUR),
        "holiday_percent": np.where((bbl | dual) & dice.chance(0.3), 8_000, NOTHING),
        "contract": np.where(bbl | dual, dice.pick([1, 0, NOTHING], [0.8, 0.05, 0.15]), NOTHING),
    }


def _grounds(dice: _Dice, world: World) -> Columns:
    """Sector, cao and norm policy. A cao that applies is one of the sector's schemes, where it has any."""
    sector = dice.between(0, len(world.sectors) - 1)
    luck = dice.random.random(dice.rows)
    status = np.where(luck < 0.45, APPLIES, np.where(luck < 0.6, UNKNOWN_CAO, 0))
    scheme = np.full(dice.rows, NOTHING, np.int64)
    for code, key in enumerate(world.sectors):
        schemes = [place for place, (_, of) in enumerate(world.schemes) if of == key]
        here = np.flatnonzero((sector == code) & (luck < 0.4))
        if schemes:
            scheme[here] = dice.random.choice(schemes, len(here))
    typed = (status == APPLIES) & (scheme == NOTHING)
    policies = len(world.policies)
    norms = [NORM_SECTOR, NORM_OWN, *range(FIRST_POLICY, FIRST_POLICY + policies)]
    norm = dice.pick(norms, [0.7, 0.03, *([0.27 / policies] * policies)])
    own = norm == NORM_OWN
    return {
        "sector": np.where(dice.chance(0.95) | (scheme != NOTHING), sector, NOTHING),
        "cao_status": status,
        "scheme": scheme,
        "cao_amount": np.where(typed, dice.between(200, 700) * 100, NOTHING),
        "cao_per": np.full(dice.rows, MONTH, np.int64),
        "cao_base": np.where(typed, dice.pick([3_600, 3_800, 4_000]), 0),
        "norm": norm,
        "own_amount": np.where(own, dice.between(200, 800) * 100, NOTHING),
        "own_per": np.full(dice.rows, MONTH, np.int64),
        "own_base": np.where(own, 4_000, 0),
    }


def _closed(dice: _Dice, columns: Columns) -> Column:
    """A closed fortnight at Christmas for a third of those who are there then: row, first day, last day."""
    there = (columns["start"] <= CHRISTMAS[1]) & (columns["end"] >= CHRISTMAS[0]) & dice.chance(0.33)
    row = np.flatnonzero(there)
    return np.stack([row, np.full(len(row), CHRISTMAS[0]), np.full(len(row), CHRISTMAS[1])], axis=1)


def _costs(dice: _Dice, world: World) -> Column:
    """Each kind of cost but travel with one placement in ten: row, kind, amount, per, required_by, provided."""
    tables = []
    for kind, name in enumerate(world.kinds[1:], start=1):
        row = np.flatnonzero(dice.chance(0.1))
        few = _Dice(len(row), int(dice.random.integers(2**31)))
        amount = few.between(5, 200) * 100
        if name == "vog":
            amount = np.where(few.chance(0.5), NOTHING, amount)
        per = few.pick([ONCE, MONTH, WEEK, DAY], [0.8, 0.15, 0.03, 0.02])
        required, provided = few.pick([0, 1, 2, 3], [0.7, 0.1, 0.1, 0.1]), few.pick([0, 1], [0.9, 0.1])
        tables.append(np.stack([row, np.full(len(row), kind), amount, per, required, provided], axis=1))
    return _by_row(tables)


def _reimbursements(dice: _Dice, columns: Columns, world: World) -> Column:
    """A twentieth of the placements for a kind; travel for a third, unless a rate per kilometre is paid."""
    tables = []
    for kind in range(len(world.kinds)):
        row = np.flatnonzero(dice.chance(0.05 if kind else 0.33))
        if kind == 0:
            row = row[columns["km_rate"][row] == NOTHING]
        few = _Dice(len(row), int(dice.random.integers(2**31)))
        full = few.pick([0, 1])
        amount = np.where(full == 1, 0, few.between(5, 150) * 100)
        per = np.where(full == 1, ONCE, few.pick([ONCE, MONTH], [0.5, 0.5]))
        tables.append(np.stack([row, np.full(len(row), kind), amount, per, full], axis=1))
    return _by_row(tables)


def _by_row(tables: list[Column]) -> Column:
    table = np.concatenate(tables)
    return table[np.argsort(table[:, 0], kind="stable")]
