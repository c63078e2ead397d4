"""The report for a board: two pages of figures about a membership, with the grounds apart and no row in it.

The figures are those of table/board.py and table/summary.py, which leave out what is about few people; the charts
are drawn in the document itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compensation.papers.blocks import Block, Bullets, Document, Heading, Item, PageBreak, Paragraph, Part
from compensation.papers.board_charts import grounds_chart, levels_chart, norm_chart, shares_chart, spreads_chart
from compensation.papers.board_words import Words
from compensation.rulebook import RuleBook
from compensation.table.board import AT_NORM, BoardFigures
from compensation.table.headline import headline
from compensation.table.members import Members
from compensation.table.suppression import LEAST_GROUP, is_small
from compensation.texts import month, text
from compensation.version import package_version

#: So many sectors fit on the second page; the workbook has all.
MOST_SPREADS, MOST_LEVELS = 12, 8


@dataclass(frozen=True)
class Made:
    """Of what a report was made: the day, the hash of the rules and of the file (empty: no file), its rows, and how
    much in it was left aside or assumed."""

    on: date
    rules_hash: str
    file_hash: str
    rows: int
    wrong_rows: int
    left_out_rows: int = 0
    tabs_not_read: int = 0
    assumed_workdays: int = 0

    @classmethod
    def of(cls, members: Members, on: date) -> Made:
        """Of a file that was read. Only numbers are taken from it: names of sheets may tell of people."""
        report = members.report
        if report is None:
            return cls(on, members.rules_hash, "", len(members) + members.wrong_rows, members.wrong_rows)
        return cls(
            on,
            members.rules_hash,
            report.hash,
            report.rows,
            report.wrong_rows,
            report.left_out_rows,
            len(report.tabs_not_read),
            report.assumed_workdays,
        )


def board_pdf(figures: BoardFigures, made: Made, book: RuleBook, lang: str) -> bytes:
    """The report as PDF; the same arguments give the same bytes."""
    from compensation.papers.pdf import pdf_bytes

    return pdf_bytes(board_report(figures, made, book, lang), made.on)


def board_report(figures: BoardFigures, made: Made, book: RuleBook, lang: str) -> Document:
    """What the report says. Fewer than five placements have no figures: then it says so."""
    words = Words(book, lang)
    blocks = [*_head(figures, made, words)]
    if figures.summary.whole is not None:
        blocks += [*_grounds(figures, words), *_norm(figures, words), *_shares(figures, words), PageBreak()]
        blocks += [*_spreads(figures, words), *_levels(figures, words)]
    blocks += _made(made, words)
    part = Part(text("documents.footer", lang), text("documents.page", lang), blocks)
    return Document(lang, words.say("title"), [part], small=True)


def _head(figures: BoardFigures, made: Made, words: Words) -> Iterator[Block]:
    """The headline, the most important sentence in bold; and what is hidden."""
    summary = figures.summary
    yield Heading(words.say("title"), 1)
    if summary.whole is None:
        yield Paragraph(words.say("too_few", least=LEAST_GROUP))
        return
    first, *rest = (sentence.replace("**", "") for sentence in headline(summary, words.lang))
    yield Paragraph("", lead=first)
    yield Bullets([Item(sentence) for sentence in rest])
    told = words.say("intro", placements=summary.placements, day=made.on)
    private = words.say("private", least=LEAST_GROUP, hidden=words.say("hidden"))
    yield Paragraph(f"{told} {private}", small=True)


def _grounds(figures: BoardFigures, words: Words) -> Iterator[Block]:
    """What is missing on each ground, and what it costs a year to mend it."""
    yield Heading(words.say("grounds.title"))
    chart = grounds_chart(figures, words)
    if chart is None:
        yield Paragraph(words.say("grounds.none"))
        return
    yield chart
    yield Paragraph(words.say("grounds.not_stated"), small=True)
    if (year := figures.year) is not None and figures.summary.whole is not None and figures.summary.whole.gap:
        first, last = month(year.first, words.lang), month(year.last, words.lang)
        how = words.say(
            "grounds.scaled" if year.scaled else "grounds.unscaled", first=first, last=last, months=year.months
        )
        yield Paragraph(f"{words.say('grounds.year')} {how}", small=True)


def _norm(figures: BoardFigures, words: Words) -> Iterator[Block]:
    """Pay against the norm."""
    yield Heading(words.say("classes.title"))
    chart = norm_chart(figures, words, AT_NORM)
    if chart is None:
        yield Paragraph(words.say("classes.none"))
        return
    yield Paragraph(words.say("classes.intro"))
    yield chart
    said = [words.say("classes.who")]
    if figures.without_norm is None:
        said.append(words.say("classes.without_hidden"))
    elif figures.without_norm:
        said.append(words.say("classes.without", count=figures.without_norm))
    yield Paragraph(" ".join(said), small=True)


def _shares(figures: BoardFigures, words: Words) -> Iterator[Block]:
    """What part is paid as it should be, of what is stated."""
    yield Heading(text("branch.overview.shares", words.lang))
    yield shares_chart(figures, words)
    yield Paragraph(text("branch.overview.shares_note", words.lang), small=True)


def _spreads(figures: BoardFigures, words: Words) -> Iterator[Block]:
    """Quartiles per level and per sector, the largest sectors."""
    yield Heading(words.say("spreads.title"))
    levels = [row for row in figures.spreads if row.kind == "level"]
    sizes = {row.group: row.placements for row in figures.summary.groups if row.group_by == "sector"}
    sectors = sorted(
        (row for row in figures.spreads if row.kind == "sector"), key=lambda row: (-sizes.get(row.group, 0), row.group)
    )
    if not levels and not sectors:
        yield Paragraph(words.say("spreads.none"))
        return
    yield Paragraph(words.say("spreads.intro"))
    yield spreads_chart([*levels, *sectors[:MOST_SPREADS]], words)
    said = [words.say("spreads.left_out")]
    if left := len(sectors[MOST_SPREADS:]):
        said.insert(0, words.say("spreads.more", shown=MOST_SPREADS, left=left))
    yield Paragraph(" ".join(said), small=True)


def _levels(figures: BoardFigures, words: Words) -> Iterator[Block]:
    """The gap between levels in one sector, the widest first."""
    yield Heading(words.say("levels.title"))
    hours: dict[str, dict[str, Decimal]] = {}
    for row in figures.summary.levels:
        if not row.employer and row.hour is not None:
            hours.setdefault(row.sector, {})[row.level] = row.hour
    lines = sorted(hours.items(), key=lambda line: (min(line[1].values()) - max(line[1].values()), line[0]))
    if not lines:
        yield Paragraph(words.say("levels.none"))
        return
    yield Paragraph(words.say("levels.intro"))
    yield levels_chart(lines[:MOST_LEVELS], words)
    if left := len(lines[MOST_LEVELS:]):
        yield Paragraph(words.say("levels.more", shown=MOST_LEVELS, left=left), small=True)


def _made(made: Made, words: Words) -> Iterator[Block]:
    """How it was computed."""
    yield Heading(words.say("made.title"))
    yield Bullets([Item(sentence) for sentence in how_made(made, words)], small=True)


def how_made(made: Made, words: Words) -> list[str]:
    """How figures were computed, in sentences: enough to do it again, and no number of few placements."""
    said = [words.say("made.program", version=package_version(), hash=made.rules_hash, day=made.on)]
    if made.file_hash:
        said.append(words.say("made.file", hash=made.file_hash))
    results = made.rows - made.wrong_rows
    if not is_small(results):
        said.append(words.say("made.rows", rows=made.rows, results=results, wrong=made.wrong_rows))
    for name in ("left_out_rows", "tabs_not_read"):
        if count := getattr(made, name):
            said.append(words.say(f"made.{name}", count=count))
    if is_small(made.assumed_workdays):
        said.append(words.say("made.assumed_few", least=LEAST_GROUP))
    elif made.assumed_workdays:
        said.append(words.say("made.assumed_workdays", count=made.assumed_workdays))
    return [*said, *(words.say(f"made.{name}") for name in ("grounds", "days", "info"))]
