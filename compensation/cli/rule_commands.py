"""`passend rules` and its exit codes (docs/contract/commands.md#commands)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from compensation.cli.common import Lang, day_of, rule_book, show
from compensation.cli.files import InputError
from compensation.cli.rule_changes import as_data, book_named, change_lines
from compensation.cli.rules import (
    coverage,
    due_lines,
    from_overlay,
    laid_over,
    seal_lines,
    sealed,
    shown,
)
from compensation.rulebook import RuleBookError, check_rulebook, load_rulebook, rules_folders, told
from compensation.rulebook.changes import changes_between
from compensation.rulebook.entries import all_ids, find
from compensation.rulebook.folder import SEAL
from compensation.rulebook.seal import seal
from compensation.texts import FIRST, text

FAULTY_RULES = OTHER_RULES = 1

rules = typer.Typer(help="Check, read, compare and seal the rules.")


@rules.command(name="check")
def check_command(
    folder: Annotated[Path | None, typer.Argument(help="A folder or file that is laid over the rules.")] = None,
    lang: Lang = FIRST,
) -> None:
    """All faults of all rule files, as file:line:column: path: what is wrong."""
    faults = check_rulebook(folder)
    if faults:
        show(told(faults, lang))
        raise typer.Exit(FAULTY_RULES)
    book = load_rulebook(folder)
    counts = {"rules": len(book.rules), "schemes": len(book.schemes), "sectors": len(book.sectors)}
    show([text("cli.rules_sound", lang, **counts, hash=book.hash), *laid_over(book, lang), *sealed(book, lang)])


@rules.command(name="seal")
def seal_command(
    folder: Annotated[
        Path | None, typer.Argument(help="A whole folder of rules; the program's own when left out.")
    ] = None,
    lang: Lang = FIRST,
) -> None:
    """Write the list of the rule files with their hashes (rules/SEALED) anew, after a change by hand."""
    root = folder or rules_folders()[0]
    try:
        changes = seal(root)
    except RuleBookError as error:
        show(told(error.faults, lang))
        raise typer.Exit(FAULTY_RULES) from None
    except OSError as error:
        raise InputError(f"{error.filename}: {text('cli.errors.cannot_write', lang, reason=error.strerror)}") from None
    show(seal_lines(changes, root / SEAL, lang))
    if faults := check_rulebook(base=root):
        show(told(faults, lang))
        raise typer.Exit(FAULTY_RULES)


@rules.command(name="diff")
def diff_command(
    before: Annotated[str, typer.Argument(metavar="A", help="A folder of rules, or base: those of the program.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The same, or what is laid over the program's rules.")],
    as_json: Annotated[bool, typer.Option("--json", help="The changes as JSON.")] = False,
    lang: Lang = FIRST,
) -> None:
    """What changed between two rule books, in words; exit code 1 when anything did."""
    old, new = book_named(before, lang), book_named(after, lang)
    if as_json:
        show([json.dumps(as_data(old, new), ensure_ascii=False, indent=2)])
    else:
        show(change_lines(old, new, lang))
    if changes_between(old, new):
        raise typer.Exit(OTHER_RULES)


@rules.command(name="show")
def show_command(
    rule_id: Annotated[str, typer.Argument(help="A rule, scheme.KEY or norm.KEY.")],
    on: Annotated[str | None, typer.Option(help="Only the version in force on this date.")] = None,
    lang: Lang = FIRST,
) -> None:
    """A rule's versions: value, from, to, how well checked, source."""
    book = rule_book(lang)
    found = find(book, rule_id)
    if found is None:
        raise InputError(f"{rule_id}: {text('cli.errors.unknown_rule', lang, choices=', '.join(all_ids(book)))}")
    show([*shown(found, lang, day_of(on, lang)), *from_overlay(found, book, lang)])


@rules.command(name="due")
def due_command(
    on: Annotated[str | None, typer.Option(help="The day, as 2026-02-02; today when left out.")] = None,
    lang: Lang = FIRST,
) -> None:
    """What must be looked up again: name, until when it is known, its source. It only reports."""
    show(due_lines(rule_book(lang), day_of(on, lang) or date.today(), lang))


@rules.command(name="coverage")
def coverage_command(lang: Lang = FIRST) -> None:
    """For each rule and scheme: known from, known to, how well checked."""
    show(coverage(rule_book(lang), lang))
