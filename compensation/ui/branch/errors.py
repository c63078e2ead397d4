"""The rows of a file that could not be computed: by kind, the commonest first, and a copy of the file to put right."""

from __future__ import annotations

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.table.error_groups import MOST_TOLD, ErrorGroup, groups_of, more_words, told_less, what, where
from compensation.ui.branch.data import BranchFile, marked_copy_of
from compensation.ui.parts import tables
from compensation.ui.parts.file_button import XLSX, file_button
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.words import lang, t


def draw_errors(file: BranchFile, book: RuleBook) -> None:
    """Every kind of fault once: how many rows, what stands there, what to do; and the marked copy."""
    if file.wrong_rows == 0:
        st.markdown(t("branch.errors.none"))
        return
    st.markdown(t("branch.errors.intro"))
    file_button(
        t("branch.download.marked"),
        lambda: marked_copy_of(file, book),
        of=(file.identity, file.lang, book.hash),
        file_name=f"{t('branch.download.marked_file')}.xlsx",
        mime=XLSX,
        key="branch_marked",
    )
    found = groups_of(file.error_table)
    heads = [t("branch.errors.where"), t("branch.errors.problem")]
    rows = [[_where(group), outside(group.problem)] for group in found.groups[:MOST_TOLD]]
    tables.show(heads, rows, alt=t("branch.errors.alt"))
    if (more := told_less(found)) is not None:
        st.caption(f"{more_words(more, lang())} {t('branch.errors.more')}")


def _where(group: ErrorGroup) -> str:
    """How many rows, which column, what stands there and in which rows, below each other: whole on a phone."""
    return f"**{outside(what(group, lang()))}**  \n:small[{outside(where(group, lang()))}]"
