"""The ledger: a placement is a line of time, cut into entries in which nothing changes.

docs/contract/fine_print.md#ledger. An entry is a maximal run of days inside one calendar month, with one age, one
version of each dated rule and of the schemes that concern the placement, and one state of the placement itself: its
segment, and which costs and reimbursements run. Nothing else in the law reasons about time. Because an entry never
leaves its month, its days are bits of one number: scheduled, closed, a day off, present are a few operations on it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from compensation.calendar import days_between, days_of_month, month_of, month_start, number_of, workdays_between
from compensation.law.rule import chapter
from compensation.placement.case import NO_BIRTH, Case, Segment, Tables
from compensation.rulebook.frozen_records import FIRST_YEAR, Month, Rules
from compensation.units import (
    DAY_PARTS,
    FOREVER,
    MONTH_PARTS,
    MONTHS_A_YEAR,
    UNKNOWN,
    Cents,
    Day,
    Days,
    DaysOfMonth,
    Flag,
    MonthParts,
    Number,
    Place,
    PresenceDays,
    Weight,
    Work,
    half_up_of,
)

rule = chapter("travel")
FIRST_MONTH = (FIRST_YEAR - 1970) * MONTHS_A_YEAR


class Entry(NamedTuple):
    """Days of a placement in which nothing changes."""

    first: Day
    last: Day
    is_first: Flag
    age: Number
    days: Days
    month: Number  # since January 1970
    month_days: Days
    months_before: MonthParts  # of the placement, before this entry
    scheduled: Days
    closed: Days
    holidays: Days
    presence: PresenceDays
    present: DaysOfMonth
    contract_days: Days  # scheduled, less those that are closed and not paid
    contract: Weight
    attended: Weight  # of the days present


class Born(NamedTuple):
    """The month of birth, and how many days into it; a month of FOREVER: no date of birth is given."""

    month: Number
    into: Days


class Window(NamedTuple):
    """Days of one calendar year with the same hours on the same weekdays: over these a monthly wage is shared out."""

    first: Day
    last: Day
    months: MonthParts
    weight: Weight  # of its scheduled days


# ---------------------------------------------------------------- cutting


def rule_period_on(day: Day, rules: Rules) -> Number:
    """The place of the period of the rule book in which a day lies."""
    low, high = 0, len(rules.periods) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if rules.periods[middle].first <= day:
            low = middle
        else:
            high = middle - 1
    return low


def changes_for(case: Case, number: Number, by_sector: Flag, rules: Rules) -> bool:
    """Whether something that concerns this placement begins with a period of the rule book."""
    if rules.periods[number].is_new_for_all:
        return True
    before, here = rules.version_in[number - 1], rules.version_in[number]
    if case.own_scheme != UNKNOWN and before[case.own_scheme] != here[case.own_scheme]:
        return True
    if by_sector:
        sector = rules.sectors[case.sector]
        for k in range(sector.first_scheme, sector.after_scheme):
            if before[rules.sector_schemes[k]] != here[rules.sector_schemes[k]]:
                return True
    return False


def before_next(first: Day, last: Day, begins: Day, ends: Day) -> Day:
    """The last day on which something that runs from `begins` to `ends` is as it is on `first`.

    >>> before_next(first=20_454, last=20_484, begins=20_464, ends=20_469)  # January 2026, from the 11th to the 16th
    20463
    >>> before_next(20_454, 20_484, 20_400, 20_469), before_next(20_454, 20_484, 20_400, 20_408)
    (20469, 20484)
    """
    if first < begins <= last:
        return begins - 1
    return ends if begins <= first <= ends < last else last


def born_on(birth: Day) -> Born:
    """The month and the day of a date of birth.

    >>> born_on(13_939)  # 1 March 2008
    Born(month=458, into=0)
    """
    if birth == NO_BIRTH:
        return Born(FOREVER, 0)
    month = month_of(birth)
    return Born(month, birth - month_start(month))


def age_in(born: Born, number: Number, into: Days) -> Number:
    """Whole years on a day of a month. The birthday counts; that of 29 February is 1 March in other years.

    >>> march = month_of(20_513)
    >>> age_in(born_on(13_938), march - 1, 27), age_in(born_on(13_938), march, 0)  # born on 29 February 2008
    (17, 18)
    """
    if born.month == FOREVER:
        return UNKNOWN
    return (number - born.month - int(into < born.into)) // MONTHS_A_YEAR


def has_dates(case: Case, tables: Tables) -> bool:
    """Whether something begins or ends inside the placement: a cost, a reimbursement, a minimum that is given."""
    for k in range(case.first_cost, case.after_cost):
        if tables.costs[k].first > case.start or tables.costs[k].last < case.end:
            return True
    for k in range(case.first_reimbursement, case.after_reimbursement):
        if tables.reimbursements[k].first > case.start or tables.reimbursements[k].last < case.end:
            return True
    return case.assumed_from != FOREVER


def before_next_item(case: Case, first: Day, last: Day, tables: Tables) -> Day:
    """The last day on which the same costs and reimbursements run as on `first`, and the same minimum is given."""
    last = before_next(first, last, case.assumed_from, FOREVER)
    for k in range(case.first_cost, case.after_cost):
        last = before_next(first, last, tables.costs[k].first, tables.costs[k].last)
    for k in range(case.first_reimbursement, case.after_reimbursement):
        last = before_next(first, last, tables.reimbursements[k].first, tables.reimbursements[k].last)
    return last


def last_day(
    case: Case,
    segment: Segment,
    born: Born,
    month: Month,
    birthday_month: Flag,
    has_dates: Flag,
    first: Day,
    number: Number,
    by_sector: Flag,
    tables: Tables,
    rules: Rules,
) -> Day:
    """The last day of the entry that begins on `first`, in a month and in period `number` of the rule book."""
    last = min(month.first + month.length - 1, segment.last, case.end)
    if birthday_month:
        last = before_next(first, last, month.first + born.into, FOREVER)
    if has_dates:
        last = before_next_item(case, first, last, tables)
    while rules.periods[number].last < last:
        if changes_for(case, number + 1, by_sector, rules):
            return rules.periods[number].last
        number += 1
    return last


def entry_of(
    case: Case,
    segment: Segment,
    age: Number,
    month: Month,
    number: Number,
    first: Day,
    last: Day,
    months_before: MonthParts,
    tables: Tables,
) -> Entry:
    """The entry from one day to another, in month `number`."""
    days = days_between(first - month.first, last - month.first)
    scheduled = days & days_of_month(segment.workdays, month.weekday)
    closed, unpaid = closed_days(case, month, first, last, tables)
    off = 0 if segment.holidays_worked else scheduled & month.off & ~closed
    present = scheduled & ~closed & ~off
    contract = scheduled & ~unpaid
    return Entry(
        first,
        last,
        int(first == case.start),
        age,
        last - first + 1,
        number,
        month.length,
        months_before,
        number_of(scheduled),
        number_of(scheduled & closed),
        number_of(off),
        days_present(number_of(scheduled), number_of(scheduled & closed), number_of(off)),
        present,
        number_of(contract),
        weight_of(contract, segment, month, tables),
        weight_of(present, segment, month, tables),
    )


class ClosedDays(NamedTuple):
    """Days of a month on which the placement is closed, and those of them that are not paid."""

    all: DaysOfMonth
    unpaid: DaysOfMonth


def closed_days(case: Case, month: Month, first: Day, last: Day, tables: Tables) -> ClosedDays:
    """The days from one to another, in one month, that are closed."""
    closed, unpaid = 0, 0
    for k in range(case.first_closed, case.after_closed):
        piece = tables.closed[k]
        if piece.first <= last and piece.last >= first:
            days = days_between(max(piece.first, first) - month.first, min(piece.last, last) - month.first)
            closed |= days
            if piece.unpaid:
                unpaid |= days
    return ClosedDays(closed, unpaid)


# ---------------------------------------------------------------- counting


def _presence_matters(q: Any) -> str | None:
    return "days_present" if q.presence_matters else None


@rule(told_as=_presence_matters)
def days_present(scheduled: Days, closed: Days, holidays: Days) -> PresenceDays:
    """Days present: the scheduled ones, less those on which the placement is closed and the days off.

    >>> days_present(scheduled=16, closed=2, holidays=1)
    13
    """
    return scheduled - closed - holidays


def weight_of(days: DaysOfMonth, segment: Segment, month: Month, tables: Tables) -> Weight:
    """How much is worked on days of a month: the days, or their hours where these differ by weekday."""
    if segment.week == UNKNOWN:
        return number_of(days)
    hours = tables.weeks[segment.week].hours
    weight = 0
    for weekday in range(7):
        if hours[weekday]:
            weight += hours[weekday] * number_of(days & days_of_month(1 << weekday, month.weekday))
    return weight


def work_of(weight: Weight, segment: Segment) -> Work:
    """The hours of a weight: a day of evenly shared hours is the week's hours divided by its days."""
    if segment.week == UNKNOWN:
        return Work(weight * segment.hours, segment.days_per_week)
    return Work(weight, 1)


