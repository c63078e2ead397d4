"""`passend table`: a file of placements in, a file of results and a file of errors out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from compensation.cli.common import faults_of
from compensation.cli.files import InputError, check_target, written_beside
from compensation.reading import compiled
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.table.compute import ERROR_SCHEMA
from compensation.table.error_groups import ErrorGroups, summary_lines
from compensation.table.evaluated import assess_row
from compensation.table.faults import TableError
from compensation.table.files import FileReport, assess_file, told
from compensation.table.files import Progress as Done
from compensation.table.look import LookError
from compensation.table.mapping import NO_MAPPING, read_mapping
from compensation.table.mapping import Mapping as Answers
from compensation.table.marked import marked_copy
from compensation.table.members import Members, read_members
from compensation.telling.explain import explain
from compensation.texts import number, text

#: A file of more bytes has rows enough to make the law ready for while it is being read.
LONG_FILE = 5_000_000


@dataclass(frozen=True)
class Reading:
    """How a file is to be read: its tab, the answers about it, and whether what is not used is accepted."""

    tab: str | None
    mapping: Answers
    accept_unused: bool

    @classmethod
    def of(cls, tab: str | None, mapping: Path | None, book: RuleBook, *, accept_unused: bool) -> Reading:
        """From the options of a command. Raises TableError for a mapping that is wrong."""
        return cls(tab, NO_MAPPING if mapping is None else read_mapping(mapping, book), accept_unused)

    def members(self, source: Path, book: RuleBook, lang: str) -> Members:
        """A file, read and computed. Raises TableError."""
        said = {"tab": self.tab, "mapping": self.mapping, "accept_unused": self.accept_unused}
        return read_members(source, book, lang=lang, **said)


@dataclass(frozen=True)
class Computed:
    """What was done, in lines; the faults by kind; and whether there were rows and none of them could be computed."""

    lines: Sequence[str]
    faults: Sequence[str]
    none_computed: bool


def table(
    source: Path,
    target: Path,
    errors: Path | None,
    reading: Reading,
    *,
    book: RuleBook,
    workers: int,
    lang: str,
    force: bool,
    marked: Path | None = None,
) -> Computed:
    """Assess a file, with a progress bar on standard error, and write the copy with wrong cells marked to `marked`."""
    if marked is not None:
        _check_marked(marked, lang, force=force)
    kinds, faults = ErrorGroups(), list[pa.Table]()

    def keep(found: pa.Table) -> None:
        kinds.add(found)
        if marked is not None:
            faults.append(found)

    if source.is_file() and source.stat().st_size > LONG_FILE:
        compiled.warm(freeze(book))
    with _bar(lang) as show:
        report = assess_file(
            source,
            target,
            errors,
            rulebook=book,
            workers=workers,
            lang=lang,
            progress=show,
            force=force,
            tab=reading.tab,
            mapping=reading.mapping,
            accept_unused=reading.accept_unused,
            on_errors=keep,
        )
    told = list(_told(report, book, lang))
    if marked is not None:
        _write_marked(source, marked, pa.concat_tables([ERROR_SCHEMA.empty_table(), *faults]), reading, book, lang)
        told.append(text("cli.written", lang, file=marked))
    return Computed(told, list(summary_lines(kinds, lang)), report.rows > 0 and report.results == 0)


def _check_marked(marked: Path, lang: str, *, force: bool) -> None:
    if marked.suffix.lower() != ".xlsx":
        raise InputError(f"{marked}: {text('cli.errors.document_form', lang, choices='xlsx')}")
    check_target(marked, lang, force=force)


def _write_marked(source: Path, marked: Path, errors: pa.Table, reading: Reading, book: RuleBook, lang: str) -> None:
    with written_beside(marked, lang) as beside:
        marked_copy(
            source,
            beside,
            errors,
            book,
            lang,
            tab=reading.tab,
            mapping=reading.mapping,
            accept_unused=reading.accept_unused,
        )


def explained_row(source: Path, row: int, reading: Reading, book: RuleBook, lang: str) -> Iterator[str]:
    """Every step of one row of a file, by the number that it has there."""
    assessment = assess_row(
        source, row, book, tab=reading.tab, mapping=reading.mapping, accept_unused=reading.accept_unused
    )
    yield text("cli.table.row", lang, row=row)
    for part in explain(assessment, lang, book):
        yield f" - {part.text}"
        for ref in part.sources:
            yield f"     {ref.id}: {ref.source.title} {ref.source.url or ''}".rstrip()


@contextmanager
def faults_of_table(name: str, lang: str) -> Iterator[None]:
    """Faults of a table, or of one placement in it, as lines `FILE: what is wrong and what to do`."""
    try:
        with faults_of(name, lang):
            yield
    except LookError as error:
        raise InputError(*(f"{name}: {line}" for line in error.lines(lang))) from None
    except TableError as error:
        raise InputError(f"{name}: {error.message(lang)}") from None


def _told(report: FileReport, book: RuleBook, lang: str) -> Iterator[str]:
    speed = report.rows / report.seconds if report.seconds else report.rows
    yield text(
        "cli.table.done",
        lang,
        rows=report.rows,
        results=report.results,
        wrong=report.wrong_rows,
        seconds=f"{number(f'{report.seconds:.1f}', lang)}",
        speed=round(speed),
    )
    if report.assumed_workdays:
        yield text("cli.table.assumed_workdays", lang, rows=report.assumed_workdays)
    yield from (said.message(lang) for said in told(report))
    if report.counted is not None:
        counts = {"rows": report.counted.rows, "records": report.counted.records}
        yield text("cli.table.counted", lang, **counts, file_hash=report.hash[:16], rules_hash=book.hash)
    if (laid := book.overlay) is not None:
        yield text("cli.rules_laid_over", lang, name=laid.name, hash=laid.hash, entries=", ".join(sorted(laid.ids)))
    yield text("cli.written", lang, file=report.target)
    yield text("cli.written", lang, file=report.errors)
    yield text("cli.table.pair", lang, results_hash=report.results_hash[:16], errors_hash=report.errors_hash[:16])


@contextmanager
def _bar(lang: str) -> Iterator[Callable[[Done], None] | None]:
    """A progress bar with rows per second and time left; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0)

        def show(done: Done) -> None:
            words = text("cli.table.busy", lang, rows=done.rows, speed=round(done.rows_per_second))
            bar.update(task, completed=done.part, description=words)

        yield show
