"""The summary of a membership as a workbook to publish: the figures of the report for a board, and no row of the file.

Every sheet has one row for each ground, class, question or group and one meaning for each column, with charts of
Excel's own. What may not be shown says so; it is no zero. Employers are not named in it: who publishes figures about
one says so on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from compensation.papers.board_charts import class_name
from compensation.papers.board_report import Made, how_made
from compensation.papers.board_words import Words
from compensation.papers.workbook import Chart, Column, Kind, Placed, Sheets
from compensation.rulebook import RuleBook
from compensation.table.board import BoardFigures
from compensation.table.headline import headline
from compensation.table.summary_rows import GROUNDS, HUNDREDTHS
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import text


def summary_workbook(figures: BoardFigures, made: Made, book: RuleBook, lang: str) -> bytes:
    """The workbook. Fewer than five placements have no figures: then it says so."""
    words = Words(book, lang)
    sheets = Sheets(words.say("title"), made.on)
    sheets.lines(words.say("sheets.about"), words.say("title"), about(figures, made, words))
    if figures.summary.whole is not None:
        add_figures(sheets, figures, words, employers=False)
    return sheets.made()


def about(figures: BoardFigures, made: Made, words: Words) -> Iterator[str]:
    """What the figures say, and of what they were made."""
    summary = figures.summary
    if summary.whole is None:
        yield words.say("too_few", least=LEAST_GROUP)
    else:
        yield from (sentence.replace("**", "") for sentence in headline(summary, words.lang))
        yield words.say("intro", placements=summary.placements, day=made.on)
        yield words.say("private", least=LEAST_GROUP, hidden=words.say("hidden"))
    yield from how_made(made, words)


def add_figures(sheets: Sheets, figures: BoardFigures, words: Words, *, employers: bool) -> None:
    """A sheet for each part of the figures, and one with charts of them; `employers`: those that are named too."""
    grounds = _table(sheets, "grounds", _grounds(figures, words), words)
    classes = _table(sheets, "classes", _classes(figures, words), words)
    _table(sheets, "shares", _shares(figures, words), words)
    spreads = _table(sheets, "spreads", _spreads(figures, words), words)
    _table(sheets, "levels", _levels(figures, words, employers), words)
    _table(sheets, "groups", _groups(figures, words, employers), words)
    height = min(900, 150 + 24 * spreads.placed.rows)
    charts = [
        grounds.chart("bar", "grounds.title", ("gap", "not_stated"), words),
        classes.chart("column", "classes.title", ("placements",), words),
        spreads.chart("bar", "spreads.title", ("middle", "norm"), words, form="#,##0.00", height=height),
    ]
    sheets.charts(words.say("sheets.charts"), [chart for chart in charts if chart.of.rows and chart.columns])


Rows = list[dict[str, Any]]
#: What each column of a sheet holds; the others are text.
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("gap", "not_stated", "year", "owed", "offered", "estimate"), "money"),
    **dict.fromkeys(("lower", "middle", "upper", "norm", "hour", "behind", "mean_gap", "median_gap"), "money"),
    **dict.fromkeys(("upper_quarter_gap", *(f"gap.{ground}" for ground in GROUNDS)), "money"),
    **dict.fromkeys(("placements", "with_gap", "with_not_stated", "number", "of", "silent"), "count"),
    "percent": "percent",
}


@dataclass(frozen=True)
class _Made:
    """A sheet as it stands, and its columns by their keys."""

    placed: Placed
    used: Sequence[str]

    def chart(
        self, kind: Literal["bar", "column"], title: str, keys: Sequence[str], words: Words, **form: Any
    ) -> Chart:
        """A chart of some columns, of those that were not left out. Where a bar is hidden the title says what it means
        that there is none."""
        places = [self.used.index(key) for key in keys if key in self.used]
        said = words.say(title)
        if self.placed.hidden & set(places):
            said = words.say("no_bar", title=said, hidden=words.say("hidden"), sheet=self.placed.name)
        return Chart(kind, said, self.placed, places, **form)


def _table(sheets: Sheets, name: str, rows: Rows, words: Words) -> _Made:
    """A sheet of rows; columns in which nothing stands are left out."""
    used = [key for key in (rows[0] if rows else ()) if any(row[key] is not None for row in rows)]
    columns = [
        Column(
            _head(key, words),
            _KINDS.get(key, "text"),
            [row[key] for row in rows],
            "" if key in _MAY_BE_EMPTY else words.say("hidden"),
        )
        for key in used
    ]
    return _Made(sheets.table(words.say(f"sheets.{name}"), columns), used)


#: Columns in which an empty cell says that there is none.
_MAY_BE_EMPTY = ("norm", "percent", "employer")


def _head(key: str, words: Words) -> str:
    if key.startswith("gap."):
        return words.say("heads.gap_on", ground=text(f"words.force.{key.removeprefix('gap.')}", words.lang))
    return words.say(f"heads.{key}")


def _grounds(figures: BoardFigures, words: Words) -> Rows:
    year = figures.year
    return [
        {
            "ground": words.ground(row.ground),
            "gap": row.gap,
            "with_gap": row.with_gap,
            "not_stated": row.not_stated,
            "with_not_stated": row.with_not_stated,
            "year": None if row.gap is None or year is None else year.of(row.gap),
        }
        for row in figures.summary.grounds
    ]


def _classes(figures: BoardFigures, words: Words) -> Rows:
    return [{"class": class_name(found, words), "placements": found.placements} for found in figures.classes]


def _shares(figures: BoardFigures, words: Words) -> Rows:
    return [
        {
            "question": text(f"branch.overview.share.{share.question}", words.lang),
            "number": share.number,
            "of": share.of,
            "percent": None if share.percent is None else share.percent / HUNDREDTHS,
            "silent": share.not_stated,
        }
        for share in figures.summary.shares
    ]


def _spreads(figures: BoardFigures, words: Words) -> Rows:
    return [
        {
            "group": words.group(row.kind, row.group),
            "kind": words.say(f"kind.{row.kind}"),
            "placements": row.placements,
            "lower": row.lower,
            "middle": row.middle,
            "upper": row.upper,
            "norm": row.norm,
        }
        for row in figures.spreads
    ]


def _levels(figures: BoardFigures, words: Words, employers: bool) -> Rows:
    """Without numbers of placements: beside those of whole levels they would tell how many are not compared."""
    return [
        {
            "sector": words.group("sector", row.sector),
            "employer": row.employer or None,
            "level": words.group("level", row.level),
            "hour": row.hour,
            "behind": row.behind,
        }
        for row in figures.summary.levels
        if row.hour is not None and (employers or not row.employer)
    ]


def _groups(figures: BoardFigures, words: Words, employers: bool) -> Rows:
    names = ("placements", "with_gap", "with_not_stated", "owed", "offered", "gap", "not_stated", "estimate")
    means = ("mean_gap", "median_gap", "upper_quarter_gap")
    grounds = [row.ground for row in figures.summary.grounds if row.gap != 0]
    return [
        {
            "group": words.group(row.group_by, row.group),
            "kind": words.say(f"kind.{row.group_by}"),
            **{name: getattr(row, name) for name in (*names, *means)},
            **{f"gap.{ground}": row.gap_by_ground.get(ground) for ground in grounds},
        }
        for row in figures.summary.groups
        if employers or row.group_by != "employer"
    ]
