"""The norm as a file to take along; those of several sectors together in one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import cast

import streamlit as st

from compensation.compare.proposal import file_name, norms_yaml
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import Scheme
from compensation.table import TableError
from compensation.ui.parts.file_button import download
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.words import lang, t

YAML = "application/yaml; charset=utf-8"
_KEPT = "passend_norm_file"


def draw_norm_download(norm: Scheme, book: RuleBook) -> None:
    """The norm, with those kept for other sectors, as one file that the page and an own rule folder take."""
    st.header(t("branch.norm.download"), anchor=False)
    kept = cast("Mapping[str, Scheme]", st.session_state.get(_KEPT, {}))
    norms = list({**kept, norm.sector: norm}.values())
    name = PurePosixPath(file_name(norm)).name if len(norms) == 1 else f"{t('branch.norm.file_name')}.yaml"
    setting, command = f"`PASSEND_RULES={name}`", f"`passend rules check {name}`"
    st.markdown(t("branch.norm.download_how", setting=setting, command=command))
    try:
        written = norms_yaml(norms)
    except TableError as error:
        st.info(outside(error.message(lang())))
        return
    if len(norms) > 1:
        lines = (f"- {literal(one.name)} ({literal(book.sectors[one.sector].name[lang()])})" for one in norms)
        st.markdown("\n".join([t("branch.norm.in_file", count=len(norms)), *lines]))
    with st.container(horizontal=True):
        download(t("branch.norm.download_button"), written.encode(), file_name=name, mime=YAML, key="branch_norm_yaml")
        args = ({**kept, norm.sector: norm},)
        st.button(
            t("branch.norm.keep"), key="branch_norm_keep", on_click=_keep, args=args, help=t("branch.norm.keep_help")
        )
        if kept:
            st.button(t("branch.norm.let_go"), key="branch_norm_let_go", on_click=_keep, args=({},))
    with st.expander(t("branch.norm.look")):
        st.code(written, language="yaml", wrap_lines=True)


def _keep(norms: Mapping[str, Scheme]) -> None:
    st.session_state[_KEPT] = dict(norms)
