"""What a cao or an employer's scheme pays in an entry: shapes, gates, tiers, study years and the limit in months.

Rule: docs/contract/scheme.md and docs/contract/fine_print.md#allowance; the amounts stand in sector_data/schemes/.
Two results per entry, in cents: the *entitlement* of this placement's level, and the *norm*, the highest amount
over the levels for the same facts. Gates hold for both; a level that the scheme leaves out or excludes lowers the
entitlement only. The level enters nothing but the entitlement. Who falls in a step whose amount is not known gets
neither (`known` is False): for that entry the scheme is as one without a version in force.

749 a month at 40 hours, 20 hours a week (cases/11):

>>> int(round_half_up(np.int64(74_900 * 2_000), 4_000))
37450
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import KINDS, LEVEL_OF_ROUTE, ROUTES, Placements
from compensation.days import Column, add_months
from compensation.ledger import MONTH_PARTS, Ledger
from compensation.money import round_half_up
from compensation.norms.periods import HUNDREDTHS, MONTHS_A_YEAR, WEEK_DAYS, WEEKS_A_YEAR
from compensation.reach import amount_known, step_of, tier_of
from compensation.rulebook.compiled import CompiledScheme, CompiledShape, CompiledVersion
from compensation.rulebook.scheme import Gates
from compensation.rulebook.series import UNKNOWN

MONTHLY_SHAPES = ("per_hours", "by_hours", "by_days")
#: Routes whose levels the norm compares; the gates on the other two hold for the norm too.
LEVEL_ROUTES = ("bol", "hbo", "wo")


@dataclass(frozen=True)
class SchemePay:
    """What a scheme gives in some entries: cents, whether they are known, and the version (UNKNOWN: none in force)."""

    norm: Column
    entitlement: Column
    known: Any
    version: Column


@dataclass(frozen=True)
class _Time:
    """How much time an amount is paid for: numerator and denominator per month, day and week."""

    month: tuple[Any, Any]
    day: tuple[Any, Any]
    week: tuple[Any, Any]


def scheme_pay(scheme: CompiledScheme, p: Placements, ledger: Ledger, entries: Column) -> SchemePay:
    """Cents that a scheme gives in each of `entries` (indexes of the ledger)."""
    parts = ledger.month_parts
    rows = ledger.row[entries]
    version = scheme.periods.version_at(ledger.start[entries])
    norm, entitlement, known = _nothing(len(entries))
    for index, compiled in enumerate(scheme.versions):
        of_version = np.flatnonzero(version == index)
        if not len(of_version):
            continue
        entry, row = entries[of_version], rows[of_version]
        paid = parts[entry]
        if limit := compiled.version.max_months:
            paid = np.clip(limit * MONTH_PARTS - ledger.month_parts_before[entry], 0, paid)
        time = _Time((paid, MONTH_PARTS), (ledger.presence[entry], 1), (ledger.days[entry], WEEK_DAYS))
        norm[of_version], entitlement[of_version], known[of_version] = _version_pay(compiled, p, ledger, row, time)
    return SchemePay(norm, entitlement, known, version)


def _nothing(size: int) -> tuple[Column, Column, Any]:
    """Norm and entitlement of 0, and known to be so by no version."""
    return np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size, bool)


def scheme_full_month(scheme: CompiledScheme, p: Placements, ledger: Ledger, rows: Column) -> Column:
    """Norm of a whole month at the placement's hours, in the rules of its first day; no limit in months."""
    return scheme_month(scheme, p, ledger, rows).norm


def scheme_month(scheme: CompiledScheme, p: Placements, ledger: Ledger, rows: Column) -> SchemePay:
    """What a scheme gives in a whole month of 52/12 weeks, in the rules of each placement's first day."""
    version = scheme.periods.version_at(p.start[rows])
    norm, entitlement, known = _nothing(len(rows))
    for index, compiled in enumerate(scheme.versions):
        of_version = np.flatnonzero(version == index)
        if len(of_version):
            row = rows[of_version]
            per_day = (WEEKS_A_YEAR * p.days_per_week[row], MONTHS_A_YEAR)
            time = _Time((1, 1), per_day, (WEEKS_A_YEAR, MONTHS_A_YEAR))
            norm[of_version], entitlement[of_version], known[of_version] = _version_pay(compiled, p, ledger, row, time)
    return SchemePay(norm, entitlement, known, version)


