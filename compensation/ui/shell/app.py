"""What surrounds every page: settings, language, navigation, and a calm word when something breaks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from compensation.ui.parts.look import dress
from compensation.ui.parts.words import settle_language
from compensation.ui.shell.errors import tell_failure
from compensation.ui.shell.navigation import footer, language_choice, pages, top_navigation

_HERE = Path(__file__).parent
ICON = _HERE / "icon.svg"
LOGO = _HERE / "passend.svg"


def draw() -> None:
    """Draw the app for one visitor, once."""
    st.set_page_config(page_title="Passend", page_icon=str(ICON))
    try:
        settle_language()
        dress()
        st.logo(str(LOGO))
        shown = list(pages())
        page = top_navigation(shown)
        language_choice()
        page.run()
        footer(shown)
    except Exception as error:
        tell_failure(error)
