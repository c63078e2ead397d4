"""The worked examples: real situations, made-up people. Each is a placement that the form opens filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from compensation.telling.voice import Reader
from compensation.ui.parts.state import plain

_FOLDER = Path(__file__).parent / "examples"
#: In the order in which they are shown.
NAMES = ("horeca_weekend", "hbo_no_cao", "bbl_turns_19", "all_in")


@dataclass(frozen=True)
class Example:
    """A placement, and on whose page it opens. Its title and story stand in the catalogue (`start.example.<name>`)."""

    name: str
    reader: Reader
    placement: dict[str, Any]


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All examples."""
    return tuple(_read(name) for name in NAMES)


def _read(name: str) -> Example:
    data = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return Example(name, data["reader"], plain(data["placement"]))
