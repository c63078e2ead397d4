"""A calculator page: the form on one side, the answer on the other, the details below, the amount always in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.telling.guidance import Person
from compensation.telling.remarks import remark_words
from compensation.telling.voice import Voice
from compensation.ui.calculator.asking import draw_asking
from compensation.ui.calculator.form.changes import lay_out
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.frame import group_of
from compensation.ui.calculator.form.reading import Reading, form_message, read
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.save import draw_save, forget_link, take_link
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.guidance_view import draw_guidance
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.result_parts import draw_headline, draw_lines, draw_steps, draw_summary, draw_verdicts
from compensation.ui.parts.result_view import Result, result_of
from compensation.ui.parts.state import draft
from compensation.ui.parts.words import lang

ANCHOR = "uitkomst"
#: Wide enough for a table, narrow enough for the eye to stay in its row.
READABLE = 820


@dataclass(frozen=True)
class Detail:
    """A tab below the answer: `name` names its heading; it is drawn only when it applies."""

    name: str
    draw: Callable[[Result, Voice], None]
    applies: Callable[[Result], bool] = lambda _: True


def draw_page(reader: Person, details: list[Detail], advice: Callable[[Result, Voice], None] | None = None) -> None:
    """Draw the page of one reader."""
    book, language = rulebook(), lang()
    words = Voice("result", reader, language)
    take_link(book, Voice("save", reader, language))
    lay_out(draft())
    reading = read(draft(), book)
    forget_link(reading.data)
    result = result_of(reading.placement, book, language) if reading.placement is not None else None
    fields = Fields(Voice("form", reader, language), draft(), reading, _remarks(reading, result, book))

    st.title(words.say("title"), anchor=False)
    st.markdown(words.say("lead"))
    left, right = st.columns([5, 6], gap="large")
    with left:
        draw_asking(fields, book, result is not None)
    with right:
        st.header(words.say("answer"), anchor=ANCHOR)
        if result is None:
            _draw_unfinished(fields, book, words)
        else:
            if names := fields.missing(reading.missing):
                st.info("\n".join([words.say("not_counted"), *(f"- {name}" for name in names)]), icon=":material/edit:")
            _draw_answer(result, words, advice)
    with st.container():  # also when it is empty: what comes after keeps its place, and its state
        if result is not None:
            _draw_details(result, words, details)
            with st.container(width=READABLE):
                draw_guidance(result, reader)
    with st.expander(Voice("save", reader, language).say("title"), icon=":material/share:"):
        draw_save(reading.data, result, Voice("save", reader, language))
    with st.bottom, st.container(border=True):
        draw_summary(result, bool(reading.faults), words, ANCHOR)


def _remarks(reading: Reading, result: Result | None, book: RuleBook) -> dict[str, list[str]]:
    """What is possible and unlikely, as questions at their fields."""
    found: dict[str, list[str]] = {}
    asked = Relevant(draft(), book)
    if result is not None:
        for remark in result.assessment.remarks:
            path = reading.in_draft(remark.path, asked)
            found.setdefault(path, []).append(literal(remark_words(remark, result.lang, book)))
    return found


def _draw_unfinished(f: Fields, book: RuleBook, words: Voice) -> None:
    """What must be mended, and what is still needed, each with the group where it is asked."""
    asked = Relevant(f.draft, book)
    reading: Reading = f.reading
    if reading.faults:
        lines = [
            f"- {group_of(fault.path, asked).titled(f)}: {literal(form_message(fault, words.lang))}"
            for fault in reading.faults
        ]
        st.error("\n".join([words.say("mend"), *lines]), icon=":material/error:")
    if reading.missing:
        lines = [f"- {name}" for name in f.missing(reading.missing)]
        st.info("\n".join([words.say("needed"), *lines]), icon=":material/edit:")


def _draw_answer(result: Result, words: Voice, advice: Callable[[Result, Voice], None] | None) -> None:
    draw_headline(result, words)
    draw_lines(result, words)
    draw_verdicts(result, words)
    if advice is not None:
        advice(result, words)
    st.subheader(words.say("steps"), anchor=False)
    draw_steps(result, words)


def _draw_details(result: Result, words: Voice, details: list[Detail]) -> None:
    shown = [detail for detail in details if detail.applies(result)]
    tabs = st.tabs([words.say(f"tab.{detail.name}") for detail in shown])
    for tab, detail in zip(tabs, shown, strict=True):
        with tab, st.container(width=READABLE):
            detail.draw(result, words)
