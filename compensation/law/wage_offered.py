"""What a wage that is promised comes to in an entry: an hour, a week, four weeks or a month.

docs/contract/fine_print.md, Wage. A week is shared out over its hours; a month over the days or hours of its window,
the days of one calendar year with the same hours on the same weekdays.
"""

from __future__ import annotations

from typing import Any, assert_never

from compensation.choices import WagePeriod
from compensation.law.ledger import Entry, Window, share_of_window, work_of
from compensation.law.rule import by_weekday, chapter
from compensation.placement.case import Segment
from compensation.units import HOUR, UNKNOWN, Cents, Hundredths, Weight, Work, half_up

rule = chapter("wage")
WEEKS_IN_FOUR = 4


@rule(beside=("days", "week_hours", "week_days"), told_as=by_weekday("wage_hour"))
def wage_hour(hours: Work, amount: Cents) -> Cents:
    """A wage an hour, for every hour of the contract.

    >>> wage_hour(hours=Work(10 * 32_00, 4), amount=6_00)
    48000
    """
    return half_up(amount * hours.of, hours.whole * HOUR)


@rule(beside=("days", "week_days"), told_as=by_weekday("wage_week"))
def wage_week(hours: Work, week_hours: Hundredths, amount: Cents) -> Cents:
    """A wage a week, shared out over its hours.

    >>> wage_week(hours=Work(10 * 32_00, 4), week_hours=32_00, amount=200_00)
    50000
    """
    return half_up(amount * hours.of, week_hours * hours.whole)


@rule(beside=("days", "week_days"), told_as=by_weekday("wage_four_weeks"))
def wage_four_weeks(hours: Work, week_hours: Hundredths, amount: Cents) -> Cents:
    """A wage per four weeks, shared out over their hours.

    >>> wage_four_weeks(hours=Work(8 * 32_00, 4), week_hours=32_00, amount=1_000_00)
    50000
    """
    return half_up(amount * hours.of, WEEKS_IN_FOUR * week_hours * hours.whole)


def _month(q: Any) -> str:
    return "wage_month_further" if q.counted else "wage_month"


@rule(beside=("window_worked", "window_whole", "window_months"), told_as=_month)
def wage_month(amount: Cents, window: Window, worked: Weight, counted: Cents) -> Cents:
    """A wage a month, over the months of its window and shared out over the days or hours that are scheduled in it.

    For a whole year that is the method of the ministry (hours of the year / 12), for a part of one what the payslips
    add up to. `worked` is what is worked in the window at this wage up to the end of the entry; less what is `counted`
    of it before, so that all entries together come out to the cent.

    >>> from compensation.units import MONTH_PARTS
    >>> window = Window(0, 121, 4 * 377_580, 71)  # 71 days in four months
    >>> wage_month(2_088_62, window, 18, 0), wage_month(2_088_62, window, 35, 2_118_04)
    (211804, 200037)
    """
    return share_of_window(amount, worked, window) - counted


def wage_offered(segment: Segment, entry: Entry, window: Window, before: Weight) -> Cents:
    """What the wage that is promised comes to in an entry."""
    if segment.wage == UNKNOWN:
        return 0
    hours = work_of(entry.contract, segment)
    match segment.wage_per:
        case WagePeriod.HOUR:
            return wage_hour(hours, segment.wage)
        case WagePeriod.WEEK:
            return wage_week(hours, segment.hours, segment.wage)
        case WagePeriod.FOUR_WEEKS:
            return wage_four_weeks(hours, segment.hours, segment.wage)
        case WagePeriod.MONTH:
            if window.weight == 0:
                return 0
            counted = share_of_window(segment.wage, before, window)
            return wage_month(segment.wage, window, before + entry.contract, counted)
        case forgotten:
            return assert_never(forgotten)


def is_a_cent_of_rounding(segment: Segment, entry: Entry, window: Window, offered: Cents, due: Cents) -> bool:
    """Whether only a cent that moves between entries keeps a monthly wage below what is due: that is no shortage."""
    if segment.wage == UNKNOWN or segment.wage_per != WagePeriod.MONTH or offered >= due:
        return False
    return share_of_window(segment.wage, entry.contract, window) >= due
