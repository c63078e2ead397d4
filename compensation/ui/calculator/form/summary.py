"""What is wrong and at which field, on top of the questions; each line goes to its field."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from compensation.placement import PlacementFault
from compensation.ui.calculator.form.answers import label
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.place import HERE, place_of
from compensation.ui.calculator.form.questions import question_of, questions
from compensation.ui.calculator.form.reading import said_of
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import outside


def summary_key(f: Fields) -> str:
    """The key of the summary."""
    return f.key("summary")


def draw_summary(f: Fields, asked: Relevant, faults: Sequence[PlacementFault]) -> None:
    """One line for each fault, with the name of its field; nothing where nothing is wrong."""
    if not faults:
        return
    with st.container(border=True, key=summary_key(f)):
        st.markdown(f":material/error: **{f.say('asking.wrong', count=len(faults))}**")
        with st.container(gap=None):
            for number, fault in enumerate(faults):
                said = f"{outside(_name(f, asked, fault.path))}: {outside(said_of(fault, f.voice))}"
                question = question_of(fault.path, questions(asked))
                drawn = f.drawn.get(fault.path)
                st.button(
                    said,
                    key=f.key(f"summary.{number}"),
                    type="tertiary",
                    on_click=_go_to,
                    args=(
                        f.voice.reader,
                        question.name if question else "",
                        drawn.key if drawn else HERE,
                        drawn is None,
                    ),
                )


def _name(f: Fields, asked: Relevant, path: str) -> str:
    """The label of a field that is on the page, else what its question is about."""
    if (drawn := f.drawn.get(path)) is not None:
        return drawn.label
    question = question_of(path, questions(asked))
    return label(f, question, asked) if question is not None else path


def _go_to(reader: str, question: str, key: str, away: bool) -> None:
    """The focus goes to the field; where it is not on the page, its question is opened."""
    place = place_of(reader)
    if away and question:
        place.go(question, "one")
    place.go_to(key)
