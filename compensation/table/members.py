"""A file of placements, read, checked and computed once: what every summary, chart, proposal and download looks at.

A result of a visit stays small in memory: it is Parquet, and a figure reads the columns that it needs. Nothing here
opens the file that it came from. Another norm is computed from the rows as they were read.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compensation.reading.records import Cases
from compensation.reading.tables import Column
from compensation.rulebook import RuleBook, load_rulebook
from compensation.table.catalog import catalog_of, employer_column
from compensation.table.checks import check
from compensation.table.compute import compute, match_columns
from compensation.table.files import FileReport, assess_file
from compensation.table.frames import arrow_of
from compensation.table.results import cents_of, no_facts, no_results
from compensation.table.scratch import scratch
from compensation.table.sheet import Sheet
from compensation.texts import FALLBACK

if TYPE_CHECKING:
    import pandas as pd

#: Before the contract's name of a column as it was read, beside the results.
INPUT = "input."


@dataclass(frozen=True)
class Members:
    """The sound rows of a file and what came of them; rows of the file = these + `wrong_rows`. All three are Parquet.

    `rows`: `id`, `row` (the number of the row in its sheet), `input.<column>` as it was read under the contract's
    names (`read`), the own columns (`carried`), and the results under the contract's names. `facts`: what they are
    grouped by and divided by (results.fact_columns). `errors`: row, id, column, value, problem. `employer` is the own
    column that names the employer; `report` says how a file was read.
    `tried`: the names of the norms that the rules try, which hold nowhere.
    """

    rows: bytes = field(repr=False)
    facts: bytes = field(repr=False)
    errors: bytes = field(repr=False)
    wrong_rows: int
    read: tuple[str, ...]
    carried: tuple[str, ...]
    rules_hash: str
    employer: str | None = None
    report: FileReport | None = None
    tried: tuple[str, ...] = ()

    def __len__(self) -> int:
        return int(self._schema.num_rows)

    @cached_property
    def _schema(self) -> pq.FileMetaData:
        return pq.read_metadata(pa.BufferReader(self.rows))

    # ------------------------------------------------------------ columns

    def table(self, *columns: str) -> pa.Table:
        """The rows with their results, whole or some of their columns."""
        return pq.read_table(pa.BufferReader(self.rows), columns=list(columns) or None)

    def cents(self, result: str) -> Column:
        """A result in euros as cents, by its name in the contract; NULL where a part does not apply."""
        return cents_of(self.table(result)[result])

    def words(self, result: str) -> list[Any]:
        """A result in words, dates or yes and no; None where a part does not apply."""
        found: list[Any] = self.table(result)[result].to_pylist()
        return found

    def is_word(self, result: str, word: Any) -> Any:
        """Of which rows a result is this word."""
        return np.array([found == word for found in self.words(result)], bool)

    @cached_property
    def fact_table(self) -> pa.Table:
        """What the rows are grouped by and divided by."""
        return pq.read_table(pa.BufferReader(self.facts))

    @cached_property
    def error_table(self) -> pa.Table:
        """The faults of the wrong rows."""
        return pq.read_table(pa.BufferReader(self.errors))

    def named(self, fact: str) -> Any:
        """The sector, scheme, level or employer of each row, by key or name; empty text for none."""
        if fact != "employer":
            column = self.fact_table[fact]
        elif self.employer is None:
            return np.full(len(self), "")
        else:
            column = self.table(self.employer)[self.employer]
        if pa.types.is_nested(column.type):
            column = pa.array([None if cell is None else str(cell) for cell in column.to_pylist()], pa.string())
        found = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        found = found.dictionary_encode()
        names = ["" if cell is None else " ".join(str(cell).split()) for cell in (*found.dictionary.to_pylist(), None)]
        return np.array(names, dtype=np.str_)[found.indices.fill_null(len(names) - 1).to_numpy()]

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The number of each row in its sheet."""
        return tuple(self.table("row")["row"].to_pylist())

    # ------------------------------------------------------------ the rows again

    def inputs(self, *names: str) -> dict[str, pa.Array]:
        """Columns as they were read, by the contract's names; all of them, and the id."""
        wanted = names or self.read
        found = {name: self.table(f"{INPUT}{name}")[f"{INPUT}{name}"].combine_chunks() for name in wanted}
        return found if names else {"id": self.table("id")["id"].combine_chunks(), **found}

    def cases(self, book: RuleBook) -> Cases:
        """The rows as cases of the law, to compute them under another norm."""
        return check(Sheet(len(self), self.inputs(), book)).cases

    def frame(self) -> pd.DataFrame:
        """The rows as they were read, under the contract's names, with the own columns; indexed by their numbers."""
        import pandas as pd

        columns = self.inputs() | {name: self.table(name)[name].combine_chunks() for name in self.carried}
        found: pd.DataFrame = pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype)
        return found.set_index(pd.Index(self.numbers, dtype="int64"))


