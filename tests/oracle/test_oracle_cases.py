"""The oracle gives what the readable cases say, and a whole assessment for any random placement."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from .assess import assess
from .data import LIVE_RULES, load_data
from .matching import mismatches
from .random_placements import random_placement

HERE = Path(__file__).resolve().parent
CASES = sorted((HERE.parent / "cases").glob("*.yaml"))
PARTS = [
    "id",
    "expenses",
    "expenses_total",
    "allowance",
    "wage",
    "ledger",
    "findings",
    "totals",
    "employer_cost",
    "cost_of_offer",
]


@pytest.mark.live
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    result = assess(case["placement"], load_data(LIVE_RULES))
    assert mismatches(case["expect"], result) == []
    if "ledger" in case["expect"]:
        assert len(case["expect"]["ledger"]) == len(result["ledger"])


def test_there_are_cases() -> None:
    assert len(CASES) >= 79


@pytest.mark.parametrize("seed", range(100))
def test_random_placement_is_assessed(seed: int) -> None:
    placement = random_placement(random.Random(seed))
    assert json.loads(json.dumps(placement)) == placement
    result = assess(placement, load_data())
    assert list(result) == PARTS
    assert json.loads(json.dumps(result)) == result
    assert (result["allowance"] is None) == (placement["route"] in ("bbl", "dual"))
    assert len(result["findings"]) == 10
    days = sum(entry["calendar_days"] for entry in result["ledger"])
    first, last = result["ledger"][0], result["ledger"][-1]
    assert (first["from"], last["to"]) == (placement["start"], placement["end"])
    assert days == (date.fromisoformat(placement["end"]) - date.fromisoformat(placement["start"])).days + 1


def test_random_placements_have_every_field() -> None:
    found: set[str] = set()
    for seed in range(500):
        placement = random_placement(random.Random(seed))
        found |= set(names_in(placement))
    assert found >= {
        *("hours_by_day", "signed_regional_pact", "assume.adult_hourly_minimum.amount", "cao.hourly_wage"),
        *("travel.days", "travel.trips", "travel.amount", "travel.student_product", "closed.paid", "offer.complete"),
        *("costs.from", "costs.to", "offer.reimbursements.from", "offer.reimbursements.to", "offer.km_rate"),
        *(f"changes.{name}" for name in ("hours_per_week", "workdays", "hours_by_day", "study_year", "travel.mode")),
        *(f"changes.offer.{name}" for name in ("allowance.amount", "wage.amount", "km_rate")),
        *("changes.offer.holiday_allowance_percent", "changes.cao.hourly_wage"),
    }


def names_in(node: Any, path: str = "") -> Iterator[str]:
    """Dotted names of all fields, the numbers of lists left out."""
    for key, value in node.items():
        name = f"{path}.{key}".lstrip(".")
        yield name
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from names_in(item, name)


@pytest.mark.parametrize("seed", range(100))
def test_the_grounds_add_up(seed: int) -> None:
    totals = assess(random_placement(random.Random(seed)), load_data())["totals"]
    for name in ("owed", "offered", "gap", "not_stated", "estimate"):
        assert sum(Decimal(row[name]) for row in totals["by_ground"]) == Decimal(totals[name])


def test_the_oracle_never_imports_the_engine() -> None:
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not any(name.name.split(".")[0] == "compensation" for name in node.names), path
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] != "compensation", path


def test_the_comparison_sees_a_cent() -> None:
    result = assess(random_placement(random.Random(1)), load_data())
    other = json.loads(json.dumps(result))
    assert mismatches(result, other, whole=True) == []
    other["ledger"][-1]["travel"] = "99999.99"
    other["findings"].reverse()
    other["findings"][0]["status"] = "unheard_of"
    del other["totals"]["gap"]
    found = mismatches(result, other, whole=True)
    assert len(found) == 3
    assert any(text.startswith("findings[genuine_placement].status") for text in found)
