"""Programs that are measured by turns: each in a process of its own, only one at work, the others waiting.

A ratio is of the least of each one's turns: other work on the machine can only make a turn longer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Run = dict[str, Any]


class Program:
    """A process that does the tasks of a module of this folder, with `root` as the place of its packages."""

    def __init__(self, module: str, root: Path, environment: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "child.py"), module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root), **(environment or {})},
            cwd=HERE,
            text=True,
        )

    def ask(self, task: str, **arguments: Any) -> Any:
        """Have a task done. Raises RuntimeError when the process ends over it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([task, arguments], default=str) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{task} ended with status {self._process.wait()}")
        return json.loads(line)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def by_turns(runs: Mapping[str, Callable[[], Run]], repeats: int) -> dict[str, list[Run]]:
    """Each run once, then each again, `repeats` times."""
    found: dict[str, list[Run]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, run in runs.items():
            found[name].append(run())
    return found


def least(runs: list[Run], what: str = "processor") -> float:
    """The least of the repeats."""
    return min(float(run[what]) for run in runs)


def most(runs: list[Run], what: str) -> float:
    """The most of the repeats."""
    return max(float(run[what]) for run in runs)
