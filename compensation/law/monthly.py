"""The least fixed wage a month that is never short, for each stretch of time with one hourly minimum.

docs/contract/assessment.md, wage.monthly: the hours of a month are those of the window divided by its months (the same
in each month), so that a fixed wage can be agreed; the ministry's method (hours of the year / 12) for a whole year. It
rises when the minimum does, on a birthday, in January and July. It is read for one person, never for a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from compensation.law.ledger import Entry, Window, window_from, work_of
from compensation.law.result import Amounts
from compensation.placement.case import Case, Segment, Tables
from compensation.rulebook.frozen_records import Rules
from compensation.units import HOUR, MONTH_PARTS, UNKNOWN, Cents, Day, Flag, Hundredths, half_up


@dataclass(slots=True)
class MonthlyWage:
    """A stretch of time, its hourly minimum, the hours of a month and the least wage; not known: an estimate."""

    first: Day
    last: Day
    hourly: Cents
    hours: Hundredths
    amount: Cents
    known: Flag


def least_monthly(hourly: Cents, window: Window, segment: Segment) -> Cents:
    """The hourly minimum for the hours of a month of a window, a part of a cent up.

    >>> week = Segment(0, 0, 32_00, 15, 4, UNKNOWN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    >>> least_monthly(14_99, Window(0, 121, 4 * MONTH_PARTS, 71), week)  # 142 hours a month
    212858
    """
    work = work_of(window.weight, segment)
    return -(-hourly * work.of * MONTH_PARTS // (work.whole * window.months * HOUR))


def hours_a_month(window: Window, segment: Segment) -> Hundredths:
    """The hours of a month of a window, to the nearest hundredth."""
    work = work_of(window.weight, segment)
    return half_up(work.of * MONTH_PARTS, work.whole * window.months)


def monthly_wages(
    case: Case, tables: Tables, ledger: Iterable[tuple[Entry, Amounts]], rules: Rules
) -> Iterator[MonthlyWage]:
    """A row for each run of entries with one hourly minimum in one window; none without a minimum or scheduled days."""
    in_windows = list(_in_windows(case, tables, ledger, rules))
    for (_, hourly, known), run in groupby(
        in_windows, lambda one: (one[0].first, one[3].hourly_minimum, one[3].covered)
    ):
        entries = list(run)
        if hourly == UNKNOWN or not any(entry.scheduled for _, _, entry, _ in entries):
            continue
        window, segment, *_ = entries[0]
        least, hours = least_monthly(hourly, window, segment), hours_a_month(window, segment)
        yield MonthlyWage(entries[0][2].first, entries[-1][2].last, hourly, hours, least, known)


def _in_windows(
    case: Case, tables: Tables, ledger: Iterable[tuple[Entry, Amounts]], rules: Rules
) -> Iterator[tuple[Window, Segment, Entry, Amounts]]:
    """Each entry with its window, and the segment that the window begins in."""
    window, place = Window(0, -1, 0, 0), case.first_segment
    segment = tables.segments[place]
    for entry, amounts in ledger:
        while tables.segments[place].last < entry.first:
            place += 1
        if entry.first > window.last:
            window, segment = window_from(case, place, entry.first, tables, rules), tables.segments[place]
        yield window, segment, entry, amounts
