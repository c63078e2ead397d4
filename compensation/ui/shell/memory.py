"""Answers survive a reload, a lost connection, a night and a restart of the server: the visitor's own tab keeps them.

They stand in the tab's `sessionStorage` (scripts/memory.js) and in the visit at the server for as long as it lasts;
never in a file, a log or the address. A visit that is new to a tab is told what the tab kept before the page is drawn.
A link goes before what was kept; what was kept can then be put back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import streamlit as st

from compensation.ui.parts.browser import narrow, script, set_narrow
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.kept import LONGEST, DamagedError, kept_draft, kept_text
from compensation.ui.parts.state import Before, Draft, draft, hold_link
from compensation.ui.parts.words import t

_VISIT = "passend_visit"
_SETTLED = "passend_tab_was_read"
_DRAWN = "passend_was_drawn"
_NOTICE = "passend_notice"
_KEEPS = "passend_tab_keeps"
#: What a tab keeps is put into the page before it is shown (scripts/first.js): an empty form would stand there for a
#: moment. It is not waited for long, so that a page is shown whatever happens.
_STYLE = """<style>
html[data-passend=wait] [data-testid=stMainBlockContainer] { animation: passend-wait 3s step-end; }
@keyframes passend-wait { from { visibility: hidden; } to { visibility: visible; } }
.st-key-passend_reader, .st-key-passend_writer { position: absolute; }
</style>"""


@contextmanager
def keep_answers() -> Iterator[None]:
    """Around a page: it begins with the answers that the tab kept, and the tab keeps those that it leaves.

    A page that fails leaves what was kept as it was.
    """
    _read_tab()
    st.session_state[_DRAWN] = True
    _draw_notice()
    try:
        yield
    except Exception:
        _memory()(data={"role": "failed"}, key="passend_writer", width=1, height=1)
        raise
    held = draft()
    held.settle()
    data = {"role": "writer", "of": _visit(), "settled": _settled(), "text": kept_text(held)}
    _memory()(data=data, key="passend_writer", width=1, height=1)


def begin_anew() -> None:
    """Wipe the answers, here and in the tab."""
    draft().replace({}, "anew")


def draw_undo() -> None:
    """The way back to the answers that others took the place of, for as long as there are any."""
    if (before := draft().before) is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="passend_undo"):
        st.markdown(t(f"shell.undo.{before.why}"), width="content")
        label = t("shell.undo.again" if before.why == "undone" else "shell.undo.button")
        st.button(label, key="undo", icon=":material/undo:", on_click=draft().put_back)


# ---------------------------------------------------------------- what the tab says


@cache
def _memory() -> Callable[..., Any]:
    return st.components.v2.component("passend_memory", js=script("memory.js"), isolate_styles=False)


def _visit() -> str:
    """A name for this visit that only this tab is told."""
    return str(st.session_state.setdefault(_VISIT, secrets.token_hex(8)))


def _settled() -> bool:
    """Whether this visit knows what the tab kept."""
    return bool(st.session_state.get(_SETTLED, False))


def _nothing() -> None:
    """What the tab says is taken where it is read, before the page."""


def _read_tab() -> None:
    st.html(_STYLE)
    keeps = bool(st.session_state.get(_KEEPS, True))
    data = {"role": "reader", "visit": _visit(), "settled": _settled(), "narrow": narrow(), "keeps": keeps}
    said = _memory()(
        data=data, key="passend_reader", width=1, height=1, on_found_change=_nothing, on_seen_change=_nothing
    )
    if isinstance(said.seen, Mapping):
        set_narrow(said.seen.get("narrow") is True)
        st.session_state[_KEEPS] = said.seen.get("keeps") is not False
    if isinstance(said.found, Mapping):
        _take(said.found)


def _take(found: Mapping[str, Any]) -> None:
    """What the tab kept of another visit, and the link that was opened in it. Nothing of it is trusted."""
    answers, link = found.get("answers"), found.get("link")
    if found.get("visit") != _visit() and not _settled() and isinstance(answers, str):
        try:
            kept = kept_draft(answers, rulebook())
        except DamagedError:
            _notice("damaged")
        else:
            _restore(kept.draft)
            if kept.gone:
                _notice("gone", count=kept.gone)
            elif found.get("again") is True:
                _notice("back")
    st.session_state[_SETTLED] = True
    if isinstance(link, str) and len(link) <= LONGEST:
        hold_link(link)


def _restore(kept: Draft) -> None:
    held = draft()
    if held.says:
        # A link of before the sign # was read before the tab had spoken: it stays, and what was kept can be put back.
        if kept.says and kept.placement != held.placement:
            held.before = Before(kept.placement, kept.unread, "link")
        return
    # Fields that were drawn empty are drawn anew; those of a page that only lost its server stay as they are.
    drawn = held.generation + 1 if st.session_state.get(_DRAWN) else 0
    held.placement, held.unread, held.fresh = kept.placement, kept.unread, kept.fresh
    held.generation, held.before = max(kept.generation, drawn), kept.before
    held.where = kept.where


# ---------------------------------------------------------------- what the visitor is told


def _notice(name: str, **values: Any) -> None:
    st.session_state[_NOTICE] = (name, values)


def _draw_notice() -> None:
    """What must be known of the answers that were kept, once; that nothing is kept, for as long as it is so."""
    name, values = st.session_state.pop(_NOTICE, (None, {}))
    if name == "back":
        st.toast(t("shell.kept.back"), icon=":material/wifi:", duration="long")
    elif name is not None:
        st.warning(t(f"shell.kept.{name}", **values), icon=":material/history:")
    if not st.session_state.get(_KEEPS, True):
        st.caption(t("shell.kept.not"))
