"""A working file: every placement of a file with its results beside what was read, for who brought the file.

One row for each placement and one meaning for each column, so that a pivot table can be made of it: names in place of
keys, dates as dates, amounts as amounts, only columns in use. It holds rows about people and says so in its first line.
Every column that there is stands in the csv and in what `passend table` writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from compensation.calendar import WEEKDAYS
from compensation.papers.board_report import Made
from compensation.papers.board_words import Words
from compensation.papers.board_workbook import about, add_figures
from compensation.papers.workbook import Column, Kind, Sheets
from compensation.placement.kinds import DayHeld, KeyOf, Number
from compensation.rulebook import RuleBook
from compensation.table.board import BoardFigures
from compensation.table.catalog import DUTCH_WORDS, ColumnSpec, column_name
from compensation.table.members import Members
from compensation.table.sheet import Sheet
from compensation.texts import LANGUAGES, text

#: The results that stand in it, by their names in the contract: money, and verdicts.
_MONEY = (
    *(f"totals.{name}" for name in ("owed", "offered", "gap", "not_stated", "estimate")),
    *(f"totals.by_ground.{ground}.gap" for ground in ("law", "cao", "employer", "pact", "advice", "own")),
    *(f"allowance.{name}" for name in ("full_month", "norm", "offered", "effective", "gap", "not_stated")),
    *(f"wage.{name}" for name in ("due", "offered", "shortfall", "not_stated")),
    *(f"expenses_total.{name}" for name in ("owed", "reimbursed", "gap", "not_stated")),
)
_FINDINGS = ("expenses_full", "wage_minimum", "holiday_allowance", "allowance_paid", "allowance_cao")


def working_workbook(members: Members, figures: BoardFigures, made: Made, book: RuleBook, lang: str) -> bytes:
    """The workbook: what it is, the placements, the faults of the others, and the figures of all together."""
    words = Words(book, lang)
    sheets = Sheets(words.say("working.title"), made.on)
    lines = [words.say("working.private"), *about(figures, made, words)]
    sheets.lines(words.say("sheets.about"), words.say("working.title"), lines)
    sheets.table(words.say("sheets.rows"), [*_own(members, words), *_read(members, words), *_results(members, words)])
    if members.wrong_rows:
        sheets.table(words.say("sheets.errors"), list(_errors(members, words)))
    if figures.summary.whole is not None:
        add_figures(sheets, figures, words, employers=True)
    return sheets.made()


def _own(members: Members, words: Words) -> Iterator[Column]:
    """The number of each row, its id, and the columns that are the file's own."""
    yield Column(words.say("working.row"), "count", members.numbers)
    yield Column(words.say("working.id"), "text", members.words("id"))
    for name in members.carried:
        yield Column(name, "text", members.words(name))


def _read(members: Members, words: Words) -> Iterator[Column]:
    """What was read, each column as what it holds; those in which nothing stands are left out."""
    sheet = Sheet(len(members), members.inputs(), words.book)
    for name, cells in sheet.cells.items():
        if cells.given.any():
            spec = sheet.columns[name]
            found = [
                _cell(sheet, spec, row, words) if given else None for row, given in enumerate(cells.given.tolist())
            ]
            yield Column(_spaced(column_name(spec, words.lang)), _kind(spec), found)


def _kind(spec: ColumnSpec) -> Kind:
    holds = spec.field.holds
    if isinstance(holds, DayHeld):
        return "day"
    if isinstance(holds, Number):
        return "money" if spec.name.endswith((".amount", "km_rate")) else "number"
    return "number" if holds.kind == "study_year" else "text"


def _cell(sheet: Sheet, spec: ColumnSpec, row: int, words: Words) -> Any:
    """A filled cell as its reader writes it."""
    value, holds = sheet.value(spec, row), spec.field.holds
    if isinstance(holds, KeyOf):
        return _named(holds.of, str(value), words)
    if holds.kind == "workdays":
        return ", ".join(text(f"documents.weekday.{day}", words.lang) for day in WEEKDAYS if day in value)
    if isinstance(value, bool):
        return words.say("working.yes" if value else "working.no")
    if holds.kind == "choice":
        return _word(str(value), words)
    return value if _kind(spec) != "text" else str(value)


def _named(what: str, key: str, words: Words) -> str:
    """The name of a sector or scheme; other keys as words."""
    known = {"sectors": ("sector", words.book.sectors), "schemes": ("scheme", words.book.schemes)}
    kind, keys = known.get(what, ("", {}))
    return words.group(kind, key) if key in keys else _word(key, words)


def _word(word: str, words: Words) -> str:
    """A word of the contract: the Dutch word where a file in this language has one."""
    dutch = DUTCH_WORDS.get(word, (word,)) if LANGUAGES[words.lang].dutch_tables else (word,)
    return next(iter(dutch), word).replace("_", " ")


def _spaced(name: str) -> str:
    """A name of a column as a heading."""
    found = name.replace("_", " ").replace(".", " ")
    return f"{found[:1].upper()}{found[1:]}"


def _results(members: Members, words: Words) -> Iterator[Column]:
    """Amounts, and what was found of them in words; columns in which nothing stands are left out."""
    for name in _MONEY:
        amounts: Sequence[Decimal | None] = members.words(name)
        if any(amounts):
            yield Column(words.say(f"working.{name}"), "money", amounts)
    for name in _FINDINGS:
        found = members.words(f"findings.{name}")
        said = [None if word is None else words.say(f"working.status.{word}") for word in found]
        if set(found) - {None, "not_applicable"}:
            yield Column(words.say(f"working.findings.{name}"), "text", said)


def _errors(members: Members, words: Words) -> Iterator[Column]:
    """Row, id, column, what stands there, what to do."""
    table = members.error_table
    for name in table.column_names:
        kind: Kind = "count" if name == "row" else "text"
        yield Column(words.say(f"working.{name}"), kind, table[name].to_pylist())
