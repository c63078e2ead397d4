"""One chunk of a table: match its columns, read its cells, put the sound rows through the engine.

Everything here is Arrow and numpy; `frames` and `files` put it into pandas and on disk.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from compensation.placement import PlacementFault
from compensation.reading.tables import Column, read_table
from compensation.rulebook import RuleBook
from compensation.table.arrays import as_text
from compensation.table.catalog import (
    FIXED,
    Catalog,
    catalog_of,
    looks_like_ours,
    missing_columns,
    plain,
)
from compensation.table.checks import check
from compensation.table.error_words import ErrorWords
from compensation.table.faults import ERROR_COLUMNS, TableError
from compensation.table.results import fact_columns, no_results, result_columns
from compensation.table.sheet import Sheet
from compensation.texts import FALLBACK

#: A cell in an error row is shown up to here.
LONGEST_VALUE = 200
ERROR_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("id", pa.string()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("problem", pa.string()),
    ]
)


@dataclass(frozen=True)
class Matched:
    """Which columns of a table are ours (contract's name -> place), and which are carried through."""

    names: tuple[str, ...]
    known: Mapping[str, int]
    carried: tuple[int, ...]

    def header(self, column: str) -> str:
        """The name that the table itself uses for one of our columns."""
        return self.names[self.known[column]] if column in self.known else column

    def carried_names(self, results: Iterable[str]) -> list[str]:
        """Names of the carried columns beside the results; one that a result has too is marked as input."""
        taken = {"id", *results}
        names = [self.names[place] for place in self.carried]
        return [f"input.{name}" if name in taken else name for name in names]


def match_columns(names: Sequence[Any], book: RuleBook) -> Matched:
    """Match the columns of a table by name.

    Raises TableError when one stands there twice, a required one is missing, or a name looks like one of ours
    and is none.
    """
    texts = tuple(str(name) for name in names)
    catalog = catalog_of(book)
    known: dict[str, int] = {}
    carried = []
    for place, name in enumerate(texts):
        column = catalog.canonical_name(name)
        if column is None:
            if looks_like_ours(name):
                raise TableError("unknown_column", column=name, near=nearest(name, catalog))
            carried.append(place)
        elif column in known:
            raise TableError("duplicate_column", column=name, other=texts[known[column]])
        else:
            known[column] = place
    for place in carried:
        if texts.index(texts[place]) != place:
            raise TableError("duplicate_column", column=texts[place], other=texts[place])
    if missing := missing_columns(known):
        raise TableError("missing_column", columns=", ".join(missing), found=", ".join(texts[:12]) or "-")
    return Matched(texts, known, tuple(carried))


def nearest(name: str, catalog: Catalog) -> str:
    near = difflib.get_close_matches(plain(name), tuple(catalog.names), n=1, cutoff=0)
    return near[0] if near else next(iter(FIXED))


@dataclass(frozen=True)
class Outcome:
    """A chunk computed: which rows are sound (in order), their results, and the errors of the others.

    In `assumed_workdays` of the sound rows only the number of workdays is said; it counts from Monday.
    """

    sound: Column
    results: Mapping[str, pa.Array]
    errors: pa.Table
    wrong_rows: int
    assumed_workdays: int = 0
    facts: Mapping[str, pa.Array] = field(default_factory=dict)


def compute(
    ours: Mapping[str, pa.Array], matched: Matched, numbers: Column, book: RuleBook, *, lang: str = FALLBACK
) -> Outcome:
    """Check and compute one chunk: our columns under the contract's names, and the numbers of its rows."""
    checked = check(Sheet(len(numbers), ours, book))
    sound = checked.sound
    read = read_table(checked.cases, book)
    results = result_columns(read) if len(sound) else no_results(book)
    errors = _error_table(checked.faults, ours, matched, numbers, ErrorWords(book, lang))
    return Outcome(sound, results, errors, len(numbers) - len(sound), checked.assumed, fact_columns(read))


def _error_table(
    faults: Iterable[tuple[int, PlacementFault]],
    arrays: Mapping[str, pa.Array],
    matched: Matched,
    numbers: Column,
    words: ErrorWords,
) -> pa.Table:
    columns: dict[str, list[Any]] = {name: [] for name in ERROR_COLUMNS}
    for row, fault in faults:
        cell = arrays[fault.path][row].as_py() if fault.path in arrays else None
        own_id = arrays["id"][row].as_py() if "id" in arrays else None
        columns["row"].append(int(numbers[row]))
        columns["id"].append(None if own_id is None else as_text(own_id)[:LONGEST_VALUE])
        columns["column"].append(
            matched.header(fault.path) if fault.path in matched.known else words.column(fault.path)
        )
        columns["value"].append(as_text(cell)[:LONGEST_VALUE])
        columns["problem"].append(words.of(fault, cell))
    return pa.table(columns, schema=ERROR_SCHEMA)


__all__ = ["Matched", "Outcome", "compute", "match_columns"]
