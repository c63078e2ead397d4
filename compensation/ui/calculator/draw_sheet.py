"""The answer sheet with what one can do from it: what is open, and paper, message and print."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

import streamlit as st

from compensation.papers import MEDIA_TYPES, Kind, file_name, make_document
from compensation.rulebook import RuleBook
from compensation.telling.grounds import CLAIMED
from compensation.telling.guidance import Person
from compensation.telling.lines import by_rung
from compensation.telling.message import message
from compensation.telling.refusal import refusal, refusal_words
from compensation.telling.sheet import Sheet, Topic, floor, sheet
from compensation.telling.verdicts import headline
from compensation.telling.voice import Voice
from compensation.texts import euros
from compensation.ui.calculator.form.answers import label
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.place import HERE, place_of
from compensation.ui.calculator.form.questions import Question, question_of, questions
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.sheet_view import beside_said, first_sentence, lines_html
from compensation.ui.parts.browser import print_button, share_button
from compensation.ui.parts.file_button import file_button
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.result_parts import tell
from compensation.ui.parts.result_view import Result
from compensation.units import cents

ANCHOR = "uitkomst"
_REFUSED = "passend_refused"
PAPER: dict[str, Kind] = {"employer": "agreement", "student": "letter"}
#: Where in the draft a topic is answered, the first that is asked.
_PATHS: dict[Topic, tuple[str, ...]] = {
    "cao": ("cao.scheme", "cao"),
    "cao_amount": ("cao.hourly_wage", "cao.amount", "cao.scheme", "cao"),
    "travel": ("travel.mode", "travel"),
    "costs": ("costs",),
    "offer": ("offer.allowance", "offer.wage"),
    "minimum": ("assume",),
}


def draw_sheet(result: Result, fields: Fields, reader: Person) -> None:
    """Draw the sheet of a result."""
    voice, found = Voice("sheet", reader, result.lang), sheet(result)
    st.header(literal(first_sentence(found, voice)), anchor=ANCHOR)
    if beside := beside_said(found, voice):
        st.markdown(f":small[{literal(beside)}]")
    _draw_note(result, found, voice)
    _draw_unfinished(fields, result.book, voice)
    st.html(lines_html(found, result, voice))
    _draw_open(found, fields, result.book, voice)
    with st.container(horizontal=True, gap="small", key="sheet_do"):
        _draw_paper(result, voice)
        share_button(voice.say("message"), message(result, reader, voice.lang), key="sheet_message")
        print_button(voice.say("print"), key="sheet_print")
    if st.session_state.pop(_REFUSED, False) and (refused := refusal(result)) is not None:
        st.warning(literal(refusal_words(refused, voice.lang)), icon=":material/block:")


def _draw_note(result: Result, found: Sheet, voice: Voice) -> None:
    """What is paid beside what is owed; while nobody said that, on what the amount stands."""
    if result.anything_stated:
        verdict = headline(result)
        tell(Voice("result", voice.reader, voice.lang), verdict, verdict.key)
        return
    if voice.has(key := f"note.{_on_what(result, found)}"):
        claimed = sum((amounts.owed for rung, amounts in by_rung(result).items() if rung in CLAIMED), Decimal(0))
        name = result.scheme_name or ""
        st.caption(literal(voice.say(key, amount=euros(cents(claimed), voice.lang), name=name)))


def _on_what(result: Result, found: Sheet) -> str:
    """On what the amount stands; a wage by law, with whether a cao may ask more."""
    if found.kind == "nothing" and result.placement.kind == "observation":
        return "nothing_taster"
    if found.kind != "wage":
        return found.kind
    by_cao = any(one.line.name == "pay_above" for one in found.lines)
    return "wage_cao" if by_cao else f"wage_{floor(result)}"


def _draw_unfinished(fields: Fields, book: RuleBook, voice: Voice) -> None:
    """Without what the answer stands: what is begun and not whole, or not to be read. It opens its own question."""
    asked = Relevant(fields.draft, book)
    every, reading = questions(asked), fields.reading
    wrong = [question_of(fault.path, every) for fault in reading.faults]
    names = [*fields.missing(reading.missing), *(label(fields, one, asked) for one in wrong if one is not None)]
    if not names:
        return
    begun = [question_of(path, every) for path in reading.missing]
    first = next((one.name for one in [*begun, *wrong] if one is not None), None)
    st.button(
        voice.say("without", names=literal("; ".join(dict.fromkeys(names)))),
        key="sheet_without",
        type="tertiary",
        icon=":material/pending:",
        on_click=_ask,
        args=(fields.voice.reader, first),
        disabled=first is None,
    )


def _draw_open(found: Sheet, fields: Fields, book: RuleBook, voice: Voice) -> None:
    """What is open and could change the amount: each opens its own question."""
    asked = questions(Relevant(fields.draft, book))
    opens = [(topic, name) for topic in found.open if (name := _question(_PATHS[topic], asked)) is not None]
    if not opens:
        return
    with st.container(horizontal=True, gap="small", key="sheet_open"):
        st.markdown(f":small[{voice.say('open')}:]", width="content")
        for topic, name in opens:
            st.button(
                voice.say(f"topic.{topic}"),
                key=f"sheet_{topic}",
                type="tertiary",
                on_click=_ask,
                args=(fields.voice.reader, name),
            )


def _question(paths: Sequence[str], asked: Sequence[Question]) -> str | None:
    """The question that answers a topic."""
    found = (question_of(path, asked) for path in paths)
    return next((question.name for question in found if question is not None), None)


def _ask(reader: str, question: str) -> None:
    """Go to one question; the answer to it comes back here."""
    place_of(reader).go(question, "one")
    place_of(reader).go_to(HERE)


def _draw_paper(result: Result, voice: Voice) -> None:
    """The paper that goes with this reader, without names; or why it is not made."""
    kind, refused = PAPER[voice.reader], refusal(result) if voice.reader == "employer" else None
    if refused is not None:
        if st.button(voice.say("paper"), key="sheet_refused", icon=":material/block:"):
            st.session_state[_REFUSED] = True
        return
    file_button(
        voice.say("paper"),
        partial(make_document, kind, "pdf", result.placement, result.assessment, voice.lang, result.book),
        of=(result.placement.as_said, result.assessment.receipt),
        file_name=file_name(kind, "pdf", voice.lang),
        mime=MEDIA_TYPES["pdf"],
        key=f"sheet_{kind}",
    )
