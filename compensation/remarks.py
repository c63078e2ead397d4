"""Remarks: what is possible and unlikely. Each is a question beside a field ("Klopt dit?"), never an error.

docs/contract/assessment.md#remarks. The numbers above which one is asked are thresholds (rules/plausibility.yaml). A
remark changes no amount; it bears the path of the field that may be wrong, and the quantities of its sentence
(texts/*/remarks.yaml). What was asked of a value is not asked again where it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict

from compensation.calendar import add_months, age_on, to_day
from compensation.choices import Period, member
from compensation.law.amounts import amount_of_month
from compensation.law.ledger import rule_period_on
from compensation.law.schemes import highest_amount, shape_of, shape_pay, step_of, whole_month
from compensation.placement import Placement
from compensation.placement.case import Case, Segment, Tables
from compensation.placement.cases import case_of
from compensation.reading.step import Quantity, count, day, eur, hours, percent, scaled, word
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import Rules
from compensation.units import HOUR, MONTHS_A_YEAR, UNKNOWN, Cents, cents

#: The routes of mbo, where somebody much younger or older is unlikely.
_MBO = ("bol", "bbl")


class Remark(BaseModel):
    """What is possible and unlikely: a question about a field, never an error."""

    model_config = ConfigDict(frozen=True)

    id: str
    path: str
    quantities: dict[str, Quantity]


@dataclass(frozen=True)
class Stretch:
    """A part of a placement in which nothing that is entered changes: its fields, each with the path that names it."""

    placement: Placement
    segment: Segment
    change: int  # after so many changes

    def named(self, field: str) -> tuple[str, Any]:
        """The path and the value of a field in force, None where it is not given."""
        return self.placement.last_named(field, self.change)

    def legs(self) -> list[tuple[str, Any]]:
        """The ways of travelling, each with its path."""
        path, ways = self.named("travel")
        if isinstance(ways, tuple):
            return [(f"{path}.{number}", leg) for number, leg in enumerate(ways)]
        return [(path, ways)]

    def days(self) -> Iterator[tuple[str, Decimal]]:
        """The hours of the days that are worked, each with the path that says so."""
        if self.segment.week == UNKNOWN:
            path, _ = self.named("hours_per_week")
            yield path, Decimal(self.segment.hours) / HOUR / self.segment.days_per_week
            return
        path, by_day = self.named("hours_by_day")
        for weekday, worked in by_day.hours.items():
            yield f"{path}.{weekday}", worked


def stretches(placement: Placement, tables: Tables) -> list[Stretch]:
    """The parts of a placement in which nothing that is entered changes, in order of time."""
    return [Stretch(placement, segment, change) for change, segment in enumerate(tables.segments)]


def remarks_of(placement: Placement, book: RuleBook, today: date) -> list[Remark]:
    """What is unlikely in a placement, in the order of its fields. Raises PlacementError like `case_of`."""
    return remarks_on(placement, *case_of(placement, book), book, today)


def remarks_on(placement: Placement, case: Case, tables: Tables, book: RuleBook, today: date) -> list[Remark]:
    """The remarks of a placement whose case is made already."""
    asking = _Asking(placement, book, case, tables, freeze(book))
    found: dict[tuple[str, str], Remark] = {}
    for remark in (*asking.of_whole(today), *asking.of_stretches()):
        found.setdefault((remark.id, remark.path), remark)
    return list(found.values())


class Highest:
    """The most that any scheme in force pays for a whole month, whoever it is for; what is alike is asked once."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._found: dict[tuple[int, ...], Cents] = {}

    def of(self, case: Case, segment: Segment) -> Cents:
        """At the hours of a part of a placement; 0 where no scheme pays anything."""
        period = rule_period_on(segment.first, self._rules)
        key = (period, case.start, case.end, segment.hours, segment.days_per_week, segment.study_year)
        if key not in self._found:
            self._found[key] = max(self._pays(case, segment, period), default=0)
        return self._found[key]

    def _pays(self, case: Case, segment: Segment, period: int) -> Iterator[Cents]:
        rules = self._rules
        for place in rules.version_in[period]:
            if place == UNKNOWN:
                continue
            shape = shape_of(case, rules.versions[place], rules)
            step = step_of(shape, segment, rules)
            if step != UNKNOWN and rules.steps[step].known:
                highest = highest_amount(rules.steps[step], segment.study_year)
                yield shape_pay(shape, highest, segment, whole_month(segment))


