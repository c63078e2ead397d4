"""A file of placements as chunks of Arrow columns: names, rows by number, and rows that are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from compensation.reading.tables import Column
from compensation.rulebook import RuleBook
from compensation.table.catalog import fixed_name, missing_columns
from compensation.table.compute import Matched, match_columns
from compensation.table.faults import TableError

#: Rows in one piece of work: large enough for numpy, small enough for memory and the processor's cache.
CHUNK_ROWS = 20_000
MOST_COLUMNS = 5_000
#: How far down a header is looked for when the first row is none.
FIRST_ROWS = 20


@dataclass(frozen=True)
class Ragged:
    """A row with too many or too few cells."""

    number: int
    found: int
    expected: int
    text: str


@dataclass(frozen=True)
class Chunk:
    """Consecutive rows: their columns in the file's order, their numbers (1 is the first), and rows that are none."""

    columns: tuple[pa.Array, ...]
    numbers: Column
    ragged: tuple[Ragged, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.numbers)


class Source(Protocol):
    """A file that is being read. `rows` is known for parquet only; `done` is the part that was read, 0 to 1."""

    names: Sequence[str]
    rows: int | None
    first_rows: Sequence[Sequence[Any]]

    def chunks(self) -> Iterator[Chunk]:
        """Its rows, in order."""
        ...

    def done(self) -> float:
        """How much of it was read."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def matched_of(names: Sequence[str], first_rows: Iterable[Sequence[Any]], book: RuleBook) -> Matched:
    """Match the columns of a file; a header that stands elsewhere, or twice, is said so."""
    if len(names) > MOST_COLUMNS:
        raise TableError("too_many_columns", found=len(names), most=MOST_COLUMNS)
    rows = list(first_rows)
    headers = [number for number, row in enumerate(rows, start=2) if is_header(row)]
    if headers and not is_header(names):
        raise TableError("header_not_first", row=headers[0])
    if headers:
        raise TableError("two_headers", row=headers[0])
    if not names:
        raise TableError("empty_file")
    named = [name if str(name).strip() else f"\0{place}" for place, name in enumerate(names)]
    if len(names) == 1 and fixed_name(names[0]) is None:
        raise TableError("separator", found=str(names[0])[:80])
    return match_columns(named, book)


def is_header(row: Sequence[Any]) -> bool:
    """Whether every required column is named in a row."""
    found = {name for cell in row if isinstance(cell, str) and (name := fixed_name(cell))}
    return not missing_columns(found)


def without_nameless(matched: Matched) -> Matched:
    """Columns without a name are left out; `refuse_nameless` sees to it that they are empty."""
    named = tuple(place for place in matched.carried if not matched.names[place].startswith("\0"))
    return Matched(matched.names, matched.known, named)


def refuse_nameless(matched: Matched, chunk: Chunk) -> None:
    """A column without a name may not hold anything."""
    for place in matched.carried:
        if matched.names[place].startswith("\0") and not _empty(chunk.columns[place]):
            raise TableError("nameless_column", number=place + 1)


def _empty(array: pa.Array) -> bool:
    return all(value is None or not str(value).strip() for value in array.unique().to_pylist())


def slices(chunk: Chunk, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """A chunk in pieces of so many rows; ragged rows go with the piece before which they stand."""
    ragged = list(chunk.ragged)
    for first in range(0, len(chunk), rows):
        numbers = chunk.numbers[first : first + rows]
        last = first + rows >= len(chunk)
        here = [row for row in ragged if last or row.number < numbers[-1]]
        ragged = ragged[len(here) :]
        yield Chunk(tuple(column.slice(first, rows) for column in chunk.columns), numbers, tuple(here))
    if ragged:
        yield Chunk(tuple(column.slice(0, 0) for column in chunk.columns), np.zeros(0, np.int64), tuple(ragged))
