"""What a cao or an employer's scheme pays in an entry: gates, tiers, shapes, study years and the limit in months.

docs/contract/scheme.md and docs/contract/fine_print.md#allowance; the amounts stand in sector_data/schemes/. Two
amounts come out: the *entitlement* of this placement's level, and the *norm*, the highest over the levels for the same
facts. Gates hold for both; a level that a scheme leaves out or excludes lowers the entitlement only. The level enters
nothing else.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple, assert_never

from compensation.calendar import add_months
from compensation.choices import Choice, Level, Route
from compensation.law.ledger import Entry, month_parts, scheduled_hours
from compensation.law.rule import SINCE, chapter, never_told
from compensation.placement.case import Case, Segment, Tables
from compensation.rulebook.frozen_records import FrozenShape, FrozenStep, FrozenVersion, Rules
from compensation.rulebook.scheme import PaidBy, ShapeType
from compensation.units import (
    DAY_PARTS,
    HOUR,
    MONTH_PARTS,
    MONTHS_A_YEAR,
    UNKNOWN,
    WEEK_DAYS,
    WEEKS_A_YEAR,
    Cents,
    Flag,
    Hundredths,
    Number,
    Place,
    Share,
    half_up,
)

rule = chapter("allowance")
#: Gates, one bit each.
Gates = Annotated[int, "gates"]


class Gate(Choice):
    """What a version may ask before it pays anything; the names are those of the scheme's form."""

    EXCLUDE_KINDS = 0
    EXCLUDE_ROUTES = 1
    COMPULSORY_ONLY = 2
    LEAST_TOTAL_HOURS = 3
    LEAST_WEEKS = 4
    LEAST_MONTHS = 5
    LEAST_HOURS_PER_WEEK = 6
    LEAST_DAYS_PER_WEEK = 7


class Time(NamedTuple):
    """For how much time an amount is paid."""

    months: Share
    days: Share
    weeks: Share


class SchemePay(NamedTuple):
    """What a version gives: whether its amount is known, the norm, the entitlement, and whether it is only advised."""

    known: Flag
    norm: Cents
    entitlement: Cents
    advised: Flag


# ---------------------------------------------------------------- to whom it is open


def level_of(route: Route) -> Level:
    """mbo for bol and bbl; dual is hbo.

    >>> level_of(Route.DUAL).word
    'hbo'
    """
    if route == Route.BOL or route == Route.BBL:
        return Level.MBO
    return Level.WO if route == Route.WO else Level.HBO


def closed_gates(case: Case, segment: Segment, version: FrozenVersion, of_length: Flag, tables: Tables) -> Gates:
    """The gates that keep a placement out, a bit each; 0: it is open. All ask "at least".

    The exclusion of bol, hbo and wo lowers the entitlement only, so it closes no gate here. Without `of_length` the
    gates on the length of the placement are left aside.
    """
    closed = 0
    if version.kinds_excluded >> case.kind & 1:
        closed |= 1 << Gate.EXCLUDE_KINDS
    if version.routes_excluded >> case.route & 1 and (case.route == Route.BBL or case.route == Route.DUAL):
        closed |= 1 << Gate.EXCLUDE_ROUTES
    if version.compulsory_only and not case.compulsory:
        closed |= 1 << Gate.COMPULSORY_ONLY
    if of_length:
        closed |= closed_by_length(case, version, tables)
    if segment.hours < version.least_hours:
        closed |= 1 << Gate.LEAST_HOURS_PER_WEEK
    if segment.days_per_week < version.least_days:
        closed |= 1 << Gate.LEAST_DAYS_PER_WEEK
    return closed


def closed_by_length(case: Case, version: FrozenVersion, tables: Tables) -> Gates:
    """The gates on the length of the whole placement that keep it out."""
    closed = 0
    if version.least_total_hours and scheduled_hours(case, tables) < version.least_total_hours * DAY_PARTS:
        closed |= 1 << Gate.LEAST_TOTAL_HOURS
    if case.end - case.start + 1 < version.least_weeks * WEEK_DAYS:
        closed |= 1 << Gate.LEAST_WEEKS
    if version.least_months and case.end + 1 < add_months(case.start, version.least_months):
        closed |= 1 << Gate.LEAST_MONTHS
    return closed


def shape_of(case: Case, version: FrozenVersion, rules: Rules) -> FrozenShape:
    """The shape for a placement of this length; exactly N months is the longer tier."""
    number = version.first_shape
    while rules.shapes[number].until_months:
        if case.end + 1 < add_months(case.start, rules.shapes[number].until_months):
            break
        number += 1
    return rules.shapes[number]


