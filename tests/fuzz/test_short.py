"""A few seconds of each fuzzer, always with the same seeds; a night of them is `make chaos` (tests/fuzz/chaos.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensation import RuleBook
from tests.fuzz import crowd, placements, rule_files, tables
from tests.rulebooks import TEST_RULES


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 100, 50))
def test_hostile_placements(first: int, book: RuleBook) -> None:
    found = {seed: placements.escape(placements.placement(seed), book) for seed in range(first, first + 50)}
    assert {seed: said for seed, said in found.items() if said} == {}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 100, 50))
def test_hostile_files(first: int, book: RuleBook) -> None:
    found = {seed: placements.escape_of_file(*placements.file(seed), book) for seed in range(first, first + 50)}
    assert {seed: said for seed, said in found.items() if said} == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_hostile_rule_files(seed: int, tmp_path: Path) -> None:
    assert rule_files.escape(rule_files.spoilt_files(seed, tmp_path)) is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_hostile_folders(seed: int, tmp_path: Path) -> None:
    assert rule_files.escape(rule_files.folder(seed, tmp_path)) is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(9))
def test_hostile_tables(seed: int, book: RuleBook, tmp_path: Path) -> None:
    assert tables.escape(*tables.file(seed), tmp_path, book) is None


def test_a_seed_makes_the_same_again() -> None:
    assert tables.file(0) == tables.file(0)
    assert placements.file(7) == placements.file(7)
    assert rule_files.contents(7) == rule_files.contents(7)
    assert repr(placements.placement(11)) == repr(placements.placement(11))


@pytest.mark.slow
def test_visitors_at_once_get_their_own_answers_and_their_papers(book: RuleBook) -> None:
    with crowd.running(TEST_RULES) as server:
        known = crowd.alone(server, book)
        assert len(known) > 20
        assert crowd.fifty_visitors(0, server, known, visitors=8) is None
        assert [crowd.a_second_visitor(seed, server) for seed in range(3)] == [None] * 3
        strangers = dict(zip(known, [*list(known.values())[1:], next(iter(known.values()))], strict=True))
        assert "than alone" in str(crowd.fifty_visitors(0, server, strangers, visitors=2)), "the judge sees a mix-up"
