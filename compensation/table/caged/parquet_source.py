"""Parquet in, also as polars and DuckDB write it; what it holds is counted by its directory and as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compensation.table.arrays import as_text
from compensation.table.caged.parquet_checks import (
    as_dictionary,
    check_schema,
    check_values,
    is_list,
    longest_batch,
    text_columns,
    text_pieces,
)
from compensation.table.faults import TableError, foreign
from compensation.table.limits import HEAD_ROWS, MOST_COLUMNS, NO_LIMITS, PIECE_CELLS, Limits, refuse_repeated
from compensation.table.source import CHUNK_ROWS, Choice, Chunk, Counted, Tab, Written

_LONGEST_SHOWN = 200


class ParquetSource:
    """A parquet file in chunks, its own types kept. What it swells to is known before it is read.

    A text is stored once and used in every row, so a small file can hold gigabytes: texts are read as their
    dictionary, counted, and written out in pieces that fit in memory.
    """

    kind = "parquet"
    written = Written()

    def __init__(self, path: Path, limits: Limits = NO_LIMITS, piece: int = CHUNK_ROWS) -> None:
        self._limits = limits
        self.counted: Counted | None = None
        with foreign("broken_parquet"):
            with pq.ParquetFile(path, memory_map=False, pre_buffer=False) as looked:
                self._schema: pa.Schema = looked.schema_arrow
                metadata = looked.metadata
            self.names: Sequence[str] = self._schema.names
            if len(self.names) > MOST_COLUMNS:
                raise TableError("too_many_columns", found=len(self.names), most=MOST_COLUMNS)
            check_schema(self._schema)
            limits.check(rows=metadata.num_rows, columns=len(self.names))
            self._texts = text_columns(self._schema)
            self._batch = min(
                piece, max(PIECE_CELLS // max(len(self.names), 1), 1), longest_batch(metadata, self._texts, limits)
            )
            leaves = metadata.schema
            self._named = [leaves.column(place).path for place in as_dictionary(metadata, self._texts)]
            self._file = pq.ParquetFile(path, memory_map=False, pre_buffer=False, read_dictionary=self._named)
        self.rows: int = metadata.num_rows
        self._read = 0
        head = ((0, tuple(self.names)), *self._first(path))
        self.tabs: Sequence[Tab] = [Tab(path.stem, head, rows=self.rows, width=len(self.names))]

    def _first(self, path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The first rows as text, of a file that is opened once more."""
        lists = [place for place in self._texts if is_list(self._schema.field(place).type)]
        named = [name for name in self._named if name not in self.names]  # their texts are counted before they are made
        with (
            foreign("broken_parquet"),
            pq.ParquetFile(path, memory_map=False, pre_buffer=False, read_dictionary=named) as looked,
        ):
            most = min(HEAD_ROWS, self._batch)
            for batch in looked.iter_batches(batch_size=most, use_threads=False):
                check_values(batch, self.names, 0)
                list(text_pieces(batch, lists))  # raises for a list that is too long
                columns = [_plain(column).to_pylist() for column in batch.columns]
                for number, row in enumerate(zip(*columns, strict=True), start=1):
                    yield number, tuple(as_text(value)[:_LONGEST_SHOWN] for value in row)
                return

    def chunks(self, _: Choice) -> Iterator[Chunk]:
        """Batches of rows; all columns, whatever is chosen."""
        text = self._read = 0
        with foreign("broken_parquet"):
            for batch in self._file.iter_batches(batch_size=self._batch, use_threads=False):
                self._limits.check(rows=self._read + len(batch), columns=len(self.names))
                for piece, length in text_pieces(batch, self._texts):
                    text += length
                    first, self._read = self._read, self._read + len(piece)
                    self._limits.check(text=text)
                    refuse_repeated(text, self._read)
                    check_values(piece, self.names, first)
                    yield Chunk(self._as_declared(piece), np.arange(first + 1, self._read + 1))
            if self._read != self.rows:
                raise TableError("count_differs", counted=self.rows, read=self._read)
        self.counted = Counted(self._read, self.rows)

    def _as_declared(self, piece: pa.RecordBatch) -> tuple[pa.Array, ...]:
        """The columns in their own types; a dictionary stays one, a view of text (polars) becomes text."""
        return tuple(
            column
            if pa.types.is_dictionary(field.type)
            else _joined(column)
            if is_list(field.type)
            else _written_out(column).cast(_taken(field.type))
            for column, field in zip(piece.columns, self._schema, strict=True)
        )

    def done(self) -> float:
        """By rows."""
        return self._read / self.rows if self.rows else 1.0

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _plain(column: pa.Array) -> pa.Array:
    """A column whose values are those of Python itself: moments with a time zone as text."""
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.string())
    return _joined(column) if pa.types.is_list(column.type) or pa.types.is_large_list(column.type) else column


def _joined(column: pa.Array) -> pa.Array:
    """Lists of texts as one text each, with commas between them."""
    lists = column.to_pylist()
    return pa.array([None if found is None else ",".join(filter(None, found)) for found in lists], pa.string())


def _written_out(column: pa.Array) -> pa.Array:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _taken(kind: pa.DataType) -> pa.DataType:
    """The type in which a column is handed over: rows cannot be taken out of a view."""
    return pa.string() if pa.types.is_string_view(kind) else kind
