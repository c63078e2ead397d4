"""The rule book frozen for the law: on every day the figures that the files name, and UNKNOWN where they name none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from compensation import RuleBook
from compensation.calendar import to_date, to_day
from compensation.law.ledger import rule_period_on
from compensation.rulebook.book import scaled
from compensation.rulebook.checks import REQUIRED_RULES
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import RulePeriod, Rules
from compensation.units import FOREVER, UNKNOWN
from tests.rulebook.periods import ends, on

#: The rule of the book behind each figure of a period.
FIGURES = {
    "km_rate": "km_rate",
    "train_discount": "student_discount_train",
    "bus_discount": "student_discount_bus",
    "boarding": "boarding_fee",
    "vog_price": "vog_online",
    "adult": "adult_hourly_minimum",
    "holiday_rate": "holiday_allowance",
    "health_levy": "employer_health_levy",
}


# ---------------------------------------------------------------- periods


def test_the_periods_are_all_days_once(each_book: RuleBook) -> None:
    periods = freeze(each_book).periods
    assert (periods[0].first, periods[-1].last) == (-FOREVER, FOREVER - 1)
    assert [period.number for period in periods] == list(range(len(periods)))
    for before, after in pairwise(periods):
        assert before.first <= before.last == after.first - 1


def test_the_period_of_a_day_is_the_one_that_holds_it(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    for period in rules.periods:
        for day in ends(period):
            assert on(day, rules) is period


def test_in_a_period_every_rule_has_the_value_of_its_version(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    for period in rules.periods:
        for day in ends(period):
            for field, rule_id in FIGURES.items():
                assert getattr(period, field) == each_book.value_on(rule_id, to_day(day)), (field, day)


def test_in_a_period_every_table_has_the_values_of_its_version(each_book: RuleBook) -> None:
    rules, book = freeze(each_book), each_book
    youngest, oldest = book.age_range
    for period in rules.periods:
        for day in map(to_day, ends(period)):
            train, bus = (book.version_on(rule_id, day) for rule_id in ("train_fare", "bus_fare_per_km"))
            assert (period.train_fares == UNKNOWN) == (train is None)
            assert (period.bus_fares == UNKNOWN) == (bus is None)
            if train is not None:
                prices = [int(price * 100) for price in train.by_distance or []]
                assert list(rules.train_fare[period.train_fares]) == prices
                assert rules.longest_train == len(prices) - 1
            if bus is not None and bus.by_region is not None:
                rates = [bus.by_region.get(key) for key in book.region_keys]
                expected = [UNKNOWN if rate is None else int(rate * 10_000) for rate in rates]
                assert list(rules.bus_fare[period.bus_fares]) == expected
            for scale, rule_id in enumerate(("youth_scale_regular", "youth_scale_bbl")):
                version = book.version_on(rule_id, day)
                row = rules.youth_scale[period.youth_scales][scale]
                for age in range(youngest, oldest + 1):
                    percent = None if version is None else (version.by_age or {})[age]
                    assert row[age - youngest] == (UNKNOWN if percent is None else int(percent * 1000))


def test_in_a_period_every_scheme_has_the_version_in_force(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    for period in rules.periods:
        for place, (key, scheme) in enumerate(each_book.schemes.items()):
            number = rules.version_in[period.number][place]
            for day in ends(period):
                found = [n for n, v in enumerate(scheme.versions) if v.from_ <= day and (v.to is None or day <= v.to)]
                if not found:
                    assert number == UNKNOWN, (key, day)
                    continue
                frozen = rules.versions[number]
                assert (frozen.scheme, frozen.number) == (place, found[0]), (key, day)
                assert frozen.as_of == to_day(scheme.versions[found[0]].as_of)


def test_only_a_rule_of_the_law_is_new_for_all(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    versions = [v for rule_id in REQUIRED_RULES for v in each_book.rules[rule_id].versions]
    cuts = {v.from_ for v in versions} | {v.to + timedelta(days=1) for v in versions if v.to is not None}
    found = {to_date(period.first) for period in rules.periods[1:] if period.is_new_for_all}
    assert found == cuts
    assert any(not period.is_new_for_all for period in rules.periods[1:])


def last_known(day: date, rules: Rules) -> RulePeriod:
    """What is known on a day, and of what is not what was known last."""
    return rules.last_known[rule_period_on(to_day(day), rules)]


def test_what_was_known_last_stands_beside_what_is_known(book: RuleBook) -> None:
    """The adult minimum is known from 2024 to 2026: 15.11 in its last half-year."""
    rules = freeze(book)
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2026, 12, 31), date(2027, 1, 1), date(2035, 1, 1))
    known = [on(day, rules).adult for day in days]
    assert known == [UNKNOWN, 1341, 1511, UNKNOWN, UNKNOWN]
    assert [last_known(day, rules).adult for day in days] == [UNKNOWN, 1341, 1511, 1511, 1511]


def test_what_was_known_last_is_what_is_known_where_it_is(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    for period, last in zip(rules.periods, rules.last_known, strict=True):
        assert (period.first, period.last) == (last.first, last.last)
        for figure in FIGURES:
            value = getattr(period, figure)
            assert value in (UNKNOWN, getattr(last, figure))


def test_a_region_or_an_age_that_is_not_known_is_completed_from_before(book: RuleBook) -> None:
    fares = book.rules["bus_fare_per_km"].versions
    region = next(key for key in book.region_keys if all(key in (v.by_region or {}) for v in fares))
    rates = {key: rate for key, rate in (fares[-1].by_region or {}).items() if key != region}
    cut = [*fares[:-1], fares[-1].model_copy(update={"by_region": rates})]
    rules, place = freeze(with_versions(book, "bus_fare_per_km", cut)), book.region_keys.index(region)
    day = fares[-1].from_
    assert rules.bus_fare[on(day, rules).bus_fares][place] == UNKNOWN
    before = scaled((fares[-2].by_region or {})[region], book.rules["bus_fare_per_km"].unit)
    assert rules.bus_fare[last_known(day, rules).bus_fares][place] == before


def with_versions(book: RuleBook, rule_id: str, versions: list[Any]) -> RuleBook:
    rule = book.rules[rule_id].model_copy(update={"versions": versions})
    return replace(book, rules={**book.rules, rule_id: rule})


def test_a_gap_between_versions_is_unknown_and_not_the_nearest_value(book: RuleBook) -> None:
    first, *_, last = book.rules["km_rate"].versions
    early = first.model_copy(update={"from_": date(2024, 1, 1), "to": date(2024, 3, 10), "value": Decimal("0.20")})
    late = last.model_copy(update={"from_": date(2024, 3, 15), "to": None, "value": Decimal("0.30")})
    rules = freeze(with_versions(book, "km_rate", [early, late]))
    asked = {
        date(2023, 12, 31): UNKNOWN,
        date(2024, 1, 1): 20,
        date(2024, 3, 10): 20,
        date(2024, 3, 11): UNKNOWN,
        date(2024, 3, 14): UNKNOWN,
        date(2024, 3, 15): 30,
        date(2050, 1, 1): 30,
    }
    assert {day: on(day, rules).km_rate for day in asked} == asked


def test_a_region_without_a_rate_is_unknown(book: RuleBook) -> None:
    rules, missing = freeze(book), []
    for version in book.rules["bus_fare_per_km"].versions:
        fares = rules.bus_fare[on(version.from_, rules).bus_fares]
        missing += [
            (key, fares[place]) for place, key in enumerate(book.region_keys) if key not in (version.by_region or {})
        ]
    assert missing, "every region has a rate in every version: mend this test"
    assert {rate for _, rate in missing} == {UNKNOWN}


def test_a_scheme_without_versions_is_in_force_on_no_day(book: RuleBook) -> None:
    rules, place = freeze(book), book.scheme_keys.index("metalektro")
    assert {row[place] for row in rules.version_in} == {UNKNOWN}
    assert book.schemes["metalektro"].amount_unknown is not None
    assert place not in rules.sector_schemes


def test_a_book_is_frozen_once_and_a_changed_book_anew(book: RuleBook) -> None:
    assert freeze(book) is freeze(book)
    changed = with_versions(book, "km_rate", book.rules["km_rate"].versions[:1])
    assert freeze(changed) is not freeze(book)
    assert freeze(changed).periods != freeze(book).periods
