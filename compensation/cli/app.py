"""The commands and their exit codes (docs/contract/commands.md#commands)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from compensation.cli.common import Lang, assessed_file, day_of, faults_of, hours_of, rule_book, show
from compensation.cli.files import InputError, check_target, write
from compensation.cli.output import in_words
from compensation.cli.process import become
from compensation.cli.rule_commands import rules
from compensation.cli.sectors import comparison_lines, found_lines
from compensation.compare.sectors import (
    REFERENCE_DAYS,
    REFERENCE_HOURS,
    REFERENCE_YEAR,
    Reference,
    compare_schemes,
)
from compensation.compare.sectors.model import FIRST_COMPARED, LAST_COMPARED
from compensation.papers import FORMATS, Format, Kind, RefusedError, make_document
from compensation.papers.budget import MOST_PLACES, budget_of
from compensation.papers.reminders import reminders_of
from compensation.settings import HERE
from compensation.telling.answer import Answer
from compensation.telling.message import Writer, message
from compensation.texts import FIRST, text

#: By which the machine reaches itself.
_OWN_NAMES = ("localhost", "127.0.0.1", "::1")
app = typer.Typer(
    name="passend",
    help="What is owed on a Dutch work placement, by whom, on what ground, and is it paid?",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(rules, name="rules")


@app.command(name="assess")
def assess_command(
    file: Annotated[str, typer.Argument(help="One placement, JSON or YAML; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="The assessment as JSON.")] = False,
    with_steps: Annotated[bool, typer.Option("--explain", help="Every step and its source.")] = False,
    lang: Lang = FIRST,
) -> None:
    """What is owed on one placement."""
    placement, assessment, book = assessed_file(file, lang)
    if as_json:
        show([json.dumps(assessment.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)])
    else:
        show(in_words(placement, assessment, book, lang, full=with_steps))


#: Exit code when there were rows and none could be computed.
NOTHING_COMPUTED = 1
In = Annotated[Path, typer.Argument(metavar="IN", help="csv, xlsx, xls, ods or parquet; the columns: docs/columns.md")]
Tab = Annotated[str | None, typer.Option(metavar="NAME", help="The sheet to read.")]
MappingFile = Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help="Answers about the file, as YAML.")]


Unused = Annotated[bool, typer.Option("--accept-unused", help="Compute although columns are not used.")]


@app.command(name="look")
def look_command(
    source: In,
    tab: Tab = None,
    mapping: MappingFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    lang: Lang = FIRST,
) -> None:
    """What a file would be read as: sheets, columns, what is not used, what must be asked. Computes nothing."""
    from compensation.cli.looking import look_lines  # columns are for tables only
    from compensation.cli.tables import faults_of_table

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        show(look_lines(source, book, lang, tab=tab, mapping=mapping, as_json=as_json))


@app.command(name="table")
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
    from compensation.cli.tables import Reading, explained_row, faults_of_table, table  # columns are for tables only

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


@app.command(name="summary")
def summary_command(
    source: In,
    by: Annotated[str, typer.Option(help="sector, scheme, level or employer.")] = "sector",
    as_data: Annotated[bool, typer.Option("--json", help="Every figure, as JSON.")] = False,
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Annotated[
        bool, typer.Option("--accept-unused", help="Compute although columns are not used.")
    ] = False,
    lang: Lang = FIRST,
) -> None:
    """What a file of placements comes to together; nothing about fewer than five of them."""
    from compensation.cli import summary  # columns are for tables only
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


@app.command(name="norms")
def norms_command(
    source: In,
    files: Annotated[list[Path], typer.Argument(metavar="NORM...", help="Files of proposed norms for one sector.")],
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The same as a .xlsx.")] = None,
    minimum: Annotated[bool, typer.Option("--minimum", help="And the what-if of a legal minimum.")] = False,
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    lang: Lang = FIRST,
) -> None:
    """Proposed norms side by side on a file of placements: costs, who gains how much; nothing about few people."""
    from compensation.cli import norms  # columns are for tables only
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


@app.command(name="report")
def report_command(
    source: In,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .pdf, or a .xlsx with the same figures.")],
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Annotated[
        bool, typer.Option("--accept-unused", help="Compute although columns are not used.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    lang: Lang = FIRST,
) -> None:
    """A report about a file of placements, to publish: two pages for a board, or a workbook; no rows in it."""
    from compensation.cli.reports import check_form, report  # columns are for tables only
    from compensation.cli.tables import Reading, faults_of_table

    check_form(target, lang)
    check_target(target, lang, force=force)
    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        made = report(source, target, reading, book=book, lang=lang)
    write(target, made, lang)
    show([text("cli.written", lang, file=target)])


def _document(kind: Kind, file: str, target: Path, force: bool, lang: str) -> None:
    """Write a document about a placement; its form is that of the target's name."""
    form = next((form for form in FORMATS if target.suffix.lower() == f".{form}"), None)
    if form is None:
        raise InputError(f"{target}: {text('cli.errors.document_form', lang, choices=', '.join(FORMATS))}")
    check_target(target, lang, force=force)
    placement, assessment, book = assessed_file(file, lang)
    try:
        made = make_document(kind, form, placement, assessment, lang, book)
    except RefusedError as error:
        raise InputError(f"{file}: {error}") from None
    write(target, made, lang)
    show([text("cli.written", lang, file=target)])


