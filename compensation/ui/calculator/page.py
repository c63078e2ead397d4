"""A calculator page: the questions on one side, the answer sheet on the other, and below what one may look up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.telling.guidance import Person
from compensation.telling.remarks import remark_words
from compensation.telling.voice import Voice
from compensation.ui.calculator.asking import draw_asking
from compensation.ui.calculator.bar import draw_bar
from compensation.ui.calculator.draw_sheet import ANCHOR, draw_sheet
from compensation.ui.calculator.form.changes import lay_out
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.frame import group_of
from compensation.ui.calculator.form.reading import Reading, read
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.save import draw_save, draw_share, take_link
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.guidance_view import draw_guidance
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.result_parts import draw_attention, draw_lines, draw_meanings
from compensation.ui.parts.result_view import Result, result_of
from compensation.ui.parts.state import draft
from compensation.ui.parts.words import lang

#: Wide enough for a table, narrow enough for the eye to stay in its row.
READABLE = 820


@dataclass(frozen=True)
class Section:
    """What stands below the sheet: `name` names its heading; it is drawn only when it applies.

    `folded`: it is opened by who wants it, and drawn only then; what is not draws its own heading.
    """

    name: str
    draw: Callable[[Result, Voice], None]
    applies: Callable[[Result], bool] = lambda _: True
    folded: bool = True


def draw_page(reader: Person, sections: Sequence[Section], advice: Callable[[Result, Voice], None]) -> None:
    """Draw the page of one reader."""
    book, language = rulebook(), lang()
    words = Voice("result", reader, language)
    take_link(book, Voice("save", reader, language))
    lay_out(draft())
    reading = read(draft(), book)
    result = result_of(reading.placement, book, language) if reading.placement is not None else None
    fields = Fields(Voice("form", reader, language), draft(), reading, _remarks(reading, result, book))

    st.title(words.say("title"), anchor=False)
    with st.container():  # also when it is empty: the questions keep their place, and the focus that is in them
        if result is None:
            st.markdown(words.say("lead"))
    left, right = st.columns([5, 6], gap="large")
    with left:
        draw_asking(fields, book, result is not None)
    with right, st.container(key="sheet", gap="xsmall"):
        if result is None:
            st.header(words.say("answer"), anchor=ANCHOR)
            _draw_unfinished(fields, words)
        else:
            draw_sheet(result, fields, reader)
    if result is not None:
        with right:
            draw_share(reading.data, Voice("save", reader, language))
    with st.container(width=READABLE):  # also when it is empty: what comes after keeps its place, and its state
        if result is not None:
            draw_attention(result, words)
            advice(result, words)
            _draw_sections(result, words, [one for one in sections if not one.folded])
            st.subheader(words.say("section.amounts"), anchor=False)
            draw_lines(result, words)
            draw_meanings(result, words)
            _draw_sections(result, words, [one for one in sections if one.folded])
            draw_guidance(result, reader)
    with st.expander(Voice("save", reader, language).say("title"), icon=":material/share:"):
        draw_save(reading.data, result, Voice("save", reader, language))
    with st.bottom:
        asked = Relevant(draft(), book)
        wrong = [group_of(fault.path, asked).titled(fields) for fault in reading.faults]
        draw_bar(result, fields.missing(reading.missing), wrong, words, ANCHOR)


def _remarks(reading: Reading, result: Result | None, book: RuleBook) -> dict[str, list[str]]:
    """What is possible and unlikely, as questions at their fields."""
    found: dict[str, list[str]] = {}
    asked = Relevant(draft(), book)
    if result is not None:
        for remark in result.assessment.remarks:
            path = reading.in_draft(remark.path, asked)
            found.setdefault(path, []).append(outside(remark_words(remark, result.lang, book)))
    return found


def _draw_unfinished(f: Fields, words: Voice) -> None:
    """That something must be mended, which the questions say on top and at the field; and what is still needed."""
    reading: Reading = f.reading
    if reading.faults:
        st.warning(words.say("mend"), icon=":material/error:")
    if reading.missing:
        lines = [f"- {name}" for name in f.missing(reading.missing)]
        st.info("\n".join([words.say("needed"), *lines]), icon=":material/edit:")


def _draw_sections(result: Result, words: Voice, sections: Sequence[Section]) -> None:
    for section in sections:
        if not section.applies(result):
            continue
        if not section.folded:
            section.draw(result, words)
            continue
        shown = st.expander(
            words.say(f"section.{section.name}"), key=f"section_{words.reader}_{section.name}", on_change="rerun"
        )
        if shown.open:
            with shown:
                section.draw(result, words)
