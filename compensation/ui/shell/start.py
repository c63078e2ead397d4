"""Page Start: what Passend does, three ways in, and four worked examples."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from compensation.ui.parts.state import draft
from compensation.ui.parts.words import t
from compensation.ui.shell.examples import Example, examples
from compensation.ui.shell.navigation import page_file

PAGE_OF = {"employer": "werkgever", "student": "student"}
WAYS = ("werkgever", "student", "branche")


def ways_in() -> None:
    """The three ways in: employer, student, branch."""
    for column, name in zip(st.columns(len(WAYS)), WAYS, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.header(t(f"start.way.{name}.title"), anchor=False)
            st.markdown(t(f"start.way.{name}.text"))
            if page_file(name).is_file():
                st.page_link(page_file(name), label=t(f"start.way.{name}.go"), icon=":material/arrow_forward:")


def show_example(example: Example) -> None:
    """One example, with a button that opens the calculator filled in."""
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{t(f'start.example.{example.name}.title')}**")
        st.markdown(t(f"start.example.{example.name}.text"))
        st.button(t("start.open"), key=f"start.{example.name}", on_click=opener(example), help=t("start.open_help"))


def opener(example: Example) -> Callable[[], None]:
    """What the button of an example does: fill the draft, and go to the page of its reader in this same run."""

    def open_example() -> None:
        draft().replace(example.placement, "example")
        st.session_state["passend_go"] = PAGE_OF[example.reader]

    return open_example


if (go := st.session_state.pop("passend_go", None)) is not None:
    st.switch_page(page_file(go))
st.title(t("start.title"), anchor=False)
st.markdown(t("start.lead"))
ways_in()
st.header(t("start.examples"), anchor=False)
st.markdown(t("start.examples_lead"))
shown = examples()
for first in range(0, len(shown), 2):
    for column, item in zip(st.columns(2), shown[first : first + 2], strict=True):
        with column:
            show_example(item)
