"""The questions in three ways: one a screen, all on one page, or folded to one line with the list of answers.

They are the same questions, fields and draft (form/questions.py). On a phone one question a screen comes first. When
there is a first answer the questions fold, so that the answer has the room.
"""

from __future__ import annotations

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.ui.calculator.form.alone import current, draw_alone
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.frame import draw_form
from compensation.ui.calculator.form.glossary import draw_glossary
from compensation.ui.calculator.form.place import FOLDED, HERE, REVIEW, START, Place, place_of
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.review import draw_folded, draw_review
from compensation.ui.calculator.form.summary import draw_summary
from compensation.ui.parts.browser import narrow
from compensation.ui.parts.focus import move_focus, wants_numbers


def draw_asking(f: Fields, book: RuleBook, ready: bool) -> bool:
    """Draw the questions; `ready`: there is an answer. Returns whether they are folded to one line."""
    place, asked = place_of(f.voice.reader), Relevant(f.draft, book)
    _settle(place, f, ready)
    wrong = st.container()
    shown = _draw(f, book, asked, place, ready)
    f.draft.where[f.voice.reader] = place.where
    with wrong:  # on top, and drawn when it is known which fields there are
        elsewhere = [fault for fault in f.reading.faults if place.at == START or fault.path not in f.drawn]
        draw_summary(f, asked, elsewhere)
    if place.at not in (FOLDED, REVIEW):
        draw_glossary(f, asked)
    here = place.focus == HERE
    move_focus(shown if here else place.focus, place.turn, top=here and place.at != FOLDED)
    wants_numbers([drawn.key for drawn in f.drawn.values() if drawn.number])
    return place.at == FOLDED


def _settle(place: Place, f: Fields, ready: bool) -> None:
    """Where a reader begins or goes on, and where who has no answer any more goes on."""
    if place.generation != f.draft.generation:  # the first time, or another placement was put in place of the last
        place.generation = f.draft.generation
        if (kept := f.draft.where.get(f.voice.reader)) is not None:
            place.go_back_to(kept)
        else:
            place.go(FOLDED if ready and not place.whole else START, "first")
            if f.draft.arrived:  # an example is opened from far down another page
                place.go_to(HERE)
    if place.at == FOLDED and not ready:
        place.go(START, "first")
    if place.whole is None and f.draft.placement:
        place.whole = not narrow()


def _draw(f: Fields, book: RuleBook, asked: Relevant, place: Place, ready: bool) -> str:
    """Draw what belongs where the reader is; gives the key of it."""
    if place.at == FOLDED:
        return draw_folded(f, asked)
    whole = not narrow() if place.whole is None else place.whole
    if whole and place.at == START:
        draw_form(f, book)
        key = f.key("in.stage")
        _switch(f, "by_one", START, whole=False)
    else:
        question, again = current(f, asked, place)
        key = (
            draw_review(f, asked, ready=ready)
            if question is None
            else draw_alone(f, asked, place, question, again=again)
        )
        _switch(f, "whole", START, whole=True)
    if ready and place.at != REVIEW:
        _switch(f, "fold", FOLDED, whole=whole)
    return key


def _switch(f: Fields, name: str, at: str, *, whole: bool) -> None:
    st.button(
        f.say(f"asking.{name}"),
        key=f.key(f"asking.{name}"),
        type="tertiary",
        on_click=_see,
        args=(f.voice.reader, at, whole),
    )


def _see(reader: str, at: str, whole: bool) -> None:
    place = place_of(reader)
    place.whole = whole
    place.go(at, "first")
    place.go_to(HERE)