def parquet_of(columns: Mapping[str, Any] | pa.Table) -> bytes:
    """Columns as the bytes of a Parquet file."""
    made = io.BytesIO()
    pq.write_table(columns if isinstance(columns, pa.Table) else pa.table(dict(columns)), made, compression="zstd")
    return made.getvalue()


def members_of(
    frame: pd.DataFrame, rulebook: RuleBook | None = None, *, lang: str = FALLBACK, employer: str | None = None
) -> Members:
    """Compute a frame of placements (columns: docs/columns.md). `employer` names the own column with the employer.

    Rows are numbered as in assess_table: 1 is the first. Raises TableError like it.
    """
    book = rulebook or load_rulebook()
    matched = match_columns(list(frame.columns), book)
    arrays = [arrow_of(frame.iloc[:, place]) for place in range(len(matched.names))]
    numbers = np.arange(1, len(frame) + 1)
    outcome = compute({n: arrays[place] for n, place in matched.known.items()}, matched, numbers, book, lang=lang)
    sound = pa.array(outcome.sound)
    known = {name: arrays[place].take(sound) for name, place in matched.known.items()}
    row = pa.array(numbers[outcome.sound], pa.int64())
    rows: dict[str, Any] = {"id": known.pop("id", row), "row": row}
    rows |= {f"{INPUT}{name}": column for name, column in known.items()}
    carried = matched.carried_names((*rows, *outcome.results))
    rows |= {name: arrays[place].take(sound) for name, place in zip(carried, matched.carried, strict=True)}
    return Members(
        rows=parquet_of(rows | dict(outcome.results)),
        facts=parquet_of(outcome.facts),
        errors=parquet_of({name: outcome.errors[name] for name in outcome.errors.column_names}),
        wrong_rows=outcome.wrong_rows,
        read=tuple(known),
        carried=tuple(carried),
        rules_hash=book.hash,
        employer=employer or employer_column(carried),
        tried=book.tried,
    )


def read_members(source: Path | str, rulebook: RuleBook | None = None, **options: Any) -> Members:
    """Compute a file of placements. The options are those of assess_file, and it raises what that raises.

    What is written on the way stands in a folder of its own that is gone afterwards.
    """
    book = rulebook or load_rulebook()
    facts: list[pa.Table] = []
    with scratch() as made:
        rows, errors = Path(made) / "rows.parquet", Path(made) / "errors.parquet"
        report = assess_file(
            source, rows, errors, rulebook=book, seen=lambda outcome: facts.append(pa.table(outcome.facts)), **options
        )
        names = pq.read_schema(rows).names
        ours, results = catalog_of(book).every, no_results(book)
        read = tuple(name.removeprefix(INPUT) for name in names if name.removeprefix(INPUT) in ours and INPUT in name)
        known = {"id", "row", *results, *(f"{INPUT}{name}" for name in read)}
        carried = tuple(name for name in names if name not in known)
        return Members(
            rows=rows.read_bytes(),
            facts=parquet_of(pa.concat_tables(facts) if facts else no_facts(book)),
            errors=errors.read_bytes(),
            wrong_rows=report.wrong_rows,
            read=read,
            carried=carried,
            rules_hash=book.hash,
            employer=employer_column(carried),
            report=report,
            tried=book.tried,
        )
