"""A chart that is drawn when a visitor opens it.

The library of charts is heavy (it brings pandas and pyarrow), and the same numbers stand in a table in sight. So
a chart is imported, made and drawn only for who asks for it; `draw` imports what it needs.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from compensation.ui.parts.words import t


def chart_box(draw: Callable[[], None], key: str) -> None:
    """A box to open with a chart in it. Opening it runs this box alone, with what the page last knew."""

    @st.fragment
    def box() -> None:
        with st.expander(t("shell.chart"), key=f"{key}_open", icon=":material/bar_chart:", on_change="rerun") as found:
            if found.open:
                draw()

    box()
