"""What stands behind an agreement and is not signed: what its amounts can be compared with, and where that stands.

It is Passend's, not the parties': it says what is owed or fair on what ground, what to look up, and which pact asks for
the clauses on guidance.
"""

from __future__ import annotations

from collections.abc import Iterator

from compensation.papers.agreed import months
from compensation.papers.blocks import Block, Bullets, Cell, Heading, Item, Paragraph, Table, row
from compensation.papers.case import Case
from compensation.papers.grounds import clause_source, ground_of, marks_of, sources
from compensation.papers.tables import rhythm_of
from compensation.telling.lines import Line, lines
from compensation.telling.notes import said


def explanation(case: Case) -> Iterator[Block]:
    """The page or two behind an agreement."""
    yield Heading(case.say("explanation.title"), 1)
    yield Paragraph(case.say("explanation.intro"))
    if (table := _compared(case)) is not None:
        yield Heading(case.say("explanation.compared"))
        yield Paragraph(case.say("explanation.compared_how"), small=True)
        yield table
    if (table := months(case)) is not None:
        yield Heading(case.say("explanation.months"))
        yield table
    if notes := list(_to_check(case)):
        yield Heading(case.say("explanation.check"))
        yield Bullets([Item(note) for note in notes], small=True)
    if case.clauses:
        yield Heading(case.say("explanation.guidance"))
        yield Paragraph(case.say(f"explanation.pact.{case.level}"), small=True)
        yield Bullets(clause_source(case), small=True)
    # What is only announced is no part of an agreement.
    if found := sources(case, "travel", "expenses", "allowance", "wage", announced=False):
        yield Heading(case.say("explanation.sources"))
        yield Bullets(found, small=True)
    yield Paragraph(case.made_with, small=True)


def _compared(case: Case) -> Table | None:
    """What is owed or fair, line by line, with its ground: what was chosen is not judged here."""
    found = [line for line in lines(case) if line.owed or line.estimate]
    if not found:
        return None
    later = any(line.estimate for line in found)
    head = [
        case.say(f"explanation.{name}") for name in ("line", "ground", *(["known", "estimate"] if later else ["whole"]))
    ]
    rows = [_line(case, line, later) for line in found]
    widths, right = ((28, 34, 20, 18), (False, False, True, True)) if later else ((28, 46, 26), (False, False, True))
    return Table(head, rows, widths, right, small=True)


def _line(case: Case, line: Line, later: bool) -> tuple[Cell, ...]:
    costs = {cost.kind for cost in case.assessment.expenses}
    name = case.word(f"cost.{line.name}") if line.name in costs else case.say(f"owed.{line.name}")
    owed = case.euros(line.owed) if line.known else case.say("months.unknown")
    cells: list[str | Cell] = [
        Cell(name, rhythm_of(case, line)),
        ground_of(case, line),
        Cell(owed, marks_of(case, line)),
    ]
    if later:
        cells.append(case.say("owed.about", amount=case.euros(line.estimate)) if line.estimate else "")
    return row(*cells)


def _to_check(case: Case) -> Iterator[str]:
    """What is not sure, and where to look."""
    cao = case.placement.cao
    if cao.status == "unknown":
        yield case.say("explanation.cao_unknown")
    elif cao.status == "applies" and not case.cao_known and case.scheme_name is None:
        yield case.say("explanation.cao_amount")
    yield from said(case, "agreement", case.lang, "allowance", "cao", "expenses")
