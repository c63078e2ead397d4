"""A step whose amount is not known: read, frozen and said as such, never as 0 and never as its neighbour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import RuleBook
from compensation.choices import Level
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import FrozenStep
from compensation.rulebook.scheme import NOT_KNOWN, SchemeVersion
from compensation.ui.parts.scheme_words import pay_words
from compensation.units import UNKNOWN


def version(*steps: dict[str, Any], kind: str = "by_hours") -> SchemeVersion:
    """A version that pays by steps; numbers as a rule file gives them."""
    return SchemeVersion.model_validate(
        {
            "from": date(2025, 9, 1),
            "to": None,
            "as_of": date(2025, 9, 1),
            "shape": {"type": kind, "steps": [*steps]},
            "checked": "one_source",
            "looked_on": date(2026, 11, 26),
            "review_by": date(2026, 9, 1),
            "source": {"title": "Bron", "url": "https://example.org", "date": "2025", "official": False},
        }
    )


FROM_15 = {"from": Decimal(15), "amount": Decimal("250.00")}
BELOW = {"from": Decimal(0), "amount": NOT_KNOWN}


def test_a_step_keeps_the_word_unknown() -> None:
    shape = version(FROM_15, BELOW).shape
    assert shape is not None
    assert [step.amount for step in shape.steps] == [Decimal("250.00"), "unknown"]  # type: ignore[union-attr]


def frozen(book: RuleBook, made: SchemeVersion) -> list[FrozenStep]:
    """The steps of a version, as the law reads them."""
    horeca = book.schemes["horeca"].model_copy(update={"versions": [made]})
    rules = freeze(replace(book, schemes={"horeca": horeca}))
    (shape,) = rules.shapes
    assert (shape.first_step, shape.after_step) == (0, len(rules.steps))
    return list(rules.steps)


def test_frozen_the_step_is_not_known_and_has_no_amount_for_any_level_or_year(book: RuleBook) -> None:
    known, unknown = frozen(book, version(FROM_15, BELOW))
    assert (known.threshold, unknown.threshold) == (1500, 0)
    assert (known.known, unknown.known) == (1, 0)
    assert {amount for level in known.amounts for amount in level} == {25_000}
    assert {amount for level in unknown.amounts for amount in level} == {UNKNOWN}


def test_a_level_that_is_left_out_is_known_to_get_nothing(book: RuleBook) -> None:
    (step,) = frozen(book, version({"from": Decimal(1), "amount": {"mbo": Decimal(100)}}))
    assert step.known == 1
    assert set(step.amounts[Level.MBO]) == {10_000}
    assert set(step.amounts[Level.HBO]) == set(step.amounts[Level.WO]) == {UNKNOWN}


@pytest.mark.parametrize(
    ("lang", "kind", "words"),
    [
        ("nl", "by_hours", "per maand: vanaf 15 uur per week € 250; daaronder: bedrag niet bekend"),
        ("en", "by_hours", "a month: from 15 hours a week €250; below that: amount not known"),
        ("nl", "by_days", "per maand: vanaf 15 dagen per week € 250; daaronder: bedrag niet bekend"),
    ],
)
def test_a_screen_says_that_the_amount_is_not_known(lang: str, kind: str, words: str) -> None:
    assert pay_words(version(FROM_15, BELOW, kind=kind), lang).replace("\u00a0", " ") == words


def test_an_unknown_step_in_the_middle_is_said_with_its_own_hours() -> None:
    middle = {"from": Decimal(8), "amount": NOT_KNOWN}
    said = pay_words(version(FROM_15, middle, {"from": Decimal(0), "amount": Decimal(50)}), "nl")
    assert said.replace("\u00a0", " ") == (
        "per maand: vanaf 15 uur per week € 250; vanaf 8 uur per week bedrag niet bekend; daaronder: € 50"
    )
