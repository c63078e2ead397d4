"""`passend report`: a file of placements in, a report to publish out: two pages for a board, or a workbook; no rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from compensation.cli.files import InputError
from compensation.cli.tables import Reading
from compensation.compare.with_norm import may_stand_beside_without, without_proposals
from compensation.papers.board_report import Made, board_pdf
from compensation.papers.board_workbook import summary_workbook
from compensation.rulebook import RuleBook
from compensation.table.board import board_figures
from compensation.table.members import read_members
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import text

_MAKERS = {".pdf": board_pdf, ".xlsx": summary_workbook}


def check_form(target: Path, lang: str) -> None:
    """Refuse a target that is neither a report nor a workbook. Raises InputError."""
    if target.suffix.lower() not in _MAKERS:
        choices = ", ".join(ending[1:] for ending in _MAKERS)
        raise InputError(f"{target}: {text('cli.errors.document_form', lang, choices=choices)}")


def report(source: Path, target: Path, reading: Reading, *, book: RuleBook, lang: str) -> bytes:
    """The report about a file, in the form of the target's name.

    Raises InputError where it tries a norm, and beside a report without it would tell of few.
    """
    members = read_members(
        source, book, lang=lang, tab=reading.tab, mapping=reading.mapping, accept_unused=reading.accept_unused
    )
    if members.tried and not may_stand_beside_without(members, book.proposed, without_proposals(book)):
        raise InputError(f"{source}: {text('branch.tried.not_to_publish', lang, least=LEAST_GROUP)}")
    return _MAKERS[target.suffix.lower()](board_figures(members), Made.of(members, date.today()), book, lang)
