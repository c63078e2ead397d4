"""Files in, files out: csv, xlsx or parquet, a chunk at a time, in order, nothing lost and nothing half-written.

Results and errors are written beside their targets and moved into place, both or neither, when everything is there;
whatever goes wrong on the way (a fault, a full disk, Ctrl-C) leaves the targets as they were.
"""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from compensation import pairs
from compensation.pairs import hash_of
from compensation.rulebook import RuleBook, load_rulebook
from compensation.staging import Staged, place_of, sweep, taken
from compensation.table.cage import CagedSource
from compensation.table.compute import ERROR_SCHEMA, Outcome
from compensation.table.csv_writer import CsvWriter
from compensation.table.faults import TableError
from compensation.table.limits import NO_LIMITS, Limits
from compensation.table.look import Said, look_at
from compensation.table.mapping import NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.parquet_writer import ParquetWriter
from compensation.table.prepare import Prepared
from compensation.table.result_names import written_name
from compensation.table.results import no_results
from compensation.table.source import Chunk, Counted, LeftOut, Ragged, slices
from compensation.table.workers import outcomes
from compensation.table.xlsx_writer import XlsxWriter
from compensation.texts import FALLBACK, text

#: What is written, and what is read.
KINDS = (".csv", ".xlsx", ".parquet")
READ_KINDS = (*KINDS, ".tsv", ".txt", ".xlsm", ".xls", ".ods")


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

    In `assumed_workdays` of the results only the number of workdays was said; it counts from Monday. `left_out_rows`
    are no placements (totals, notes; the first of them in `left_out`), `noted` cells stand beside the table. `counted`
    is what a second reader found in the file. `hash`, `results_hash` and `errors_hash` are the SHA-256 of the bytes
    that were read and of the two files that were written.
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
    left_out_rows: int = 0
    left_out: tuple[LeftOut, ...] = ()
    noted: int = 0
    counted: Counted | None = None
    hash: str = ""
    results_hash: str = ""
    errors_hash: str = ""
    remarks: tuple[Said, ...] = ()
    tabs_not_read: tuple[str, ...] = ()


def told(report: FileReport) -> Iterator[Said]:
    """What is to be said of how a file was read: what was taken, dropped, left out, not read."""
    yield from report.remarks
    if report.left_out_rows:
        yield Said("rows_left_out", {"rows": report.left_out_rows, "which": report.left_out})
    if report.noted:
        yield Said("noted", {"cells": report.noted})
    if report.tabs_not_read:
        yield Said("tabs_not_read", {"tabs": ", ".join(report.tabs_not_read)})


