"""The law read for a table of placements: compiled where numba is there and the table is long, else row by row.

Both readings give the same whole numbers (tests/reading). `Results` holds them as columns under the contract's names;
NULL is a part that does not apply. A long table is shared out over threads: compiled code lets them run at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from compensation.choices import Basis, Coverage, Force, Route, Status, member, words_of
from compensation.law.result import GROUND_NAMES, KEPT, LINE_NAMES, Result
from compensation.law.schemes import level_of
from compensation.placement.case import Case, Segment, Tables
from compensation.reading import compiled, plain
from compensation.reading.records import PARTS, Cases, Records, Whole, records_of
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import Rules
from compensation.units import DAY_PARTS, NULL, UNKNOWN

Column = npt.NDArray[np.int64]
#: Below so many rows the plain reading is done before the compiled one is loaded from disk, or is compiled.
WORTH_LOADING, WORTH_COMPILING = 5_000, 100_000
#: What is no amount among the results of a placement, with its kind.
_KINDS = {
    "allowance.basis": "basis",
    "allowance.scheme": "scheme",
    "allowance.entitlement_force": "force",
    "allowance.force": "force",
    "allowance.stale_since": "day",
    "allowance.stated": "bool",
    "wage.stated": "bool",
    "wage.coverage": "coverage",
    "wage.covered_until": "day",
}
_PARTS_OF_RESULT = (
    "expenses_total",
    "allowance",
    "wage",
    "totals",
    "employer_cost_estimate",
    "employer_cost",
    "cost_of_offer",
)


def _contract_name(name: str) -> str:
    """`employer_cost_estimate_wage` is employer_cost.estimate.wage in the contract."""
    part = next(part for part in _PARTS_OF_RESULT if name.startswith(f"{part}_"))
    return f"{part.replace('cost_estimate', 'cost.estimate')}.{name.removeprefix(f'{part}_')}"


_SCALARS = [f.name for f in fields(Result) if f.name not in ("lines", "grounds")]
_NUMBERS = {name: place for place, name in enumerate(_SCALARS)}
#: The results of a placement beside its lines, grounds and findings, in the order of the contract, with their kinds.
RESULT_NAMES: Mapping[str, str] = {
    (contract := _contract_name(name)): _KINDS.get(contract, "cents")
    for name in _SCALARS
    if name not in (*KEPT, "lines_present", "allowance_policy") and not name.startswith("finding_")
}
FINDING_IDS = tuple(name.removeprefix("finding_") for name in _SCALARS if name.startswith("finding_"))


@dataclass(frozen=True)
class Field:
    """One result: `kind` is cents, day, bool or code; `names` are the texts of the codes."""

    values: Column
    kind: str
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Results:
    """What the law says of a table of placements: whole numbers [number, row], by the names of the contract.

    `kinds` are the places of the kinds of line that occur in it: of those the numbers hold the lines, in that order.
    """

    book: RuleBook
    cases: Cases
    kinds: Sequence[int]
    numbers: Column

    def __len__(self) -> int:
        return len(self.cases.cases)

    def number(self, name: str) -> Column:
        """A number of `Result` by its name there (`entries`, `allowance_norm`)."""
        after_lines = len(self.kinds) * len(LINE_NAMES) + len(Force) * len(GROUND_NAMES)
        column: Column = self.numbers[after_lines + _NUMBERS[name]]
        return column

    def values(self, name: str) -> Column:
        """A result by its name in the contract (`allowance.norm`, `expenses.travel.owed`); NULL: it does not apply."""
        if name.startswith("expenses."):
            _, kind, part = name.split(".")
            return self._line_numbers(kind, LINE_NAMES.index(part))
        if name.startswith("totals.by_ground."):
            *_, ground, part = name.split(".")
            place = len(self.kinds) * len(LINE_NAMES) + member(Force, ground) * len(GROUND_NAMES)
            column: Column = self.numbers[place + GROUND_NAMES.index(part)]
            return column
        return self.number(name.replace(".", "_"))

    def _line_numbers(self, kind: str, part: int) -> Column:
        place = self.book.line_kinds.index(kind)
        if place not in self.kinds:
            return np.broadcast_to(Whole(NULL), len(self))
        column: Column = self.numbers[self.kinds.index(place) * len(LINE_NAMES) + part]
        return column

    def finding(self, finding_id: str) -> Column:
        """The status of a finding, as a member of Status."""
        return self.number(f"finding_{finding_id}")

    def fields(self) -> dict[str, Field]:
        """All results but the findings, in the order of the contract."""
        kinds = self.book.line_kinds
        lines = {f"expenses.{kind}.{part}": self._line(kind, part) for kind in kinds for part in LINE_NAMES}
        grounds = {
            name: Field(self.values(name), "cents")
            for force in words_of(Force)
            for name in (f"totals.by_ground.{force}.{part}" for part in GROUND_NAMES)
        }
        return lines | {name: self.field(name) for name in RESULT_NAMES} | grounds

    def field(self, name: str) -> Field:
        """A result with its kind and its words."""
        kind = RESULT_NAMES[name]
        if kind == "basis":
            return self._basis()
        if kind == "scheme":
            return Field(self.values(name), "code", self.book.scheme_keys)
        if kind in ("force", "coverage"):
            return Field(self.values(name), "code", words_of(Force if kind == "force" else Coverage))
        return Field(self.values(name), kind)

    def _line(self, kind: str, part: str) -> Field:
        values = self.values(f"expenses.{kind}.{part}")
        if part == "force":
            return Field(values, "code", words_of(Force))
        return Field(values, "bool" if part in ("estimated", "stated") else "cents")

    def _basis(self) -> Field:
        """Where the norm comes from: the key of a policy, or sector, own, cao, cao_amount."""
        policies = self.book.policy_keys
        others = [basis for basis in Basis if basis != Basis.POLICY]
        basis, policy = self.number("allowance_basis"), self.number("allowance_policy")
        codes = np.where(basis == Basis.POLICY, policy, NULL)
        for place, other in enumerate(others):
            codes[basis == other] = len(policies) + place
        return Field(codes, "code", (*policies, *(other.word for other in others)))

    @cached_property
    def earns_wage(self) -> Any:
        """Whether each placement is a job with a wage."""
        return earns_wage(self.cases)

    @cached_property
    def presence_hours(self) -> Column:
        """Hundredths of an hour on days present, half-up."""
        hours: Column = (2 * self.number("presence_parts") + DAY_PARTS) // (2 * DAY_PARTS)
        return hours


def earns_wage(cases: Cases) -> Any:
    """Whether each placement is a job with a wage: bbl and dual."""
    return np.isin(cases.cases["route"], (Route.BBL, Route.DUAL))


def level_of_routes(routes: Column) -> Column:
    """The level of each route, as a place in (mbo, hbo, wo)."""
    return np.array([level_of(route) for route in Route], Whole)[routes]


def read_table(cases: Cases, book: RuleBook) -> Results:
    """Everything that the law says of each placement of a table."""
    rules, kinds = freeze(book), kinds_in(cases)
    if is_worth_compiling(len(cases.cases)):
        # A numba that is there and cannot be used is as none.
        with suppress(ImportError):
            return Results(book, cases, kinds, compiled.columns_of(cases, rules, kinds, threads=os.cpu_count() or 1))
    return Results(book, cases, kinds, plain_columns(cases, rules, kinds))


def kinds_in(cases: Cases) -> tuple[int, ...]:
    """The places of the kinds of line that may occur in a table: travel, and the costs of its placements."""
    used = 1 | int(np.bitwise_or.reduce(cases.cases["cost_kinds"], initial=0))
    return tuple(kind for kind in range(used.bit_length()) if used >> kind & 1)


def is_worth_compiling(rows: int) -> bool:
    """Whether so many rows are read sooner by the compiled law."""
    return compiled.available() and rows >= (WORTH_LOADING if compiled.is_quick() else WORTH_COMPILING)


def plain_columns(cases: Cases, rules: Rules, kinds: Sequence[int]) -> Column:
    """Results [number, row], read row by row."""
    number = len(kinds) * len(LINE_NAMES) + len(Force) * len(GROUND_NAMES) + len(_NUMBERS)
    out = np.empty((number, len(cases.cases)), Whole)
    for row, (case, tables) in enumerate(single(cases)):
        out[:, row] = numbers_of(plain.read(case, tables, rules), kinds)
    return out


def numbers_of(result: Result, kinds: Sequence[int]) -> list[int]:
    """The numbers of one result in their order, the lines of `kinds` first; NULL where there is no line of a kind."""
    numbers: list[int] = []
    for kind in kinds:
        there = result.lines_present >> kind & 1
        numbers += result.lines[kind][: len(LINE_NAMES)] if there else [NULL] * len(LINE_NAMES)
    for parts in result.grounds:
        numbers += parts
    return numbers + [getattr(result, name) for name in _NUMBERS]


# ---------------------------------------------------------------- cases one by one, and together


def single(cases: Cases) -> Iterable[tuple[Case, Tables]]:
    """The cases of a table as plain records, one by one, each with its own parts."""
    for values in cases.cases.tolist():
        case = Case(*values)
        first = {name: getattr(case, f"first_{name}") for name in PARTS}
        own = []
        for (name, record), table in zip(PARTS.items(), cases.tables, strict=True):
            after = getattr(case, f"after_{name}")
            own.append([record(*row) for row in table[first[name] : after].tolist()])  # type: ignore[attr-defined]
            setattr(case, f"first_{name}", 0)
            setattr(case, f"after_{name}", after - first[name])
        tables = Tables(*own)
        for segment in tables.segments:
            _move(segment, -first["leg"], -first["week"])
        for week in tables.weeks:  # numbers of Python, which have no end, as everything else in a case
            week.hours = [int(hours) for hours in week.hours]
        yield case, tables


def cases_of(placements: Sequence[tuple[Case, Tables]]) -> Cases:
    """Single cases put under one another, each with its places moved."""
    parts: dict[str, list[Any]] = {name: [] for name in PARTS}
    moved = []
    for case, tables in placements:
        values = {f.name: getattr(case, f.name) for f in fields(Case)}
        segments = [replace(segment) for segment in tables.segments]
        for segment in segments:
            _move(segment, len(parts["leg"]), len(parts["week"]))
        for name, own in zip(PARTS, tables._replace(segments=segments), strict=True):
            values[f"first_{name}"], values[f"after_{name}"] = len(parts[name]), len(parts[name]) + len(own)
            parts[name].extend(own)
        moved.append(Case(**values))
    tables_of: list[Any] = [records_of(parts[name], record) for name, record in PARTS.items()]
    return Cases(records_of(moved, Case), Tables(*tables_of))


def _move(segment: Segment, legs: int, weeks: int) -> None:
    """The places that a segment names, so many further."""
    segment.first_leg += legs
    segment.after_leg += legs
    if segment.week != UNKNOWN:
        segment.week += weeks


def own_parts(rows: Records, number: int) -> tuple[Column, Column]:
    """Where the parts of each of `number` cases stand in a table whose `rows` (in order) say whose each part is."""
    cases = np.arange(number)
    return np.searchsorted(rows, cases), np.searchsorted(rows, cases, side="right")


__all__ = [
    "FINDING_IDS",
    "Column",
    "Field",
    "Results",
    "Status",
    "cases_of",
    "earns_wage",
    "level_of_routes",
    "own_parts",
    "read_table",
    "single",
]
