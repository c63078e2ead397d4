"""The two charts of the page Sectoren: bars from high to low, and dots where the levels differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from compensation.ui.parts.charts import euro_axis, inline, label, palette

_STEP = 42
_SHAPES = ("circle", "square", "triangle-up")


@dataclass(frozen=True)
class Bar:
    """One bar: its name, how long it is, the amount as written, and the group that it belongs to."""

    name: str
    amount: float
    label: str
    group: str


def bars(items: Sequence[Bar], groups: Sequence[str], lines: Sequence[float], title: str, *, cents: bool) -> Any:
    """A bar per scheme with its name above it, so that names are whole on a phone too. Dashed lines at the norms.

    `groups` are: seen lately, seen long ago, for comparison. A bar of long ago has only an outline.
    """
    colours = palette()
    source = inline([{**vars(bar), "row": f"{number:03}"} for number, bar in enumerate(items)])
    longest = max(bar.amount for bar in items)
    x = alt.X("amount:Q", axis=euro_axis(title, cents=cents, tickCount=5), scale=alt.Scale(domain=[0, longest * 1.18]))
    y = alt.Y("row:N", axis=None, sort=None)
    fill = alt.Scale(domain=list(groups), range=[colours.accent, "transparent", colours.series[1]])
    stroke = alt.Scale(domain=list(groups), range=[colours.accent, colours.accent, colours.series[1]])
    base = alt.Chart()
    bar = base.mark_bar(size=13, yOffset=8, strokeWidth=1.5).encode(
        x=x,
        y=y,
        fill=alt.Fill("group:N", scale=fill, title=None),
        stroke=alt.Stroke("group:N", scale=stroke, title=None),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=" ")],
    )
    names = label(
        base.encode(x=alt.datum(0), y=y, text="name:N"),
        align="left",
        dy=-8,
        dx=1,
        fontSize=12,
        limit=alt.ExprRef("width"),
    )
    amounts = label(base.encode(x=x, y=y, text="label:N"), align="left", dy=8, dx=5, fontWeight=600)
    norms = alt.Chart(inline([{"amount": line} for line in lines]))
    rules = norms.mark_rule(strokeDash=[5, 4], color=colours.quiet, strokeWidth=1.2).encode(x="amount:Q")
    return alt.layer(rules, bar, *names, *amounts, data=source, height=_STEP * len(items))


def dots(rows: Sequence[dict[str, Any]], levels: Sequence[str], axis: str, legend: str, *, cents: bool) -> Any:
    """A line per scheme between its lowest and its highest level, with a dot in its own shape for each level."""
    colours = palette()
    source = inline(list(rows))
    base = alt.Chart()
    x = alt.X("amount:Q", axis=euro_axis(axis, cents=cents, tickCount=5), scale=alt.Scale(zero=True))
    y = alt.Y("name:N", axis=None, sort=None)
    span = base.mark_line(color=colours.quiet, strokeWidth=2).encode(x=x, y=y, detail="name:N")
    scale = alt.Scale(domain=list(levels), range=list(_SHAPES))
    tint = alt.Scale(domain=list(levels), range=list(colours.series[: len(levels)]))
    dot = base.mark_point(size=130, filled=True, opacity=1).encode(
        x=x,
        y=y,
        shape=alt.Shape("level:N", scale=scale, title=legend),
        color=alt.Color("level:N", scale=tint, title=legend),
        tooltip=[alt.Tooltip("level:N", title=" "), alt.Tooltip("label:N", title=" ")],
    )
    names = (
        base.transform_filter("datum.first")
        .mark_text(align="left", dy=-18, limit=alt.ExprRef("width"))
        .encode(x=alt.datum(0), y=y, text="name:N")
    )
    count = len({row["name"] for row in rows})
    return alt.layer(span, dot, names, data=source, height=64 * count)
