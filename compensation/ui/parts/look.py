"""How the app looks beyond Streamlit's own theme: one style sheet, sent once a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

#: The parts in general, and the answer sheet.
_FILES = ("look.css", "sheet.css")


def dress() -> None:
    """Send the style sheet. It takes no room on the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    return "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _FILES)
