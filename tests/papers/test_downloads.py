"""The buttons: one makes a file, one holds it, in the visitor's language; names go into the file and nowhere else."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from compensation.texts import LANGUAGES, inside, text
from tests.papers.made import docx_text, pdf_text

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


def said(what: str, name: str, lang: str) -> str:
    return text(f"shell.file.{what}", lang, name=inside(text(f"documents.ui.button.{name}", lang), lang))


def held(app: AppTest) -> dict[str, bytes]:
    """The files that the visit holds, by button."""
    return {key: made for key, (_, made) in app.session_state["passend_files"].items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("audience", EXPECTED)
def test_every_file_has_a_button(audience: str, lang: str) -> None:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["audience"] = audience
    app.session_state["passend_language"] = lang
    app.run()
    assert not app.exception
    labels = [button.label for button in app.button]
    assert labels == [said("make", name, lang) for name in EXPECTED[audience]]
    assert not app.get("download_button")
    assert len(app.text_input) == (8 if audience == "student" else 9)


def test_names_stay_out_of_the_address_and_the_draft() -> None:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["audience"] = "student"
    app.run()
    app.text_input(key="document_student").set_value("Geheim Persoon").run()
    assert not app.exception
    assert "Geheim" not in str(dict(app.query_params))
    assert "passend_draft" not in app.session_state
    app.button(key="document_letter_pdf_make").click().run()
    assert "Geheim" not in str([button.proto for button in app.get("download_button")])
    assert "Geheim Persoon" in pdf_text(held(app)["document_letter_pdf"])


def test_a_file_is_made_when_it_is_asked_for_and_then_held() -> None:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["audience"] = "student"
    app.session_state["passend_language"] = "en"
    app.run()
    assert held(app) == {}
    app.button(key="document_letter_docx_make").click().run()
    assert not app.exception
    assert [button.proto.label for button in app.get("download_button")] == [said("download", "letter.docx", "en")]
    assert "Pay for my placement" in docx_text(first := held(app)["document_letter_docx"])
    app.run()
    assert held(app)["document_letter_docx"] is first


def test_a_file_of_other_answers_is_not_held() -> None:
    app = AppTest.from_function(page, default_timeout=20)
    app.session_state["audience"] = "student"
    app.run()
    app.button(key="document_letter_docx_make").click().run()
    app.text_input(key="document_student").set_value("Ana de Vries").run()
    assert held(app) == {}
    assert not app.get("download_button")
    app.button(key="document_letter_docx_make").click().run()
    assert "Ana de Vries" in docx_text(held(app)["document_letter_docx"])
    app.session_state["passend_language"] = "en"
    app.run()
    assert held(app) == {}


def refused_page() -> None:
    """The employer's buttons where the wage is below the minimum."""
    from compensation.ui.calculator.document_downloads import document_downloads
    from tests.papers.made import case

    document_downloads(*case(31), "employer")


def nothing_chosen_page() -> None:
    """The employer's buttons where nothing was chosen."""
    from compensation.ui.calculator.document_downloads import document_downloads
    from tests.papers.made import assessed
    from tests.placements import placement

    document_downloads(*assessed({**placement(20), "offer": {}}), "employer")


def test_an_agreement_that_cannot_be_kept_has_a_reason_in_the_place_of_a_button() -> None:
    app = AppTest.from_function(refused_page, default_timeout=20).run()
    assert not app.exception
    assert "onder het minimumloon" in app.warning[0].value
    assert [button.label for button in app.button] == [said("make", name, "nl") for name in EXPECTED["employer"][2:]]


def test_who_chose_nothing_is_told_to_choose() -> None:
    app = AppTest.from_function(nothing_chosen_page, default_timeout=20).run()
    assert not app.exception
    assert app.info[0].value == text("documents.ui.employer.choose", "nl")
    assert len(app.button) == len(EXPECTED["employer"])
