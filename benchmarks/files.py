"""A file of placements from parquet to parquet, against only reading and writing the same files.

    python files.py assess IN OUT WORKERS     one run of `assess_file` as JSON
    python files.py copy IN OUT               only reading IN and writing what is in OUT, as JSON

run.py starts each in a process of its own, so that peak memory is its own. The input is made by table_million.py.
Stages are measured inside the run, in the one process that does everything (one worker): their functions are
wrapped in a stop-watch. Writing goes on beside the next chunk, so the stages may add up to more than the whole.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from engine import ONCE_FROM
from memory import run_json
from report import Figure, Section, spread
from table_million import write_placements

SECONDS_TARGET, MEMORY_TARGET_MIB, COPY_TARGET = 10.0, 1_024, 4.0
STAGES = ("read", "check", "columns", "ledger", "norms", "results", "write")


def measure(sizes: Sequence[int], repeats: int, folder: Path, judged: int = 1_000_000) -> Section:
    """Every size with one and two workers, the one that is judged by stage and against copying."""
    figures: list[Figure] = []
    for rows in sizes:
        source = folder / f"{rows}.parquet"
        write_placements(source, rows)
        figures += _of_size(
            source, rows, repeats if rows < ONCE_FROM else 1, rows == (judged if judged in sizes else max(sizes))
        )
        source.unlink()
    return Section(
        "Parquet to parquet",
        figures,
        "`assess_file`: read, check, ledger, norms, results and findings (all columns of the contract), write; by the "
        "clock on the wall, with the processor time of all processes beside it. Peak memory is that of the process "
        "and its workers together, their code included. *Only copying* reads the input and writes the same results, "
        f"already computed, with the same writer. {repeats} runs by turns (five million rows: one); median (quickest "
        "to slowest). Stages are added up over all chunks; writing goes on beside the next chunk.",
    )


def _of_size(source: Path, rows: int, repeats: int, judged: bool) -> list[Figure]:
    target = source.with_name("results.parquet")
    runs: dict[str, list[dict[str, Any]]] = {"1": [], "2": [], "copy": []}
    for _ in range(repeats):
        for workers in ("1", "2"):
            runs[workers].append(run_json(__file__, "assess", source, target, workers))
        runs["copy"].append(run_json(__file__, "copy", source, target))
    figures = []
    for workers in ("1", "2"):
        seconds = [run["seconds"] for run in runs[workers]]
        peak = max(run["peak_mib"] for run in runs[workers])
        work = min(run["processor"] for run in runs[workers])
        speed = f"{rows / min(seconds):,.0f} rows a second"
        found = f"{spread(seconds)}, {speed}; processor {work:.1f} s; peak {peak:.0f} MiB"
        what = f"{rows:,} rows, {workers} worker{'s' if workers == '2' else ''}"
        if judged and workers == "2" and rows == 1_000_000:
            met = sorted(seconds)[len(seconds) // 2] < SECONDS_TARGET and peak < MEMORY_TARGET_MIB
            figures.append(Figure(what, found, "under 10 s and 1 GiB", met))
        else:
            figures.append(Figure(what, found))
        if judged:
            figures += _against_copying(runs[workers], runs["copy"], workers)
    if judged:
        copying, work = ([run[name] for run in runs["copy"]] for name in ("seconds", "processor"))
        peak = max(run["peak_mib"] for run in runs["copy"])
        measured = f"{spread(copying)}; processor {min(work):.1f} s; peak {peak:.0f} MiB"
        figures.append(Figure("only copying", measured))
        for stage in STAGES:
            figures.append(Figure(f"stage: {stage} (1 worker)", spread([run["stages"][stage] for run in runs["1"]])))
    return figures


def _against_copying(runs: list[dict[str, Any]], copies: list[dict[str, Any]], workers: str) -> list[Figure]:
    """How many times as long as copying: on the wall, and in processor time where one process does it all."""
    figures = []
    for name in ("seconds", "processor") if workers == "1" else ("seconds",):
        ratios = [run[name] / alone[name] for run, alone in zip(runs, copies, strict=True)]
        what = "against only copying" if name == "seconds" else "against only copying, processor time"
        measured = spread(ratios, 1, "times")
        if name == "seconds" and workers == "1":  # other work on the machine slows one more than the other
            figures.append(Figure(what, measured))
        else:
            figures.append(Figure(what, measured, "at most 4 times", statistics.median(ratios) <= COPY_TARGET))
    return figures


# ---------------------------------------------------------------- in the process that is measured


class Stopwatch:
    """Seconds spent in functions, by stage; what is spent in an inner stage is not counted for the outer one."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)

    def wrap(self, module: Any, name: str, stage: str, inside: str = "") -> None:
        """Replace `module.name` by itself with a stop-watch; its time is taken off the stage `inside`."""
        plain: Callable[..., Any] = getattr(module, name)

        def timed(*args: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return plain(*args, **named)
            finally:
                self.add(stage, time.perf_counter() - began, inside)

        setattr(module, name, timed)

    def wrap_chunks(self, owner: Any) -> None:
        """Time what the generator `owner.chunks` itself does."""
        plain: Callable[..., Iterator[Any]] = owner.chunks

        def timed(source: Any) -> Iterator[Any]:
            chunks = plain(source)
            while True:
                began = time.perf_counter()
                chunk = next(chunks, None)
                self.add("read", time.perf_counter() - began)
                if chunk is None:
                    return
                yield chunk

        owner.chunks = timed

    def add(self, stage: str, seconds: float, inside: str = "") -> None:
        """Count seconds."""
        self.seconds[stage] += seconds
        if inside:
            self.seconds[inside] -= seconds


def assess(source: Path, target: Path, workers: int) -> dict[str, Any]:
    """One run of assess_file."""
    from compensation import evaluate, load_rulebook
    from compensation.table import assess_file, compute, parquet_files

    watch = Stopwatch()
    watch.wrap_chunks(parquet_files.ParquetSource)
    watch.wrap(compute, "check_rows", "check")
    watch.wrap(compute, "placements_of", "columns")
    watch.wrap(evaluate, "make_ledger", "ledger", inside="norms")
    watch.wrap(compute, "evaluate", "norms")
    watch.wrap(compute, "result_columns", "results")
    watch.wrap(parquet_files.ParquetWriter, "write", "write")
    watch.wrap(parquet_files.ParquetWriter, "close", "write")
    book = load_rulebook()
    used = _processor()
    began = time.perf_counter()
    report = assess_file(source, target, rulebook=book, workers=workers, force=True)
    seconds = time.perf_counter() - began
    assert report.rows == report.results + report.wrong_rows, "rows were lost"
    assert report.results > 0.99 * report.rows, f"{report.wrong_rows} wrong rows in a benchmark of sound ones"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "processor": _processor() - used, "peak_mib": peak / 1024, "stages": watch.seconds}


