"""The norms that this visit tries: they hold nowhere, and live in the visitor's own session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import Scheme
from compensation.ui.parts.markdown import plain

_NORMS, _BOOK = "passend_tried", "passend_tried_book"
#: A version says nothing to read but its source: a note in a file of somebody else would stand among our own words.
_SILENT: Mapping[str, Any] = {"note": None, "also": []}


def tried_norms() -> tuple[Scheme, ...]:
    """The norms that this visit tries, one a sector."""
    return cast("tuple[Scheme, ...]", st.session_state.get(_NORMS, ()))


def try_norms(norms: Sequence[Scheme]) -> None:
    """Try these norms from now on; one takes the place of another in its sector."""
    held = {norm.sector: norm for norm in (*tried_norms(), *map(_plain, norms))}
    st.session_state[_NORMS] = tuple(held.values())


def is_tried(norm: Scheme) -> bool:
    """Whether this visit tries just this norm."""
    return _plain(norm) in tried_norms()


def leave_norms() -> None:
    """Try none any longer."""
    for name in (_NORMS, _BOOK):
        st.session_state.pop(name, None)


def tried_book(book: RuleBook) -> RuleBook:
    """The rules with the norms that this visit tries; the rules themselves where it tries none."""
    norms = tried_norms()
    if not norms:
        return book
    key = (book.hash, norms)
    held = st.session_state.get(_BOOK)
    if held is None or held[0] != key:
        from compensation.compare.proposal import with_scheme  # what it needs is for who tries something

        wider = book
        for norm in norms:
            wider = with_scheme(wider, norm)
        held = st.session_state[_BOOK] = (key, wider)
    return cast(RuleBook, held[1])


def _plain(norm: Scheme) -> Scheme:
    """A norm whose words nothing takes for markup or an address, wherever they stand."""
    versions = []
    for version in norm.versions:
        source = version.source.model_copy(update={"title": plain(version.source.title) or norm.key})
        versions.append(version.model_copy(update={**_SILENT, "source": source}))
    return norm.model_copy(update={"name": plain(norm.name) or norm.key, "versions": versions})
