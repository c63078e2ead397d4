"""What the first visitor of a server waits for: the first page and the first result, and the memory after it.

Each in a fresh process that has Streamlit loaded, as a server has: once as it starts, once after the warm-up that every
server does beside its start. `AppTest` runs the script; what a browser is sent is not counted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report import Figure, under

ROOT = Path(__file__).parents[1]
FIRST_PAGE, FIRST_RESULT, MEMORY = 0.3, 0.5, 150

_VISIT = """
import json, os, sys, time
from pathlib import Path
from streamlit.testing.v1 import AppTest
import streamlit.web.server.server
def taken(run):
    began = time.process_time()
    run()
    return time.process_time() - began
if sys.argv[1] == "warm":
    from compensation.ui.shell.warm import warm_up
    warm_up().join()
app = AppTest.from_file(str(Path("app.py").resolve()), default_timeout=60)
app.query_params["lang"] = "nl"
found = {"page": taken(app.run)}
button = app.button(key="start.bbl_turns_19").click()
found["result"] = taken(button.run)
assert not app.exception, app.exception
found["memory"] = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
found["heavy"] = [name for name in ("pandas", "pyarrow", "numba", "altair") if name in sys.modules]
print(json.dumps(found))
"""


def figures(repeats: int) -> list[Figure]:
    """Seconds of the processor and MiB, the least of the repeats."""
    runs = {state: [_visit(state) for _ in range(repeats)] for state in ("cold", "warm")}
    found = []
    for state, said in (("cold", "before the warm-up"), ("warm", "after the warm-up")):
        found.append(under(f"a server's first page, {said}", _least(runs[state], "page"), FIRST_PAGE, "s", 2))
        found.append(under(f"the first result after it, {said}", _least(runs[state], "result"), FIRST_RESULT, "s", 2))
    found.append(under("memory after the first result", _least(runs["warm"], "memory"), MEMORY, "MiB"))
    heavy = sorted({name for run in runs["warm"] for name in run["heavy"]})
    found.append(Figure("of pandas, pyarrow, numba and altair imported", ", ".join(heavy) or "none", "none", not heavy))
    return found


def _least(runs: list[Mapping[str, Any]], what: str) -> float:
    return min(run[what] for run in runs)


def _visit(state: str) -> Mapping[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", _VISIT, state],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # Streamlit says that no server runs
        cwd=ROOT,
    )
    found: Mapping[str, Any] = json.loads(ran.stdout)
    return found
