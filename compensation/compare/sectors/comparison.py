"""Every scheme on one and the same reference placement, once per level, through the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compensation.calendar import add_months, month_of, month_start, to_day
from compensation.compare.sectors.lines import euros_of, per_hour, reference_lines
from compensation.compare.sectors.model import Comparison, LevelAmount, NotCompared, Reason, Reference, SchemeRow
from compensation.law.ledger import rule_period_on
from compensation.law.schemes import (
    Gate,
    SchemePay,
    closed_gates,
    is_open_to_level,
    scheme_pay,
    shape_of,
    step_of,
    whole_month,
)
from compensation.placement import read_placement
from compensation.placement.case import Case, Segment, Tables
from compensation.placement.cases import case_of
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import FrozenVersion, RulePeriod, Rules
from compensation.rulebook.scheme import LEVELS, Level, PerHours, Scheme, SchemeVersion
from compensation.rulebook.sources import mark_of
from compensation.units import UNKNOWN

FULL_TIME_DAYS = 5


@dataclass(frozen=True)
class _Month:
    """What a scheme gives one level in a whole month, and the case it was asked about."""

    case: Case
    tables: Tables
    pay: SchemePay


def compare_schemes(book: RuleBook | None = None, reference: Reference | None = None) -> Comparison:
    """Put every scheme that has an amount on a day on the reference placement (default: full time, today).

    Raises PlacementError when the reference is no valid placement (hours 1 to 60, days 1 to 7, study year 1 to 6).
    """
    book = book or load_rulebook()
    reference = reference or Reference(on=date.today())
    full_time, rules = _full_time(reference, book), freeze(book)
    period = rules.periods[rule_period_on(to_day(reference.on), rules)]
    rows, not_compared = [], []
    for place, scheme in enumerate(book.schemes.values()):
        number = rules.version_in[period.number][place]
        if number == UNKNOWN:
            not_compared.append(_not_compared(scheme, "not_in_force", -1))
            continue
        version = rules.versions[number]
        asked, whole = (_months(scheme, version, about, book, rules) for about in (reference, full_time))
        if all(month.pay.known for month in (*asked, *whole)):
            rows.append(_scheme_row(scheme, version, asked, whole, reference, period, book, rules))
        else:
            not_compared.append(_not_compared(scheme, "step_unknown", version.number))
    rows.sort(key=lambda row: (-row.norm_full_time, -row.norm, row.key))
    return Comparison(
        reference=reference,
        full_time_hours=full_time.hours_per_week,
        schemes=tuple(rows),
        not_compared=tuple(not_compared),
        lines=reference_lines(book, reference, full_time),
    )


def _full_time(reference: Reference, book: RuleBook) -> Reference:
    """The same placement, full time: the base hours of the national norm on five days."""
    base = book.norms["national"].latest.base_hours or reference.hours_per_week
    return Reference(reference.on, base, FULL_TIME_DAYS, reference.study_year, reference.months)


def _months(
    scheme: Scheme, version: FrozenVersion, reference: Reference, book: RuleBook, rules: Rules
) -> tuple[_Month, ...]:
    """What a version gives each level in a whole month of the reference placement."""
    found = []
    for level in LEVELS:
        asked = reference.placement(level, cao={"status": "applies", "scheme": scheme.key})
        case, tables = case_of(read_placement(asked), book)
        segment = tables.segments[0]
        found.append(_Month(case, tables, scheme_pay(case, segment, version, whole_month(segment), 1, tables, rules)))
    return tuple(found)


def _scheme_row(
    scheme: Scheme,
    version: FrozenVersion,
    asked: tuple[_Month, ...],
    whole: tuple[_Month, ...],
    reference: Reference,
    period: RulePeriod,
    book: RuleBook,
    rules: Rules,
) -> SchemeRow:
    said: SchemeVersion = scheme.versions[version.number]
    hours, day = asked[0].tables.segments[0].hours, to_day(reference.on)
    norm = asked[0].pay.norm
    levels = tuple(
        _level_amount(level, month, full, hours, version, rules)
        for level, month, full in zip(LEVELS, asked, whole, strict=True)
    )
    paid = [level.month for level in levels if level.month is not None]
    return SchemeRow(
        key=scheme.key,
        name=scheme.name,
        kind=scheme.kind,
        proposed=scheme.proposed,
        force=scheme.force,
        sector=scheme.sector,
        sbb_sector=book.sectors[scheme.sector].sbb_sector,
        levels=levels,
        norm=euros_of(norm),
        norm_full_time=euros_of(whole[0].pay.norm),
        norm_hour=euros_of(per_hour(norm, hours)),
        level_gap=max(paid) - min(paid) if len(paid) > 1 else None,
        valid_from=said.from_,
        as_of=said.as_of,
        age_months=months_between(version.as_of, day),
        stale=version.as_of < day,
        in_median=not scheme.proposed
        and not version.undated
        and version.as_of >= add_months(day, -period.fresh_months),
        undated=said.undated,
        base_assumed=any(isinstance(t.shape, PerHours) and t.shape.base_assumed for t in said.all_tiers()),
        checked=said.checked.value,
        mark=str(mark_of(said)),
        travel=said.travel,
        includes_expenses=said.includes_expenses,
        max_months=said.max_months,
        source=said.source,
    )


def _level_amount(
    level: Level, asked: _Month, whole: _Month, hours: int, version: FrozenVersion, rules: Rules
) -> LevelAmount:
    month, full_time = asked.pay.entitlement, whole.pay.entitlement
    reason, closed = (None, ()) if month else _why_nothing(asked, version, rules)
    return LevelAmount(
        level=level,
        month=euros_of(month) if month else None,
        full_time_month=euros_of(full_time) if full_time else None,
        hour=euros_of(per_hour(month, hours)) if month else None,
        behind=euros_of(asked.pay.norm - month),
        reason=reason,
        gates=closed,
    )


def _why_nothing(asked: _Month, version: FrozenVersion, rules: Rules) -> tuple[Reason, tuple[str, ...]]:
    """Why a scheme gives a level nothing: a gate, the level left out, too few hours or days, or an amount of 0."""
    segment: Segment = asked.tables.segments[0]
    closed = closed_gates(asked.case, segment, version, 1, asked.tables)
    if gates := tuple(gate.word for gate in Gate if closed >> gate & 1 and "exclude" not in gate.word):
        return "gate", gates
    if not is_open_to_level(asked.case, segment, version, asked.tables, rules):
        return "excluded", ()
    shape = shape_of(asked.case, version, rules)
    below = not asked.pay.norm and step_of(shape, segment, rules) == UNKNOWN
    return ("below_steps" if below else "zero"), ()


def _not_compared(scheme: Scheme, status: str, version: int) -> NotCompared:
    """A scheme without a version on the day, or with one whose amount is not known at these hours."""
    unknown = scheme.amount_unknown
    source = unknown.source if unknown else scheme.versions[version].source
    return NotCompared(
        scheme.key, scheme.name, scheme.kind, scheme.sector, unknown.status if unknown else status, source
    )


def months_between(earlier: int, later: int) -> int:
    """Whole months from one day to a later one; 0 when it is not later."""
    months = month_of(later) - month_of(earlier)
    if later - month_start(month_of(later)) < earlier - month_start(month_of(earlier)):
        months -= 1
    return max(months, 0)
