"""How the app looks beyond Streamlit's own theme: one style sheet, sent once a run."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit as st

from compensation.ui.parts.words import t

#: The parts in general, and the answer sheet.
_FILES = ("look.css", "sheet.css")


def dress() -> None:
    """Send the style sheet. It takes no room on the page."""
    menu = json.dumps(t("streamlit.menu"), ensure_ascii=False)
    st.html(f"<style>:root {{ --passend-menu: {menu}; }}\n{_sheet()}</style>")


@cache
def _sheet() -> str:
    return "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _FILES)
