"""Files in, files out: csv, xlsx or parquet, a chunk at a time, in order, nothing lost and nothing half-written.

Results and errors are written beside their targets and moved into place when everything is there; whatever goes
wrong on the way (a fault, a full disk, Ctrl-C) leaves the targets as they were.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from compensation.rulebook import RuleBook, load_rulebook
from compensation.table.compute import ERROR_SCHEMA, Matched, Outcome
from compensation.table.csv_files import CsvSource, CsvWriter
from compensation.table.faults import TableError
from compensation.table.limits import NO_LIMITS, Limits
from compensation.table.parquet_files import ParquetSource, ParquetWriter
from compensation.table.results import no_results
from compensation.table.source import (
    Chunk,
    Ragged,
    Source,
    matched_of,
    refuse_nameless,
    slices,
    without_nameless,
)
from compensation.table.workers import outcomes
from compensation.table.xlsx_files import XlsxSource
from compensation.table.xlsx_writer import XlsxWriter
from compensation.texts import FALLBACK, text

KINDS = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class Progress:
    """How far a file is: rows done, rows in all when that is known, the part of the file, seconds so far."""

    rows: int
    total: int | None
    part: float
    seconds: float

    @property
    def rows_per_second(self) -> float:
        """Speed so far."""
        return self.rows / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time left at this speed, None as long as that cannot be known."""
        return self.seconds * (1 - self.part) / self.part if self.part > 0 else None


@dataclass(frozen=True)
class FileReport:
    """What was done: rows = results + wrong_rows; `error_lines` counts every fault of the wrong rows.

    In `assumed_workdays` of the results only the number of workdays was said; it counts from Monday.
    """

    rows: int
    results: int
    wrong_rows: int
    error_lines: int
    seconds: float
    target: Path
    errors: Path
    carried: tuple[str, ...]
    assumed_workdays: int = 0


class Writer(Protocol):
    """A file of rows that is being written."""

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows."""
        ...

    def close(self) -> None:
        """Write everything out."""
        ...

    def abandon(self) -> None:
        """Leave it unfinished."""
        ...


def assess_file(
    source: Path | str,
    target: Path | str,
    errors: Path | str | None = None,
    *,
    rulebook: RuleBook | None = None,
    workers: int = 1,
    lang: str = FALLBACK,
    progress: Callable[[Progress], None] | None = None,
    force: bool = False,
    limits: Limits = NO_LIMITS,
) -> FileReport:
    """Assess a file of placements (columns: docs/columns.md) into a file of results and a file of errors.

    `errors` defaults to `<target>.errors` with the target's ending. Raises TableError, in one message, for what
    cannot be read or written; rows that are wrong never raise, they stand in the errors file.
    """
    source, target = Path(source), Path(target)
    wrong = Path(errors) if errors is not None else target.with_name(f"{target.stem}.errors{target.suffix}")
    _check_paths(source, target, wrong, force)
    if workers < 1:
        raise TableError("workers")
    book = rulebook or load_rulebook()
    with _explained(source), contextlib.closing(open_source(source, limits)) as opened:
        matched = without_nameless(whole := matched_of(opened.names, opened.first_rows, book))
        with _explained(target), Staged(target, force) as results, Staged(wrong, force) as faults:
            run = _Run(opened, whole, matched, book, lang, workers, progress)
            run.write(_writer(results.part, opened), _writer(faults.part, opened), target.suffix.lower() == ".parquet")
            results.commit()
            faults.commit()
    return run.report(target, wrong)


def open_source(path: Path, limits: Limits = NO_LIMITS) -> Any:
    """A file of placements, opened by its ending. Raises TableError; also, while it is read, above the limits."""
    kinds: dict[str, type[Any]] = {".csv": CsvSource, ".xlsx": XlsxSource, ".parquet": ParquetSource}
    return kinds[_kind_of(path)](path, limits)


def _kind_of(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise TableError("file_kind", file=path.name)
    return kind


def _check_paths(source: Path, target: Path, errors: Path, force: bool) -> None:
    for path in (source, target, errors):
        if path.is_dir():
            raise TableError("is_folder", file=path.name)
        _kind_of(path)
    if not source.exists():
        raise TableError("not_found", file=source.name)
    if len({source.resolve(), target.resolve(), errors.resolve()}) < 3:
        raise TableError("same_file", file=target.name)
    for path in (target, errors):
        _refuse_existing(path, force)


def _refuse_existing(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise TableError("output_exists", file=path.name)


def _writer(path: Path, source: Any) -> Writer:
    kind = path.suffix.lower()
    if kind == ".csv":
        return CsvWriter(path, source.dialect if isinstance(source, CsvSource) else None)
    return XlsxWriter(path) if kind == ".xlsx" else ParquetWriter(path)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system says about a file, in one message."""
    try:
        yield
    except PermissionError as error:
        raise TableError("no_permission", file=_name(error, path)) from None
    except FileNotFoundError as error:
        raise TableError("not_found", file=_name(error, path)) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise TableError("disk_full") from None
        raise TableError("io", file=_name(error, path), reason=error.strerror or "?") from None


