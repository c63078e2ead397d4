"""The language of the document, kept right while a visitor switches language without loading the page again.

Screen readers choose their voice by `<html lang>`. The server writes it for the first paint; this keeps it true
afterwards, and everywhere where the app runs without that server. It shows nothing and stores nothing.
"""

from __future__ import annotations

import streamlit as st

_SCRIPT = """
export default function ({ data }) {
  document.documentElement.lang = data.lang;
}
"""


def set_document_language(language: str) -> None:
    """Tell the browser in which language the page now is."""
    follow = st.components.v2.component("passend_document_language", js=_SCRIPT)
    follow(data={"lang": language}, key="passend_document_language", width=1, height=1)
