"""The list of costs of a proposed norm: which are paid back, and which every company of the sector asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, get_args

import streamlit as st

from compensation.compare.proposal import NormCost
from compensation.rulebook import RuleBook
from compensation.texts import inside, short_euros
from compensation.ui.branch.norm_amount import ask_number
from compensation.ui.parts.words import labels, lang, t
from compensation.units import cents

Per = Literal["once", "day", "week", "month"]
PERS: tuple[Per, ...] = get_args(Per)


def ask_costs(book: RuleBook, sector: str) -> tuple[NormCost, ...] | None:
    """The costs that are paid back, those of the sector chosen beforehand, and those that are asked.

    None with a message where an amount is missing or is none.
    """
    paid = _ask_kinds(book, sector)
    asked: dict[str, NormCost | None] = {}
    with st.expander(t("branch.norm.asked.title"), key="branch_norm_asked"):
        st.markdown(t("branch.norm.asked.intro"))
        for kind in _ask_asked(book, sector):
            asked[kind] = _ask_asked_cost(book, kind, owed=kind in paid)
    if any(cost is None for cost in asked.values()):
        return None
    whole = costs_of(paid) + tuple(cost for cost in asked.values() if cost is not None)
    named = {cost.kind: cost for cost in whole}
    return tuple(named[kind] for kind in book.line_kinds if kind in named)


def costs_of(kinds: tuple[str, ...]) -> tuple[NormCost, ...]:
    """The list of costs of a norm: these kinds are paid back where they are asked."""
    return tuple(NormCost(kind=kind) for kind in kinds)


def _ask_kinds(book: RuleBook, sector: str) -> tuple[str, ...]:
    """The kinds of costs that employers pay back; those to expect in the sector are chosen beforehand."""
    expected = [kind for kind in book.line_kinds if kind in book.sectors[sector].cost_kinds]
    chosen = st.pills(
        t("branch.norm.kinds"),
        book.line_kinds,
        selection_mode="multi",
        default=expected,
        format_func=_names(book),
        help=t("branch.norm.kinds_help"),
        key=f"branch_norm_kinds_{sector}",
        persist_state="session",
    )
    return tuple(kind for kind in book.line_kinds if kind in chosen)


def _names(book: RuleBook) -> Callable[[str], str]:
    return {kind: book.kind_name(kind, lang()) for kind in book.line_kinds}.__getitem__


def _ask_asked(book: RuleBook, sector: str) -> tuple[str, ...]:
    """The kinds that companies ask of every student; travel follows from how somebody travels."""
    chosen = st.pills(
        t("branch.norm.asked.kinds"),
        book.cost_kinds,
        selection_mode="multi",
        format_func=_names(book),
        key=f"branch_norm_asked_{sector}",
        persist_state="session",
    )
    return tuple(kind for kind in book.cost_kinds if kind in chosen)


def _ask_asked_cost(book: RuleBook, kind: str, *, owed: bool) -> NormCost | None:
    """What a cost comes to; one that the rules price is not asked after."""
    if book.costs[kind].price is not None:
        return NormCost(kind=kind, owed=owed, asked=True)
    name = inside(book.kind_name(kind, lang()), lang())
    left, right = st.columns(2)
    with left:
        amount = ask_number(t("branch.norm.asked.amount", kind=name), None, f"branch_norm_asked_{kind}")
    with right:
        per: Per = st.selectbox(
            t("branch.norm.asked.per", kind=name),
            PERS,
            format_func=labels("branch.norm.asked.pers", PERS),
            key=f"branch_norm_asked_per_{kind}",
            persist_state="session",
        )
    return None if amount is None else NormCost(kind=kind, owed=owed, asked=True, amount=amount, per=per)


# ---------------------------------------------------------------- in words


def costs_words(costs: Sequence[NormCost], book: RuleBook) -> Iterator[str]:
    """The list of costs in sentences: what is paid back, and what is asked of everybody."""
    paid = [inside(book.kind_name(cost.kind, lang()), lang()) for cost in costs if cost.owed]
    yield t("branch.norm.costs_paid", kinds=", ".join(paid)) if paid else t("branch.norm.costs_none")
    if asked := [_asked_words(cost, book) for cost in costs if cost.asked]:
        yield t("branch.norm.costs_asked", kinds="; ".join(asked))


def _asked_words(cost: NormCost, book: RuleBook) -> str:
    name = inside(book.kind_name(cost.kind, lang()), lang())
    if cost.amount is None:
        return name
    amount = short_euros(cents(cost.amount), lang())
    said = f"{name} {amount} {t(f'branch.norm.asked.pers.{cost.per}')}"
    return said if cost.owed else t("branch.norm.costs_not_paid", cost=said)