def _name(error: OSError, path: Path) -> str:
    named = Path(error.filename).name if isinstance(error.filename, str) else path.name
    return path.name if named.startswith(".") else named


class Staged:
    """A file that is written beside its place and moved there when it is whole."""

    def __init__(self, target: Path, force: bool) -> None:
        self.target = target
        self.force = force
        self.part = target.with_name(f".{target.stem}.{os.getpid()}.part{target.suffix}")

    def __enter__(self) -> Staged:
        return self

    def commit(self) -> None:
        """Move it into place."""
        _refuse_existing(self.target, self.force)
        self.part.replace(self.target)

    def __exit__(self, *_: object) -> None:
        self.part.unlink(missing_ok=True)


class _Run:
    """One file on its way from source to results and errors."""

    def __init__(
        self,
        source: Source,
        whole: Matched,
        matched: Matched,
        book: RuleBook,
        lang: str,
        workers: int,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.source, self.whole, self.matched, self.book = source, whole, matched, book
        self.lang, self.workers, self.progress = lang, workers, progress
        self.rows = self.results = self.wrong = self.lines = self.assumed = 0
        self.began = time.perf_counter()

    def write(self, results: Writer, errors: Writer, one_schema: bool) -> None:
        """Everything, chunk by chunk; while one is computed, the one before it is written."""
        with ThreadPoolExecutor(1) as beside:
            writing: Future[None] | None = None
            try:
                results_names = list(no_results(self.book))
                for chunk, outcome in outcomes(self._chunks(), self.matched, self.book, self.lang, self.workers):
                    if writing is not None:
                        writing.result()
                    columns = self._columns(chunk, outcome, results_names, one_schema)
                    writing = beside.submit(self._append, results, errors, columns, self._errors(chunk, outcome))
                    self._count(chunk, outcome)
                if writing is not None:
                    writing.result()
                else:
                    self._append_nothing(results, errors)
                results.close()
                errors.close()
            except BaseException:
                beside.shutdown(wait=True, cancel_futures=True)
                results.abandon()
                errors.abandon()
                raise

    def _chunks(self) -> Iterator[Chunk]:
        for large in self.source.chunks():
            refuse_nameless(self.whole, large)
            yield from slices(large)

    def _columns(self, chunk: Chunk, outcome: Outcome, names: list[str], one_schema: bool) -> dict[str, pa.Array]:
        """id, the carried columns, the results. Parquet wants the same types in every chunk; a workbook has none."""
        sound = pa.array(outcome.sound)
        as_words = one_schema and isinstance(self.source, XlsxSource)

        def taken(place: int) -> pa.Array:
            column = chunk.columns[place].take(sound)
            return column.cast(pa.string()) if as_words else column

        known = self.matched.known
        ids = taken(known["id"]) if "id" in known else pa.array(chunk.numbers[outcome.sound], pa.int64())
        carried = {
            name: taken(place)
            for name, place in zip(self.matched.carried_names(names), self.matched.carried, strict=True)
        }
        return {"id": ids, **carried, **outcome.results}

    def _errors(self, chunk: Chunk, outcome: Outcome) -> pa.Table:
        if not chunk.ragged:
            return outcome.errors
        ragged = pa.table([list(cells) for cells in zip(*map(self._ragged, chunk.ragged), strict=True)], ERROR_SCHEMA)
        both = pa.concat_tables([outcome.errors, ragged])
        return both.take(np.argsort(both["row"].to_numpy(), kind="stable"))

    def _ragged(self, row: Ragged) -> tuple[Any, ...]:
        problem = text("table.errors.ragged_rows", self.lang, row=row.number, found=row.found, expected=row.expected)
        return row.number, "", row.text, problem

    def _append(self, results: Writer, errors: Writer, columns: Mapping[str, pa.Array], faults: pa.Table) -> None:
        results.write(columns)
        errors.write({name: faults[name] for name in faults.column_names})

    def _append_nothing(self, results: Writer, errors: Writer) -> None:
        empty = Chunk(tuple(pa.array([], pa.string()) for _ in self.matched.names), np.zeros(0, np.int64))
        nothing = Outcome(np.zeros(0, np.int64), no_results(self.book), ERROR_SCHEMA.empty_table(), 0)
        columns = self._columns(empty, nothing, list(nothing.results), False)
        self._append(results, errors, columns, nothing.errors)

    def _count(self, chunk: Chunk, outcome: Outcome) -> None:
        self.rows += len(chunk) + len(chunk.ragged)
        self.results += len(outcome.sound)
        self.wrong += outcome.wrong_rows + len(chunk.ragged)
        self.lines += len(outcome.errors) + len(chunk.ragged)
        self.assumed += outcome.assumed_workdays
        if self.progress is not None:
            part = self.rows / self.source.rows if self.source.rows else self.source.done()
            seconds = time.perf_counter() - self.began
            self.progress(Progress(self.rows, self.source.rows, part, seconds))

    def report(self, target: Path, errors: Path) -> FileReport:
        """What was done."""
        seconds = time.perf_counter() - self.began
        carried = tuple(self.matched.names[place] for place in self.matched.carried)
        counts = (self.rows, self.results, self.wrong, self.lines)
        return FileReport(*counts, seconds, target, errors, carried, self.assumed)
