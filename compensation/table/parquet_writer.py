"""Results as Parquet."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


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

    def close(self, note: Mapping[str, str] | None = None) -> None:
        """Write everything out, with a note among the metadata."""
        if self._writer is not None:
            if note:
                self._writer.add_key_value_metadata({f"passend.{name}": value for name, value in note.items()})
            self._writer.close()


def _is_word(kind: pa.DataType) -> bool:
    return bool(pa.types.is_dictionary(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind))