@app.command(name="letters")
def letters_command(
    source: In,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .zip file.")],
    kind: Annotated[Literal["letter", "agreement"], typer.Option(help="What is made of each row.")] = "letter",
    form: Annotated[Format, typer.Option("--format", help="pdf, or docx for Word.")] = "pdf",
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    lang: Lang = FIRST,
) -> None:
    """Letters, or agreements, for all rows of a file that need one, in one zip with a list."""
    from compensation.cli.batch import write_batch
    from compensation.cli.tables import Reading, faults_of_table  # columns are for tables only

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        show(write_batch(source, target, reading, kind, form, book, lang, force=force))


@app.command(name="members")
def members_command(
    source: In,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .zip file.")],
    tab: Tab = None,
    mapping: MappingFile = None,
    accept_unused: Unused = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    lang: Lang = FIRST,
) -> None:
    """A page for each employer of a file: its own figures beside those of at least five others, in one zip."""
    from compensation.cli.batch import write_members  # columns are for tables only
    from compensation.cli.tables import Reading, faults_of_table

    book = rule_book(lang)
    with faults_of_table(str(source), lang):
        reading = Reading.of(tab, mapping, book, accept_unused=accept_unused)
        show(write_members(source, target, reading, book, lang, force=force))


Target = Annotated[Path, typer.Argument(metavar="OUT", help="A .pdf or .docx file.")]
Overwrite = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]


@app.command(name="letter")
def letter_command(file: str, target: Target, force: Overwrite = False, lang: Lang = FIRST) -> None:
    """The student's letter to the company."""
    _document("letter", file, target, force, lang)


@app.command(name="agreement")
def agreement_command(file: str, target: Target, force: Overwrite = False, lang: Lang = FIRST) -> None:
    """The employer's agreement to sign."""
    _document("agreement", file, target, force, lang)


@app.command(name="overview")
def overview_command(file: str, target: Target, force: Overwrite = False, lang: Lang = FIRST) -> None:
    """One page for the employer: what it costs and on what ground."""
    _document("overview", file, target, force, lang)


@app.command(name="bookkeeper")
def bookkeeper_command(file: str, target: Target, force: Overwrite = False, lang: Lang = FIRST) -> None:
    """A page for whoever does the payroll."""
    _document("bookkeeper", file, target, force, lang)


@app.command(name="budget")
def budget_command(
    file: str,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .xlsx file.")],
    places: Annotated[int, typer.Option(min=1, max=MOST_PLACES, help="How many of these places a year.")] = 1,
    force: Overwrite = False,
    lang: Lang = FIRST,
) -> None:
    """What it costs by month and by year, known and estimate apart, as a workbook."""
    _plan(file, target, ".xlsx", force, lang, lambda answer: budget_of(answer, places, lang))