def _processor() -> float:
    """Processor time of this process and its workers, which are waited for."""
    for child in multiprocessing.active_children():
        child.join()
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def copy(source: Path, results: Path) -> dict[str, Any]:
    """Only reading the input and writing the results, chunk by chunk; reading the results back is not counted."""
    from compensation.table.parquet_files import CHUNK_ROWS, ParquetSource, ParquetWriter

    clock, used = time.perf_counter(), time.process_time()
    opened = ParquetSource(source)
    assert sum(len(chunk) for chunk in opened.chunks()) > 0
    opened.close()
    writer = ParquetWriter(results.with_name("copy.parquet"))
    seconds, processor = time.perf_counter() - clock, time.process_time() - used
    for batch in pq.ParquetFile(results).iter_batches(batch_size=CHUNK_ROWS, use_threads=False):
        clock, used = time.perf_counter(), time.process_time()
        writer.write(dict(zip(batch.schema.names, batch.columns, strict=True)))
        seconds, processor = seconds + time.perf_counter() - clock, processor + time.process_time() - used
    clock, used = time.perf_counter(), time.process_time()
    writer.close()
    seconds, processor = seconds + time.perf_counter() - clock, processor + time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "processor": processor, "peak_mib": peak / 1024}


if __name__ == "__main__":
    what, given, made, *rest = sys.argv[1:]
    done = assess(Path(given), Path(made), int(rest[0])) if what == "assess" else copy(Path(given), Path(made))
    print(json.dumps(done))
