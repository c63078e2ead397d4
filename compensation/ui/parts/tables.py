"""Tables that are real tables: readable on a phone and by a screen reader, with numbers in line on the right."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def show(headers: Sequence[str], rows: Sequence[Sequence[str]], *, alt: str, numbers: Sequence[int] = ()) -> None:
    """Draw a table of texts (Markdown allowed). `numbers` are the columns that line up on the right.

    `alt` says what the table holds. A column is lined up as numbers by numbering its cells and giving the written
    text as their display, so that the visitor sees the language's own writing and not the browser's.
    """
    import pandas as pd

    frame = pd.DataFrame([list(row) for row in rows], columns=list(headers))
    for at in numbers:
        frame[headers[at]] = range(len(rows))
    shown = frame.style.format(
        {headers[at]: (lambda i, at=at: rows[i][at]) for at in numbers}  # type: ignore[misc]
    )
    st.table(shown if numbers else frame, border="horizontal", hide_index=True, alt=alt)
