"""The law read for a table of placements: compiled where numba is there and the table is long, else row by row.

Both readings give the same whole numbers (tests/reading). `Results` holds them as columns under the contract's names;
NULL is a part that does not apply. A long table is shared out over threads: compiled code lets them run at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from compensation.choices import Basis, Force, Route, Status, words_of
from compensation.law.result import LINE_PARTS, Result
from compensation.law.schemes import level_of
from compensation.placement.case import Case, Closed, Cost, Reimbursement, Segment, Tables
from compensation.reading import compiled, plain
from compensation.reading.records import Cases, Records, Whole, records_of
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import MOST_KINDS, Rules, freeze
from compensation.units import DAY_PARTS, NULL

Column = npt.NDArray[np.int64]
#: Below so many rows the plain reading is done before the compiled one is loaded from disk, or is compiled.
WORTH_LOADING, WORTH_COMPILING = 5_000, 100_000
#: The numbers of an expense line, by their names in the contract.
LINE_NAMES = ("incurred", "provided", "owed", "reimbursed", "gap", "force", "estimated")
#: The results of a placement beside its lines and findings, in the order of the contract, with their kinds.
RESULT_NAMES: Mapping[str, str] = {
    **{f"expenses_total.{name}": "cents" for name in ("owed", "reimbursed", "from_all_in", "gap")},
    "allowance.basis": "basis",
    "allowance.scheme": "scheme",
    "allowance.full_month": "cents",
    "allowance.norm": "cents",
    "allowance.entitlement": "cents",
    "allowance.entitlement_force": "force",
    "allowance.offered": "cents",
    "allowance.effective": "cents",
    "allowance.gap": "cents",
    "allowance.force": "force",
    "allowance.stale_since": "day",
    "wage.due": "cents",
    "wage.offered": "cents",
    "wage.shortfall": "cents",
    "wage.holiday_allowance_due": "cents",
    "wage.holiday_allowance_offered": "cents",
    "wage.holiday_allowance_shortfall": "cents",
    "wage.covered_until": "day",
    "wage.indication_after": "cents",
    "totals.owed": "cents",
    "totals.offered": "cents",
    "totals.gap": "cents",
    "employer_cost.expenses": "cents",
    "employer_cost.allowance": "cents",
    "employer_cost.wage": "cents",
    "employer_cost.holiday_allowance": "cents",
    "employer_cost.health_levy": "cents",
    "employer_cost.total": "cents",
    "employer_cost.subsidy_indication": "cents",
}
FINDING_IDS = tuple(f.name.removeprefix("finding_") for f in fields(Result) if f.name.startswith("finding_"))
_NUMBERS = {f.name: place for place, f in enumerate(f for f in fields(Result) if f.name != "lines")}
_LINE_NUMBERS = MOST_KINDS * LINE_PARTS


@dataclass(frozen=True)
class Field:
    """One result: `kind` is cents, day, bool or code; `names` are the texts of the codes."""

    values: Column
    kind: str
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Results:
    """What the law says of a table of placements: whole numbers [number, row], by the names of the contract."""

    book: RuleBook
    cases: Cases
    numbers: Column

    def __len__(self) -> int:
        return len(self.cases.cases)

    def number(self, name: str) -> Column:
        """A number of `Result` by its name there (`entries`, `allowance_norm`)."""
        column: Column = self.numbers[_LINE_NUMBERS + _NUMBERS[name]]
        return column

    def values(self, name: str) -> Column:
        """A result by its name in the contract (`allowance.norm`, `expenses.travel.owed`); NULL: it does not apply."""
        if not name.startswith("expenses."):
            return self.number(name.replace(".", "_"))
        _, kind, part = name.split(".")
        column: Column = self.numbers[self.book.line_kinds.index(kind) * LINE_PARTS + LINE_NAMES.index(part)]
        return column

    def finding(self, finding_id: str) -> Column:
        """The status of a finding, as a member of Status."""
        return self.number(f"finding_{finding_id}")

    def fields(self) -> dict[str, Field]:
        """All results but the findings, in the order of the contract."""
        kinds = self.book.line_kinds
        lines = {f"expenses.{kind}.{part}": self._line(kind, part) for kind in kinds for part in LINE_NAMES}
        return lines | {name: self.field(name) for name in RESULT_NAMES}

    def field(self, name: str) -> Field:
        """A result with its kind and its words."""
        kind = RESULT_NAMES[name]
        if kind == "basis":
            return self._basis()
        if kind in ("scheme", "force"):
            return Field(self.values(name), "code", self.book.scheme_keys if kind == "scheme" else words_of(Force))
        return Field(self.values(name), kind)

    def _line(self, kind: str, part: str) -> Field:
        values = self.values(f"expenses.{kind}.{part}")
        if part == "force":
            return Field(values, "code", words_of(Force))
        return Field(values, "bool" if part == "estimated" else "cents")

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
    rules, rows = freeze(book), len(cases.cases)
    if compiled.available() and rows >= (WORTH_LOADING if compiled.is_quick() else WORTH_COMPILING):
        # A numba that is there and cannot be used is as none.
        with suppress(ImportError):
            return Results(book, cases, compiled.columns_of(cases, rules, threads=os.cpu_count() or 1))
    return Results(book, cases, plain_columns(cases, rules))


def plain_columns(cases: Cases, rules: Rules) -> Column:
    """Results [number, row], read row by row."""
    out = np.empty((_LINE_NUMBERS + len(_NUMBERS), len(cases.cases)), Whole)
    for row, (case, tables) in enumerate(single(cases)):
        out[:, row] = numbers_of(plain.read(case, tables, rules))
    return out


def numbers_of(result: Result) -> list[int]:
    """The numbers of one result in their order, the lines first; NULL where there is no line of a kind."""
    numbers: list[int] = []
    for kind, parts in enumerate(result.lines):
        numbers += parts if result.lines_present >> kind & 1 else [NULL] * LINE_PARTS
    return numbers + [getattr(result, name) for name in _NUMBERS]


# ---------------------------------------------------------------- cases one by one, and together


def single(cases: Cases) -> Iterable[tuple[Case, Tables]]:
    """The cases of a table as plain records, one by one, each with its own parts."""
    parts = (("segment", Segment), ("closed", Closed), ("cost", Cost), ("reimbursement", Reimbursement))
    for values in cases.cases.tolist():
        case = Case(*values)
        own = []
        for (name, record), table in zip(parts, cases.tables, strict=True):
            first, after = getattr(case, f"first_{name}"), getattr(case, f"after_{name}")
            own.append([record(*row) for row in table[first:after].tolist()])  # type: ignore[attr-defined]
            setattr(case, f"first_{name}", 0)
            setattr(case, f"after_{name}", after - first)
        yield case, Tables(*own)


def cases_of(placements: Sequence[tuple[Case, Tables]]) -> Cases:
    """Single cases put under one another, each with its places moved."""
    parts: list[list[Any]] = [[], [], [], []]
    moved = []
    for case, tables in placements:
        values = {f.name: getattr(case, f.name) for f in fields(Case)}
        for name, whole, own in zip(("segment", "closed", "cost", "reimbursement"), parts, tables, strict=True):
            values[f"first_{name}"], values[f"after_{name}"] = len(whole), len(whole) + len(own)
            whole.extend(own)
        moved.append(Case(**values))
    types = (Segment, Closed, Cost, Reimbursement)
    tables_of: list[Any] = [records_of(part, record) for part, record in zip(parts, types, strict=True)]
    return Cases(records_of(moved, Case), Tables(*tables_of))


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
