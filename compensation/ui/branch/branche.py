"""Page Branche: a whole membership computed, summed up, explained row by row; and a norm proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from compensation.rulebook.frozen import freeze
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.errors import draw_errors
from compensation.ui.branch.files import draw_downloads
from compensation.ui.branch.letters import draw_letters
from compensation.ui.branch.norm import draw_norm
from compensation.ui.branch.notable_view import draw_notable
from compensation.ui.branch.overview import draw_overview
from compensation.ui.branch.row import draw_row
from compensation.ui.branch.tried_view import draw_norm_file, draw_tried
from compensation.ui.branch.upload import ask_file, draw_counts, draw_template, is_given
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.tried import tried_book
from compensation.ui.parts.words import t
from compensation.ui.shell.warm_law import warm_law

book = rulebook()
today = date.today()
# While the visitor looks for their file, the law is made ready for a long one.
warm_law(freeze(book))


def draw_file(file: BranchFile) -> None:
    """What came of a file: counts and downloads, and below them a tab for each question. Only the open one is drawn."""
    draw_counts(file)
    draw_tried(file, book)
    draw_downloads(file, in_use, book)
    draw_notable(file, in_use, today)
    parts: dict[str, Callable[[], None]] = {
        "overview": lambda: draw_overview(file, in_use),
        "row": lambda: draw_row(file, in_use),
        "errors": lambda: draw_errors(file, in_use),
        "letters": lambda: draw_letters(file, in_use),
        "norm": lambda: draw_norm(file, book, today),
    }
    names = [t(f"branch.tabs.{name}", wrong=file.report.wrong_rows) for name in parts]
    for tab, draw in zip(st.tabs(names, key="branch_tabs", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                draw()


st.title(t("branch.title"), anchor=False)
st.markdown(t("branch.lede"))
draw_template(book)
draw_norm_file(book)
in_use = tried_book(book)
if (given := ask_file(in_use)) is not None:
    draw_file(given)
elif not is_given():  # below a refusal stands nothing that somebody could take for an answer
    draw_tried(None, book)
    st.header(t("branch.norm.title"), anchor=False)
    draw_norm(None, book, today)
