"""A table of cells into cases of the law, with every fault of every row.

The rules are those of compensation.placement, here over whole columns; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from compensation.choices import (
    Answer,
    CaoStatus,
    Carrier,
    Kind,
    Norm,
    Period,
    StudentProduct,
    TravelMode,
    WagePeriod,
    words_of,
)
from compensation.law.genuine_placement import Question
from compensation.placement.case import NO_BIRTH, Case, Closed, Cost, Reimbursement, Segment, Tables
from compensation.reading.records import Cases, empty, rows_of
from compensation.reading.tables import own_parts
from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, catalog_of, plain, words
from compensation.table.faults import RowFaults
from compensation.table.values import (
    Cells,
    no_cells,
    read_by_value,
    read_choice,
    read_day,
    read_number,
    read_study_year,
    read_yes_no,
    readable,
)
from compensation.table.written import Problem, closed_of, problem, workdays_of
from compensation.units import UNKNOWN

TEST_QUESTIONS = words_of(Question)
#: How many decimals the numbers of a kind of column may have.
DECIMALS = {"amount": 2, "hours": 2, "kilometres": 1, "percent": 2}


@dataclass
class Sheet:
    """The cells of a table under the contract's names, read one column at a time."""

    rows: int
    arrays: Mapping[str, pa.Array]
    book: RuleBook
    faults: RowFaults
    closed: tuple[tuple[int, int, int], ...] = ()

    def __post_init__(self) -> None:
        columns = catalog_of(self.book).columns.values()
        self.cells = {column.name: self._read(column) for column in columns if column.name in self.arrays}

    def __getitem__(self, name: str) -> Cells:
        """A column that was read, or one of empty cells when the table has none of that name."""
        found = self.cells.get(name)
        return no_cells(self.rows) if found is None else found

    def any_given(self, *names: str) -> Any:
        """Rows in which any of these columns is filled."""
        given = np.zeros(self.rows, bool)
        for name in names:
            if name in self.cells:
                given = given | self.cells[name].given
        return given

    def _read(self, column: ColumnSpec) -> Cells:
        array, name = readable(self.arrays[column.name], column.name), column.name
        if column.holds in DECIMALS:
            return read_number(array, DECIMALS[column.holds], name, self.faults)
        if column.holds in ("day", "placement_day"):
            return read_day(array, name, self.faults)
        if column.holds == "yes_no":
            return read_yes_no(array, name, self.faults)
        if column.holds == "study_year":
            return read_study_year(array, name, self.faults)
        if column.holds == "workdays":
            return read_by_value(array, workdays_of, name, self.faults)
        if column.holds == "closed":
            return self._read_closed(array, name)
        if column.holds == "key":
            return self._read_key(array, name)
        if column.holds == "choice":
            return read_choice(array, words(column.choices), ", ".join(column.choices), "choice", name, self.faults)
        return Cells(np.zeros(self.rows, np.int64), np.zeros(self.rows, bool), np.zeros(self.rows, bool))

    def _read_closed(self, array: pa.Array, name: str) -> Cells:
        """The cells hold an index into the lists of periods that occur."""
        lists: list[list[tuple[int, int]]] = []

        def read(value: Any) -> int | Problem:
            periods = closed_of(value)
            if isinstance(periods, Problem):
                return periods
            lists.append(periods)
            return len(lists) - 1

        cells = read_by_value(array, read, name, self.faults)
        self.closed = tuple(
            (int(row), first, last) for row in np.flatnonzero(cells.good) for first, last in lists[cells.values[row]]
        )
        return cells

    def _read_key(self, array: pa.Array, name: str) -> Cells:
        if name == "norm":
            return read_by_value(array, self._norm_of, name, self.faults)
        keys, code, names = {
            "sector": (self.book.sector_keys, "unknown_sector", _sector_names(self.book)),
            "cao.scheme": (self.book.scheme_keys, "unknown_scheme", _scheme_names(self.book)),
            "travel.region": (self.book.region_keys, "unknown_region", {}),
        }[name]
        known = names | {plain(key): number for number, key in enumerate(keys)}
        return read_choice(array, known, ", ".join(keys), code, name, self.faults)

    def _norm_of(self, value: Any) -> int | Problem:
        key = plain(str(value))
        if key in norm_words(self.book):
            return norm_words(self.book).index(key)
        code = "norm_not_owed" if key in self.book.norms else "unknown_norm"
        return problem(code, value=str(value)[:100], choices=", ".join(("sector", *self.book.policy_keys, "own")))


