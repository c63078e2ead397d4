"""The wages of a table and nothing else, compiled from the law's own functions: the ledger and what is due in it.

OpenFisca computes only the hourly minimum and the wage due, so that is what it is put beside. The functions are the
copies that the compiled reading itself runs; only the loop that puts them in order stands here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from compensation import calendar
from compensation.law import ledger, minimum_wage
from compensation.law.ledger import FIRST_MONTH
from compensation.reading import compiled
from compensation.reading.records import Cases, rules_as_arrays
from compensation.rulebook.frozen_records import Rules
from compensation.units import MONTHS_A_YEAR

Column = npt.NDArray[np.int64]


class Months(NamedTuple):
    """By placement and month: cents due, and the number of entries."""

    due: Column
    entries: Column


def wages(cases: Cases, rules: Rules, *, first_month: int = 0, months: int = 0) -> tuple[Column, Months]:
    """The wage due of each placement in cents; and, of so many months from `first_month`, by month."""
    number = len(cases.cases)
    total = np.zeros(number, np.int64)
    kept = Months(*(np.zeros((number if months else 0, months), np.int64) for _ in Months._fields))
    _wages(cases.cases, cases.tables, rules_as_arrays(rules), total, kept, first_month)
    return total, kept


def _law(function: Any) -> Any:
    return compiled.functions()[f"{function.__module__}.{function.__name__}"]


_last_day, _entry_of, _period_on = map(_law, (ledger.last_day, ledger.entry_of, ledger.rule_period_on))
_born_on, _age_in, _work_of = map(_law, (ledger.born_on, ledger.age_in, ledger.work_of))
_scale_of, _percent_of_age, _hourly, _due = map(
    _law,
    (minimum_wage.scale_of, minimum_wage.percent_of_age, minimum_wage.hourly_minimum, minimum_wage.wage_due),
)
_month_of = _law(calendar.month_of)


@numba.njit(**compiled.OPTIONS)  # type: ignore[untyped-decorator]
def _wages(cases, tables, rules, total, kept, first_month):  # type: ignore[no-untyped-def]
    for row in range(len(cases)):
        case = cases[row]
        segment = tables.segments[case.first_segment]
        scale, number, first = _scale_of(case, rules), _period_on(case.start, rules), case.start
        born, in_month = _born_on(case.birth), _month_of(case.start)
        while first <= case.end:
            while rules.periods[number].last < first:
                number += 1
            month = rules.months[in_month - FIRST_MONTH]
            if first >= month.first + month.length:
                in_month += 1
                month = rules.months[in_month - FIRST_MONTH]
            period = rules.periods[number]
            has_birthday = int((in_month - born.month) % MONTHS_A_YEAR == 0)
            last = _last_day(case, segment, born, month, has_birthday, 0, first, number, 0, tables, rules)
            age = _age_in(born, in_month, first - month.first)
            entry = _entry_of(case, segment, age, month, in_month, first, last, 0, tables)
            percent = _percent_of_age(entry.age, scale, period, rules)
            hourly = _hourly(period.adult, percent, scale)
            due = _due(_work_of(entry.contract, segment), hourly)
            total[row] += due
            if len(kept.due):
                kept.due[row, in_month - first_month] += due
                kept.entries[row, in_month - first_month] += 1
            first = last + 1
