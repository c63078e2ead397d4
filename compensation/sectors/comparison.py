"""Every scheme on one and the same reference placement, once per level, through the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from compensation.columns import Placements, columns_of
from compensation.days import add_months, month_number, to_day
from compensation.days import day_of_month as month_day
from compensation.evaluate import Evaluation, evaluate
from compensation.money import cents
from compensation.norms.policy import FRESH_MONTHS
from compensation.norms.scheme import SchemePay, gates_open, open_to, scheme_month
from compensation.placement import read_placement
from compensation.reach import step_of
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.compiled import CompiledScheme, CompiledVersion
from compensation.rulebook.scheme import LEVELS, Gates, Level
from compensation.rulebook.series import UNKNOWN
from compensation.rulebook.sources import mark_of
from compensation.sectors.lines import euros_of, per_hour, reference_lines
from compensation.sectors.model import Comparison, LevelAmount, NotCompared, Reason, Reference, SchemeRow

FULL_TIME_DAYS = 5


def compare_schemes(book: RuleBook | None = None, reference: Reference | None = None) -> Comparison:
    """Put every scheme that has an amount on a day on the reference placement (default: full time, today).

    Raises PlacementError when the reference is no valid placement (hours 1 to 60, days 1 to 7, study year 1 to 6).
    """
    book = book or load_rulebook()
    reference = reference or Reference(on=date.today())
    full_time = _full_time(reference, book)
    day = to_day(reference.on)
    versions = {i: int(s.periods.version_at(day)) for i, s in enumerate(book.compiled)}
    there = [i for i, version in versions.items() if version != UNKNOWN]
    asked, whole = _evaluated(reference, there, book), _evaluated(full_time, there, book)
    known = {i: bool(asked.month[n].known.all() and whole.month[n].known.all()) for n, i in enumerate(there)}
    rows = [
        _scheme_row(n, book.compiled[i], versions[i], asked, whole, reference) for n, i in enumerate(there) if known[i]
    ]
    rows.sort(key=lambda row: (-row.norm_full_time, -row.norm, row.key))
    return Comparison(
        reference=reference,
        full_time_hours=full_time.hours_per_week,
        schemes=tuple(rows),
        not_compared=tuple(_not_compared(book.compiled[i], v) for i, v in versions.items() if not known.get(i)),
        lines=reference_lines(book, reference, full_time),
    )


@dataclass(frozen=True)
class _Outcome:
    """The evaluation of three rows per scheme, and what each scheme gives them a month."""

    evaluation: Evaluation
    month: tuple[SchemePay, ...]


def _full_time(reference: Reference, book: RuleBook) -> Reference:
    """The same placement, full time: the base hours of the national norm on five days."""
    base = book.norms["national"].latest.base_hours or reference.hours_per_week
    return Reference(reference.on, base, FULL_TIME_DAYS, reference.study_year, reference.months)


def _evaluated(reference: Reference, schemes: list[int], book: RuleBook) -> _Outcome:
    placements = [
        read_placement(reference.placement(level, cao={"status": "applies", "scheme": book.scheme_keys[index]}))
        for index in schemes
        for level in LEVELS
    ] or [read_placement(reference.placement("mbo"))]
    e = evaluate(columns_of(placements, book), book)
    paid = (scheme_month(book.compiled[i], e.placements, e.ledger, _rows_of(n)) for n, i in enumerate(schemes))
    return _Outcome(e, tuple(paid))


def _rows_of(number: int) -> Any:
    return np.arange(len(LEVELS)) + len(LEVELS) * number


def _scheme_row(
    number: int, compiled: CompiledScheme, at: int, asked: _Outcome, whole: _Outcome, reference: Reference
) -> SchemeRow:
    scheme, version = compiled.scheme, compiled.versions[at]
    words = version.version
    e = asked.evaluation
    rows = _rows_of(number)
    hours = cents(reference.hours_per_week)
    norm = int(e.allowance.full_month[rows[0]])
    levels = tuple(
        _level_amount(level, asked.month[number], whole.month[number], norm, hours, version, e, rows)
        for level in LEVELS
    )
    paid = [level.month for level in levels if level.month is not None]
    day = to_day(reference.on)
    return SchemeRow(
        key=scheme.key,
        name=scheme.name,
        kind=scheme.kind,
        force=scheme.force,
        sector=scheme.sector,
        sbb_sector=e.book.sectors[scheme.sector].sbb_sector,
        levels=levels,
        norm=euros_of(norm),
        norm_full_time=euros_of(int(whole.evaluation.allowance.full_month[rows[0]])),
        norm_hour=euros_of(per_hour(norm, hours)),
        level_gap=max(paid) - min(paid) if len(paid) > 1 else None,
        valid_from=words.from_,
        as_of=words.as_of,
        age_months=months_between(version.as_of, day),
        stale=version.as_of < day,
        in_median=not words.undated and version.as_of >= int(add_months(day, -FRESH_MONTHS)),
        undated=words.undated,
        base_assumed=any(shape.base_assumed for shape in version.shapes),
        checked=words.checked.value,
        mark=str(mark_of(words)),
        travel=words.travel,
        includes_expenses=words.includes_expenses,
        max_months=words.max_months,
        source=words.source,
    )


def _level_amount(
    level: Level,
    asked: SchemePay,
    whole: SchemePay,
    norm: int,
    hours: int,
    version: CompiledVersion,
    e: Evaluation,
    rows: Any,
) -> LevelAmount:
    at = LEVELS.index(level)
    month, full_time = int(asked.entitlement[at]), int(whole.entitlement[at])
    reason, closed = (None, ()) if month else _why_nothing(version, e, rows[at : at + 1], norm)
    return LevelAmount(
        level=level,
        month=euros_of(month) if month else None,
        full_time_month=euros_of(full_time) if full_time else None,
        hour=euros_of(per_hour(month, hours)) if month else None,
        behind=euros_of(norm - month),
        reason=reason,
        gates=closed,
    )


def _why_nothing(version: CompiledVersion, e: Evaluation, row: Any, norm: int) -> tuple[Reason, tuple[str, ...]]:
    p, ledger = e.placements, e.ledger
    if closed := _closed_gates(version.version.gates, p, e, row):
        return "gate", closed
    if not open_to(version, p, ledger, row)[0]:
        return "excluded", ()
    below = not norm and all(step_of(shape, p, row)[0] == UNKNOWN for shape in version.shapes)
    return ("below_steps" if below else "zero"), ()


def _closed_gates(gates: Gates, p: Placements, e: Evaluation, row: Any) -> tuple[str, ...]:
    """The gates that are closed to a placement, each tried alone."""
    alone = {name: value for name in Gates.model_fields if (value := getattr(gates, name)) and "exclude" not in name}
    empty: dict[str, Any] = {"exclude_kinds": [], "exclude_routes": []}
    single = {name: Gates.model_construct(**{**empty, name: value}) for name, value in alone.items()}
    return tuple(name for name, gate in single.items() if not gates_open(gate, p, e.ledger, row)[0])


def _not_compared(compiled: CompiledScheme, version: int) -> NotCompared:
    """A scheme without a version on the day (UNKNOWN), or with one whose amount is not known at these hours."""
    scheme = compiled.scheme
    unknown = scheme.amount_unknown
    source = unknown.source if unknown else scheme.versions[version].source
    status = unknown.status if unknown else "not_in_force" if version == UNKNOWN else "step_unknown"
    return NotCompared(scheme.key, scheme.name, scheme.kind, scheme.sector, status, source)


def months_between(earlier: int, later: int) -> int:
    """Whole months from one day to a later one; 0 when it is not later."""
    months = int(month_number(later) - month_number(earlier)) - int(month_day(later) < month_day(earlier))
    return max(months, 0)
