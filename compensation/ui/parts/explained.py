"""Why an amount is what it is, as HTML: tables of what a rule did each month, the sentences one tap away, the sources.

It is HTML of our own because it stands inside a line of the answer sheet and opens without a run of the page. Every
text in it is escaped: what is data is never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from compensation.papers.sources import on_paper
from compensation.reading.step import Step
from compensation.rulebook import RuleBook
from compensation.telling.explain import sentence, written
from compensation.telling.sources import Ground, Source, ground_source, once, rule_source
from compensation.telling.step_table import StepTable, cell, column_name, parts_of, short_period
from compensation.texts import text
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import literal

_NUMBERS = ("eur", "eur_per_km", "percent", "hours", "days", "weeks", "months", "km", "trips", "number", "share")


def draw_explained(steps: Sequence[Step], book: RuleBook, lang: str, *, ground: Ground | None = None) -> None:
    """How an amount came about, outside the sheet."""
    st.html(f'<div class="passend-because">{explained_html(steps, book, lang, ground=ground)}</div>')


def explained_html(
    steps: Sequence[Step], book: RuleBook, lang: str, *, ground: Ground | None = None, notes: Iterable[str] = ()
) -> str:
    """How an amount came about, and where its rules were read; `notes` go before it."""
    found = parts_of(steps)
    parts = [f"<p>{escape(note)}</p>" for note in notes]
    parts += [_part(part, book, lang) for part in found]
    if any(isinstance(part, StepTable) for part in found):
        parts.append(_sentences(found, book, lang))
    parts.append(_sources(steps, book, lang, ground))
    return "".join(parts)


def _part(part: StepTable | tuple[Step, ...], book: RuleBook, lang: str) -> str:
    if not isinstance(part, StepTable):
        return f"<p>{_said(list(part), lang, book)}</p>"
    like = text("sheet.like", lang, sentence=sentence([part.like[-1]], lang, book))
    return f"{_table(part, book, lang)}<p><small>{escape(like)}</small></p>"


def _table(part: StepTable, book: RuleBook, lang: str) -> str:
    fixed = "; ".join(f"{column_name(one, lang)}: {written(value, lang, book)}" for one, value in part.fixed)
    heads = [text("columns.period", lang), *(column_name(one, lang) for one in part.columns)]
    rows = [
        [literal(said) for said in (short_period(row, lang), *(cell(value, lang, book) for value in row.cells))]
        for row in part.rows
    ]
    numbers = [at for at, one in enumerate(part.columns, start=1) if one.unit in _NUMBERS]
    table = tables.html_of(heads, rows, alt=text("columns.alt", lang), numbers=numbers)
    return (f"<p>{escape(fixed)}</p>" if fixed else "") + table


def _sentences(found: Sequence[StepTable | tuple[Step, ...]], book: RuleBook, lang: str) -> str:
    """What the tables say, step by step in words."""
    steps = [step for part in found if isinstance(part, StepTable) for step in part.steps]
    told = "".join(f"<li>{_said([step], lang, book)}</li>" for step in steps)
    return f"<details><summary>{escape(text('sheet.sentences', lang))}</summary><ol>{told}</ol></details>"


def _said(run: list[Step], lang: str, book: RuleBook) -> str:
    return escape(_plain(sentence(run, lang, book)))


def _plain(said: str) -> str:
    return said[:1].upper() + said[1:]


def _sources(steps: Sequence[Step], book: RuleBook, lang: str, ground: Ground | None) -> str:
    found = [ground_source(ground, lang)] if ground is not None else []
    found += [rule_source(ref, book, lang) for ref in once(ref for step in steps for ref in step.rules)]
    if not found:
        return ""
    told = "".join(f"<li>{_source(one, lang)}</li>" for one in found)
    return f"<p><strong>{escape(text('result.sources', lang))}</strong></p><ul>{told}</ul>"


def _source(source: Source, lang: str) -> str:
    """A source by its own name: how it was read, and in whose copy, is told on the page of rules."""
    named = on_paper(source.said, source.url, lang)
    said = escape(named.text)
    if named.url is None or not named.url.startswith(("https://", "http://")):
        return said
    return f'<a href="{escape(named.url, quote=True)}" target="_blank" rel="noopener">{said}</a>'
