"""The charts of the page Branche: bars with their names above them, so that names are whole on a phone too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from compensation.ui.parts.charts import inline, label, palette

_STEP = 42


@dataclass(frozen=True)
class NamedBar:
    """One bar: its name, its length, the length as written; `mark` is a second value, drawn as a line."""

    name: str
    value: float
    label: str
    mark: float | None = None


def named_bars(items: Sequence[NamedBar], axis: alt.Axis, *, longest: float | None = None) -> Any:
    """A bar for each item, in the order given."""
    colours = palette()
    rows = [{**vars(item), "row": f"{number:03}"} for number, item in enumerate(items)]
    most = longest or max([*(item.value for item in items), *(item.mark or 0 for item in items)], default=0) or 1
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(domain=[0, most * 1.22]))
    y = alt.Y("row:N", axis=None, sort=None)
    base = alt.Chart()
    bar = base.mark_bar(size=13, yOffset=8).encode(
        x=x,
        y=y,
        color=alt.value(colours.accent),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("label:N", title=" ")],
    )
    names = label(base.encode(x=alt.datum(0), y=y, text="name:N"), align="left", dy=-8, dx=1)
    values = label(base.encode(x=x, y=y, text="label:N"), align="left", dy=8, dx=7, fontWeight=600)
    layers = [bar, *names, *values]
    if any(item.mark is not None for item in items):
        tick = base.transform_filter("datum.mark != null").mark_tick(
            size=21, thickness=3, yOffset=8, color=colours.series[1]
        )
        layers.insert(1, tick.encode(x=alt.X("mark:Q"), y=y))
    return alt.layer(*layers, data=inline(rows), height=_STEP * len(items))
