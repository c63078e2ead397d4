"""What is typed in the form: numbers, money and days in both languages, and what is said where one cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import load_rulebook
from compensation.texts import LANGUAGES, catalogue
from compensation.ui.parts.numbers import BIRTH, NumberTextError, read_day, read_number, shown_day, shown_number
from tests.ui.form_app import BASIC, Form, first_answer

BOOK = load_rulebook()


@pytest.mark.parametrize(
    ("typed", "lang", "read"),
    [
        ("12,5", "nl", "12.5"),
        ("12.5", "nl", "12.5"),
        ("1.234,50", "nl", "1234.5"),
        ("€ 250", "nl", "250"),
        ("1,234.50", "en", "1234.5"),
        ("0", "nl", "0"),
    ],
)
def test_numbers_are_read_in_every_language_alike(typed, lang, read):
    assert read_number(typed) == read
    assert read_number(shown_number(read, lang)) == read


@pytest.mark.parametrize(
    ("typed", "decimals", "code"),
    [
        ("1.234", 2, "number_ambiguous"),
        ("twaalf", 2, "number"),
        ("1e3", 2, "number"),
        ("NaN", 2, "number"),
        ("-5", 2, "negative"),
        ("1.000.000", 2, "too_large"),
        ("12,55", 1, "decimals_1"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, decimals, code):
    with pytest.raises(NumberTextError) as refused:
        read_number(typed, decimals)
    assert refused.value.code == code
    for language in LANGUAGES:
        kinds = ("amount", "hours", "kilometres", "percent") if code == "number" else ("",)
        assert all(f"form.fault.{'_'.join(filter(None, (code, kind)))}" in catalogue(language) for kind in kinds)


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "said"), [("nl", "kan 1234 zijn of 1,234"), ("en", "can be 1234 or 1.234")])
def test_a_number_that_can_be_two_is_asked_at_its_field_and_kept(lang, said):
    form = Form(lang=lang).fill(**(BASIC | {"hours_per_week": "1.234"}))
    assert said in form.app.error[0].value.replace("\\", "")
    assert form.field("hours_per_week").value == "1.234"
    assert form.draft.get("hours_per_week") is None
    form.fill(hours_per_week="32")
    assert not form.app.error


def test_an_answer_stands_without_what_cannot_be_read_and_says_so():
    form = first_answer(travel__mode="own_vehicle").fill(travel__distance_km="tien")
    assert "Passend is" in form.told() and "Vul nog aan: **" in form.told()
    assert "Dit is geen afstand" in form.app.error[0].value
    form.fill(hours_per_week="veel")  # without this there is none
    assert "Verbeter eerst" in form.told()
    assert "€" not in form.told()


def test_a_number_that_cannot_be_read_does_not_matter_when_it_is_not_asked():
    form = first_answer(travel__mode="own_vehicle").fill(travel__distance_km="tien", travel__mode="none")
    assert not form.app.error
    assert "Passend is" in form.told()
    form.fill(travel__mode="own_vehicle")
    assert form.field("travel.distance_km").value == "tien"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12.50", "12.5"),
        ("12,50", "12.5"),
        ("€ 150,-", "150"),
        ("150 euro", "150"),
        ("EUR 150", "150"),
        ("150,-", "150"),
        ("€ 1.500,-", "1500"),  # what stands behind the comma is cents, so the point is none
        ("1.500", "1.500"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_money_is_read_as_people_type_it(typed, read, lang):
    form = first_answer(lang=lang, offer__allowance="paid").fill(offer__allowance__amount=typed)
    if read == "1.500":  # 1500, or one and a half: it is asked
        assert "1500" in form.app.error[0].value
        assert form.draft.get("offer.allowance.amount") is None
    else:
        assert form.draft.get("offer.allowance.amount") == read
    assert form.field("offer.allowance.amount").value == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1-2-26", "2026-02-01"),
        ("01-02-2026", "2026-02-01"),
        ("1 feb 2026", "2026-02-01"),
        ("1 februari 2026", "2026-02-01"),
        ("1 Feb 2026", "2026-02-01"),
        ("2026-02-01", "2026-02-01"),
    ],
)
def test_a_date_is_read_as_people_type_it_and_read_back_in_words(typed, read):
    form = Form().fill(start=typed)
    assert form.draft.get("start") == read and form.field("start").value == typed
    assert typed == "01-02-2026" or any("1 februari 2026" in caption.value for caption in form.app.caption)


@pytest.mark.parametrize("day", [date(2026, month, 3) for month in range(1, 13)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_as_a_field_shows_it_can_be_typed_again(day, lang):
    shown = shown_day(day.isoformat(), lang)
    assert "2026" in shown and read_day(shown) == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31-02-2026", "bestaat niet: 31-02-2026"),
        ("29-02-2027", "bestaat niet: 29-02-2027"),
        ("30 februari 2026", "bestaat niet"),
        ("2/3/2026", "2 maart 2026 zijn of 3 februari 2026"),
        ("morgen", "geen datum"),
        ("0102", "geen hele datum"),
        ("1-2-2099", "Vul een datum in van"),
    ],
)
def test_a_date_that_cannot_be_is_told_at_once_and_stays_as_it_was_typed(typed, said):
    form = Form().fill(start=date(2026, 3, 2)).fill(start=typed)
    assert said.replace("2 maart 2026 zijn of 3 februari 2026", "kan") in form.app.error[0].value.replace("\\", "")
    assert form.field("start").value == typed
    assert form.draft.get("start") in (None, "2099-02-01")


def test_a_birth_date_has_the_century_of_somebody_who_lives():
    assert [read_day(typed, BIRTH) for typed in ("12-11-08", "1-1-31")] == ["2008-11-12", "1931-01-01"]


def test_an_hour_is_not_told_to_be_money():
    form = Form().fill(hours_per_week="veel")
    assert "aantal uren" in form.app.error[0].value and "12,50" not in form.app.error[0].value
    assert form.fill(hours_per_week="32 uur").draft.get("hours_per_week") == "32"


def test_one_tap_fills_in_the_days_of_a_week():
    form = first_answer().press("workdays.at_once.0.5")
    assert form.field("workdays").value == ["mon", "tue", "wed", "thu", "fri"] == form.draft.get("workdays")
    assert form.press("workdays.at_once.0.4").draft.get("workdays") == ["mon", "tue", "wed", "thu"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_stands_on_top_with_the_name_of_its_field_and_the_way_there(lang):
    form = first_answer(lang=lang).fill(hours_per_week="veel")
    line = next(button for button in form.app.button if button.key == form.key("summary.0"))
    assert line.label.startswith(form.field("hours_per_week").label)
    form.press("summary.0")
    assert form.app.session_state["passend_place.employer"].focus == form.key("hours_per_week")


def test_a_fault_of_another_question_opens_that_question():
    form = first_answer(offer__allowance="paid").fill(offer__allowance__amount="veel", hours_per_week="24")
    form.app.session_state["passend_place.employer"].go("route", "one")
    form.app.run()
    form.press("summary.0")
    assert form.asks("offer.allowance.amount")


def test_a_unit_that_is_a_slip_is_put_right_in_one_tap():
    form = first_answer(route="bbl", birth_date=date(2007, 8, 20)).fill(
        offer__wage__amount="900", offer__wage__per="hour"
    )
    assert "Klopt dit?" in form.told()
    form.press("offer.wage.per.at_once.month")
    assert form.draft.get("offer.wage.per") == form.field("offer.wage.per").value == "month"
    assert "Klopt dit?" not in form.told()


def test_a_student_of_bol_is_told_of_the_travel_product_under_18():
    form = first_answer("student", travel__mode="public_transport")
    assert any("onder de 18" in caption.value for caption in form.app.caption)
