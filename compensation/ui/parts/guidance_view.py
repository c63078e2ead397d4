"""What is good to know and where to go, small below the result: two lines at once, the rest one tap away."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from compensation.telling.guidance import Guidance, Person, good_to_know, where_to_go
from compensation.telling.voice import Voice
from compensation.ui.parts.markdown import link, literal
from compensation.ui.parts.result_view import Result

#: How many lines stand beside every result.
AT_ONCE = 2


def draw_guidance(result: Result, person: Person) -> None:
    """The lines that belong to this placement and this reader, each with its day and its sources."""
    words = Voice("guidance", person, result.lang)
    found = good_to_know(result, person, result.lang)
    shown = [line for line in found[:AT_ONCE] if line.under is None]
    more = found[len(shown) :]
    if shown:
        st.subheader(words.say("title"), anchor=False)
        st.markdown("\n".join(_item(line, words, at_most=1) for line in shown))
    if more:
        with st.expander(words.say("more", count=len(more))):
            for under, lines in groupby(more, key=lambda line: line.under):
                heading = f"**{literal(under)}**\n\n" if under else ""
                st.markdown(heading + _listed(list(lines), words))
    if places := where_to_go(result, person, result.lang):
        with st.expander(words.say("where", count=len(places))):
            st.markdown(_listed(places, words))


def _listed(lines: list[Guidance], words: Voice) -> str:
    return "\n".join(_item(line, words) for line in lines)


def _item(line: Guidance, words: Voice, at_most: int | None = None) -> str:
    """A line of the list; who helps first, and how to reach them, then when it was seen and where: the best first."""
    sources = ", ".join(link(source.title, source.url) for source in line.sources[:at_most])
    below = f"{literal(line.seen)}. {words.say('source', sources=sources)}"
    parts = [literal(line.said), *([literal(line.contact)] if line.contact else []), f":small[{below}]"]
    named = [f"**{link(line.name, line.url)}**"] if line.name else []
    return "- " + "  \n  ".join([*named, *parts])
