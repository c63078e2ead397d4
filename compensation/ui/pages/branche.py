"""Page Branche: a whole membership computed, summed up, explained row by row; and a norm proposed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from compensation.ui.branch_files import draw_downloads
from compensation.ui.branch_norm import draw_norm
from compensation.ui.branch_overview import draw_overview
from compensation.ui.branch_row import draw_row
from compensation.ui.branch_upload import ask_file, draw_counts, draw_errors, draw_template
from compensation.ui.cached import rulebook
from compensation.ui.words import t

TABS = ("overview", "row", "errors", "norm")

book = rulebook()
st.title(t("branch.title"), anchor=False)
st.markdown(t("branch.lede"))
draw_template(book)
file = ask_file(book)
if file is None:
    st.header(t("branch.norm.title"), anchor=False)
    draw_norm(None, book, date.today())
    st.stop()
draw_counts(file)
draw_downloads(file, book)
drawn = {
    "overview": lambda: draw_overview(file, book),
    "row": lambda: draw_row(file, book),
    "errors": lambda: draw_errors(file),
    "norm": lambda: draw_norm(file, book, date.today()),
}
names = [t(f"branch.tabs.{name}", wrong=file.wrong_rows) for name in TABS]
for name, tab in zip(TABS, st.tabs(names, key="branch_tabs", on_change="rerun"), strict=True):
    if tab.open:
        with tab:
            drawn[name]()
