"""Streamlit's own words: each is still what Streamlit writes, and is said in every language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import streamlit

from compensation.texts import LANGUAGES
from compensation.ui.shell.streamlit_words import WORDS, spoken


@cache
def scripts() -> str:
    """All that Streamlit sends to a browser."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in sorted(folder.glob("*.js")))


#: Streamlit puts these together out of pieces, or takes them from the parts of a date.
PIECES = {"day", "month", "year", "year_form", "choose_date_in", "error_colon", "chart_data", "chart_picture"}
PIECES |= {"chart_copy", "chart_large", "enter", "found", "add_icon"}


@pytest.mark.parametrize("name", sorted(WORDS.keys() - PIECES))
def test_streamlit_still_writes_this_word(name: str) -> None:
    assert all(piece in scripts() for piece in re.split(r"\{\w+\}", WORDS[name]) if len(piece) > 2), WORDS[name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_said_with_what_follows_from_the_page(lang: str) -> None:
    for english, own in spoken(lang).items():
        assert own.strip()
        assert re.findall(r"\{\w+\}", own) == re.findall(r"\{\w+\}", english), english
