"""Proposals side by side: the norm that is asked for, those laid beside it, and the what-if of a legal minimum.

They live in the visitor's own session, for one sector and one membership.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from compensation.compare.laboratory import Trial, legal_minimum, side_by_side
from compensation.compare.proposal import Proposal
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import Scheme
from compensation.ui.branch.norm_ask import Asked
from compensation.ui.branch.norm_trials import draw_trials
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.words import lang, t

if TYPE_CHECKING:
    import pandas as pd

MOST = 4
#: Stands for the made-up membership among the sources.
TYPICAL = "typical"
_KEPT, _MEMO = "passend_branch_lab", "passend_branch_lab_trials"


def draw_lab(norm: Asked, frame: pd.DataFrame, book: RuleBook, source: str, today: date) -> None:
    """What is laid beside the norm, and all of them in one table."""
    st.header(t("branch.lab.title"), anchor=False)
    st.markdown(t("branch.lab.intro", most=MOST))
    about = (norm.sector, source)
    kept = _kept(about)
    _draw_buttons(kept, norm, about)
    others = [scheme for scheme in kept if scheme != norm.scheme]
    minimum = legal_minimum(book, norm.sector, norm.scheme.versions[0].from_, today)
    label = "" if minimum is None else t("branch.lab.minimum", name=literal(_minimum_name(book)))
    if minimum is not None and st.checkbox(label, key="branch_lab_minimum", help=t("branch.lab.minimum_help")):
        others = [*others[: MOST - 2], _as_scheme(minimum, norm, book)]
    schemes = [norm.scheme, *others][:MOST]
    draw_trials(_trials(schemes, frame, book, source), book, is_made_up=source == TYPICAL)


def _as_scheme(minimum: Proposal, norm: Asked, book: RuleBook) -> Scheme:
    """The what-if by its name in the visitor's language, with the costs of the norm that it is laid beside."""
    named = replace(minimum, name=_minimum_name(book), costs=tuple(norm.scheme.versions[0].costs))
    return named.scheme()


def _minimum_name(book: RuleBook) -> str:
    named = (norm.name[lang()] for norm in book.norms.values() if norm.latest.percent_of_minimum_wage is not None)
    return next(named)


def _kept(about: tuple[str, str]) -> list[Scheme]:
    """What was laid beside the norm; of another sector or membership nothing."""
    held = st.session_state.get(_KEPT)
    return list(held[1]) if held is not None and held[0] == about else []


def _draw_buttons(kept: list[Scheme], norm: Asked, about: tuple[str, str]) -> None:
    def lay() -> None:
        named = {scheme.name: scheme for scheme in (*kept, norm.scheme)}
        st.session_state[_KEPT] = about, list(named.values())[-(MOST - 1) :]

    def clear() -> None:
        st.session_state.pop(_KEPT, None)

    with st.container(horizontal=True):
        st.button(t("branch.lab.lay"), on_click=lay, help=t("branch.lab.lay_help"), key="branch_lab_lay")
        if kept:
            st.button(t("branch.lab.clear"), on_click=clear, help=t("branch.lab.clear_help"), key="branch_lab_clear")


def _trials(schemes: Sequence[Scheme], frame: pd.DataFrame, book: RuleBook, source: str) -> tuple[Trial, ...]:
    """The trials of these proposals; the last answer stays with this visitor."""
    key = (book.hash, source, [scheme.model_dump_json() for scheme in schemes])
    memo = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        st.session_state[_MEMO] = memo = (key, side_by_side(schemes, frame, book))
    found: tuple[Trial, ...] = memo[1]
    return found
