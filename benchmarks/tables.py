"""Files and frames of placements: frame to frame, parquet to parquet beside only copying, xlsx to xlsx.

Each run is a process of its own, so that its peak memory is its own; rules and law are loaded before the clock starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from placements_file import write_placements
from report import Figure, Section, at_least, under
from turns import Run, by_turns, least, most
from versions import BEFORE, HERE, Versions

FRAME_MIB, FILE_MIB = 2_048, 500
COPY_TIMES, XLSX_TIMES = 1.7, 3.0
COPY = "only copying"


def measure(versions: Versions, rows: int, xlsx_rows: int, repeats: int, folder: Path) -> Section:
    """Seconds, ratios and memory."""
    source = folder / "placements.parquet"
    write_placements(source, rows, versions.world.schemes)
    figures = [*_frames(versions, source, rows, repeats), *_parquet(versions, source, rows, repeats)]
    figures += _xlsx(versions, source, xlsx_rows, repeats)
    return Section(
        "Tables",
        figures,
        f"`assess_table` and `assess_file` from cells to all columns of the contract, {repeats} runs by turns; version "
        "1 in one process. Peak memory is that of the whole process: Python, packages, what goes in and what comes "
        "out. "
        "*Only copying* reads the input and writes the same results, already computed, with the same writer.",
    )


def _run(versions: Versions, name: str, task: str, **arguments: Any) -> Callable[[], Run]:
    def run() -> Run:
        with versions.fresh(name) as program:
            found: Run = program.ask(task, **{key: str(value) for key, value in arguments.items()})
            return found

    return run


def _frames(versions: Versions, source: Path, rows: int, repeats: int) -> list[Figure]:
    runs = by_turns({name: _run(versions, name, "frame", source=source) for name in (BEFORE, HERE)}, repeats)
    peaks = {name: most(runs[name], "peak_mib") for name in runs}
    return [
        _against(f"frame to frame, {rows:,} rows, against version 1", runs),
        under("its peak memory", peaks[HERE], FRAME_MIB, "MiB", shown=f"version 1: {peaks[BEFORE]:,.0f} MiB"),
    ]


def _parquet(versions: Versions, source: Path, rows: int, repeats: int) -> list[Figure]:
    results = {name: source.with_name(f"results_{place}.parquet") for place, name in enumerate((BEFORE, HERE))}
    runs = by_turns(
        {name: _run(versions, name, "file", source=source, target=results[name]) for name in (BEFORE, HERE)}
        | {COPY: _run(versions, HERE, "copy", source=source, results=results[HERE])},
        repeats,
    )
    peaks = {name: most(runs[name], "peak_mib") for name in runs}
    copying, clock = (least(runs[HERE], what) / least(runs[COPY], what) for what in ("processor", "wall"))
    shown = f"by the clock {clock:.2f} times; copying {least(runs[COPY]):.2f} s, {peaks[COPY]:.0f} MiB"
    return [
        _against(f"parquet to parquet, {rows:,} rows, against version 1", runs),
        under("against only copying", copying, COPY_TIMES, "times", 2, shown),
        under("its peak memory", peaks[HERE], FILE_MIB, "MiB", shown=f"version 1: {peaks[BEFORE]:,.0f} MiB"),
    ]


def _xlsx(versions: Versions, source: Path, rows: int, repeats: int) -> list[Figure]:
    book = source.with_name("placements.xlsx")
    versions.here.ask("to_xlsx", source=str(source), target=str(book), rows=rows)
    runs = by_turns(
        {
            name: _run(versions, name, "file", source=book, target=source.with_name("results.xlsx"))
            for name in (BEFORE, HERE)
        },
        repeats,
    )
    return [_against(f"xlsx to xlsx, {rows:,} rows, against version 1", runs, XLSX_TIMES)]


def _against(what: str, runs: Mapping[str, list[Run]], target: float | None = None) -> Figure:
    """How many times as fast as version 1, and the seconds of both."""
    here, before = (least(runs[name]) for name in (HERE, BEFORE))
    return at_least(what, before / here, target, f"{here:.2f} s, version 1: {before:.2f} s")
