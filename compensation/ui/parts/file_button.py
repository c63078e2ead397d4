"""A file that a visitor takes home. One that takes work comes in two presses: the first makes it, the second takes it.

A button that makes its file while it is being downloaded holds it nowhere: Streamlit throws such a file away after two
runs of any visitor's script, and whoever is on a slow line gets an error. Bytes that are part of the page stay for as
long as the page shows them; but at the start of each run Streamlit forgets what the page showed, and while that run is
on its way the page still shows it. So a visit holds its files itself as well, from one drawing to the next.
"""

from __future__ import annotations

import secrets
import weakref
from collections.abc import Callable
from typing import Any, Literal

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from compensation.texts import inside
from compensation.ui.parts.words import lang, t

#: What a browser is told of a file.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"
_MADE, _HELD = "passend_files", "passend_held_files"
#: Made files that a visit holds; the oldest goes first.
_MOST = 6


class _Held:
    """What the buttons of one visit last gave, under a name that no run of a script clears; gone with the visit."""

    def __init__(self) -> None:
        self._name = secrets.token_hex(8)
        self._given: dict[str, tuple[bytes, str, str]] = {}
        self.let_go = weakref.finalize(self, get_instance().media_file_mgr.clear_session_refs, self._name)

    def hold(self, key: str, content: bytes, mime: str, file_name: str) -> None:
        """Hold the file of a button in place of the one that it gave before."""
        visit = get_script_run_ctx()
        if visit is None or self._given.get(key) == (content, mime, file_name):
            return
        self._given[key] = (content, mime, file_name)
        own, visit.session_id = visit.session_id, self._name
        try:
            get_instance().media_file_mgr.add(content, mime, key, file_name, is_for_static_download=True)
        finally:
            visit.session_id = own


def forget_files() -> None:
    """Nothing made in this visit is held any longer."""
    st.session_state.pop(_MADE, None)
    held: _Held | None = st.session_state.pop(_HELD, None)
    if held is not None:
        held.let_go()


def download(
    label: str,
    content: bytes,
    *,
    file_name: str,
    mime: str,
    key: str,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    icon: str | None = None,
    width: Any = "content",
    place: Any = st,
) -> None:
    """The button with which a file is taken home."""
    if exists():
        if _HELD not in st.session_state:
            st.session_state[_HELD] = _Held()
        st.session_state[_HELD].hold(key, content, mime, file_name)
    place.download_button(
        label,
        content,
        file_name=file_name,
        mime=mime,
        key=key,
        on_click="ignore",
        icon=icon,
        type=kind,
        width=width,
    )


def file_button(
    name: str, make: Callable[[], bytes], *, of: object, file_name: str, mime: str, key: str, wide: bool = False
) -> None:
    """Make the file, then download it. `of` is all that decides what is in it: when that changes, it is made anew."""
    width: Any = "stretch" if wide else "content"
    place, called, of = st.empty(), inside(name, lang()), (of, lang())
    made: dict[str, tuple[object, bytes]] = st.session_state.setdefault(_MADE, {})
    if key in made and made[key][0] != of:
        del made[key]
    if key not in made:
        make_label = t("shell.file.make", name=called)
        if not place.button(make_label, key=f"{key}_make", icon=":material/note_add:", width=width):
            return
        made[key] = (of, make())
        for oldest in list(made)[:-_MOST]:
            del made[oldest]
    download(
        t("shell.file.download", name=called),
        made[key][1],
        file_name=file_name,
        mime=mime,
        key=key,
        kind="primary",
        icon=":material/download:",
        width=width,
        place=place,
    )
