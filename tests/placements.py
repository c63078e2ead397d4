"""The placements that the tests tell, draw and write down: tests/fixtures/placements.yaml, on the tests' own rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "fixtures" / "placements.yaml"


@cache
def _all() -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


NUMBERS = tuple(_all())
#: bbl; turns 18 on the 16th and is underpaid from then on.
BBL = 31


def name(number: int) -> str:
    """What a placement shows, in one line."""
    return str(_all()[number]["name"])


def placement(number: int) -> dict[str, Any]:
    """A placement as somebody wrote it: dates are dates and numbers numbers. Yours to change at the first level."""
    return dict(_all()[number]["placement"])
