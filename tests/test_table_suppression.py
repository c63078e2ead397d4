"""What is hidden cannot be worked out: an attacker solves the published figures exactly and bounds them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compensation.table.suppression import LEAST_GROUP, is_safe, shown_groups, shown_parts
from tests.attacker import Equation, Known, solved


def groups_of(sizes: Sequence[int]) -> np.ndarray:
    return np.repeat(np.arange(len(sizes)), sizes)


def small_and_solved(truth: dict[str, int], equations: Sequence[Equation], shown: Known) -> list[str]:
    """The hidden counts of one to four that the attacker knows."""
    hidden = [name for name, count in truth.items() if name not in shown and 0 < count < LEAST_GROUP]
    found = solved(equations, shown)
    return [name for name in hidden if name in found]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([5, 5, 5], [True, True, True]),
        ([12, 14, 1], [False, True, False]),  # 27 - 12 - 14 is one student
        ([12, 14, 2, 3], [False, True, False, False]),  # 2 and 3 together are five: each would be at most four
        ([12, 14, 4, 4], [True, True, False, False]),
        ([1, 9], [False, False]),
        ([4], [False]),
        ([6, 0], [True, True]),
    ],
)
def test_what_is_hidden_is_together_a_group_that_could_be_shown(sizes: list[int], shown: list[bool]) -> None:
    found = shown_groups(groups_of(sizes), len(sizes), ())
    assert found.tolist() == shown
    assert shown_parts([groups_of(sizes) == number for number in range(len(sizes))]) == shown


def test_a_figure_is_hidden_where_it_is_about_few() -> None:
    """Of ten placements two are short: how much they are short is about two people; a group of nine beside it hides
    with it, for the total is known."""
    groups = groups_of([10, 9, 30])
    short = np.zeros(49, bool)
    short[[0, 1, *range(10, 19), *range(19, 40)]] = True
    assert shown_groups(groups, 3, (short,)).tolist() == [False, False, True]
    assert shown_groups(groups, 3, (short, ~short)).tolist() == [False, False, True]


def test_what_an_employer_leaves_of_its_sector_is_hidden_too() -> None:
    """Two sectors of 38 and 20; in the first A has 35 and B 3: A gives B away, and C may stay."""
    employers, sectors = groups_of([35, 3, 10, 10]), np.repeat([0, 1], [38, 20])
    assert shown_groups(employers, 4, ()).tolist() == [True, False, False, True]
    assert shown_groups(employers, 4, (), sectors).tolist() == [False, False, True, True]


def test_what_lies_in_several_sectors_gives_its_part_in_one_away() -> None:
    """A cao of 25 in a sector of 27: two are there without a cao, of the 20 who have none in all sectors."""
    schemes, sectors = groups_of([25, 20, 18]), np.repeat([0, 1], [27, 36])
    assert shown_groups(schemes, 3, (), sectors).tolist() == [False, False, True]


def test_grounds_that_overlap_need_five_placements_together() -> None:
    """The same three placements are short by law and by cao; the pact has to hide as well."""
    three, many = np.arange(40) < 3, np.arange(40) < 30
    assert shown_parts([three, three, many]) == [False, False, False]
    assert shown_parts([three, np.arange(40) > 35, many]) == [False, False, True]


def test_none_is_not_few() -> None:
    assert is_safe(np.zeros(9, bool))
    assert not is_safe(np.arange(9) < 4)


SIZES = st.lists(st.integers(0, 12), min_size=1, max_size=7)


@settings(max_examples=200, deadline=None)
@given(SIZES)
def test_no_small_group_follows_from_a_total(sizes: list[int]) -> None:
    kept = shown_groups(groups_of(sizes), len(sizes), ())
    truth = {str(number): size for number, size in enumerate(sizes)}
    shown = {name: truth[name] for name, show in zip(truth, kept, strict=True) if show}
    if sum(sizes) >= LEAST_GROUP:
        assert not small_and_solved(truth, [(tuple(truth), sum(sizes))], shown)
    assert all(not 0 < size < LEAST_GROUP for size in shown.values())
