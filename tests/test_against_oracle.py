"""The engine against the independent day-by-day implementation in tests/oracle: every field, to the cent.

The whole assessment is compared: on the tests' own rules, on copies of them whose versions change in the middle of a
month, and on the live rules, whose amounts the two read for themselves, so that no correction turns a test red here.
That tables and single placements give the same: tests/reading. More of them: `python -m tests.differences 0 5000`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, load_rulebook, read_placement
from tests.differences import differences
from tests.oracle import assess as oracle_assess
from tests.oracle import load_data, random_placement
from tests.oracle.data import LIVE_RULES, TEST_RULES
from tests.oracle.shifted_rules import write_shifted
from tests.oracle.unknown_steps import under_one_of_these, write_unknown

Data = dict[str, Any]
JsonOf = Callable[[Assessment], Data]
SEEDS = range(400)
CHUNK = 50


@cache
def placements(first: int, number: int, rules: Path = TEST_RULES) -> Sequence[Data]:
    return [random_placement(Random(seed), load_data(rules)) for seed in range(first, first + number)]


def must_be_the_same(made: Sequence[Data], rules: Path) -> None:
    if found := differences(made, rules):
        pytest.fail(found, pytrace=False)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(SEEDS), CHUNK))
@pytest.mark.parametrize("rules", [TEST_RULES, LIVE_RULES], ids=["test rules", "live rules"])
def test_random_placements(rules: Path, first: int) -> None:
    must_be_the_same(placements(first, CHUNK, rules), rules)


@pytest.mark.slow
@pytest.mark.parametrize("days", [9, 14, 23])
def test_versions_that_change_in_the_middle_of_a_month(days: int, tmp_path: Path) -> None:
    folder = write_shifted(TEST_RULES, tmp_path, days)
    assert load_rulebook(base=folder).hash != load_rulebook(base=TEST_RULES).hash
    must_be_the_same(placements(1_000 * days, 100, folder), folder)


@pytest.mark.slow
@pytest.mark.parametrize(("every", "days"), [(1, 0), (2, 0), (3, 9), (2, 14)])
def test_steps_whose_amount_is_not_known(every: int, days: int, tmp_path: Path) -> None:
    folder = write_unknown(write_shifted(TEST_RULES, tmp_path / "moved", days), tmp_path / "unknown", every)
    data, rng = load_data(folder), Random(every)
    made = [under_one_of_these(placement, rng, data) for placement in placements(2_000 * every, 100, folder)]
    must_be_the_same(made, folder)
    # Not a comparison of nothing: what is not known is met, beside what is.
    paid = [item["allowance"] for item in (oracle_assess(placement, data) for placement in made) if item["allowance"]]
    assert sum(pay["entitlement"] is None for pay in paid) > 10
    assert sum(pay["basis"] == "cao" for pay in paid) > (10 if every > 1 else 0)


@pytest.mark.slow
def test_an_assessment_can_be_repeated(book: RuleBook, json_of: JsonOf) -> None:
    for placement in placements(0, 20):
        first = json_of(assess(read_placement(placement), book))
        assert json_of(assess(read_placement(placement), book)) == first


def test_the_shifted_rules_do_cut_inside_a_month(tmp_path: Path) -> None:
    book = load_rulebook(base=write_shifted(TEST_RULES, tmp_path, 9))
    data = {
        "route": "bbl",
        "start": "2026-06-15",
        "end": "2026-07-31",
        "hours_per_week": 40,
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "birth_date": "2003-01-10",
    }
    entries = assess(read_placement(data), book).ledger
    assert [str(entry.from_) for entry in entries] == ["2026-06-15", "2026-07-01", "2026-07-10"]
    assert [str(entry.hourly_minimum) for entry in entries] == ["14.81", "14.81", "15.11"]
