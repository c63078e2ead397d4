"""Thresholds are data: the law and the papers turn where the rule book says, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement
from compensation.papers import document
from compensation.papers.blocks import Signatures
from compensation.reading.law_page import law_page
from compensation.rulebook.checks import REQUIRED_THRESHOLDS
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import Checked
from compensation.telling.explain import explain
from compensation.texts import LANGUAGES, span, text
from tests.oracle import assess as oracle_assess
from tests.oracle import load_data, random_placement
from tests.oracle.matching import mismatches

Data = dict[str, Any]
Plain = Callable[..., Data]
SOURCE = {"title": "made up", "url": "https://example.nl", "date": None, "official": False}


def moved(book: RuleBook, **values: int) -> RuleBook:
    """The rule book with other thresholds."""
    others = {key: book.thresholds[key].model_copy(update={"value": value}) for key, value in values.items()}
    return replace(book, thresholds={**book.thresholds, **others})


def seen_on(book: RuleBook, *days: date) -> RuleBook:
    """The rule book with one scheme of sector `ict` for each day on which its amount of 400 was last seen."""
    others = {key: scheme for key, scheme in book.schemes.items() if scheme.sector != "ict"}
    for number, day in enumerate(days):
        version = {
            "from": date(2020, 1, 1),
            "to": None,
            "as_of": day,
            "looked_on": day,
            "review_by": date(2027, 1, 1),
            "shape": {"type": "per_hours", "amount": 400, "base_hours": 32},
            "checked": "two_sources",
            "source": SOURCE,
        }
        key = f"made_up_{number}"
        others[key] = Scheme.model_validate(
            {"key": key, "name": key, "kind": "cao", "sector": "ict", "versions": [version]}
        )
    return replace(book, schemes=others)


def in_sector(book: RuleBook, plain: Plain) -> Assessment:
    """A placement from 2 February 2026 with the norm of its sector."""
    return assess(read_placement(plain(sector="ict", norm="sector")), book)


@pytest.mark.live
def test_the_live_book_holds_what_is_counted_with(live_book: RuleBook) -> None:
    assert {key: str(one.unit) for key, one in live_book.thresholds.items()} == REQUIRED_THRESHOLDS
    assert {key: one.value for key, one in live_book.thresholds.items()} == {
        "fresh_months": 36,
        "least_schemes": 2,
        "subsidy_full_weeks": 40,
        "parent_signs_below": 16,
        "parent_asked_below": 18,
        "hours_a_day": 12,
        "distance": 100,
        "fare_high": 60,
        "allowance_high": 2,
        "allowance_low_unit": 20,
        "wage_unit_hour": 3,
        "wage_unit_month": 100,
        "holiday_percent_low": 1,
        "far_start": 2,
        "age_unlikely_below": 15,
        "age_unlikely_above": 40,
    }
    chosen = {key for key, one in live_book.thresholds.items() if one.checked is Checked.ASSUMPTION}
    assert set(live_book.thresholds) - chosen == {"subsidy_full_weeks", "parent_signs_below", "parent_asked_below"}
    assert all(live_book.thresholds[key].source.title.startswith("Keuze van dit project") for key in chosen)


@pytest.mark.parametrize(("months", "basis"), [(19, "national"), (20, "sector"), (21, "sector")])
def test_an_amount_is_recent_for_so_many_months(months: int, basis: str, book: RuleBook, plain: Plain) -> None:
    made = seen_on(book, date(2024, 6, 2), date(2025, 1, 1))  # the first: 20 months before the placement
    assert in_sector(moved(made, fresh_months=months), plain).allowance.basis == basis


@pytest.mark.parametrize(("least", "basis"), [(1, "sector"), (3, "sector"), (4, "national")])
def test_a_sector_needs_so_many_schemes(least: int, basis: str, book: RuleBook, plain: Plain) -> None:
    made = seen_on(book, *[date(2026, 1, 1)] * 3)
    assert in_sector(moved(made, least_schemes=least), plain).allowance.basis == basis


@pytest.mark.parametrize(("weeks", "subsidy"), [(40, "687.50"), (20, "1375.00"), (10, "2750.00"), (5, "2750.00")])
def test_a_full_place_is_so_many_weeks(weeks: int, subsidy: str, book: RuleBook, plain: Plain) -> None:
    """Ten weeks of 2750.00 at most."""
    data = plain(wage=True, start="2025-09-01", end="2025-11-09")
    made = assess(read_placement(data), moved(book, subsidy_full_weeks=weeks))
    assert str(made.employer_cost.subsidy_indication) == subsidy


@pytest.mark.parametrize(("must", "may", "role"), [(16, 18, None), (16, 20, "parent_wanted"), (20, 21, "parent")])
def test_a_parent_signs_below_the_ages_of_the_book(
    must: int, may: int, role: str | None, book: RuleBook, plain: Plain
) -> None:
    other = moved(book, parent_signs_below=must, parent_asked_below=may)
    placement = read_placement(plain(birth_date="2006-06-01"))  # 19 when it starts
    paper = document("agreement", placement, assess(placement, other), "nl", other, on=date(2026, 1, 1))
    (signed,) = [block for block in paper.blocks if isinstance(block, Signatures)]
    expected = [] if role is None else [text(f"documents.role.{role}", "nl", age=must)]
    assert [signer.role for signer in signed.people][3:] == expected


def test_random_placements_under_other_thresholds(book: RuleBook, json_of: Callable[[Assessment], Data]) -> None:
    values = {"fresh_months": 20, "least_schemes": 3, "subsidy_full_weeks": 7}
    known, other = load_data(), moved(book, **values)
    data = replace(known, thresholds={**known.thresholds, **values})
    told, changed = 0, 0
    for seed in range(150):
        made = random_placement(Random(seed), known)
        if seed % 2:
            made = {**made, "norm": "sector"}
            made.pop("own_norm", None)
        found, expected = json_of(assess(read_placement(made), other)), oracle_assess(made, data)
        assert mismatches(expected, found, whole=True) == [], made
        changed += bool(mismatches(expected, json_of(assess(read_placement(made), book)), whole=True))
        told += 1
    assert (told, changed) > (100, 10)  # not a comparison of what no threshold touches


# ---------------------------------------------------------------- in words


@pytest.mark.parametrize(
    ("months", "nl", "en"),
    [(36, "drie jaar", "three years"), (1, "1 maand", "1 month"), (20, "20 maanden", "20 months")],
)
def test_a_sentence_says_the_months_of_the_book(months: int, nl: str, en: str, book: RuleBook, plain: Plain) -> None:
    other = moved(seen_on(book, date(2026, 1, 1)), fresh_months=months)
    for lang, words in zip(LANGUAGES, (nl, en), strict=True):
        assert span(months, lang) == words
        told = " ".join(one.text for one in explain(in_sector(other, plain), lang, other))
        assert f" {words}. " in told


def test_a_sentence_says_the_weeks_of_the_book(book: RuleBook, plain: Plain) -> None:
    other = moved(book, subsidy_full_weeks=30)
    made = assess(read_placement(plain(wage=True)), other)
    (told,) = [one.text for one in explain(made, "nl", other) if one.step.id == "cost.subsidy_year"]
    assert "210 dagen (30 weken)" in told


def test_the_page_of_the_law_says_them_where_they_count(book: RuleBook) -> None:
    page = law_page(moved(book, fresh_months=20))
    assert page.count("(`fresh_months`, ground: advice): 20 months.") == 3
    assert page.count("(`subsidy_full_weeks`, ground: law): 40 weeks.") == 1
