"""The chart of the legal hourly minimum by age through time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from compensation.ui.parts.charts import day_axis, euro_axis, inline, label, palette
from compensation.ui.rules.wage_view import WageRow

_HEIGHT = 430
_ROOM_FOR_NAMES = timedelta(days=330)


def wage_chart(rows: Sequence[WageRow], scale: str, on: date, names: dict[int, str], axis: str) -> Any:
    """A stair per age, its name at its end, and a dashed line at the chosen day. What is not known breaks the stair."""
    end = max(row.last for row in rows)
    points = [
        {
            "day": day.isoformat(),
            "age": names[row.age],
            "euros": None if cents is None else cents / 100,
            "end": day == end,
        }
        for row in rows
        for cents in (getattr(row, scale),)
        for day in ((row.first, row.last) if row.last == end else (row.first,))
    ]
    colours = palette()
    base = alt.Chart()
    domain = [min(row.first for row in rows).isoformat(), (end + _ROOM_FOR_NAMES).isoformat()]
    x = alt.X("day:T", axis=day_axis(tickCount="year"), scale=alt.Scale(type="utc", domain=domain))
    y = alt.Y("euros:Q", axis=euro_axis(axis))
    stairs = base.mark_line(interpolate="step-after", strokeWidth=2.2, color=colours.accent).encode(
        x=x, y=y, detail="age:N", tooltip=[alt.Tooltip("age:N", title=" "), alt.Tooltip("euros:Q", format="$,.2f")]
    )
    ends = base.transform_filter("datum.end").encode(x=x, y=y, text="age:N")
    layers = [stairs, *label(ends, align="left", dx=6)]
    if domain[0] <= on.isoformat() <= end.isoformat():
        chosen = alt.Chart(inline([{"day": on.isoformat()}]))
        layers.append(chosen.mark_rule(strokeDash=[5, 4], color=colours.quiet).encode(x="day:T"))
    return alt.layer(*layers, data=inline(points), height=_HEIGHT)
