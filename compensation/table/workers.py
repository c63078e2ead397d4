"""Chunks into outcomes, in this process or in several, always in the order of the file.

A worker gets Arrow columns and gives Arrow columns back. It does not listen to Ctrl-C (the parent stops it), and
it stops by itself when the parent is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from compensation.reading.tables import Column
from compensation.rulebook import RuleBook, load_rulebook
from compensation.table.compute import Matched, Outcome, compute
from compensation.table.faults import TableError
from compensation.table.source import Chunk


@dataclass(frozen=True)
class Job:
    """What a worker has to know of the whole file."""

    matched: Matched
    lang: str


def outcomes(
    chunks: Iterable[Chunk], matched: Matched, book: RuleBook, lang: str, workers: int
) -> Iterator[tuple[Chunk, Outcome]]:
    """Each chunk with its outcome. A file of one chunk is not worth a worker's start."""
    waiting_chunks = iter(chunks)
    first = list(islice(waiting_chunks, 2))
    everything = chain(first, waiting_chunks)
    if workers > 1 and len(first) > 1:
        yield from _in_workers(everything, matched, book, lang, workers)
        return
    for chunk in everything:
        yield chunk, compute(_ours(chunk, matched), matched, chunk.numbers, book, lang=lang)


def _in_workers(
    chunks: Iterable[Chunk], matched: Matched, book: RuleBook, lang: str, workers: int
) -> Iterator[tuple[Chunk, Outcome]]:
    paths = (book.overlay.path if book.overlay else book.folder, book.folder)
    pool = ProcessPoolExecutor(
        workers,
        multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(paths, Job(matched, lang)),
    )
    waiting: deque[tuple[Chunk, Future[_Packed]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_work, _ours(chunk, matched), chunk.numbers)))
            if len(waiting) > workers:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except BrokenProcessPool:
        raise TableError("worker_stopped") from None
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _next(waiting: deque[tuple[Chunk, Future[_Packed]]]) -> tuple[Chunk, Outcome]:
    chunk, future = waiting.popleft()
    return chunk, future.result().unpacked()


def _ours(chunk: Chunk, matched: Matched) -> Mapping[str, pa.Array]:
    return {column: chunk.columns[place] for column, place in matched.known.items()}


@dataclass(frozen=True)
class _Packed:
    """An outcome on its way between processes; columns without a value travel as their type."""

    sound: Column
    results: Mapping[str, pa.Array | pa.DataType]
    errors: pa.Table
    wrong_rows: int
    assumed_workdays: int
    facts: Mapping[str, pa.Array]

    @classmethod
    def of(cls, outcome: Outcome) -> _Packed:
        """Leave out what is empty."""
        light = {name: c.type if c.null_count == len(c) else c for name, c in outcome.results.items()}
        return cls(outcome.sound, light, outcome.errors, outcome.wrong_rows, outcome.assumed_workdays, outcome.facts)

    def unpacked(self) -> Outcome:
        """With its empty columns."""
        rows = len(self.sound)
        whole = {
            name: pa.nulls(rows, column) if isinstance(column, pa.DataType) else column
            for name, column in self.results.items()
        }
        return Outcome(self.sound, whole, self.errors, self.wrong_rows, self.assumed_workdays, self.facts)


# ---------------------------------------------------------------- in the worker

_state: dict[str, Any] = {}


def _begin(paths: tuple[Path, Path], job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    pa.set_cpu_count(1)
    _state.update(book=load_rulebook(paths[0], base=paths[1]), job=job)


def _stop_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(ours: Mapping[str, pa.Array], numbers: Column) -> _Packed:
    job: Job = _state["job"]
    return _Packed.of(compute(ours, job.matched, numbers, _state["book"], lang=job.lang))
