"""Proposals beside each other as a workbook to publish: a row for each proposal, class, size and step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from compensation.compare.laboratory import LARGE, GainClass, Trial
from compensation.papers.board_words import Words
from compensation.papers.workbook import Column, Kind, Sheets
from compensation.rulebook import RuleBook
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import figure, text
from compensation.units import cents
from compensation.version import package_version

_MONEY = ("extra", "allowance", "expenses", "levy", "not_stated")


def norms_workbook(trials: Sequence[Trial], on: date, book: RuleBook, lang: str, *, is_made_up: bool) -> bytes:
    """The workbook. `is_made_up`: tried on a made-up membership. What may not be shown says so."""
    words, names = Words(book, lang), [trial.scheme.name for trial in trials]
    title = _say("file", lang)
    sheets = Sheets(title, on)
    sheets.lines(words.say("sheets.about"), title, _about(trials, on, words, is_made_up=is_made_up))
    hidden = words.say("hidden")

    def column(key: str, kind: Kind, cells: Sequence[object]) -> Column:
        return Column(_say(f"sheet.{key}", lang), kind, cells, hidden)

    amounts = [column(name, "money", [getattr(trial, name) for trial in trials]) for name in _MONEY]
    sheets.table(_say("sheet.proposals", lang), [column("norm", "text", names), *amounts])
    classes = [(trial.scheme.name, found) for trial in trials for found in trial.classes]
    columns = [
        column("norm", "text", [name for name, _ in classes]),
        column("class", "text", [class_words(found, lang) for _, found in classes]),
        column("students", "count", [found.placements for _, found in classes]),
    ]
    sheets.table(_say("sheet.classes", lang), columns)
    if sizes := [(trial.scheme.name, size) for trial in trials for size in trial.sizes]:
        columns = [
            column("norm", "text", [name for name, _ in sizes]),
            column("size", "text", [_say(f"size.{size.size}", lang) for _, size in sizes]),
            column("students", "count", [size.placements for _, size in sizes]),
            column("extra", "money", [size.extra for _, size in sizes]),
        ]
        sheets.table(_say("sheet.sizes", lang), columns)
    steps = [(trial.scheme.name, step) for trial in trials for step in trial.steps]
    columns = [
        column("norm", "text", [name for name, _ in steps]),
        column("from", "day", [step.start for _, step in steps]),
        column("extra", "money", [step.extra for _, step in steps]),
        column("levy", "money", [step.levy for _, step in steps]),
    ]
    sheets.table(_say("sheet.steps", lang), columns)
    return sheets.made()


def _about(trials: Sequence[Trial], on: date, words: Words, *, is_made_up: bool) -> Iterator[str]:
    lang = words.lang
    yield _say("about.proposals", lang, sector=words.group("sector", trials[0].scheme.sector))
    yield text("branch.norm.typical_note", lang) if is_made_up else _say("about.file", lang)
    yield _say("not_stated_note", lang)
    yield _say("large", lang, large=LARGE)
    yield _say("steps_note", lang)
    yield _say("hidden", lang, least=LEAST_GROUP)
    yield _say("about.program", lang, version=package_version(), hash=words.book.hash, day=on)


def class_words(found: GainClass, lang: str) -> str:
    """What a class of gains is called."""
    edges = (("above", found.above), ("to", found.to))
    values = {name: _whole(edge, lang) for name, edge in edges if edge is not None}
    if found.above is None:
        return _say("class.nothing", lang)
    if found.to is None:
        return _say("class.above", lang, **values)
    return _say("class.between" if found.above else "class.to", lang, **values)


def _whole(amount: Decimal, lang: str) -> str:
    return str(figure(cents(amount), lang, short=True))


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"branch.lab.{key}", lang, **values)