@dataclass(frozen=True)
class _Asking:
    """The questions about one placement."""

    placement: Placement
    book: RuleBook
    case: Case
    tables: Tables
    rules: Rules

    def limit(self, name: str) -> int:
        return self.book.thresholds[name].value

    # ------------------------------------------------------------ the placement as a whole

    def of_whole(self, today: date) -> Iterator[Remark]:
        yield from self._far_start(to_day(today))
        yield from self._age()

    def _far_start(self, today: int) -> Iterator[Remark]:
        months = self.limit("far_start") * MONTHS_A_YEAR
        if self.case.start > add_months(today, months):
            yield _remark("far_start", "start", start=day(self.case.start), limit=count(months, "months"))

    def _age(self) -> Iterator[Remark]:
        if self.placement.birth_date is None or self.placement.route not in _MBO:
            return
        years = age_on(self.case.birth, self.case.start)
        if not self.limit("age_unlikely_below") <= years <= self.limit("age_unlikely_above"):
            yield _remark("age_unlikely", "birth_date", age=count(years))

    # ------------------------------------------------------------ part by part

    def of_stretches(self) -> Iterator[Remark]:
        for stretch in stretches(self.placement, self.tables):
            yield from self._hours(stretch)
            yield from self._travel(stretch)
            yield from self._allowance(stretch)
            yield from self._wage(stretch)
            yield from self._holiday_percent(stretch)

    def _hours(self, stretch: Stretch) -> Iterator[Remark]:
        for path, worked in stretch.days():
            if worked > self.limit("hours_a_day"):
                yield _remark("hours_a_day", path, hours=hours(round(worked * 100)))

    def _travel(self, stretch: Stretch) -> Iterator[Remark]:
        for path, leg in stretch.legs():
            if leg.mode == "own_vehicle" and leg.distance_km > self.limit("distance"):
                yield _remark("distance", f"{path}.distance_km", distance=scaled(leg.distance_km * 10, 1, "km"))
            if leg.mode == "public_transport" and leg.fare is not None and leg.fare > self.limit("fare_high"):
                yield _remark("fare_high", f"{path}.fare", fare=eur(cents(leg.fare)))

    def _allowance(self, stretch: Stretch) -> Iterator[Remark]:
        path, offered = stretch.named("offer.allowance")
        if offered is None:
            return
        if offered.per == "month" and 0 < offered.amount < self.limit("allowance_low_unit"):
            yield _remark("allowance_low_unit", f"{path}.per", amount=eur(cents(offered.amount)))
        month = amount_of_month(cents(offered.amount), member(Period, offered.per), 0, stretch.segment)
        times, highest = self.limit("allowance_high"), Highest(self.rules).of(self.case, stretch.segment)
        if highest and month > times * highest:
            yield _remark(
                "allowance_high", f"{path}.amount", month=eur(month), highest=eur(highest), times=count(times)
            )

    def _wage(self, stretch: Stretch) -> Iterator[Remark]:
        path, wage = stretch.named("offer.wage")
        if wage is None:
            return
        amount = {"amount": eur(cents(wage.amount)), "per": word(wage.per)}
        if wage.per == "month" and 0 < wage.amount < self.limit("wage_unit_month"):
            yield _remark("wage_unit", f"{path}.per", **amount)
        times, adult = self.limit("wage_unit_hour"), self._adult_minimum(stretch.segment.first)
        if wage.per == "hour" and adult != UNKNOWN and cents(wage.amount) > times * adult:
            yield _remark("wage_unit", f"{path}.per", **amount, minimum=eur(adult), times=count(times))

    def _adult_minimum(self, on: int) -> Cents:
        """The minimum of an adult on a day, after the last day that is known the last one."""
        return self.rules.last_known[rule_period_on(on, self.rules)].adult

    def _holiday_percent(self, stretch: Stretch) -> Iterator[Remark]:
        path, given = stretch.named("offer.holiday_allowance_percent")
        if given is not None and 0 < given < self.limit("holiday_percent_low"):
            yield _remark("holiday_percent_low", path, percent=percent(given * 1000), meant=percent(given * 100_000))


def _remark(name: str, path: str, **quantities: Quantity) -> Remark:
    return Remark(id=name, path=path, quantities=quantities)
