"""The pages and how one walks between them. A page whose file is not there is not shown, so no link is dead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import streamlit as st

import compensation
from compensation.texts import LANGUAGES, text
from compensation.ui.parts.words import choose_language, lang, refused_language, t
from compensation.ui.shell.document import set_document_language
from compensation.version import package_version

UI = Path(compensation.__file__).parent / "ui"
NAME = "Passend"
#: The room of each page, in the order of the navigation; the first one is the page without a path.
ROOMS = {
    "start": "shell",
    "werkgever": "calculator",
    "student": "calculator",
    "sectoren": "sectors",
    "regels": "rules",
    "branche": "branch",
}
PAGE_NAMES = tuple(ROOMS)
#: Pages with a form beside its answer; the others are as wide as a text reads well.
WIDE = ("werkgever", "student")


def page_file(name: str) -> Path:
    """The file of a page."""
    return UI / ROOMS[name] / f"{name}.py"


def page_title(name: str, language: str) -> str:
    """What the browser's tab says."""
    return f"{text(f'shell.pages.{name}', language)} – {NAME}"


def pages() -> Iterator[st.Page]:
    """The pages that exist, titled in the visitor's language; their addresses are the same in all."""
    for name in PAGE_NAMES:
        if page_file(name).is_file():
            yield st.Page(
                page_file(name),
                title=t(f"shell.pages.{name}"),
                url_path=name,
                default=name == PAGE_NAMES[0],
            )


def top_navigation(shown: Sequence[st.Page]) -> st.Page:
    """Draw the navigation above the page and give the page that the visitor is on."""
    page = st.navigation(shown, position="top")
    # The layout is said once a run: a browser that hears two of them may keep either.
    wide = page.url_path in WIDE
    st.set_page_config(page_title=f"{page.title} – {NAME}", layout="wide" if wide else "centered")
    return page


def footer(shown: Sequence[st.Page]) -> None:
    """Below every page: the way to the others (on a phone the navigation is folded away), and what Passend is."""
    st.divider()
    with st.container(horizontal=True, gap="small"):
        for page in shown:
            st.page_link(page, width="content")
    st.caption(t("shell.footer", version=package_version()))


def language_choice() -> None:
    """The way to the other languages, and word of a language in the address that is not there."""
    if (refused := refused_language()) is not None:
        st.warning(t("shell.language_unknown", asked=refused))
    with st.container(horizontal=True, horizontal_alignment="right", gap=None):
        set_document_language(lang())
        for code, language in LANGUAGES.items():
            if code != lang():
                key = f"language_{code}"
                st.button(language.name, key=key, type="tertiary", on_click=choose_language, args=(code,))
