"""Writes a copy of rules/ and sector_data/ in which versions change in the middle of a month.

All real versions begin on the first of a month, where an entry begins anyway. With this copy an engine that
does not cut the ledger at a new version is found out. It can be read through PASSEND_RULES_BASE.
"""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from .days import ONE_DAY

SPAN = re.compile(r"^(\s*(?:- )?)(from|to|as_of): (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def write_shifted(root: Path, target: Path, days: int) -> Path:
    """Every change from one version to the next comes this many days later, for all rules of its file."""
    for folder in ("rules", "sector_data"):
        shutil.copytree(root / folder, target / folder)
    files = set(target.rglob("*.yaml")) - {target / "rules" / "allowance_norms.yaml"}  # a norm begins with a month
    for path in sorted(files):
        path.write_text(shifted(path.read_text(encoding="utf-8"), days), encoding="utf-8")
    return target


def shifted(content: str, days: int) -> str:
    found = [(match[2], date.fromisoformat(match[3])) for match in SPAN.finditer(content)]
    ends = {day for name, day in found if name == "to"}
    changes = {day for name, day in found if name == "from" and day - ONE_DAY in ends}
    later = timedelta(days=days)

    def moved(match: re.Match[str]) -> str:
        name, day = match[2], date.fromisoformat(match[3])
        next_day = day + ONE_DAY if name == "to" else day
        return f"{match[1]}{name}: {day + later if next_day in changes else day}"

    return SPAN.sub(moved, content)
