"""What must fit together in a placement: plain functions on the records of a case, as the law is written.

One placement and a million are checked by these. Each function looks at one part (the case, a segment, a leg, ...) and
adds up what is wrong with it, one bit a fault; `placement.wording` says where a fault stands and in what words.
What belongs together in one part by itself (a leg by public transport has a fare or a distance) is checked where that
part is read (`placement.parts`).
"""

from __future__ import annotations

from compensation.calendar import add_months, age_on, workdays_between
from compensation.choices import CaoStatus, Choice, Norm, Route, StudentProduct, TravelMode
from compensation.placement.case import NO_BIRTH, Case, Segment, Tables
from compensation.units import HOUR, UNKNOWN, Day, Flag, Number, Place

MAX_MONTHS = 72
MIN_AGE, MAX_AGE = 13, 99
HOURS_A_DAY = 24
#: The kind of line that is travel.
TRAVEL = 0


class Wrong(Choice):
    """What can be wrong, as the place of its bit; its word is the code of its sentence."""

    END_BEFORE_START = 0
    TOO_LONG = 1
    AGE_RANGE = 2
    BIRTH_DATE_MISSING = 3
    OWN_NORM = 4
    NO_DAYS = 5
    KM_RATE_ONLY_OWN_VEHICLE = 6
    CHANGE_OUTSIDE = 7
    CHANGE_ORDER = 8
    HOURS_BACK = 9
    WORKDAYS_BACK = 10
    HOURS_A_DAY = 11
    BBL_STUDENT_PRODUCT = 12
    ALLOWANCE_WRONG_ROUTE = 13
    WAGE_WRONG_ROUTE = 14
    ALLOWANCE_NOT_BEFORE = 15
    WAGE_NOT_BEFORE = 16
    CAO_WAGE_WRONG_ROUTE = 17
    CAO_WAGE_ONLY_APPLIES = 18
    KM_RATE_AND_REIMBURSEMENT = 19
    LEG_DAYS = 20
    CLOSED_TWICE = 21
    OUTSIDE = 22
    CLOSED_ORDER = 23


def wrong_in_case(case: Case, tables: Tables) -> Number:
    """The whole placement: its length, the student's age, what is paid by kilometre."""
    in_order = case.start <= case.end
    too_long = in_order and case.end >= add_months(case.start, MAX_MONTHS)
    found = (not in_order) << Wrong.END_BEFORE_START | too_long << Wrong.TOO_LONG
    if case.birth != NO_BIRTH:
        age = age_on(case.birth, case.start)
        found |= (age < MIN_AGE or age > MAX_AGE) << Wrong.AGE_RANGE
    else:
        found |= earns_wage(case) << Wrong.BIRTH_DATE_MISSING
    found |= ((case.norm == Norm.OWN) != (case.own_amount != UNKNOWN)) << Wrong.OWN_NORM
    found |= (in_order and not any_day(case, tables)) << Wrong.NO_DAYS
    return found | (pays_km(case, tables) and not own_vehicle(case, tables)) << Wrong.KM_RATE_ONLY_OWN_VEHICLE


def wrong_in_segment(case: Case, tables: Tables, place: Place) -> Number:
    """What holds from one day to another, beside what held before it."""
    segment = tables.segments[place]
    found = 0
    if place > case.first_segment:
        before = tables.segments[place - 1]
        inside = begins_inside(case, segment)
        found |= (case.start <= case.end and not inside) << Wrong.CHANGE_OUTSIDE
        if place > case.first_segment + 1 and inside and begins_inside(case, before):
            found |= (segment.first <= before.first) << Wrong.CHANGE_ORDER
        found |= wrong_in_pay(case, segment, before)
    found |= (segment.hours == UNKNOWN) << Wrong.HOURS_BACK
    found |= (segment.workdays == 0) << Wrong.WORKDAYS_BACK
    found |= long_day(segment) << Wrong.HOURS_A_DAY
    bbl, product = case.route == Route.BBL, segment.student_product != StudentProduct.NONE
    found |= (bbl and product) << Wrong.BBL_STUDENT_PRODUCT
    wage = earns_wage(case)
    found |= (wage and segment.allowance != UNKNOWN) << Wrong.ALLOWANCE_WRONG_ROUTE
    found |= (not wage and segment.wage != UNKNOWN) << Wrong.WAGE_WRONG_ROUTE
    if segment.cao_hourly != UNKNOWN:
        found |= (not wage) << Wrong.CAO_WAGE_WRONG_ROUTE
        found |= (wage and case.cao_status != CaoStatus.APPLIES) << Wrong.CAO_WAGE_ONLY_APPLIES
    both = segment.km_rate > 0 and pays_travel(case, tables, segment)
    return found | both << Wrong.KM_RATE_AND_REIMBURSEMENT