def step_of(shape: FrozenShape, segment: Segment, rules: Rules) -> Place:
    """The first step whose threshold the hours or days a week reach; UNKNOWN below all of them."""
    reached = HOUR * segment.days_per_week if shape.in_days else segment.hours
    for number in range(shape.first_step, shape.after_step):
        if reached >= rules.steps[number].threshold:
            return number
    return UNKNOWN


def is_amount_known(case: Case, version: FrozenVersion, tables: Tables, rules: Rules) -> bool:
    """Whether the steps that a placement falls in have a known amount; below all steps it is known: nothing."""
    shape = shape_of(case, version, rules)
    for number in range(case.first_segment, case.after_segment):
        step = step_of(shape, tables.segments[number], rules)
        if step != UNKNOWN and not rules.steps[step].known:
            return False
    return True


# ---------------------------------------------------------------- the shapes


@rule("scheme", beside=("scheme", "gates"))
def norm_gate(gates: Gates) -> Cents:
    """A closed gate: the scheme pays nothing here.

    >>> norm_gate(gates=1 << Gate.LEAST_WEEKS)
    0
    """
    return 0


@rule("scheme", beside=("scheme",))
def norm_below_steps() -> Cents:
    """Fewer hours or days a week than the lowest step: nothing.

    >>> norm_below_steps()
    0
    """
    return 0


@rule("scheme", beside=("scheme", "asked"), speaks_of=SINCE, when_changed=(), order=-2)
def cao_step_unknown() -> int:
    """What the scheme pays at so many hours or days a week is not known: as if no version were in force.

    >>> cao_step_unknown()
    0
    """
    return 0


@rule("scheme", beside=("scheme",))
def norm_limit(months: Number, left: Share) -> Share:
    """A scheme that pays a number of months at most, counted from the placement's first day.

    >>> norm_limit(months=10, left=Share(0, MONTH_PARTS))
    Share(of=0, whole=377580)
    """
    return left


def _assumed(q: Any) -> str:
    return "norm_per_hours_assumed" if q.base_assumed else "norm_per_hours"


@rule("scheme", beside=("scheme", "tier"), told_as=_assumed)
def norm_per_hours(amount: Cents, hours: Hundredths, base: Hundredths, months: Share) -> Cents:
    """An amount a month at base hours a week, for the hours of the placement.

    >>> norm_per_hours(amount=749_00, hours=20_00, base=40_00, months=Share(15, 30))
    18725
    """
    return half_up(amount * hours * months.of, base * months.whole)


@rule(
    "scheme",
    beside=("scheme", "tier", "threshold"),
    told_as=lambda q: f"norm_by_hours{'_advised' if q.advised else ''}",
)
def norm_by_hours(amount: Cents, months: Share) -> Cents:
    """An amount a month from a number of hours a week.

    >>> norm_by_hours(amount=250_00, months=Share(15, 30))
    12500
    """
    return half_up(amount * months.of, months.whole)


@rule(
    "scheme", beside=("scheme", "tier", "threshold"), told_as=lambda q: f"norm_by_days{'_advised' if q.advised else ''}"
)
def norm_by_days(amount: Cents, months: Share) -> Cents:
    """An amount a month from a number of days a week.

    >>> norm_by_days(amount=400_00, months=Share(27, 28))
    38571
    """
    return half_up(amount * months.of, months.whole)


@rule("scheme", beside=("scheme", "tier"))
def norm_per_day(amount: Cents, days: Share) -> Cents:
    """An amount for each day present.

    >>> norm_per_day(amount=15_00, days=Share(16, 1))
    24000
    """
    return half_up(amount * days.of, days.whole)


@rule("scheme", beside=("scheme", "tier"))
def norm_per_half_day(amount: Cents, days: Share) -> Cents:
    """Half the amount for each day present, when the days are short.

    >>> norm_per_half_day(amount=15_05, days=Share(3, 1))
    2258
    """
    return half_up(amount * days.of, 2 * days.whole)


@rule("scheme", beside=("scheme", "tier"))
def norm_per_week(amount: Cents, weeks: Share) -> Cents:
    """An amount a week, for calendar days divided by seven.

    >>> norm_per_week(amount=50_00, weeks=Share(30, 7))
    21429
    """
    return half_up(amount * weeks.of, weeks.whole)


