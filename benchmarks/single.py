"""One person: an assessment with its steps and without, and the plain reading of rows one by one."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import yaml
from report import Section, at_least, under
from turns import least
from versions import Versions

CASES = Path(__file__).parents[1] / "tests" / "cases"
WITH_STEPS_MS, WITHOUT_STEPS_MS = 1.0, 0.3
ROUNDS = 5


def measure(versions: Versions, repeats: int, rows: int) -> Section:
    """Milliseconds of one assessment, of the placements of tests/cases that both versions can read."""
    names, placements = _cases()
    here, before = versions.here, versions.before
    read_here, read_before = here.ask("readable", placements=placements), before.ask("readable", placements=placements)
    both = [place for place in read_here if place in read_before]
    ours, theirs = ([known.index(place) for place in both] for known in (read_here, read_before))
    found: dict[str, list[list[float]]] = {"with": [], "without": [], "before": []}
    for _ in range(ROUNDS):
        found["with"].append(here.ask("one", repeats=repeats, places=ours))
        found["without"].append(here.ask("one", repeats=repeats, steps=False, places=ours))
        found["before"].append(before.ask("one", repeats=repeats, places=theirs))
    best = {name: [min(values) for values in zip(*rounds, strict=True)] for name, rounds in found.items()}
    figures = []
    for name, what, target in (("with", "with steps", WITH_STEPS_MS), ("without", "without steps", WITHOUT_STEPS_MS)):
        slowest = max(range(len(both)), key=best[name].__getitem__)
        shown = f"the slowest, {names[both[slowest]]}: {best[name][slowest]:.2f} ms"
        figures.append(under(f"one assessment {what}", statistics.median(best[name]), target, "ms", 2, shown))
    ratios = [before / ours for before, ours in zip(best["before"], best["with"], strict=True)]
    median = f"median of the placements; version 1: {statistics.median(best['before']):.2f} ms"
    figures.append(at_least("with steps, against version 1", statistics.median(ratios), shown=median))
    plain = least([here.ask("plain", rows=rows) for _ in range(3)]) / rows
    figures.append(under("the plain reading of one row, its record ready", plain * 1e3, None, "ms", 3))
    return Section(
        "One person",
        figures,
        f"{len(both)} placements of tests/cases; of each the least of {ROUNDS * repeats} times, by turns; the median "
        "of the placements. *With steps* is `assess(placement)`; *without* is the placement made into a case and "
        "read. "
        f"Plain reading: {rows:,} mixed placements.",
    )


def _cases() -> tuple[list[str], list[dict[str, Any]]]:
    files = sorted(CASES.rglob("*.yaml"))
    read = [(file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return [name for name, _ in read], [case["placement"] for _, case in read]
