"""The assessment as a model: look-ups, the receipt, and what is raised for keys that the rules do not have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from compensation import Assessment, PlacementError, RuleBook, assess, load_rulebook, read_placement

Assessed = Callable[..., Assessment]


def test_findings_and_lines_by_name(assessed: Assessed) -> None:
    result = assessed(costs=[{"kind": "vog"}], offer={"complete": True})
    assert result.finding("expenses_full").status == "below"
    assert result.line("vog") is result.expenses[0]
    assert result.line("phone") is None
    with pytest.raises(KeyError, match="nonsense"):
        result.finding("nonsense")


def test_the_receipt_names_what_reproduces_the_answer(assessed: Assessed, book: RuleBook) -> None:
    receipt = assessed().receipt
    assert receipt.rules_hash == book.hash
    assert receipt.assessed_on == date.today()
    assert receipt.version


def test_without_a_rule_book_the_one_of_the_folder_is_used(plain: Callable[..., Any]) -> None:
    assert assess(read_placement(plain())).receipt.rules_hash == load_rulebook().hash


def test_an_assessment_does_not_change(assessed: Assessed) -> None:
    with pytest.raises(ValidationError):
        assessed().totals.gap = 0  # type: ignore[misc, assignment]


def test_every_key_that_the_rules_lack_is_told_at_once(plain: Callable[..., Any], book: RuleBook) -> None:
    travel = {"mode": "public_transport", "carrier": "bus", "distance_km": 5, "region": "atlantis"}
    data = plain(sector="space", cao={"status": "applies", "scheme": "hotel"}, travel=travel, norm="generous")
    with pytest.raises(PlacementError) as caught:
        assess(read_placement(data), book)
    assert [fault.path for fault in caught.value.faults] == ["sector", "cao.scheme", "travel.region", "norm"]
