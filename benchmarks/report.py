"""What a measurement gives back, and how RESULTS.md shows it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

LIBRARIES = ("numpy", "numba", "pyarrow", "pydantic", "PyYAML", "pandas", "streamlit")


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


def times(ratio: float) -> str:
    """A ratio of speeds: how many times as fast as the other.

    >>> times(5.04), times(0.5)
    ('5.0 times as fast', '0.50 times as fast: slower')
    """
    return f"{ratio:.1f} times as fast" if ratio >= 1 else f"{ratio:.2f} times as fast: slower"


def at_least(what: str, ratio: float, target: float | None = None, shown: str = "") -> Figure:
    """A ratio of speeds that should be at least so much."""
    measured = f"{times(ratio)} ({shown})" if shown else times(ratio)
    if target is None:
        return Figure(what, measured)
    return Figure(what, measured, f"at least {target:g} times", ratio >= target)


def under(what: str, value: float, target: float | None, unit: str, digits: int = 0, shown: str = "") -> Figure:
    """A quantity that should stay under so much."""
    measured = f"{value:,.{digits}f} {unit}" + (f" ({shown})" if shown else "")
    if target is None:
        return Figure(what, measured)
    return Figure(what, measured, f"under {target:,g} {unit}", value < target)


def write_report(path: Path, sections: Sequence[Section], command: str, facts: Sequence[str]) -> None:
    """RESULTS.md: what is met and what is not first, then each subject."""
    lines = [
        "# What was measured",
        "",
        f"`{command}`, {datetime.now(UTC):%d %B %Y %H:%M} UTC. What each number means, and how to measure again: "
        "[README.md](README.md).",
        "",
        *(f"* {line}" for line in (*machine(), *facts)),
        "",
        *_judged(sections),
    ]
    for section in sections:
        before, after = section.load
        lines += [f"## {section.title}", "", f"Load average before and after: {before:.1f} and {after:.1f}.", ""]
        lines += ["| what | measured | target | met |", "|---|---|---|---|"]
        lines += [f"| {f.what} | {f.measured} | {f.target} | {_yes_no(f.met)} |" for f in section.figures]
        lines += ["", section.note, ""]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _judged(sections: Sequence[Section]) -> list[str]:
    """How many targets are met, and each one that is not."""
    judged = [(section, f) for section in sections for f in section.figures if f.met is not None]
    missed = [(section, f) for section, f in judged if not f.met]
    lines = [f"**{len(judged) - len(missed)} of {len(judged)} targets met.**" + (" Not met:" if missed else ""), ""]
    lines += [f"* {section.title}: {f.what}: {f.measured}; should be {f.target}." for section, f in missed]
    return [*lines, ""] if missed else lines


def _yes_no(met: bool | None) -> str:
    return "" if met is None else "yes" if met else "**no**"


def machine() -> list[str]:
    """Processor, memory, system and versions, and how to read the figures."""
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB memory, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}, passend {importlib.metadata.version('passend')}, {libraries}",
        "Seconds are of the processor, all threads of the process together, unless it says *by the clock*. Each figure "
        "is the least of its repeats: other work on the machine can only make one longer. A ratio is of two things "
        "measured by turns in this run; absolute times of two runs cannot be compared.",
    ]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.processor()