class Writer(Protocol):
    """A file of rows that is being written."""

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows."""
        ...

    def close(self, note: Mapping[str, str] | None = None, /) -> None:
        """Write everything out; a note goes into the file, where its form has a place for one."""
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
    tab: str | None = None,
    mapping: Answers = NO_MAPPING,
    accept_unused: bool = False,
    on_errors: Callable[[pa.Table], object] | None = None,
    seen: Callable[[Outcome], None] | None = None,
) -> FileReport:
    """Assess a file of placements (columns: docs/columns.md) into a file of results and a file of errors.

    `errors` defaults to `<target>.errors` with the target's ending. Raises TableError, in one message, for what
    cannot be read or written, and LookError (one of those) with every question that must be answered first, by a tab, a
    mapping, or by accepting what is not used; rows that are wrong never raise, they stand in the errors file, and
    `on_errors` is given those of each chunk, in order: row, id, column, value, problem. `seen` is given each outcome.
    """
    source, target = Path(source), Path(target)
    wrong = Path(errors) if errors is not None else target.with_name(f"{target.stem}.errors{target.suffix}")
    mended = _check_paths(source, target, wrong, force)
    if workers < 1:
        raise TableError("workers")
    book = rulebook or load_rulebook()
    with explained(source):
        hashed = hash_of(source)
        with contextlib.closing(open_source(source, limits)) as opened:
            look = look_at(opened, book, mapping, tab=tab, accept_unused=accept_unused)
            look.refuse()
            prepared = Prepared(look, book, mapping)
            run = _Run(opened, prepared, book, lang, workers, progress, target.suffix.lower(), on_errors, seen)
            with explained(target):
                mended = mended or _mended(target, wrong)
                with Staged(target) as results, Staged(wrong) as faults:
                    run.write(_writer(results.part, opened), _writer(faults.part, opened), faults.part)
                    _refuse_existing(target, wrong, force)
                    written = _commit(results, faults)
    return run.report(target, wrong, hashed, written, mended)


def open_source(path: Path, limits: Limits = NO_LIMITS) -> CagedSource:
    """A file of placements, opened in the cage. Raises TableError; also, while it is read, above the limits."""
    if path.suffix.lower() not in READ_KINDS:
        raise TableError("file_kind", file=path.name, kinds=", ".join(READ_KINDS))
    return CagedSource(path, limits)


def _kind_of(path: Path, kinds: tuple[str, ...] = KINDS) -> str:
    kind = path.suffix.lower()
    if kind not in kinds:
        raise TableError("file_kind", file=path.name, kinds=", ".join(kinds))
    return kind


def _check_paths(source: Path, target: Path, errors: Path, force: bool) -> tuple[Said, ...]:
    for path in (source, target, errors):
        if path.is_dir():
            raise TableError("is_folder", file=path.name)
        _kind_of(path, READ_KINDS if path == source else KINDS)
    if not source.exists():
        raise TableError("not_found", file=source.name)
    with explained(target):
        if len({place_of(source), place_of(target), place_of(errors)}) < 3:
            raise TableError("same_file", file=target.name)
        mended = () if force else _mended(target, errors)
    if mended and (taken(target) or taken(errors)):
        raise TableError(f"{mended[0].code}_exists", **mended[0].values)
    _refuse_existing(target, errors, force)
    return mended


def _refuse_existing(target: Path, errors: Path, force: bool) -> None:
    for path in (target, errors):
        if taken(path) and not force:
            raise TableError("output_exists", file=path.name)


def _mended(target: Path, errors: Path) -> tuple[Said, ...]:
    """What a killed run left of these two is finished, or removed, and told."""
    how = pairs.mend(target)
    for path in (target, errors):
        sweep(place_of(path))
    return (Said(f"pair_{how}", {"file": target.name, "errors": errors.name}),) if how else ()


def _commit(results: Staged, errors: Staged) -> tuple[str, str]:
    try:
        return pairs.commit(results, errors)
    except pairs.HaltedError:
        raise TableError("pair_halted", file=results.target.name, errors=errors.target.name) from None


def _writer(path: Path, source: CagedSource) -> Writer:
    kind = path.suffix.lower()
    if kind == ".csv":
        return CsvWriter(path, source.written)
    return XlsxWriter(path) if kind == ".xlsx" else ParquetWriter(path)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
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


class _Run:
    """One file on its way from source to results and errors."""

    def __init__(
        self,
        source: CagedSource,
        prepared: Prepared,
        book: RuleBook,
        lang: str,
        workers: int,
        progress: Callable[[Progress], None] | None,
        kind: str,
        on_errors: Callable[[pa.Table], object] | None = None,
        seen: Callable[[Outcome], None] | None = None,
    ) -> None:
        self.source, self.prepared, self.matched, self.book = source, prepared, prepared.matched, book
        self.lang, self.workers, self.progress, self.kind, self.seen = lang, workers, progress, kind, seen
        self.total = source.tabs[prepared.look.tab].rows
        self.rows = self.results = self.wrong = self.lines = self.assumed = 0
        self.on_errors = on_errors
        self.began = time.perf_counter()

    def write(self, results: Writer, errors: Writer, errors_part: Path) -> None:
        """Everything, chunk by chunk; while one is computed, the one before it is written. Results name the errors."""
        with ThreadPoolExecutor(1) as beside:
            writing: Future[None] | None = None
            try:
                for chunk, outcome in outcomes(self._chunks(), self.matched, self.book, self.lang, self.workers):
                    if writing is not None:
                        writing.result()
                    columns = self._columns(chunk, outcome)
                    faults = self._errors(chunk, outcome)
                    if self.on_errors is not None:
                        self.on_errors(faults)
                    writing = beside.submit(self._append, results, errors, columns, faults)
                    self._count(chunk, outcome)
                if writing is not None:
                    writing.result()
                else:
                    self._append_nothing(results, errors)
                self._close_counts()
                errors.close()
                results.close({"errors_sha256": hash_of(errors_part)})
            except BaseException:
                beside.shutdown(wait=True, cancel_futures=True)
                results.abandon()
                errors.abandon()
                raise

    def _chunks(self) -> Iterator[Chunk]:
        for large in self.source.chunks(self.prepared.look.choice):
            yield from slices(self.prepared.chunk(large))

    def _close_counts(self) -> None:
        """Every row that was handed over is a result, an error, or named as no placement."""
        handed = self.source.counted.rows if self.source.counted else -1
        if handed != self.rows + self.prepared.left_out_rows:
            raise TableError("count_differs", counted=handed, read=self.rows + self.prepared.left_out_rows)
        self.prepared.finish()

    def _columns(self, chunk: Chunk, outcome: Outcome) -> dict[str, pa.Array]:
        """id, row, what was read, the carried columns, the results; each under its name in a file of this kind."""
        sound = pa.array(outcome.sound)
        as_words = self.kind == ".parquet" and self.source.kind != "parquet"

        def taken(place: int) -> pa.Array:
            column = chunk.columns[place]
            if pa.types.is_string_view(column.type):  # of which Arrow cannot take rows
                column = column.cast(pa.string())
            column = column.take(sound)
            return column.cast(pa.string()) if as_words else column

        known = self.matched.known
        numbers = pa.array(chunk.numbers[outcome.sound], pa.int64())
        found = {"id": taken(known["id"]) if "id" in known else numbers, "row": numbers}
        found |= {f"input.{name}": taken(place) for name, place in known.items() if name != "id"}
        named = {written_name(name, self.book, self.lang, self.kind): column for name, column in found.items()}
        results = {written_name(name, self.book, self.lang, self.kind): c for name, c in outcome.results.items()}
        carried = self.matched.carried_names((*named, *results))
        named |= {name: taken(place) for name, place in zip(carried, self.matched.carried, strict=True)}
        return named | results

    def _errors(self, chunk: Chunk, outcome: Outcome) -> pa.Table:
        if not chunk.ragged:
            return outcome.errors
        ragged = pa.table([list(cells) for cells in zip(*map(self._ragged, chunk.ragged), strict=True)], ERROR_SCHEMA)
        both = pa.concat_tables([outcome.errors, ragged])
        return both.take(np.argsort(both["row"].to_numpy(), kind="stable"))

    def _ragged(self, row: Ragged) -> tuple[Any, ...]:
        problem = text("table.errors.ragged_rows", self.lang, found=row.found, expected=row.expected)
        return row.number, None, "", row.text, problem

    def _append(self, results: Writer, errors: Writer, columns: Mapping[str, pa.Array], faults: pa.Table) -> None:
        results.write(columns)
        errors.write(
            {written_name(name, self.book, self.lang, self.kind): faults[name] for name in faults.column_names}
        )

    def _append_nothing(self, results: Writer, errors: Writer) -> None:
        empty = Chunk(tuple(pa.array([], pa.string()) for _ in self.matched.names), np.zeros(0, np.int64))
        nothing = Outcome(np.zeros(0, np.int64), no_results(self.book), ERROR_SCHEMA.empty_table(), 0)
        columns = self._columns(empty, nothing)
        self._append(results, errors, columns, nothing.errors)

    def _count(self, chunk: Chunk, outcome: Outcome) -> None:
        self.rows += len(chunk) + len(chunk.ragged)
        self.results += len(outcome.sound)
        self.wrong += outcome.wrong_rows + len(chunk.ragged)
        self.lines += len(outcome.errors) + len(chunk.ragged)
        self.assumed += outcome.assumed_workdays
        if self.seen is not None:
            self.seen(outcome)
        if self.progress is not None:
            part = min(self.rows / self.total, 1.0) if self.total else self.source.done()
            seconds = time.perf_counter() - self.began
            self.progress(Progress(self.rows, self.total, part, seconds))

    def report(
        self, target: Path, errors: Path, hashed: str, written: tuple[str, str], mended: tuple[Said, ...]
    ) -> FileReport:
        """What was done."""
        prepared, look = self.prepared, self.prepared.look
        return FileReport(
            rows=self.rows,
            results=self.results,
            wrong_rows=self.wrong,
            error_lines=self.lines,
            seconds=time.perf_counter() - self.began,
            target=target,
            errors=errors,
            carried=tuple(self.matched.names[place] for place in self.matched.carried),
            assumed_workdays=self.assumed,
            left_out_rows=prepared.left_out_rows,
            left_out=tuple(prepared.left_out),
            noted=prepared.noted,
            counted=self.source.counted,
            hash=hashed,
            results_hash=written[0],
            errors_hash=written[1],
            remarks=(*mended, *look.remarks),
            tabs_not_read=tuple(tab.name for place, tab in enumerate(look.tabs) if place != look.tab and tab.cells),
        )
