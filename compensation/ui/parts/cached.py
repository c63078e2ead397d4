"""What the pages share and need not make again: the rule book, and tables that follow from it.

Everything is bounded, and keyed by the hash of the rules: when a rule file changes, the next look is anew.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar, cast

import streamlit as st

from compensation.rulebook import RuleBook, load_rulebook, rules_folder

_P = ParamSpec("_P")
_R = TypeVar("_R")


@st.cache_resource(ttl=timedelta(seconds=2), max_entries=4, show_spinner=False)
def _rulebook(folder: str) -> RuleBook:
    return load_rulebook(folder)


def rulebook() -> RuleBook:
    """The rule book in use. Whether a file has changed is looked at every two seconds: a page asks many times."""
    return _rulebook(str(rules_folder()))


def per_book(max_entries: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep the answers of a function of a RuleBook (and other arguments), at most `max_entries` of them.

    The answer must not be changed by who gets it: all visitors share it.
    """
    decorator = st.cache_resource(max_entries=max_entries, show_spinner=False, hash_funcs={RuleBook: book_hash})
    return cast("Callable[[Callable[_P, _R]], Callable[_P, _R]]", decorator)


def book_hash(book: RuleBook) -> str:
    """What tells one rule book from another."""
    return book.hash
