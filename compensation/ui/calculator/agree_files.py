"""The files that go with an agreement: the budget, the reminders of a wage that rises, and the bookkeeper's page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from compensation.compare.agreements import Offer
from compensation.papers import FORMATS, MEDIA_TYPES, budget, file_name, make_document, reminders
from compensation.telling.answer import Answer
from compensation.telling.voice import Voice
from compensation.ui.calculator.agree_cost import places
from compensation.ui.parts.file_button import file_button


def draw_files(offer: Offer, said: Answer, is_fitting: bool, words: Voice) -> None:
    """A button for each file that says something here; `said` is what was said, without an offer that nobody chose."""
    answer, lang = offer.answer, words.lang
    st.markdown(f"**{words.say('files.title')}**")
    file_button(
        words.say("files.budget"),
        partial(budget.budget_bytes, offer, places(), lang, fits=is_fitting),
        of=(answer.placement.as_said, answer.assessment.receipt, places(), is_fitting),
        file_name=budget.budget_name(lang),
        mime=budget.MEDIA_TYPE,
        key="agree_budget",
    )
    today = answer.assessment.receipt.assessed_on
    if found := reminders.reminders(answer, lang, today):
        file_button(
            words.say("files.reminders"),
            partial(reminders.calendar_bytes, found, lang, today),
            of=(answer.placement.as_said, answer.assessment.receipt),
            file_name=reminders.calendar_name(lang),
            mime=reminders.MEDIA_TYPE,
            key="agree_reminders",
        )
        st.caption(words.say("files.reminders_note"))
    for fmt in FORMATS:
        file_button(
            words.say(f"files.bookkeeper_{fmt}"),
            partial(make_document, "bookkeeper", fmt, said.placement, said.assessment, lang, said.book),
            of=(said.placement.as_said, said.assessment.receipt),
            file_name=file_name("bookkeeper", fmt, lang),
            mime=MEDIA_TYPES[fmt],
            key=f"agree_bookkeeper_{fmt}",
        )
