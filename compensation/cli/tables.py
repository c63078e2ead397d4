"""`passend table`: a file of placements in, a file of results and a file of errors out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from compensation.cli.common import faults_of
from compensation.cli.files import InputError
from compensation.reading import compiled
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.table import FileReport, TableError, assess_file
from compensation.table.evaluated import assess_row
from compensation.table.files import Progress as Done
from compensation.telling.explain import explain
from compensation.texts import number, text

#: A file of more bytes has rows enough to make the law ready for while it is being read.
LONG_FILE = 5_000_000


def table(
    source: Path,
    target: Path,
    errors: Path | None,
    *,
    book: RuleBook,
    workers: int,
    lang: str,
    force: bool,
) -> Iterator[str]:
    """Assess a file, with a progress bar on standard error; yields what was done, in words."""
    if source.is_file() and source.stat().st_size > LONG_FILE:
        compiled.warm(freeze(book))
    with _bar(lang) as show:
        report = assess_file(
            source, target, errors, rulebook=book, workers=workers, lang=lang, progress=show, force=force
        )
    yield from _told(report, lang)


def explained_row(source: Path, row: int, book: RuleBook, lang: str) -> Iterator[str]:
    """Every step of one row of a file (1 is the first data row)."""
    assessment = assess_row(source, row, book)
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
    except TableError as error:
        raise InputError(f"{name}: {error.message(lang)}") from None


def _told(report: FileReport, lang: str) -> Iterator[str]:
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
    yield text("cli.written", lang, file=report.target)
    yield text("cli.written", lang, file=report.errors)


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
