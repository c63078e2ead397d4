"""Starting: the import, loading the rules, the first assessment, and the compiled law cold and kept on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report import Figure, Section, at_least, under
from turns import by_turns, least
from version_1 import ROOT
from versions import BEFORE, HERE, Versions

IMPORT_MS, RULES_MS = 300, 150
HEAVY = ("pandas", "streamlit", "numba", "pyarrow", "altair", "holidays", "numpy")
#: What must not come with `import compensation`.
TOO_HEAVY = {"pandas", "streamlit", "numba"}

_IMPORT = f"""
import json, sys, time
began = time.process_time()
import compensation
processor = time.process_time() - began
print(json.dumps({{"processor": processor, "modules": len(sys.modules),
                  "heavy": [name for name in {HEAVY!r} if name in sys.modules]}}))
"""
_RULES = """
import json, sys, time
from compensation import assess, load_rulebook, read_placement
def taken(run):
    began = time.process_time()
    run()
    return time.process_time() - began
folder = sys.argv[1]
book = load_rulebook
placement = read_placement({"route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours_per_week": 32,
                            "workdays": ["mon", "tue", "wed", "thu"], "sector": "gemeenten"})
found = {"processor": taken(lambda: load_rulebook(folder))}
found["again"] = min(taken(lambda: load_rulebook(folder)) for _ in range(20))
book = load_rulebook(folder)
found["first"] = taken(lambda: assess(placement, book))
print(json.dumps({**found, "rules": len(book.rules), "schemes": len(book.schemes)}))
"""
_COMPILE = """
import json, time
from compensation import load_rulebook
from compensation.rulebook.frozen import freeze
rules = freeze(load_rulebook())
began, wall = time.process_time(), time.perf_counter()
from compensation.reading import compiled
from compensation.reading.tables import cases_of
compiled.columns_of(cases_of([]), rules, ())
print(json.dumps({"processor": time.process_time() - began, "wall": time.perf_counter() - wall}))
"""


def measure(versions: Versions, repeats: int) -> Section:
    """Seconds of each, from fresh processes."""
    roots = {HERE: ROOT, BEFORE: versions.code_before}
    rules = {HERE: ROOT, BEFORE: versions.rules.folder}
    for root in roots.values():  # so that the .pyc files are there, as on any second start
        _fresh(_IMPORT, root)
    imports = by_turns({name: lambda root=root: _fresh(_IMPORT, root) for name, root in roots.items()}, repeats)
    loads = by_turns(
        {name: lambda root=root, name=name: _fresh(_RULES, root, rules[name]) for name, root in roots.items()}, repeats
    )
    figures = [*_of_imports(imports), *_of_rules(loads), *_of_compiling(max(2, repeats // 2))]
    return Section(
        "Starting",
        figures,
        f"Each in fresh processes by turns, {repeats} times, nothing cached but the .pyc files. The compiled law is "
        "made cold in an empty folder, and loaded from it by another process; importing numba is counted in both.",
    )


def _of_imports(runs: Mapping[str, list[dict[str, Any]]]) -> list[Figure]:
    heavy = runs[HERE][0]["heavy"]
    here, before = (least(runs[name]) * 1e3 for name in (HERE, BEFORE))
    shown = f"{runs[HERE][0]['modules']:,} modules; version 1: {before:.0f} ms, {runs[BEFORE][0]['modules']:,} modules"
    return [
        under("`import compensation`", here, IMPORT_MS, "ms", shown=shown),
        Figure(
            f"imported by it, of {', '.join(HEAVY)}",
            f"{', '.join(heavy) or 'none'}; version 1: {', '.join(runs[BEFORE][0]['heavy']) or 'none'}",
            "no " + ", no ".join(sorted(TOO_HEAVY)),
            not TOO_HEAVY & set(heavy),
        ),
    ]


def _of_rules(runs: Mapping[str, list[dict[str, Any]]]) -> list[Figure]:
    def both(what: str) -> tuple[float, str]:
        here, before = (least(runs[name], what) * 1e3 for name in (HERE, BEFORE))
        return here, f"version 1: {before:,.2f} ms" if before < 10 else f"version 1: {before:,.0f} ms"

    one = runs[HERE][0]
    load, load_before = both("processor")
    again, again_before = both("again")
    first, first_before = both("first")
    return [
        under(f"loading {one['rules']} rules and {one['schemes']} schemes", load, RULES_MS, "ms", shown=load_before),
        under("asking for them again", again, None, "ms", 2, again_before),
        under("the first assessment after that", first, None, "ms", 1, first_before),
    ]


def _of_compiling(repeats: int) -> list[Figure]:
    colds, warms = [], []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as empty:
            environment = {"XDG_CACHE_HOME": empty}
            colds.append(_fresh(_COMPILE, ROOT, environment=environment))
            warms.append(_fresh(_COMPILE, ROOT, environment=environment))
    cold, warm = least(colds), least(warms)
    return [
        under("the compiled law, cold", cold, None, "s", 1),
        under("the compiled law, kept on disk", warm, None, "s", 2),
        at_least("kept on disk against cold", cold / warm),
    ]


def _fresh(code: str, root: Path, *arguments: Path, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), **(environment or {})},
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
