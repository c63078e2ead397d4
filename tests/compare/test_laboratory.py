"""Proposals side by side on the same members, against amounts worked out by hand; and nobody in them is to be seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from compensation import RuleBook, load_rulebook
from compensation.compare.laboratory import gain_classes, legal_minimum, side_by_side
from compensation.compare.proposal import Proposal, Rise, effect_of

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
    classes = gain_classes(effect_of(norm(400), frame, BOOK))
    assert [found.placements for found in classes] == [20, None, None, 0, 0]


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


def test_a_norm_that_rises_costs_more_every_step() -> None:
    (trial,) = side_by_side([norm(350, (2028, 400), (2029, 450)).scheme()], members(*[300] * 5), BOOK)
    assert [(step.start.year, str(step.extra)) for step in trial.steps] == [
        (2027, "500.00"),
        (2028, "1000.00"),
        (2029, "1500.00"),
    ]
    assert trial.effect.extra == trial.steps[0].extra


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
