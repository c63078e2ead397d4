"""The language of this visitor, and the texts of the screen in it.

The first guess is the browser's language, English where the app does not have it. The choice stands in the
address (`?lang=nl`, `?lang=en`), so that a link opens in the language it was sent in, and it stays over pages.
A language that the address names and the app does not have is reported, never silently replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

import streamlit as st

from compensation.texts import FALLBACK, FIRST, LANGUAGES, text

#: The name in the address.
PARAMETER = "lang"
_CHOSEN = "passend_language"
_REFUSED = "passend_language_refused"


def lang() -> str:
    """The language of this visitor: the choice made, else the browser's guess."""
    chosen = st.session_state.get(_CHOSEN)
    return cast(str, chosen) if chosen in LANGUAGES else guess(st.context.locale)


def t(key: str, /, **values: Any) -> str:
    """A text of the screen in the visitor's language, with its placeholders filled in."""
    return text(key, lang(), **values)


def labels(root: str, options: Iterable[str]) -> Callable[[str], str]:
    """What each option is called, settled in the language of now: a widget may ask when the run is over."""
    return {option: t(f"{root}.{option}") for option in options}.__getitem__


def guess(locale: str | None) -> str:
    """The language for a browser's locale; the first one when the browser tells nothing.

    >>> guess("nl-BE"), guess("pl-PL"), guess(None)
    ('nl', 'en', 'nl')
    """
    if not locale:
        return FIRST
    asked = locale.lower().replace("_", "-").split("-")[0]
    return asked if asked in LANGUAGES else FALLBACK


def settle_language() -> str:
    """Take the language from the address, or put the one in use there. Call once, at the start of every run."""
    asked = st.query_params.get(PARAMETER)
    if asked in LANGUAGES:
        st.session_state[_CHOSEN] = asked
        return asked
    if asked is not None:
        st.session_state[_REFUSED] = _plain(asked)
    st.session_state[_CHOSEN] = chosen = lang()
    st.query_params[PARAMETER] = chosen
    return chosen


def _plain(asked: str) -> str:
    """What stood in the address, short and without signs that a browser or Markdown could read as more than text."""
    return "".join(sign for sign in asked[:20] if sign.isalnum() or sign in "-_ ")


def refused_language() -> str | None:
    """What the address asked for and the app does not have; told once."""
    return cast("str | None", st.session_state.pop(_REFUSED, None))


def choose_language(language: str) -> None:
    """The visitor's choice, in the address and for this visit."""
    st.session_state[_CHOSEN] = language
    st.query_params[PARAMETER] = language
