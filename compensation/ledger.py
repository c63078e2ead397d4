"""The ledger: a placement cut into entries in which no rule changes (design, section 4; fine print, Ledger).

An entry is a maximal run of days inside one calendar month, with one age, and one version of each dated rule
and of the schemes that concern the placement. There is no other place in the program that reasons about time.
All columns have one value per entry, in order of placement and time:

scheduled  days whose weekday is a workday
closed     scheduled days in a closed period (each day once)
holidays   scheduled days off that are public holidays, closed days left out
presence   scheduled - closed - holidays
free_*     presence days by what the student travel product pays on them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from compensation import days as d
from compensation.columns import CAO_APPLIES, NO_BIRTH, NORM_SECTOR, Placements
from compensation.days import Column
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

#: Month fractions are whole numbers of this many parts: the least common multiple of 28, 29, 30 and 31.
MONTH_PARTS = 377_580


@dataclass(frozen=True)
class Ledger:
    """Entries of n placements. `row` is the placement of an entry, `first` the first entry of each placement."""

    row: Column
    first: Column
    start: Column
    end: Column
    age: Column
    scheduled: Column
    closed: Column
    holidays: Column
    presence: Column
    presence_week_paid: Column
    presence_friday: Column
    presence_weekday: Column
    month_days: Column

    def __len__(self) -> int:
        return len(self.row)

    @cached_property
    def days(self) -> Column:
        """Calendar days of an entry."""
        return self.end - self.start + 1

    @cached_property
    def month_parts(self) -> Column:
        """Month fraction of an entry in MONTH_PARTS: calendar days / days in that month, exactly."""
        return self.days * (MONTH_PARTS // self.month_days)

    @cached_property
    def month_parts_before(self) -> Column:
        """Month fraction of the placement that lies before an entry."""
        return self.before(self.month_parts)

    def total(self, per_entry: Any) -> Column:
        """Sum of an entry column per placement."""
        values: Column = np.add.reduceat(np.asarray(per_entry, np.int64), self.first)
        return values

    def before(self, per_entry: Column) -> Column:
        """Sum over the entries of the same placement that come earlier."""
        running = np.cumsum(per_entry) - per_entry
        return running - running[self.first][self.row]


def make_ledger(placements: Placements, book: RuleBook) -> Ledger:
    """Cut placements into entries and count their days."""
    row, start, end = _entries(placements, book)
    first = np.searchsorted(row, np.arange(len(placements)))
    counts = _day_counts(placements, book, row, first, start, end)
    return Ledger(
        row=row,
        first=first,
        start=start,
        end=end,
        age=_ages(placements, row, start),
        month_days=d.month_length(d.month_number(start)),
        **counts,
    )


def _ages(p: Placements, row: Column, start: Column) -> Column:
    age = np.full(len(row), UNKNOWN, np.int64)
    born = np.flatnonzero((p.birth != NO_BIRTH)[row])
    age[born] = d.age(p.birth[row[born]], start[born])
    return age


# ---------------------------------------------------------------- cutting


def _entries(p: Placements, book: RuleBook) -> tuple[Column, Column, Column]:
    months = d.month_number(p.start)
    count = d.month_number(p.end) - months + 1
    row = np.repeat(np.arange(len(p)), count)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    start = np.maximum(d.month_start(months[row] + offset), p.start[row])
    extra = [*_rule_cuts(p, book), *_birthdays(p)]
    if extra:
        row = np.concatenate([row, *(rows for rows, _ in extra)])
        start = np.concatenate([start, *(cut for _, cut in extra)])
        # The keys are a few ascending runs: sorting them is far quicker than np.unique, which hashes.
        key = np.sort(row * _SPAN + (start - _EARLIEST), kind="stable")
        key = key[np.append(True, key[1:] != key[:-1])]
        row, start = key // _SPAN, key % _SPAN + _EARLIEST
    last_of_row = np.append(row[1:] != row[:-1], True)
    end = np.where(last_of_row, p.end[row], np.append(start[1:], 0) - 1)
    return row, start, end


#: Room for any day in a sort key of (placement, day).
_EARLIEST, _SPAN = -d.FOREVER, 4 * d.FOREVER

Cuts = tuple[Column, Column]


def _rule_cuts(p: Placements, book: RuleBook) -> Iterable[Cuts]:
    """Days inside a month on which a version of a rule or scheme begins; months cut at their first day anyway."""
    everyone = np.arange(len(p))
    yield from _inside(p, everyone, book.rule_cuts)
    by_sector = p.norm == NORM_SECTOR
    own = np.where(p.cao_status == CAO_APPLIES, p.scheme, UNKNOWN)
    for index in np.unique(own[own != UNKNOWN]):
        scheme, rows = book.compiled[index], np.flatnonzero(own == index)
        yield from _inside(p, rows, scheme.cuts)
        # A scheme that has a version all the time leaves no room for the sector's norm.
        ends = [scheme.periods.version_at(day[rows]) for day in (p.start, p.end)]
        by_sector[rows[(ends[0] != UNKNOWN) & (ends[1] != UNKNOWN)]] = False
    for sector, schemes in book.schemes_of_sector.items():
        if cuts := {cut for index in schemes for cut in book.compiled[index].cuts}:
            rows = np.flatnonzero(by_sector & (p.sector == book.sector_keys.index(sector)))
            yield from _inside(p, rows, cuts)


def _inside(p: Placements, rows: Column, cuts: Iterable[int]) -> Iterable[Cuts]:
    for cut in cuts:
        hit = rows[(p.start[rows] < cut) & (cut <= p.end[rows])]
        if len(hit):
            yield hit, np.full(len(hit), cut, np.int64)


def _birthdays(p: Placements) -> Iterable[Cuts]:
    rows = np.flatnonzero(p.birth != NO_BIRTH)
    if not len(rows):
        return
    first_year = d.year(p.start[rows])
    for later in range(int((d.year(p.end[rows]) - first_year).max()) + 1):
        cut = d.birthday(p.birth[rows], first_year + later)
        hit = (p.start[rows] < cut) & (cut <= p.end[rows])
        if hit.any():
            yield rows[hit], cut[hit]


# ---------------------------------------------------------------- counting days

#: What is counted: scheduled days, presence days, and presence days by what the student product leaves to pay.
_CLASSES = ("scheduled", "presence", "presence_week_paid", "presence_friday", "presence_weekday")


def _day_counts(
    p: Placements, book: RuleBook, row: Column, first: Column, start: Column, end: Column
) -> Mapping[str, Column]:
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
    counts["closed"] = zero
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
    low = np.searchsorted(row * _SPAN + (end - _EARLIEST), piece_row * _SPAN + (piece_from - _EARLIEST))
    high = np.searchsorted(row * _SPAN + (start - _EARLIEST), piece_row * _SPAN + (piece_to - _EARLIEST), side="right")
    number = high - low
    entry = np.repeat(low - (np.cumsum(number) - number), number) + np.arange(int(number.sum()))
    begin = np.maximum(np.repeat(piece_from, number), start[entry]) - first_day
    stop = np.minimum(np.repeat(piece_to, number), end[entry]) - first_day + 1
    for name in names:
        inside = tables[name][which[entry], stop] - tables[name][which[entry], begin]
        target = "closed" if name == "scheduled" else name
        counts[target] = counts[target].copy()
        np.add.at(counts[target], entry, inside if name == "scheduled" else -inside)


def _disjoint(p: Placements) -> tuple[Column, Column, Column]:
    """Closed periods inside their placement, without overlap, in order."""
    row, first, last = p.closed.T
    first, last = np.maximum(first, p.start[row]), np.minimum(last, p.end[row])
    keep = first <= last
    order = np.lexsort((first[keep], row[keep]))
    row, first, last = row[keep][order], first[keep][order], last[keep][order]
    key = row * _SPAN + (last - _EARLIEST)
    reached = np.maximum.accumulate(key)
    before = np.append(-1, reached[:-1]) - row * _SPAN + _EARLIEST
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
    holiday = public | np.isin(month_day, [_month_day(text) for text in calendar.extra_holidays])
    summer = (month_day >= _month_day(calendar.summer.from_)) & (month_day <= _month_day(calendar.summer.to))
    workday = (combinations[:, None] >> 1 >> weekday[None, :]) & 1 == 1
    present = workday & ~(public[None, :] & (combinations[:, None] & 1 == 0))
    classes = {
        "scheduled": workday,
        "presence": present,
        "presence_week_paid": present & ((weekday >= d.SATURDAY) | holiday | summer)[None, :],
        "presence_friday": present & ((weekday == d.SATURDAY - 1) & ~holiday)[None, :],
        "presence_weekday": present & ((weekday < d.SATURDAY - 1) & ~holiday)[None, :],
    }
    return {name: _counts_before(classes[name]) for name in names}


def _counts_before(table: Any) -> Column:
    counts = np.zeros((table.shape[0], table.shape[1] + 1), np.int64)
    np.cumsum(table, axis=1, out=counts[:, 1:])
    return counts


def _month_day(text: str) -> int:
    month, day = text.split("-")
    return int(month) * 100 + int(day)


def scheduled_in_year(workdays: Column, year: Column) -> Column:
    """Days of a calendar year whose weekday is a workday, holidays included (52 weeks and one or two days)."""
    if not len(year):
        return np.zeros(0, np.int64)
    earliest = int(year.min())
    years = np.arange(earliest, int(year.max()) + 1)
    first, number = d.month_start((years - 1970) * 12), np.arange(7)
    length = d.month_start((years - 1969) * 12) - first
    times = 52 + ((number[:, None] - d.weekday(first)) % 7 < length - 364)
    of_mask = (np.arange(128)[:, None] >> number & 1) @ times
    found: Column = of_mask[workdays, year - earliest]
    return found
