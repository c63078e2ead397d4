"""What is agreed: choosing writes the draft's offer, refused only with its reason, and what it costs beside it."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from streamlit.testing.v1 import AppTest

from compensation.texts import LANGUAGES
from tests.people import BAKERY, CAFE, GARAGE
from tests.rulebooks import LIVE_RULES


def _page() -> None:
    import streamlit as st

    from compensation.placement import read_placement
    from compensation.telling.voice import Voice
    from compensation.ui.calculator.agree import draw_agree
    from compensation.ui.calculator.form.counts import placement_data
    from compensation.ui.parts.cached import rulebook
    from compensation.ui.parts.result_view import result_of
    from compensation.ui.parts.state import draft

    if "given" in st.session_state:
        draft().replace(st.session_state.pop("given"))
    placement = read_placement(placement_data(draft(), rulebook()))
    lang = st.session_state["lang"]
    draw_agree(result_of(placement, rulebook(), lang), Voice("result", "employer", lang))


@pytest.fixture(autouse=True)
def _live_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSEND_RULES_BASE", str(LIVE_RULES))


def _opened(data: dict[str, Any], lang: str = "nl") -> AppTest:
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["given"], app.session_state["lang"] = data, lang
    app.run()
    assert not app.exception
    return app


def _offer(app: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = app.session_state["passend_draft"].placement.get("offer", {})
    return found


def _choose(app: AppTest, option: str) -> AppTest:
    app.radio[0].set_value(option).run()
    assert not app.exception
    return app


def test_nothing_is_chosen_before_it_is_chosen() -> None:
    app = _opened(BAKERY)
    assert app.radio[0].value is None
    assert _offer(app) == {}
    assert "U hebt nog niet gekozen" in " ".join(caption.value for caption in app.caption)


def test_the_page_for_the_bookkeeper_says_that_nothing_was_chosen_yet() -> None:
    for choice, told in ((None, "nog niets afgesproken"), ("fitting", "Dit is afgesproken of aangeboden")):
        app = _opened(BAKERY) if choice is None else _choose(_opened(BAKERY), choice)
        app.button(key="agree_bookkeeper_docx_make").click().run()
        (file,) = [made for key, made in app.session_state["passend_files"].items() if key == "agree_bookkeeper_docx"]
        said = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(file[1])).paragraphs)
        assert told in said


def test_the_fitting_amount_is_written_with_the_costs_that_nobody_named() -> None:
    app = _choose(_opened(BAKERY), "fitting")
    assert _offer(app)["allowance"] == {"amount": "320.00", "per": "month"}
    assert [item["kind"] for item in _offer(app)["reimbursements"]] == ["travel", "clothing"]
    assert app.radio[0].value == "fitting"
    (said,) = [box.value for box in app.success]
    assert said == "Dit kunt u zo afspreken. Kijk wel eerst of er een cao geldt die meer vraagt."
    app = _choose(_opened({**BAKERY, "cao": {"status": "none"}}), "fitting")
    assert [box.value for box in app.success] == ["Dit kunt u zo afspreken."]
    assert any("redelijk (advies: " in caption.value for caption in app.caption)


def test_an_amount_of_ones_own_is_typed_as_people_type() -> None:
    app = _choose(_opened(BAKERY), "own")
    assert _offer(app) == {}
    app.text_input[0].set_value("€ 250,-").run()
    assert _offer(app)["allowance"] == {"amount": "250", "per": "month"}
    assert app.radio[0].value == "own"
    assert "347,50" in app.warning[0].value
    assert "U mag dit afspreken" in app.warning[0].value
    assert "331,00" in next(box.value for box in app.info if "terugbetaalt" in box.value)
    app.button(key="agree.repay").click().run()
    assert [item["kind"] for item in _offer(app)["reimbursements"]] == ["travel", "clothing"]


def test_what_the_form_changes_is_what_stands_here() -> None:
    app = _opened(BAKERY)
    assert app.radio[0].value is None
    for amount in ("250", "310"):
        app.session_state["passend_draft"].placement["offer"] = {"allowance": {"amount": amount, "per": "month"}}
        app.run()
        assert app.radio[0].value == "own"
        assert app.text_input[0].value == amount
    app.session_state["passend_draft"].placement["offer"] = {"allowance": {"amount": "0", "per": "month"}}
    assert app.run().radio[0].value == "nothing"
    app.session_state["passend_draft"].placement.pop("offer")
    assert app.run().radio[0].value is None


def test_a_minimum_that_the_form_changes_is_what_stands_here() -> None:
    app = _opened(GARAGE)
    for amount in ("15.20", "15.50"):
        assumed = {"from": "2027-01-01", "amount": amount}
        app.session_state["passend_draft"].placement["assume"] = {"adult_hourly_minimum": assumed}
        app.run()
        field = next(field for field in app.text_input if "1 januari 2027" in field.label)
        assert field.value == amount.replace(".", ",")


def test_a_taster_placement_has_no_amount_that_fits() -> None:
    app = _opened({**BAKERY, "kind": "observation"})
    assert app.radio[0].options == ["Een eigen bedrag", "Geen stagevergoeding"]
    assert "geen richtbedrag" in app.info[0].value


def test_what_is_no_amount_is_told_and_not_written() -> None:
    app = _choose(_opened(BAKERY), "own")
    app.text_input[0].set_value("veel").run()
    assert app.error
    assert _offer(app) == {}
    assert app.text_input[0].value == "veel"


def test_nothing_is_refused_under_a_cao_that_holds_and_only_there() -> None:
    app = _choose(_opened(CAFE), "nothing")
    assert "Cao Horeca" in app.error[0].value
    assert "1.600,00" in app.error[0].value
    app = _choose(_opened(BAKERY), "nothing")
    assert _offer(app)["allowance"] == {"amount": "0", "per": "month"}
    assert not app.error
    assert "redelijk" in app.warning[0].value


def test_a_fixed_wage_with_the_days_on_which_it_rises() -> None:
    app = _opened(GARAGE)
    told = app.info[0].value.replace("\xa0", " ")
    assert "op 12 november 2026 naar € 968,44 per maand en op 1 januari 2027 naar ongeveer € 1.288,43" in told
    assert app.radio[0].options[0].count("€") == 3
    _choose(app, "fitting")
    draft = app.session_state["passend_draft"].placement
    assert draft["offer"]["wage"] == {"amount": "840.64", "per": "month"}
    assert [(change["from"], change["offer"]["wage"]["amount"]) for change in draft["changes"]] == [
        ("2026-11-12", "968.44"),
        ("2027-01-01", "1288.43"),
    ]
    assert "Voor de tijd daarna weten we het nog niet" in app.success[0].value


def test_a_wage_below_the_minimum_is_refused_with_its_reason() -> None:
    app = _choose(_choose(_opened(GARAGE), "fitting"), "own")
    assert [field.value for field in app.text_input][:3] == ["840,64", "968,44", "1288,43"]
    app.text_input[1].set_value("900").run()
    assert "onder het minimumloon" in app.error[0].value
    app.text_input[1].set_value("").run()  # as before it
    changes = app.session_state["passend_draft"].placement["changes"]
    assert [change["from"] for change in changes] == ["2027-01-01"]


def test_a_new_minimum_is_filled_in_beside_the_estimate() -> None:
    app = _opened(GARAGE)
    field = next(field for field in app.text_input if "1 januari 2027" in field.label)
    assert any("rijksoverheid.nl" in caption.value for caption in app.caption)
    field.set_value("15,20").run()
    assumed = app.session_state["passend_draft"].placement["assume"]["adult_hourly_minimum"]
    assert assumed["amount"] == "15.2"
    assert "schatting" not in app.info[0].value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("data", [BAKERY, CAFE, GARAGE], ids=["bakery", "café", "garage"])
def test_everything_opens_in_every_language(data: dict[str, Any], lang: str) -> None:
    app = _choose(_opened(data, lang), "fitting")
    for toggle in app.toggle:
        toggle.set_value(True)
    app.number_input[0].set_value(3)
    app.run()
    next(field for field in app.text_input if field.key.endswith(".other")).set_value("300").run()
    assert not app.exception


def test_another_offer_that_is_probably_too_little_is_not_the_cheaper_one() -> None:
    app = _choose(_opened(GARAGE), "fitting")
    next(toggle for toggle in app.toggle if toggle.key.endswith(".beside")).set_value(True).run()
    next(field for field in app.text_input if field.key.endswith(".other")).set_value("1000").run()
    table = next(html.value for html in app.get("html") if "B min A" in html.value)
    assert "Komt er waarschijnlijk bij" in table
    assert "waarschijnlijk niet" in table
    assert "voor zover bekend" in table
