"""What surrounds every page: settings, language, navigation, and a calm word when something breaks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from compensation.ui.parts.look import dress
from compensation.ui.parts.words import settle_language, t
from compensation.ui.shell.errors import tell_failure
from compensation.ui.shell.memory import begin_anew, draw_undo, keep_answers
from compensation.ui.shell.navigation import WIDE, footer, language_choice, pages, top_navigation

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
        with keep_answers():
            above = st.container()
            page.run()
            if page.url_path in WIDE:  # a page may have opened a link by now
                with above:
                    draw_undo()
        footer(shown)
    except Exception as error:
        tell_failure(error)
        # Should what is filled in be what breaks the page, it must not break every page from now on.
        st.button(t("shell.anew"), key="failed_anew", on_click=begin_anew)
