"""Snapshots: output kept as text, so that a change of it is seen in review.

`PASSEND_REWRITE_SNAPSHOTS=1 make test` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def check_snapshot(name: str, text: str) -> None:
    """Fail with the difference when `text` is not what stands in tests/snapshots/<name>."""
    file = FOLDER / name
    if os.environ.get("PASSEND_REWRITE_SNAPSHOTS"):
        file.write_text(text, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = list(difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1))
    assert not changed, "\n".join([f"{name} changed:", *changed[:60]])
