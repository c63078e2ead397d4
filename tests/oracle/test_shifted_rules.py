"""Versions that change in the middle of a month cut the ledger there, and nothing gets lost."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from .assess import assess
from .data import TEST_RULES, load_data
from .random_placements import random_placement
from .shifted_rules import write_shifted

CASE = {
    "route": "bbl",
    "start": "2026-06-15",
    "end": "2026-07-31",
    "hours_per_week": 40,
    "workdays": ["mon", "tue", "wed", "thu", "fri"],
    "birth_date": "2003-01-10",
}


def test_a_new_version_starts_an_entry(tmp_path: Path) -> None:
    data = load_data(write_shifted(TEST_RULES, tmp_path, 9))
    ledger = assess(CASE, data)["ledger"]
    found = [(entry["from"], entry["hourly_minimum"]) for entry in ledger]
    assert found == [("2026-06-15", "14.81"), ("2026-07-01", "14.81"), ("2026-07-10", "15.11")]


def test_no_version_overlaps_or_leaves_a_gap(tmp_path: Path) -> None:
    real, moved = load_data(), load_data(write_shifted(TEST_RULES, tmp_path, 14))
    for rule_id, versions in real.rules.items():
        others = moved.rules[rule_id]
        assert len(versions) == len(others)
        for before, after in pairwise(others):
            assert before["to"] + timedelta(days=1) == after["from"], rule_id


def test_random_placements(tmp_path: Path) -> None:
    data = load_data(write_shifted(TEST_RULES, tmp_path, 14))
    for seed in range(30):
        assert assess(random_placement(Random(seed), data), data)["ledger"]
