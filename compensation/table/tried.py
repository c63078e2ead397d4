"""Placements of a table under the norms that are tried for their sectors, as `placement.tried` has one of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from compensation.calendar import to_day
from compensation.choices import CaoStatus, Period, RequiredBy, member
from compensation.placement.case import Cost
from compensation.reading.records import PARTS, Cases, rows_of
from compensation.reading.tables import Column, earns_wage, own_parts
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import NormCost, Scheme
from compensation.units import UNKNOWN, cents

COSTS = list(PARTS).index("cost")


def as_tried(cases: Cases, book: RuleBook) -> Cases:
    """The same placements, those of a sector for which a norm is tried with it in the place of a cao, and with the
    costs that it says are asked of everybody."""
    for sector, key in book.proposed.items():
        here = ~earns_wage(cases) & (cases.cases["sector"] == book.sector_keys.index(sector))
        if here.any():
            cases = _with_costs(_under(cases, here, book.scheme_keys.index(key)), here, book.schemes[key], book)
    return cases


def _under(cases: Cases, here: Any, scheme: int) -> Cases:
    changed = cases.cases.copy()
    changed["cao_status"][here], changed["cao_amount"][here] = CaoStatus.APPLIES, UNKNOWN
    changed["scheme"][here] = changed["own_scheme"][here] = scheme
    return Cases(changed, cases.tables)


def _with_costs(cases: Cases, here: Any, scheme: Scheme, book: RuleBook) -> Cases:
    """The costs of each version for the placements that begin while it is in force."""
    rows = cases.cases
    begins = [to_day(version.from_) for version in scheme.in_force]
    version_of = np.searchsorted(begins, rows["start"], side="right") - 1
    made: list[tuple[Column, Any]] = []
    for number, version in enumerate(scheme.in_force):
        for cost in version.costs:
            kind = book.line_kinds.index(cost.kind)
            silent = here & (version_of == number) & (rows["cost_kinds"] >> kind & 1 == 0)
            if cost.asked and silent.any():
                places = np.flatnonzero(silent)
                made.append((places, _records(cost, kind, rows[places])))
    return _joined(cases, made) if made else cases


def _records(cost: NormCost, kind: int, rows: Any) -> Any:
    """A cost that the norm says is asked, from the first day to the last of each placement."""
    amount = UNKNOWN if cost.amount is None else cents(cost.amount)
    held = [kind, amount, member(Period, cost.per), RequiredBy.EMPLOYER, 0]
    columns = [np.full(len(rows), value, np.int64) for value in held]
    return rows_of(np.column_stack([*columns, rows["start"], rows["end"]]), Cost)


def _joined(cases: Cases, made: list[tuple[Column, Any]]) -> Cases:
    """The placements with these costs after their own; each has its costs in one stretch of the table."""
    rows, own = cases.cases.copy(), cases.tables.costs
    sizes = rows["after_cost"] - rows["first_cost"]
    owners = np.repeat(np.arange(len(rows)), sizes)
    places = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes - rows["first_cost"], sizes)
    of_whom = np.concatenate([owners, *(owner for owner, _ in made)])
    costs = np.concatenate([np.asarray(own)[places], *(records for _, records in made)])
    order = np.argsort(of_whom, kind="stable")
    for owner, records in made:
        rows["cost_kinds"][owner] |= np.int64(1) << records["kind"]
    rows["first_cost"], rows["after_cost"] = own_parts(of_whom[order], len(rows))
    in_order: Any = costs[order]
    return Cases(rows, cases.tables._replace(costs=in_order))