def shape_pay(shape: FrozenShape, amount: Cents, segment: Segment, time: Time) -> Cents:
    """What a shape pays of an amount over some time."""
    match shape.type:
        case ShapeType.PER_HOURS:
            hours = min(segment.hours, shape.base_hours) if shape.cap else segment.hours
            return norm_per_hours(amount, hours, shape.base_hours, time.months)
        case ShapeType.BY_HOURS:
            return norm_by_hours(amount, time.months)
        case ShapeType.BY_DAYS:
            return norm_by_days(amount, time.months)
        case ShapeType.PER_DAY:
            if segment.hours < shape.half_day_below * segment.days_per_week:
                return norm_per_half_day(amount, time.days)
            return norm_per_day(amount, time.days)
        case ShapeType.PER_WEEK:
            return norm_per_week(amount, time.weeks)
        case forgotten:
            return assert_never(forgotten)


# ---------------------------------------------------------------- a version


def _level_told(q: Any) -> str | None:
    if q.result == q.norm:
        return None
    return "entitlement_level" if q.named else "entitlement_none"


@rule("scheme", beside=("scheme",), told_as=_level_told)
def entitlement(level: Level, amount: Cents, norm: Cents, named: Flag, pay: int) -> Cents:
    """What a scheme gives this level: what its own amount comes to by the sum of the norm; nothing where none is named.

    >>> entitlement(Level.MBO, amount=191_00, norm=196_80, named=1, pay=114_60)  # 24 of 40 hours; hbo and wo get 328.00
    11460
    >>> entitlement(Level.MBO, amount=191_00, norm=196_80, named=0, pay=114_60)  # the scheme excludes bol
    0
    """
    return pay if named else 0


@rule(told_as=never_told)
def pay_of_level(amount: Cents, shape: FrozenShape, segment: Segment, time: Time) -> Cents:
    """What the amount of this level comes to; it is the same sum as that of the norm, and is not told once more."""
    return shape_pay(shape, amount, segment, time)


def highest_amount(step: FrozenStep, study_year: Number) -> Cents:
    """The highest amount of mbo, hbo and wo; a level that is not named counts nothing."""
    return max(
        step.amounts[Level.MBO][study_year], step.amounts[Level.HBO][study_year], step.amounts[Level.WO][study_year], 0
    )


def scheme_pay(
    case: Case, segment: Segment, version: FrozenVersion, time: Time, of_length: Flag, tables: Tables, rules: Rules
) -> SchemePay:
    """Norm and entitlement under a version over some time; without `of_length` as if it were long enough."""
    closed = closed_gates(case, segment, version, of_length, tables)
    if closed:
        return SchemePay(1, norm_gate(closed), 0, 0)
    shape = shape_of(case, version, rules)
    number = step_of(shape, segment, rules)
    if number == UNKNOWN:
        return SchemePay(1, norm_below_steps(), 0, 0)
    step = rules.steps[number]
    if not step.known:
        return SchemePay(0, cao_step_unknown(), 0, 0)
    if time.months.whole == MONTH_PARTS and shape.paid_by == PaidBy.MONTH:
        norm_limit(version.max_months, time.months)
    highest = highest_amount(step, segment.study_year)
    norm = shape_pay(shape, highest, segment, time)
    level = level_of(case.route)
    own = step.amounts[level][segment.study_year]
    named = not version.routes_excluded >> case.route & 1 and own != UNKNOWN
    if named and own == highest:
        return SchemePay(1, norm, norm, step.advised)
    pay = pay_of_level(own, shape, segment, time) if named else 0
    return SchemePay(1, norm, entitlement(level, max(own, 0), norm, int(named), pay), step.advised)


def time_in(entry: Entry, version: FrozenVersion) -> Time:
    """How long an entry is paid. A limit in months that bites is told by its parts, of MONTH_PARTS."""
    months = Share(entry.days, entry.month_days)
    if version.max_months:
        left = max(version.max_months * MONTH_PARTS - entry.months_before, 0)
        if left < month_parts(entry):
            months = Share(left, MONTH_PARTS)
    return Time(months, Share(entry.presence, 1), Share(entry.days, WEEK_DAYS))


def whole_month(segment: Segment) -> Time:
    """A whole month of 52/12 weeks; no limit in months."""
    return Time(
        Share(1, 1), Share(WEEKS_A_YEAR * segment.days_per_week, MONTHS_A_YEAR), Share(WEEKS_A_YEAR, MONTHS_A_YEAR)
    )


def is_open_to_level(case: Case, segment: Segment, version: FrozenVersion, tables: Tables, rules: Rules) -> bool:
    """Whether a version is open to a placement, its own level counted."""
    if version.routes_excluded >> case.route & 1:
        return False
    if not shape_of(case, version, rules).levels >> level_of(case.route) & 1:
        return False
    return closed_gates(case, segment, version, 1, tables) == 0
