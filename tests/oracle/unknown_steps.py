"""Writes a copy of rules/ and sector_data/ in which schemes that pay by steps do not say what every step pays.

Real data has one such step. With this copy an engine that reads an unknown amount as nothing, as the step above,
or as part of a median is found out. Each of these schemes pays travel on top, which must hold all the same.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from typing import Any

import yaml

from .data import Data

UNKNOWN = "unknown"


def write_unknown(root: Path, target: Path, every: int) -> Path:
    """The last step of every shape becomes unknown, and counted from it every `every`-th; the others stay."""
    for folder in ("rules", "sector_data"):
        shutil.copytree(root / folder, target / folder, dirs_exist_ok=True)
    for path in sorted((target / "sector_data" / "schemes").glob("*.yaml")):
        scheme = yaml.safe_load(path.read_text(encoding="utf-8"))
        stepped = [version for version in scheme["versions"] if any(map(_steps, _shapes(version)))]
        for version in stepped:
            version["travel"] = "on_top"
            for shape in _shapes(version):
                for step in _steps(shape)[::-every]:
                    step["amount"] = UNKNOWN
        if stepped:
            path.write_text(yaml.safe_dump(scheme, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def _shapes(version: dict[str, Any]) -> list[dict[str, Any]]:
    return [version["shape"]] if version.get("shape") else [tier["shape"] for tier in version["tiers"]]


def _steps(shape: dict[str, Any]) -> list[dict[str, Any]]:
    return shape.get("steps", [])


def schemes_with_unknown(data: Data) -> list[str]:
    """Schemes of which some step says that its amount is not known."""
    return sorted(key for key, scheme in data.schemes.items() if any(map(_has_unknown, scheme["versions"])))


def _has_unknown(version: dict[str, Any]) -> bool:
    return any(step["amount"] == UNKNOWN for shape in _shapes(version) for step in _steps(shape))


def under_one_of_these(placement: dict[str, Any], rng: Random, data: Data) -> dict[str, Any]:
    """The same placement under such a scheme, mostly in its sector and for few hours."""
    scheme = rng.choice(schemes_with_unknown(data))
    changed = placement | {"cao": {"status": "applies", "scheme": scheme}}
    if rng.random() < 0.8:
        changed["sector"] = data.schemes[scheme]["sector"]
    if rng.random() < 0.6:
        changed["workdays"] = changed.get("workdays") or list(changed.pop("hours_by_day"))
        changed["hours_per_week"] = rng.choice((4, 8, 12, "14.99", 15, 16))
    return changed
