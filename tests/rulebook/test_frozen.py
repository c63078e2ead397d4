"""The rule book frozen for the law: on every day the figures that the files name, and UNKNOWN where they name none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from compensation import RuleBook, load_rulebook
from compensation.calendar import good_friday, public_holidays, to_date, to_day
from compensation.choices import Force, Level, Route
from compensation.law.ledger import rule_period_on
from compensation.law.schemes import Gate
from compensation.rulebook.book import scaled
from compensation.rulebook.checks import REQUIRED_RULES
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import Month, RulePeriod, Rules
from compensation.rulebook.scheme import Gates, SchemeVersion, ShapeType
from compensation.units import FOREVER, UNKNOWN
from tests.rulebooks import LIVE_RULES, TEST_RULES

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


@pytest.fixture(params=[TEST_RULES, LIVE_RULES], ids=["test rules", "live rules"])
def each_book(request: pytest.FixtureRequest) -> RuleBook:
    """Both rule books, for what must hold whatever the amounts are."""
    return load_rulebook(base=request.param)


def on(day: date, rules: Rules) -> RulePeriod:
    """The period of a day."""
    return rules.periods[rule_period_on(to_day(day), rules)]


def ends(period: RulePeriod) -> Iterator[date]:
    """First and last day of a period, as far as a date goes."""
    for day in (period.first, period.last):
        yield to_date(min(max(day, to_day(date(1, 1, 1))), to_day(date(9999, 12, 31))))


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


# ---------------------------------------------------------------- schemes


def version(**fields: Any) -> SchemeVersion:
    made = {
        "from": date(2025, 9, 1),
        "to": None,
        "as_of": date(2025, 9, 1),
        "shape": {"type": "per_week", "amount": Decimal(1)},
        "checked": "one_source",
        "looked_on": date(2026, 1, 1),
        "review_by": date(2027, 1, 1),
        "source": {"title": "Bron", "url": "https://example.org", "date": "2025", "official": False},
    }
    return SchemeVersion.model_validate({**made, **fields})


def frozen(book: RuleBook, made: SchemeVersion) -> Rules:
    """A rule book with this one version of this one scheme."""
    scheme = book.schemes["horeca"].model_copy(update={"versions": [made]})
    return freeze(replace(book, schemes={"horeca": scheme}))


SHAPES: dict[ShapeType, dict[str, Any]] = {
    ShapeType.PER_HOURS: {
        "amount": Decimal("749.50"),
        "base_hours": Decimal("36.5"),
        "base_assumed": True,
        "cap": False,
    },
    ShapeType.BY_HOURS: {"steps": [{"from": Decimal("20.5"), "amount": Decimal(9)}, {"from": Decimal(0), "amount": 5}]},
    ShapeType.BY_DAYS: {"steps": [{"from": Decimal(3), "amount": Decimal(9), "advised": True}]},
    ShapeType.PER_DAY: {"amount": Decimal(15), "half_day_below_hours": Decimal("4.5")},
    ShapeType.PER_WEEK: {"amount": Decimal("50.05")},
}


def steps_of(rules: Rules) -> list[tuple[int, int, int, int]]:
    """Threshold, advised, known and the amount of a bol student, of each step."""
    return [(s.threshold, s.advised, s.known, s.amounts[Level.MBO][0]) for s in rules.steps]


@pytest.mark.parametrize(
    ("shape", "numbers", "steps"),
    [
        (ShapeType.PER_HOURS, (3650, 1, 0, 0), [(0, 0, 1, 749_50)]),
        (ShapeType.BY_HOURS, (0, 0, 0, 0), [(20_50, 0, 1, 9_00), (0, 0, 1, 5_00)]),
        (ShapeType.BY_DAYS, (0, 0, 0, 0), [(3_00, 1, 1, 9_00)]),
        (ShapeType.PER_DAY, (0, 0, 0, 4_50), [(0, 0, 1, 15_00)]),
        (ShapeType.PER_WEEK, (0, 0, 0, 0), [(0, 0, 1, 50_05)]),
    ],
)
def test_every_shape(shape: ShapeType, numbers: tuple[int, ...], steps: list[Any], book: RuleBook) -> None:
    rules = frozen(book, version(shape={"type": shape.word, **SHAPES[shape]}))
    (found,) = rules.shapes
    assert found.type == shape
    assert (found.base_hours, found.base_assumed, found.cap, found.half_day_below) == numbers
    assert steps_of(rules) == steps
    assert (found.first_step, found.after_step, found.until_months) == (0, len(steps), 0)
    assert found.levels == 0b111


def test_every_shape_is_asked_about() -> None:
    assert set(SHAPES) == set(ShapeType)


def test_tiers_stand_one_after_another(book: RuleBook) -> None:
    tiers = [
        {"until_months": 3, "shape": {"type": "per_week", "amount": Decimal(1)}},
        {"until_months": 6, "shape": {"type": "by_days", "steps": [{"from": Decimal(2), "amount": Decimal(2)}]}},
        {"shape": {"type": "per_day", "amount": Decimal(3)}},
    ]
    rules = frozen(book, version(shape=None, tiers=tiers))
    assert rules.versions[0].first_shape == 0
    assert [(s.until_months, s.type, s.first_step, s.after_step) for s in rules.shapes] == [
        (3, ShapeType.PER_WEEK, 0, 1),
        (6, ShapeType.BY_DAYS, 1, 2),
        (0, ShapeType.PER_DAY, 2, 3),
    ]


@pytest.mark.parametrize(
    ("amount", "levels", "rows"),
    [
        (Decimal("2.50"), 0b111, [[250] * 7] * 3),
        ({"hbo": Decimal(0), "wo": Decimal(3)}, 0b110, [[UNKNOWN] * 7, [0] * 7, [300] * 7]),
        # no year given: the lowest; before the first year that is named: nothing; after the last: that one
        (
            {"year_2": Decimal(1), "year_3": Decimal(9), "year_5": Decimal(4)},
            0b111,
            [[100, 0, 100, 900, 900, 400, 400]] * 3,
        ),
    ],
)
def test_amounts_by_level_and_by_year(amount: Any, levels: int, rows: list[list[int]], book: RuleBook) -> None:
    rules = frozen(book, version(shape={"type": "per_week", "amount": amount}))
    assert [list(row) for row in rules.steps[0].amounts] == rows
    assert rules.shapes[0].levels == levels


def test_a_step_that_is_not_known_is_open_to_every_level(book: RuleBook) -> None:
    steps = [{"from": Decimal(20), "amount": {"mbo": Decimal(9)}}, {"from": Decimal(0), "amount": "unknown"}]
    rules = frozen(book, version(shape={"type": "by_hours", "steps": steps}))
    assert rules.shapes[0].levels == 0b111


def test_every_gate(book: RuleBook) -> None:
    gates = {
        "exclude_kinds": ["observation"],
        "exclude_routes": ["bbl", "dual", "wo"],
        "compulsory_only": True,
        "least_total_hours": Decimal("144.5"),
        "least_weeks": 4,
        "least_months": 2,
        "least_hours_per_week": Decimal("15.25"),
        "least_days_per_week": 3,
    }
    assert [gate.word for gate in Gate] == list(Gates.model_fields) == list(gates)
    found = frozen(book, version(gates=gates)).versions[0]
    routes = sum(1 << route for route in (Route.BBL, Route.DUAL, Route.WO))
    assert (found.kinds_excluded, found.routes_excluded, found.compulsory_only) == (0b10, routes, 1)
    assert (found.least_total_hours, found.least_weeks, found.least_months) == (144_50, 4, 2)
    assert (found.least_hours, found.least_days) == (15_25, 3)


def test_the_ground_and_the_scale_of_every_scheme(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    for found, scheme in zip(rules.schemes, each_book.schemes.values(), strict=True):
        assert Force(found.force).word == scheme.force
        assert found.regular_scale == (scheme.bbl_scale == "regular")


def test_the_schemes_of_a_sector(each_book: RuleBook) -> None:
    rules, keys = freeze(each_book), each_book.scheme_keys
    for sector, key in zip(rules.sectors, each_book.sectors, strict=True):
        places = rules.sector_schemes[sector.first_scheme : sector.after_scheme]
        assert [keys[place] for place in places] == each_book.schemes_of(key)


def test_in_a_period_every_norm_has_the_version_in_force(each_book: RuleBook) -> None:
    rules = freeze(each_book)
    for period in rules.periods:
        for place, key in zip(rules.policy_in[period.number], each_book.policy_keys, strict=True):
            for day in ends(period):
                versions = each_book.norms[key].versions
                in_force = [v for v in versions if v.from_ <= day and (v.to is None or day <= v.to)]
                if not in_force:
                    assert place == UNKNOWN, (key, day)
                    continue
                [said], found = in_force, rules.policies[place]
                assert found.amount == scaled(said.amount, "eur")
                assert found.base_hours == scaled(said.base_hours, "eur")
                assert (found.base_assumed, found.as_of) == (said.base_assumed, to_day(said.as_of))
    assert each_book.policy_keys[rules.national] == "national"


def test_before_the_first_version_there_is_no_norm(book: RuleBook) -> None:
    """`students` begins on 1 June 2024, `rijk_reference` on 1 January of that year."""
    rules = freeze(book)
    places = rules.policy_in[on(date(2024, 5, 31), rules).number]
    assert [place == UNKNOWN for place in places] == [False, True, False]
    assert set(rules.policy_in[0]) == {UNKNOWN}


# ---------------------------------------------------------------- the calendar


def differs(day: date, book: RuleBook) -> dict[str, bool]:
    """In what a day differs, by the field of `Month`, from the dates of its year."""
    number, month_day = to_day(day), day.strftime("%m-%d")
    extra, summer = book.calendar.extra_holidays, book.calendar.summer

    def named(days: list[str]) -> bool:
        return month_day in days or ("good_friday" in days and number == good_friday(day.year))

    off = number in public_holidays(day.year)
    return {
        "off": off,
        "week_holiday": off or named(extra.week),
        "weekend_holiday": off or named(extra.weekend),
        "summer": summer.from_ <= month_day <= summer.to,
    }


def test_every_day_that_a_placement_may_lie_in(book: RuleBook) -> None:
    months: list[Month] = list(freeze(book).months)
    assert months[0].first == to_day(date(2000, 1, 1))
    assert months[-1].first + months[-1].length - 1 == to_day(date(2100, 12, 31))
    for month in months:
        assert month.weekday == to_date(month.first).weekday()
        for into in range(month.length):
            day = to_date(month.first + into)
            assert {field: bool(getattr(month, field) >> into & 1) for field in differs(day, book)} == differs(
                day, book
            ), day
    for before, after in pairwise(months):
        assert before.first + before.length == after.first


def test_the_extra_holidays_are_those_of_the_file(book: RuleBook) -> None:
    assert book.calendar.extra_holidays.week == ["05-05"]
    assert book.calendar.extra_holidays.weekend == ["05-05", "good_friday"]
