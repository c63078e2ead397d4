"""What the pages share and need not make again: the rule book, and tables that follow from it.

Everything is bounded, and keyed by the hash of the rules: when a rule file changes, the next look is anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, TypeVar, cast

import streamlit as st

from compensation.rulebook import RuleBook, RuleBookError, load_rulebook, rules_folders, told

_P = ParamSpec("_P")
_R = TypeVar("_R")


_LOG = logging.getLogger("passend.ui")
#: The last sound book of a folder, and what was logged of its faults since.
_sound: dict[str, RuleBook] = {}
_logged: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Look:
    """What a look at the rule files gave: the book to go on with, and the faults for which a newer one is not taken."""

    book: RuleBook
    faults: tuple[str, ...] = ()


@st.cache_resource(ttl=timedelta(seconds=2), max_entries=4, show_spinner=False)
def _look(base: str, overlay: str | None) -> Look:
    folder = overlay or base
    try:
        book = load_rulebook(folder, base=base)
    except (RuleBookError, OSError) as error:
        # Half a file that is being saved takes no page down. A rule file holds no personal data: it may be quoted.
        faults = (
            tuple(told(error.faults)) if isinstance(error, RuleBookError) else (f"{error.filename}: {error.strerror}",)
        )
        if _logged.get(folder) != faults:
            _logged[folder] = faults
            _LOG.error("the rule files are not taken over:\n%s", "\n".join(faults))
        if folder not in _sound:
            raise
        return Look(_sound[folder], faults)
    _sound[folder] = book
    _logged.pop(folder, None)
    return Look(book)


def _lines(error: RuleBookError | OSError) -> tuple[str, ...]:
    if isinstance(error, RuleBookError):
        return tuple(told(error.faults))
    return (f"{error.filename}: {error.strerror or type(error).__name__}",)


def _folders() -> tuple[str, str | None]:
    base, overlay = rules_folders()
    return str(base), None if overlay is None else str(overlay)


def rulebook() -> RuleBook:
    """The rule book in use: the last sound one. Every two seconds it is seen whether a file has changed.

    Raises RuleBookError or OSError when there has been no sound one yet.
    """
    return _look(*_folders()).book


def rule_faults() -> tuple[str, ...]:
    """Why the rule files as they are now are not in use, as lines `file:line:column: path: problem`; often nothing."""
    return _look(*_folders()).faults


def per_book(max_entries: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep the answers of a function of a RuleBook (and other arguments), at most `max_entries` of them.

    The answer must not be changed by who gets it: all visitors share it.
    """
    decorator = st.cache_resource(max_entries=max_entries, show_spinner=False, hash_funcs={RuleBook: book_hash})
    return cast("Callable[[Callable[_P, _R]], Callable[_P, _R]]", decorator)


def book_hash(book: RuleBook) -> str:
    """What tells one rule book from another."""
    return book.hash
