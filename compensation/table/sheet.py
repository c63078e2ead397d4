"""The cells of a table under the contract's names, read one column at a time; a row of them as a placement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from compensation.calendar import WEEKDAYS, to_date, to_day
from compensation.choices import Route, TravelMode
from compensation.placement.cases import keys_in, last_known_minimum
from compensation.placement.days import hours_by_day_of, periods_of, workdays_of
from compensation.placement.faults import Unreadable, faults_of, unreadable
from compensation.placement.kinds import FIRST_DAY, LAST_DAY, DayHeld, KeyOf, Number
from compensation.placement.parts import Closed, HoursByDay
from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, catalog_of, plain, words
from compensation.table.faults import Mask
from compensation.table.values import (
    Cells,
    no_cells,
    read_by_value,
    read_choice,
    read_day,
    read_items,
    read_number,
    read_study_year,
    read_yes_no,
    readable,
)

_CLOSED: TypeAdapter[Any] = TypeAdapter(tuple[Closed, ...])
_HOURS: TypeAdapter[Any] = TypeAdapter(HoursByDay)


@dataclass
class Sheet:
    """A table of `rows` rows: its columns as Arrow arrays by the contract's names, and its cells."""

    rows: int
    arrays: Mapping[str, pa.Array]
    book: RuleBook
    columns: Mapping[str, ColumnSpec] = field(init=False)
    cells: dict[str, Cells] = field(init=False)
    assumed: Mask = field(init=False)  # rows of which only the number of workdays is said

    def __post_init__(self) -> None:
        self.columns = catalog_of(self.book).every
        found = (column for name, column in self.columns.items() if name in self.arrays and column.holds != "id")
        self.cells = {column.name: self._read(column) for column in found}
        self.assumed = np.zeros(self.rows, bool)
        if "workdays" in self.cells:
            self._assume_workdays()

    def __getitem__(self, name: str) -> Cells:
        """A column that was read, or one of empty cells when the table has none of that name."""
        return self.cells.get(name) or no_cells(self.rows)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each column among all of them."""
        return {name: place for place, name in enumerate(self.columns)}

    def any_given(self, *names: str) -> Any:
        """Rows in which any of these columns is filled."""
        given = np.zeros(self.rows, bool)
        for name in names:
            if name in self.cells:
                given = given | self.cells[name].given
        return given

    def unreadable(self) -> Mask:
        """Rows in which some cell cannot be read."""
        found = np.zeros(self.rows, bool)
        for cells in self.cells.values():
            if cells.wrong:
                found[list(cells.wrong)] = True
        return found

    def value(self, column: ColumnSpec, row: int) -> Any:
        """A filled cell as the contract writes it; what cannot be read as Unreadable."""
        cells, holds = self.cells[column.name], column.field.holds
        if row in cells.wrong:
            return cells.wrong[row]
        number = int(cells.values[row])
        if isinstance(holds, Number):
            return Decimal(number).scaleb(-holds.decimals)
        if isinstance(holds, KeyOf):
            return keys_in(self.book, holds.of)[number]
        if isinstance(holds, DayHeld):
            return to_date(number)
        if holds.kind == "workdays":
            return [day for bit, day in enumerate(WEEKDAYS) if number >> bit & 1]
        if holds.kind == "choice":
            return next(word for word, code in column.choices.items() if code == number)
        if cells.items:
            return cells.items[number]
        return bool(number) if holds.kind == "yes_no" else number

    def _assume_workdays(self) -> None:
        """`4 dagen` counts from Monday where the days themselves decide little: no wage, no public transport."""
        cells = self.cells["workdays"]
        route, modes = self["route"], [name for name in self.cells if name.endswith(".mode") and "travel." in name]
        free = route.good & (route.values != Route.BBL) & (route.values != Route.DUAL)
        for name in modes:
            mode = self.cells[name]
            free &= ~mode.given | (mode.good & (mode.values != TravelMode.PUBLIC_TRANSPORT))
        counts = {row: wrong.values.get("count") for row, wrong in cells.wrong.items()}
        taken = {row: count for row, count in counts.items() if count and free[row]}
        rows = list(taken)
        self.assumed[rows] = True
        values, good = cells.values.copy(), cells.good.copy()
        values[rows], good[rows] = [(1 << count) - 1 for count in taken.values()], True
        left = {row: wrong for row, wrong in cells.wrong.items() if row not in taken}
        self.cells["workdays"] = Cells(values, cells.given, good, left)

    # ---------------------------------------------------------------- reading

    def _read(self, column: ColumnSpec) -> Cells:
        array, holds = readable(self.arrays[column.name], column.name), column.field.holds
        if isinstance(holds, Number):
            return read_number(array, holds)
        if isinstance(holds, KeyOf):
            return self._read_key(array, holds.of)
        if isinstance(holds, DayHeld):
            return self._read_day(array, column, holds)
        if holds.kind == "yes_no":
            return read_yes_no(array)
        if holds.kind == "study_year":
            return read_study_year(array)
        if holds.kind == "workdays":
            return read_by_value(array, workdays_of)
        if holds.kind == "closed":
            return read_items(array, lambda value: _closed(value, paid=column.name == "closed"))
        if holds.kind == "hours_by_day":
            return read_items(array, _hours_by_day)
        return read_choice(array, words(column.choices), ", ".join(column.choices), "choice")

    def _read_day(self, array: pa.Array, column: ColumnSpec, holds: DayHeld) -> Cells:
        if column.holds == "placement_day":
            first, last = to_day(FIRST_DAY), to_day(LAST_DAY)
            span = {"first": FIRST_DAY.isoformat(), "last": LAST_DAY.isoformat()}
            return read_day(array, holds, lambda day: (day >= first) & (day <= last), unreadable("date_range", **span))
        if column.name.startswith("assume."):
            known = last_known_minimum(self.book)
            return read_day(array, holds, lambda day: day > known, unreadable("assume_known", last=to_date(known)))
        return read_day(array, holds, lambda day: day == day, unreadable("date"))

    def _read_key(self, array: pa.Array, of: str) -> Cells:
        keys, book = keys_in(self.book, of), self.book
        if of == "norms":
            return read_by_value(array, self._norm_of)
        code, names = {
            "sectors": ("unknown_sector", _sector_names(book)),
            "schemes": ("unknown_scheme", _scheme_names(book)),
            "regions": ("unknown_region", {}),
        }[of]
        return read_choice(array, names | {plain(key): n for n, key in enumerate(keys)}, ", ".join(keys), code)

    def _norm_of(self, value: Any) -> int | Unreadable:
        key, norms = plain(str(value)), keys_in(self.book, "norms")
        if key in norms:
            return norms.index(key)
        code = "norm_not_owed" if key in self.book.norms else "unknown_norm"
        choices = ", ".join(("sector", *self.book.policy_keys, "own"))
        return unreadable(code, value=str(value), choices=choices)


def _closed(value: Any, *, paid: bool) -> Any:
    periods = periods_of(value)
    if isinstance(periods, Unreadable):
        return periods
    found = [{"from": to_date(first), "to": to_date(last), "paid": paid} for first, last in periods]
    return _checked(_CLOSED, found)


def _hours_by_day(value: Any) -> Any:
    hours = hours_by_day_of(value)
    return hours if isinstance(hours, Unreadable) else _checked(_HOURS, hours)


def _checked(adapter: TypeAdapter[Any], value: Any) -> Any:
    """A value that a part of a placement may hold, or why it may not."""
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        fault = faults_of(error)[0]
        return Unreadable(fault.code, fault.values)
    return value


def _sector_names(book: RuleBook) -> dict[str, int]:
    """Sectors by their Dutch and English names."""
    return {plain(name): number for number, sector in enumerate(book.sectors.values()) for name in sector.name.names()}


def _scheme_names(book: RuleBook) -> dict[str, int]:
    """Schemes by their names, those left out that two schemes share."""
    names = [plain(scheme.name) for scheme in book.schemes.values()]
    return {name: number for number, name in enumerate(names) if names.count(name) == 1}


# ---------------------------------------------------------------- a row as a placement


@dataclass
class RowData:
    """A row as plain data of the contract, and which columns its paths stand for (`costs.0` -> `cost.vog`)."""

    data: dict[str, Any]
    columns: dict[str, str]
    specs: Mapping[str, ColumnSpec]

    def column(self, path: str, given: Collection[str]) -> str:
        """The column that a fault on a path is about: its own, or the first of its part, a filled one if there is."""
        name = self._name(path)
        while name not in self.specs and name:
            inside = [column for column in self.specs if column.startswith(f"{name}.")]
            if inside:
                return next((column for column in inside if column in given), inside[0])
            name = name.rpartition(".")[0]
        return name or path

    def _name(self, path: str) -> str:
        parts = path.split(".")
        for length in range(len(parts), 0, -1):
            if (start := ".".join(parts[:length])) in self.columns:
                return ".".join([self.columns[start], *parts[length:]])
        return path


def row_data(sheet: Sheet, row: int, names: Collection[str] | None = None) -> RowData:
    """A row of a sheet as plain data; with `names` only those columns."""
    tree: dict[Any, Any] = {}
    for name in sheet.cells if names is None else names:
        if sheet.cells[name].given[row]:
            column = sheet.columns[name]
            inner = tree
            for step in column.steps[:-1]:
                inner = inner.setdefault(step, {})
            inner[column.steps[-1]] = sheet.value(column, row)
    found = RowData({}, {}, sheet.columns)
    found.data = dict(_closed_together(_grown(tree, "", "", found.columns), found.columns))
    return found


def _grown(tree: dict[Any, Any], path: str, column: str, columns: dict[str, str]) -> dict[str, Any]:
    """A tree of named steps with its lists as lists."""
    grown: dict[str, Any] = {}
    for step, inner in tree.items():
        here, name = f"{path}{step}", f"{column}{_COLUMN_NAMES.get(step, step)}"
        if isinstance(inner, dict) and inner and isinstance(next(iter(inner)), tuple):
            grown[step] = _list(step, inner, here, name, columns)
        elif isinstance(inner, dict) and step != "hours_by_day":
            grown[step] = _grown(inner, f"{here}.", f"{name}.", columns)
        else:
            grown[step] = inner
    return grown


_COLUMN_NAMES = {"costs": "cost", "reimbursements": "reimburse", "changes": "change"}


def _list(step: str, items: dict[Any, Any], path: str, column: str, columns: dict[str, str]) -> Any:
    """The items of a list in their order; one way of travelling stands by itself."""
    alone = step == "travel" and set(items) == {(1,)}
    found = []
    for place, (key, item) in enumerate(sorted(items.items()) if step in ("travel", "changes") else items.items()):
        number = key[-1] if step == "changes" or key[-1] > 1 else None
        parts = [column, *(key[:-1]), *([] if number is None else [number])]
        name, here = ".".join(map(str, parts)), path if alone else f"{path}.{place}"
        columns[here] = name
        kind = {"kind": key[0]} if len(key) > 1 else {}
        found.append(kind | _grown(item, f"{here}.", f"{name}.", columns))
    return found[0] if alone else found


def _closed_together(grown: dict[str, Any], columns: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Closed periods with pay and without in one list."""
    found: list[Any] = []
    for name in ("closed", "closed.unpaid"):
        here = grown.pop(name, [])
        for period in [here] if isinstance(here, Unreadable) else here:
            columns[f"closed.{len(found)}"] = name
            found.append(period)
    yield from grown.items()
    if found:
        yield "closed", found
