"""Before the figures of a file: the questions about its rows, and a profile of its columns. For who brought it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import cast

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table.catalog import catalog_of, column_name
from compensation.table.notable import Noted, notable, rows_told
from compensation.table.profile import ColumnProfile, profile
from compensation.texts import number
from compensation.ui.branch.data import BranchFile
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.words import lang, t


def draw_notable(file: BranchFile, book: RuleBook, today: date) -> None:
    """What may be wrong, grouped, with rows and ids; and, folded away, what stands in each column."""
    if not file.computed:
        return
    if noted := _noted(file, book, today):
        title = t("summary.notable.title", count=len(noted))
        with st.expander(title, key="branch_notable", icon=":material/help:", on_change="rerun") as questions:
            if questions.open:
                _draw_questions(noted)
    with st.expander(t("summary.profile.title"), key="branch_profile", on_change="rerun") as columns:
        if columns.open:
            _draw_profile(list(profile(file.members, book)), book)


def _draw_questions(noted: Sequence[Noted]) -> None:
    st.markdown(t("summary.notable.intro"))
    rows = [[_question(found), outside(rows_told(found, lang()))] for found in noted]
    heads = [t(f"summary.notable.head.{name}") for name in ("question", "rows")]
    tables.show(heads, rows, alt=t("summary.notable.alt"))


def _noted(file: BranchFile, book: RuleBook, today: date) -> Sequence[Noted]:
    """The questions, asked once for each day."""
    if file.memo.get("noted_on") != today:
        file.memo["noted_on"], file.memo["noted"] = today, notable(file.members, book, today, lang())
    return cast("Sequence[Noted]", file.memo["noted"])


def _question(found: Noted) -> str:
    """The kind, and below it the first question of that kind."""
    words = t("summary.notable.first", words=outside(found.words), row=found.rows[0])
    return f"**{t(f'summary.notable.kinds.{found.kind}')}**  \n:small[{words}]"


def _draw_profile(columns: Sequence[ColumnProfile], book: RuleBook) -> None:
    """Filled and empty below the name; least, middle and most beside it."""
    st.markdown(t("summary.profile.intro"))
    specs = catalog_of(book).every
    rows = []
    for column in columns:
        counts = t("summary.profile.counts", filled=column.filled, empty=column.empty)
        name = f"{literal(column_name(specs[column.name], lang()))}  \n:small[{counts}]"
        rows.append([name, *(_value(value) for value in (column.least, column.middle, column.most))])
    heads = [t(f"summary.profile.head.{name}") for name in ("column", "least", "middle", "most")]
    tables.show(heads, rows, numbers=(1, 2, 3), alt=t("summary.profile.alt"))


def _value(value: object) -> str:
    if value is None:
        return "–"
    return number(str(value), lang()) if isinstance(value, Decimal) else t("summary.profile.day", day=value)
