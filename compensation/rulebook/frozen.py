"""The rule book frozen for the law: its records (compensation.rulebook.frozen_records) made of a book, once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any, assert_never

from compensation import calendar
from compensation.choices import Force, Kind, Route, TravelTerms, member
from compensation.rulebook.book import RuleBook, scaled
from compensation.rulebook.checks import REQUIRED_RULES
from compensation.rulebook.frozen_months import months
from compensation.rulebook.frozen_records import (
    YEARS,
    FrozenKind,
    FrozenPolicy,
    FrozenScheme,
    FrozenSector,
    FrozenShape,
    FrozenStep,
    FrozenVersion,
    RulePeriod,
    Rules,
    SubsidySpan,
)
from compensation.rulebook.models import NormVersion, Version
from compensation.rulebook.scheme import (
    LEVELS,
    ByDays,
    ByHours,
    ByLevel,
    ByYear,
    Gates,
    PerDay,
    PerHours,
    PerWeek,
    SchemeAmount,
    SchemeVersion,
    Shape,
)
from compensation.units import (
    FOREVER,
    UNKNOWN,
)


def freeze(book: RuleBook) -> Rules:
    """The frozen rules of a book; made once a book."""
    found: Rules | None = vars(book).get("_frozen")
    if found is None:
        found = vars(book)["_frozen"] = _Freezer(book).rules()
    return found


# ---------------------------------------------------------------- periods


def _day(value: date | None) -> int:
    return FOREVER if value is None else calendar.to_day(value)


class _Dated:
    """Versions in order of time: which of them holds on a day."""

    def __init__(self, versions: Iterable[Version | SchemeVersion | NormVersion]) -> None:
        spans = [(_day(version.from_), _day(version.to)) for version in versions]
        self.starts = [first for first, _ in spans]
        self.ends = [last for _, last in spans]
        self.cuts = {*self.starts, *(last + 1 for last in self.ends if last < FOREVER)}

    def at(self, day: int) -> int:
        """Place of the version in force, UNKNOWN where none is."""
        place = bisect_right(self.starts, day) - 1
        return place if place >= 0 and day <= self.ends[place] else UNKNOWN


class _Freezer:
    """Builds `Rules` of a book, list by list."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.dated = {rule_id: _Dated(rule.versions) for rule_id, rule in book.rules.items()}
        self.of_scheme = [_Dated(scheme.in_force) for scheme in book.schemes.values()]
        self.norms = [book.norms[key] for key in book.policy_keys]
        self.of_policy = [_Dated(norm.versions) for norm in self.norms]
        self.versions: list[FrozenVersion] = []
        self.shapes: list[FrozenShape] = []
        self.steps: list[FrozenStep] = []
        self.first_version: list[int] = []
        self.youth: list[list[list[int]]] = []
        self.norms = [book.norms[key] for key in book.policy_keys]

    def rules(self) -> Rules:
        for place, scheme in enumerate(self.book.schemes.values()):
            self.first_version.append(len(self.versions))
            for number, version in enumerate(scheme.versions):
                self._version(place, number, version)
        periods = self._periods()
        youngest, oldest = self.book.age_range
        train = self._rows("train_fare")
        buses = self._rows("bus_fare_per_km")
        last_known = self._last_known(periods, buses)
        sectors, sector_schemes = self._sectors()
        return Rules(
            months=months(self.book),
            periods=periods,
            last_known=last_known,
            version_in=[_in_force(self.of_scheme, self.first_version, period.first) for period in periods],
            versions=self.versions,
            shapes=self.shapes,
            steps=self.steps,
            schemes=[
                FrozenScheme(member(Force, scheme.force), int(scheme.bbl_scale == "regular"))
                for scheme in self.book.schemes.values()
            ],
            sectors=sectors,
            sector_schemes=sector_schemes,
            kinds=[
                FrozenKind(int(kind.ground == "law"), int(kind.price is not None))
                for kind in map(self.book.costs.__getitem__, self.book.line_kinds)
            ],
            policies=[_policy(version) for norm in self.norms for version in norm.versions],
            policy_in=[_in_force(self.of_policy, self._first_policies(), period.first) for period in periods],
            subsidy_spans=self._subsidy_spans(),
            train_fare=train,
            bus_fare=buses,
            youth_scale=self.youth,
            longest_train=len(train[0]) - 1,
            national=self.book.policy_keys.index("national"),
            youngest=youngest,
            oldest=oldest,
        )

    def _periods(self) -> list[RulePeriod]:
        for_all = {cut for rule_id in REQUIRED_RULES for cut in self.dated[rule_id].cuts}
        cuts = for_all.union(*(dated.cuts for dated in (*self.of_scheme, *self.of_policy)))
        starts = [-FOREVER, *sorted(cuts)]
        return [
            self._period(number, first, after - 1, first in for_all)
            for number, (first, after) in enumerate(zip(starts, [*starts[1:], FOREVER], strict=True))
        ]

    def _period(self, number: int, first: int, last: int, is_new_for_all: bool) -> RulePeriod:
        return RulePeriod(
            number=number,
            first=first,
            last=last,
            is_new_for_all=int(is_new_for_all),
            km_rate=self._value("km_rate", first),
            train_discount=self._value("student_discount_train", first),
            bus_discount=self._value("student_discount_bus", first),
            train_fares=self.dated["train_fare"].at(first),
            bus_fares=self.dated["bus_fare_per_km"].at(first),
            boarding=self._value("boarding_fee", first),
            vog_price=self._value("vog_online", first),
            adult=self._value("adult_hourly_minimum", first),
            youth_scales=self._youth_scales(first),
            holiday_rate=self._value("holiday_allowance", first),
            health_levy=self._value("employer_health_levy", first),
            fresh_months=self.book.thresholds["fresh_months"].value,
            least_schemes=self.book.thresholds["least_schemes"].value,
        )

    def _last_known(self, periods: list[RulePeriod], buses: list[list[int]]) -> list[RulePeriod]:
        """The periods with, for what is not known in one, what was known last before it; nothing before the first."""
        last: list[RulePeriod] = []
        for period in periods:
            values = {f.name: getattr(period, f.name) for f in fields(RulePeriod)}
            if last:
                before = last[-1]
                values |= {name: getattr(before, name) for name, value in values.items() if value == UNKNOWN}
                values["youth_scales"] = self._completed(self.youth, before.youth_scales, values["youth_scales"])
                values["bus_fares"] = self._completed(buses, before.bus_fares, values["bus_fares"])
            last.append(RulePeriod(**values))
        return last

    def _completed(self, rows: list[Any], before: int, place: int) -> int:
        """The place of a row in which what is not known is taken from the one before."""
        if UNKNOWN in (before, place) or before == place:
            return place
        row = _with_last(rows[before], rows[place])
        if row not in rows:
            rows.append(row)
        return rows.index(row)

    def _value(self, rule_id: str, day: int) -> int:
        place = self.dated[rule_id].at(day)
        return UNKNOWN if place == UNKNOWN else self._value_of(rule_id, place)

    def _value_of(self, rule_id: str, place: int) -> int:
        rule = self.book.rules[rule_id]
        return scaled(rule.versions[place].value, rule.unit)

    def _rows(self, rule_id: str) -> list[list[int]]:
        rule = self.book.rules[rule_id]
        return [[scaled(value, rule.unit) for value in self.book.row(version)] for version in rule.versions]

    def _youth_scales(self, day: int) -> int:
        row = []
        for rule_id in ("youth_scale_regular", "youth_scale_bbl"):
            rule, place = self.book.rules[rule_id], self.dated[rule_id].at(day)
            ages = sorted(rule.versions[0].by_age or {})
            known = None if place == UNKNOWN else rule.versions[place].by_age
            row.append([UNKNOWN if known is None else scaled(known[age], rule.unit) for age in ages])
        if row not in self.youth:
            self.youth.append(row)
        return self.youth.index(row)

    def _first_policies(self) -> list[int]:
        """Where the versions of every norm policy begin."""
        return [0, *accumulate(len(norm.versions) for norm in self.norms)][:-1]

    # ------------------------------------------------------------ schemes, sectors, subsidy

    def _version(self, scheme: int, number: int, version: SchemeVersion) -> None:
        gates = version.gates
        self.versions.append(
            FrozenVersion(
                scheme=scheme,
                number=number,
                as_of=_day(version.as_of),
                undated=int(version.undated),
                max_months=version.max_months or 0,
                includes_expenses=int(version.includes_expenses),
                travel=member(TravelTerms, version.travel),
                costs_owed=sum(
                    1 << self.book.line_kinds.index(kind) for kind in {c.kind for c in version.costs if c.owed}
                ),
                first_shape=len(self.shapes),
                kinds_excluded=sum(1 << member(Kind, kind) for kind in set(gates.exclude_kinds)),
                routes_excluded=sum(1 << member(Route, route) for route in set(gates.exclude_routes)),
                compulsory_only=int(gates.compulsory_only),
                **_least(gates),
            )
        )
        for tier in version.all_tiers():
            self._shape(tier.shape, tier.until_months or 0, advised=version.advised)

    def _owed(self, version: SchemeVersion) -> int:
        kinds = {cost.kind for cost in version.costs if cost.owed}
        return sum(1 << self.book.line_kinds.index(kind) for kind in kinds)

    def _shape(self, shape: Shape, until_months: int, *, advised: bool) -> None:
        first = len(self.steps)
        frozen = FrozenShape(
            type=shape.kind, paid_by=shape.paid_by, in_days=int(shape.in_days), until_months=until_months,
            first_step=first, after_step=first, base_hours=0, base_assumed=0, cap=0, half_day_below=0, levels=0,
        )  # fmt: skip
        match shape:
            case PerHours():
                frozen.base_hours = scaled(shape.base_hours, "eur")
                frozen.base_assumed, frozen.cap = int(shape.base_assumed), int(shape.cap)
            case PerDay():
                frozen.half_day_below = _hundredths(shape.half_day_below_hours)
            case ByHours() | ByDays() | PerWeek():
                pass  # nothing of its own beside its amounts
            case _:
                assert_never(shape)
        for step in shape.parts():
            self._step(scaled(step.from_, "eur"), step.amount, advised=step.advised or advised)
        frozen.after_step = len(self.steps)
        for level in range(len(LEVELS)):
            if any(not step.known or max(step.amounts[level]) != UNKNOWN for step in self.steps[first:]):
                frozen.levels |= 1 << level
        self.shapes.append(frozen)

    def _step(self, threshold: int, amount: SchemeAmount | str, *, advised: bool) -> None:
        if isinstance(amount, str):  # "unknown"
            self.steps.append(FrozenStep(threshold, int(advised), 0, [[UNKNOWN] * YEARS for _ in LEVELS]))
        else:
            self.steps.append(FrozenStep(threshold, int(advised), 1, _amount_rows(amount)))

    def _sectors(self) -> tuple[list[FrozenSector], list[int]]:
        sectors: list[FrozenSector] = []
        places: list[int] = []
        for sector in self.book.sectors:
            first = len(places)
            places += [i for i, s in enumerate(self.book.schemes.values()) if s.sector == sector and s.versions]
            sectors.append(FrozenSector(first, len(places)))
        return sectors, places

    def _subsidy_spans(self) -> list[SubsidySpan]:
        rule = self.book.rules["practical_training_subsidy_max"]
        weeks = self.book.thresholds["subsidy_full_weeks"].value
        return [SubsidySpan(_day(v.from_), _day(v.to), scaled(v.value, rule.unit), weeks) for v in rule.versions]


