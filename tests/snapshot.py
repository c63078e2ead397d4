"""Generated files: what is made from something else and kept as text, so that a change of it is seen in review.

`make made` writes them anew; read the difference before you commit it. A test that holds one is marked `made`.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
REWRITE = "PASSEND_REWRITE_MADE"


def check_made(name: str, text: str) -> None:
    """Fail with the difference when `text` is not what stands in the file `name`, a path from the root."""
    file = ROOT / name
    if os.environ.get(REWRITE):
        file.write_text(text, encoding="utf-8", newline="\n")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = list(difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1))
    assert kept == text, "\n".join([f"{name} changed; if that is right: make made", *changed[:60]])


def check_snapshot(name: str, text: str) -> None:
    """The same for tests/snapshots/<name>."""
    check_made(f"tests/snapshots/{name}", text)