def weight_between(segment: Segment, first: Day, last: Day, tables: Tables) -> Weight:
    """How much is scheduled from one day to another, over the months."""
    if segment.week == UNKNOWN:
        return workdays_between(segment.workdays, first, last)
    hours = tables.weeks[segment.week].hours
    weight = 0
    for weekday in range(7):
        if hours[weekday]:
            weight += hours[weekday] * workdays_between(1 << weekday, first, last)
    return weight


def scheduled_hours(case: Case, tables: Tables) -> Number:
    """Hours of all scheduled days of the placement, closed days and holidays included, in hundredths x DAY_PARTS."""
    total = 0
    for number in range(case.first_segment, case.after_segment):
        segment = tables.segments[number]
        work = work_of(weight_between(segment, segment.first, segment.last, tables), segment)
        total += work.of * (DAY_PARTS // work.whole)
    return total


def month_parts(entry: Entry) -> MonthParts:
    """The part of a month that an entry is, in MONTH_PARTS."""
    return entry.days * (MONTH_PARTS // entry.month_days)


# ---------------------------------------------------------------- windows of a monthly wage


def same_rhythm(one: Segment, other: Segment, tables: Tables) -> bool:
    """Whether two segments have the same hours on the same weekdays."""
    if one.workdays != other.workdays or one.hours != other.hours:
        return False
    if one.week == other.week:
        return True
    for weekday in range(7):
        if hours_on(one, weekday, tables) != hours_on(other, weekday, tables):
            return False
    return True


def hours_on(segment: Segment, weekday: Number, tables: Tables) -> Number:
    """Hours of a weekday, in hundredths x DAY_PARTS."""
    if not segment.workdays >> weekday & 1:
        return 0
    if segment.week == UNKNOWN:
        return segment.hours * (DAY_PARTS // segment.days_per_week)
    return tables.weeks[segment.week].hours[weekday] * DAY_PARTS


def window_from(case: Case, place: Place, first: Day, tables: Tables, rules: Rules) -> Window:
    """The window that begins on `first`, in the segment at `place`: to the end of its year or of its rhythm."""
    january = month_of(first) // MONTHS_A_YEAR * MONTHS_A_YEAR + MONTHS_A_YEAR
    last = min(month_start(january) - 1, case.end)
    segment = tables.segments[place]
    for number in range(place + 1, case.after_segment):
        following = tables.segments[number]
        if following.first > last:
            break
        if not same_rhythm(segment, following, tables):
            last = following.first - 1
            break
    months, begins = 0, first
    while begins <= last:
        month = rules.months[month_of(begins) - FIRST_MONTH]
        ends = min(month.first + month.length - 1, last)
        months += (ends - begins + 1) * (MONTH_PARTS // month.length)
        begins = ends + 1
    return Window(first, last, months, weight_between(segment, first, last, tables))


def share_of_window(amount: Cents, weight: Weight, window: Window) -> Cents:
    """An amount a month x the months of its window x days (or hours) of those that are scheduled in it, half a cent up.

    >>> share_of_window(2_088_62, 18, Window(0, 121, 4 * MONTH_PARTS, 71))  # 18 of 71 days of four months
    211804
    """
    if window.weight == 0:
        return 0
    return half_up_of(amount * window.months, weight, MONTH_PARTS * window.weight)
