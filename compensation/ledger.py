"""The ledger: a placement cut into entries in which no rule changes (docs/contract/fine_print.md#ledger).

An entry is a maximal run of days inside one calendar month, with one age, and one version of each dated rule
and of the schemes that concern the placement. There is no other place in the program that reasons about time.
All columns have one value per entry, in order of placement and time:

scheduled  days whose weekday is a workday
closed     scheduled days in a closed period (each day once)
holidays   scheduled days off that are public holidays, closed days left out
presence   scheduled - closed - holidays
presence_* presence days by what the student travel product pays on them
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from compensation import days as d
from compensation.columns import CAO_APPLIES, NO_BIRTH, NORM_SECTOR, Placements
from compensation.day_counts import EARLIEST, SPAN, day_counts
from compensation.days import Column
from compensation.reach import amount_known
from compensation.rulebook import RuleBook
from compensation.rulebook.compiled import CompiledScheme
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
    presence_monday: Column
    presence_midweek: Column
    presence_friday: Column
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

    @cached_property
    def scheduled_in_all(self) -> Column:
        """Scheduled days of each placement."""
        return self.total(self.scheduled)

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
    first = np.flatnonzero(np.append(len(row) > 0, row[1:] != row[:-1]))
    counts = day_counts(placements, book, row, first, start, end)
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
        key = np.sort(row * SPAN + (start - EARLIEST), kind="stable")
        key = key[np.append(True, key[1:] != key[:-1])]
        row, start = key // SPAN, key % SPAN + EARLIEST
    last_of_row = np.append(row[1:] != row[:-1], True)
    end = np.where(last_of_row, p.end[row], np.append(start[1:], 0) - 1)
    return row, start, end


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
        by_sector[rows[_own_amount_throughout(scheme, p, rows)]] = False
    for sector, schemes in book.schemes_of_sector.items():
        if cuts := {cut for index in schemes for cut in book.compiled[index].cuts}:
            rows = np.flatnonzero(by_sector & (p.sector == book.sector_keys.index(sector)))
            yield from _inside(p, rows, cuts)


def _own_amount_throughout(scheme: CompiledScheme, p: Placements, rows: Column) -> Any:
    """Whether a scheme has a known amount for each placement all the time: then the sector's norm has no room."""
    first, last = (scheme.periods.version_at(day[rows]) for day in (p.start, p.end))
    known = (first != UNKNOWN) & (last != UNKNOWN)
    for index, version in enumerate(scheme.versions):
        used = (first <= index) & (index <= last)
        known &= ~used | amount_known(version, p, rows)
    return known


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
