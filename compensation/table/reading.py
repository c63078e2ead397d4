"""A table of cells into the columns of the engine (`Placements`), with every fault of every row.

The rules are those of compensation.placement, here over whole columns; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from compensation.columns import NO_BIRTH, NORM_SECTOR, ONCE, TEST_QUESTIONS, Placements, norm_index
from compensation.rulebook import RuleBook
from compensation.rulebook.models import COST_KINDS, LINE_KINDS
from compensation.rulebook.series import UNKNOWN
from compensation.table.catalog import COLUMNS, ColumnSpec, plain, words
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
        self.cells = {column.name: self._read(column) for column in COLUMNS if column.name in self.arrays}

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
        if key in ("sector", "own", *self.book.policy_keys):
            return norm_index(key, self.book)
        code = "norm_not_owed" if key in self.book.norms else "unknown_norm"
        return problem(code, value=str(value)[:100], choices=", ".join(("sector", *self.book.policy_keys, "own")))


def _sector_names(book: RuleBook) -> dict[str, int]:
    """Sectors by their Dutch and English names."""
    return {
        plain(name): number
        for number, sector in enumerate(book.sectors.values())
        for name in (sector.name.nl, sector.name.en)
    }


def _scheme_names(book: RuleBook) -> dict[str, int]:
    """Schemes by their names, those left out that two schemes share."""
    names = [plain(scheme.name) for scheme in book.schemes.values()]
    return {name: number for number, name in enumerate(names) if names.count(name) == 1}


# ---------------------------------------------------------------- into the columns of the engine


def placements_of(sheet: Sheet, rows: Any) -> Placements:
    """The engine's columns of the rows without a fault (indexes, in order)."""
    taken = _Taken(sheet, rows)
    answers = [taken.of(f"placement_test.{question}") for question in TEST_QUESTIONS]
    return Placements(
        route=taken.of("route"),
        kind=taken.of("kind", 0),
        compulsory=taken.of("compulsory", 1),
        study_year=taken.of("study_year", 0),
        sector=taken.of("sector"),
        cao_status=taken.of("cao.status", 0),
        scheme=taken.of("cao.scheme"),
        cao_amount=taken.of("cao.amount.amount"),
        cao_per=taken.of("cao.amount.per", 0),
        cao_base=taken.of("cao.amount.base_hours", 0),
        start=taken.of("start"),
        end=taken.of("end"),
        hours=taken.of("hours_per_week"),
        workdays=taken.of("workdays"),
        holidays_worked=taken.of("public_holidays", 0),
        birth=taken.of("birth_date", NO_BIRTH),
        travel_mode=taken.of("travel.mode", 0),
        distance=taken.of("travel.distance_km"),
        carrier=taken.of("travel.carrier"),
        fare=taken.of("travel.fare"),
        region=taken.of("travel.region", sheet.book.region_keys.index("mean")),
        student_product=taken.of("travel.student_product", 0),
        allowance=taken.of("offer.allowance.amount"),
        allowance_per=taken.of("offer.allowance.per", 0),
        includes_expenses=taken.of("offer.includes_expenses", 0),
        km_rate=taken.of("offer.km_rate"),
        wage=taken.of("offer.wage.amount"),
        wage_per=taken.of("offer.wage.per", 0),
        holiday_percent=_thousandths(taken.of("offer.holiday_allowance_percent")),
        contract=taken.of("offer.employment_contract"),
        norm=taken.of("norm", NORM_SECTOR),
        own_amount=taken.of("own_norm.amount"),
        own_per=taken.of("own_norm.per", 0),
        own_base=taken.of("own_norm.base_hours", 0),
        answers=np.stack(answers, axis=1),
        closed=taken.closed(),
        costs=taken.costs(),
        reimbursements=taken.reimbursements(),
    )


def _thousandths(hundredths: Any) -> Any:
    return np.where(hundredths == UNKNOWN, UNKNOWN, hundredths * 10)


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
        return table[table[:, 0] != UNKNOWN]

    def costs(self) -> Any:
        parts = []
        for kind in COST_KINDS:
            names = [f"cost.{kind}.{name}" for name in ("amount", "per", "required_by", "provided")]
            here = np.flatnonzero(self.sheet.any_given(*names)[self.rows])
            if len(here):
                defaults = (UNKNOWN, ONCE, 0, 0)
                cells = [self.of(name, value)[here] for name, value in zip(names, defaults, strict=True)]
                parts.append(np.stack([here, np.full(len(here), LINE_KINDS.index(kind)), *cells], axis=1))
        return np.concatenate(parts) if parts else np.zeros((0, 6), np.int64)

    def reimbursements(self) -> Any:
        parts = []
        for number, kind in enumerate(LINE_KINDS):
            names = [f"offer.reimburse.{kind}.{name}" for name in ("amount", "per", "full")]
            here = np.flatnonzero(self.sheet.any_given(*names)[self.rows])
            if len(here):
                cells = [self.of(name, value)[here] for name, value in zip(names, (0, ONCE, 0), strict=True)]
                parts.append(np.stack([here, np.full(len(here), number), *cells], axis=1))
        return np.concatenate(parts) if parts else np.zeros((0, 5), np.int64)
