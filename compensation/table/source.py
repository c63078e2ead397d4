"""A file of placements as its reader hands it over: tabs with their first rows, and the rows of one as chunks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

#: Rows in one piece of work: large enough for numpy, small enough for memory and the processor's cache.
CHUNK_ROWS = 20_000
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ragged:
    """A row with too many or too few cells."""

    number: int
    found: int
    expected: int
    text: str


@dataclass(frozen=True)
class Chunk:
    """Consecutive rows: their columns in the file's order, their own numbers in the file, and rows that are none."""

    columns: tuple[pa.Array, ...]
    numbers: Numbers
    ragged: tuple[Ragged, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Tab:
    """A tab of a workbook, or the one of another file, before its rows are read.

    `head` are its first rows with something in them, as text by their numbers; `rows` with something in them and the
    last number are known of workbooks and Parquet. Of workbooks is known: `merged` ranges, how many rows are
    `hidden_rows`, and by place of the column how many cells are a `formulas` without a value, `errors` (#N/A) or shown
    as `percent`;
    not `seen`: an xls with formulas, of which nobody can see whether they were computed.
    """

    name: str
    head: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False
    rows: int | None = None
    width: int = 0
    cells: int = 0
    merged: tuple[str, ...] = ()
    hidden_rows: int = 0
    formulas: Mapping[int, int] = field(default_factory=dict)
    errors: Mapping[int, int] = field(default_factory=dict)
    percent: Mapping[int, int] = field(default_factory=dict)
    seen: bool = True

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> Tab:
        """From what JSON held."""
        head = tuple((int(number), tuple(map(str, cells))) for number, cells in data["head"])
        places = {name: {int(k): int(v) for k, v in data[name].items()} for name in ("formulas", "errors", "percent")}
        return cls(**{**data, "head": head, "merged": tuple(map(str, data["merged"])), **places})


@dataclass(frozen=True)
class Choice:
    """Which tab is read, below which row, and how many columns it has; a file without names above has row 0."""

    tab: int
    header_row: int
    width: int


@dataclass(frozen=True)
class Counted:
    """How many rows were handed over; and what a second reader counted in the file, header and titles included.

    Records, lines as an editor has them (text), cells with something in them (workbooks).
    """

    rows: int
    records: int
    lines: int | None = None
    cells: int | None = None


@dataclass(frozen=True)
class LeftOut:
    """A row that is no placement: its number, why (`totals`, `note`), and how it begins."""

    number: int
    why: str
    text: str


@dataclass(frozen=True)
class Written:
    """How a text file was written; of other files the form in which results are written beside them."""

    separator: str = ","
    byte_order_mark: bool = False
    encoding: str = "utf8"


class Source(Protocol):
    """A file that is being read. `done` is the part that was read, 0 to 1; `counted` is there after its last chunk."""

    kind: str
    tabs: Sequence[Tab]
    written: Written
    counted: Counted | None

    def chunks(self, choice: Choice) -> Iterator[Chunk]:
        """Its rows, in order. Raises TableError."""
        ...

    def done(self) -> float:
        """How much of it was read."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


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
