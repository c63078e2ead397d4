# ruff: noqa: N801, N805 - a variable of OpenFisca has the name of its class, and its formula takes the person
"""A tax-benefit system in OpenFisca-core: the hourly minimum by age and scale, and the wage due by month.

Written as quick as its own documentation and numpy allow: vectorial formulas, facts that do not change as variables
of eternity, scheduled days by a table look-up and not day by day. Amounts are whole cents in float variables (exact
below 2**24), so that they can be compared to the cent.

`wage_due` knows one age in a month, that of its first day, as OpenFisca's country template does. The statutory age
counts from the birthday itself; `wage_due_by_day` does that too, with OpenFisca's own means: variables by day.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, Period
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="A student with a wage", is_person=True)
INPUTS = ("birth", "start", "end", "hours_per_week", "workdays", "bbl_scale")


def _cents_an_hour(wage: Any, years: Any, bbl: Any) -> Any:
    """Adult amount x percentage of the age, half a cent goes up."""
    percent = np.where(bbl, wage.youth_scale_bbl.calc(years), wage.youth_scale_regular.calc(years))
    return np.floor(round(wage.adult_hourly_minimum * 100) * percent / 100 + 0.5)


class birth(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = date


class start(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = date


class end(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = date


class hours_per_week(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = int
    label = "Hundredths of an hour."


class workdays(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = int
    label = "Bit 0 is Monday."


class bbl_scale(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = bool


class birth_month(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = int
    label = "Months since January 1970."

    def formula(person: Any, period: Period) -> Any:
        return person("birth", period).astype("M8[M]").astype(np.int64)


class birth_day(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = int
    label = "Days since the first of the month of birth."

    def formula(person: Any, period: Period) -> Any:
        born = person("birth", period)
        return (born - born.astype("M8[M]")).astype(np.int64)


class days_per_week(Variable):
    entity = Person
    definition_period = DateUnit.ETERNITY
    value_type = int

    def formula(person: Any, period: Period) -> Any:
        return np.bitwise_count(person("workdays", period))


class age(Variable):
    entity = Person
    definition_period = DateUnit.MONTH
    value_type = int
    label = "Whole years on the first of the month, as OpenFisca's country template computes it."

    def formula(person: Any, period: Period) -> Any:
        months = (period.start.year - 1970) * 12 + period.start.month - 1 - person("birth_month", period)
        return (months - (person("birth_day", period) > 0)) // 12


class scheduled_days(Variable):
    entity = Person
    definition_period = DateUnit.MONTH
    value_type = int
    label = "Days of the month, inside the placement, whose weekday is a workday."

    def formula(person: Any, period: Period) -> Any:
        first, days = np.datetime64(str(period.start), "D"), period.size_in_days
        weekday = (first.astype(int) + 3 + np.arange(days)) % 7
        before = np.zeros((128, days + 1), np.int32)
        np.cumsum(np.arange(128)[:, None] >> weekday & 1, axis=1, out=before[:, 1:])
        begin = np.clip((person("start", period) - first).astype(np.int64), 0, days)
        after = np.clip((person("end", period) - first).astype(np.int64) + 1, begin, days)
        mask = person("workdays", period)
        return before[mask, after] - before[mask, begin]


class hourly_minimum(Variable):
    entity = Person
    definition_period = DateUnit.MONTH
    value_type = float
    label = "Cents: adult amount x percentage of the age, half a cent goes up."

    def formula(person: Any, period: Period, parameters: Any) -> Any:
        wage = parameters(period).minimum_wage
        years = person("age", period)
        return _cents_an_hour(wage, years, person("bbl_scale", period))


class wage_due(Variable):
    entity = Person
    definition_period = DateUnit.MONTH
    value_type = float
    label = "Cents: hourly minimum x scheduled days x (hours a week / days a week), half a cent goes up."

    def formula(person: Any, period: Period) -> Any:
        hundredths = person("scheduled_days", period).astype(np.float64) * person("hours_per_week", period)
        cents = person("hourly_minimum", period) * hundredths / (100 * person("days_per_week", period))
        return np.floor(cents + 0.5)


class age_on_day(Variable):
    entity = Person
    definition_period = DateUnit.DAY
    value_type = int

    def formula(person: Any, period: Period) -> Any:
        months = (period.start.year - 1970) * 12 + period.start.month - 1 - person("birth_month", period)
        return (months - (person("birth_day", period) > period.start.day - 1)) // 12


class hourly_minimum_on_day(Variable):
    entity = Person
    definition_period = DateUnit.DAY
    value_type = float

    def formula(person: Any, period: Period, parameters: Any) -> Any:
        return _cents_an_hour(
            parameters(period).minimum_wage, person("age_on_day", period), person("bbl_scale", period)
        )


class wage_on_day(Variable):
    entity = Person
    definition_period = DateUnit.DAY
    value_type = float
    label = "Cents x hundredths of an hour a week, on a day that is worked; divided and rounded by month."

    def formula(person: Any, period: Period) -> Any:
        day = np.datetime64(str(period.start), "D")
        weekday = (day.astype(int) + 3) % 7
        there = (person("start", period) <= day) & (day <= person("end", period))
        works = there & (person("workdays", period) >> weekday & 1 == 1)
        return np.where(works, person("hourly_minimum_on_day", period) * person("hours_per_week", period), 0)


class wage_due_by_day(Variable):
    entity = Person
    definition_period = DateUnit.MONTH
    value_type = float

    def formula(person: Any, period: Period) -> Any:
        days = period.get_subperiods(DateUnit.DAY)
        total = sum(person("wage_on_day", day).astype(np.float64) for day in days)
        return np.floor(total / (100 * person("days_per_week", period)) + 0.5)


VARIABLES = (
    birth,
    start,
    end,
    hours_per_week,
    workdays,
    bbl_scale,
    birth_month,
    birth_day,
    days_per_week,
    age,
    scheduled_days,
    hourly_minimum,
    wage_due,
    age_on_day,
    hourly_minimum_on_day,
    wage_on_day,
    wage_due_by_day,
)


def tax_benefit_system(parameters: Path) -> TaxBenefitSystem:
    """The system, with its parameters read from YAML."""
    system = TaxBenefitSystem([Person])
    system.add_variables(*VARIABLES)
    system.load_parameters(str(parameters))
    return system
