"""Run a program that prints JSON, and watch the memory of it and its workers together.

Every fifth of a second the proportional set sizes of the whole tree of processes are added up (Linux: a page that is
shared counts once). Where the system does not tell, the peak is what the program itself says of its own process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EVERY = 0.2


def run_json(*arguments: object) -> dict[str, Any]:
    """Run a Python program to its end; its JSON, with `peak_mib` of the whole tree."""
    with subprocess.Popen([sys.executable, *map(str, arguments)], stdout=subprocess.PIPE) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(_proportional_mib(pid) for pid in _tree(process.pid)))
            time.sleep(EVERY)
        printed = process.stdout.read() if process.stdout else b""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    found: dict[str, Any] = json.loads(printed)
    found["peak_mib"] = peak or found["peak_mib"]
    return found


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _proportional_mib(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
