"""What a result page shows of one placement, gathered once: the answer, and its steps in the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

import streamlit as st

from compensation.assessment import assess
from compensation.placement import Placement
from compensation.rulebook import RuleBook
from compensation.telling.answer import Answer
from compensation.telling.explain import Explained, explain
from compensation.telling.lines import is_about

_MEMO = "passend_assessment"


@dataclass(frozen=True)
class Result(Answer):
    """An answer in the visitor's language."""

    lang: str

    @cached_property
    def explained(self) -> list[Explained]:
        """Every step in words."""
        return explain(self.assessment, self.lang, self.book)

    def sentences(self, *chapters: str) -> list[Explained]:
        """The steps of some chapters in words."""
        return [part for part in self.explained if part.section in chapters]

    def sentences_of_line(self, name: str) -> list[Explained]:
        """The steps behind a line in words."""
        return [part for part in self.explained if is_about(part.step, name)]


def result_of(placement: Placement, book: RuleBook, lang: str) -> Result:
    """The result of a placement; the last one of this visitor is kept, with them alone."""
    key = (placement, book.hash, lang, date.today())
    memo: Any = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        memo = (key, Result(placement, assess(placement, book), book, lang))
        st.session_state[_MEMO] = memo
    return cast(Result, memo[1])
