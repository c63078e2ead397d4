"""What a measurement gives back, and how RESULTS.md shows it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

LIBRARIES = ("numpy", "pyarrow", "pydantic", "PyYAML", "pandas")


@dataclass(frozen=True)
class Figure:
    """One number beside its target; `met` is None where there is no target."""

    what: str
    measured: str
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Section:
    """One subject: its figures, and what a reader should know of how they were measured."""

    title: str
    figures: Sequence[Figure]
    note: str
    load: tuple[float, float] = field(default=(0.0, 0.0))


def load_average() -> float:
    """Processes waiting for the machine, over the last minute."""
    return os.getloadavg()[0]


def spread(values: Sequence[float], scale: float = 1, unit: str = "s", digits: int = 2) -> str:
    """The median of repeated measurements, and the quickest and slowest of them."""
    middle, low, high = (v * scale for v in (statistics.median(values), min(values), max(values)))
    if len(values) == 1:
        return f"{middle:.{digits}f} {unit}"
    return f"{middle:.{digits}f} {unit} ({low:.{digits}f} to {high:.{digits}f})"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def write_report(path: Path, sections: Sequence[Section], command: str) -> None:
    """RESULTS.md."""
    lines = [
        "# What was measured",
        "",
        f"`{command}`, {datetime.now(UTC):%d %B %Y %H:%M} UTC. What each number means, and how to measure again: "
        "[README.md](README.md).",
        "",
        *(f"* {line}" for line in machine()),
        "",
    ]
    for section in sections:
        before, after = section.load
        lines += [f"## {section.title}", "", f"Load average before and after: {before:.1f} and {after:.1f}.", ""]
        lines += ["| what | measured | target | met |", "|---|---|---|---|"]
        lines += [f"| {f.what} | {f.measured} | {f.target} | {_yes_no(f.met)} |" for f in section.figures]
        lines += ["", section.note, ""]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _yes_no(met: bool | None) -> str:
    return "" if met is None else "yes" if met else "**no**"


def machine() -> list[str]:
    """Processor, memory, system and versions."""
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB memory, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}, passend {importlib.metadata.version('passend')}, {libraries}",
        "The machine is shared: others were at work on it, and the load average stands beside every subject. So what "
        "one core does is given in processor time, which on a machine of one's own is the time on the wall; repeats "
        "are given as median (quickest to slowest); and a ratio is always of two things measured by turns in one run.",
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.processor()
