"""Parquet in and out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compensation.table.faults import TableError
from compensation.table.source import CHUNK_ROWS, Chunk


class ParquetSource:
    """A parquet file in chunks, its own types kept."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = pq.ParquetFile(path, memory_map=False, pre_buffer=False)
        except (pa.ArrowException, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise TableError("broken_parquet", reason=str(error).splitlines()[0][:200]) from None
        self.names: Sequence[str] = self._file.schema_arrow.names
        self.first_rows: list[list[str]] = []
        self.rows: int | None = self._file.metadata.num_rows
        self._read = 0

    def chunks(self) -> Iterator[Chunk]:
        """Batches of rows."""
        try:
            for batch in self._file.iter_batches(batch_size=CHUNK_ROWS, use_threads=False):
                first, self._read = self._read, self._read + len(batch)
                yield Chunk(tuple(batch.columns), np.arange(first + 1, self._read + 1))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise TableError("broken_parquet", reason=str(error).splitlines()[0][:200]) from None

    def done(self) -> float:
        """By rows."""
        return self._read / self.rows if self.rows else 1.0

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


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