def _version_pay(
    compiled: CompiledVersion, p: Placements, ledger: Ledger, rows: Column, time: _Time
) -> tuple[Column, Column, Any]:
    """Norm and entitlement in cents under one version, gates applied, and whether they are known.

    A closed gate is known to give nothing, whatever the step would have paid.
    """
    gates = compiled.version.gates
    through = gates_open(gates, p, ledger, rows)
    tier = tier_of(compiled, p, rows)
    norm, entitlement, known = _nothing(len(rows))
    known |= ~through | amount_known(compiled, p, rows)
    for index, shape in enumerate(compiled.shapes):
        here = np.flatnonzero(through & (tier == index))
        if len(here):
            paid = _Time(*(_pick(part, here) for part in (time.month, time.day, time.week)))
            norm[here], entitlement[here] = _shape_pay(shape, p, rows[here], paid)
    if gates.exclude_routes:
        entitlement[_among(p.route[rows], gates.exclude_routes, ROUTES)] = 0
    return norm, entitlement, known


def _pick(part: tuple[Any, Any], here: Column) -> tuple[Any, Any]:
    numerator, denominator = part
    return (numerator[here] if np.ndim(numerator) else numerator), denominator


def _shape_pay(shape: CompiledShape, p: Placements, rows: Column, time: _Time) -> tuple[Column, Column]:
    hours, days = p.hours[rows], p.days_per_week[rows]
    step = step_of(shape, p, rows)
    by_level = shape.amounts[step, :, p.study_year[rows]]
    highest = np.maximum(by_level.max(axis=1), 0)
    own = np.maximum(by_level[np.arange(len(rows)), LEVEL_OF_ROUTE[p.route[rows]]], 0)
    numerator, denominator = _factors(shape, hours, days, time)

    def paid(amount: Column) -> Column:
        return np.where(step != UNKNOWN, round_half_up(amount * numerator, denominator), 0)

    return paid(highest), paid(own)


def _factors(shape: CompiledShape, hours: Column, days: Column, time: _Time) -> tuple[Any, Any]:
    if shape.type == "per_hours":
        counted = np.minimum(hours, shape.base_hours) if shape.cap else hours
        return counted * time.month[0], shape.base_hours * time.month[1]
    if shape.type in MONTHLY_SHAPES:
        return time.month
    if shape.type == "per_day":
        half = hours < shape.half_day_below_hours * days
        return np.where(half, 1, 2) * time.day[0], 2 * time.day[1]
    return time.week


def _among(codes: Column, names: Iterable[str], choices: Sequence[str]) -> Any:
    """Whether each code stands for one of the names; `choices` are the words of the codes."""
    return np.array([choice in names for choice in choices])[codes]


def gates_open(gates: Gates, p: Placements, ledger: Ledger, rows: Column) -> Any:
    """Whether a version is open to each placement; exclusions of bol, hbo and wo left aside."""
    through = ~_among(p.kind[rows], gates.exclude_kinds, KINDS)
    through &= ~_among(p.route[rows], [r for r in gates.exclude_routes if r not in LEVEL_ROUTES], ROUTES)
    if gates.compulsory_only:
        through &= p.compulsory[rows] == 1
    if gates.least_hours_per_week is not None:
        through &= p.hours[rows] >= int(gates.least_hours_per_week * HUNDREDTHS)
    if gates.least_days_per_week is not None:
        through &= p.days_per_week[rows] >= gates.least_days_per_week
    if gates.least_weeks is not None:
        through &= p.end[rows] - p.start[rows] + 1 >= WEEK_DAYS * gates.least_weeks
    if gates.least_months is not None:
        through &= p.end[rows] + 1 >= add_months(p.start[rows], gates.least_months)
    if gates.least_total_hours is not None:
        scheduled = ledger.scheduled_in_all[rows]
        least = int(gates.least_total_hours * HUNDREDTHS)
        through &= scheduled * p.hours[rows] >= least * p.days_per_week[rows]
    return through


def open_to(compiled: CompiledVersion, p: Placements, ledger: Ledger, rows: Column) -> Any:
    """Whether a version is open to each placement, its own level counted."""
    excluded = _among(p.route[rows], compiled.version.gates.exclude_routes, ROUTES)
    level = LEVEL_OF_ROUTE[p.route[rows]]
    named = np.zeros(len(rows), bool)
    tier = tier_of(compiled, p, rows)
    for index, shape in enumerate(compiled.shapes):
        has_level = (shape.amounts != UNKNOWN).any(axis=(0, 2)) | ~shape.known.all()
        named |= (tier == index) & has_level[level]
    return gates_open(compiled.version.gates, p, ledger, rows) & ~excluded & named
