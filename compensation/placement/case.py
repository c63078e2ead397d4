"""A placement as the law reads it: a case of whole numbers, with its facts in stretches of time.

What may change while a placement runs (hours, workdays, travel, pay) stands in segments, each with its first and last
day: they follow one another without a gap from the placement's start to its end. The case holds what does not change
and says where its segments, legs, weeks, costs and reimbursements stand in the tables; a segment says which legs and
which week are its own. Money is cents, hours are hundredths, distances tenths of a kilometre, days count from
1 January 1970; choices are the members of compensation.choices. UNKNOWN (-1) means that nothing was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from compensation.choices import (
    Answer,
    CaoStatus,
    Carrier,
    Kind,
    Norm,
    Period,
    RequiredBy,
    Route,
    StudentProduct,
    TicketPeriod,
    TravelMode,
    WagePeriod,
)
from compensation.units import Cents, Day, Days, Flag, Hundredths, Number, PerHundredThousand, Place, TenthsOfKm

#: A birth day that is not given; earlier than any day of birth.
NO_BIRTH = -(10**6)


@dataclass(slots=True)
class Case:
    """What holds for the whole placement."""

    route: Route
    kind: Kind
    compulsory: Flag
    start: Day
    end: Day
    birth: Day
    sector: Place
    cao_status: CaoStatus
    scheme: Place  # the scheme that is named
    own_scheme: Place  # the same, when the cao applies
    cao_amount: Cents
    cao_per: Period
    cao_base: Hundredths
    norm: Norm
    policy: Place
    own_amount: Cents
    own_per: Period
    own_base: Hundredths
    includes_expenses: Flag
    complete: Flag  # what the offer does not name is nothing
    signed_regional_pact: Flag
    assumed_from: Day  # from this day on an adult minimum that the user gives; FOREVER: none is given
    assumed_adult: Cents
    contract: Answer
    learning_goals: Answer
    mentor_with_time: Answer
    extra_to_staff: Answer
    same_targets_as_staff: Answer
    already_graduated: Answer
    first_segment: Place
    after_segment: Place
    first_leg: Place
    after_leg: Place
    first_week: Place
    after_week: Place
    first_closed: Place
    after_closed: Place
    first_cost: Place
    after_cost: Place
    first_reimbursement: Place
    after_reimbursement: Place
    cost_kinds: Number  # one bit a kind of line that has a cost


@dataclass(slots=True)
class Segment:
    """What holds from one day to another."""

    first: Day
    last: Day
    hours: Hundredths  # a week
    workdays: Number  # one bit a weekday, Monday first
    days_per_week: Days
    week: Place  # whose hours differ by weekday, in `weeks`; UNKNOWN: the hours are shared evenly over the workdays
    holidays_worked: Flag
    study_year: Number  # 0: not given
    student_product: StudentProduct  # of all its legs by public transport
    first_leg: Place
    after_leg: Place
    allowance: Cents  # UNKNOWN: not stated; 0: nothing
    allowance_per: Period
    km_rate: Cents
    wage: Cents
    wage_per: WagePeriod
    holiday_percent: PerHundredThousand
    cao_hourly: Cents  # what the cao of the student pays an hour


@dataclass(slots=True)
class Leg:
    """One way of travelling, on some days, there and back or one way only."""

    mode: TravelMode
    distance: TenthsOfKm
    carrier: Carrier
    fare: Cents
    region: Place
    days: Number  # one bit a weekday; those that are no workday count for nothing
    outbound: Flag
    inbound: Flag  # the return trip
    amount: Cents  # of a season ticket
    per: TicketPeriod


@dataclass(slots=True)
class Week:
    """Hours of each weekday, Monday first; 0: no workday."""

    hours: Sequence[Hundredths]


@dataclass(slots=True)
class Closed:
    """Days on which the placement is closed; the periods of a case stand in order and do not overlap."""

    first: Day
    last: Day
    unpaid: Flag


@dataclass(slots=True)
class Cost:
    """A cost that comes with the placement, from one day to another."""

    kind: Place  # of the book's kinds of line
    amount: Cents
    per: Period
    required_by: RequiredBy
    provided: Flag
    first: Day
    last: Day


@dataclass(slots=True)
class Reimbursement:
    """What the employer pays back, from one day to another."""

    kind: Place
    amount: Cents
    per: Period
    full: Flag
    first: Day
    last: Day


class Tables(NamedTuple):
    """Where the parts of cases stand; a case names its own by first and after."""

    segments: Sequence[Segment]
    legs: Sequence[Leg]
    weeks: Sequence[Week]
    closed: Sequence[Closed]
    costs: Sequence[Cost]
    reimbursements: Sequence[Reimbursement]