@app.command(name="reminders")
def reminders_command(
    file: str,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .ics file.")],
    force: Overwrite = False,
    lang: Lang = FIRST,
) -> None:
    """The days on which a bbl student's wage must rise, for a calendar."""
    _plan(file, target, ".ics", force, lang, lambda answer: reminders_of(answer, lang))


def _plan(file: str, target: Path, ending: str, force: bool, lang: str, make: Callable[[Answer], bytes | None]) -> None:
    """Write a file about an offer; `make` gives None where there is nothing to write."""
    if target.suffix.lower() != ending:
        raise InputError(f"{target}: {text('cli.errors.document_form', lang, choices=ending[1:])}")
    check_target(target, lang, force=force)
    made = make(Answer(*assessed_file(file, lang)))
    if made is None:
        raise InputError(f"{file}: {text('cli.errors.nothing_to_plan', lang)}")
    write(target, made, lang)
    show([text("cli.written", lang, file=target)])


@app.command(name="message")
def message_command(
    file: str,
    writer: Annotated[Writer, typer.Option("--from", help="Who sends it: student or employer.")] = "student",
    lang: Lang = FIRST,
) -> None:
    """Three sentences for a phone: from the student to the company, or from the company to the student."""
    show([message(Answer(*assessed_file(file, lang)), writer, lang)])


@app.command(name="sectors")
def sectors_command(
    on: Annotated[str | None, typer.Option(help="The day, as 2026-02-02; today when left out.")] = None,
    hours: Annotated[str, typer.Option(help="Hours a week, 1 to 60, for example 32 or 30.5.")] = str(REFERENCE_HOURS),
    days: Annotated[int, typer.Option(min=1, max=7, help="Days a week.")] = REFERENCE_DAYS,
    study_year: Annotated[int, typer.Option(min=1, max=6, help="Year of study.")] = REFERENCE_YEAR,
    words: Annotated[str | None, typer.Option("--find", help="What is made or sold: the branch and its caos.")] = None,
    lang: Lang = FIRST,
) -> None:
    """The comparison of schemes: what each pays on one and the same placement."""
    book, asked = rule_book(lang), day_of(on, lang) or date.today()
    if words is not None:
        show(found_lines(words, asked, book, lang))
        return
    if not FIRST_COMPARED <= asked <= LAST_COMPARED:
        days_there_are = {"first": FIRST_COMPARED.isoformat(), "last": LAST_COMPARED.isoformat()}
        raise InputError(f"--on {asked}: {text('faults.date_range', lang, **days_there_are)}")
    reference = Reference(on=asked, hours_per_week=hours_of(hours, lang), days=days, study_year=study_year)
    with faults_of("passend sectors", lang):
        found = compare_schemes(book, reference)
    show(comparison_lines(found, book, lang))


@app.command(name="api")
def api_command(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this machine.")] = HERE,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the API.")] = 8502,
    lang: Lang = FIRST,
) -> None:
    """Serve the JSON contract over HTTP, without the web app."""
    from compensation.cli.server import serve  # a server is for this command only

    serve(host, port, lang)


@app.command(name="app")
def app_command(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the web app.")] = 8501,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this machine.")] = HERE,
    names: Annotated[
        list[str] | None, typer.Option("--name", help="A name by which visitors reach it; may be given again.")
    ] = None,
) -> None:
    """Start the web app, on this machine only unless another address is asked."""
    package = Path(__file__).resolve().parents[1]
    found = [p for p in (package.parent / "app.py", package / "_data" / "app.py") if p.is_file()]
    command = [sys.executable, "-m", "streamlit", "run", str(found[0]), f"--server.port={port}"]
    command += [f"--server.address={host}"]
    # Another name than these, and a page of another site could let its visitor's browser speak to the app.
    command += [f"--server.allowedHosts={name}" for name in (*_OWN_NAMES, host, *(names or ()))]
    become(command, found[0].parent)
