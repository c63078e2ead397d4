"""The questions about a norm that a branch proposes: for which sector, how much, in what shape, with which costs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from compensation.norm_proposal import Proposal, equal_for_all_levels, highest_level_proposal, typical_membership
from compensation.rulebook import RuleBook
from compensation.rulebook.models import LINE_KINDS, URL_PATTERN
from compensation.rulebook.scheme import Scheme
from compensation.table import TableError
from compensation.table.summary import Summary
from compensation.texts import number
from compensation.ui.branch_data import BranchFile
from compensation.ui.branch_view import summary_of
from compensation.ui.markdown import literal
from compensation.ui.numbers import NumberTextError, read_number, shown_number
from compensation.ui.words import lang, t

if TYPE_CHECKING:
    import pandas as pd

BEGINNINGS = ("amount", "highest", "scheme")
SHAPES = ("per_hours", "by_days", "by_hours", "per_day", "per_week")
#: From so many days or hours a week a step begins; the highest is full.
STEPS = {"by_days": (4, 3, 2, 1), "by_hours": (32, 24, 16, 8)}
FULL_TIME = Decimal(40)
#: Full-time days and weeks in a month, to begin with an amount that is like that of a month.
_IN_A_MONTH = {"per_day": Decimal(260) / 12, "per_week": Decimal(52) / 12}
LAST_DAY = date(2035, 12, 31)


@dataclass(frozen=True)
class Asked:
    """A norm as it was asked for: from its first day on (`scheme`), and as if it held already (`tried`)."""

    sector: str
    scheme: Scheme
    tried: Scheme
    reimburses: tuple[str, ...]
    typical: bool


def ask_norm(file: BranchFile | None, book: RuleBook, today: date) -> tuple[Asked, pd.DataFrame] | None:
    """The norm and the placements to try it on; None with a message while something is missing or wrong."""
    summary = summary_of(file, book) if file is not None else None
    sector = _ask_sector(book, summary)
    own = file if file is not None and not _ask_typical() else None
    if own is None:
        st.caption(t("branch.norm.typical_note"))
    frame = typical_membership(book, sector) if own is None else own.frame
    beginning = _ask_beginning(book, sector)
    start = st.date_input(
        t("branch.norm.start"),
        value=date(today.year + 1, 1, 1),
        min_value=date(2024, 1, 1),
        max_value=LAST_DAY,
        format="DD-MM-YYYY" if lang() == "nl" else "DD/MM/YYYY",
        key="branch_norm_start",
        persist_state="session",
    )
    kinds = _ask_kinds(book, sector)
    name, address = _ask_name(book, sector)
    if address is None:
        return None
    try:
        schemes = (
            _equal_scheme(book, sector, start)
            if beginning == "scheme"
            else _own_scheme(book, sector, beginning, frame, start, kinds, (name, address))
        )
    except TableError as error:
        st.error(literal(error.message(lang())))
        return None
    return None if schemes is None else (Asked(sector, *schemes, kinds, own is None), frame)


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
        format_func=lambda which: t(f"branch.norm.sources.{which}"),
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
        format_func=lambda which: t(f"branch.norm.beginnings.{which}"),
        key="branch_norm_beginning",
        persist_state="session",
    )


def _schemes(book: RuleBook, sector: str) -> list[str]:
    return [book.scheme_keys[index] for index in book.schemes_of_sector[sector]]


def _equal_scheme(book: RuleBook, sector: str, start: date) -> tuple[Scheme, Scheme]:
    """One of the sector's own schemes, with the highest level's amount for every level."""
    key = st.selectbox(
        t("branch.norm.scheme"),
        _schemes(book, sector),
        format_func=lambda key: book.schemes[key].name,
        key=f"branch_norm_scheme_{sector}",
        persist_state="session",
    )
    return equal_for_all_levels(book.schemes[key], start), equal_for_all_levels(book.schemes[key], _LONG_AGO)


#: The norm is tried as if it held already when the placements began.
_LONG_AGO = date(2015, 1, 1)


def _own_scheme(
    book: RuleBook,
    sector: str,
    beginning: str,
    frame: pd.DataFrame,
    start: date,
    kinds: tuple[str, ...],
    named: tuple[str, str],
) -> tuple[Scheme, Scheme] | None:
    """An amount of one's own, or what the best paid level gets now."""
    if beginning == "highest":
        found = highest_level_proposal(frame, sector, start, book)
        full, base = found.amount, found.base_hours
        st.info(t("branch.norm.highest_found", amount=_euros(full), hours=base))
        shape: str = "per_hours"
    else:
        shape = st.selectbox(
            t("branch.norm.shape"),
            SHAPES,
            format_func=lambda shape: t(f"branch.norm.shapes.{shape}"),
            key="branch_norm_shape",
            persist_state="session",
        )
        national = book.norms["national"]
        typed = _ask_amounts(shape, national.amount or Decimal(0), national.base_hours or FULL_TIME)
        if typed is None:
            return None
        full, base, steps = typed
    name, address = named

    def proposal(on: date) -> Scheme:
        return Proposal(
            sector,
            full,
            base,
            on,
            shape=shape,  # type: ignore[arg-type]
            steps=steps if beginning == "amount" else (),
            reimburses=kinds,
            name=name,
            source_title=name,
            source_url=address,
        ).scheme()

    return proposal(start), proposal(_LONG_AGO)


