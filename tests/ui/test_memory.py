"""What a tab tells a visit that is new to it, as the server takes it: nothing of it is trusted, nothing is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from compensation.texts import text
from compensation.ui.parts.kept import kept_text
from compensation.ui.parts.numbers import AMOUNT, unread
from compensation.ui.parts.state import Draft

HELD = {"route": "bbl", "birth_date": "2007-08-20"}
WAITING = {"hours_per_week": unread("32x", AMOUNT)}
KEPT = kept_text(Draft(HELD, WAITING, generation=3))


def _told(found, has, drawn):
    import streamlit as st

    from compensation.ui.parts.state import draft, held_link
    from compensation.ui.shell import memory

    if has:
        draft().replace(has, "link")
    if drawn:
        st.session_state[memory._DRAWN] = True
    memory._take(found)
    memory._draw_notice()
    st.session_state["held"] = (draft(), held_link())


def told(found: dict[str, Any], has: dict[str, Any] | None = None, drawn: bool = False) -> tuple[Draft, Any, AppTest]:
    app = AppTest.from_function(_told, args=(found, has or {}, drawn)).run()
    assert not app.exception
    draft, link = app.session_state["held"]
    return draft, link, app


def test_what_was_kept_is_there_with_the_same_fields():
    draft, link, app = told({"visit": "other", "answers": KEPT, "link": None, "again": False})
    assert (draft.placement, draft.unread, link) == (HELD, WAITING, None)
    assert draft.generation == 3, "fields of a page that only lost its server stay as they are"
    assert not app.toast and not app.warning


def test_fields_that_were_drawn_empty_are_drawn_anew_and_a_lost_connection_is_told():
    low = kept_text(Draft(HELD))
    draft, _, app = told({"visit": None, "answers": low, "link": None, "again": True}, drawn=True)
    assert (draft.placement, draft.generation) == (HELD, 1)
    assert app.toast[0].value == text("shell.kept.back", "nl")


def test_a_link_that_was_read_already_stays_and_what_was_kept_can_be_put_back():
    draft, _, _ = told({"visit": "other", "answers": KEPT, "link": None, "again": False}, {"route": "hbo"})
    assert draft.placement == {"route": "hbo"}
    draft.put_back()
    assert (draft.placement, draft.unread) == (HELD, WAITING)
    draft.put_back()
    assert draft.placement == {"route": "hbo"}


def test_a_link_behind_the_sign_waits_for_the_form():
    _, link, _ = told({"visit": "other", "answers": KEPT, "link": "v=2&route=wo", "again": False})
    assert link == "v=2&route=wo"


@pytest.mark.parametrize("answers", ["", "x", "[]", json.dumps({"layout": 1, "passend": 2, "placement": {"x": 1}})])
def test_what_is_damaged_is_told_and_the_form_begins_empty(answers):
    draft, _, app = told({"visit": "other", "answers": answers, "link": None, "again": True})
    assert not draft.says
    assert [box.value for box in app.warning] == [text("shell.kept.damaged", "nl")]


def test_what_the_rules_no_longer_know_is_told():
    text_kept = kept_text(Draft({"route": "bol", "sector": "ruimtevaart"}))
    draft, _, app = told({"visit": "other", "answers": text_kept, "link": None, "again": True})
    assert draft.placement == {"route": "bol"}
    assert [box.value for box in app.warning] == [text("shell.kept.gone", "nl", count=1)]


@pytest.mark.parametrize(
    "found", [{}, {"answers": 5, "link": 7}, {"answers": {"a": 1}, "link": ["v=2"]}, {"link": "v" * 300_000}]
)
def test_what_no_tab_says_is_passed_by(found):
    draft, link, app = told(found)
    assert not draft.says and link is None and not app.warning
