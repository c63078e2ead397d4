"""`POST /api/v2/assess-table`: placements as csv or JSON lines in, results and errors out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from compensation.api.forms import CSV
from compensation.api.problems import Fault, ProblemError
from compensation.api.rows import Computed, computed_lines
from compensation.outside import MOST_TOLD, one_line
from compensation.rulebook import RuleBook
from compensation.table import TableError, assess_file
from compensation.table.csv_writer import CsvWriter
from compensation.table.limits import PAGE
from compensation.table.said import LookError
from compensation.table.scratch import scratch
from compensation.version import package_version

#: So many rows are written out at a time.
_PIECE = 500


class UnsureError(ProblemError):
    """A csv of which something must be known first: each question is a fault."""

    def __init__(self, error: LookError) -> None:
        super().__init__("unsure")
        self.error = error

    def faults(self, lang: str) -> tuple[Sequence[Fault], int]:
        """The questions."""
        found = self.error.problems
        told = [Fault("", f"table.{said.code}", one_line(said.message(lang))) for said in found[:MOST_TOLD]]
        return told, max(0, len(found) - MOST_TOLD)


def computed_csv(body: bytes, book: RuleBook, lang: str) -> Computed:
    """Compute a csv. Raises ProblemError with the words of the library for what cannot be read."""
    with scratch() as folder:
        source, target, errors = (folder / name for name in ("sent.csv", "results.parquet", "errors.parquet"))
        source.write_bytes(body)
        try:
            report = assess_file(source, target, errors, rulebook=book, lang=lang, limits=PAGE)
        except LookError as error:
            raise UnsureError(error) from None
        except TableError as error:
            if error.code == "too_many_rows":
                raise ProblemError("too_many_rows", most=PAGE.rows) from None
            raise ProblemError("table", said=error.message(lang)) from None
        results, faults = (pq.read_table(pa.BufferReader(path.read_bytes())) for path in (target, errors))
        return Computed(results, faults, report.rows, report.wrong_rows, report.assumed_workdays)


def computed(kind: str, body: bytes, book: RuleBook, lang: str) -> Computed:
    """Compute rows of one of the two forms."""
    return (computed_csv if kind == CSV else computed_lines)(body, book, lang)


def as_csv(table: pa.Table) -> bytes:
    """A table as csv with commas, formulas neutralised."""
    with scratch() as folder:
        path: Path = folder / "out.csv"
        writer = CsvWriter(path)
        writer.write({name: table[name].combine_chunks() for name in table.column_names})
        writer.close()
        return path.read_bytes()


def as_json(found: Computed, book: RuleBook) -> Iterator[bytes]:
    """`{results, errors, receipt}`, in pieces: written out it is many times what it is in memory.

    A column in which no row has anything is left out: most costs occur in no table.
    """
    filled = [name for name in found.results.column_names if found.results[name].null_count < len(found.results)]
    yield b'{"results":['
    yield from _objects(found.results.select(filled))
    yield b'],"errors":['
    yield from _objects(found.errors)
    yield f'],"receipt":{_written(receipt_of(found, book))}}}'.encode()


def _objects(table: pa.Table) -> Iterator[bytes]:
    between = ""
    for batch in table.to_batches(max_chunksize=_PIECE):
        rows = batch.to_pylist()
        if rows:
            yield f"{between}{','.join(map(_written, rows))}".encode("utf-8", "backslashreplace")
            between = ","


def _written(value: Any) -> str:
    """Amounts as text, as everywhere in the contract; days as 2026-01-31."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=str)


def receipt_of(found: Computed, book: RuleBook) -> dict[str, Any]:
    """Enough to reproduce the answer later."""
    return {
        "version": package_version(),
        "rules_hash": book.hash,
        "assessed_on": date.today().isoformat(),
        "rows": found.rows,
        "results": found.results.num_rows,
        "wrong_rows": found.wrong_rows,
        "error_lines": found.errors.num_rows,
        "assumed_workdays": found.assumed_workdays,
    }
