"""More ways of travelling: each with its price, days and direction, one travel product for all, a season ticket."""

from __future__ import annotations

import pytest

from compensation import load_rulebook
from compensation.ui.calculator.form.reading import read
from tests.ui.form_app import Form, counted, first_answer


def two_ways(reader="employer", lang="nl") -> Form:
    form = first_answer(reader, lang, travel__mode="own_vehicle", travel__distance_km="4,5" if lang == "nl" else "4.5")
    form.press("travel.add")
    return form.fill(travel__1__mode="public_transport", travel__1__carrier="train", travel__1__fare="6")


def test_nothing_is_asked_of_who_travels_in_one_way():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="4,5")
    assert not form.asks("travel.days") and not form.asks("travel.trips")
    assert counted(form)["travel"] == {"mode": "own_vehicle", "distance_km": "4.5"}


def test_a_second_way_of_travelling_and_one_product_for_all():
    form = two_ways().fill(travel__student_product="weekend")
    assert counted(form)["travel"] == [
        {"mode": "own_vehicle", "distance_km": "4.5"},
        {"mode": "public_transport", "carrier": "train", "fare": "6", "student_product": "weekend"},
    ]
    assert [leg["student_product"] for leg in form.draft.get("travel")] == ["weekend"] * 2


def test_a_fare_counts_when_it_is_said_whether_there_is_a_travel_product():
    form = first_answer(travel__mode="public_transport", travel__carrier="train", travel__fare="6")
    assert form.field("travel.student_product").value is None
    assert "of er een studentenreisproduct is" in form.told()
    assert "travel" not in read(form.draft, load_rulebook()).data
    form.fill(travel__student_product="none")
    assert counted(form)["travel"]["student_product"] == "none"


def test_a_fare_waits_for_the_travel_product_also_beside_a_way_that_is_not_finished():
    form = first_answer(travel__mode="public_transport", travel__carrier="bus", travel__fare="3").press("travel.add")
    assert "travel" not in read(form.draft, load_rulebook()).data
    form.fill(travel__student_product="none")
    assert read(form.draft, load_rulebook()).data["travel"][0]["student_product"] == "none"


def test_that_there_are_no_other_costs_stays_said_beside_a_way_that_is_not_finished():
    form = first_answer(travel__mode="public_transport", travel__carrier="train").fill(no_costs=True)
    assert form.draft.get("costs") == []
    found = read(form.draft, load_rulebook())
    assert "travel" not in found.data
    assert found.data["costs"] == []


def test_a_way_taken_away_leaves_the_other_as_it_was():
    form = two_ways().fill(travel__1__fare="zes").press("travel.1.remove")
    assert form.draft.get("travel") == {"mode": "own_vehicle", "distance_km": "4.5"}
    assert form.draft.unread == {}
    assert form.field("travel.distance_km").value == "4,5"


def test_what_cannot_be_read_goes_along_when_a_way_is_added():
    form = first_answer(travel__mode="own_vehicle").fill(travel__distance_km="ver").press("travel.add")
    assert form.field("travel.0.distance_km").value == "ver"
    assert form.draft.unread.keys() == {"travel.0.distance_km"}


def test_some_days_and_one_way_only():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="20", travel__part=True)
    assert form.field("travel.days").value == ["mon", "tue", "wed", "thu"]
    form.fill(travel__days=["mon", "thu"], travel__trips="outbound")
    assert counted(form)["travel"] == {
        "mode": "own_vehicle",
        "distance_km": "20",
        "days": ["mon", "thu"],
        "trips": "outbound",
    }
    form.fill(travel__part=False)
    assert counted(form)["travel"] == {"mode": "own_vehicle", "distance_km": "20"}


@pytest.mark.slow
def test_a_day_of_travel_that_is_no_longer_worked_is_told():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="20", travel__part=True)
    form.fill(travel__days=["mon", "thu"], workdays=["mon", "tue"])
    assert form.field("travel.days").value == ["mon"]
    assert counted(form)["travel"]["days"] == ["mon"]
    form.fill(workdays=["tue"], hours_per_week="8")
    assert "wordt nooit gewerkt" in form.app.error[0].value
    form.fill(travel__days=["tue"])
    assert "days" not in counted(form)["travel"]


def test_a_season_ticket_asks_a_price_and_for_how_long():
    form = first_answer(travel__mode="season_ticket")
    assert not form.asks("travel.student_product") and not form.asks("travel.part")
    form.fill(travel__amount="95")
    assert "een week, een maand of een jaar" in form.told()
    form.fill(travel__per="year")
    assert counted(form)["travel"] == {"mode": "season_ticket", "amount": "95", "per": "year"}


def test_four_ways_are_the_most():
    form = two_ways().press("travel.add")
    form.fill(travel__2__mode="season_ticket", travel__2__amount="50", travel__2__per="month").press("travel.add")
    assert not form.asks("travel.add")


@pytest.mark.parametrize(("reader", "lang"), [("employer", "en"), ("student", "nl"), ("student", "en")])
def test_the_questions_stand_in_the_words_of_each_reader_and_language(reader, lang):
    assert len(counted(two_ways(reader, lang).fill(travel__student_product="week"))["travel"]) == 2
