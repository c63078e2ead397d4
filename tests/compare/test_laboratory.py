"""Proposals side by side on the same members, against amounts worked out by hand; and nobody in them is to be seen."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest

from compensation import RuleBook, load_rulebook
from compensation.compare.laboratory import BOUNDS, legal_minimum, side_by_side
from compensation.compare.proposal import Proposal, Rise, effect_of
from compensation.rulebook.scheme import Scheme
from compensation.table.suppression import LEAST_GROUP
from tests.attacker import solved

BOOK = load_rulebook()
START = date(2027, 1, 1)
#: Two whole months, 40 hours.
ROW: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-03-01",
    "end": "2026-04-30",
    "hours_per_week": 40,
    "workdays": "mon,tue,wed,thu,fri",
}


def members(*paid: int, employers: str = "") -> pd.DataFrame:
    names = employers.split() if employers else [""] * len(paid)
    rows = zip(paid, names, strict=True)
    return pd.DataFrame(
        {**ROW, "id": str(n), "offer.allowance.amount": str(amount), "werkgever": name}
        for n, (amount, name) in enumerate(rows)
    )


def norm(amount: int, *rises: tuple[int, int]) -> Proposal:
    later = tuple(Rise(date(year, 1, 1), Decimal(more)) for year, more in rises)
    return Proposal("horeca", Decimal(amount), Decimal(40), START, rises=later, key=f"norm_{amount}")


def test_who_gains_how_much_a_month_in_classes() -> None:
    """Ten gain nothing, and five each 50, 100, 150 and 200 a month: a bound belongs to the class below it."""
    frame = members(*[400] * 10, *[350] * 5, *[300] * 5, *[250] * 5, *[200] * 5)
    (trial,) = side_by_side([norm(400).scheme()], frame, BOOK)
    assert [found.placements for found in trial.classes] == [10, 5, 5, 5, 5]
    assert [str(found.to) for found in trial.classes] == ["0", "50", "100", "150", "None"]


def test_a_class_of_few_is_hidden_and_so_is_what_gives_it_away() -> None:
    frame = members(*[400] * 20, *[350] * 3, *[300] * 6)
    (trial,) = side_by_side([norm(400).scheme()], frame, BOOK)
    assert [found.placements for found in trial.classes] == [20, None, None, 0, 0]


def test_the_difference_of_two_proposals_gives_nobody_away() -> None:
    """Two of these gain under 402 and not under 400: what 402 costs more tells of 24, who gain in it tells of two."""
    frame = members(*[400] * 2, *[300] * 12, *[260] * 10, *[500] * 10)
    one, two = side_by_side([norm(400).scheme(), norm(402).scheme()], frame, BOOK)
    assert (one.extra, one.classes[0].placements) == (Decimal("5200.00"), 12)
    assert two.extra == Decimal("5296.00")  # of 24 students who gain more: nobody in it is to be seen
    told = [(old.placements, new.placements) for old, new in zip(one.classes, two.classes, strict=True)]
    assert not any(old is not None and new is not None and 0 < abs(old - new) < 5 for old, new in told), told


@pytest.mark.parametrize(("between", "is_told"), [(3, False), (6, True)])
def test_of_three_norms_in_equal_steps_nobody_between_them_is_told(between: int, is_told: bool) -> None:
    """What 300 and 400 cost less twice what 350 costs is what those gain who get 360: all others rise by as much."""
    frame = members(*range(100, 290, 10), *[450] * 10, *[360] * between)
    first, middle, last = side_by_side([norm(amount).scheme() for amount in (300, 350, 400)], frame, BOOK)
    assert first.extra and middle.extra
    assert (last.extra is not None) == is_told
    assert last.extra is None or first.extra + last.extra - 2 * middle.extra == 2 * 40 * between


@pytest.mark.parametrize(("others", "is_told"), [(0, True), (3, False), (6, True)])
def test_the_levy_does_not_tell_the_years_apart(others: int, is_told: bool) -> None:
    """With another rate in another year, levy and allowance together tell what those of that year gain."""
    frame = members(*range(100, 290, 10), *range(100, 100 + others))
    frame.loc[len(frame) - others :, ["start", "end"]] = ["2025-03-01", "2025-04-30"]
    effect, (trial,) = effect_of(norm(400), frame, BOOK), side_by_side([norm(400).scheme()], frame, BOOK)
    assert trial.allowance == effect.extra_allowance
    assert (effect.levy_shown, trial.levy is not None) == (is_told, is_told)


@pytest.mark.parametrize("seed", range(8))
def test_no_sum_of_what_is_told_is_about_four(seed: int) -> None:
    """Who adds up what some proposals cost, each times a number of choice, finds nothing about one to four students."""
    chance = random.Random(seed)
    frame = members(*(chance.choice((0, 110, 250, 305, 340, 395, 400, 405, 450, 505)) for _ in range(40)))
    frame["hours_per_week"] = [chance.choice((40, 40, 32)) for _ in range(40)]
    norms = [norm(amount).scheme() for amount in chance.sample(range(300, 520, 20), 4)]
    told = [trial.scheme for trial in side_by_side(norms, frame, BOOK) if trial.extra is not None]
    gains = np.array([[int(gain["extra"] * 100) for gain in effect_of(scheme, frame, BOOK).gains] for scheme in told])
    times = np.array(list(product(range(-2, 3), repeat=len(told))))
    about = (np.abs(times @ gains) > 10).sum(axis=1)
    assert not set(about.tolist()) & set(range(1, LEAST_GROUP))


def test_a_norm_that_differs_for_few_has_no_figures() -> None:
    """Three of these students come one day a week: all that the second norm does more is theirs."""
    days = ["mon,tue,wed,thu"] * 12 + ["mon"] * 3
    frame = members(*[100] * 15, employers=" ".join(["groot"] * 15)).assign(workdays=days)
    frame["hours_per_week"] = [32] * 12 + [8] * 3
    first = steps(400, 150)
    one, two = side_by_side([first.scheme(), steps(400, 190).scheme()], frame, BOOK)
    assert one.extra and one.sizes[1].extra
    assert [two.extra, two.allowance, two.expenses, two.levy] == [None] * 4
    assert {size.extra for size in two.sizes} == {None} and {found.placements for found in two.classes} == {None}
    rising = replace(first, rises=(Rise(date(2028, 1, 1), Decimal(400), steps(400, 190).steps),))
    (trial,) = side_by_side([rising.scheme()], frame, BOOK)
    assert [step.extra for step in trial.steps] == [one.extra, None]


def steps(most: int, least: int) -> Proposal:
    """A norm in days: four days and one."""
    parts = ((Decimal(4), Decimal(most)), (Decimal(1), Decimal(least)))
    return replace(norm(most), shape="by_days", steps=parts)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_is_told_of_proposals_gives_four_away(seed: int) -> None:
    """Who knows which students there may be, and all that is told of some proposals, works out no group of few."""
    chance = random.Random(seed)
    frame = members(*(chance.choice((0, 100, 250, 300, 340, 395, 400, 405, 450, 500)) for _ in range(30)))
    norms = [norm(amount).scheme() for amount in chance.sample(range(300, 520, 5), 3)]
    trials = side_by_side(norms, frame, BOOK)
    kinds, equations, shown = _atoms(norms, frame), [], {}
    for number, trial in enumerate(trials):
        for place, found in enumerate(trial.classes):
            if found.placements is not None:
                equations.append(([name for name, at in kinds.items() if at[number] == place], found.placements))
    equations.append((list(kinds), len(frame)))
    found = solved([(parts, total) for parts, total in equations if parts], shown)
    assert not {name: size for name, size in found.items() if 0 < size < LEAST_GROUP}


def _atoms(norms: list[Scheme], frame: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    """The kinds of students there are: their class under each norm."""
    alone = [effect_of(scheme, frame, BOOK).gains for scheme in norms]
    edges = [Decimal(0), *BOUNDS]
    classes = [[sum(gain["a_month"] > edge for edge in edges) for gain in gains] for gains in alone]
    return {str(kind): kind for kind in zip(*classes, strict=True)}


@pytest.mark.parametrize("few", [2, 6])
def test_what_is_counted_does_not_tell_of_the_few_that_are_not(few: int) -> None:
    """Beside an overview of all rows: how many are counted, and what they are paid, tells of the rest."""
    of_wage = {"route": "bbl", "birth_date": "2007-01-01", "offer.wage.amount": "15", "offer.wage.per": "hour"}
    rows = members(*[300] * 15, *[350] * 12, *[400] * few).assign(birth_date=None)
    rows.loc[len(rows) - few :, "offer.allowance.amount"] = None
    for name, value in of_wage.items():
        rows.loc[len(rows) - few :, name] = value
    effect, (trial,) = effect_of(norm(400), rows, BOOK), side_by_side([norm(400).scheme()], rows, BOOK)
    assert effect.placements == 27 and (effect.count_shown, effect.paid_shown) == (few > 4, few > 4)
    assert effect.levels[0].placements == (27 if few > 4 else None)
    told = [found.placements for found in trial.classes]
    assert told == [0, 12, 15, 0, 0] if few > 4 else None in told
    assert effect.levels[0].extra == effect.extra, "an amount of them all is nobody's"


def test_no_level_tells_how_many_of_another_are_not_counted() -> None:
    """Three of hbo and six of mbo are left out; the number of mbo and of all would tell that of hbo."""
    routes = ["bol"] * 21 + ["hbo"] * 13
    rows = members(*[300] * 34).assign(route=routes)
    rows.loc[[*range(6), 31, 32, 33], "offer.allowance.amount"] = None
    effect = effect_of(norm(400), rows, BOOK)
    assert effect.count_shown and effect.placements == 25
    assert [(level.placements, level.gaining) for level in effect.levels[:2]] == [(None, 15), (None, 10)]


def test_what_is_paid_to_few_is_not_shown() -> None:
    assert not effect_of(norm(400), members(*[0] * 20, 100, 200), BOOK).paid_shown
    assert effect_of(norm(400), members(*[0] * 20, *[100] * 5), BOOK).paid_shown


def test_a_level_of_few_cannot_be_worked_out() -> None:
    """Of 27 students 12 mbo, 14 hbo and 1 wo: with two of them and the total the third is known."""
    routes = ["bol"] * 12 + ["hbo"] * 14 + ["wo"]
    effect = effect_of(norm(400), members(*[300] * 27).assign(route=routes), BOOK)
    hidden = [level.level for level in effect.levels if level.placements is None]
    assert len(hidden) == 2 and "wo" in hidden


def test_small_and_large_employers() -> None:
    names = " ".join(["groot"] * 12 + ["a"] * 5 + ["b"] * 4)
    two = [norm(400).scheme(), norm(350).scheme()]
    first, second = side_by_side(two, members(*[300] * 21, employers=names), BOOK)
    assert [(size.placements, str(size.extra)) for size in first.sizes] == [(9, "1800.00"), (12, "2400.00")]
    assert [str(size.extra) for size in second.sizes] == ["900.00", "1200.00"]
    few = side_by_side(two, members(*[300] * 14, employers=" ".join(["groot"] * 12 + ["a"] * 2)), BOOK)
    assert [size.extra for trial in few for size in trial.sizes] == [None] * 4
    assert side_by_side(two, members(*[300] * 5), BOOK)[0].sizes == ()


def test_employers_by_size_are_told_of_as_many_proposals_as_may_be() -> None:
    """Of the third norm three students gain who do not under the second, all at small employers."""
    paid = [*range(100, 280, 10), *range(100, 280, 10), 360, 360, 360, *[450] * 6]
    names = ["groot"] * 18 + [f"klein{n % 9}" for n in range(27)]
    norms = [norm(amount).scheme() for amount in (300, 350, 400)]
    trials = side_by_side(norms, members(*paid, employers=" ".join(names)), BOOK)
    assert [trial.sizes[1].extra is not None for trial in trials] == [True, True, False]


def test_a_norm_that_rises_costs_more_every_step() -> None:
    (trial,) = side_by_side([norm(350, (2028, 400), (2029, 450)).scheme()], members(*[300] * 5), BOOK)
    assert [(step.start.year, str(step.extra)) for step in trial.steps] == [
        (2027, "500.00"),
        (2028, "1000.00"),
        (2029, "1500.00"),
    ]
    assert trial.extra == trial.steps[0].extra


def test_the_legal_minimum_is_a_what_if_of_the_rules(book: RuleBook = BOOK) -> None:
    on = date(2026, 9, 1)
    found = legal_minimum(book, "horeca", START, on)
    named = [n for n in book.norms.values() if n.latest.percent_of_minimum_wage is not None]
    assert found is not None and found.name == named[0].name.nl
    version = book.rules["adult_hourly_minimum"].versions
    hourly = next(v.value for v in version if v.from_ <= on and (v.to is None or on <= v.to))
    percent = named[0].latest.percent_of_minimum_wage
    assert abs(found.amount - hourly * percent / 100 * found.base_hours * 52 / 12) < Decimal("0.01")
    without = replace(book, norms={key: n for key, n in book.norms.items() if n not in named})
    assert legal_minimum(without, "horeca", START, on) is None


@pytest.mark.parametrize("gaining", [1, 4])
def test_what_few_gain_is_not_shown(gaining: int) -> None:
    effect = effect_of(norm(400), members(*[400] * 10, *[300] * gaining), BOOK)
    assert not effect.is_shown
    assert effect_of(norm(400), members(*[400] * 10, *[300] * 5), BOOK).is_shown


def test_employers_that_give_another_away_are_hidden() -> None:
    names = " ".join(["a"] * 6 + ["b"] * 7 + ["c"] * 2)
    effect = effect_of(norm(400), members(*[300] * 15, employers=names), BOOK)
    assert set(effect.shown_employers()) == {"b"}
