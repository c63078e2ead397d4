"""The commands and their exit codes (contract/assessment.schema.md, Commands)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import Abort, Exit, TyperException

from compensation.assessment import assess
from compensation.cli.files import InputError, read_data
from compensation.cli.output import in_words
from compensation.cli.rules import all_ids, coverage, find, shown
from compensation.cli.sectors import comparison_lines
from compensation.money import MoneyTextError, parse_english
from compensation.placement import PlacementError, read_placement
from compensation.rulebook import RuleBook, RuleBookError, check_rulebook, load_rulebook
from compensation.sectors import Reference, compare_schemes
from compensation.texts import text

WRONG_INPUT, FAULTY_RULES, INTERRUPTED = 2, 1, 130

app = typer.Typer(
    name="passend",
    help="What is owed on a Dutch work placement, by whom, on what ground, and is it paid?",
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules = typer.Typer(help="Check and read the rules.")
app.add_typer(rules, name="rules")


class Language(StrEnum):
    """The languages of the catalogues."""

    NL = "nl"
    EN = "en"


Lang = Annotated[Language, typer.Option(help="The language of words and errors.")]


@app.command(name="assess")
def assess_command(
    file: Annotated[str, typer.Argument(help="One placement, JSON or YAML; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="The assessment as JSON.")] = False,
    with_steps: Annotated[bool, typer.Option("--explain", help="Every step and its source.")] = False,
    lang: Lang = Language.NL,
) -> None:
    """What is owed on one placement."""
    data = read_data(file, lang)
    if not isinstance(data, dict):
        raise InputError(f"{file}: {text('cli.errors.not_mapping', lang)}")
    with _faults_of(file, lang):
        book = _book(lang)
        placement = read_placement(data)
        assessment = assess(placement, book)
    if as_json:
        _print([json.dumps(assessment.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)])
    else:
        _print(in_words(placement, assessment, book, lang, full=with_steps))


@rules.command(name="check")
def check_command(
    folder: Annotated[Path | None, typer.Argument(help="A folder that holds rules/ and sector_data/.")] = None,
    lang: Lang = Language.NL,
) -> None:
    """All faults of all rule files, as file:line:column: path: what is wrong."""
    faults = check_rulebook(folder)
    if faults:
        _print(map(str, faults))
        raise typer.Exit(FAULTY_RULES)
    book = load_rulebook(folder)
    counts = {"rules": len(book.rules), "schemes": len(book.schemes), "sectors": len(book.sectors)}
    _print([text("cli.rules_sound", lang, **counts, hash=book.hash)])


@rules.command(name="show")
def show_command(
    rule_id: Annotated[str, typer.Argument(help="A rule, scheme.KEY or norm.KEY.")],
    on: Annotated[str | None, typer.Option(help="Only the version in force on this date.")] = None,
    lang: Lang = Language.NL,
) -> None:
    """A rule's versions: value, from, to, how well checked, source."""
    book = _book(lang)
    found = find(book, rule_id)
    if found is None:
        raise InputError(f"{rule_id}: {text('cli.errors.unknown_rule', lang, choices=', '.join(all_ids(book)))}")
    _print(shown(found, lang, _date(on, lang)))


@rules.command(name="coverage")
def coverage_command(lang: Lang = Language.NL) -> None:
    """For each rule and scheme: known from, known to, how well checked."""
    _print(coverage(_book(lang), lang))


@app.command(name="sectors")
def sectors_command(
    on: Annotated[str | None, typer.Option(help="The day, as 2026-02-02; today when left out.")] = None,
    hours: Annotated[str, typer.Option(help="Hours a week, 1 to 60, for example 32 or 30.5.")] = "40",
    days: Annotated[int, typer.Option(min=1, max=7, help="Days a week.")] = 5,
    study_year: Annotated[int | None, typer.Option(min=1, max=6, help="Year of study.")] = None,
    lang: Lang = Language.NL,
) -> None:
    """The comparison of schemes: what each pays on one and the same placement."""
    book = _book(lang)
    reference = Reference(
        on=_date(on, lang) or date.today(), hours_per_week=_hours(hours, lang), days=days, study_year=study_year
    )
    with _faults_of("passend sectors", lang):
        found = compare_schemes(book, reference)
    _print(comparison_lines(found, book, lang))


@app.command(name="app")
def app_command(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the web app.")] = 8501,
) -> None:
    """Start the web app."""
    package = Path(__file__).resolve().parents[1]
    found = [p for p in (package.parent / "app.py", package / "_data" / "app.py") if p.is_file()]
    command = [sys.executable, "-m", "streamlit", "run", str(found[0]), f"--server.port={port}"]
    raise typer.Exit(subprocess.call(command, cwd=found[0].parent))


# ---------------------------------------------------------------- helpers


def _book(lang: str) -> RuleBook:
    try:
        return load_rulebook()
    except RuleBookError as error:
        raise InputError(text("cli.errors.rules_broken", lang), *map(str, error.faults)) from None


def _date(value: str | None, lang: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{value}: {text('cli.errors.bad_date', lang)}") from None


def _hours(value: str, lang: str) -> Decimal:
    try:
        return parse_english(value)
    except MoneyTextError:
        raise InputError(f"--hours: {text('faults.number', lang)}") from None


@contextmanager
def _faults_of(name: str, lang: str) -> Iterator[None]:
    """Faults of a placement as lines `FILE: field.path: what is wrong and what to do`."""
    try:
        yield
    except PlacementError as error:
        raise InputError(*(f"{name}: {fault.path}: {fault.message(lang)}" for fault in error.faults)) from None


def _print(lines: Any) -> None:
    for line in lines:
        print(line)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(lambda: app(args=arguments, standalone_mode=False)))


def _run(command: Callable[[], Any]) -> int:
    """Exit code of a command; every failure is told in lines, never in a traceback."""
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except InputError as error:
        return _fail(WRONG_INPUT, *error.lines)
    except Exit as stop:
        return int(stop.exit_code)
    except TyperException as error:
        return _fail(WRONG_INPUT, f"passend: {_usage(error)}")
    except (KeyboardInterrupt, Abort):
        return _fail(INTERRUPTED, f"passend: {text('cli.errors.interrupted', 'nl')}")
    except BrokenPipeError:
        # The reader of our output went away (passend ... | head): not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        return _fail(WRONG_INPUT, f"passend: {text('cli.errors.unexpected', 'nl', reason=reason)}")


def _usage(error: TyperException) -> str:
    """The message of a wrong call on one line; a call without a command has shown its help already."""
    return " ".join(error.format_message().split()) or "passend --help"


def _fail(code: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return code
