"""Results of a table as Arrow columns: exact decimals, dates, words; null where a part does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from compensation.choices import Status, words_of
from compensation.reading.tables import FINDING_IDS, Column, Field, Results, cases_of, level_of_routes, read_table
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import LEVELS
from compensation.units import NULL

#: Euros with two decimals; more than 72 months of any amount fit.
EUROS = pa.decimal128(14, 2)
WORD = pa.dictionary(pa.int16(), pa.string())


def result_columns(results: Results) -> dict[str, pa.Array]:
    """All results of every placement, in the order of the contract: dotted name -> column."""
    columns = {name: arrow_column(field) for name, field in results.fields().items()}
    for finding_id in FINDING_IDS:
        columns[f"findings.{finding_id}"] = _words(results.finding(finding_id), words_of(Status))
    return columns


def fact_columns(results: Results) -> dict[str, pa.Array]:
    """What placements are grouped by and divided by: sector and scheme (null: none), level, whether there is a wage,
    hundredths of an hour on days present, and the first day."""
    cases, book = results.cases.cases, results.book
    return {
        "sector": _words(np.where(cases["sector"] < 0, NULL, cases["sector"]), book.sector_keys),
        "scheme": _words(np.where(cases["scheme"] < 0, NULL, cases["scheme"]), book.scheme_keys),
        "level": _words(level_of_routes(cases["route"]), LEVELS),
        "wage": pa.array(np.asarray(results.earns_wage, bool)),
        "presence_hours": pa.array(results.presence_hours, pa.int64()),
        "start": pa.array(np.asarray(cases["start"], np.int32), pa.int32()).view(pa.date32()),
    }


def cents_of(column: pa.Array | pa.ChunkedArray) -> Column:
    """Euros of a result as cents; NULL where there are none. The other way of what result_columns writes."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_null(whole.type) or whole.null_count == len(whole):
        return np.full(len(whole), NULL, np.int64)
    exact = whole.cast(EUROS)
    wide = np.frombuffer(exact.buffers()[1], np.int64)[2 * exact.offset : 2 * (exact.offset + len(exact)) : 2]
    return np.where(exact.is_valid().to_numpy(zero_copy_only=False), wide, NULL)


def arrow_column(field: Field) -> pa.Array:
    """One result as an Arrow column."""
    values = np.ascontiguousarray(field.values, np.int64)
    nothing = values == NULL
    if field.kind == "code":
        return _words(values, field.names)
    if nothing.all():
        return pa.nulls(len(values), arrow_type(field.kind))
    mask = nothing if nothing.any() else None
    if field.kind == "cents":
        return _euros(values, mask)
    if field.kind == "day":
        return pa.array(np.where(nothing, 0, values).astype(np.int32), pa.int32(), mask=mask).view(pa.date32())
    return pa.array(values == 1, pa.bool_(), mask=mask)


def arrow_type(kind: str) -> pa.DataType:
    """The type of a result column of a kind."""
    return {"cents": EUROS, "day": pa.date32(), "bool": pa.bool_(), "code": WORD}[kind]


def _euros(cents: Column, mask: Any) -> pa.Array:
    """Cents as decimals without a detour: sixteen bytes, the cents and their sign."""
    wide = np.empty((len(cents), 2), np.int64)
    wide[:, 0] = cents
    wide[:, 1] = cents >> 63
    valid = None if mask is None else pa.array(~mask).buffers()[1]
    return pa.Array.from_buffers(EUROS, len(cents), [valid, pa.py_buffer(wide)])


def _words(codes: Column, names: Sequence[str]) -> pa.Array:
    nothing = codes == NULL
    indices = pa.array(
        np.where(nothing, 0, codes).astype(np.int16), pa.int16(), mask=nothing if nothing.any() else None
    )
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(names), pa.string()))


def no_results(book: RuleBook) -> dict[str, pa.Array]:
    """The result columns of a table without rows."""
    return result_columns(read_table(cases_of([]), book))


def no_facts(book: RuleBook) -> dict[str, pa.Array]:
    """The fact columns of a table without rows."""
    return fact_columns(read_table(cases_of([]), book))
