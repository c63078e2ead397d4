"""`passend letters` and `passend members`: papers for rows, or pages for employers, of a file in one zip."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from compensation.cli.common import only_what_holds
from compensation.cli.files import InputError, check_target, written_beside
from compensation.cli.tables import Reading
from compensation.papers import Format, Kind
from compensation.papers.batch import Batch
from compensation.papers.member_page import write_pages
from compensation.rulebook import RuleBook
from compensation.table.member_rows import rows_of
from compensation.texts import text


def write_batch(
    source: Path, target: Path, reading: Reading, kind: Kind, form: Format, book: RuleBook, lang: str, *, force: bool
) -> Iterator[str]:
    """Write the zip, with a progress bar on standard error; yields what was made, in words.

    Raises TableError, and InputError where the rules try a norm for one of the placements.
    """
    _check(target, lang, force=force)
    members = reading.members(source, book, lang)
    only_what_holds(set(members.named("sector").tolist()), book, lang)
    batch = Batch(kind, form, lang, book, date.today())
    with written_beside(target, lang) as beside, _bar(len(members) + members.wrong_rows) as show:
        papers = batch.write(rows_of(members, book), beside, show)
    made = sum(bool(paper.file) for paper in papers)
    wrong = sum(paper.row.placement is None for paper in papers)
    counts = {"rows": len(papers), "made": made, "wrong": wrong, "without": len(papers) - made - wrong}
    yield text("batch.done", lang, **counts)
    yield text("cli.written", lang, file=target)


def write_members(
    source: Path, target: Path, reading: Reading, book: RuleBook, lang: str, *, force: bool
) -> Iterator[str]:
    """Write a page for each employer of a file; yields what was made, in words. Raises TableError."""
    _check(target, lang, force=force)
    members = reading.members(source, book, lang)
    if members.employer is None:
        raise InputError(f"{source}: {text('member_page.no_employers', lang)}")
    with written_beside(target, lang) as beside:
        pages = write_pages(members, beside, lang, date.today())
    made = sum(bool(page.file) for page in pages)
    yield text("member_page.done", lang, employers=len(pages), made=made, without=len(pages) - made)
    yield text("cli.written", lang, file=target)


def _check(target: Path, lang: str, *, force: bool) -> None:
    if target.suffix.lower() != ".zip":
        raise InputError(f"{target}: {text('cli.errors.document_form', lang, choices='zip')}")
    check_target(target, lang, force=force)


@contextmanager
def _bar(rows: int) -> Iterator[Callable[[int], None] | None]:
    """A progress bar with the time left; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.completed} / {task.total}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=rows)
        yield lambda done: bar.update(task, completed=done)
