"""The two small pieces that Spark needs around `assess_table` (docs/distributed.md); Dask needs none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from compensation.table.arrays import missing
from compensation.table.frames import assess_table

if TYPE_CHECKING:
    import pandas as pd

#: Spark's names of the types of results; everything else travels as text.
_SPARK_TYPES = {"int64": "bigint", "bool": "boolean", "date32": "date", "double": "double"}

#: Spark reads a dot in a name as a field of a column, so what it is handed has this in its place.
_FOR_A_DOT = "__"


def without_dots(names: Iterable[str]) -> list[str]:
    """The names of a table of placements as Spark's mapInPandas can hold them; `assess_partitions` reads them back.

    >>> without_dots(["start", "offer.allowance.amount"])
    ['start', 'offer__allowance__amount']
    """
    return [name.replace(".", _FOR_A_DOT) for name in names]


def assess_partitions(parts: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The results of each frame that Spark's mapInPandas hands over, in plain Python values."""
    for part in parts:
        results, _ = assess_table(part.rename(columns=lambda name: str(name).replace(_FOR_A_DOT, ".")))
        yield results.apply(_plain)


def _plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column of plain Python values, None where there is nothing."""
    import pandas as pd

    as_text = _spark_type(column.dtype) == "string"
    cells = [None if missing(value) else str(value) if as_text else value for value in column.tolist()]
    return pd.Series(cells, index=column.index, dtype=object)


def spark_schema(results: pd.DataFrame) -> str:
    """The schema of results for mapInPandas, in Spark's own notation."""
    return ", ".join(f"`{name}` {_spark_type(results[name].dtype)}" for name in results.columns)


def _spark_type(dtype: Any) -> str:
    name = str(dtype).lower().split("[")[0]
    if name.startswith("decimal128"):
        return str(dtype).split("[")[0].replace("decimal128", "decimal")
    return _SPARK_TYPES.get(name, {"float64": "double", "int32": "bigint"}.get(name, "string"))
