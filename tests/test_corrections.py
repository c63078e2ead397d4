"""The corrections of tests/corrections.py really correct something, and leave rules that are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensation import check_rulebook, load_rulebook
from tests.corrections import CORRECTIONS, correct, corrected
from tests.rulebooks import LIVE_RULES, copied


@pytest.mark.slow
@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_correction_changes_the_live_rules_and_they_stay_sound(name: str, tmp_path: Path) -> None:
    folder = copied(LIVE_RULES, tmp_path)
    assert correct(folder, [name])[name] > 0
    assert check_rulebook(base=folder) == ()
    assert load_rulebook(base=folder).hash != load_rulebook(base=LIVE_RULES).hash


@pytest.mark.parametrize(
    ("written", "plain", "becomes"),
    [
        ("350.00", True, "360.51"),
        ("0.25", True, "0.27"),
        ("8", True, "9"),
        ("34.5", True, "35.6"),
        ("0.00", True, "0.00"),
        ("100", True, "100"),
        ("null", True, "null"),
        ("unknown", True, "unknown"),
        ("2026-01-01", True, "2026-01-01"),
        ('"Cao (KHN)."', False, '"Cao (KHN verbeterd)."'),
        (">-\n    Een zin\n    van twee regels.\n  ", False, ">-\n    Een zin\n    van twee regels verbeterd.\n  "),
    ],
)
def test_a_value_as_it_is_corrected(written: str, plain: bool, becomes: str) -> None:
    assert corrected(written, plain=plain) == becomes