def _sector_names(book: RuleBook) -> dict[str, int]:
    """Sectors by their Dutch and English names."""
    return {plain(name): number for number, sector in enumerate(book.sectors.values()) for name in sector.name.names()}


def _scheme_names(book: RuleBook) -> dict[str, int]:
    """Schemes by their names, those left out that two schemes share."""
    names = [plain(scheme.name) for scheme in book.schemes.values()]
    return {name: number for number, name in enumerate(names) if names.count(name) == 1}


# ---------------------------------------------------------------- into cases of the law


def cases_of(sheet: Sheet, rows: Any) -> Cases:
    """The rows without a fault (indexes, in order) as cases of the law: cells go straight into records."""
    taken = _Taken(sheet, rows)
    number = len(rows)
    cases, segments = empty(Case, number), empty(Segment, number)
    for field, (name, default) in _CASE_CELLS.items():
        cases[field] = taken.of(name, default)
    for field, (name, default) in _SEGMENT_CELLS.items():
        segments[field] = taken.of(name, default)
    for question in ("contract", *TEST_QUESTIONS):
        name = "offer.employment_contract" if question == "contract" else f"placement_test.{question}"
        cases[question] = taken.of(name, Answer.NOT_SAID)
    norm = taken.of("norm", 0)  # a place in norm_words
    cases["norm"] = np.where(norm == 0, Norm.SECTOR, np.where(norm == 1, Norm.OWN, Norm.POLICY))
    cases["policy"] = np.where(norm >= 2, norm - 2, UNKNOWN)
    cases["own_scheme"] = np.where(cases["cao_status"] == CaoStatus.APPLIES, cases["scheme"], UNKNOWN)
    segments["first"], segments["last"] = cases["start"], cases["end"]
    segments["region"] = taken.of("travel.region", sheet.book.region_keys.index("mean"))
    segments["days_per_week"] = _BITS[segments["workdays"]]
    given = segments["holiday_percent"] != UNKNOWN
    segments["holiday_percent"] = np.where(given, segments["holiday_percent"] * 10, UNKNOWN)
    closed, costs, back = taken.closed(), taken.costs(), taken.reimbursements()
    np.bitwise_or.at(cases["cost_kinds"], costs[:, 0], 1 << costs[:, 1])
    cases["first_segment"], cases["after_segment"] = np.arange(number), np.arange(1, number + 1)
    tables: list[Any] = [segments]
    for name, table, record in (
        ("closed", closed, Closed),
        ("cost", costs, Cost),
        ("reimbursement", back, Reimbursement),
    ):
        cases[f"first_{name}"], cases[f"after_{name}"] = own_parts(table[:, 0], number)
        tables.append(rows_of(table[:, 1:], record))
    return Cases(cases, Tables(*tables))


