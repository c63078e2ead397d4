"""What a field does when it is answered: it writes to the draft, before the page runs, so one run sees all answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import streamlit as st

from compensation.ui.parts.numbers import NumberTextError, read_typed, unread
from compensation.ui.parts.state import Draft, draft

#: More than this is no number and no day.
_LONGEST = 60


def open_key(reader: str, group: str) -> str:
    """Where it is kept that a group is open."""
    return f"passend_open.{reader}.{group}"


def keep_open(here: str) -> None:
    """A group in which something was answered stays open: its heading changes, and with that the browser asks anew."""
    st.session_state[here] = True


def take_choice(here: str, key: str, path: str, write: Callable[[Draft, Any], None] | None) -> None:
    """A choice; `write` takes one that is more than one value of the draft."""
    keep_open(here)
    _write(path, write, st.session_state[key])


def take_tap(
    here: str, value: Any, path: str, write: Callable[[Draft, Any], None] | None, after: Callable[[], None]
) -> None:
    """A choice that was tapped, and what comes after it."""
    keep_open(here)
    _write(path, write, value)
    after()


def take_at_once(here: str, key: str, path: str, value: Any, write: Callable[[Draft, Any], None] | None) -> None:
    """An answer in one tap, in the draft and in the field that shows it."""
    keep_open(here)
    st.session_state[key] = value
    _write(path, write, value)


def _write(path: str, write: Callable[[Draft, Any], None] | None, value: Any) -> None:
    if write is not None:
        write(draft(), value)
    else:
        draft().put(path, value)


def take_typed(here: str, key: str, path: str, holds: str, empty: str | None) -> None:
    """A number or a day (`holds`: ui/parts/numbers.py). Text that is none waits in the draft as it was typed."""
    keep_open(here)
    typed = cast(str, st.session_state[key] or "").strip()[:_LONGEST]
    if not typed:
        draft().put(path, empty)
        return
    try:
        draft().put(path, read_typed(typed, holds))
    except NumberTextError:
        draft().put(path, empty)
        draft().unread[path] = unread(typed, holds)
