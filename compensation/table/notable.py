"""What is to be looked at before the figures: rows that stand there twice, and what is possible and unlikely.

These are questions to who brought the file, with the row of the sheet and the id: they belong to working files, never
to a file that is published. Nothing here changes an amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from compensation.calendar import to_day
from compensation.choices import Period, WagePeriod
from compensation.law.amounts import amount_of_month
from compensation.placement.case import NO_BIRTH
from compensation.reading.records import Cases
from compensation.reading.tables import Column, single
from compensation.remarks import Highest, Remark, remarks_on
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.table.arrays import as_text
from compensation.table.evaluated import placements_of
from compensation.table.members import Members
from compensation.table.summary import quantile
from compensation.telling.remarks import remark_words
from compensation.texts import euros, text
from compensation.units import HOUR, UNKNOWN

#: What makes a placement of somebody the same one, when the file bears ids of its own.
_SAME = ("start", "end", "route")
#: From so many paid allowances on the unusual ones are told, by so many times the middle half (Tukey's far fence).
LEAST_COMPARED, FAR = 20, 3
#: So many rows at most are asked one by one.
MOST_ASKED = 2_000


@dataclass(frozen=True)
class Noted:
    """A question about rows: its kind, their numbers in the sheet with their ids, and of the first its words."""

    kind: str
    rows: tuple[int, ...]
    ids: tuple[str, ...]
    words: str


def notable(members: Members, book: RuleBook, today: date, lang: str) -> list[Noted]:
    """What is to be looked at, grouped by kind: doubles, then unusual amounts, then the soft questions."""
    asked: dict[str, tuple[dict[int, None], str]] = {}
    for places in doubles(members):
        _add(asked, "double", places, text("summary.notable.double", lang))
    for place, words in _outliers(members, lang):
        _add(asked, "outlier", [place], words)
    for place, remark in unlikely(members, book, today):
        _add(asked, remark.id, [place], remark_words(remark, lang, book))
    ids = [as_text(found) for found in members.words("id")]
    return [
        Noted(kind, tuple(members.numbers[at] for at in places), tuple(ids[at] for at in places), words)
        for kind, (places, words) in asked.items()
    ]


def _add(asked: dict[str, tuple[dict[int, None], str]], kind: str, places: Sequence[int], words: str) -> None:
    asked.setdefault(kind, ({}, words))[0].update(dict.fromkeys(places))


# ---------------------------------------------------------------- the same placement twice


def doubles(members: Members) -> Iterator[tuple[int, ...]]:
    """Places of rows that are the same placement: the same id, employer, dates and route; without ids of the file the
    same in every column."""
    own_ids = [as_text(found) for found in members.words("id")] != [str(number) for number in members.numbers]
    names = [f"input.{name}" for name in (_SAME if own_ids else members.read)]
    columns = [members.words(name) for name in names if name.removeprefix("input.") in members.read]
    columns += [members.words("id")] if own_ids else [members.words(name) for name in members.carried]
    columns.append(members.named("employer").tolist())
    seen: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(zip(*columns, strict=True)):
        seen.setdefault(tuple(as_text(cell).strip() for cell in row), []).append(place)
    return (tuple(places) for places in seen.values() if len(places) > 1)


# ---------------------------------------------------------------- far from the others


def _outliers(members: Members, lang: str) -> Iterator[tuple[int, str]]:
    for level, places, lowest, highest, hourly in far_from_others(members):
        for place, hour in zip(places, hourly, strict=True):
            values = {"hour": euros(hour, lang), "low": euros(lowest, lang), "high": euros(highest, lang)}
            yield place, text("summary.notable.outlier", lang, level=text(f"words.level.{level}", lang), **values)


def far_from_others(members: Members) -> Iterator[tuple[str, list[int], int, int, list[int]]]:
    """By level the places of paid allowances per hour far outside the middle half of that level, that half (cents an
    hour) and what they are."""
    facts = members.fact_table
    paid, hours = members.cents("allowance.effective"), np.asarray(facts["presence_hours"])
    levels, wage = members.named("level"), np.asarray(facts["wage"])
    for level in sorted(set(levels)):
        here = np.flatnonzero((levels == level) & ~wage & (paid > 0) & (hours > 0))
        if len(here) < LEAST_COMPARED:
            continue
        hourly: Column = paid[here] * 100 // hours[here]
        ordered = np.sort(hourly)
        low, high = quantile(ordered, 1, 4), quantile(ordered, 3, 4)
        room = FAR * max(high - low, high // 10)
        far = (hourly > high + room) | (hourly * FAR < low)
        if far.any():
            yield level, here[far].tolist(), low, high, hourly[far].tolist()


# ---------------------------------------------------------------- possible and unlikely


def unlikely(members: Members, book: RuleBook, today: date) -> Iterator[tuple[int, Remark]]:
    """The soft questions of the contract (D) about rows, by their places. Rows that can have none are not asked."""
    cases = members.cases(book)
    doubtful = _doubtful(cases, book, today)
    doubtful[_paid_high(cases, book)] = True
    places = np.flatnonzero(doubtful)[:MOST_ASKED]
    if not len(places):
        return
    taken = pa.array(places)
    placements = placements_of({name: column.take(taken) for name, column in members.inputs().items()}, book)
    records = single(Cases(cases.cases[places], cases.tables))
    for place, placement, (case, tables) in zip(places.tolist(), placements, records, strict=True):
        yield from ((place, remark) for remark in remarks_on(placement, case, tables, book, today))


def _paid_high(cases: Cases, book: RuleBook) -> Column:
    """The places of rows with an allowance above some times what any scheme pays: those with a high one are asked what
    the schemes pay at their hours."""
    rows: Any = cases.cases
    segments: Any = cases.tables.segments
    high = (segments["allowance"] > 0) & (_month(segments) > _HIGH_HOUR * segments["hours"] // HOUR)
    places = np.unique(_owners(rows["first_segment"], rows["after_segment"])[high])
    highest, times = Highest(freeze(book)), book.thresholds["allowance_high"].value
    found = [
        any(
            0
            < times * highest.of(case, segment)
            < amount_of_month(segment.allowance, segment.allowance_per, 0, segment)
            for segment in tables.segments
        )
        for case, tables in single(Cases(rows[places], cases.tables))
    ]
    paid_high: Column = places[np.array(found, bool)]
    return paid_high


def _doubtful(cases: Cases, book: RuleBook, today: date) -> Any:
    """Rows of which a cheap look at the records says that a question is possible; those that have one are among
    them, but for a high allowance."""
    rows: Any = cases.cases
    segments: Any = cases.tables.segments
    legs: Any = cases.tables.legs
    of_segment = _owners(rows["first_segment"], rows["after_segment"])
    of_leg = of_segment[_owners(segments["first_leg"], segments["after_leg"])]

    def limit(name: str) -> Any:
        return book.thresholds[name].value

    days = np.maximum(segments["days_per_week"], 1)
    asked = (segments["week"] != UNKNOWN) | (segments["hours"] > limit("hours_a_day") * HOUR * days)
    asked |= (segments["wage"] > 0) & (
        np.where(
            segments["wage_per"] == WagePeriod.HOUR,
            segments["wage"] > _HIGH_WAGE,
            segments["wage"] < limit("wage_unit_month") * CENTS,
        )
    )
    asked |= (segments["holiday_percent"] > 0) & (segments["holiday_percent"] < limit("holiday_percent_low") * 1_000)
    low = (segments["allowance"] > 0) & (segments["allowance"] < limit("allowance_low_unit") * CENTS)
    asked |= low & (segments["allowance_per"] == Period.MONTH)
    found = np.zeros(len(rows), bool)
    found[of_segment[asked]] = True
    found[of_leg[(legs["distance"] > limit("distance") * 10) | (legs["fare"] > limit("fare_high") * CENTS)]] = True
    found |= rows["start"] > to_day(today) + 365 * limit("far_start")
    years = (rows["start"] - rows["birth"]) // 365
    aged = (years < limit("age_unlikely_below") + 1) | (years > limit("age_unlikely_above"))
    found |= (rows["birth"] != NO_BIRTH) & aged
    return found


#: Cents above which an hourly wage, and a month's allowance for each hour a week, are looked at one by one: below
#: three times any minimum since 2024, and below twice what any scheme pays.
_HIGH_WAGE, _HIGH_HOUR, CENTS = 3_500, 1_500, 100


def _month(segments: Any) -> Any:
    """An allowance as a month's, roughly and never too little."""
    hours = segments["hours"] // HOUR + 1
    times = np.select(
        [segments["allowance_per"] == period for period in (Period.WEEK, Period.DAY, Period.HOUR)],
        [5, 5 * np.maximum(segments["days_per_week"], 1), 5 * hours],
        1,
    )
    return segments["allowance"] * times


def _owners(first: Column, after: Column) -> Column:
    """Of each part the place of what it belongs to; parts stand in the order of those."""
    sizes = np.asarray(after, np.int64) - np.asarray(first, np.int64)
    return np.repeat(np.arange(len(sizes)), sizes)


#: So many rows of a kind are named.
MOST_NAMED = 12


def rows_told(found: Noted, lang: str) -> str:
    """The rows of a question in words: their numbers with their ids, and how many more there are."""
    named = [
        str(row) if own in ("", str(row)) else text("summary.notable.row", lang, row=row, id=own)
        for row, own in zip(found.rows[:MOST_NAMED], found.ids, strict=False)
    ]
    listed = ", ".join(named)
    if more := len(found.rows) - len(named):
        listed = text("summary.notable.more", lang, rows=listed, count=more)
    return text("summary.notable.rows", lang, count=len(found.rows), rows=listed)
