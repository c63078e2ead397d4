"""What is paid: empty is not stated, zero is nothing, "this is all"; and what is for part of the time only."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.form_app import Form, counted, first_answer

BBL = {"route": "bbl", "birth_date": date(2007, 8, 20)}


# ---------------------------------------------------------------- stated, not stated, nothing


def test_what_is_not_answered_is_not_stated():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="4", costs=["vog"])
    assert form.field("repaid.travel.km").value is None and form.field("repaid.vog").value is None
    assert "offer" not in counted(form)


def test_nothing_is_a_zero():
    form = first_answer(costs=["vog"]).fill(offer__allowance="unpaid", repaid__vog="none")
    assert counted(form)["offer"] == {
        "allowance": {"amount": "0", "per": "month"},
        "reimbursements": [{"kind": "vog", "amount": "0"}],
    }


def test_an_amount_that_is_not_filled_in_is_not_stated_and_says_so():
    form = first_answer(costs=["vog"]).fill(offer__allowance="paid", repaid__vog="amount")
    assert sum("telt dit niet mee" in caption.value for caption in form.app.caption) == 2
    assert "offer" not in counted(form)


def test_this_is_all_goes_along():
    form = first_answer(offer__complete=True)
    assert counted(form)["offer"] == {"complete": True}
    assert "offer" not in counted(form.fill(offer__complete=False))


def test_who_said_it_of_everything_is_not_asked_whether_that_is_all():
    form = first_answer("student")
    assert form.asks("offer.complete")
    form.fill(offer__allowance="unpaid")
    assert not form.asks("offer.complete")


@pytest.mark.parametrize(
    ("reader", "lang", "said"),
    [
        ("employer", "nl", "wij betalen"),
        ("student", "nl", "ik krijg"),
        ("employer", "en", "we pay"),
        ("student", "en", "I get"),
    ],
)
def test_this_is_all_in_the_words_of_the_reader(reader, lang, said):
    assert said in first_answer(reader, lang).field("offer.complete").label


def test_what_a_wage_is_for_is_asked_and_until_then_it_does_not_count():
    form = first_answer(**BBL, offer__wage__amount="900")
    assert form.field("offer.wage.per").value is None
    assert "offer" not in counted(form)
    assert counted(form.fill(offer__wage__per="month"))["offer"] == {"wage": {"amount": "900", "per": "month"}}


def test_a_wage_of_zero_needs_no_period():
    form = first_answer(**BBL, offer__wage__amount="0")
    assert counted(form)["offer"] == {"wage": {"amount": "0", "per": "hour"}}


def test_a_wage_that_cannot_be_read_is_told_before_its_period_is_chosen():
    form = first_answer(**BBL, offer__wage__amount="negen")
    assert "geen bedrag" in form.app.error[0].value


def test_a_file_that_says_nothing_with_decimals_shows_nothing():
    form = Form(v="2", route="bol", start="2026-02-02", end="2026-07-03", hours="32", days="mon", pay="0.00~month")
    assert form.field("offer.allowance").value == "unpaid"


# ---------------------------------------------------------------- part of the time


def test_a_cost_for_part_of_the_time_and_another_after_it():
    form = first_answer(costs=["clothing"], cost__clothing__1__amount="10", cost__clothing__1__dated=True)
    assert "from" not in counted(form)["costs"][0]
    form.fill(cost__clothing__1__to=date(2026, 4, 30)).press("cost.clothing.1.another")
    form.fill(cost__clothing__2__amount="12", cost__clothing__2__from=date(2026, 5, 1))
    assert counted(form)["costs"] == [
        {"kind": "clothing", "amount": "10", "to": "2026-04-30"},
        {"kind": "clothing", "amount": "12", "from": "2026-05-01"},
    ]
    form.press("cost.clothing.2.remove").fill(cost__clothing__1__dated=False)
    assert counted(form)["costs"] == [{"kind": "clothing", "amount": "10"}]


@pytest.mark.slow
def test_a_reimbursement_for_part_of_the_time_and_another_after_it():
    form = first_answer(costs=["clothing"], cost__clothing__1__amount="10", repaid__clothing="amount")
    form.fill(repaid__clothing__0__amount="5", repaid__clothing__0__dated=True)
    form.fill(repaid__clothing__0__to=date(2026, 4, 30)).press("repaid.clothing.0.another")
    form.fill(repaid__clothing__1__how="full", repaid__clothing__1__from=date(2026, 5, 1))
    assert counted(form)["offer"]["reimbursements"] == [
        {"kind": "clothing", "amount": "5", "per": "once", "to": "2026-04-30"},
        {"kind": "clothing", "full": True, "from": "2026-05-01"},
    ]
    form.press("repaid.clothing.1.remove")
    assert len(counted(form)["offer"]["reimbursements"]) == 1


def test_a_day_outside_the_placement_is_told_at_its_own_cost():
    form = first_answer(costs=["phone", "clothing"], cost__phone__1__amount="9", cost__clothing__1__amount="10")
    form.fill(cost__clothing__1__dated=True, cost__clothing__1__from=date(2027, 1, 1))
    assert "valt buiten de tijd van" in form.app.error[0].value
    assert form.draft.get("costs.1.from") == "2027-01-01"


# ---------------------------------------------------------------- who asks for it


def test_a_cost_counts_when_it_is_said_who_asks_for_it():
    form = first_answer(costs=["housing"]).fill(cost__housing__1__amount="300")
    assert form.field("cost.housing.1.required_by").value is None
    assert any("wie om de onkosten vraagt" in caption.value for caption in form.app.caption)
    assert "Passend is" in form.told()
    form.fill(cost__housing__1__required_by="employer")
    assert counted(form)["costs"] == [{"kind": "housing", "amount": "300", "required_by": "employer"}]


def test_who_asks_does_not_matter_for_what_the_company_gives():
    form = first_answer(costs=["phone"]).fill(cost__phone__1__provided=True)
    assert counted(form)["costs"] == [{"kind": "phone", "provided": True}]


def test_a_link_and_a_file_keep_the_default_of_the_contract():
    link = {"v": "1", "route": "bol", "start": "2026-02-02", "end": "2026-07-03", "hours": "32", "days": "mon-tue"}
    form = Form(**link, cost="phone~10~month")
    assert form.field("cost.phone.1.required_by").value == "employer"
    assert counted(form)["costs"] == [{"kind": "phone", "amount": "10", "per": "month"}]


# ---------------------------------------------------------------- what the rules do not have yet, cao, pact


def test_a_minimum_that_is_not_known_yet_can_be_filled_in():
    form = first_answer(**BBL)
    assert not form.asks("assume.adult_hourly_minimum.amount")
    form.fill(end=date(2027, 3, 31)).fill(assume__adult_hourly_minimum__amount="15,20")
    assert counted(form)["assume"] == {"adult_hourly_minimum": {"from": "2027-01-01", "amount": "15.2"}}
    assert "assume" not in counted(form.fill(end=date(2026, 12, 31)))


def test_bbl_is_asked_for_a_cao_and_its_hourly_wage():
    form = first_answer(**BBL)
    assert not form.asks("cao.hourly_wage")
    form.fill(cao__status="applies", cao__hourly_wage="9,80")
    assert not form.asks("cao.scheme.None.bbl") or form.field("cao.scheme.None.bbl")
    assert counted(form)["cao"] == {"status": "applies", "hourly_wage": "9.8"}
    assert counted(form.fill(cao__status="unknown"))["cao"] == {"status": "unknown"}


@pytest.mark.parametrize(("route", "asked"), [("bol", False), ("hbo", True), ("wo", True)])
def test_a_regional_pact_matters_where_the_national_one_does_not_hold(route, asked):
    form = first_answer().fill(route=route)
    assert form.asks("signed_regional_pact") is asked
    if asked:
        assert counted(form.fill(signed_regional_pact=True))["signed_regional_pact"] is True
