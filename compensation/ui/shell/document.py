"""The document around the page, kept right while it changes: its language, and Streamlit's own words in it.

Screen readers choose their voice by `<html lang>`. The server writes it for the first paint; this keeps it true
afterwards, and everywhere where the app runs without that server. It shows nothing and stores nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from compensation.ui.shell.streamlit_words import spoken


def set_document_language(language: str) -> None:
    """Tell the browser in which language the page now is."""
    key = "passend_document_language"
    # As text: Streamlit imports pandas to see whether a mapping in the data might be a table.
    words = json.dumps(spoken(language), ensure_ascii=False)
    _follow()(data={"lang": language, "words": words}, key=key, width=1, height=1)


@cache
def _follow() -> Callable[..., Any]:
    """The component, made once: Streamlit reads the whole stack to make one."""
    script = Path(__file__).with_name("document.js").read_text(encoding="utf-8")
    return st.components.v2.component("passend_document_language", js=script)
