"""Which rows of a table are placements, by the rules for one; the others are read one by one for their faults.

Three things are asked of a row, none of them a rule of its own. Its cells are readable (their kinds say what fits).
Its parts are whole: whether a part lacks something depends on which of its cells are filled and on its choices, so
the part's own model is asked once for each different pattern of those. And it fits together: the functions of
compensation.placement.checks, on the records that the law reads. What `read_placement` then says of a row is what
holds, and in its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError

from compensation.placement import PlacementError, PlacementFault, read_placement
from compensation.placement.cases import check_keys, lacks_amount
from compensation.placement.parts import Assume, Cao, Change, Cost, Hours, NormAmount, Offer, Reimbursement, Ways
from compensation.reading.records import Cases
from compensation.reading.sound import sound_cases
from compensation.reading.tables import Column
from compensation.table.catalog import REQUIRED, ColumnSpec
from compensation.table.faults import Mask
from compensation.table.reading import cases_of
from compensation.table.sheet import Sheet, row_data

#: Parts of a placement that stand in columns of their own, and their models.
_PARTS: dict[str, TypeAdapter[Any]] = {
    "costs": TypeAdapter(Cost),
    "reimbursements": TypeAdapter(Reimbursement),
    "changes": TypeAdapter(Change),
    "hours": TypeAdapter(Hours),
    "cao": TypeAdapter(Cao),
    "travel": TypeAdapter(Ways),
    "offer": TypeAdapter(Offer),
    "own_norm": TypeAdapter(NormAmount),
    "assume": TypeAdapter(Assume),
}
_MOST_CODES = 2**40


@dataclass(frozen=True)
class Checked:
    """The sound rows of a sheet (in order) as cases, and the faults of the others by row and column.

    `assumed`: of so many sound rows only the number of workdays was said, and counts from Monday.
    """

    sound: Column
    cases: Cases
    faults: list[tuple[int, PlacementFault]]
    assumed: int


def check(sheet: Sheet) -> Checked:
    """Every row either a case of the law or with its faults."""
    doubtful = sheet.unreadable() | _missing(sheet)
    for names, part in _parts_of(sheet):
        doubtful |= _part_is_wrong(sheet, names, part, ~doubtful)
    rows = np.flatnonzero(~doubtful)
    cases = cases_of(sheet, rows)
    sound = sound_cases(cases)
    faults, fine = [], []
    for row in sorted({*np.flatnonzero(doubtful).tolist(), *rows[~sound].tolist()}):
        found = _faults_of(sheet, row)
        faults += [(row, fault) for fault in found]
        fine += [] if found else [row]
    if fine or not sound.all():
        rows = np.sort(np.concatenate([rows[sound], np.array(fine, np.int64)]))
        cases = cases_of(sheet, rows)
    return Checked(rows, cases, faults, int(sheet.assumed[rows].sum()))


def _missing(sheet: Sheet) -> Mask:
    """Rows without something that every row needs."""
    missing = np.zeros(sheet.rows, bool)
    for column in REQUIRED:
        missing |= ~sheet[column].given
    return missing


def _faults_of(sheet: Sheet, row: int) -> list[PlacementFault]:
    """The faults of a row, each on its column, in the order of the columns."""
    found = row_data(sheet, row)
    try:
        faults: Iterable[PlacementFault] = check_keys(read_placement(found.data), sheet.book)
    except PlacementError as error:
        faults = error.faults
    given = [name for name, cells in sheet.cells.items() if cells.given[row]]
    told = [PlacementFault(found.column(fault.path, given), fault.code, fault.values) for fault in faults]
    return sorted(told, key=lambda fault: sheet.places.get(fault.path, len(sheet.places)))


# ---------------------------------------------------------------- parts by their patterns


def _parts_of(sheet: Sheet) -> Iterator[tuple[list[str], str]]:
    """The columns of a sheet that belong to one part, and the name of that part."""
    groups: dict[tuple[Any, ...], list[str]] = {("hours",): []}
    for name in sheet.cells:
        if key := _part_of(sheet.columns[name]):
            groups.setdefault(key, []).append(name)
    for key, names in groups.items():
        yield names, key[0]


def _part_of(column: ColumnSpec) -> tuple[Any, ...] | None:
    first, *rest = column.steps
    if first in ("costs", "changes"):
        return first, rest[0]
    if rest[:1] == ["reimbursements"]:
        return "reimbursements", rest[1]
    if first in ("hours_by_day", "hours_per_week", "workdays"):
        return ("hours",)
    return (first,) if first in _PARTS else None


def _part_is_wrong(sheet: Sheet, names: list[str], part: str, rows: Mask) -> Mask:
    """Rows (of those asked for) whose part is not whole."""
    here = np.flatnonzero(rows)
    wrong = np.zeros(sheet.rows, bool)
    codes = _patterns(sheet, names, here)
    _, first, which = np.unique(codes, return_index=True, return_inverse=True)
    refused = np.array([_refuses(sheet, names, part, int(here[place])) for place in first], bool)
    if len(here):
        wrong[here] = refused[which]
    return wrong


def _patterns(sheet: Sheet, names: list[str], rows: Column) -> Column:
    """A number for each row: which cells are filled, and what is chosen."""
    codes, most = np.zeros(len(rows), np.int64), 1
    for name in names:
        cells = sheet.cells[name]
        chosen = sheet.columns[name].holds in ("choice", "yes_no")
        seen = np.where(cells.given[rows], cells.values[rows] + 1 if chosen else 1, 0)
        codes, most = codes * (int(seen.max(initial=0)) + 1) + seen, most * (int(seen.max(initial=0)) + 1)
        if most > _MOST_CODES:
            codes = np.unique(codes, return_inverse=True)[1]
            most = int(codes.max(initial=0)) + 1
    return codes


def _refuses(sheet: Sheet, names: list[str], part: str, row: int) -> bool:
    """Whether the model of a part refuses what a row says of it; a part of which nothing is said is left out."""
    data: Any = row_data(sheet, row, names).data
    if part != "hours":
        data = data.get("offer", {}).get(part) if part == "reimbursements" else data.get(part)
        if data is None:
            return False
        data = data[0] if part in ("costs", "reimbursements", "changes") else data
    try:
        read = _PARTS[part].validate_python(data)
    except ValidationError:
        return True
    return part == "costs" and lacks_amount(read, sheet.book)
