"""The charts of a report for a board: figures as parts of an axis, and the same figures in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from compensation.papers.board_words import Words
from compensation.papers.charts import Column, Histogram, Mark, Plot, PlotRow, Sign, ticks_of
from compensation.rulebook.scheme import LEVELS
from compensation.table.board import BoardFigures, PayClass, Spread
from compensation.table.summary import GroundRow
from compensation.texts import number, text

#: The sign of each level in a chart: told apart without colour.
_SIGNS: Mapping[str, Sign] = {"mbo": "circle", "hbo": "square", "wo": "triangle"}


def grounds_chart(figures: BoardFigures, words: Words) -> Plot | None:
    """A bar for what is missing on each ground, and what was not stated and a year's repair beside it."""
    rows, whole = figures.summary.grounds, figures.summary.whole
    if whole is None or not rows:
        return None
    most = max((row.gap for row in rows if row.gap), default=Decimal(1))
    names = ("ground", "gap", "count", "not_stated", "year")
    drawn, told = [], []
    for row in rows:
        marks = [Mark("bar", 0, float(row.gap / most))] if row.gap else []
        texts = _ground_texts(row, figures, words)
        drawn.append(PlotRow(words.ground(row.ground), marks, texts, words.say(f"grounds.{row.ground}")))
        told.append(_in_words("grounds.row", ("ground", *names[1:]), (words.ground(row.ground), *texts), words))
    total = GroundRow("all", whole.gap, whole.with_gap, whole.not_stated, whole.with_not_stated)
    texts = _ground_texts(total, figures, words)
    drawn.append(PlotRow(words.say("grounds.total"), [], texts, strong=True))
    told.append(_in_words("grounds.row", names, (words.say("grounds.total"), *texts), words))
    heads = [words.say(f"grounds.heads.{name}") for name in names]
    return Plot(words.say("grounds.alt", rows=_listed(told)), heads, drawn)


def _ground_texts(row: GroundRow, figures: BoardFigures, words: Words) -> list[str]:
    year = None if row.gap is None or figures.year is None else figures.year.of(row.gap)
    return [words.figure(row.gap), words.count(row.with_gap), words.figure(row.not_stated), words.figure(year)]


def norm_chart(figures: BoardFigures, words: Words, line: int) -> Histogram | None:
    """A column for each class of pay in percent of the norm, the norm as a line; None when no class may be shown."""
    known = [found.placements for found in figures.classes if found.placements is not None]
    if not any(known):
        return None
    most, columns = max(known), []
    for found in figures.classes:
        part = None if found.placements is None else found.placements / most
        columns.append(Column(class_name(found, words), words.count(found.placements), part))
    rows = _listed(words.say("classes.column", label=column.label, count=column.text) for column in columns)
    before, after = words.say("classes.before"), words.say("classes.after")
    return Histogram(words.say("classes.alt", rows=rows), columns, line, before, after)


def class_name(found: PayClass, words: Words) -> str:
    """The words for a class of pay in percent of the norm."""
    if found.over is None:
        return words.say("classes.nothing")
    if found.under is None:
        return words.say("classes.last", over=found.over)
    return words.say("classes.between" if found.over else "classes.first", over=found.over, under=found.under)


def shares_chart(figures: BoardFigures, words: Words) -> Plot:
    """A bar for the part of the placements with the answer yes, of those of which that was stated."""
    names = ("question", "number", "of", "percent", "silent")
    drawn, told = [], []
    for share in figures.summary.shares:
        label, percent = text(f"branch.overview.share.{share.question}", words.lang), share.percent
        marks = [Mark("bar", 0, float(percent) / 100)] if percent else []
        part = words.say("nothing") if percent is None else text("units.percent", words.lang, n=percent)
        texts = [words.count(share.number), words.count(share.of), part, words.count(share.not_stated)]
        drawn.append(PlotRow(label, marks, texts))
        told.append(_in_words("shares.row", names, (label, *texts), words))
    heads = [words.say(f"shares.heads.{name}") for name in names]
    ticks = [(place / 2, text("units.percent", words.lang, n=place * 50)) for place in range(3)]
    return Plot(words.say("shares.alt", rows=_listed(told)), heads, drawn, ticks)


def spreads_chart(spreads: Sequence[Spread], words: Words) -> Plot:
    """The middle half of what is paid an hour in each group, its middle, and the middle of the norm."""
    ticks = ticks_of(float(max(max(row.upper, row.norm or Decimal(0)) for row in spreads)))
    end = Decimal(str(ticks[-1]))
    names = ("group", "placements", "lower", "middle", "upper", "norm")
    drawn, told = [], []
    for row in spreads:
        marks = [Mark("range", float(row.lower / end), float(row.upper / end)), Mark("middle", float(row.middle / end))]
        if row.norm is not None:
            marks.append(Mark("norm", float(row.norm / end)))
        amounts = [words.figure(amount) for amount in (row.lower, row.middle, row.upper)]
        texts = [
            words.count(row.placements),
            *amounts,
            words.say("nothing") if row.norm is None else words.figure(row.norm),
        ]
        label = words.group(row.kind, row.group)
        drawn.append(PlotRow(label, marks, texts))
        told.append(_in_words("spreads.row", names, (label, *texts), words))
    legend = [(sign, words.say(f"spreads.legend.{sign}")) for sign in ("range", "middle", "norm")]
    heads = [words.say(f"spreads.heads.{name}") for name in names]
    return Plot(words.say("spreads.alt", rows=_listed(told)), heads, drawn, _axis(ticks, words), legend)


def levels_chart(lines: Sequence[tuple[str, Mapping[str, Decimal]]], words: Words) -> Plot:
    """A sign for each level in a sector, what is paid an hour; and the gap between the highest and the lowest."""
    ticks = ticks_of(float(max(hour for _, hours in lines for hour in hours.values())))
    end = Decimal(str(ticks[-1]))
    levels = [level for level in LEVELS if any(level in hours for _, hours in lines)]
    drawn, told = [], []
    for sector, hours in lines:
        gap = words.figure(max(hours.values()) - min(hours.values()))
        marks = [Mark(_SIGNS[level], float(hours[level] / end)) for level in levels if level in hours]
        amounts = [words.figure(hours[level]) if level in hours else words.say("nothing") for level in levels]
        label = words.group("sector", sector)
        drawn.append(PlotRow(label, marks, [*amounts, gap]))
        named = [
            words.say("levels.level", level=words.group("level", level), hour=amount)
            for level, amount in zip(levels, amounts, strict=True)
            if level in hours
        ]
        told.append(words.say("levels.row", sector=label, levels=", ".join(named), gap=gap))
    legend = [(_SIGNS[level], words.group("level", level)) for level in levels]
    heads = [
        words.say("levels.heads.sector"),
        *(f"{words.group('level', level)} €" for level in levels),
        words.say("levels.heads.gap"),
    ]
    return Plot(words.say("levels.alt", rows=_listed(told)), heads, drawn, _axis(ticks, words), legend)


def _axis(ticks: Sequence[float], words: Words) -> list[tuple[float, str]]:
    return [(tick / ticks[-1], f"€ {number(tick, words.lang)}") for tick in ticks]


def _in_words(key: str, names: Sequence[str], values: Sequence[str], words: Words) -> str:
    return words.say(key, **dict(zip(names, values, strict=True)))


def _listed(rows: Iterable[str]) -> str:
    return "; ".join(rows)
