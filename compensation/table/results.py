"""The results of an evaluation as Arrow columns: exact decimals, dates, words; null where a part does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from compensation.columns import columns_of
from compensation.days import Column
from compensation.evaluate import Evaluation, evaluate
from compensation.findings import FINDING_IDS, STATUSES, findings
from compensation.outcome import NULL, Field, result_fields
from compensation.placement import read_placement
from compensation.rulebook import RuleBook

#: Euros with two decimals; more than 72 months of any amount fit.
EUROS = pa.decimal128(14, 2)
WORD = pa.dictionary(pa.int16(), pa.string())


def result_columns(evaluation: Evaluation) -> dict[str, pa.Array]:
    """All results of every placement, in the order of the contract: dotted name -> column."""
    fields = result_fields(evaluation)
    columns = {name: arrow_column(field) for name, field in fields.items()}
    found = findings(evaluation, fields)
    for finding_id in FINDING_IDS:
        columns[f"findings.{finding_id}"] = _words(found[finding_id].status, STATUSES)
    return columns


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
    any_placement = read_placement(
        {"route": "bol", "start": date(2026, 9, 1), "end": date(2026, 9, 30), "hours_per_week": 8, "workdays": ["mon"]}
    )
    columns = result_columns(evaluate(columns_of([any_placement], book), book))
    return {name: column.slice(0, 0) for name, column in columns.items()}
