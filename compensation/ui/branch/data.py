"""A file of placements that a visitor gave: computed once, kept for this visit only, never on disk afterwards.

What is kept is the file itself and its outcome as Parquet, both in the visitor's own session. The names of files
and what stands in them go nowhere else: not into a log, not into a cache that visitors share.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from compensation.rulebook import RuleBook
from compensation.table import TableError
from compensation.table.files import KINDS, Progress, assess_file, open_source
from compensation.table.limits import MEGABYTE, Limits
from compensation.table.source import Chunk, Source

if TYPE_CHECKING:
    import pandas as pd

MOST_MEGABYTES = 5
MOST_ROWS = 25_000
#: What a small file may unpack to: a page serves several visitors from one memory.
MOST_UNPACKED = 100 * MEGABYTE
LIMITS = Limits(rows=MOST_ROWS, cells=5_000_000, text=MOST_UNPACKED, texts=500_000)
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
    rows: int
    wrong_rows: int
    error_lines: int
    carried: tuple[str, ...]
    results: bytes
    errors: bytes
    assumed_workdays: int = 0
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def computed(self) -> int:
        """How many rows have a result."""
        return self.rows - self.wrong_rows

    def table(self, *columns: str) -> pa.Table:
        """The results, whole or some of their columns."""
        return pq.read_table(pa.BufferReader(self.results), columns=list(columns) or None)

    @cached_property
    def error_table(self) -> pa.Table:
        """row, column, value, problem."""
        return pq.read_table(pa.BufferReader(self.errors))

    @contextmanager
    def opened(self) -> Iterator[Source]:
        """The visitor's file to read from, for as long as that takes."""
        with TemporaryDirectory(prefix="passend-") as folder:
            path = Path(folder) / f"upload{self.kind}"
            path.write_bytes(self.content)
            with closing(open_source(path, LIMITS)) as source:
                yield source

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The visitor's rows as they were given, one column for each that has a name."""
        import pandas as pd

        with self.opened() as source:
            names = [str(name) for name in source.names]
            chunks = [chunk for chunk in source.chunks() if len(chunk)]
        columns = {name: _whole(chunks, place) for place, name in enumerate(names) if name.strip()}
        numbers = [int(number) for chunk in chunks for number in chunk.numbers]
        frame: pd.DataFrame = pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)
        return frame.set_index(pd.Index(numbers, dtype="int64"))

    @cached_property
    def row_numbers(self) -> tuple[int, ...]:
        """The numbers of the rows that have a result, in the order of the results."""
        wrong = set(self.error_table["row"].to_pylist())
        return tuple(int(number) for number in self.frame.index if number not in wrong)


def computed(
    name: str,
    content: bytes,
    identity: str,
    book: RuleBook,
    lang: str,
    progress: Callable[[Progress], None] | None = None,
) -> BranchFile:
    """Compute a file. Raises TableError with the library's words, TooLargeError for what is for the command line."""
    kind = PurePath(name).suffix.lower()
    if kind not in KINDS:
        raise TableError("file_kind", file=PurePath(name).name[:80])
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        raise TooLargeError("megabytes")
    _refuse_swelling(kind, content)
    with TemporaryDirectory(prefix="passend-") as made:
        folder = Path(made)
        source, target, errors = folder / f"upload{kind}", folder / "results.parquet", folder / "errors.parquet"
        source.write_bytes(content)
        try:
            report = assess_file(source, target, errors, rulebook=book, lang=lang, progress=progress, limits=LIMITS)
        except TableError as error:
            if error.code in _TOO_LARGE:
                raise TooLargeError(_TOO_LARGE[error.code]) from None
            raise
        return BranchFile(
            identity=identity,
            kind=kind,
            content=content,
            lang=lang,
            rules_hash=book.hash,
            rows=report.rows,
            wrong_rows=report.wrong_rows,
            error_lines=report.error_lines,
            carried=report.carried,
            results=target.read_bytes(),
            errors=errors.read_bytes(),
            assumed_workdays=report.assumed_workdays,
        )


def _refuse_swelling(kind: str, content: bytes) -> None:
    """A workbook that is small and unpacks to a large one is refused before it is read."""
    if kind == ".xlsx" and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise TooLargeError("unpacked")


def _whole(chunks: list[Chunk], place: int) -> pa.ChunkedArray:
    """A column of the whole file; as text where a sheet of Excel has different types in different pieces."""
    pieces = [chunk.columns[place] for chunk in chunks]
    if len({piece.type for piece in pieces}) > 1:
        pieces = [piece.cast(pa.string()) for piece in pieces]
    return pa.chunked_array(pieces, None if pieces else pa.string())
