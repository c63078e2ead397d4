"""Schemes and norms frozen for the law: every shape, step and gate as the files say it, in the days they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import RuleBook
from compensation.calendar import to_day
from compensation.choices import Force, Level, Route
from compensation.law.schemes import Gate
from compensation.rulebook.book import scaled
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import Rules
from compensation.rulebook.scheme import Gates, SchemeVersion, ShapeType
from compensation.units import UNKNOWN
from tests.rulebook.periods import ends, on


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
