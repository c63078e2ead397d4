"""The branch asked by what somebody makes or sells, beside the list; and what cao probably applies there.

The search is loaded when something is typed, not for the first answer.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from compensation.rulebook import RuleBook, load_rulebook
from compensation.texts import text
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.take import keep_open, open_key
from compensation.ui.parts.markdown import link, literal
from compensation.ui.parts.state import draft

NAME = "find_sector"
#: More branches than this are no answer: the list beside it has them all.
_MOST = 8


def ask_words(f: Fields, book: RuleBook) -> None:
    """What is made or sold. One branch that is sure is filled in by itself, others are buttons to press."""
    key = f.key(NAME)
    here = open_key(f.voice.reader, f.group)
    st.session_state.setdefault(key, st.session_state.get(_kept(f.voice.reader), ""))
    st.text_input(
        f.say(f"field.{NAME}.label"),
        key=key,
        placeholder=f.say(f"field.{NAME}.placeholder"),
        max_chars=100,
        on_change=_take,
        args=(here, key, _kept(f.voice.reader), f.key("sector"), f.lang),
    )
    typed = str(st.session_state[key] or "").strip()
    if not typed:
        return
    from compensation.compare.finder import find

    matches = find(typed, book, f.lang)
    if not matches:
        st.caption(text("finder.nothing", f.lang))
        return
    with st.container(horizontal=True, gap="small"):
        for match in matches[:_MOST]:
            name = literal(book.sectors[match.sector].name[f.lang])
            how = text(f"finder.sure.{match.sure}", f.lang, word=literal(match.word))
            chosen = f.draft.get("sector") == match.sector
            st.button(
                text("finder.match", f.lang, sector=name, how=how),
                key=f.key(f"{NAME}.{match.sector}"),
                icon=":material/check:" if chosen else None,
                on_click=_choose,
                args=(here, f.key("sector"), match.sector),
            )


def say_probable(f: Fields, book: RuleBook, *, bbl: bool) -> None:
    """Which cao probably applies, what it says, and where that stands, for who does not know."""
    sector = f.draft.get("sector")
    if sector not in book.sectors:
        return
    from compensation.compare.finder import find, probable, told

    typed = str(st.session_state.get(_kept(f.voice.reader)) or "")
    trade = next((match.schemes for match in find(typed, book, f.lang) if match.sector == sector), None)
    lines = []
    for said in told(probable(sector, book, trade), date.today(), f.lang, bbl=bbl):
        source = said.source
        where = f" {text('finder.source', f.lang, title=link(source.title, source.url))}" if source is not None else ""
        lines.append(f"* {literal(said.text)}{where}")
    st.markdown("\n".join(lines))


def _kept(reader: str) -> str:
    """Where what was typed is kept, whatever is filled in anew."""
    return f"passend_{NAME}.{reader}"


def _take(here: str, key: str, kept: str, sector_key: str, lang: str) -> None:
    """A branch that is sure, and the only one, is chosen at once."""
    from compensation.compare.finder import Sure, find

    keep_open(here)
    typed = st.session_state[kept] = str(st.session_state[key] or "").strip()
    matches = find(typed, load_rulebook(), lang)
    if len(matches) == 1 and matches[0].sure in (Sure.EXACT, Sure.FORM):
        _choose(here, sector_key, matches[0].sector)


def _choose(here: str, sector_key: str, sector: str) -> None:
    keep_open(here)
    draft().put("sector", sector)
    st.session_state[sector_key] = sector
