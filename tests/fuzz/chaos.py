"""Everything that is thrown at Passend at night, for a quarter of an hour: `make chaos`.

    python -m tests.fuzz.chaos [--minutes 15] [--seed 0] [--only NAME ...] [--write docs/tested.md]

Each trial has its share of the time and its own process, so that one that ends or hangs is a find too. The seeds are
printed: the same seed makes the same again. What is found is kept (tests/fuzz/finds.py), and the exit code is 1.
`--write` puts the figures into a page of the documentation.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from compensation import load_rulebook
from tests.fuzz import finds
from tests.fuzz.trials import TRIALS

ROOT = Path(__file__).parents[2]
#: A trial looks at the clock between two seeds. One that says nothing for so long after its time hangs.
HANGS_SECONDS = 240
BEGIN, END = "<!-- the last run -->", "<!-- the end of the last run -->"


@dataclass
class Outcome:
    """What a trial came to: from which seed to before which, how many trials, in how many seconds, what was found."""

    name: str
    first: int
    after: int
    tried: int = 0
    seconds: float = 0.0
    found: list[str] = field(default_factory=list)

    def line(self) -> str:
        """As the job prints it."""
        return f"{self.name}: {self.tried} tried ({self.seeds}) in {self.seconds:.0f} s, {len(self.found)} found"

    @property
    def seeds(self) -> str:
        """The seeds that were tried."""
        return f"seeds {self.first} to {self.after - 1}" if self.after > self.first else "none"


def tried(name: str, seconds: float, first: int) -> Outcome:
    """A trial in a process of its own."""
    command = command_of(name, seconds, first)
    began = time.monotonic()
    outcome = Outcome(name, first, first)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        watch = _watch(child, seconds + HANGS_SECONDS)
        assert child.stdout is not None
        for line in child.stdout:
            told = json.loads(line)
            outcome.tried += told["tried"]
            outcome.after = told["next"]
            if told["said"]:
                outcome.found.append(f"seed {told['seed']}: {told['said']}")
                finds.keep(name, told["seed"])
        watch.kill()
        watch.wait()
    outcome.seconds = time.monotonic() - began
    if child.returncode:
        outcome.found.append(f"seed {outcome.after}: the process ended with {child.returncode}")
        finds.keep(name, outcome.after)
    return outcome


def command_of(name: str, seconds: float, first: int) -> list[str]:
    """What a trial is started with."""
    return [sys.executable, "-m", "tests.fuzz.trials", name, str(seconds), str(first)]


def _watch(child: subprocess.Popen[str], seconds: float) -> subprocess.Popen[bytes]:
    """Ends a trial that hangs, with its children; a thread could not where a library holds the interpreter."""
    code = "import os, signal, sys, time; time.sleep(float(sys.argv[1])); os.killpg(int(sys.argv[2]), signal.SIGKILL)"
    return subprocess.Popen([sys.executable, "-c", code, str(seconds), str(child.pid)])


def table(outcomes: Sequence[Outcome], minutes: float) -> str:
    """The figures of a run, for the documentation."""
    version = subprocess.run(
        ["git", "log", "-1", "--format=%h"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    on = datetime.now(UTC).strftime("%Y-%m-%d")
    where = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    rows = [f"| {one.name} | {one.seeds} | {one.tried} | {len(one.found)} |" for one in outcomes]
    head = f"{minutes:g} minutes on {on}, version {version or 'unknown'}, {where}, rules {load_rulebook().hash[:12]}."
    return "\n".join([head, "", "| what | which | tried | found |", "|---|---|---|---|", *rows])


def write(page: Path, figures: str) -> None:
    """Put the figures where a page has its place for them."""
    content = page.read_text(encoding="utf-8")
    before, _, rest = content.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Everything, one after the other."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=15.0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--only", nargs="*", choices=list(TRIALS), default=list(TRIALS))
    asked.add_argument("--write", type=Path)
    options = asked.parse_args(arguments)
    print(f"{options.minutes:g} minutes, seeds from {options.seed}, rules {load_rulebook().hash[:12]}", flush=True)
    whole = sum(TRIALS[name].share for name in options.only)
    outcomes = []
    for name in options.only:
        seconds = options.minutes * 60 * TRIALS[name].share / whole
        outcomes.append(tried(name, seconds, options.seed))
        print(outcomes[-1].line(), *outcomes[-1].found, sep="\n  ", flush=True)
    if options.write is not None:
        write(options.write, table(outcomes, options.minutes))
    return 1 if any(one.found for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
