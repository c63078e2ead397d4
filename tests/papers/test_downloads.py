"""The buttons: one for each file, in the visitor's language; names go into the file and nowhere else."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from compensation.texts import LANGUAGES, text
from compensation.ui.calculator import document_downloads
from compensation.ui.calculator.document_downloads import _maker
from tests.papers.made import BOOK, Details, case, docx_text

EXPECTED = {
    "student": ["letter.pdf", "letter.docx"],
    "employer": ["agreement.pdf", "agreement.docx", "overview.pdf", "overview.docx"],
}


def page() -> None:
    """A page with nothing but the buttons; AppTest runs its source."""
    import streamlit as st

    from compensation.ui.calculator.document_downloads import document_downloads
    from tests.papers.made import case

    document_downloads(*case(20), st.session_state["audience"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", EXPECTED)
def test_every_file_has_a_button(audience: str, lang: str) -> None:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["audience"] = audience
    app.session_state["passend_language"] = lang
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [text(f"documents.ui.button.{name}", lang) for name in EXPECTED[audience]]
    assert len(app.text_input) == (8 if audience == "student" else 7)


def test_names_stay_out_of_the_address_and_the_draft() -> None:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["audience"] = "student"
    app.run()
    app.text_input(key="document_student").set_value("Geheim Persoon").run()
    assert not app.exception
    assert "Geheim" not in str(dict(app.query_params))
    assert "passend_draft" not in app.session_state
    buttons = [button.proto for button in app.get("download_button")]
    assert not any("Geheim" in str(proto) for proto in buttons)


def test_a_file_is_made_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_downloads, "rulebook", lambda: BOOK)
    monkeypatch.setattr(document_downloads, "lang", lambda: "en")
    make = _maker("letter", "docx", *case(20), Details(student="Ana de Vries"))
    monkeypatch.undo()
    written = docx_text(make())
    assert "Pay for my internship" in written
    assert "Ana de Vries" in written
