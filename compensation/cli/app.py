"""The commands and their exit codes (docs/contract/commands.md#commands)."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from compensation.cli.common import (
    Lang,
    Overwrite,
    assessed_file,
    day_of,
    faults_of,
    hours_of,
    only_what_holds,
    rule_book,
    show,
)
from compensation.cli.files import InputError, check_target, write
from compensation.cli.output import in_words
from compensation.cli.process import become
from compensation.cli.rule_commands import rules
from compensation.cli.sectors import comparison_lines, found_lines
from compensation.cli.table_commands import tables
from compensation.compare.sectors import (
    REFERENCE_DAYS,
    REFERENCE_HOURS,
    REFERENCE_YEAR,
    Reference,
    compare_schemes,
)
from compensation.compare.sectors.model import FIRST_COMPARED, LAST_COMPARED
from compensation.papers import FORMATS, Kind, RefusedError, make_document
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
app.add_typer(tables)
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


def _document(kind: Kind, file: str, target: Path, force: bool, lang: str) -> None:
    """Write a document about a placement; its form is that of the target's name."""
    form = next((form for form in FORMATS if target.suffix.lower() == f".{form}"), None)
    if form is None:
        raise InputError(f"{target}: {text('cli.errors.document_form', lang, choices=', '.join(FORMATS))}")
    check_target(target, lang, force=force)
    placement, assessment, book = assessed_file(file, lang)
    only_what_holds([placement.sector], book, lang)
    try:
        made = make_document(kind, form, placement, assessment, lang, book)
    except RefusedError as error:
        raise InputError(f"{file}: {error}") from None
    write(target, made, lang)
    show([text("cli.written", lang, file=target)])


Target = Annotated[Path, typer.Argument(metavar="OUT", help="A .pdf or .docx file.")]


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
    placement, assessment, book = assessed_file(file, lang)
    only_what_holds([placement.sector], book, lang)
    show([message(Answer(placement, assessment, book), writer, lang)])


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
