"""The charts of the overview of the page Branche; imported when a visitor opens one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from compensation.table.summary import GroupRow
from compensation.texts import euros, number
from compensation.ui.branch.charts import NamedBar, named_bars
from compensation.ui.branch.view import LevelLine, Names, levels_in
from compensation.ui.parts import charts
from compensation.ui.parts.level_charts import dots
from compensation.ui.parts.words import lang, t
from compensation.units import cents

MOST_BARS = 12


def group_chart(rows: Sequence[GroupRow], group_by: str, names: Names) -> None:
    """What is missing on average in the groups of which that may be shown, the most first."""
    known = [row for row in rows if row.mean_gap is not None]
    drawn = known[:MOST_BARS]
    bars = [
        NamedBar(
            f"{names.of(group_by, row.group)} ({number(row.placements, lang())})",
            float(row.mean_gap or 0),
            euros(cents(row.mean_gap or 0), lang()),
            float(row.median_gap or 0),
        )
        for row in drawn
    ]
    axis = charts.euro_axis(t("branch.overview.mean_axis"), tickCount=5)
    told = "; ".join(f"{bar.name}: {bar.label}" for bar in bars)
    charts.show(named_bars(bars, axis), t("branch.overview.groups_chart", list=told), key="branch_groups")
    note = t("branch.overview.groups_note")
    if len(known) > len(drawn):
        note = f"{t('branch.overview.groups_first', count=len(drawn))} {note}"
    st.caption(note)


def level_chart(lines: Sequence[LevelLine], name: Callable[[LevelLine], str], part: str) -> None:
    """A dot for each level, what is paid per hour."""
    rows = []
    for line in lines[:MOST_BARS]:
        known = [(level, hour) for level, hour in line.hour.items() if hour is not None]
        rows += [
            {
                "name": name(line),
                "level": t(f"words.level.{level}"),
                "amount": float(hour),
                "label": euros(cents(hour), lang()),
                "first": at == 0,
            }
            for at, (level, hour) in enumerate(known)
        ]
    levels = [t(f"words.level.{level}") for level in levels_in(lines[:MOST_BARS])]
    axis, legend = t("branch.overview.hour_axis"), t("branch.overview.by_one.level")
    told = "; ".join(f"{row['name']} {row['level']}: {row['label']}" for row in rows)
    picture = dots(rows, levels, axis, legend, cents=True)
    charts.show(picture, t("branch.overview.levels_chart", list=told), key=f"branch_levels_{part}")
