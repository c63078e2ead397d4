"""A file that takes work, in two presses: the first makes it, the second takes it home.

A button that makes its file while it is being downloaded holds it nowhere: Streamlit throws such a file away after two
runs of any visitor's script, and whoever is on a slow line gets an error. Bytes that are part of the page stay for as
long as the page shows them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from compensation.texts import inside
from compensation.ui.parts.words import lang, t

#: What a browser is told of a file.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"
_HELD = "passend_files"
#: Files that a visit holds; the oldest goes first.
_MOST = 6


def forget_files() -> None:
    """Nothing made in this visit is held any longer."""
    st.session_state.pop(_HELD, None)


def file_button(
    name: str, make: Callable[[], bytes], *, of: object, file_name: str, mime: str, key: str, wide: bool = False
) -> None:
    """Make the file, then download it. `of` is all that decides what is in it: when that changes, it is made anew."""
    width: Any = "stretch" if wide else "content"
    place, called, of = st.empty(), inside(name, lang()), (of, lang())
    held: dict[str, tuple[object, bytes]] = st.session_state.setdefault(_HELD, {})
    if key in held and held[key][0] != of:
        del held[key]
    if key not in held:
        make_label = t("shell.file.make", name=called)
        if not place.button(make_label, key=f"{key}_make", icon=":material/note_add:", width=width):
            return
        held[key] = (of, make())
        for oldest in list(held)[:-_MOST]:
            del held[oldest]
    place.download_button(
        t("shell.file.download", name=called),
        held[key][1],
        file_name=file_name,
        mime=mime,
        key=key,
        on_click="ignore",
        icon=":material/download:",
        type="primary",
        width=width,
    )
