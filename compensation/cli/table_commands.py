"""The commands about a file of placements, and their exit codes (docs/contract/commands.md#commands).

What reads columns is imported where it is used: no other command waits for it.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from compensation.cli.common import Lang, Overwrite, rule_book, show
from compensation.cli.files import InputError, check_target, write
from compensation.papers import Format
from compensation.texts import FIRST, text

#: Exit code when there were rows and none could be computed.
NOTHING_COMPUTED = 1
In = Annotated[Path, typer.Argument(metavar="IN", help="csv, xlsx, xls, ods or parquet; the columns: docs/columns.md")]
Tab = Annotated[str | None, typer.Option(metavar="NAME", help="The sheet to read.")]
MappingFile = Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help="Answers about the file, as YAML.")]
Unused = Annotated[bool, typer.Option("--accept-unused", help="Compute although columns are not used.")]

tables = typer.Typer()


@tables.command(name="look")
def look_command(
    source: In,
    tab: Tab = None,
    mapping: MappingFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    lang: Lang = FIRST,
) -> None:
    """What a file would be read as: sheets, columns, what is not used, what must be asked. Computes nothing."""
    from compensation.cli.looking import look_lines
    from compensation.cli.tables import faults_of_table

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        show(look_lines(source, book, lang, tab=tab, mapping=mapping, as_json=as_json))


@tables.command(name="table")
def table_command(
    source: In,
    target: Annotated[Path | None, typer.Argument(metavar="OUT", help="csv, xlsx or parquet")] = None,
    errors: Annotated[Path | None, typer.Option(help="Where wrong rows go; OUT.errors when left out.")] = None,
    marked: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A .xlsx copy of IN, wrong cells marked."),
    ] = None,
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that work side by side.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
    explain: Annotated[int | None, typer.Option(min=1, help="Explain this row of the file instead.")] = None,
    lang: Lang = FIRST,
) -> None:
    """A file of placements: results in OUT, wrong rows in the errors file."""
    if explain is None and target is None:
        raise InputError(f"{source}: {text('cli.errors.no_target', lang)}")
    from compensation.cli.tables import Reading, explained_row, faults_of_table, table

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        if explain is not None:
            show(explained_row(source, explain, reading, book, lang))
        elif target is not None:
            done = table(
                source, target, errors, reading, book=book, workers=workers, lang=lang, force=force, marked=marked
            )
            show(done.lines)
            for line in done.faults:
                print(line, file=sys.stderr)
            if done.none_computed:
                raise typer.Exit(NOTHING_COMPUTED)


@tables.command(name="summary")
def summary_command(
    source: In,
    by: Annotated[str, typer.Option(help="sector, scheme, level or employer.")] = "sector",
    as_data: Annotated[bool, typer.Option("--json", help="Every figure, as JSON.")] = False,
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    lang: Lang = FIRST,
) -> None:
    """What a file of placements comes to together; nothing about fewer than five of them."""
    from compensation.cli import summary
    from compensation.cli.tables import Reading, faults_of_table

    if by not in summary.KINDS:
        raise InputError(f"--by {by}: {', '.join(summary.KINDS)}")
    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        members = summary.members_in(source, Reading.of(tab, mapping, book, accept_unused=accept_unused), book, lang)
    for line in summary.question_lines(members, book, date.today(), lang):
        print(line, file=sys.stderr)
    show([summary.as_json(members)] if as_data else summary.summary_lines(members, by, book, lang))
    if not len(members) and members.wrong_rows:
        raise typer.Exit(NOTHING_COMPUTED)


@tables.command(name="norms")
def norms_command(
    source: In,
    files: Annotated[list[Path], typer.Argument(metavar="NORM...", help="Files of proposed norms for one sector.")],
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The same as a .xlsx.")] = None,
    minimum: Annotated[bool, typer.Option("--minimum", help="And the what-if of a legal minimum.")] = False,
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Overwrite = False,
    lang: Lang = FIRST,
) -> None:
    """Proposed norms side by side on a file of placements: costs, who gains how much; nothing about few people."""
    from compensation.cli import norms
    from compensation.cli.tables import Reading, faults_of_table

    if target is not None:
        norms.check_form(target, lang)
        check_target(target, lang, force=force)
    book = rule_book(lang)
    proposed = norms.read_norms(files, book, lang, minimum=minimum)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        trials = norms.tried(source, proposed, reading, book, lang)
    show(norms.trial_lines(trials, book, lang))
    if target is not None:
        write(target, norms.workbook(trials, book, lang), lang)
        show([text("cli.written", lang, file=target)])


@tables.command(name="report")
def report_command(
    source: In,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .pdf, or a .xlsx with the same figures.")],
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Overwrite = False,
    lang: Lang = FIRST,
) -> None:
    """A report about a file of placements, to publish: two pages for a board, or a workbook; no rows in it."""
    from compensation.cli.reports import check_form, report
    from compensation.cli.tables import Reading, faults_of_table

    check_form(target, lang)
    check_target(target, lang, force=force)
    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        made = report(source, target, reading, book=book, lang=lang)
    write(target, made, lang)
    show([text("cli.written", lang, file=target)])


@tables.command(name="letters")
def letters_command(
    source: In,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .zip file.")],
    kind: Annotated[Literal["letter", "agreement"], typer.Option(help="What is made of each row.")] = "letter",
    form: Annotated[Format, typer.Option("--format", help="pdf, or docx for Word.")] = "pdf",
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Overwrite = False,
    lang: Lang = FIRST,
) -> None:
    """Letters, or agreements, for all rows of a file that need one, in one zip with a list."""
    from compensation.cli.batch import write_batch
    from compensation.cli.tables import Reading, faults_of_table

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        show(write_batch(source, target, reading, kind, form, book, lang, force=force))


@tables.command(name="members")
def members_command(
    source: In,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .zip file.")],
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Overwrite = False,
    lang: Lang = FIRST,
) -> None:
    """A page for each employer of a file: its own figures beside those of at least five others, in one zip."""
    from compensation.cli.batch import write_members
    from compensation.cli.tables import Reading, faults_of_table

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        show(write_members(source, target, reading, book, lang, force=force))
