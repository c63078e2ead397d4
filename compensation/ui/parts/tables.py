"""Tables that are real tables: readable on a phone and by a screen reader, with numbers in line on the right.

They are HTML, so that drawing one imports neither pandas nor pyarrow. How they look stands in look.css beside this
module; every colour follows the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from compensation.ui.parts.markup import as_html


def show(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    alt: str,
    numbers: Sequence[int] = (),
    bars: Sequence[float] = (),
) -> None:
    """Draw a table of texts (the little Markdown of markup.py). The first cell of a row is its name.

    `alt` says what the table holds. `numbers` are the columns that line up on the right. `bars` has for each row the
    length, 0 to 1, of a bar below its name: a picture of an amount that stands in the row.
    """
    st.html(html_of(headers, rows, alt=alt, numbers=numbers, bars=bars))


def html_of(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    alt: str,
    numbers: Sequence[int] = (),
    bars: Sequence[float] = (),
) -> str:
    """The table as HTML; see show."""
    heads = "".join(f'<th scope="col"{_kind(at in numbers)}>{as_html(head)}</th>' for at, head in enumerate(headers))
    lengths: Sequence[float | None] = bars or [None] * len(rows)
    body = "".join(_row(row, numbers, length) for row, length in zip(rows, lengths, strict=True))
    wide = " passend-wide" if len(headers) > 3 else ""
    opening = f'<table class="passend-table{wide}" aria-label="{escape(alt)}">'
    return f"{opening}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(cells: Sequence[str], numbers: Sequence[int], length: float | None) -> str:
    first = as_html(cells[0]) + ("" if length is None else bar(length))
    rest = "".join(f"<td{_kind(at in numbers)}>{as_html(cell)}</td>" for at, cell in enumerate(cells[1:], start=1))
    return f'<tr><th scope="row"{_kind(0 in numbers)}>{first}</th>{rest}</tr>'


def bar(length: float) -> str:
    """A bar of a length between 0 and 1. It says nothing by itself: the amount stands beside it in words."""
    percent = 100 * min(max(length, 0.0), 1.0)
    return f'<span class="passend-bar" aria-hidden="true"><span style="width:{percent:.1f}%"></span></span>'


def _kind(number: bool) -> str:
    return ' class="passend-number"' if number else ""
