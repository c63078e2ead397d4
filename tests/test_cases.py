"""The readable cases (tests/cases): what must come out, to the cent, as the JSON of the contract.

They are about the facts, so they stand on the live rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from compensation import Assessment, RuleBook, assess, read_placement
from compensation.rulebook.entries import all_ids
from tests.oracle.matching import mismatches

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
pytestmark = pytest.mark.live

PARTS = [
    *("id", "expenses", "expenses_total", "allowance", "wage", "ledger", "findings", "totals"),
    *("employer_cost", "cost_of_offer"),
]


def read(path: Path) -> dict[str, Any]:
    """Dates stay dates and numbers numbers, as a user's own YAML gives them."""
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, live_book: RuleBook, json_of: Callable[[Assessment], dict[str, Any]]) -> None:
    case = read(path)
    result = json_of(assess(read_placement(case["placement"]), live_book))
    expected = case["expect"]
    assert mismatches(expected, result) == []
    if "ledger" in expected:
        assert len(expected["ledger"]) == len(result["ledger"])


def test_there_are_cases_and_each_expects_something() -> None:
    assert len(CASES) >= 79
    for path in CASES:
        case = read(path)
        assert case["name"], path
        assert case["source"], path
        assert case["how"], path
        assert set(case["expect"]) <= set(PARTS), path
        assert case["expect"], path


def test_what_a_case_rests_on_is_there(live_book: RuleBook) -> None:
    """A source is an address, or names rules (km_rate), norms, schemes, sectors and regions as the rule files do."""
    known = {*all_ids(live_book), *live_book.sectors, *live_book.regions}
    for path in CASES:
        source = re.sub(r"https?://\S+|docs/\S+", "", read(path)["source"])
        assert [name for name in re.findall(r"[a-z]+\.\w+|[a-z]+(?:_[a-z]+)+", source) if name not in known] == [], path


@pytest.mark.slow
def test_every_key_of_the_contract_is_always_there(live_book: RuleBook) -> None:
    for path in CASES:
        case = read(path)
        result = assess(read_placement(case["placement"]), live_book).model_dump(mode="json", by_alias=True)
        assert list(result) == [*PARTS, "remarks", "steps", "receipt"], path
        assert len(result["receipt"]["rules_hash"]) == 64
        assert (result["allowance"] is None) == (result["wage"] is not None)
        assert len(result["findings"]) == 10


def test_a_placement_survives_its_own_json(live_book: RuleBook) -> None:
    for path in CASES:
        placement = read_placement(read(path)["placement"])
        again = read_placement(placement.model_dump(mode="json", by_alias=True))
        assert again == placement, path
