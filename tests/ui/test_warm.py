"""What the server makes ready stays out of the sight of the collector, which looks after every run of every visitor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_RUN = """
import gc
import threading
from compensation import load_rulebook
from compensation.rulebook.frozen import freeze
from compensation.reading import compiled
from compensation.ui.shell import warm

warm.warm_up().join()
print(gc.get_freeze_count(), len(gc.get_objects()))
compiled.warm = lambda rules: warm.warm_up()  # in place of half a minute of compiling
held = [[number] for number in range(5_000)]
before = gc.get_freeze_count()
warm.warm_law(freeze(load_rulebook()))
for thread in threading.enumerate()[1:]:
    thread.join()
print(gc.get_freeze_count() - before)
"""


@pytest.mark.slow
def test_what_stays_is_not_looked_at_after_every_run() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    frozen, looked_at, more = map(int, done.stdout.split())
    assert frozen > 50_000
    assert looked_at < frozen / 10
    assert more > 5_000, "after the law was compiled once more"
