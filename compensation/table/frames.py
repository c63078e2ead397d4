"""Frames in, frames out: the pure function that a notebook, Dask's map_partitions and Spark's mapInPandas call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from compensation.rulebook import RuleBook, load_rulebook
from compensation.table.arrays import array_of
from compensation.table.compute import Matched, compute, match_columns
from compensation.texts import FALLBACK

if TYPE_CHECKING:
    import pandas as pd


def assess_table(
    frame: pd.DataFrame, rulebook: RuleBook | None = None, *, lang: str = FALLBACK, first_row: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Assess every row of a table of placements (columns: docs/columns.md).

    Returns the results of the sound rows (same order and index; `id`, unknown columns untouched, then the results,
    amounts as exact decimals) and the errors of the others (`row`, 1 is the first; `id`, `column`, `value`, `problem`).
    Without a column `id` the id is the row's number. Raises TableError for a table that cannot be read at all.
    """
    import pandas as pd

    book = rulebook or load_rulebook()
    matched = match_columns(list(frame.columns), book)
    ours = {column: arrow_of(frame.iloc[:, place]) for column, place in matched.known.items()}
    numbers = np.arange(first_row, first_row + len(frame))
    outcome = compute(ours, matched, numbers, book, lang=lang)
    index = frame.index[outcome.sound]
    computed = pa.table({name: _plain(column) for name, column in outcome.results.items()})
    results = computed.to_pandas(types_mapper=pd.ArrowDtype)
    results.index = index
    kept = frame.iloc[outcome.sound]
    carried = kept.iloc[:, list(matched.carried)].set_axis(matched.carried_names(results.columns), axis=1)
    results = pd.concat([_ids(kept, matched, numbers[outcome.sound]), carried, results], axis=1)
    errors = outcome.errors.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=np.nan)}.get)
    return results, errors


def _ids(kept: pd.DataFrame, matched: Matched, numbers: Any) -> pd.Series[Any]:
    import pandas as pd

    if "id" in matched.known:
        return kept.iloc[:, matched.known["id"]].rename("id")
    return pd.Series(numbers, index=kept.index, name="id", dtype="int64")


def _plain(column: pa.Array) -> pa.Array:
    """Words without their dictionary: a frame's parts may have different ones."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def arrow_of(series: pd.Series[Any]) -> pa.Array:
    """A column as Arrow; one of mixed values as text."""
    if series.dtype == object:
        return array_of(series.tolist())
    array = pa.array(series, from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
