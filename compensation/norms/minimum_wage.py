"""The statutory minimum wage of bbl and dual students, what is offered, and the holiday allowance on top.

Rule: Wml art. 7, 8, 15 (https://wetten.overheid.nl/BWBR0002638); Besluit minimumjeugdloonregeling art. 1 to 3
(https://wetten.overheid.nl/BWBR0003599); figures in rules/minimum_wage.yaml. Hourly minimum (minimumuurloon) =
adult amount x percentage of the age, half-up to the cent; bbl uses the bbl scale, dual the regular one, and so
does a bbl student whose cao excludes the bbl scale. Due = hourly minimum x contract hours of the entry. No
published adult amount, or younger than the youngest age: not covered, no verdict.

Columns: cents and hundredths of an hour per entry. 14.99 x 50% is 7.495, which becomes 7.50:

>>> int(hourly_minimum(np.int64(1499), np.int64(50_000)))
750
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import BBL, CAO_APPLIES, Placements
from compensation.days import Column, year
from compensation.ledger import Ledger, scheduled_in_year
from compensation.money import PER_HUNDRED_THOUSAND, round_half_up
from compensation.norms.periods import HUNDREDTHS, MONTHS_A_YEAR
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

WEEKS_IN_FOUR = 4


@dataclass(frozen=True)
class Wage:
    """Wage columns per entry, in cents; zeros for placements without a wage."""

    applies: Any
    covered: Any
    adult: Column
    percent: Column
    regular_scale: Any
    hourly: Column  # UNKNOWN where not covered
    due: Column
    offered: Column
    shortfall: Column
    holiday_rate: Column
    holiday_due: Column
    holiday_offered: Column
    holiday_shortfall: Column
    indication: Column  # UNKNOWN where there is none
    year_days: Column  # scheduled days of the calendar year, for a monthly wage


def hourly_minimum(adult: Any, percent: Any) -> Any:
    """Hourly minimum in cents: adult amount in cents x percentage per 100,000."""
    return round_half_up(adult * percent, PER_HUNDRED_THOUSAND)


def times_hours(hourly: Any, scheduled: Any, hours: Any, workdays: Any) -> Any:
    """Cents of hourly x scheduled days x (hours a week / workdays)."""
    return round_half_up(hourly * scheduled * hours, workdays * HUNDREDTHS)


def percent_of(amount: Any, percent: Any) -> Any:
    """Cents x percentage per 100,000."""
    return round_half_up(amount * percent, PER_HUNDRED_THOUSAND)


def wage(p: Placements, ledger: Ledger, book: RuleBook) -> Wage:
    """Due, offered and short, wage and holiday allowance, in every entry of those who earn a wage."""
    applies = p.earns_wage[ledger.row]
    earning = np.flatnonzero(applies)
    columns = _wage_columns(p, ledger, book, earning)
    if len(earning) < len(ledger):
        for name, values in columns.items():
            columns[name] = np.full(len(ledger), UNKNOWN if name in ("hourly", "indication") else 0, values.dtype)
            columns[name][earning] = values
    return Wage(applies=applies, **columns)


def _wage_columns(p: Placements, ledger: Ledger, book: RuleBook, entries: Column) -> dict[str, Any]:
    """The columns of Wage, for `entries` only: most of a table earns no wage."""
    row, day, scheduled = ledger.row[entries], ledger.start[entries], ledger.scheduled[entries]
    days_a_week = p.days_per_week[row]
    regular = ~uses_bbl_scale(p, book)[row]
    adult = book.series("adult_hourly_minimum").at(day)
    percent = scale_percent(book, ledger.age[entries], day, regular)
    covered = (adult != UNKNOWN) & (percent != UNKNOWN)
    hourly = np.where(covered, hourly_minimum(adult, percent), UNKNOWN)
    due = np.where(covered, times_hours(np.maximum(hourly, 0), scheduled, p.hours[row], days_a_week), 0)
    in_year = scheduled_in_year(p.workdays[row], year(day))
    offered = np.where(p.wage[row] != UNKNOWN, _offered(p, row, scheduled, in_year), 0)
    rate = np.maximum(book.series("holiday_allowance").at(day), 0)
    own_rate = np.where(p.holiday_percent[row] == UNKNOWN, rate, p.holiday_percent[row])
    holiday_due = np.where(covered, percent_of(np.maximum(offered, due), rate), 0)
    holiday_offered = percent_of(offered, own_rate)
    return {
        "covered": covered,
        "adult": adult,
        "percent": percent,
        "regular_scale": regular,
        "hourly": hourly,
        "due": due,
        "offered": offered,
        "shortfall": np.where(covered, np.maximum(due - offered, 0), 0),
        "holiday_rate": rate,
        "holiday_due": holiday_due,
        "holiday_offered": holiday_offered,
        "holiday_shortfall": np.where(covered, np.maximum(holiday_due - holiday_offered, 0), 0),
        "indication": _indication(p, book, row, day, scheduled, np.where(adult == UNKNOWN, percent, UNKNOWN)),
        "year_days": in_year,
    }


def uses_bbl_scale(p: Placements, book: RuleBook) -> Any:
    """bbl students have the bbl scale, unless the cao that applies excludes it."""
    excludes = np.array([scheme.bbl_scale == "regular" for scheme in book.schemes.values()] + [False])
    return (p.route == BBL) & ~((p.cao_status == CAO_APPLIES) & excludes[p.scheme])


def scale_percent(book: RuleBook, age: Column, day: Column, regular: Any) -> Column:
    """Percentage per 100,000 of the adult amount; UNKNOWN below the youngest age or outside the scale's dates."""
    youngest, oldest = book.age_range
    position = np.clip(age, youngest, oldest) - youngest
    percent = np.where(
        regular,
        book.table("youth_scale_regular").at(day, position),
        book.table("youth_scale_bbl").at(day, position),
    )
    return np.where(age >= youngest, percent, UNKNOWN)


def _offered(p: Placements, row: Column, scheduled: Column, in_year: Column) -> Column:
    """The promised wage in each entry: per hour, week, four weeks, or month (hours of the year / 12)."""
    per, days_a_week = p.wage_per[row], p.days_per_week[row]
    times = np.choose(per, [scheduled * p.hours[row], scheduled, scheduled, MONTHS_A_YEAR * scheduled])
    parts = np.choose(per, [days_a_week * HUNDREDTHS, days_a_week, WEEKS_IN_FOUR * days_a_week, in_year])
    return round_half_up(p.wage[row] * times, parts)


def _indication(p: Placements, book: RuleBook, row: Column, day: Column, scheduled: Column, percent: Column) -> Column:
    """After the last published adult amount: announced percentage x that amount; never before the first one."""
    series = book.series("adult_hourly_minimum")
    indication = np.full(len(row), UNKNOWN, np.int64)
    after = np.flatnonzero((percent != UNKNOWN) & (day >= series.periods.starts[-1]))
    if len(after):
        row = row[after]
        hourly = hourly_minimum(int(series.values[series.values != UNKNOWN][-1]), percent[after])
        indication[after] = times_hours(hourly, scheduled[after], p.hours[row], p.days_per_week[row])
    return indication
