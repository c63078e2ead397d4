"""What the server makes ready: out of the sight of the collector, which looks after every run of every visitor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(script: str, **settings: str) -> list[int]:
    """The whole numbers that a script prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [int(number) for number in done.stdout.split()]


_START = """
import gc
from compensation.ui.shell import warm

warm.warm_up().join()
print(gc.get_freeze_count(), len(gc.get_objects()))
"""


@pytest.mark.slow
def test_what_stays_is_not_looked_at_after_every_run() -> None:
    frozen, looked_at = run(_START)
    assert frozen > 50_000
    assert looked_at < frozen / 10


#: The compiling itself is put away: it takes half a minute.
_LAW = """
import gc, threading
from compensation import load_rulebook
from compensation.reading import compiled
from compensation.rulebook.frozen import freeze
from compensation.ui.shell import warm_law

asked = []
compiled.is_quick = lambda: False
compiled.warm = lambda rules: asked.append("here") or None
warm_law._COMPILE = "import pathlib; pathlib.Path({said!r}).open('a').write('apart')"
held = [[number] for number in range(5_000)]
for _ in range(2):
    warm_law.warm_law(freeze(load_rulebook()))
for thread in threading.enumerate()[1:]:
    thread.join()
print(len(asked), gc.get_freeze_count())
"""


@pytest.mark.slow
def test_the_law_is_compiled_apart_once_and_then_loaded(tmp_path: Path) -> None:
    said = tmp_path / "said"
    loaded, frozen = run(_LAW.replace("{said!r}", repr(str(said))))
    assert said.read_text() == "apart"
    assert loaded == 1
    assert frozen > 5_000


_STOPPED = """
import os, subprocess, sys, time
from compensation.ui.shell import warm_law

child = subprocess.Popen([sys.executable, "-c", warm_law._COMPILE], stdin=subprocess.PIPE)
time.sleep(0.5)
child.stdin.close()
print(child.wait(timeout=60))
"""


@pytest.mark.slow
def test_compiling_ends_with_the_server(tmp_path: Path) -> None:
    assert run(_STOPPED, XDG_CACHE_HOME=str(tmp_path)) == [1]
