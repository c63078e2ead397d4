"""`passend summary`: what a file of placements comes to together, and before it what may be wrong in it.

The summary holds no rows and nothing about fewer than five placements: it may be shared. The questions about rows go
to standard error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from compensation.cli.tables import Reading
from compensation.rulebook import RuleBook
from compensation.table.headline import group_name, group_words, headline
from compensation.table.members import Members, read_members
from compensation.table.notable import notable, rows_told
from compensation.table.summary import GROUPS, PARTS, Summary, summary_of
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import text


def members_in(source: Path, reading: Reading, book: RuleBook, lang: str) -> Members:
    """A file, computed. Raises TableError."""
    return read_members(
        source, book, lang=lang, tab=reading.tab, mapping=reading.mapping, accept_unused=reading.accept_unused
    )


def question_lines(members: Members, book: RuleBook, today: date, lang: str) -> Iterator[str]:
    """What may be wrong, with rows and ids."""
    for found in notable(members, book, today, lang):
        yield f"{text(f'summary.notable.kinds.{found.kind}', lang)}: {rows_told(found, lang)}"
        yield f"  {found.words}"


def as_json(members: Members) -> str:
    """The summary as JSON, money as strings."""
    found = summary_of(members)
    parts = {part: found.rows(part) for part in PARTS}
    whole = {"placements": found.placements, "wrong_rows": found.wrong_rows, **parts, "hidden": sorted(found.hidden)}
    if members.tried:
        whole["computed_with_proposals"] = list(members.tried)
    if found.whole is None:
        whole["placements"] = None
    return json.dumps(whole, ensure_ascii=False, indent=2, default=str)


def summary_lines(members: Members, by: str, book: RuleBook, lang: str) -> Iterator[str]:
    """The headline, and the groups of one kind."""
    found = summary_of(members)
    if found.whole is None:
        yield text("branch.overview.too_few", lang, least=LEAST_GROUP)
        return
    yield from (sentence.replace("**", "") for sentence in headline(found, lang))
    yield ""
    yield from _group_lines(found, by, book, lang)
    yield ""
    yield text("branch.overview.least", lang, least=LEAST_GROUP)


def _group_lines(found: Summary, by: str, book: RuleBook, lang: str) -> Iterator[str]:
    rows = [row for row in found.groups if row.group_by == by]
    for row in sorted(rows, key=lambda row: (row.mean_gap is None, -(row.mean_gap or 0), row.group)):
        yield f"{group_name(by, row.group, book, lang)}: {group_words(row, lang)}"
    if by in found.hidden:
        yield text("branch.overview.hidden", lang, least=LEAST_GROUP)


#: What the groups are made by.
KINDS = GROUPS