#: Field of a case or segment -> its column, and what an empty cell says.
_CASE_CELLS: Mapping[str, tuple[str, int]] = {
    "route": ("route", UNKNOWN),
    "kind": ("kind", Kind.PLACEMENT),
    "compulsory": ("compulsory", 1),
    "start": ("start", UNKNOWN),
    "end": ("end", UNKNOWN),
    "birth": ("birth_date", NO_BIRTH),
    "sector": ("sector", UNKNOWN),
    "cao_status": ("cao.status", CaoStatus.NONE),
    "scheme": ("cao.scheme", UNKNOWN),
    "cao_amount": ("cao.amount.amount", UNKNOWN),
    "cao_per": ("cao.amount.per", Period.MONTH),
    "cao_base": ("cao.amount.base_hours", 0),
    "own_amount": ("own_norm.amount", UNKNOWN),
    "own_per": ("own_norm.per", Period.MONTH),
    "own_base": ("own_norm.base_hours", 0),
    "includes_expenses": ("offer.includes_expenses", 0),
}
_SEGMENT_CELLS: Mapping[str, tuple[str, int]] = {
    "hours": ("hours_per_week", UNKNOWN),
    "workdays": ("workdays", UNKNOWN),
    "holidays_worked": ("public_holidays", 0),
    "study_year": ("study_year", 0),
    "travel_mode": ("travel.mode", TravelMode.NONE),
    "distance": ("travel.distance_km", UNKNOWN),
    "carrier": ("travel.carrier", Carrier.TRAIN),
    "fare": ("travel.fare", UNKNOWN),
    "student_product": ("travel.student_product", StudentProduct.NONE),
    "allowance": ("offer.allowance.amount", UNKNOWN),
    "allowance_per": ("offer.allowance.per", Period.MONTH),
    "km_rate": ("offer.km_rate", UNKNOWN),
    "wage": ("offer.wage.amount", UNKNOWN),
    "wage_per": ("offer.wage.per", WagePeriod.HOUR),
    "holiday_percent": ("offer.holiday_allowance_percent", UNKNOWN),
}
_BITS = np.array([bin(mask).count("1") for mask in range(128)], np.int64)


def norm_words(book: RuleBook) -> tuple[str, ...]:
    """The norms that a placement may ask for; a cell holds the place of one."""
    return "sector", "own", *book.policy_keys


def _disjoint(table: Any) -> Any:
    """Closed periods [row, first, last] in order, without overlap: a day is closed once."""
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    reached: tuple[int, int] | None = None
    kept = []
    for row, first, last in table.tolist():
        begin = first if reached is None or reached[0] != row else max(first, reached[1] + 1)
        if begin <= last:
            kept.append((row, begin, last))
            reached = (row, last)
    return np.array(kept, np.int64).reshape(-1, 3)


@dataclass
class _Taken:
    """Columns of the good rows only; the long tables number those rows anew."""

    sheet: Sheet
    rows: Any

    def of(self, name: str, default: int = UNKNOWN) -> Any:
        cells = self.sheet.cells.get(name)
        if cells is None:
            return np.full(len(self.rows), default, np.int64)
        return cells.otherwise(default)[self.rows]

    def closed(self) -> Any:
        table = np.array(self.sheet.closed, np.int64).reshape(-1, 3)
        number = np.full(self.sheet.rows, UNKNOWN, np.int64)
        number[self.rows] = np.arange(len(self.rows))
        table[:, 0] = number[table[:, 0]]
        return _disjoint(table[table[:, 0] != UNKNOWN])

    def costs(self) -> Any:
        parts = []
        book = self.sheet.book
        for kind in book.cost_kinds:
            names = [f"cost.{kind}.{name}" for name in ("amount", "per", "required_by", "provided")]
            here = np.flatnonzero(self.sheet.any_given(*names)[self.rows])
            if len(here):
                defaults = (UNKNOWN, Period.ONCE, 0, 0)
                cells = [self.of(name, value)[here] for name, value in zip(names, defaults, strict=True)]
                parts.append(np.stack([here, np.full(len(here), book.line_kinds.index(kind)), *cells], axis=1))
        return _in_order(parts, 6)

    def reimbursements(self) -> Any:
        parts = []
        for number, kind in enumerate(self.sheet.book.line_kinds):
            names = [f"offer.reimburse.{kind}.{name}" for name in ("amount", "per", "full")]
            here = np.flatnonzero(self.sheet.any_given(*names)[self.rows])
            if len(here):
                cells = [self.of(name, value)[here] for name, value in zip(names, (0, Period.ONCE, 0), strict=True)]
                parts.append(np.stack([here, np.full(len(here), number), *cells], axis=1))
        return _in_order(parts, 5)


def _in_order(parts: list[Any], width: int) -> Any:
    """Parts [row, ...] under one another, those of one row together."""
    if not parts:
        return np.zeros((0, width), np.int64)
    table = np.concatenate(parts)
    return table[np.argsort(table[:, 0], kind="stable")]
