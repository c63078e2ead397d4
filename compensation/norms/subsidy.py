"""The practical-training subsidy (subsidie praktijkleren) for a bbl place: an indication, never part of a total.

Rule: Subsidieregeling praktijkleren (https://wetten.overheid.nl/BWBR0034144); maximum in rules/subsidies.yaml.
Per study year (1 August to 31 July): maximum x min(weeks, 40) / 40, weeks = calendar days / 7, rounded per study
year; days outside the validity of the subsidy do not count. bbl only.

20 weeks in one study year at 2,700:

>>> int(round_half_up(np.int64(270_000 * 140), FULL_DAYS))
135000
"""

from __future__ import annotations

import numpy as np

from compensation.columns import BBL, Placements
from compensation.days import FOREVER, Column, month_start, year
from compensation.money import round_half_up
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

FULL_DAYS = 40 * 7
AUGUST = 7


def subsidy(p: Placements, book: RuleBook) -> Column:
    """Indication in cents per placement; UNKNOWN where the subsidy does not apply."""
    total = np.where(p.route == BBL, 0, UNKNOWN)
    rows = np.flatnonzero(p.route == BBL)
    if not len(rows):
        return total
    start, end = p.start[rows], p.end[rows]
    first = year(start) - 1
    for later in range(int((year(end) - first).max()) + 1):
        opens, closes = _august(first + later), _august(first + later + 1) - 1
        left = np.full(len(rows), FULL_DAYS, np.int64)
        parts = np.zeros(len(rows), np.int64)
        for begin, last, maximum in _spans(book):
            days = np.minimum(np.minimum(end, closes), last) - np.maximum(np.maximum(start, opens), begin) + 1
            counted = np.minimum(np.maximum(days, 0), left)
            left -= counted
            parts += maximum * counted
        total[rows] += round_half_up(parts, FULL_DAYS)
    return total


def _august(in_year: Column) -> Column:
    return month_start((in_year - 1970) * 12 + AUGUST)


def _spans(book: RuleBook) -> list[tuple[int, int, int]]:
    series = book.series("practical_training_subsidy_max")
    starts = [*map(int, series.periods.starts), FOREVER]
    values = [int(value) for value in series.at(series.periods.starts)]
    spans = zip(starts, starts[1:], values, strict=False)
    return [(begin, after - 1, value) for begin, after, value in spans if value != UNKNOWN]
