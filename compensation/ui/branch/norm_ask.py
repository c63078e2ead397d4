"""The questions about a norm that a branch proposes: for which sector, how much, in what shape, with which costs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from compensation.compare.proposal import NOT_PUBLISHED, NormCost, equal_for_all_levels, typical_membership
from compensation.rulebook import RuleBook
from compensation.rulebook.fields import URL_PATTERN
from compensation.rulebook.scheme import Scheme
from compensation.table import TableError
from compensation.table.summary import Summary
from compensation.texts import LANGUAGES
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.norm_amount import ask_amount, highest_level
from compensation.ui.branch.norm_costs import ask_costs
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.words import labels, lang, t

if TYPE_CHECKING:
    import pandas as pd

BEGINNINGS = ("amount", "highest", "scheme")
LAST_DAY = date(2035, 12, 31)


@dataclass(frozen=True)
class Asked:
    """A norm as it was asked for, and whether it is tried on a made-up membership."""

    sector: str
    scheme: Scheme
    typical: bool


def ask_norm(file: BranchFile | None, book: RuleBook, today: date) -> tuple[Asked, pd.DataFrame] | None:
    """The norm and the placements to try it on; None with a message while something is missing or wrong."""
    summary = file.summary if file is not None else None
    sector = _ask_sector(book, summary)
    own = file if file is not None and not _ask_typical() else None
    if own is None:
        st.caption(t("branch.norm.typical_note"))
    frame = typical_membership(book, sector) if own is None else own.members.frame()
    beginning = _ask_beginning(book, sector)
    amounts = st.container()
    costs = ask_costs(book, sector)
    start = st.date_input(
        t("branch.norm.start"),
        value=date(today.year + 1, 1, 1),
        min_value=date(2024, 1, 1),
        max_value=LAST_DAY,
        format=LANGUAGES[lang()].day_form,
        key="branch_norm_start",
        persist_state="session",
    )
    name, address = _ask_name(book, sector)
    if address is None or costs is None:
        return None
    try:
        with amounts:
            if beginning == "scheme":
                scheme = _equal_scheme(book, sector, start, costs)
            else:
                own_amount = beginning == "amount"
                proposal = ask_amount(book, sector, start) if own_amount else highest_level(book, sector, frame, start)
                if proposal is None:
                    return None
                whole = replace(proposal, costs=costs, name=name, source_title=name, source_url=address)
                scheme = whole.scheme()
    except TableError as error:
        st.error(outside(error.message(lang())))
        return None
    return Asked(sector, scheme, own is None), frame


# ---------------------------------------------------------------- for whom


def _ask_sector(book: RuleBook, summary: Summary | None) -> str:
    names = {key: sector.name[lang()] for key, sector in book.sectors.items()}
    ordered = sorted(names, key=lambda key: names[key])
    found = [row for row in summary.groups if row.group_by == "sector" and row.group] if summary else []
    largest = max(found, key=lambda row: row.placements).group if found else "horeca"
    return st.selectbox(
        t("branch.norm.sector"),
        ordered,
        index=ordered.index(largest) if largest in ordered else 0,
        format_func=lambda key: names[key],
        key=f"branch_norm_sector_{largest}",
        persist_state="session",
    )


def _ask_typical() -> bool:
    """With a file: compute with it, or with a made-up membership."""
    source = st.radio(
        t("branch.norm.source"),
        ("file", "typical"),
        format_func=labels("branch.norm.sources", ("file", "typical")),
        horizontal=True,
        key="branch_norm_source",
        persist_state="session",
    )
    return source == "typical"


# ---------------------------------------------------------------- how much


def _ask_beginning(book: RuleBook, sector: str) -> str:
    offered = BEGINNINGS if _schemes(book, sector) else BEGINNINGS[:-1]
    return st.radio(
        t("branch.norm.beginning"),
        offered,
        format_func=labels("branch.norm.beginnings", offered),
        key="branch_norm_beginning",
        persist_state="session",
    )


def _schemes(book: RuleBook, sector: str) -> list[str]:
    return book.schemes_of(sector)


def _equal_scheme(book: RuleBook, sector: str, start: date, costs: tuple[NormCost, ...]) -> Scheme:
    """One of the sector's own schemes, with the highest level's amount for every level."""
    key = st.selectbox(
        t("branch.norm.scheme"),
        _schemes(book, sector),
        format_func=lambda key: book.schemes[key].name,
        key=f"branch_norm_scheme_{sector}",
        persist_state="session",
    )
    return equal_for_all_levels(book.schemes[key], start, costs)


# ---------------------------------------------------------------- name


def _ask_name(book: RuleBook, sector: str) -> tuple[str, str | None]:
    """What the norm is called and where it can be read; None for an address that is none."""
    proposed = t("branch.norm.name_proposed", sector=book.sectors[sector].name[lang()])
    left, right = st.columns(2)
    with left:
        name = st.text_input(
            t("branch.norm.name"), key="branch_norm_name", placeholder=proposed, max_chars=80, persist_state="session"
        )
    with right:
        address = st.text_input(
            t("branch.norm.address"),
            key="branch_norm_address",
            placeholder="https://",
            help=t("branch.norm.address_help"),
            max_chars=200,
            persist_state="session",
        )
    address = address.strip() or NOT_PUBLISHED
    if not re.fullmatch(URL_PATTERN, address):
        st.error(t("branch.norm.fault.address"))
        return proposed, None
    return " ".join(name.split()) or proposed, address
