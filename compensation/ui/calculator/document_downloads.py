"""Buttons for the letter (student) or the agreement and the cost overview (employer), as PDF and as Word file.

Names and addresses are asked here, for the file only: they are no part of the draft, of a link or of any log, and a
file is made when its button is pressed; then a second button holds it.
"""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Literal

import streamlit as st

from compensation.assessment import Assessment
from compensation.papers import FORMATS, MEDIA_TYPES, Details, Kind, file_name, make_document
from compensation.placement import Placement
from compensation.telling.answer import Answer
from compensation.telling.next_steps import before_sending
from compensation.telling.refusal import refusal, refusal_words
from compensation.ui.parts.cached import rulebook
from compensation.ui.parts.file_button import file_button
from compensation.ui.parts.words import lang, t

Audience = Literal["student", "employer"]
_KINDS: dict[Audience, tuple[Kind, ...]] = {"student": ("letter",), "employer": ("agreement", "overview")}
#: An agreement is dated and placed by hand, beside the signatures.
_NOT_ASKED: dict[Audience, tuple[str, ...]] = {"student": ("mentor", "kvk"), "employer": ("place",)}
_LONGEST = 120


def document_downloads(placement: Placement, assessment: Assessment, audience: Audience) -> None:
    """Draw the heading, the optional names and one button for each file."""
    st.subheader(t(f"documents.ui.{audience}.title"), anchor=False)
    st.write(t(f"documents.ui.{audience}.intro"))
    details, book = _ask_details(audience), rulebook()
    answer = Answer(placement, assessment, book)
    for kind in _KINDS[audience]:
        if kind == "agreement" and not _draw_agreement_is_made(answer):
            continue
        for column, fmt in zip(st.columns(len(FORMATS)), FORMATS, strict=True):
            with column:
                file_button(
                    t(f"documents.ui.button.{kind}.{fmt}"),
                    partial(make_document, kind, fmt, placement, assessment, lang(), book, details=details),
                    of=(placement.as_said, details, assessment.receipt),
                    file_name=file_name(kind, fmt, lang()),
                    mime=MEDIA_TYPES[fmt],
                    key=f"document_{kind}_{fmt}",
                    wide=True,
                )
    if audience == "student":
        keys = before_sending(answer)
        told = "\n".join(f"- {t(f'documents.self.{key}')}" for key in keys)
        st.markdown(f"**{t('documents.self.title')}**\n\n{told}")


def _draw_agreement_is_made(answer: Answer) -> bool:
    """Say why an agreement cannot be made, or that nothing was chosen yet; whether it is made."""
    refused = refusal(answer)
    if refused is not None:
        st.warning(refusal_words(refused, lang()), icon=":material/block:")
    elif not answer.pay_stated:
        st.info(t("documents.ui.employer.choose"), icon=":material/edit:")
    return refused is None


def _ask_details(audience: Audience) -> Details:
    with st.expander(t(f"documents.ui.{audience}.names")):
        st.caption(t(f"documents.ui.{audience}.names_help"))
        given = {
            field.name: st.text_input(
                t(f"documents.ui.field.{field.name}"), key=f"document_{field.name}", max_chars=_LONGEST
            )
            for field in fields(Details)
            if field.name not in _NOT_ASKED[audience]
        }
    return Details(**given)
