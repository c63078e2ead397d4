"""The branch asked by what somebody makes or sells, beside the list; and what cao probably applies there.

The search is loaded when something is typed, not for the first answer.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from compensation.rulebook import RuleBook, load_rulebook
from compensation.texts import text
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.take import keep_open, open_key
from compensation.ui.parts.markdown import link, literal, outside
from compensation.ui.parts.state import draft

if TYPE_CHECKING:
    from compensation.compare.finder import Match

NAME = "find_sector"
#: More branches than this are no answer: the list beside it has them all.
_MOST = 8
#: A longer text is no trade.
_LONGEST = 200
#: How sure a branch must be to be filled in (compensation.compare.finder.Sure).
SURE = ("exact", "form")


def ask_words(f: Fields) -> None:
    """What is made or sold; one branch that is sure is filled in by itself."""
    key = f.key(NAME)
    st.session_state.setdefault(key, st.session_state.get(_kept(f.voice.reader), ""))
    st.text_input(
        f.say(f"field.{NAME}.label"),
        key=key,
        placeholder=f.say(f"field.{NAME}.placeholder"),
        on_change=_take,
        args=(open_key(f.voice.reader, f.group), key, _kept(f.voice.reader), f.key("sector"), f.lang),
    )


def ask_which(f: Fields, book: RuleBook) -> None:
    """The branches that were found, where it is not one that is sure; that none was found is said."""
    typed = str(st.session_state.get(_kept(f.voice.reader)) or "")
    if not typed:
        return
    from compensation.compare.finder import find

    matches = {match.sector: match for match in find(typed, book, f.lang)[:_MOST]}
    if not matches:
        st.caption(text("finder.nothing", f.lang))
    elif not _is_sure(list(matches.values())):
        key = f.key(f"{NAME}.{typed}")
        chosen = f.draft.get("sector")
        st.session_state.setdefault(key, chosen if chosen in matches else None)
        st.radio(
            f.say("field.which_sector.label"),
            list(matches),
            index=None,
            key=key,
            format_func=lambda sector: _name(matches[sector], book, f.lang),
            on_change=_choose,
            args=(open_key(f.voice.reader, f.group), key, f.key("sector")),
        )


def _name(match: Match, book: RuleBook, lang: str) -> str:
    """A branch by its name, with the word that was read where it is not the one that was typed."""
    name = literal(book.sectors[match.sector].name[lang])
    if match.sure in SURE:
        return name
    return text(
        "finder.match", lang, sector=name, how=text(f"finder.sure.{match.sure}", lang, word=outside(match.word))
    )


def _is_sure(matches: list[Match]) -> bool:
    return len(matches) == 1 and matches[0].sure in SURE


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
    from compensation.compare.finder import find

    keep_open(here)
    typed = st.session_state[kept] = str(st.session_state[key] or "").strip()[:_LONGEST]
    matches = find(typed, load_rulebook(), lang)
    if _is_sure(matches):
        _put(sector_key, matches[0].sector)


def _choose(here: str, key: str, sector_key: str) -> None:
    keep_open(here)
    _put(sector_key, st.session_state[key])


def _put(sector_key: str, sector: str) -> None:
    """The branch, in the draft and in the list beside it."""
    draft().put("sector", sector)
    st.session_state[sector_key] = sector
