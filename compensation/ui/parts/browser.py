"""What only the visitor's browser can do or knows: share a text, print the sheet, how wide the window is.

Each is a small component of Streamlit's second kind: scripts and styles in `scripts/`, words and values as data, so
nothing of a visitor ever becomes code. They are drawn in the theme's colours and work by keyboard.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from compensation.ui.parts.words import t

_SCRIPTS = Path(__file__).parent / "scripts"
#: The key of the container that is what goes on paper.
SHEET = "sheet"
_NARROW = "passend_narrow"
_BUTTON = """
<button class="passend-do" type="button"><svg viewBox="0 0 24 24" aria-hidden="true">{icon}</svg><span></span></button>
"""
_SHARE_ICON = """
<circle cx="18" cy="5" r="3"/><circle cx="6" cy="12" r="3"/><circle cx="18" cy="19" r="3"/>
<path d="M8.6 13.5l6.8 4M15.4 6.5l-6.8 4"/>
"""
_PRINT_ICON = """
<path d="M6 9V2h12v7M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"/>
<path d="M6 14h12v8H6z"/>
"""
_SAID = '<span class="passend-said" role="status"></span><textarea class="passend-self" readonly hidden></textarea>'


def share_button(label: str, text: str, key: str) -> None:
    """Share a text, or a link, by the device's own way of sharing.

    Where there is none it is copied, and the button says so; where that may not be either, it is shown to be copied.
    """
    told = {name: t(f"shell.share.{name}") for name in ("copied", "copy_yourself")}
    _share()(data={"label": label, "text": text, **told}, key=key, width="content")


def narrow() -> bool | None:
    """Whether the window is narrower than 700 pixels, as on a phone; None while nobody knows.

    The browser says so itself (compensation.ui.shell.memory); until then it is guessed from what it calls itself.
    """
    known = st.session_state.get(_NARROW)
    if isinstance(known, bool):
        return known
    name = st.context.headers.get("User-Agent")
    return "Mobi" in name if name else None


def set_narrow(value: bool) -> None:
    """What the browser said of its window."""
    st.session_state[_NARROW] = value


def print_button(label: str, key: str) -> None:
    """Print the container with the key `SHEET`, and nothing around it."""
    _print()(data={"label": label}, key=key, width="content")


@cache
def _share() -> Callable[..., Any]:
    html = _BUTTON.format(icon=_SHARE_ICON) + _SAID
    return st.components.v2.component("passend_share", html=html, css=script("button.css"), js=script("share.js"))


@cache
def _print() -> Callable[..., Any]:
    # Not in a shadow: its styles are for the whole page, when that is printed.
    return st.components.v2.component(
        "passend_print",
        html=_BUTTON.format(icon=_PRINT_ICON),
        css=script("button.css") + script("print.css"),
        js=script("print.js"),
        isolate_styles=False,
    )


@cache
def script(name: str) -> str:
    """A script or style of a component, as text."""
    return (_SCRIPTS / name).read_text(encoding="utf-8")
