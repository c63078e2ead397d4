"""A file of placements that a visitor gave: computed once, kept for this visit only, never on disk afterwards.

What is kept is the file itself and its outcome as Parquet, both in the visitor's own session. The names of files
and what stands in them go nowhere else: not into a log, not into a cache that visitors share.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from compensation.rulebook import RuleBook
from compensation.table import TableError
from compensation.table.files import READ_KINDS, FileReport, Progress, open_source
from compensation.table.limits import MEGABYTE, PAGE, PAGE_MEGABYTES
from compensation.table.look import Look, look_at
from compensation.table.mapping import NO_MAPPING
from compensation.table.mapping import Mapping as Answers
from compensation.table.marked import marked_copy
from compensation.table.members import Members, read_members
from compensation.table.scratch import scratch
from compensation.table.summary import Summary, summary_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

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
    """A file that a visitor gave and what came of it; its content is there to be read again in another language."""

    identity: str
    kind: str
    content: bytes = field(repr=False)
    lang: str
    members: Members
    answers: Answers = NO_MAPPING
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def report(self) -> FileReport:
        """How it was read; rows = results + wrong_rows."""
        assert self.members.report is not None
        return self.members.report

    @property
    def rules_hash(self) -> str:
        """The rules that it was computed with."""
        return self.members.rules_hash

    @property
    def summary(self) -> Summary:
        """What its placements come to together, made once."""
        if "summary" not in self.memo:
            self.memo["summary"] = summary_of(self.members)
        found: Summary = self.memo["summary"]
        return found

    # What others ask of the file itself.

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
    def computed(self) -> int:
        """How many rows have a result."""
        return len(self.members)

    def table(self, *columns: str) -> pa.Table:
        """The rows with their results, whole or some of their columns."""
        return self.members.table(*columns)

    @property
    def error_table(self) -> pa.Table:
        """row, id, column, value, problem."""
        return self.members.error_table

    def frame_of(self, _: RuleBook) -> pd.DataFrame:
        """The sound rows as they were read, under the contract's names; by their numbers."""
        if "frame" not in self.memo:
            self.memo["frame"] = self.members.frame()
        found: pd.DataFrame = self.memo["frame"]
        return found


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
    with scratch() as made, _sized():
        path = Path(made) / f"upload{kind}"
        path.write_bytes(content)
        members = read_members(path, book, lang=lang, progress=progress, limits=LIMITS, mapping=answers)
    return BranchFile(identity, kind, content, lang, members, answers)


def marked_copy_of(file: BranchFile, book: RuleBook) -> bytes:
    """The visitor's file as a workbook with every wrong cell marked. Raises TableError."""
    made = io.BytesIO()
    with scratch() as folder:
        path = Path(folder) / f"upload{file.kind}"
        path.write_bytes(file.content)
        marked_copy(path, made, file.error_table, book, file.lang, mapping=file.answers, limits=LIMITS)
    return made.getvalue()
