"""Two folders of rules: the tests' own, on which almost every test stands, and the live one of this repository.

A fact that is corrected in `rules/` or `sector_data/` must turn no test red that is about what the program does. So
the tests read a small folder of made-up amounts, which conftest.py names in PASSEND_RULES_BASE for everything that they
start. Tests about the facts themselves ask for the live folder by name and bear the mark `live`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from compensation.rulebook.folder import SEAL

#: This repository, and with it the rules that the app uses.
LIVE_RULES = Path(__file__).resolve().parents[1]
#: The tests' own rules: every shape, gate and mark that the models know, and no amount of the live ones.
TEST_RULES = LIVE_RULES / "tests" / "fixtures" / "rulebook"
PARTS = ("rules", "sector_data")


def copied(source: Path, target: Path, ignore: Callable[[str, list[str]], Iterable[str]] | None = None) -> Path:
    """A copy of a folder of rules, to be changed: without its seal."""
    for part in PARTS:
        shutil.copytree(source / part, target / part, ignore=ignore)
    (target / SEAL).unlink(missing_ok=True)
    return target
