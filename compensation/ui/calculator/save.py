"""Sharing and saving a placement: a link without personal data, and a JSON file down and up.

The link is made from what counts (`Reading.data`), so an answer that is no longer asked does not travel along.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from compensation.outside import read_json
from compensation.placement import PlacementError, PlacementFault, read_placement
from compensation.placement.cases import case_of
from compensation.rulebook import RuleBook
from compensation.telling.voice import Voice
from compensation.texts import text
from compensation.ui.calculator.form.reading import form_message
from compensation.ui.calculator.link import Problem, address, from_query, is_ours, params_of, shared
from compensation.ui.parts.browser import share_button
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.file_button import download, forget_files
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.result_view import Result
from compensation.ui.parts.state import draft, held_link
from compensation.version import VERSION, is_read

_LOADED = "passend_link"
_FAULTS = "passend_file_faults"
#: How often the answers were thrown away; a file that was given goes with them, and its name.
_ROUND = "passend_file_round"
#: Parameters of the address that are not the form's.
_NOT_OURS = ("lang",)


class FileFaultError(ValueError):
    """A file holds no placement that the form can show; `faults` says why, in words."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


# ---------------------------------------------------------------- link


def take_link(book: RuleBook, voice: Voice) -> None:
    """Fill the form from a link that was opened, and say what in it could not be read.

    One behind the ? is then taken out of the address: from here the tab keeps the answers, and a reload must not put
    the link in their place.
    """
    behind = {name: st.query_params.get_all(name) for name in st.query_params if name not in _NOT_OURS}
    in_query = any(map(is_ours, behind))
    state = st.session_state.get(_LOADED)
    if (link := held_link()) is not None:
        state = _take(params_of(link), book)
    elif in_query and (state is None or state["params"] != behind):  # the same: a run on its way with the old address
        state = _take(behind, book)
    if in_query:
        st.query_params.from_dict({name: st.query_params.get_all(name) for name in _NOT_OURS})
    if state is not None and state["problems"] and draft().generation == state["generation"]:
        st.warning(_told(state["problems"], voice), icon=":material/link_off:")


def _take(params: dict[str, list[str]], book: RuleBook) -> dict[str, Any]:
    placement, problems = from_query(params, book)
    draft().replace(placement, "link")
    state = {"params": params, "problems": problems, "generation": draft().generation}
    st.session_state[_LOADED] = state
    return state


def _told(problems: Sequence[Problem], voice: Voice) -> str:
    lines = [voice.say(f"link.{p.why}", name=outside(p.name), value=outside(p.value)) for p in problems]
    return "\n".join([voice.say("link.problems"), *(f"- {line}" for line in lines)])


# ---------------------------------------------------------------- files


def placement_file(data: Mapping[str, Any]) -> bytes:
    """The answers as JSON, with the version of the form."""
    return _json({"passend": VERSION, "placement": data})


def assessment_file(result: Result, data: Mapping[str, Any]) -> bytes:
    """The answers and the assessment as JSON (docs/contract/assessment.md)."""
    assessment = result.assessment.model_dump(mode="json", by_alias=True)
    return _json({"passend": VERSION, "placement": data, "assessment": assessment})


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_file(content: bytes, book: RuleBook, lang: str) -> dict[str, Any]:
    """The placement of a file: one that was saved here, or a bare placement of the contract.

    Raises FileFaultError with every fault in words.
    """
    voice = Voice("save", "employer", lang)
    try:
        data = read_json(content.decode("utf-8-sig"))
    except ValueError:
        raise FileFaultError([voice.say("file.no_json")]) from None
    if isinstance(data, dict) and "passend" in data:
        if not is_read(data["passend"]):
            raise FileFaultError([voice.say("file.version", version=outside(str(data["passend"])[:20]))])
        data = data.get("placement")
    if not isinstance(data, dict):
        raise FileFaultError([voice.say("file.no_placement")])
    try:
        placement = read_placement(data)
        case_of(placement, book)
    except PlacementError as error:
        more = [text("faults.more", lang, count=error.more)] if error.more else []
        raise FileFaultError([*(_fault(fault, lang) for fault in error.faults), *more]) from None
    return placement.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _fault(fault: PlacementFault, lang: str) -> str:
    return outside(f"{fault.path}: {form_message(fault, lang)}")


# ---------------------------------------------------------------- on the screen


def draw_share(data: Mapping[str, Any], voice: Voice) -> None:
    """The link to these answers, to be shared: without what is paid and what the work is like, unless that is asked."""
    with st.popover(voice.say("link.title"), icon=":material/link:"):
        st.caption(voice.say("link.note"))
        whole = st.checkbox(voice.say("link.whole"), key=f"save.{voice.reader}.whole")
        link = address(data if whole else shared(data), st.context.url or "", voice.lang)
        share_button(voice.say("link.share"), link, key=f"save.{voice.reader}.share")


def draw_save(data: Mapping[str, Any], result: Result | None, voice: Voice) -> None:
    """Downloads, upload, and beginning anew."""
    st.markdown(f"**{voice.say('file.title')}**")
    st.caption(voice.say("file.note"))
    with st.container(horizontal=True):
        files = {"placement": placement_file(data)}
        if result is not None:
            files["assessment"] = assessment_file(result, data)
        for name, content in files.items():
            download(
                voice.say(f"file.{name}"),
                content,
                file_name=f"passend-{name}.json",
                mime="application/json",
                key=f"save.{voice.reader}.{name}",
                icon=":material/download:",
            )
    key = f"save.{voice.reader}.{voice.lang}.upload.{st.session_state.get(_ROUND, 0)}"
    st.file_uploader(
        voice.say("file.upload"), type="json", key=key, on_change=_take_file, args=(key, voice.lang), max_upload_size=1
    )
    if faults := st.session_state.get(_FAULTS):
        st.error("\n".join([voice.say("file.faults"), *(f"- {fault}" for fault in faults)]), icon=":material/error:")
    st.button(voice.say("anew"), key=f"save.{voice.reader}.anew", icon=":material/restart_alt:", on_click=_begin_anew)


def _take_file(key: str, lang: str) -> None:
    st.session_state.pop(_FAULTS, None)
    upload = st.session_state[key]
    if upload is None:
        return
    try:
        draft().replace(read_file(upload.getvalue(), rulebook(), lang), "file")
    except FileFaultError as error:
        st.session_state[_FAULTS] = error.faults


def _begin_anew() -> None:
    forget_files()
    st.session_state.pop(_FAULTS, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    draft().replace({}, "anew")
