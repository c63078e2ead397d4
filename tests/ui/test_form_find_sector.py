"""The branch found by what somebody makes or sells, and the cao that probably applies."""

from __future__ import annotations

import pytest

from compensation import load_rulebook
from tests.ui.form_app import Form

BOOK = load_rulebook()


@pytest.mark.parametrize(("reader", "lang"), [("employer", "nl"), ("student", "en")])
def test_a_trade_that_is_sure_fills_in_its_branch(reader, lang):
    form = Form(reader, lang).fill(find_sector="koffie")
    assert form.draft.get("sector") == "horeca"
    assert form.field("sector").value == "horeca"


def test_a_trade_of_more_branches_asks_which():
    form = Form().fill(find_sector="webshop")
    assert form.draft.get("sector") is None
    assert form.field("find_sector.webshop").options == ["Detailhandel", "ICT"]
    form.fill(find_sector__webshop="ict")
    assert form.draft.get("sector") == "ict"
    assert form.field("sector").value == "ict"


def test_a_slip_of_the_pen_is_asked_and_not_filled_in():
    form = Form().fill(find_sector="restaurnat")
    assert form.draft.get("sector") is None
    assert form.field("find_sector.restaurnat").options == ["Horeca: gelezen als ‘restaurant’"]
    assert form.fill(find_sector__restaurnat="horeca").draft.get("sector") == "horeca"


@pytest.mark.parametrize("typed", ["weet ik niet", "rijschool", "$x$ [a](b)"])
def test_what_is_no_trade_of_these_takes_nothing_away(typed):
    form = Form().fill(find_sector="koffie").fill(find_sector=typed)
    assert form.draft.get("sector") == "horeca"
    assert any("geen branche" in caption.value for caption in form.app.caption)


def test_who_does_not_know_the_cao_reads_which_one_is_likely():
    form = Form(lang="nl").fill(route="bol", find_sector="koffie", cao__status="unknown")
    said = "\n".join(text.value for text in form.app.markdown)
    assert "Waarschijnlijk geldt\\: Cao Horeca" in said
    assert "Zeker is dat niet" in said


def test_what_was_typed_is_still_there_in_the_other_language():
    form = Form().fill(find_sector="webshop")
    form.draft.generation += 1
    form.app.run()
    assert form.field("find_sector").value == "webshop"
