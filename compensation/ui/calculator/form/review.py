"""The answers as a list, each of which opens its own question, and the one line that stands for the list."""

from __future__ import annotations

import streamlit as st

from compensation.ui.calculator.form.alone import first_open, open_questions
from compensation.ui.calculator.form.answers import answer, label
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.place import FOLDED, HERE, REVIEW, Way, place_of
from compensation.ui.calculator.form.questions import questions
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import literal, outside


def draw_folded(f: Fields, asked: Relevant) -> str:
    """One line: the answers, to be opened, and what may be filled in besides. Gives its key."""
    key = f.key("folded")
    with st.container(horizontal=True, key=key):
        _button(f, "folded", f.say("asking.folded"), REVIEW)
        if count := len(open_questions(f, asked)):
            _button(f, "fill", f.say("asking.fill", count=count), first_open(f, asked), "more")
    return key


def draw_review(f: Fields, asked: Relevant, *, ready: bool) -> str:
    """All answers and what is still open, each a way to its question. Gives its key."""
    key, rest = f.key("review"), open_questions(f, asked)
    with st.container(key=key):
        st.header(f.say("asking.review"), anchor=False)
        st.caption(f.say("asking.review_how"))
        with st.container(gap=None):
            for one in questions(asked):
                if said := answer(f, one, asked):
                    row = f"**{literal(label(f, one, asked))}:** {outside(said)}"
                    _button(f, f"change.{one.name}", row, one.name, "one", row=True)
        if rest:
            st.markdown(f.say("asking.open"))
            with st.container(gap=None):
                for one in rest:
                    row = f.say("asking.fill_one", name=literal(label(f, one, asked)))
                    _button(f, f"change.{one.name}", row, one.name, "one", row=True)
        with st.container(horizontal=True):
            if ready:
                _button(f, "to_answer", f.say("asking.to_answer"), FOLDED)
            if rest:
                _button(f, "fill", f.say("asking.fill", count=len(rest)), first_open(f, asked), "more")
    return key


def _button(f: Fields, name: str, text: str, at: str, way: Way | None = None, *, row: bool = False) -> None:
    st.button(
        text,
        key=f.key(f"asking.{name}"),
        type="tertiary" if row else "secondary",
        icon=":material/edit:" if row else None,
        on_click=_open,
        args=(f.voice.reader, at, way),
    )


def _open(reader: str, at: str, way: Way | None) -> None:
    place_of(reader).go(at, way)
    place_of(reader).go_to(HERE)
