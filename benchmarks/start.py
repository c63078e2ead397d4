"""Starting: `import compensation`, and loading and checking all rules, each time in a process of its own."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Any

from report import Figure, Section, spread

IMPORT_TARGET, RULES_TARGET = 0.4, 0.15
HEAVY = ("pandas", "streamlit", "pyarrow", "altair")

_IMPORT = f"""
import json, sys, time
clock, processor = time.perf_counter(), time.process_time()
import compensation
seconds = [time.process_time() - processor, time.perf_counter() - clock]
print(json.dumps([seconds, [name for name in {HEAVY!r} if name in sys.modules]]))
"""
_RULES = """
import json, time
from compensation import assess, load_rulebook, read_placement
clock, processor = time.perf_counter(), time.process_time()
book = load_rulebook()
seconds = [time.process_time() - processor, time.perf_counter() - clock]
placement = read_placement({"route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours_per_week": 32,
                            "workdays": ["mon", "tue", "wed", "thu"], "sector": "gemeenten"})
processor = time.process_time()
assess(placement, book)
print(json.dumps([seconds, time.process_time() - processor, len(book.rules), len(book.schemes)]))
"""


def measure(repeats: int) -> Section:
    """Seconds of both, from fresh processes."""
    _fresh(_IMPORT)  # so that the .pyc files are there, as on any second start
    imports = [_fresh(_IMPORT) for _ in range(repeats)]
    rules = [_fresh(_RULES) for _ in range(repeats)]
    heavy = sorted({name for found in imports for name in found[1]})
    light = not {"pandas", "streamlit"} & set(heavy)
    return Section(
        "Starting",
        [
            *_against("`import compensation`", [found[0] for found in imports], IMPORT_TARGET),
            Figure(
                f"imported by it of {', '.join(HEAVY)}", ", ".join(heavy) or "none", "no pandas, no streamlit", light
            ),
            *_against(
                f"reading and checking {rules[0][2]} rules and {rules[0][3]} schemes",
                [found[0] for found in rules],
                RULES_TARGET,
            ),
            Figure("the first assessment after that", spread([found[1] for found in rules], 1_000, "ms", 0)),
        ],
        f"Each in {repeats} fresh processes, nothing cached but the .pyc files; processor time, but where it says "
        "otherwise; median (quickest to slowest). The first assessment compiles the schemes and the calendar once.",
    )


def _against(what: str, seconds: list[list[float]], target: float) -> list[Figure]:
    processor, clock = [work for work, _ in seconds], [wall for _, wall in seconds]
    met = statistics.median(processor) < target
    return [
        Figure(what, spread(processor, 1_000, "ms", 0), f"under {target * 1_000:.0f} ms", met),
        Figure("the same by the clock on the wall", spread(clock, 1_000, "ms", 0)),
    ]


def _fresh(code: str) -> list[Any]:
    ran = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
    found: list[Any] = json.loads(ran.stdout)
    return found