def _in_force(all_dated: Iterable[_Dated], firsts: Iterable[int], day: int) -> list[int]:
    """Of each the place of its version in force, where its first one stands at `first`."""
    places = ((first, dated.at(day)) for first, dated in zip(firsts, all_dated, strict=True))
    return [UNKNOWN if place == UNKNOWN else first + place for first, place in places]


def _hundredths(value: Decimal | None) -> int:
    return 0 if value is None else scaled(value, "eur")


def _least(gates: Gates) -> dict[str, int]:
    """Gates that ask at least so much; 0 asks nothing."""
    return {
        "least_hours": _hundredths(gates.least_hours_per_week),
        "least_days": gates.least_days_per_week or 0,
        "least_weeks": gates.least_weeks or 0,
        "least_months": gates.least_months or 0,
        "least_total_hours": _hundredths(gates.least_total_hours),
    }


def _amount_rows(amount: SchemeAmount) -> list[list[int]]:
    """[level][study year] of one amount; without a study year the lowest, after the last one given that one."""
    if isinstance(amount, ByLevel):
        by_level = [getattr(amount, level) for level in LEVELS]
        return [[scaled(value, "eur")] * YEARS for value in by_level]
    if isinstance(amount, ByYear):
        return [_by_year(amount) for _ in LEVELS]
    return [[scaled(amount, "eur")] * YEARS for _ in LEVELS]


def _by_year(amount: ByYear) -> list[int]:
    given = {year: scaled(v, "eur") for year in range(1, YEARS) if (v := getattr(amount, f"year_{year}")) is not None}
    row, current = [min(given.values())], 0
    for year in range(1, YEARS):
        current = given.get(year, current)
        row.append(current)
    return row


def _policy(norm: NormVersion) -> FrozenPolicy:
    return FrozenPolicy(
        _day(norm.as_of), scaled(norm.amount or 0, "eur"), scaled(norm.base_hours or 0, "eur"), int(norm.base_assumed)
    )


def _with_last(before: Any, row: Any) -> Any:
    """A row in which what is not known is taken from the one before."""
    if isinstance(row, list):
        return [_with_last(old, new) for old, new in zip(before, row, strict=True)]
    return before if row == UNKNOWN else row
