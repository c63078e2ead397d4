"""The cells of a sheet into cases of the law, column by column: what `placement.cases` does for one, for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from compensation.calendar import to_day
from compensation.choices import Answer, CaoStatus, Kind, Norm, Period, RequiredBy, words_of
from compensation.law.genuine_placement import Question
from compensation.placement.case import NO_BIRTH, Case, Closed, Cost, Reimbursement, Tables
from compensation.placement.cases import disjoint_days
from compensation.reading.records import PARTS, Cases, empty, rows_of
from compensation.reading.tables import own_parts
from compensation.table.sheet import Sheet
from compensation.table.stretches import Taken, stretches_of
from compensation.table.tried import as_tried
from compensation.units import FOREVER, UNKNOWN

_QUESTIONS = words_of(Question)
#: Field of a case -> its column, and what an empty cell says.
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
    "complete": ("offer.complete", 0),
    "signed_regional_pact": ("signed_regional_pact", 0),
    "assumed_from": ("assume.adult_hourly_minimum.from", FOREVER),
    "assumed_adult": ("assume.adult_hourly_minimum.amount", UNKNOWN),
    "contract": ("offer.employment_contract", Answer.NOT_SAID),
    **{question: (f"placement_test.{question}", Answer.NOT_SAID) for question in _QUESTIONS},
}


def cases_of(sheet: Sheet, rows: Any) -> Cases:
    """Some rows of a sheet (indexes, in order) as cases of the law: cells go straight into records."""
    taken = Taken(sheet, np.asarray(rows, np.int64))
    number, kinds = len(rows), sheet.book.line_kinds
    cases = empty(Case, number)
    for name, (column, default) in _CASE_CELLS.items():
        cases[name] = taken.of(column, default)
    norm = taken.of("norm", 0)  # a place in the sheet's keys of norms
    cases["norm"] = np.where(norm == 0, Norm.SECTOR, np.where(norm == 1, Norm.OWN, Norm.POLICY))
    cases["policy"] = np.where(norm >= 2, norm - 2, UNKNOWN)
    cases["own_scheme"] = np.where(cases["cao_status"] == CaoStatus.APPLIES, cases["scheme"], UNKNOWN)
    mean = sheet.book.region_keys.index("mean")
    made = stretches_of(taken, cases["start"], cases["end"], mean)
    closed, costs, back = _closed(taken), _costs(taken, cases, kinds), _reimbursements(taken, cases, kinds)
    np.bitwise_or.at(cases["cost_kinds"], costs[:, 0], 1 << costs[:, 1])
    tables: dict[str, tuple[Any, Any]] = {
        "segment": (made.segment_rows, made.segments),
        "leg": (made.leg_rows, made.legs),
        "week": (made.week_rows, made.weeks),
        "closed": (closed[:, 0], rows_of(closed[:, 1:], Closed)),
        "cost": (costs[:, 0], rows_of(costs[:, 1:], Cost)),
        "reimbursement": (back[:, 0], rows_of(back[:, 1:], Reimbursement)),
    }
    for name in PARTS:
        cases[f"first_{name}"], cases[f"after_{name}"] = own_parts(tables[name][0], number)
    return as_tried(Cases(cases, Tables(*(tables[name][1] for name in PARTS))), sheet.book)


def _closed(taken: Taken) -> Any:
    """Closed periods [row, first, last, unpaid] in order; those with pay do not overlap, nor do those without."""
    found: list[list[int]] = []
    for unpaid, name in enumerate(("closed", "closed.unpaid")):
        cells = taken.cells(name)
        if cells is None:
            continue
        here = np.flatnonzero(cells.good[taken.rows])
        for row, item in zip(here.tolist(), cells.values[taken.rows[here]].tolist(), strict=True):
            periods = ((to_day(period["from"]), to_day(period["to"])) for period in cells.items[item])
            found += [[row, *period, unpaid] for period in disjoint_days(periods)]
    table = np.array(found, np.int64).reshape(-1, 4)
    return table[np.lexsort((table[:, 1], table[:, 0]))]


def _costs(taken: Taken, cases: Any, kinds: Sequence[str]) -> Any:
    parts = []
    for number, kind in enumerate(kinds):
        for again in ("", "2."):
            prefix = f"cost.{kind}.{again}"
            names = {"amount": UNKNOWN, "per": Period.ONCE, "required_by": RequiredBy.EMPLOYER, "provided": 0}
            parts += _list_part(taken, cases, prefix, number, names)
    return _in_order(parts, 8)


def _reimbursements(taken: Taken, cases: Any, kinds: Sequence[str]) -> Any:
    parts = []
    for number, kind in enumerate(kinds):
        for again in ("", "2."):
            names = {"amount": 0, "per": Period.ONCE, "full": 0}
            parts += _list_part(taken, cases, f"offer.reimburse.{kind}.{again}", number, names)
    return _in_order(parts, 7)


def _list_part(taken: Taken, cases: Any, prefix: str, kind: int, names: Mapping[str, int]) -> list[Any]:
    """The items of one kind [row, kind, values, first, last]: one is there when any of its columns is filled."""
    here = np.flatnonzero(taken.given(*(f"{prefix}{name}" for name in (*names, "from", "to"))))
    if not len(here):
        return []
    cells = [taken.of(f"{prefix}{name}", default)[here] for name, default in names.items()]
    days = []
    for name, whole in (("from", "start"), ("to", "end")):
        given = taken.given(f"{prefix}{name}")[here]
        days.append(np.where(given, taken.of(f"{prefix}{name}")[here], cases[whole][here]))
    return [np.stack([here, np.full(len(here), kind), *cells, *days], axis=1)]


def _in_order(parts: list[Any], width: int) -> Any:
    """Parts [row, ...] under one another, those of one row together."""
    if not parts:
        return np.zeros((0, width), np.int64)
    table = np.concatenate(parts)
    return table[np.argsort(table[:, 0], kind="stable")]
