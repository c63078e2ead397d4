"""One law, three readings: plain, told and compiled give the same numbers, cell by cell.

Each of them runs copies of the same functions, so this looks for what a reading itself can do wrong: a compiler that
counts otherwise, a record that is laid out otherwise, a use of a rule that is told and changes what is computed. That
the numbers are right is asked of the second implementation (tests/test_against_oracle.py), on the same placements.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from compensation import RuleBook, load_rulebook
from compensation.choices import WagePeriod
from compensation.reading.plain import read
from compensation.reading.told import tell
from compensation.rulebook.frozen import freeze
from compensation.units import FOREVER, NULL
from tests.oracle import load_data, random_placement
from tests.oracle.shifted_rules import write_shifted
from tests.oracle.unknown_steps import under_one_of_these, write_unknown
from tests.reading.readings import (
    Data,
    Pair,
    compiledly,
    differences,
    in_a_table,
    needs_numba,
    pairs_of,
    plainly,
    told,
)
from tests.rulebooks import LIVE_RULES, TEST_RULES


def random_ones(first: int, number: int, rules: Path) -> list[Data]:
    return [random_placement(Random(seed), load_data(rules)) for seed in range(first, first + number)]


def hold_together(pairs: Sequence[Pair], book: RuleBook) -> None:
    """All readings of these cases are one."""
    plain = plainly(pairs, book)
    assert differences(plain, told(pairs, book)) == []
    assert differences(plain, in_a_table(pairs, book)) == []
    assert differences(plain, compiledly(pairs, book)) == []
    assert not (plain == NULL).all(axis=1).all()


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize(
    ("rules", "first"),
    [(TEST_RULES, 0), (TEST_RULES, 10_000), (LIVE_RULES, 0)],
    ids=["test rules", "more", "live rules"],
)
def test_random_placements(rules: Path, first: int) -> None:
    book = load_rulebook(base=rules)
    hold_together(pairs_of(random_ones(first, 400, rules), book), book)


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize("days", [9, 14, 23])
def test_versions_that_change_in_the_middle_of_a_month(days: int, tmp_path: Path) -> None:
    folder = write_shifted(TEST_RULES, tmp_path, days)
    book = load_rulebook(base=folder)
    hold_together(pairs_of(random_ones(1_000 * days, 200, folder), book), book)


@needs_numba
@pytest.mark.slow
@pytest.mark.parametrize(("every", "days"), [(1, 0), (2, 0), (3, 9), (2, 14)])
def test_steps_whose_amount_is_not_known(every: int, days: int, tmp_path: Path) -> None:
    folder = write_unknown(write_shifted(TEST_RULES, tmp_path / "moved", days), tmp_path / "unknown", every)
    book, data, rng = load_rulebook(base=folder), load_data(folder), Random(every)
    made = [under_one_of_these(dict(one), rng, data) for one in random_ones(2_000 * every, 200, folder)]
    hold_together(pairs_of(made, book), book)


def test_among_them_are_all_shapes_of_a_placement(book: RuleBook) -> None:
    """What is not among the random placements is held together by nobody."""
    pairs = pairs_of(random_ones(0, 400, TEST_RULES), book)
    parts = [tables for _, tables in pairs]
    assert sum(len(tables.segments) > 1 for tables in parts) > 60
    assert sum(len(tables.legs) > len(tables.segments) for tables in parts) > 30
    assert sum(len(tables.weeks) > 0 for tables in parts) > 40
    assert sum(any(piece.unpaid for piece in tables.closed) for tables in parts) > 15
    assert sum(any(cost.last < case.end for cost in tables.costs) for case, tables in pairs) > 30
    assert sum(case.assumed_from != FOREVER for case, _ in pairs) > 5
    assert {case.signed_regional_pact for case, _ in pairs} == {case.complete for case, _ in pairs} == {0, 1}
    assert {segment.wage_per for tables in parts for segment in tables.segments} >= set(WagePeriod)


def test_plain_and_told_without_a_compiler(book: RuleBook) -> None:
    """The same without numba, on fewer, so that the fast tests ask it too."""
    pairs = pairs_of(random_ones(0, 60, TEST_RULES), book)
    plain = plainly(pairs, book)
    assert differences(plain, told(pairs, book)) == []
    assert differences(plain, in_a_table(pairs, book)) == []


def test_telling_changes_no_entry(book: RuleBook) -> None:
    for pair in pairs_of(random_ones(100, 60, TEST_RULES), book):
        plain, (said, _) = read(*pair, freeze(book)), tell(*pair, freeze(book), book)
        assert said.ledger == plain.ledger
        assert len(said.ledger) == said.entries


def test_a_difference_of_a_cent_is_seen(book: RuleBook) -> None:
    plain = plainly(pairs_of(random_ones(0, 3, TEST_RULES), book), book)
    other = plain.copy()
    other[-1, 1] += 1
    ((row, name, left, right),) = differences(plain, other)
    assert (row, name, right - left) == (1, "gap_by_law", 1)
    assert np.array_equal(plain, plain.copy())
