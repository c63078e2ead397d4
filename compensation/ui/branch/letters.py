"""Letters or agreements for all rows of the visitor's file, for a placement office or an association."""

from __future__ import annotations

import io
from datetime import date

import streamlit as st

from compensation.papers import FORMATS, Format, Kind
from compensation.papers.batch import KINDS, Batch
from compensation.papers.member_page import write_pages
from compensation.rulebook import RuleBook
from compensation.table.member_figures import LEAST_OTHERS
from compensation.table.member_rows import rows_of
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.tried_view import only_as_it_is
from compensation.ui.parts.file_button import ZIP, file_button
from compensation.ui.parts.words import lang, t

#: Papers in one press of the button: half a minute, some megabytes of a visit. The command line has no limit.
MOST = 300
_COMMAND = "`passend letters IN OUT.zip`"


def draw_letters(file: BranchFile, book: RuleBook) -> None:
    """Which paper, in which form; made with a bar that moves, then downloaded."""
    if only_as_it_is(file, "letters"):
        return
    st.markdown(t("branch.letters.intro", most=MOST, command=_COMMAND))
    kind: Kind = st.radio(
        t("branch.letters.kind"),
        KINDS,
        format_func={kind: t(f"branch.letters.kinds.{kind}") for kind in KINDS}.__getitem__,
        key="branch_letters_kind",
        persist_state="session",
    )
    form: Format = st.radio(
        t("branch.letters.form"),
        FORMATS,
        format_func={form: t(f"branch.letters.forms.{form}") for form in FORMATS}.__getitem__,
        key="branch_letters_form",
        horizontal=True,
        persist_state="session",
    )
    file_button(
        t(f"branch.letters.button.{kind}"),
        lambda: _made(file, book, kind, form),
        of=(file.identity, file.lang, book.hash, kind, form),
        file_name=f"{t(f'branch.letters.file.{kind}')}.zip",
        mime=ZIP,
        key="branch_letters",
    )
    _draw_pages(file)


def _draw_pages(file: BranchFile) -> None:
    """A page for each employer, where the file names employers."""
    st.markdown(t("branch.letters.pages", least=LEAST_OTHERS))
    if file.members.employer is None:
        st.caption(t("branch.letters.no_employers"))
        return
    file_button(
        t("branch.letters.button.pages"),
        lambda: _pages(file),
        of=(file.identity, file.lang, file.members.rules_hash),
        file_name=f"{t('branch.letters.file.pages')}.zip",
        mime=ZIP,
        key="branch_pages",
    )


def _pages(file: BranchFile) -> bytes:
    bar, made = st.progress(0.0, t("branch.letters.reading")), io.BytesIO()
    total = max(len(set(file.members.named("employer"))), 1)

    def move(done: int) -> None:
        bar.progress(min(done / total, 1.0), t("branch.letters.pages_progress", done=done))

    try:
        write_pages(file.members, made, lang(), date.today(), move)
    finally:
        bar.empty()
    return made.getvalue()


def _made(file: BranchFile, book: RuleBook, kind: Kind, form: Format) -> bytes:
    """The zip, with a bar that moves."""
    bar = st.progress(0.0, t("branch.letters.reading"))
    rows = file.rows

    def move(done: int) -> None:
        bar.progress(min(done / rows, 1.0), t("branch.letters.progress", done=done, rows=rows))

    made = io.BytesIO()
    try:
        batch = Batch(kind, form, lang(), book, date.today(), MOST)
        batch.write(rows_of(file.members, book), made, move)
    finally:
        bar.empty()
    return made.getvalue()
