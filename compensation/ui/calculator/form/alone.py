"""One question a screen, with how far one is, back, on, and past what may stay open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from compensation.ui.calculator.form.answers import answer
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.place import HERE, NEXT, REVIEW, Place, place_of
from compensation.ui.calculator.form.questions import BASIC, Question, question_of, questions
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.state import draft


def draw_alone(f: Fields, asked: Relevant, place: Place, question: Question, *, again: bool) -> str:
    """The question where the reader is; `again` where it was left without what it needs. Gives its key."""
    place.seen.add(question.name)
    steps = [step.name for step in _steps(f, asked, place)]
    number, reader, key = steps.index(question.name), f.voice.reader, f.key(f"question.{question.name}")
    with st.container(key=key):
        if place.way != "one":
            st.progress(number / len(steps), f.say("asking.progress", number=number + 1, count=len(steps)))
        single = question.single and not question.stays(f.draft)
        after = partial(_tapped, reader, question) if single else None
        question.ask(replace(f, after=after), asked)
    if again and (names := f.missing(path for path in f.reading.missing if _fills(question, path, asked))):
        st.error(f.say("asking.needed", names="; ".join(names)), icon=":material/error:")
    answered = bool(answer(f, question, asked))
    with st.container(horizontal=True):
        if number:
            _button(f, "back", _go, reader, steps[number - 1])
        if place.way == "one":
            _button(f, "done", go_on, reader, question.name)
        elif not single or answered:
            _button(f, "on", go_on, reader, question.name)
        if place.way == "more" and not answered and not question.unknown:
            _button(f, "unknown", go_on, reader, question.name)
    return key


def current(f: Fields, asked: Relevant, place: Place) -> tuple[Question | None, bool]:
    """The question to ask, and whether it is asked again; None after the last: then the answers are shown."""
    found = {one.name: one for one in questions(asked)}
    left, place.left = found.get(place.left), ""
    if left is not None and _lacks(f, left, asked):
        place.go(left.name)
        return left, True
    if place.at == NEXT:
        steps = [step.name for step in _steps(f, asked, place)] if place.way != "one" else []
        follows = steps[steps.index(left.name) + 1 :] if left is not None and left.name in steps else []
        place.go(follows[0] if follows else REVIEW)
    lacking = [one.name for one in found.values() if _lacks(f, one, asked)]
    if place.at not in found and (lacking or place.at != REVIEW):
        place.go(lacking[0] if lacking else next(iter(found)), "first")
    return found.get(place.at), False


def open_questions(f: Fields, asked: Relevant) -> list[Question]:
    """What may stay open, and is."""
    return [one for one in _more(asked) if not answer(f, one, asked)]


def first_open(f: Fields, asked: Relevant) -> str:
    """The first question that may stay open and is; the first of all where none is."""
    found = open_questions(f, asked) or _more(asked)
    return found[0].name


def _steps(f: Fields, asked: Relevant, place: Place) -> list[Question]:
    """The questions that come one after the other; of those that may stay open, those open or seen."""
    found = questions(asked)
    if place.way == "one":
        return [one for one in found if one.name == place.at]
    if place.way == "first":
        return [one for one in found if one.name in BASIC]
    return [one for one in _more(asked) if one.name in place.seen or not answer(f, one, asked)]


def _more(asked: Relevant) -> list[Question]:
    """All that may stay open. The norm is for who asks."""
    return [one for one in questions(asked) if one.name not in (*BASIC, "norm")]


def _fills(question: Question, path: str, asked: Relevant) -> bool:
    return question_of(path, questions(asked)) == question


def _lacks(f: Fields, question: Question, asked: Relevant) -> bool:
    """Whether a question cannot be left: a first answer needs it, or what stands there is wrong."""
    paths = [fault.path for fault in f.reading.faults]
    paths += f.reading.missing if question.name in BASIC else ()
    return any(_fills(question, path, asked) for path in paths)


def _button(f: Fields, name: str, do: object, *args: object) -> None:
    st.button(f.say(f"asking.{name}"), key=f.key(f"asking.{name}"), on_click=do, args=args)  # type: ignore[arg-type]


def _go(reader: str, name: str) -> None:
    place_of(reader).go(name)
    place_of(reader).go_to(HERE)


def go_on(reader: str, name: str) -> None:
    """Go on to what comes after a question; after the last, or after one that was opened by itself, to the answers."""
    place_of(reader).go(NEXT, left=name)
    place_of(reader).go_to(HERE)


def _tapped(reader: str, question: Question) -> None:
    """A single choice was made: go on by itself, or to what it leaves to read."""
    if question.stays(draft()):
        place_of(reader).go_to(HERE)
    else:
        go_on(reader, question.name)
