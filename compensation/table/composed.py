"""Columns of a file that say what two of ours say, or of which several say together what one of ours says.

* `period`: a start and an end in one cell, `2-2-2026 t/m 3-7-2026`;
* `pay` and `pay.per`: what is paid, which is a wage for bbl and dual and an allowance for the others;
* `day.mon` to `day.sun`: a cross in the column of each workday;
* `hours.mon` to `hours.sun`: the hours of each day in its column.

A mapping names them so too.

>>> days_apart("2-2-2026 t/m 3-7-2026"), days_apart("2 feb 2026 - 3 jul 2026"), days_apart("2-2-2026")
(('2-2-2026', '3-7-2026'), ('2 feb 2026', '3 jul 2026'), None)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from compensation.calendar import WEEKDAYS
from compensation.placement.days import day_of, weekday_of_name
from compensation.placement.faults import Unreadable
from compensation.placement.numbers import number_of
from compensation.rulebook import RuleBook
from compensation.rulebook.words import spelled
from compensation.table.catalog import FIXED, YES_NO, ColumnSpec, catalog_of, plain
from compensation.table.words import amount_and_period, carrier_in, everyday_hours

PERIOD, PAY, PAY_PER = "period", "pay", "pay.per"
CROSSES = tuple(f"day.{day}" for day in WEEKDAYS)
HOURS = tuple(f"hours.{day}" for day in WEEKDAYS)
#: What each says of ours.
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PERIOD: ("start", "end"),
        PAY: ("offer.allowance.amount", "offer.wage.amount"),
        PAY_PER: ("offer.allowance.per", "offer.wage.per"),
        **dict.fromkeys(CROSSES, ("workdays",)),
        **dict.fromkeys(HOURS, ("hours_by_day",)),
    }
)
#: The days of a week in columns are known by so many of them.
_LEAST_DAYS = 3
_MOST_HOURS = 24_00
#: Up to here numbers may count parts of a day: 0,5 and 1, or mornings and afternoons.
_PARTS_OF_A_DAY = 2_00
_MOST = 0.8
_APART = re.compile(
    r"\s*(?:\bt\s?/\s?m\b|\btm\b|\btot en met\b|\s[-\u2013]\s|\u2013|\bto\b|\bthrough\b)\s*", re.IGNORECASE
)


@lru_cache(maxsize=1)
def specs() -> Mapping[str, ColumnSpec]:
    """The columns, each like the first of ours that it says, under its own name."""
    dutch = {PERIOD: "periode", PAY: "betaling", PAY_PER: "betaling_per"}
    dutch |= {name: f"dag.{day}" for name, day in zip(CROSSES, _DUTCH_DAYS, strict=True)}
    dutch |= {name: f"uren.{day}" for name, day in zip(HOURS, _DUTCH_DAYS, strict=True)}
    like = {name: FIXED[parts[-1]] for name, parts in PARTS.items()}
    return MappingProxyType({name: replace(like[name], name=name, dutch=(dutch[name],)) for name in PARTS})


_DUTCH_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def composed_name(word: str) -> str | None:
    """One of these by its name in a mapping, English or Dutch."""
    return next((name for name, spec in specs().items() if plain(word) in (name, plain(spec.dutch[0]))), None)


def spec_of(name: str, book: RuleBook) -> ColumnSpec:
    """A column of ours, or one of these."""
    return specs()[name] if name in PARTS else catalog_of(book).every[name]


def all_parts(names: Collection[str | None]) -> set[str]:
    """Columns with those of ours that each says."""
    return {part for name in names if name is not None for part in PARTS.get(name, (name,))}


# ---------------------------------------------------------------- recognised

#: Amounts of which a cell may say per what they are.
_PAID = ("offer.allowance.amount", "offer.wage.amount", "offer.reimburse.travel.amount", PAY)


def per_of(column: str) -> str | None:
    """The column that says per what an amount is."""
    if column == PAY:
        return PAY_PER
    return column.replace(".amount", ".per") if column.endswith(".amount") else None


def told_beside(column: str, cells: Sequence[str]) -> str | None:
    """The other column of ours of which cells of a column tell: `350 per maand` its period, `trein` its carrier."""
    if column in _PAID and any(amount_and_period(cell) for cell in cells):
        return per_of(column)
    if column.endswith("travel.mode") and any(carrier_in(cell) for cell in cells):
        return column.replace(".mode", ".carrier")
    return None


def days_apart(cell: str) -> tuple[str, str] | None:
    """The first and the last day of a period that is written in one cell; None for anything else."""
    pieces = _APART.split(cell.strip())
    if len(pieces) != 2:
        pieces = cell.split("/") if cell.count("/") == 1 else []
    if len(pieces) != 2 or any(_is_no_day(piece) for piece in pieces):
        return None
    return pieces[0].strip(), pieces[1].strip()


def _is_no_day(piece: str) -> bool:
    day = day_of(piece)
    return isinstance(day, Unreadable) and day.code != "date_ambiguous"


def are_periods(cells: Sequence[str]) -> bool:
    """Whether most of some filled cells are a first and a last day."""
    return bool(cells) and sum(days_apart(cell) is not None for cell in cells) >= _MOST * len(cells)


def weekdays_among(names: Sequence[str], cells: Sequence[Sequence[str]]) -> dict[int, str]:
    """The columns headed as days of the week, by their places: crosses below them, or hours; none where it is neither.

    `cells` are the filled cells of each column.
    """
    days = {place: day for place, name in enumerate(names) if (day := _day(name)) is not None}
    if len(days) < _LEAST_DAYS or len(set(days.values())) < len(days):
        return {}
    every = [cell for place in days for cell in cells[place]]
    if all(plain(cell) in YES_NO for cell in every):
        return {place: CROSSES[day] for place, day in days.items()}
    if all(plain(cell) in YES_NO or _are_hours(cell) for cell in every) and any(map(_more_than_a_part, every)):
        return {place: HOURS[day] for place, day in days.items()}
    return {}


def _day(heading: str) -> int | None:
    """The day of the week of a heading that says no more, or that it is about its hours."""
    words = [word for word in spelled(heading).split() if word not in ("uren", "uur", "u", "hours", "h")]
    return weekday_of_name(words[0]) if len(words) == 1 else None


def _more_than_a_part(cell: str) -> bool:
    hours = _hours(cell)
    return isinstance(hours, int) and hours > _PARTS_OF_A_DAY


def _hours(cell: str) -> int | Unreadable:
    return number_of(everyday_hours(cell) or cell, 2, "hours")


def of_one_week(first: str | None, second: str | None) -> bool:
    """Whether two columns are two days of one week, which say together what one of ours says."""
    return first != second and any({first, second} <= set(days) for days in (CROSSES, HOURS))


def _are_hours(cell: str) -> bool:
    hours = _hours(cell)
    return isinstance(hours, int) and hours <= _MOST_HOURS


# ---------------------------------------------------------------- taken apart


def crosses(cells: Mapping[str, str]) -> str:
    """The workdays of a row by the cells of its columns; a cell that is no yes and no no stays, and is refused so."""
    return ",".join(_crossed(cells))


def _crossed(cells: Mapping[str, str]) -> Iterator[str]:
    for name, cell in cells.items():
        yes = YES_NO.get(plain(cell)) if cell.strip() else False
        if yes is not False:
            yield name.removeprefix("day.") if yes else cell


def hours_of_days(cells: Mapping[str, str]) -> str:
    """The hours of the days of a row as one text; a day without hours, or with 0, is none."""
    told = ((name.removeprefix("hours."), everyday_hours(cell) or cell.strip()) for name, cell in cells.items())
    return ";".join(f"{day}={cell}" for day, cell in told if cell and not _is_nothing(cell))


def _is_nothing(cell: str) -> bool:
    return YES_NO.get(plain(cell)) is False or number_of(cell, 2, "hours") == 0
