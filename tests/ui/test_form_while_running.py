"""What is not the same all the time: weeks without wage, and changes from a day on."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import load_rulebook
from compensation.ui.calculator.form.changes import whole
from compensation.ui.calculator.form.reading import read
from compensation.ui.parts.state import Draft
from tests.ui.form_app import Form, counted, first_answer

BBL = {"route": "bbl", "birth_date": date(2007, 8, 20), "offer__wage__amount": "7", "offer__wage__per": "hour"}
MAY = date(2026, 5, 1)


def changed(*about: str, **answers) -> Form:
    """The form with a change from 1 May on."""
    return first_answer(**answers).press("changes.add").fill(changes__0__from=MAY, changes__0__about=list(about))


def test_who_has_no_change_is_asked_nothing():
    form = first_answer()
    assert not form.asks("changes.0.from")
    assert "changes" not in counted(form)


def test_other_hours_and_days_begin_with_those_of_now():
    form = changed("hours")
    assert form.field("changes.0.workdays").value == ["mon", "tue", "wed", "thu"]
    form.fill(changes__0__workdays=["mon", "tue"], changes__0__hours_per_week="16")
    assert counted(form)["changes"] == [{"from": "2026-05-01", "hours_per_week": "16", "workdays": ["mon", "tue"]}]


def test_hours_of_each_day_from_a_day_on():
    form = changed("hours").fill(changes__0__by_day=True, changes__0__hours_by_day__thu="4")
    assert counted(form)["changes"][0]["hours_by_day"] == {"mon": "8", "tue": "8", "wed": "8", "thu": "4"}


def test_a_wage_that_rises_keeps_what_it_is_for_and_needs_its_amount():
    form = changed("wage", **BBL)
    assert form.field("changes.0.offer.wage.per").value == "hour"
    assert "wat er verandert, en vanaf welke dag" in form.told()
    form.fill(changes__0__offer__wage__amount="7,50")
    assert counted(form)["changes"] == [{"from": "2026-05-01", "offer": {"wage": {"amount": "7.5", "per": "hour"}}}]


def test_a_wage_that_changes_needs_one_before_it():
    form = changed("wage", **{name: value for name, value in BBL.items() if "wage" not in name})
    form.fill(changes__0__offer__wage__per="hour", changes__0__offer__wage__amount="7,50")
    assert "welk loon er tot die dag is" in form.app.error[0].value


def test_an_allowance_that_changes_needs_one_before_it_and_a_zero_is_one():
    form = changed("allowance").fill(changes__0__offer__allowance__amount="300")
    assert "Kies daar dan" in form.app.error[0].value
    form.fill(offer__allowance="unpaid")
    assert counted(form)["changes"][0]["offer"] == {"allowance": {"amount": "300", "per": "month"}}


def test_other_travel_from_a_day_on_and_a_rate_per_kilometre():
    form = changed("travel").fill(changes__0__travel__mode="own_vehicle", changes__0__travel__distance_km="12,5")
    form.fill(changes__0__about=["travel", "km_rate"], changes__0__offer__km_rate="0,23")
    assert counted(form)["changes"] == [
        {
            "from": "2026-05-01",
            "travel": {"mode": "own_vehicle", "distance_km": "12.5"},
            "offer": {"km_rate": "0.23"},
        }
    ]


def test_no_more_travel_from_a_day_on():
    form = changed("travel", travel__mode="own_vehicle", travel__distance_km="4")
    assert form.field("changes.0.travel.distance_km").value == "4"
    form.fill(changes__0__travel__mode="none")
    assert counted(form)["changes"][0]["travel"] == {"mode": "none"}


def test_a_rate_per_kilometre_beside_another_amount_for_travel_is_told():
    form = changed("km_rate", travel__mode="own_vehicle", travel__distance_km="4", repaid__travel__km="full")
    form.fill(changes__0__offer__km_rate="0,23")
    assert "ook een ander bedrag voor de reiskosten" in form.app.error[0].value


@pytest.mark.slow
def test_holiday_allowance_and_the_wage_of_the_cao_from_a_day_on():
    form = changed("holiday_percent", "cao_wage", **BBL, cao__status="applies", cao__hourly_wage="9")
    form.fill(changes__0__offer__holiday_allowance_percent="8,33", changes__0__cao__hourly_wage="9,50")
    assert counted(form)["changes"] == [
        {"from": "2026-05-01", "cao": {"hourly_wage": "9.5"}, "offer": {"holiday_allowance_percent": "8.33"}}
    ]
    form.fill(cao__status="none")
    assert counted(form)["changes"] == [{"from": "2026-05-01", "offer": {"holiday_allowance_percent": "8.33"}}]


def test_another_year_of_study_where_the_cao_pays_by_year():
    scheme = {"sector": "eerstelijnszorg", "cao": "applies", "scheme": "apotheken", "year": "1"}
    form = Form(v="2", route="bol", start="2026-02-02", end="2026-07-03", hours="32", days="mon-tue-wed", **scheme)
    form.press("changes.add").fill(changes__0__from=MAY, changes__0__about=["study_year"], changes__0__study_year=2)
    assert counted(form)["changes"] == [{"from": "2026-05-01", "study_year": 2}]


# ---------------------------------------------------------------- more of them, order, and taking away


def test_a_second_change_begins_with_what_the_first_said_and_the_order_does_not_matter():
    form = changed("hours").fill(changes__0__hours_per_week="24").press("changes.add")
    form.fill(changes__1__about=["hours"])
    assert form.field("changes.1.hours_per_week").value == "24"
    form.fill(changes__1__from=date(2026, 4, 1), changes__1__hours_per_week="20")
    assert [change["hours_per_week"] for change in counted(form)["changes"]] == ["20", "24"]


def test_a_fault_is_told_at_its_own_change_whatever_their_order():
    form = changed("hours").press("changes.add").fill(changes__1__about=["hours"], changes__1__from=date(2026, 4, 1))
    form.fill(changes__1__hours_per_week="61")
    paths = [fault.path for fault in read(form.draft, load_rulebook()).faults]
    assert paths == ["changes.1.hours_per_week"]
    assert "1 tot en met 60" in form.app.error[0].value


def test_two_changes_on_one_day_are_told():
    form = changed("hours").press("changes.add").fill(changes__1__about=["hours"], changes__1__from=MAY)
    assert "begint al een andere wijziging" in form.app.error[0].value


@pytest.mark.parametrize("day", [date(2026, 2, 2), date(2026, 7, 4)])
def test_a_change_outside_the_placement_is_told(day):
    assert "Een wijziging begint na de eerste dag" in changed("hours").fill(changes__0__from=day).app.error[0].value


def test_a_change_of_nothing_is_not_yet_one():
    assert "wat er verandert, en vanaf welke dag" in changed().told()


@pytest.mark.slow
def test_a_change_taken_away_leaves_the_other():
    form = changed("hours").press("changes.add").fill(changes__1__from=date(2026, 6, 1), changes__1__about=["hours"])
    form.fill(changes__1__hours_per_week="20").press("changes.0.remove")
    assert form.field("changes.0.hours_per_week").value == "20"
    form.press("changes.0.remove")
    assert "changes" not in form.draft.placement


@pytest.mark.slow
def test_a_change_of_what_is_no_longer_asked_does_not_count():
    form = changed("wage", **BBL).fill(changes__0__offer__wage__amount="7,50", route="bol")
    assert "changes" not in counted(form)
    assert form.fill(route="bbl").field("changes.0.offer.wage.amount").value == "7,50"


def test_a_file_that_changes_the_hours_only_shows_the_days_that_stay():
    data = {"hours_per_week": "32", "workdays": ["mon"], "changes": [{"from": "2026-05-01", "hours_per_week": "8"}]}
    assert whole(data)["changes"] == [{"from": "2026-05-01", "hours_per_week": "8", "workdays": ["mon"]}]
    assert data["changes"] == [{"from": "2026-05-01", "hours_per_week": "8"}]


# ---------------------------------------------------------------- days off


@pytest.mark.slow
def test_weeks_without_wage_are_asked_of_who_earns_one():
    form = first_answer(**BBL).press("closed.add")
    form.fill(closed__0__from=date(2026, 3, 2), closed__0__to=date(2026, 3, 6))
    assert counted(form)["closed"] == [{"from": "2026-03-02", "to": "2026-03-06"}]
    form.fill(closed__0__paid=False)
    assert counted(form)["closed"] == [{"from": "2026-03-02", "to": "2026-03-06", "paid": False}]


def test_pay_on_days_off_is_not_asked_for_an_allowance():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="4").press("closed.add")
    assert not form.asks("closed.0.paid")


@pytest.mark.slow
def test_a_day_with_and_without_wage_is_told():
    form = first_answer(**BBL).press("closed.add").press("closed.add")
    days = {"from": date(2026, 3, 2), "to": date(2026, 3, 6)}
    for number in (0, 1):
        form.fill(**{f"closed__{number}__{name}": day for name, day in days.items()})
    form.fill(closed__1__paid=False)
    assert "met loon en ook zonder loon" in form.app.error[0].value


@pytest.mark.slow
def test_the_heading_counts_what_is_not_the_same_all_the_time():
    form = changed("hours", **BBL).press("closed.add")
    assert any("1 vrije periode · 1 wijziging" in step.label for step in form.app.expander)


def test_a_draft_of_nothing_reads_without_a_word():
    assert read(Draft(), load_rulebook()).faults == ()
