"""Proposals side by side: the norm that is asked for, those laid beside it, and the what-if of a legal minimum.

They live in the visitor's own session, for one sector and one membership.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from compensation.compare.laboratory import LARGE, GainClass, Trial, legal_minimum, side_by_side
from compensation.compare.proposal import Proposal, ProposalEffect
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import Scheme
from compensation.texts import day, figure
from compensation.ui.branch.norm_ask import Asked
from compensation.ui.branch.overview import counted
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.scheme_words import pay_words
from compensation.ui.parts.words import lang, t
from compensation.units import cents

if TYPE_CHECKING:
    import pandas as pd

MOST = 4
LETTERS = "ABCD"
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
    if len(schemes) > 1:
        _draw_trials(_trials(schemes, frame, book, source), book)


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

    left, right = st.columns(2)
    with left:
        st.button(t("branch.lab.lay"), on_click=lay, help=t("branch.lab.lay_help"), key="branch_lab_lay")
    if kept:
        with right:
            st.button(t("branch.lab.clear"), on_click=clear, key="branch_lab_clear")


def _trials(schemes: Sequence[Scheme], frame: pd.DataFrame, book: RuleBook, source: str) -> tuple[Trial, ...]:
    """The trials of these proposals; the last answer stays with this visitor."""
    key = (book.hash, source, [scheme.model_dump_json() for scheme in schemes])
    memo = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        st.session_state[_MEMO] = memo = (key, side_by_side(schemes, frame, book))
    found: tuple[Trial, ...] = memo[1]
    return found


# ---------------------------------------------------------------- in one table


def _draw_trials(trials: Sequence[Trial], book: RuleBook) -> None:
    if not all(trial.effect.is_shown for trial in trials):
        st.info(t("branch.lab.too_few", sector=literal(book.sectors[trials[0].scheme.sector].name[lang()])))
        return
    for letter, trial in zip(LETTERS, trials, strict=False):
        says = literal(pay_words(trial.scheme.versions[0], lang()))
        st.markdown(t("branch.lab.which", letter=letter, name=literal(trial.scheme.name), norm=says))
    rows = [*_cost_rows(trials), *_class_rows(trials), *_size_rows(trials)]
    heads = [t("branch.lab.head"), *LETTERS[: len(trials)]]
    tables.show(heads, rows, numbers=tuple(range(1, len(heads))), alt=t("branch.lab.alt"))
    st.caption(t("branch.lab.note", large=LARGE))
    _draw_bars(trials)
    _draw_steps(trials)


def _row(label: str, trials: Sequence[Trial], of: Callable[[Trial], str]) -> list[str]:
    return [label, *(of(trial) for trial in trials)]


def _euros(amount: Decimal | None) -> str:
    """Whole euros, so that four columns fit on a phone; a word where it is hidden."""
    return t("branch.overview.few") if amount is None else figure(round(cents(amount), -2), lang(), short=True)


def _part(effect: ProposalEffect, amount: Decimal) -> str:
    return _euros(amount if effect.parts_shown else None)


def _unsaid(effect: ProposalEffect) -> str:
    return _euros(effect.not_stated if effect.not_stated_shown else None)


def _cost_rows(trials: Sequence[Trial]) -> list[list[str]]:
    return [
        _row(f"**{t('branch.lab.extra')}**", trials, lambda trial: f"**{_euros(trial.effect.extra)}**"),
        _row(t("branch.lab.allowance"), trials, lambda trial: _part(trial.effect, trial.effect.extra_allowance)),
        _row(t("branch.lab.expenses"), trials, lambda trial: _part(trial.effect, trial.effect.extra_expenses)),
        _row(t("branch.lab.levy"), trials, lambda trial: _part(trial.effect, trial.effect.extra_levy)),
        _row(t("branch.lab.not_stated"), trials, lambda trial: _unsaid(trial.effect)),
    ]


def _class_rows(trials: Sequence[Trial]) -> list[list[str]]:
    """How many students gain how much a month."""

    def number(place: int) -> Callable[[Trial], str]:
        return lambda trial: counted(trial.classes[place].placements)

    classes = trials[0].classes
    return [_row(class_words(found), trials, number(place)) for place, found in enumerate(classes)]


def class_words(found: GainClass) -> str:
    """What a class of gains is called."""
    values = {name: _euros(edge) for name, edge in (("above", found.above), ("to", found.to)) if edge is not None}
    if found.above is None:
        return t("branch.lab.class.nothing")
    if found.to is None:
        return t("branch.lab.class.above", **values)
    return t("branch.lab.class.between" if found.above else "branch.lab.class.to", **values)


def _size_rows(trials: Sequence[Trial]) -> list[list[str]]:
    """What it costs employers with few and with many placements."""

    def extra(place: int) -> Callable[[Trial], str]:
        return lambda trial: _euros(trial.sizes[place].extra)

    sizes = trials[0].sizes
    return [_row(t(f"branch.lab.size.{size.size}"), trials, extra(place)) for place, size in enumerate(sizes)]


def _draw_bars(trials: Sequence[Trial]) -> None:
    """The costs as bars, each with its amount."""
    most = max(trial.effect.extra for trial in trials)
    lengths = [float(trial.effect.extra / most) if most else 0.0 for trial in trials]
    pairs = zip(LETTERS, trials, strict=False)
    rows = [[f"{letter} {literal(trial.scheme.name)}", _euros(trial.effect.extra)] for letter, trial in pairs]
    heads = [t("branch.lab.norm"), t("branch.lab.extra")]
    tables.show(heads, rows, numbers=(1,), bars=lengths, alt=t("branch.lab.bars_alt"))


def _draw_steps(trials: Sequence[Trial]) -> None:
    """What each dated step costs, where a proposal has more than one."""
    rows = [
        [f"{letter} {t('branch.lab.from', day=day(step.start, lang()))}", _euros(step.extra), _euros(step.levy)]
        for letter, trial in zip(LETTERS, trials, strict=False)
        for step in trial.steps
        if len(trial.steps) > 1
    ]
    if rows:
        heads = [t("branch.lab.step"), t("branch.lab.extra"), t("branch.lab.levy")]
        tables.show(heads, rows, numbers=(1, 2), alt=t("branch.lab.steps_alt"))
        st.caption(t("branch.lab.steps_note"))
