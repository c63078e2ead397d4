"""The three readings of the law on the same cases, as whole numbers that can be held beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from random import Random
from typing import Any

import numpy as np
import pytest

from compensation import RuleBook, read_placement
from compensation.law.result import LINE_PARTS, Result
from compensation.placement.case import Case, Tables
from compensation.placement.cases import case_of
from compensation.reading import compiled
from compensation.reading.plain import read
from compensation.reading.tables import Column, cases_of, numbers_of, plain_columns
from compensation.reading.told import tell
from compensation.rulebook.frozen import MOST_KINDS, freeze

Data = Mapping[str, Any]
Pair = tuple[Case, Tables]

needs_numba = pytest.mark.skipif(
    not compiled.available(), reason="numba is not installed: there is no compiled reading"
)

#: The numbers of a result by name, in their order.
NAMES = (
    *(f"{kind}.{part}" for kind in range(MOST_KINDS) for part in range(LINE_PARTS)),
    *(f.name for f in fields(Result) if f.name != "lines"),
)


def pairs_of(made: Sequence[Data], book: RuleBook) -> list[Pair]:
    """Placements as cases of the law."""
    return [case_of(read_placement(data), book) for data in made]


def plainly(pairs: Sequence[Pair], book: RuleBook) -> Column:
    """Every number [number, row] in the plain reading, one person at a time."""
    return np.array([numbers_of(read(case, tables, freeze(book))) for case, tables in pairs]).T


def told(pairs: Sequence[Pair], book: RuleBook) -> Column:
    """The same in the told reading."""
    return np.array([numbers_of(tell(case, tables, freeze(book), book)[0]) for case, tables in pairs]).T


def in_a_table(pairs: Sequence[Pair], book: RuleBook) -> Column:
    """The same plainly, from rows of a table."""
    return plain_columns(cases_of(pairs), freeze(book))


def compiledly(pairs: Sequence[Pair], book: RuleBook, *, threads: int = 1) -> Column:
    """The same in the compiled reading."""
    return compiled.columns_of(cases_of(pairs), freeze(book), threads=threads)


def differences(one: Column, other: Column) -> list[tuple[int, str, int, int]]:
    """Row, name and both numbers of every cell in which two readings differ."""
    assert one.shape == other.shape
    assert len(one) == len(NAMES)
    places, rows = np.nonzero(one != other)
    return [(int(r), NAMES[p], int(one[p, r]), int(other[p, r])) for p, r in zip(places, rows, strict=True)]


def in_two_parts(pairs: Sequence[Pair], rng: Random) -> Iterator[Pair]:
    """Cases that become another one on the way: hours, workdays, travel and pay of the next case from some day on.

    What a placement says today has one part; the law reads a line of time.
    """
    for (case, tables), (other, others) in zip(pairs, [*pairs[1:], pairs[0]], strict=True):
        if case.end == case.start or (case.route in (1, 4)) != (other.route in (1, 4)):
            continue
        last = rng.randrange(case.start, case.end)
        (first,), (second,) = tables.segments, others.segments
        segments = [replace(first, last=last), replace(second, first=last + 1, last=case.end)]
        yield replace(case, after_segment=2), tables._replace(segments=segments)
