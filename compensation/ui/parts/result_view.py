"""What a result page shows of one placement, gathered once: the answer, and the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import streamlit as st

from compensation.assessing import assess
from compensation.placement import Placement
from compensation.rulebook import RuleBook
from compensation.telling.answer import Answer

_MEMO = "passend_assessment"


@dataclass(frozen=True)
class Result(Answer):
    """An answer in the visitor's language."""

    lang: str


def result_of(placement: Placement, book: RuleBook, lang: str) -> Result:
    """The result of a placement; the last one of this visitor is kept, with them alone."""
    key = (placement.as_said, book.hash, lang, date.today())
    memo: Any = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        memo = (key, Result(placement, assess(placement, book), book, lang))
        st.session_state[_MEMO] = memo
    return cast(Result, memo[1])
