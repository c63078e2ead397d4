"""A file of placements that a visitor gave: computed once, kept for this visit only, never on disk afterwards.

What is kept is the file itself and its outcome as Parquet, both in the visitor's own session. The names of files
and what stands in them go nowhere else: not into a log, not into a cache that visitors share.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from compensation.rulebook import RuleBook
from compensation.table import TableError
from compensation.table.catalog import catalog_of
from compensation.table.files import READ_KINDS, FileReport, Progress, assess_file, open_source
from compensation.table.limits import MEGABYTE, PAGE, PAGE_MEGABYTES
from compensation.table.look import Look, look_at
from compensation.table.mapping import NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.marked import marked_copy
from compensation.table.prepare import Prepared
from compensation.table.scratch import scratch
from compensation.table.source import Chunk

if TYPE_CHECKING:
    import pandas as pd

MOST_MEGABYTES = PAGE_MEGABYTES
MOST_ROWS = PAGE.rows
LIMITS = PAGE
#: What the library says of a file above these limits -> what the page says of it.
_TOO_LARGE = {"too_many_rows": "rows", "too_much_text": "unpacked", "text_repeated": "unpacked"}


class TooLargeError(Exception):
    """The file is more than the page takes; the command line takes any. `what` is megabytes, rows or unpacked."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class BranchFile:
    """A file and its outcome: rows = results + wrong_rows. `results` and `errors` are Parquet."""

    identity: str
    kind: str
    content: bytes
    lang: str
    rules_hash: str
    report: FileReport
    results: bytes
    errors: bytes
    answers: Answers = NO_MAPPING
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rows(self) -> int:
        """How many rows are placements."""
        return self.report.rows

    @property
    def wrong_rows(self) -> int:
        """How many of them have a fault."""
        return self.report.wrong_rows

    @property
    def error_lines(self) -> int:
        """How many faults they have."""
        return self.report.error_lines

    @property
    def carried(self) -> tuple[str, ...]:
        """The visitor's own columns that come back."""
        return self.report.carried

    @property
    def assumed_workdays(self) -> int:
        """How many results count their workdays from Monday."""
        return self.report.assumed_workdays

    @property
    def computed(self) -> int:
        """How many rows have a result."""
        return self.rows - self.wrong_rows

    def table(self, *columns: str) -> pa.Table:
        """The results, whole or some of their columns."""
        return pq.read_table(pa.BufferReader(self.results), columns=list(columns) or None)

    @cached_property
    def error_table(self) -> pa.Table:
        """row, id, column, value, problem."""
        return pq.read_table(pa.BufferReader(self.errors))

    def frame_of(self, book: RuleBook) -> pd.DataFrame:
        """The rows as they were read, under the contract's names, and the visitor's own columns; by their numbers."""
        if "frame" not in self.memo:
            self.memo["frame"] = _frame(self, book)
        found: pd.DataFrame = self.memo["frame"]
        return found

    @cached_property
    def row_numbers(self) -> tuple[int, ...]:
        """The numbers of the rows that have a result, in the order of the results."""
        return tuple(self.table("row")["row"].to_pylist())


def _frame(file: BranchFile, book: RuleBook) -> pd.DataFrame:
    import pandas as pd

    with scratch() as folder:
        path = Path(folder) / f"upload{file.kind}"
        path.write_bytes(file.content)
        with closing(open_source(path, LIMITS)) as source:
            prepared = Prepared(look_at(source, book, file.answers), book, file.answers)
            chunks = [prepared.chunk(chunk) for chunk in source.chunks(prepared.look.choice)]
    chunks = [chunk for chunk in chunks if len(chunk)]
    matched, ours = prepared.matched, catalog_of(book).every
    columns = {name: _whole(chunks, place) for name, place in matched.known.items()}
    for place in matched.carried:
        name = matched.names[place]
        if name not in columns and name not in ours:
            columns[name] = _whole(chunks, place)
    numbers = [int(number) for chunk in chunks for number in chunk.numbers]
    frame: pd.DataFrame = pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)
    return frame.set_index(pd.Index(numbers, dtype="int64"))


def looked(name: str, content: bytes, book: RuleBook, answers: Answers = NO_MAPPING) -> Look:
    """What a file would be read as. Raises TableError, also where no tab can be chosen; TooLargeError."""
    kind = _checked(name, content)
    with scratch() as made:
        path = Path(made) / f"upload{kind}"
        path.write_bytes(content)
        with _sized(), closing(open_source(path, LIMITS)) as source:
            return look_at(source, book, answers)


def _checked(name: str, content: bytes) -> str:
    """The ending of a file that may be read."""
    kind = PurePath(name).suffix.lower()
    if kind not in READ_KINDS:
        raise TableError("file_kind", file=PurePath(name).name[:80], kinds=", ".join(READ_KINDS))
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        raise TooLargeError("megabytes")
    return kind


@contextmanager
def _sized() -> Iterator[None]:
    """What the library says of a file above the page's limits, in the page's words."""
    try:
        yield
    except TableError as error:
        if error.code in _TOO_LARGE:
            raise TooLargeError(_TOO_LARGE[error.code]) from None
        raise


def computed(
    name: str,
    content: bytes,
    identity: str,
    book: RuleBook,
    lang: str,
    progress: Callable[[Progress], None] | None = None,
    answers: Answers = NO_MAPPING,
) -> BranchFile:
    """Compute a file. Raises TableError with the library's words, TooLargeError for what is for the command line."""
    kind = _checked(name, content)
    with scratch() as made:
        folder = Path(made)
        source, target, errors = folder / f"upload{kind}", folder / "results.parquet", folder / "errors.parquet"
        source.write_bytes(content)
        with _sized():
            report = assess_file(
                source, target, errors, rulebook=book, lang=lang, progress=progress, limits=LIMITS, mapping=answers
            )
        return BranchFile(
            identity=identity,
            kind=kind,
            content=content,
            lang=lang,
            rules_hash=book.hash,
            report=report,
            results=target.read_bytes(),
            errors=errors.read_bytes(),
            answers=answers,
        )


def _whole(chunks: list[Chunk], place: int) -> pa.ChunkedArray:
    """A column of the whole file; as text where a sheet of Excel has different types in different pieces."""
    pieces = [chunk.columns[place] for chunk in chunks]
    if len({piece.type for piece in pieces}) > 1:
        pieces = [piece.cast(pa.string()) for piece in pieces]
    return pa.chunked_array(pieces, None if pieces else pa.string())


def marked_copy_of(file: BranchFile, book: RuleBook) -> bytes:
    """The visitor's file as a workbook with every wrong cell marked. Raises TableError."""
    made = io.BytesIO()
    with scratch() as folder:
        path = Path(folder) / f"upload{file.kind}"
        path.write_bytes(file.content)
        marked_copy(path, made, file.error_table, book, file.lang, mapping=file.answers, limits=LIMITS)
    return made.getvalue()
