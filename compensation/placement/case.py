"""A placement as the law reads it: a case of whole numbers, with its facts in stretches of time.

What may change while a placement runs (hours, workdays, travel, pay) stands in segments, each with its first and last
day; the case holds what does not change and says where its segments, costs and reimbursements stand in the tables.
Money is cents, hours are hundredths, distances tenths of a kilometre, days count from 1 January 1970; choices are the
members of compensation.choices. UNKNOWN (-1) means that nothing was given.
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
    contract: Answer
    learning_goals: Answer
    mentor_with_time: Answer
    extra_to_staff: Answer
    same_targets_as_staff: Answer
    already_graduated: Answer
    first_segment: Place
    after_segment: Place
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
    holidays_worked: Flag
    study_year: Number  # 0: not given
    travel_mode: TravelMode
    distance: TenthsOfKm
    carrier: Carrier
    fare: Cents
    region: Place
    student_product: StudentProduct
    allowance: Cents
    allowance_per: Period
    km_rate: Cents
    wage: Cents
    wage_per: WagePeriod
    holiday_percent: PerHundredThousand


@dataclass(slots=True)
class Closed:
    """Days on which the placement is closed; the periods of a case stand in order and do not overlap."""

    first: Day
    last: Day


@dataclass(slots=True)
class Cost:
    """A cost that comes with the placement."""

    kind: Place  # of the rule book's kinds of line
    amount: Cents
    per: Period
    required_by: RequiredBy
    provided: Flag


@dataclass(slots=True)
class Reimbursement:
    """What the employer pays back."""

    kind: Place
    amount: Cents
    per: Period
    full: Flag


class Tables(NamedTuple):
    """Where the parts of cases stand; a case names its own by first and after."""

    segments: Sequence[Segment]
    closed: Sequence[Closed]
    costs: Sequence[Cost]
    reimbursements: Sequence[Reimbursement]
