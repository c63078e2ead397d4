"""The law on a table of placements, against version 1: sizes, threads, six years, ten times the schemes.

The placements of each chunk are made outside the clock. Nothing is read or written: tables.py does that.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import version_1
from report import Figure, Section, at_least
from turns import by_turns, least
from versions import BEFORE, HERE, Versions

#: So many rows are run once.
ONCE_FROM = 5_000_000
#: What version 1 was quickest with, and what this version reads from a file at a time.
CHUNK = 20_000
AGAINST_VERSION_1, TWO_THREADS = 5.0, 1.6
COMPARED_ROWS = 50_000


def measure(versions: Versions, sizes: Sequence[int], repeats: int, folder: Path) -> Section:
    """Microseconds a placement by size, and ratios by turns."""
    judged = max(rows for rows in sizes if rows < ONCE_FROM)
    figures = []
    for rows in sizes:
        figures.append(_against(versions, f"{rows:,} placements", repeats, rows == judged, rows=rows))
    figures += _threads(versions, judged, repeats)
    figures.append(
        _against(
            versions, f"{judged:,}, records made from columns inside the clock", repeats, from_columns=True, rows=judged
        )
    )
    few = max(judged // 20, 100)
    figures.append(_against(versions, f"{few:,} of six years", repeats, six_years=True, rows=few))
    figures += _cells(versions, min(COMPARED_ROWS, judged), folder)
    figures.append(_tenfold(versions, max(judged // 5, 100), repeats, folder))
    return Section(
        "The law on a table",
        figures,
        f"Mixed placements in chunks of {CHUNK:,}; one thread but where it says two; {repeats} runs by turns (five "
        "million rows: one). Version 1: `evaluate`, `result_fields` and `findings` of ready columns; this version: "
        "`columns_of` ready records, which come to the same results. Two threads are judged by the clock: the load "
        "average above says whether two cores were free.",
    )


def _against(versions: Versions, what: str, repeats: int, judged: bool = False, rows: int = 0, **how: Any) -> Figure:
    """This version against version 1, by turns."""
    before_how = {name: value for name, value in how.items() if name != "from_columns"}
    runs = by_turns(
        {
            BEFORE: lambda: versions.before.ask("engine", rows=rows, chunk=CHUNK, **before_how),
            HERE: lambda: versions.here.ask("engine", rows=rows, chunk=CHUNK, **how),
        },
        repeats if rows < ONCE_FROM else 1,
    )
    here, before = (least(runs[name]) / rows * 1e6 for name in (HERE, BEFORE))
    assert runs[HERE][0]["entries"] == runs[BEFORE][0]["entries"], "the two cut placements differently"
    entries = runs[HERE][0]["entries"] / rows
    shown = f"{here:.2f} us a placement, version 1: {before:.2f}; {entries:.1f} entries each"
    return at_least(what, before / here, AGAINST_VERSION_1 if judged else None, shown)


def _threads(versions: Versions, rows: int, repeats: int) -> list[Figure]:
    runs = by_turns(
        {
            str(threads): lambda threads=threads: versions.here.ask("engine", rows=rows, chunk=CHUNK, threads=threads)
            for threads in (1, 2)
        },
        repeats,
    )
    one, two = (least(runs[threads], "wall") for threads in ("1", "2"))
    work = least(runs["2"]) / least(runs["1"])
    shown = f"by the clock {one / rows * 1e6:.2f} and {two / rows * 1e6:.2f} us; processor time {work:.2f} times"
    return [at_least(f"{rows:,} placements on two threads against one", one / two, TWO_THREADS, shown)]


def _cells(versions: Versions, rows: int, folder: Path) -> list[Figure]:
    """How many results of the first rows are the same in both."""
    files = {HERE: folder / "here.npz", BEFORE: folder / "before.npz"}
    versions.here.ask("cells", rows=rows, target=str(files[HERE]))
    versions.before.ask("cells", rows=rows, target=str(files[BEFORE]))
    with np.load(files[HERE]) as here, np.load(files[BEFORE]) as before:
        names = [name for name in here.files if name in before.files]
        apart = {name: int((here[name] != before[name]).sum()) for name in names}
    whole, different = rows * len(names), sum(apart.values())
    return [
        Figure(
            "results that are the same in both",
            f"{whole - different:,} of {whole:,} ({(whole - different) / whole:.2%}); "
            f"{sum(1 for number in apart.values() if not number)} of {len(names)} columns wholly",
        )
    ]


def _tenfold(versions: Versions, rows: int, repeats: int, folder: Path) -> Figure:
    """The same with each scheme ten times, under ten keys."""
    here, before = folder / "tenfold", folder / "tenfold_before"
    _ten_times(version_1.ROOT, here)
    _ten_times(versions.rules.folder, before)
    versions.learn(here, before)
    figure = _against(versions, f"{rows:,} with ten times the schemes", repeats, rows=rows)
    versions.learn(None, versions.rules.folder)
    return figure


def _ten_times(rules: Path, target: Path) -> None:
    for part in version_1.RULE_FOLDERS:
        shutil.copytree(rules / part, target / part)
    for file in sorted((target / "sector_data/schemes").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        for number in range(2, 11):
            key = f"{file.stem}_{number}"
            copied = text.replace(f"key: {file.stem}\n", f"key: {key}\n", 1)
            file.with_name(f"{key}.yaml").write_text(copied, encoding="utf-8")
