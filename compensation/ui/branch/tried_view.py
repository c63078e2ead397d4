"""The norms that this visit tries: from a file or made on the page, said wherever they count, and taken away again."""

from __future__ import annotations

import streamlit as st

from compensation.compare.proposal import norms_in
from compensation.outside import MOST_TOLD
from compensation.rulebook import RuleBook, RuleBookError, RuleFault
from compensation.rulebook.scheme import Scheme
from compensation.ui.branch.data import BranchFile
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.scheme_words import pay_words
from compensation.ui.parts.tried import is_tried, leave_norms, tried_norms, try_norms
from compensation.ui.parts.words import lang, t

_UPLOAD, _ROUND, _FAULTS = "branch_norm_file", "passend_norm_round", "passend_norm_faults"
#: What faults call the file: the name that a visitor gave it says nothing that they need.
_NAME = "norm.yaml"
MOST_MEGABYTES = 1


def draw_norm_file(book: RuleBook) -> None:
    """A file with norms to compute with. `book`: the rules without them."""
    with st.expander(t("branch.tried.title"), key="branch_tried", on_change="rerun") as box:
        if box.open:
            st.markdown(t("branch.tried.intro"))
            key = f"{_UPLOAD}_{st.session_state.get(_ROUND, 0)}"
            label = t("branch.tried.label")
            st.file_uploader(label, key=key, max_upload_size=MOST_MEGABYTES, on_change=_take, args=(key, book))
    _draw_faults(st.session_state.get(_FAULTS, ()))


def _take(key: str, book: RuleBook) -> None:
    """The norms of the file that was given now; a file that cannot be used, or that is gone, leaves none."""
    leave_norms()
    st.session_state.pop(_FAULTS, None)
    given = st.session_state.get(key)
    if given is None:
        return
    try:
        try_norms(norms_in(given.getvalue(), _NAME, book))
    except RuleBookError as error:
        st.session_state[_FAULTS] = error.faults


def _draw_faults(faults: tuple[RuleFault, ...]) -> None:
    """What is wrong with the file, with the line where it is."""
    if not faults:
        return
    lines = [f"- {t('branch.tried.line', line=fault.line)} {outside(_said(fault))}" for fault in faults[:MOST_TOLD]]
    if more := len(faults) - len(lines):
        lines.append(f"- {t('faults.more', count=more)}")
    st.error("\n".join([t("branch.tried.wrong"), *lines]))


def _said(fault: RuleFault) -> str:
    """Where in the file, and what is wrong; its name and its line are told apart."""
    return fault.said(lang()).removeprefix(f"{fault.file}:{fault.line}:{fault.column}: ")


def draw_tried(file: BranchFile | None, book: RuleBook) -> None:
    """Which norms are tried, above every figure that they change; and the way back."""
    if not (norms := tried_norms()):
        return
    said = [t("branch.tried.now"), *(f"- {_norm(norm, file, book)}" for norm in norms)]
    said.append(t("branch.tried.note" if file is not None else "branch.tried.no_file"))
    st.warning("\n".join([*said[:-1], "", said[-1]]), icon=":material/science:")
    st.button(t("branch.tried.leave"), key="branch_tried_leave", on_click=_leave)


def _norm(norm: Scheme, file: BranchFile | None, book: RuleBook) -> str:
    """Its name, its sector and what it pays; and whether the file has placements for it."""
    sector = literal(book.sectors[norm.sector].name[lang()])
    pays = literal(pay_words(norm.versions[0], lang()))
    said = t("branch.tried.norm", name=outside(norm.name), sector=sector, pays=pays)
    if file is not None and not any(file.members.named("sector") == norm.sector):
        return f"{said} {t('branch.tried.not_here')}"
    return said


def _leave() -> None:
    """Try none: the field for a file starts empty too."""
    leave_norms()
    st.session_state.pop(_FAULTS, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def draw_use(norm: Scheme) -> None:
    """Compute the file, and show the page Sectoren, with the norm that was just made."""
    name, told = t("branch.tried.use"), t("branch.tried.use_help")
    st.button(name, key="branch_tried_use", on_click=try_norms, args=([norm],), disabled=is_tried(norm), help=told)


def only_as_it_is(file: BranchFile, what: str) -> bool:
    """Whether a file was computed with a proposal, and says that `what` is made only of what holds."""
    if file.members.tried:
        st.info(t(f"branch.tried.only_as_it_is.{what}"))
    return bool(file.members.tried)
