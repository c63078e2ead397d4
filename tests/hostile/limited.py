"""A child process with little memory and little time: what ends it would have ended the app for everybody."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures" / "hostile"
ROOT = Path(__file__).parents[2]
MEGABYTE = 1024 * 1024
_BEFORE = """\
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({megabytes} << 20, {megabytes} << 20))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
"""
# Not ru_maxrss: that begins at what the process had that started this one.
_AFTER = """
used = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:"))
print(f"\\n{int(used) // 1024}", file=sys.stderr)
"""


@dataclass(frozen=True)
class Done:
    """How a child ended: its exit code (negative: killed), what it said, its largest memory in megabytes."""

    code: int
    out: str
    errors: str

    @property
    def megabytes(self) -> int:
        """The largest memory that it had, all libraries included."""
        return int(self.errors.split()[-1])


def child(script: str, *arguments: object, megabytes: int = 3000, seconds: int = 60) -> Done:
    """Run Python code with limits of memory (addresses) and of processor time."""
    if not Path("/proc/self/status").exists():
        pytest.skip("memory of a child is measured where there is a /proc")
    code = _BEFORE.format(megabytes=megabytes, seconds=seconds) + script + _AFTER
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    return Done(done.returncode, done.stdout, done.stderr)