def begins_inside(case: Case, segment: Segment) -> Flag:
    """Whether a change begins after the placement does, and on its last day at the latest."""
    return case.start < segment.first <= case.end


def wrong_in_pay(case: Case, segment: Segment, before: Segment) -> Number:
    """An allowance or a wage changes only when there is one to change."""
    wage = earns_wage(case)
    allowance = not wage and segment.allowance != UNKNOWN and before.allowance == UNKNOWN
    wages = wage and segment.wage != UNKNOWN and before.wage == UNKNOWN
    return allowance << Wrong.ALLOWANCE_NOT_BEFORE | wages << Wrong.WAGE_NOT_BEFORE


def wrong_in_leg(case: Case, tables: Tables, place: Place) -> Number:
    """The days of a way of travelling are workdays at some time."""
    return (tables.legs[place].days & ~all_workdays(case, tables) != 0) << Wrong.LEG_DAYS


def wrong_in_closed(case: Case, tables: Tables, place: Place) -> Number:
    """No day is closed with and without pay; the periods stand in order, and those of one kind do not overlap."""
    twice = place > case.first_closed and tables.closed[place].first <= tables.closed[place - 1].last
    return twice << Wrong.CLOSED_TWICE


def wrong_in_cost(case: Case, tables: Tables, place: Place) -> Number:
    """A cost lies within the placement."""
    cost = tables.costs[place]
    return wrong_in_days(case, cost.first, cost.last)


def wrong_in_reimbursement(case: Case, tables: Tables, place: Place) -> Number:
    """What is paid back lies within the placement."""
    item = tables.reimbursements[place]
    return wrong_in_days(case, item.first, item.last)


def is_sound(case: Case, tables: Tables) -> bool:
    """Whether nothing is wrong."""
    found = wrong_in_case(case, tables)
    for place in range(case.first_segment, case.after_segment):
        found |= wrong_in_segment(case, tables, place)
    for place in range(case.first_leg, case.after_leg):
        found |= wrong_in_leg(case, tables, place)
    for place in range(case.first_closed, case.after_closed):
        found |= wrong_in_closed(case, tables, place)
    for place in range(case.first_cost, case.after_cost):
        found |= wrong_in_cost(case, tables, place)
    for place in range(case.first_reimbursement, case.after_reimbursement):
        found |= wrong_in_reimbursement(case, tables, place)
    return found == 0


def earns_wage(case: Case) -> Flag:
    """bbl and dual students have a job with a wage, not an allowance."""
    return case.route == Route.BBL or case.route == Route.DUAL


def wrong_in_days(case: Case, first: Day, last: Day) -> Number:
    """Days from one to another lie within a placement whose own days are in order, and are in order themselves."""
    inside = case.start <= first <= case.end and case.start <= last <= case.end
    outside = case.start <= case.end and not inside
    return outside << Wrong.OUTSIDE | (not outside and first > last) << Wrong.CLOSED_ORDER


def all_workdays(case: Case, tables: Tables) -> Number:
    """The weekdays that are a workday at some time."""
    days = 0
    for place in range(case.first_segment, case.after_segment):
        days |= tables.segments[place].workdays
    return days


def any_day(case: Case, tables: Tables) -> Flag:
    """Whether any day is scheduled; a stretch that is wrong itself counts as one."""
    for place in range(case.first_segment, case.after_segment):
        segment = tables.segments[place]
        if segment.workdays == 0 or segment.first > segment.last:
            return True
        if workdays_between(segment.workdays, segment.first, segment.last) > 0:
            return True
    return False


def pays_km(case: Case, tables: Tables) -> Flag:
    """Whether an amount per kilometre is named at some time."""
    highest = UNKNOWN
    for place in range(case.first_segment, case.after_segment):
        highest = max(highest, tables.segments[place].km_rate)
    return highest != UNKNOWN


def own_vehicle(case: Case, tables: Tables) -> Flag:
    """Whether somebody travels by own vehicle at some time."""
    found = False
    for place in range(case.first_leg, case.after_leg):
        found = found or tables.legs[place].mode == TravelMode.OWN_VEHICLE
    return found


def pays_travel(case: Case, tables: Tables, segment: Segment) -> Flag:
    """Whether travel is paid back on some day of a segment."""
    for place in range(case.first_reimbursement, case.after_reimbursement):
        item = tables.reimbursements[place]
        if item.kind == TRAVEL and item.first <= segment.last and item.last >= segment.first:
            return True
    return False


def long_day(segment: Segment) -> Flag:
    """More hours than a day has; hours given by day are checked one by one."""
    return segment.hours > HOURS_A_DAY * HOUR * segment.days_per_week and segment.workdays != 0
