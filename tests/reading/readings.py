"""The three readings of the law on the same cases, as whole numbers that can be held beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from compensation import RuleBook, read_placement
from compensation.choices import Force
from compensation.law.result import GROUND_NAMES, LINE_NAMES, Result
from compensation.placement.case import Case, Tables
from compensation.placement.cases import case_of
from compensation.reading import compiled
from compensation.reading.plain import read
from compensation.reading.tables import Column, cases_of, numbers_of, plain_columns
from compensation.reading.told import tell
from compensation.rulebook.frozen import freeze
from compensation.rulebook.frozen_records import MOST_KINDS

Data = Mapping[str, Any]
Pair = tuple[Case, Tables]

needs_numba = pytest.mark.skipif(
    not compiled.available(), reason="numba is not installed: there is no compiled reading"
)

#: Every kind of line, so that a line that should not be there is seen too.
KINDS = tuple(range(MOST_KINDS))
#: The numbers of a result by name, in their order.
NAMES = (
    *(f"{kind}.{part}" for kind in KINDS for part in LINE_NAMES),
    *(f"{force.word}.{part}" for force in Force for part in GROUND_NAMES),
    *(f.name for f in fields(Result) if f.name not in ("lines", "grounds")),
)


def pairs_of(made: Sequence[Data], book: RuleBook) -> list[Pair]:
    """Placements as cases of the law."""
    return [case_of(read_placement(data), book) for data in made]


def plainly(pairs: Sequence[Pair], book: RuleBook, kinds: Sequence[int] = KINDS) -> Column:
    """Every number [number, row] in the plain reading, one person at a time."""
    return np.array([numbers_of(read(case, tables, freeze(book)), kinds) for case, tables in pairs]).T


def told(pairs: Sequence[Pair], book: RuleBook) -> Column:
    """The same in the told reading."""
    return np.array([numbers_of(tell(case, tables, freeze(book), book)[0], KINDS) for case, tables in pairs]).T


def in_a_table(pairs: Sequence[Pair], book: RuleBook) -> Column:
    """The same plainly, from rows of a table."""
    return plain_columns(cases_of(pairs), freeze(book), KINDS)


def compiledly(pairs: Sequence[Pair], book: RuleBook, *, threads: int = 1) -> Column:
    """The same in the compiled reading."""
    return compiled.columns_of(cases_of(pairs), freeze(book), KINDS, threads=threads)


def differences(one: Column, other: Column) -> list[tuple[int, str, int, int]]:
    """Row, name and both numbers of every cell in which two readings differ."""
    assert one.shape == other.shape
    assert len(one) == len(NAMES)
    places, rows = np.nonzero(one != other)
    return [(int(r), NAMES[p], int(one[p, r]), int(other[p, r])) for p, r in zip(places, rows, strict=True)]
