"""Parquet in and out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compensation.table.faults import TableError, foreign
from compensation.table.limits import NO_LIMITS, PIECE_CELLS, Limits, refuse_repeated
from compensation.table.parquet_checks import (
    as_dictionary,
    check_schema,
    check_values,
    longest_batch,
    text_columns,
    text_pieces,
)
from compensation.table.source import CHUNK_ROWS, Chunk


class ParquetSource:
    """A parquet file in chunks, its own types kept. What it swells to is known before it is read.

    A text is stored once and used in every row, so a small file can hold gigabytes: texts are read as their
    dictionary, counted, and written out in pieces that fit in memory.
    """

    def __init__(self, path: Path, limits: Limits = NO_LIMITS) -> None:
        self._limits = limits
        with foreign("broken_parquet"):
            with pq.ParquetFile(path, memory_map=False, pre_buffer=False) as looked:
                self._schema: pa.Schema = looked.schema_arrow
                metadata = looked.metadata
            self.names: Sequence[str] = self._schema.names
            check_schema(self._schema)
            limits.check(rows=metadata.num_rows, columns=len(self.names))
            self._texts = text_columns(self._schema)
            self._batch = min(
                CHUNK_ROWS, max(PIECE_CELLS // max(len(self.names), 1), 1), longest_batch(metadata, self._texts, limits)
            )
            named = [self.names[place] for place in as_dictionary(metadata, self._texts)]
            self._file = pq.ParquetFile(path, memory_map=False, pre_buffer=False, read_dictionary=named)
        self.first_rows: list[list[str]] = []
        self.rows: int | None = metadata.num_rows
        self._read = 0

    def chunks(self) -> Iterator[Chunk]:
        """Batches of rows."""
        text = 0
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

    def _as_declared(self, piece: pa.RecordBatch) -> tuple[pa.Array, ...]:
        """The columns in their own types; a dictionary stays one."""
        return tuple(
            column if pa.types.is_dictionary(field.type) else _written_out(column).cast(field.type)
            for column, field in zip(piece.columns, self._schema, strict=True)
        )

    def done(self) -> float:
        """By rows."""
        return self._read / self.rows if self.rows else 1.0

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _written_out(column: pa.Array) -> pa.Array:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


class ParquetWriter:
    """Results as parquet: amounts as decimals, words with a dictionary, quick to write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None

    def write(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows."""
        table = pa.table(dict(columns))
        if self._writer is None:
            words = [field.name for field in table.schema if _is_word(field.type)]
            self._writer = pq.ParquetWriter(
                self._path, table.schema, use_dictionary=words, store_decimal_as_integer=True
            )
        self._writer.write_table(table)

    def abandon(self) -> None:
        """Leave it unfinished."""
        with contextlib.suppress(OSError):
            self.close()

    def close(self) -> None:
        """Write everything out."""
        if self._writer is not None:
            self._writer.close()


def _is_word(kind: pa.DataType) -> bool:
    return bool(pa.types.is_dictionary(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind))
