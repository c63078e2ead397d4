"""The ledger: a placement is a line of time, cut into entries in which nothing changes (docs/design.md, section 4).

An entry is a maximal run of days inside one calendar month, with one age, one version of each dated rule and of the
schemes that concern the placement, and one segment of the placement's own facts. Nothing else in the law reasons about
time. The days of an entry are looked at one by one: scheduled, closed, a day off, present; and on a day present the
student travel product says what is left to pay of the way there and back.

A placement with a weekday product on a Saturday, and with a weekend product on a Friday:

>>> to_pay(StudentProduct.WEEK, SATURDAY, 0)
TripsOfDay(full=0, discounted=2)
>>> to_pay(StudentProduct.WEEKEND, FRIDAY, 0)
TripsOfDay(full=1, discounted=0)
"""

from __future__ import annotations

from typing import NamedTuple

from compensation.calendar import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    age_on,
    month_length,
    month_of,
    month_start,
    next_birthday,
    weekday_of,
    workdays_between,
)
from compensation.choices import StudentProduct, TravelMode
from compensation.law.rule import chapter
from compensation.placement.case import NO_BIRTH, Case, Segment, Tables
from compensation.rulebook.frozen import DAY_OFF, SUMMER, WEEK_HOLIDAY, WEEKEND_HOLIDAY, Rules
from compensation.units import DAY_PARTS, MONTH_PARTS, UNKNOWN, Day, Days, Flag, MonthParts, Number, PresenceDays, Trips

rule = chapter("travel")


class Entry(NamedTuple):
    """Days of a placement in which nothing changes."""

    first: Day
    last: Day
    is_first: Flag
    age: Number
    days: Days
    month_days: Days
    months_before: MonthParts  # of the placement, before this entry
    scheduled: Days
    closed: Days
    holidays: Days
    presence: PresenceDays
    full_trips: Trips
    discounted_trips: Trips


class Counted(NamedTuple):
    """The days of an entry, counted."""

    scheduled: Days
    closed: Days
    holidays: Days
    full_trips: Trips
    discounted_trips: Trips


class TripsOfDay(NamedTuple):
    """Of the two trips of a day: how many at the whole fare, how many with the student discount."""

    full: Trips
    discounted: Trips


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


def last_day(case: Case, segment: Segment, first: Day, number: Number, by_sector: Flag, rules: Rules) -> Day:
    """The last day of the entry that begins on `first`."""
    last = min(month_start(month_of(first) + 1) - 1, segment.last, case.end)
    if case.birth != NO_BIRTH:
        last = min(last, next_birthday(case.birth, first) - 1)
    while rules.periods[number].last < last:
        if changes_for(case, number + 1, by_sector, rules):
            return rules.periods[number].last
        number += 1
    return last


def entry_of(
    case: Case, segment: Segment, first: Day, last: Day, months_before: MonthParts, tables: Tables, rules: Rules
) -> Entry:
    """The entry from one day to another."""
    counted = count_days(case, segment, first, last, tables, rules)
    presence = days_present(counted.scheduled, counted.closed, counted.holidays)
    full_trips, discounted_trips = counted.full_trips, counted.discounted_trips
    if segment.travel_mode != TravelMode.PUBLIC_TRANSPORT or segment.student_product == StudentProduct.NONE:
        full_trips, discounted_trips = 2 * presence, 0
    return Entry(
        first,
        last,
        int(first == case.start),
        UNKNOWN if case.birth == NO_BIRTH else age_on(case.birth, first),
        last - first + 1,
        month_length(month_of(first)),
        months_before,
        counted.scheduled,
        counted.closed,
        counted.holidays,
        presence,
        full_trips,
        discounted_trips,
    )


# ---------------------------------------------------------------- counting


@rule(told_as=lambda q: "days_present" if q.presence_matters else None)
def days_present(scheduled: Days, closed: Days, holidays: Days) -> PresenceDays:
    """Days present: the scheduled ones, less those on which the placement is closed and the days off.

    >>> days_present(scheduled=16, closed=2, holidays=1)
    13
    """
    return scheduled - closed - holidays


def count_days(case: Case, segment: Segment, first: Day, last: Day, tables: Tables, rules: Rules) -> Counted:
    """The scheduled days from one day to another, and what each of them is."""
    scheduled = closed = holidays = full = discounted = 0
    piece = case.first_closed
    weekday = weekday_of(first)
    for day in range(first, last + 1):
        if segment.workdays >> weekday & 1:
            scheduled += 1
            kinds = rules.days[day - rules.first_day]
            while piece < case.after_closed and tables.closed[piece].last < day:
                piece += 1
            if piece < case.after_closed and tables.closed[piece].first <= day:
                closed += 1
            elif kinds & DAY_OFF and not segment.holidays_worked:
                holidays += 1
            elif segment.student_product != StudentProduct.NONE:
                trips = to_pay(segment.student_product, weekday, kinds)
                full += trips.full
                discounted += trips.discounted
        weekday = 0 if weekday == 6 else weekday + 1
    return Counted(scheduled, closed, holidays, full, discounted)


def to_pay(product: int, weekday: Number, kinds: Number) -> TripsOfDay:
    """What a student with a travel product still pays of the way there and back on one day (DUO and NS).

    Weekday product: free from Monday to Friday, but with the discount on a holiday (not Good Friday, which is no
    holiday for it) and from 16 July to 15 August, as at the weekend. Weekend product: free on Saturday, Sunday,
    holidays and Good Friday; on Monday the discount both ways; from Tuesday to Friday the way there at the whole fare,
    the way back with the discount, on Friday free. rules/student_travel.yaml, calendar; docs/contract/fine_print.md.

    >>> [tuple(to_pay(StudentProduct.WEEK, MONDAY, kinds)) for kinds in (0, SUMMER, WEEK_HOLIDAY)]
    [(0, 0), (0, 2), (0, 2)]
    >>> [tuple(to_pay(StudentProduct.WEEKEND, day, 0)) for day in (MONDAY, 1, FRIDAY, SATURDAY)]
    [(0, 2), (1, 1), (1, 0), (0, 0)]
    >>> tuple(to_pay(StudentProduct.WEEKEND, FRIDAY, WEEKEND_HOLIDAY))  # Good Friday
    (0, 0)
    """
    if product == StudentProduct.WEEK:
        if weekday >= SATURDAY or kinds & WEEK_HOLIDAY or kinds & SUMMER:
            return TripsOfDay(0, 2)
        return TripsOfDay(0, 0)
    if weekday >= SATURDAY or kinds & WEEKEND_HOLIDAY:
        return TripsOfDay(0, 0)
    if weekday == MONDAY:
        return TripsOfDay(0, 2)
    return TripsOfDay(1, 0) if weekday == FRIDAY else TripsOfDay(1, 1)


def scheduled_hours(case: Case, tables: Tables) -> Number:
    """Hours of all scheduled days of the placement, closed days and holidays included, in hundredths x DAY_PARTS."""
    total = 0
    for number in range(case.first_segment, case.after_segment):
        segment = tables.segments[number]
        days = workdays_between(segment.workdays, segment.first, segment.last)
        total += days * segment.hours * (DAY_PARTS // segment.days_per_week)
    return total


def month_parts(entry: Entry) -> MonthParts:
    """The part of a month that an entry is, in MONTH_PARTS."""
    return entry.days * (MONTH_PARTS // entry.month_days)


def scheduled_in_year(workdays: Number, day: Day) -> Days:
    """Days of a calendar year whose weekday is a workday, holidays included."""
    january = month_of(day) // 12 * 12
    return workdays_between(workdays, month_start(january), month_start(january + 12) - 1)
