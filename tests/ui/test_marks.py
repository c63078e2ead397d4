"""What the result says beside an amount and below its steps: how sure it is, when it was last seen, where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from compensation import RuleBook, assess, read_placement
from compensation.rulebook.sources import Checked, Mark
from compensation.telling.lines import Line, lines
from compensation.telling.sources import MARKS, ground_source
from compensation.telling.voice import Voice
from compensation.texts import LANGUAGES, text
from compensation.ui.parts.result_parts import certainty
from compensation.ui.parts.result_view import Result
from compensation.ui.rules.rule_words import version_line, version_words

PLACEMENT: dict[str, Any] = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-02-27",
    "hours_per_week": 24,
    "workdays": ["mon", "tue", "wed"],
    "costs": [{"kind": "vog", "required_by": "employer"}],
}


def result_of(book: RuleBook, lang: str = "nl", **changes: Any) -> Result:
    placement = read_placement({**PLACEMENT, **changes})
    return Result(placement, assess(placement, book), book, lang)


def line_of(result: Result, name: str) -> Line:
    return next(line for line in lines(result) if line.name == name)


def norm_of(book: RuleBook, **changes: Any) -> RuleBook:
    """The rule book with another latest version of the national norm."""
    norm = book.norms["national"]
    version = norm.latest.model_copy(update=changes)
    norms = {**book.norms, "national": norm.model_copy(update={"versions": [version]})}
    return replace(book, norms=norms)


def vog_of(book: RuleBook, **changes: Any) -> RuleBook:
    """The rule book with another last version of the price of a VOG."""
    rule = book.rules["vog_online"]
    versions = [*rule.versions[:-1], rule.versions[-1].model_copy(update=changes)]
    return replace(book, rules={**book.rules, "vog_online": rule.model_copy(update={"versions": versions})})


def official(book: RuleBook, said: bool) -> Any:
    return book.norms["national"].latest.source.model_copy(update={"official": said})


@pytest.mark.parametrize(
    ("assumed", "read", "mark"),
    [(False, True, Mark.CHECKED), (False, False, Mark.TWO_SOURCES), (True, True, Mark.ASSUMPTION)],
)
def test_an_amount_that_rests_on_assumed_hours_is_an_assumption(
    book: RuleBook, assumed: bool, read: bool, mark: Mark
) -> None:
    made = norm_of(book, base_assumed=assumed, checked=Checked.TWO_SOURCES, source=official(book, read))
    result = result_of(made)
    line = line_of(result, "allowance")
    assert line.certainty.weakest == mark
    assert certainty(line, Voice("result", "employer", "nl")) == text(f"words.mark.{mark}", "nl").replace(
        "gecontroleerd", "ge\N{SOFT HYPHEN}contro\N{SOFT HYPHEN}leerd"
    )


@pytest.mark.parametrize(
    ("seen", "said"),
    [(date(2022, 12, 23), "gezien op 23 dec 2022"), (date(2026, 2, 2), "twee bronnen"), (None, "twee bronnen")],
)
def test_a_price_that_was_last_seen_before_the_placement_says_when(
    book: RuleBook, seen: date | None, said: str
) -> None:
    result = result_of(vog_of(book, as_of=seen))
    told = certainty(line_of(result, "vog"), Voice("result", "employer", "nl"))
    assert told is not None
    assert told.replace("\N{NO-BREAK SPACE}", " ") == said


def test_each_cost_says_where_its_ground_stands(book: RuleBook) -> None:
    costs = [{"kind": kind, "amount": "50", "required_by": "employer"} for kind in ("clothing", "protective_equipment")]
    result = result_of(book, costs=costs)
    assert line_of(result, "clothing").ground.stated_in == "pact"
    assert line_of(result, "protective_equipment").ground.stated_in == "equipment"
    assert line_of(result, "allowance").ground.stated_in is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ground", MARKS)
def test_a_ground_has_a_sentence_with_its_mark_and_an_address(ground: Any, lang: str) -> None:
    source = ground_source(ground, lang)
    assert text(f"words.mark.{MARKS[ground]}", lang) in source.said
    assert (source.url or "https://").startswith("https://")


def test_a_value_that_is_not_known_is_shown_as_not_known(book: RuleBook) -> None:
    version = book.rules["vog_municipality"].versions[-1].model_copy(update={"value": None, "checked": None})
    assert version_words(version, "eur", "nl") == "niet bekend"
    assert "Controle: niet bekend." in version_line(version.from_, None, "niet bekend", version, version.from_, "nl")
