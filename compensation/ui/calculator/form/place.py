"""Where a reader is in the questions: which way of seeing them, which question, and where the focus goes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

import streamlit as st

from compensation.ui.parts.state import Where

#: Not at one question: all of them where the whole form is shown, else the first that is needed.
START = ""
#: The list of the answers, and the one line that stands for it.
REVIEW, FOLDED = "*review", "*folded"
#: What comes after the question that was left, once it is known which questions there then are.
NEXT = "*next"
#: The focus goes to what is shown where the reader then is.
HERE = "*here"
Way = Literal["first", "more", "one"]


@dataclass
class Place:
    """Where a reader is.

    `at` is START, REVIEW, FOLDED, NEXT or the name of a question that is asked alone; `way` says which come before and
    after it: those for a first answer, all the others, or none. `left` is the question that was just left by going on;
    `seen` are those that were shown since the reader began to fill in what was open.
    `whole` is None until the reader or a first answer settles it.
    """

    whole: bool | None = None
    at: str = START
    way: Way = "first"
    left: str = ""
    seen: set[str] = field(default_factory=set)
    generation: int = -1
    focus: str = ""
    turn: int = 0

    def go(self, at: str, way: Way | None = None, *, left: str = "") -> None:
        """Be somewhere else; a way that is said is one that begins."""
        self.at, self.left = at, left
        if way is not None:
            self.way, self.seen = way, set()

    def go_back_to(self, where: Where) -> None:
        """Be where the reader was when the page was left."""
        self.whole = where.whole
        self.go(where.at, cast(Way, where.way))
        self.seen = set(where.seen)

    @property
    def where(self) -> Where:
        """Where the reader is, to be kept with the answers."""
        return Where(self.at, self.way, self.whole, tuple(sorted(self.seen)))

    def go_to(self, key: str) -> None:
        """The focus goes to what has this key, once."""
        self.focus, self.turn = key, self.turn + 1


def place_of(reader: str) -> Place:
    """Where a reader of this visit is."""
    return cast(Place, st.session_state.setdefault(f"passend_place.{reader}", Place()))
