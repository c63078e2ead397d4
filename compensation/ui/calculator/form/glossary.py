"""The words of the questions that not everybody knows, each in one sentence, below the questions."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from compensation.texts import text
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import literal


def draw_glossary(f: Fields, asked: Relevant) -> None:
    """Those of this route, closed; the page Regels has all of them."""
    lines = []
    for term in _terms(asked):
        name, said = (literal(text(f"terms.{term}.{part}", f.lang)) for part in ("name", "explanation"))
        lines.append(f"- **{name}**: {said}")
    with st.expander(f.say("asking.glossary"), icon=":material/help:"):
        st.markdown("\n".join(lines))


def _terms(asked: Relevant) -> Iterator[str]:
    yield from ("cao", "stagepact", "grond", "gezien_op")
    if asked.wage:
        yield from ("contracturen", "bbl_staffel", "wml", "vakantiebijslag", "arbeidsovereenkomst", "bruto")
    else:
        yield from ("stagevergoeding", "all_in_vergoeding", "norm", "sectornorm", "snuffelstage")
        yield from ("studentenreisproduct", "fictieve_dienstbetrekking", "zvw")
    yield from ("onkostenvergoeding", "vog", "bpv_overeenkomst")
