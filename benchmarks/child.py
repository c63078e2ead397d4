"""A child process that does tasks, one at a time, as another asks: python child.py MODULE

A line of JSON comes in with the name of a function of the module and its arguments, a line with what it gives goes
out. What is measured is measured here: the seconds of the processor, the seconds on the wall, the highest memory.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Measured = dict[str, float]


@contextlib.contextmanager
def measured(into: Measured) -> Iterator[None]:
    """Add the seconds of what happens inside to `into`: `processor` (all threads of this process) and `wall`."""
    wall, processor = time.perf_counter(), time.process_time()
    yield
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    into["processor"] = into.get("processor", 0.0) + processor
    into["wall"] = into.get("wall", 0.0) + wall


def forget_peak() -> None:
    """From now on `peak_mib` speaks of what comes; where the system cannot forget, of the whole life of the process."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_mib() -> float:
    """The most memory that this process has held, its code included."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _answer(module: Any) -> None:
    # What a task itself prints is no answer.
    with contextlib.redirect_stdout(sys.stderr):
        for line in iter(sys.stdin.readline, ""):
            task, arguments = json.loads(line)
            found = getattr(module, task)(**arguments)
            print(json.dumps(found), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    _answer(importlib.import_module(sys.argv[1]))
