"""Money as text: written in one notation."""

from __future__ import annotations

import pytest

from compensation.money import euro_text


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0.00"), (5, "0.05"), (99, "0.99"), (100, "1.00"), (123456, "1234.56"), (-5, "-0.05")]
)
def test_the_contracts_notation(amount: int, text: str) -> None:
    assert euro_text(amount) == text
