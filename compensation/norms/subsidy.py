"""The practical-training subsidy (subsidie praktijkleren) for a bbl place: an indication, never part of a total.

Rule: Subsidieregeling praktijkleren (https://wetten.overheid.nl/BWBR0034144); maximum in rules/subsidies.yaml.
Per study year (1 August to 31 July): maximum x min(weeks, 40) / 40, weeks = calendar days / 7, rounded per study
year; days outside the validity of the subsidy do not count. bbl only.

20 weeks in one study year at 2,700:

>>> int(round_half_up(np.int64(270_000 * 140), FULL_DAYS))
135000
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from compensation.columns import BBL, Placements
from compensation.days import FOREVER, Column, month_start, year
from compensation.money import round_half_up
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

FULL_DAYS = 40 * 7
AUGUST = 7


@dataclass(frozen=True)
class StudyYear:
    """One study year of some placements: its first day, the days that count, and the indication in cents."""

    opens: Column
    days: Column
    maximum: Column
    cents: Column


def subsidy(p: Placements, book: RuleBook) -> Column:
    """Indication in cents per placement; UNKNOWN where the subsidy does not apply."""
    total = np.where(p.route == BBL, 0, UNKNOWN)
    rows = np.flatnonzero(p.route == BBL)
    for study_year in study_years(p, book, rows):
        total[rows] += study_year.cents
    return total


def study_years(p: Placements, book: RuleBook, rows: Column) -> Iterator[StudyYear]:
    """The study years that the bbl placements `rows` touch, the first one first."""
    if not len(rows):
        return
    start, end = p.start[rows], p.end[rows]
    first = year(start) - 1
    for later in range(int((year(end) - first).max()) + 1):
        opens, closes = _august(first + later), _august(first + later + 1) - 1
        left = np.full(len(rows), FULL_DAYS, np.int64)
        parts, highest = np.zeros((2, len(rows)), np.int64)
        for begin, last, maximum in _spans(book):
            days = np.minimum(np.minimum(end, closes), last) - np.maximum(np.maximum(start, opens), begin) + 1
            counted = np.minimum(np.maximum(days, 0), left)
            left -= counted
            parts += maximum * counted
            highest = np.where(counted > 0, maximum, highest)
        yield StudyYear(opens, FULL_DAYS - left, highest, round_half_up(parts, FULL_DAYS))


def _august(in_year: Column) -> Column:
    return month_start((in_year - 1970) * 12 + AUGUST)


def _spans(book: RuleBook) -> list[tuple[int, int, int]]:
    series = book.series("practical_training_subsidy_max")
    starts = [*map(int, series.periods.starts), FOREVER]
    values = [int(value) for value in series.at(series.periods.starts)]
    spans = zip(starts, starts[1:], values, strict=False)
    return [(begin, after - 1, value) for begin, after, value in spans if value != UNKNOWN]
