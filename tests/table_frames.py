"""Small frames of placements for the tests of frames in and frames out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from compensation import load_rulebook
from compensation.table import assess_table

BOOK = load_rulebook()
ROW: dict[str, Any] = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": "32",
    "workdays": "mon,tue,wed,thu",
    "norm": "national",
}


def table(**columns: Any) -> pd.DataFrame:
    """One row per value of the longest column; the others repeat."""
    length = max(len(value) for value in columns.values() if isinstance(value, list))
    return pd.DataFrame({**{name: [value] * length for name, value in ROW.items()}, **columns})


def assessed(**columns: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    return assess_table(table(**columns), BOOK)


def problem_of(column: str, value: Any, lang: str = "en", **rest: Any) -> str:
    frame = table(**{**{name: [item] for name, item in rest.items()}, column: [value]})
    results, errors = assess_table(frame, BOOK, lang=lang)
    assert results.empty
    assert errors["column"].tolist() == [column], errors
    return str(errors["problem"].iloc[0])
