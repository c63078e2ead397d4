"""Counting the days of ledger entries: scheduled, closed, holiday, presence days (docs/contract/fine_print.md#ledger).

For each combination of workdays and holiday rule there is a table of how many days of a class lie before each day;
an entry's count is the difference of two look-ups. Days of closed periods are counted apart and taken from the
presence days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from compensation import days as d
from compensation.columns import Placements
from compensation.days import Column
from compensation.rulebook import RuleBook
from compensation.rulebook.fields import GOOD_FRIDAY

#: Room for any day in a sort key of (placement, day): row * SPAN + (day - EARLIEST).
EARLIEST, SPAN = -d.FOREVER, 4 * d.FOREVER
#: What is counted: scheduled days, presence days, and presence days by what the student product leaves to pay.
_CLASSES = ("scheduled", "presence", "presence_week_paid", "presence_monday", "presence_midweek", "presence_friday")


def day_counts(
    p: Placements, book: RuleBook, row: Column, first: Column, start: Column, end: Column
) -> Mapping[str, Column]:
    """Each count of each entry. Entries are given by placement, day by day; `first` is the first of each placement."""
    combination = p.workdays * 2 + p.holidays_worked
    used, index = np.unique(combination, return_inverse=True)
    first_day, last_day = (int(p.start.min()), int(p.end.max())) if len(p) else (0, 0)
    product = bool((p.student_product > 0).any())
    names = _CLASSES if product else _CLASSES[:2]
    tables = _count_tables(used, first_day, last_day, book, names)
    zero = np.zeros(len(row), np.int64)
    counts = dict.fromkeys(_CLASSES, zero)
    of_placement = index.reshape(-1)
    which = of_placement[row]
    last = np.append(first[1:], len(row)) - 1
    for name in names:
        before = tables[name][which, start - first_day]
        after = np.append(before[1:], 0)  # an entry ends where the next one begins
        after[last] = tables[name][of_placement, p.end - first_day + 1]
        counts[name] = after - before
    counts["closed"] = np.zeros(len(row), np.int64)
    if len(p.closed):
        _take_closed(p, tables, which, first_day, names, counts, row, start, end)
    counts["holidays"] = counts["scheduled"] - counts["closed"] - counts["presence"]
    return counts


def _take_closed(
    p: Placements,
    tables: Mapping[str, Column],
    which: Column,
    first_day: int,
    names: Iterable[str],
    counts: dict[str, Column],
    row: Column,
    start: Column,
    end: Column,
) -> None:
    """Count the days of closed periods apart, and take them from the presence days."""
    piece_row, piece_from, piece_to = _disjoint(p)
    low = np.searchsorted(row * SPAN + (end - EARLIEST), piece_row * SPAN + (piece_from - EARLIEST))
    high = np.searchsorted(row * SPAN + (start - EARLIEST), piece_row * SPAN + (piece_to - EARLIEST), side="right")
    number = high - low
    entry = np.repeat(low - (np.cumsum(number) - number), number) + np.arange(int(number.sum()))
    begin = np.maximum(np.repeat(piece_from, number), start[entry]) - first_day
    stop = np.minimum(np.repeat(piece_to, number), end[entry]) - first_day + 1
    for name in names:
        inside = tables[name][which[entry], stop] - tables[name][which[entry], begin]
        target = "closed" if name == "scheduled" else name
        np.add.at(counts[target], entry, inside if name == "scheduled" else -inside)


def _disjoint(p: Placements) -> tuple[Column, Column, Column]:
    """Closed periods inside their placement, without overlap, in order."""
    row, first, last = p.closed.T
    first, last = np.maximum(first, p.start[row]), np.minimum(last, p.end[row])
    keep = first <= last
    order = np.lexsort((first[keep], row[keep]))
    row, first, last = row[keep][order], first[keep][order], last[keep][order]
    key = row * SPAN + (last - EARLIEST)
    reached = np.maximum.accumulate(key)
    before = np.append(-1, reached[:-1]) - row * SPAN + EARLIEST
    first = np.maximum(first, before + 1)
    keep = first <= last
    return row[keep], first[keep], last[keep]


def _count_tables(
    combinations: Column, first_day: int, last_day: int, book: RuleBook, names: Iterable[str]
) -> dict[str, Column]:
    """For each combination of workdays and holiday rule: days of a class before each day of the range."""
    calendar = book.calendar
    day = np.arange(first_day, last_day + 1, dtype=np.int64)
    weekday = d.weekday(day)
    years = range(int(d.year(first_day)), int(d.year(last_day)) + 1)
    leave_out = tuple(calendar.leave_out)
    public = np.isin(day, [h for y in years for h in d.public_holidays(y, leave_out)])
    month_day = (d.month_number(day) % 12 + 1) * 100 + d.day_of_month(day)
    summer = (month_day >= _month_day(calendar.summer.from_)) & (month_day <= _month_day(calendar.summer.to))
    week_free = (weekday < d.SATURDAY) & ~summer & ~(public | _extra_holidays(day, calendar.extra_holidays.week))
    holiday = public | _extra_holidays(day, calendar.extra_holidays.weekend)
    workday = (combinations[:, None] >> 1 >> weekday[None, :]) & 1 == 1
    present = workday & ~(public[None, :] & (combinations[:, None] & 1 == 0))
    classes = {
        "scheduled": workday,
        "presence": present,
        "presence_week_paid": present & ~week_free,
        "presence_monday": present & ((weekday == d.MONDAY) & ~holiday),
        "presence_midweek": present & ((weekday > d.MONDAY) & (weekday < d.FRIDAY) & ~holiday),
        "presence_friday": present & ((weekday == d.FRIDAY) & ~holiday),
    }
    return {name: _counts_before(classes[name]) for name in names}


def _extra_holidays(day: Column, extra: Sequence[str]) -> Any:
    """Which days are a holiday of a student travel product beside the days off for everyone."""
    month_day = (d.month_number(day) % 12 + 1) * 100 + d.day_of_month(day)
    found = np.isin(month_day, [_month_day(text) for text in extra if text != GOOD_FRIDAY])
    if GOOD_FRIDAY in extra:
        found |= np.isin(day, [d.good_friday(y) for y in range(int(d.year(day[0])), int(d.year(day[-1])) + 1)])
    return found


def _counts_before(table: Any) -> Column:
    counts = np.zeros((table.shape[0], table.shape[1] + 1), np.int64)
    np.cumsum(table, axis=1, out=counts[:, 1:])
    return counts


def _month_day(text: str) -> int:
    month, day = text.split("-")
    return int(month) * 100 + int(day)