def _ask_amounts(
    shape: str, full: Decimal, base: Decimal
) -> tuple[Decimal, Decimal, tuple[tuple[Decimal, Decimal], ...]] | None:
    """Amount, base hours and steps as they are typed; None with a message for what is no number."""
    if shape in STEPS:
        typed = []
        columns = st.columns(len(STEPS[shape]))
        for column, least in zip(columns, STEPS[shape], strict=True):
            with column:
                first = full * least / STEPS[shape][0]
                label = t(f"branch.norm.step.{shape}", least=least)
                typed.append((Decimal(least), _ask_number(label, first, f"branch_norm_{shape}_{least}")))
        steps = tuple((least, amount) for least, amount in typed if amount is not None)
        if len(steps) < len(typed):
            return None
        return steps[0][1], base, steps
    left, right = st.columns(2)
    with left:
        first = full / _IN_A_MONTH.get(shape, Decimal(1))
        amount = _ask_number(t(f"branch.norm.amount.{shape}"), first, f"branch_norm_amount_{shape}")
    hours: Decimal | None = base
    if shape == "per_hours":
        with right:
            hours = _ask_number(t("branch.norm.base_hours"), base, "branch_norm_hours", least=1, most=60)
    return None if amount is None or hours is None else (amount, hours, ())


def _ask_number(label: str, first: Decimal, key: str, *, least: int = 0, most: int = 100_000) -> Decimal | None:
    """A number as the visitor's language writes it; None with a message for another text."""
    shown = shown_number(str(first.quantize(Decimal("0.01"))), lang())
    typed = st.text_input(label, value=shown, key=f"{key}_{lang()}", max_chars=10, persist_state="session")
    try:
        found = Decimal(read_number(typed, lang()))
    except NumberTextError:
        st.error(t("branch.norm.fault.number"))
        return None
    if not least <= found <= most:
        st.error(t("branch.norm.fault.range", least=least, most=most))
        return None
    return found


def _euros(amount: Decimal) -> str:
    return f"€ {number(amount, lang())}" if lang() == "nl" else f"€{number(amount, lang())}"


# ---------------------------------------------------------------- costs and name


def _ask_kinds(book: RuleBook, sector: str) -> tuple[str, ...]:
    """The kinds of costs that employers pay back; those to expect in the sector are chosen beforehand."""
    expected = [kind for kind in LINE_KINDS if kind in book.sectors[sector].cost_kinds]
    chosen = st.pills(
        t("branch.norm.kinds"),
        LINE_KINDS,
        selection_mode="multi",
        default=expected,
        format_func=lambda kind: t(f"words.cost.{kind}"),
        help=t("branch.norm.kinds_help"),
        key=f"branch_norm_kinds_{sector}",
        persist_state="session",
    )
    return tuple(kind for kind in LINE_KINDS if kind in chosen)


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
            placeholder="https://www.example.org/",
            max_chars=200,
            persist_state="session",
        )
    address = address.strip() or "https://www.example.org/"
    if not re.fullmatch(URL_PATTERN, address):
        st.error(t("branch.norm.fault.address"))
        return proposed, None
    return " ".join(name.split()) or proposed, address
