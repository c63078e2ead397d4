"""Steps as tables: what one rule did month after month stands in rows, and what is the same in all rows is said once.

Nothing is computed. A column is a quantity of a step or its result; one that is 0 in every row is no term of anybody's
sum and is left out, and one that repeats another is not told twice. Rules that follow one another over the same days
share a table while it fits a phone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from compensation.reading.step import Quantity, Step
from compensation.rulebook import RuleBook
from compensation.telling.explain import chapter, runs, written
from compensation.texts import catalogue, figure, number, short_day, short_month, text

#: Signs that fit beside the period on a phone, and the fewest that a column takes: its heading stands above it.
_WIDEST, _NARROWEST = 27, 5
#: From so many rows on a table reads better than as many sentences.
_FEWEST = 4
_TIME = ("from", "to")
_RESULT = "result"


@dataclass(frozen=True)
class Column:
    """A quantity of a rule: `step` is the id of the step, `name` that of the quantity, or `result`."""

    step: str
    name: str
    unit: str


@dataclass(frozen=True)
class Row:
    """What a rule did in a stretch of days; a rule that holds from a day on has no last one."""

    first: date
    last: date | None
    cells: tuple[Quantity | None, ...]


@dataclass(frozen=True)
class StepTable:
    """`fixed`: what is the same in all rows. `like`: the steps of the first row, whose sentences show the sum.

    `steps`: everything that the table stands for.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fixed: tuple[tuple[Column, Quantity], ...]
    like: tuple[Step, ...]
    steps: tuple[Step, ...]


#: A table, or a run of steps that one sentence tells.
Part = StepTable | tuple[Step, ...]


def parts_of(steps: Iterable[Step]) -> list[Part]:
    """Steps in tables where a rule came back often, and in sentences where it did not, in their own order."""
    told: list[list[list[Step]] | tuple[Step, ...]] = []
    for one in _series(steps):
        if not _is_table(one):
            told += [tuple(run) for run in runs(one)]
            continue
        last = next((part for part in reversed(told) if isinstance(part, list)), None)
        if last is not None and _fits([*last, one]):
            told.remove(last)  # what a sentence says between the two goes before both
            told.append([*last, one])
        else:
            told.append([one])
    return [_table(one) if isinstance(one, list) else one for one in told]


def _series(steps: Iterable[Step]) -> list[list[Step]]:
    """Steps of one kind of rule with the same quantities, in the order of their first."""
    found: dict[object, list[Step]] = {}
    for step in steps:
        found.setdefault(_kind(step), []).append(step)
    return list(found.values())


def _kind(step: Step) -> object:
    """What makes two steps rows of one table: wage_month and wage_month_further are, what is owed and paid are not."""
    units = tuple((name, quantity.unit) for name, quantity in step.quantities.items())
    first = step.id.partition(".")[2].partition("_")[0]
    of_what = step.quantities.get("kind")
    return chapter(step), first, units, step.result is None, None if of_what is None else str(of_what.value)


def _is_table(steps: list[Step]) -> bool:
    """Whether the steps are rows: on days of their own, often enough, and not all alike."""
    if any("from" not in step.quantities or step.result is None for step in steps):
        return False
    many = len(list(runs(steps))) >= _FEWEST if "to" in steps[0].quantities else len(steps) >= _FEWEST
    return many and bool(_columns([steps])[0])


def _fits(series: list[list[Step]]) -> bool:
    """Whether these are about the same days, and their columns fit beside one another."""
    days = [[_days(step) for step in steps] for steps in series]
    wide = sum(max(_NARROWEST, *(len(str(cell.value)) + 1 for cell in cells)) for _, cells in _columns(series)[0])
    return all(one == days[0] for one in days) and wide <= _WIDEST


def _days(step: Step) -> tuple[date, date | None]:
    first, last = (step.quantities.get(name) for name in _TIME)
    assert first is not None  # only steps with days of their own are rows
    return date.fromisoformat(str(first.value)), None if last is None else date.fromisoformat(str(last.value))


def _columns(series: list[list[Step]]) -> tuple[list[tuple[Column, list[Quantity]]], list[tuple[Column, Quantity]]]:
    """The columns in which something varies with their cells, and what is the same in every row."""
    varying: list[tuple[Column, list[Quantity]]] = []
    fixed: list[tuple[Column, Quantity]] = []
    for steps in series:
        names = [name for name in steps[0].quantities if name not in _TIME]
        for name in [*names, _RESULT]:
            cells = [found for step in steps if (found := _quantity(step, name)) is not None]
            column = Column(steps[0].id, name, cells[0].unit)
            if all(_is_nothing(cell) for cell in cells) or any(cells == seen for _, seen in varying):
                continue
            if name != _RESULT and all(cell == cells[0] for cell in cells):
                fixed += (
                    [] if any(cells[0] == seen and name == one.name for one, seen in fixed) else [(column, cells[0])]
                )
            else:
                varying.append((column, cells))
    return varying, fixed


def _quantity(step: Step, name: str) -> Quantity | None:
    return step.result if name == _RESULT else step.quantities[name]


def _is_nothing(quantity: Quantity) -> bool:
    """0, of whatever unit."""
    return quantity.unit not in ("key", "text", "list", "date") and not str(quantity.value).strip("0.")


def _table(series: list[list[Step]]) -> StepTable:
    varying, fixed = _columns(series)
    rows = [Row(*_days(step), tuple(cells[place] for _, cells in varying)) for place, step in enumerate(series[0])]
    return StepTable(
        columns=tuple(column for column, _ in varying),
        rows=tuple(rows),
        fixed=tuple(fixed),
        like=tuple(steps[0] for steps in series),
        steps=tuple(step for steps in series for step in steps),
    )


# ---------------------------------------------------------------- in words


def column_name(column: Column, lang: str) -> str:
    """The heading of a column, or the name of what is the same in all rows."""
    rule = column.step.partition(".")[2]
    keys = (f"columns.{rule}_{column.name}", f"columns.{column.name}_{column.unit}", f"columns.{column.name}")
    return text(next(key for key in keys if key in catalogue(lang)), lang)


def cell(quantity: Quantity | None, lang: str, book: RuleBook) -> str:
    """A quantity below its heading, which names the unit."""
    if quantity is None:
        return ""
    if quantity.unit == "eur":
        return figure(int(Decimal(str(quantity.value)).scaleb(2)), lang)
    if quantity.unit in ("days", "hours", "trips", "weeks") and isinstance(quantity.value, str):
        return number(quantity.value, lang)
    return written(quantity, lang, book)


def short_period(row: Row, lang: str) -> str:
    """sep 2026; 1–11 nov 2026; vanaf 12 nov 2026."""
    if row.last is None:
        return text("period_short.from", lang, day=short_day(row.first, lang))
    if row.first.day == 1 and (row.last + timedelta(days=1)).day == 1:
        return short_month(row.first, lang)
    days = {"first": row.first.day, "last": row.last.day, "month": short_month(row.first, lang)}
    return text("period_short.days", lang, **days)
