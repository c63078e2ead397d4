"""What changes on the way, for many rows at once: their segments, ways of travelling and weeks.

Each change copies what holds before it and puts what it names in its place (`placement.cases` does so for one). Parts
of all changes are put under one another and then sorted by row, so that those of a row stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compensation.calendar import WEEKDAYS
from compensation.choices import Carrier, Period, StudentProduct, TicketPeriod, TravelMode, Trips, WagePeriod
from compensation.placement.case import Leg, Segment, Week
from compensation.placement.kinds import MOST_CHANGES, MOST_LEGS
from compensation.reading.records import Records, empty
from compensation.reading.tables import Column
from compensation.table.sheet import Sheet
from compensation.table.values import Cells
from compensation.units import UNKNOWN

_SETS = MOST_CHANGES + 1
_BITS = np.array([bin(mask).count("1") for mask in range(128)], np.int64)
_NOTHING = {"hours": UNKNOWN, "week": UNKNOWN, "allowance": UNKNOWN, "km_rate": UNKNOWN, "wage": UNKNOWN}
_NOTHING |= {"holiday_percent": UNKNOWN, "cao_hourly": UNKNOWN}
_NOTHING |= {"allowance_per": Period.MONTH, "wage_per": WagePeriod.HOUR, "student_product": StudentProduct.NONE}
#: Field of a segment -> the column that takes its place, and its unit in hundredths of the column's.
_FIELDS = (
    ("study_year", "study_year", 1),
    ("km_rate", "offer.km_rate", 1),
    ("holiday_percent", "offer.holiday_allowance_percent", 10),
    ("cao_hourly", "cao.hourly_wage", 1),
)


@dataclass
class Taken:
    """The columns of some rows of a sheet only."""

    sheet: Sheet
    rows: Column

    def of(self, name: str, default: int = UNKNOWN) -> Column:
        """The values of a column, and a default where its cell is empty."""
        cells = self.sheet.cells.get(name)
        if cells is None:
            return np.full(len(self.rows), default, np.int64)
        return cells.otherwise(default)[self.rows]

    def given(self, *names: str) -> Any:
        """Rows in which any of these columns is filled."""
        return self.sheet.any_given(*names)[self.rows]

    def cells(self, name: str) -> Cells | None:
        """A column as it was read."""
        return self.sheet.cells.get(name)

    def changes(self) -> list[int]:
        """The numbers of the changes that the table has columns of, in order."""
        found = (re.match(r"change\.(\d+)\.", name) for name in self.sheet.cells)
        return sorted({int(match[1]) for match in found if match})


@dataclass
class Stretches:
    """The segments, ways of travelling and weeks of all rows, sorted by row, and whose each is."""

    segments: Records
    legs: Records
    weeks: Records
    segment_rows: Column
    leg_rows: Column
    week_rows: Column


def stretches_of(taken: Taken, start: Column, end: Column, mean_region: int) -> Stretches:
    """What holds from change to change in each row that is taken."""
    building = _Building(taken, len(start))
    building.now["first"] = start
    building.now["holidays_worked"] = taken.of("public_holidays", 0)
    building.name_all("", 0, np.arange(len(start)))
    for number in taken.changes():
        prefix = f"change.{number}."
        here = np.flatnonzero(taken.given(*(name for name in taken.sheet.cells if name.startswith(prefix))))
        building.now["first"][here] = taken.of(f"{prefix}from")[here]
        building.name_all(prefix, number, here)
    return building.finished(end, mean_region)


@dataclass
class _Building:
    """The values in force in each row, and the parts that are made of them."""

    taken: Taken
    number: int
    now: Records = field(init=False)
    sets: Column = field(init=False)  # which change named the ways of travelling in force
    segments: list[tuple[Column, Column, Records]] = field(default_factory=list)
    weeks: list[tuple[Column, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now, self.sets = empty(Segment, self.number), np.zeros(self.number, np.int64)
        for name, value in _NOTHING.items():
            self.now[name] = value

    def name_all(self, prefix: str, change: int, here: Column) -> None:
        """Put what a change names in the place of what was, and begin a segment in its rows."""
        taken, now = self.taken, self.now
        self._name_hours(prefix)
        for name, column, unit in _FIELDS:
            given = taken.given(f"{prefix}{column}")
            now[name][given] = taken.of(f"{prefix}{column}")[given] * unit
        for name, column, per in (
            ("allowance", "offer.allowance", Period.MONTH),
            ("wage", "offer.wage", WagePeriod.HOUR),
        ):
            given = taken.given(f"{prefix}{column}.amount", f"{prefix}{column}.per")
            now[name][given] = taken.of(f"{prefix}{column}.amount")[given]
            now[f"{name}_per"][given] = taken.of(f"{prefix}{column}.per", per)[given]
        given = taken.given(*(name for name in taken.sheet.cells if name.startswith(f"{prefix}travel.")))
        self.sets[given] = change
        now["student_product"][given] = self._product(prefix)[given]
        self.segments.append((here, self.sets[here], now[here].copy()))

    def _name_hours(self, prefix: str) -> None:
        taken, now = self.taken, self.now
        by_day = now["week"] != UNKNOWN
        names = (f"{prefix}hours_per_week", f"{prefix}workdays")
        back = taken.given(*names)
        for name, column, nothing in zip(("hours", "workdays"), names, (UNKNOWN, 0), strict=True):
            before = np.where(by_day, nothing, now[name])
            value = np.where(taken.given(column), taken.of(column), before)
            now[name][back] = value[back]
        now["week"][back] = UNKNOWN
        if (cells := taken.cells(f"{prefix}hours_by_day")) is not None:
            given = np.flatnonzero(taken.given(f"{prefix}hours_by_day"))
            items = [[int(item.get(day, 0) * 100) for day in WEEKDAYS] for item in cells.items]
            week = np.array(items, np.int64).reshape(-1, len(WEEKDAYS))[cells.values[taken.rows[given]]]
            now["hours"][given] = week.sum(axis=1)
            now["workdays"][given] = ((week > 0) << np.arange(len(WEEKDAYS))).sum(axis=1)
            now["week"][given] = np.arange(len(given)) + sum(len(rows) for rows, _ in self.weeks)
            self.weeks.append((given, week))
        now["days_per_week"] = _BITS[now["workdays"]]

    def _product(self, prefix: str) -> Column:
        """The student product of the legs by public transport; without any the first that is named."""
        carried = np.full(self.number, UNKNOWN, np.int64)
        named = np.full(self.number, StudentProduct.NONE, np.int64)
        for leg in _leg_prefixes(prefix):
            mode = self.taken.of(f"{leg}mode", TravelMode.NONE)
            product = self.taken.of(f"{leg}student_product", StudentProduct.NONE)
            public = (carried == UNKNOWN) & (mode == TravelMode.PUBLIC_TRANSPORT)
            carried[public] = product[public]
            named = np.where(named == StudentProduct.NONE, product, named)
        return np.where(carried == UNKNOWN, named, carried)

    def finished(self, end: Column, mean_region: int) -> Stretches:
        """The parts of all changes, those of a row together."""
        rows, sets = (np.concatenate([part[place] for part in self.segments]) for place in (0, 1))
        segments = np.concatenate([part[2] for part in self.segments])
        order = np.argsort(rows, kind="stable")
        rows, sets, segments = rows[order], sets[order], segments[order]
        last = np.append(rows[1:] != rows[:-1], True) if len(rows) else np.zeros(0, bool)
        following = np.append(segments["first"][1:], 0) - 1
        segments["last"] = np.where(last, end[rows], following[: len(rows)])
        everywhere = np.zeros(self.number, np.int64)
        np.bitwise_or.at(everywhere, rows, segments["workdays"])
        legs, leg_rows, leg_sets = self._legs(everywhere, mean_region)
        keys = leg_rows * _SETS + leg_sets
        segments["first_leg"] = np.searchsorted(keys, rows * _SETS + sets)
        segments["after_leg"] = np.searchsorted(keys, rows * _SETS + sets, side="right")
        weeks, week_rows, moved = self._weeks()
        segments["week"] = np.where(segments["week"] == UNKNOWN, UNKNOWN, moved[segments["week"]])
        return Stretches(segments, legs, weeks, rows, leg_rows, week_rows)

    def _weeks(self) -> tuple[Records, Column, Column]:
        """Weeks by row, whose they are, and where each went; one place more for UNKNOWN."""
        rows = np.concatenate([np.zeros(0, np.int64), *(rows for rows, _ in self.weeks)])
        order = np.argsort(rows, kind="stable")
        weeks = empty(Week, len(rows))
        if len(rows):
            weeks["hours"] = np.concatenate([week for _, week in self.weeks])[order]
        moved = np.zeros(len(rows) + 1, np.int64)
        moved[order] = np.arange(len(rows))
        return weeks, rows[order], moved

    def _legs(self, everywhere: Column, mean_region: int) -> tuple[Records, Column, Column]:
        """Ways of travelling by row and by the change that named them."""
        legs, rows, sets = [], [], []
        for change in (0, *self.taken.changes()):
            for leg in _leg_prefixes(f"change.{change}." if change else ""):
                mode = self.taken.of(f"{leg}mode", TravelMode.NONE)
                here = np.flatnonzero(mode != TravelMode.NONE)
                if len(here):
                    legs.append(self._leg(leg, mode, everywhere, mean_region)[here])
                    rows.append(here)
                    sets.append(np.full(len(here), change))
        if not legs:
            return empty(Leg, 0), np.zeros(0, np.int64), np.zeros(0, np.int64)
        all_rows, all_sets = np.concatenate(rows), np.concatenate(sets)
        order = np.lexsort((all_sets, all_rows))
        return np.concatenate(legs)[order], all_rows[order], all_sets[order]

    def _leg(self, leg: str, mode: Column, everywhere: Column, mean_region: int) -> Records:
        of, made = self.taken.of, empty(Leg, self.number)
        trips, days = of(f"{leg}trips", Trips.BOTH), of(f"{leg}days")
        made["mode"], made["distance"], made["fare"] = mode, of(f"{leg}distance_km"), of(f"{leg}fare")
        made["carrier"], made["region"] = of(f"{leg}carrier", Carrier.TRAIN), of(f"{leg}region", mean_region)
        made["days"] = np.where(days == UNKNOWN, everywhere, days)
        made["outbound"], made["inbound"] = trips != Trips.RETURN, trips != Trips.OUTBOUND
        made["amount"], made["per"] = of(f"{leg}amount"), of(f"{leg}per", TicketPeriod.MONTH)
        return made


def _leg_prefixes(prefix: str) -> Iterator[str]:
    """How the columns of each way of travelling begin."""
    yield f"{prefix}travel."
    for leg in range(2, MOST_LEGS + 1):
        yield f"{prefix}travel.{leg}."
