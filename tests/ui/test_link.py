"""A placement as a link: there and back unchanged, nothing personal in it, and nothing silently replaced."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import urlsplit

import pytest

from compensation import load_rulebook, read_placement
from compensation.ui.calculator.form.changes import whole
from compensation.ui.calculator.form.counts import placement_data
from compensation.ui.calculator.link import address, from_query, params_of, query, shared
from compensation.ui.parts.state import Draft
from tests.oracle.data import load_data
from tests.oracle.random_placements import random_placement
from tests.ui.form_app import Form, first_answer, saved

BOOK = load_rulebook()
BASE = "https://passend.example/werkgever"


def back(data):
    made = urlsplit(address(data, BASE, "nl"))
    assert made.query == "lang=nl", "what a server sees of a link"
    return from_query(params_of(made.fragment), BOOK)


@pytest.mark.parametrize("seed", range(300))
def test_a_link_gives_the_same_placement_but_for_what_is_personal(seed):
    data = placement_data(Draft(whole(saved(random_placement(Random(seed), load_data())))), BOOK)
    found, problems = back(data)
    assert problems == []
    born = {"birth_date": data["birth_date"]} if "birth_date" in data else {}
    expected = read_placement({key: value for key, value in data.items() if key != "id"})
    assert read_placement(found | born) == expected


def test_a_link_is_short_and_readable():
    data = {
        "route": "bol",
        "sector": "horeca",
        "start": "2026-02-02",
        "end": "2026-07-03",
        "hours_per_week": "32",
        "workdays": ["mon", "tue"],
        "costs": [{"kind": "vog"}, {"kind": "clothing", "amount": "85", "required_by": "school"}],
        "offer": {"allowance": {"amount": "250", "per": "month"}},
    }
    assert address(data, BASE, "en") == (
        f"{BASE}?lang=en#v=2&route=bol&sector=horeca&start=2026-02-02&end=2026-07-03&hours=32&days=mon-tue"
        "&cost=vog&cost=clothing~85~school&pay=250~month"
    )


def test_nothing_personal_stands_in_a_link():
    data = {"route": "bbl", "id": "Jan de Vries", "birth_date": "2007-08-20", "start": "2026-02-02"}
    said = address(data, BASE, "nl")
    assert "Vries" not in said and "2007" not in said and "birth" not in said
    assert [name for name, _ in query(data)] == ["v", "route", "start"]


@pytest.mark.parametrize("value", [["3"], [], ["1", "1"], ["1", "2"], ["x"]])
def test_a_link_of_another_version_is_refused_as_a_whole(value):
    found, problems = from_query({"v": value, "route": ["bol"]}, BOOK)
    assert found == {}
    assert [problem.why for problem in problems] == ["version"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("route", "mbo"),
        ("sector", "ruimtevaart"),
        ("scheme", "horeca2"),
        ("start", "2026-02-30"),
        ("start", "2026-2-3"),
        ("start", "1999-12-31"),
        ("hours", "32,5"),
        ("hours", "-1"),
        ("hours", "1e3"),
        ("hours", "NaN"),
        ("days", "mon-mon"),
        ("days", "ma"),
        ("closed", "2026-05-01"),
        ("fare", "5.555"),
        ("cost", "gold~12"),
        ("cost", "clothing~85~90"),
        ("cost", "clothing~month~week"),
        ("pay", "250"),
        ("pay", "250~year"),
        ("pay", "250~month~40"),
        ("caopay", "250~month~40~1"),
        ("allin", "true"),
        ("norm", "average_mbo_2023"),
        ("test", "yes-no"),
        ("year", "7"),
        ("dayhours", "mon~8~mon~4"),
        ("dayhours", "mon~8~tue"),
        ("closed", "2026-05-01~2026-05-02~paid"),
        ("way", "rocket"),
        ("way", "own_vehicle~km:12~km:13"),
        ("way", "own_vehicle~speed:12"),
        ("way", "public_transport~by:bus~region:atlantis"),
        ("cost", "clothing~85~from:2026-02-30"),
        ("newminimum", "2027-01-01"),
        ("caowage", "9,80"),
        ("pact", "true"),
    ],
)
def test_a_value_that_cannot_be_read_is_left_open_and_told(name, value):
    found, problems = from_query({"v": ["1"], name: [value]}, BOOK)
    assert found == {}
    assert [(problem.name, problem.value, problem.why) for problem in problems] == [(name, value, "value")]


def test_what_is_not_known_or_stands_twice_is_told():
    params = {"v": ["2"], "foo": ["1"], "route": ["bol", "hbo"], "c1.sector": ["horeca"], "c25.hours": ["8"]}
    found, problems = from_query(params, BOOK)
    assert found == {}
    assert [(problem.name, problem.why) for problem in problems] == [
        ("foo", "unknown"),
        ("route", "twice"),
        ("c1.sector", "unknown"),
        ("c25.hours", "unknown"),
    ]


@pytest.mark.parametrize(
    ("first", "second"), [(("travel", "none"), ("way", "own_vehicle")), (("way", "own_vehicle~km:1"), ("km", "3"))]
)
def test_travel_that_is_said_in_two_ways_is_told(first, second):
    many = {name: [value] for name, value in (first, second)} | {"v": ["2"]}
    if first[0] == "way":
        many["way"] *= 2
    _, problems = from_query(many, BOOK)
    assert [(problem.name, problem.why) for problem in problems] == [(second[0], "twice")]


def test_a_link_of_version_1_leaves_unsaid_what_it_does_not_say():
    link = {"v": ["1"], "route": ["bol"], "travel": ["own_vehicle"], "km": ["12.5"], "cost": ["phone~10~month"]}
    found, problems = from_query(link, BOOK)
    assert problems == []
    assert found == {
        "route": "bol",
        "travel": {"mode": "own_vehicle", "distance_km": "12.5"},
        "costs": [{"kind": "phone", "amount": "10", "per": "month"}],
    }


def test_what_changes_stands_under_its_number():
    changes = [
        {"from": "2026-05-01", "hours_per_week": "24", "offer": {"wage": {"amount": "9", "per": "hour"}}},
        {"from": "2026-06-01", "travel": [{"mode": "season_ticket", "amount": "50", "per": "month"}] * 2},
    ]
    assert query({"changes": changes})[1:] == [
        ("c1.from", "2026-05-01"),
        ("c1.hours", "24"),
        ("c1.wage", "9~hour"),
        ("c2.from", "2026-06-01"),
        ("c2.way", "season_ticket~amount:50~per:month"),
        ("c2.way", "season_ticket~amount:50~per:month"),
    ]
    assert back({"changes": changes}) == ({"changes": changes}, [])


def test_what_is_paid_and_what_the_work_is_like_are_shared_only_when_asked():
    data = {
        "route": "bbl",
        "start": "2026-02-02",
        "offer": {"wage": {"amount": "7.05", "per": "hour"}, "employment_contract": True},
        "placement_test": {"learning_goals": False, "extra_to_staff": True},
        "changes": [
            {"from": "2026-05-01", "offer": {"wage": {"amount": "9", "per": "hour"}}},
            {"from": "2026-06-01", "hours_per_week": "24", "offer": {"km_rate": "0.21"}},
        ],
    }
    said = address(shared(data), BASE, "nl")
    assert "7.05" not in said and "wage" not in said and "test" not in said and "0.21" not in said and "9~" not in said
    found, problems = back(shared(data))
    assert problems == []
    assert found == {
        "route": "bbl",
        "start": "2026-02-02",
        "changes": [{"from": "2026-06-01", "hours_per_week": "24"}],
    }
    assert data["offer"]["wage"]["amount"] == "7.05", "what is shared is a copy"


def test_a_link_is_to_the_page_that_it_was_made_on_whatever_stood_in_the_address():
    assert address({}, f"{BASE}?lang=en&v=2&route=bol#v=2", "nl") == f"{BASE}?lang=nl#v=2"


@pytest.mark.parametrize("behind", ["", "v", "%%%", "&&&", "=", "v=2" + "&cost=vog" * 5000, "uitkomst"])
def test_what_stands_behind_the_sign_and_is_no_link_is_no_placement(behind):
    found, problems = from_query(params_of(behind), BOOK)
    assert found == {}
    assert [problem.why for problem in problems] == ["version"]


def test_the_rest_of_a_link_with_a_fault_is_kept():
    found, problems = from_query({"v": ["1"], "route": ["bol"], "hours": ["veel"], "cost": ["vog", "goud"]}, BOOK)
    assert found == {"route": "bol", "costs": [{"kind": "vog"}]}
    assert len(problems) == 2


# ---------------------------------------------------------------- in the app

GOOD = {
    "v": "1",
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours": "32",
    "days": "mon-tue-wed-thu",
    "norm": "national",
    "pay": "250~month",
}


def test_a_link_fills_the_form():
    form = Form("student", **GOOD)
    assert form.field("hours_per_week").value == "32"
    assert form.field("workdays").value == ["mon", "tue", "wed", "thu"]
    assert "394,77" in form.told()
    assert not [box.value for box in form.app.warning if "link" in box.value]


def test_a_bad_link_says_what_it_left_open():
    form = Form("student", **(GOOD | {"hours": "tweeëndertig", "naam": "Jan"}))
    warning = form.app.warning[0].value
    assert "hours" in warning and "tweeëndertig" in warning and "naam" in warning
    assert form.field("hours_per_week").value == ""
    assert "de uren per week" in form.told()


def test_a_link_with_markup_stays_text():
    form = Form("student", **(GOOD | {"sector": "[klik](https://kwaad.example)"}))
    assert "](https" not in form.app.warning[0].value


def test_a_link_is_taken_out_of_the_address_once_it_is_read():
    form = Form("student", **GOOD)
    assert set(form.app.query_params) == {"lang"}
    form.fill(hours_per_week="24")
    assert form.draft.get("hours_per_week") == "24"
    assert form.field("hours_per_week").value == "24"


def test_a_run_that_was_on_its_way_with_the_old_address_changes_no_answer():
    form = Form("student", **GOOD).fill(hours_per_week="24")
    for name, value in GOOD.items():
        form.app.query_params[name] = value
    form.app.run()
    assert form.draft.get("hours_per_week") == "24"


def test_a_link_behind_the_sign_fills_the_form_as_one_in_the_address_does():
    form = first_answer("student")
    form.app.session_state["passend_link_opened"] = "v=2&route=hbo&hours=tweeëndertig"
    form.app.run()
    assert form.draft.placement == {"route": "hbo"}
    assert "tweeëndertig" in form.app.warning[0].value
    assert form.draft.before.placement["route"] == "bol"
    form.app.button(key="undo").click().run()
    assert form.field("hours_per_week").value == "32"
    assert form.field("route").value == "bol"


def test_the_link_to_share_holds_what_is_paid_only_when_it_is_ticked():
    form = Form("student", **GOOD)

    def told():
        return next(
            json.loads(one.proto.json)["text"] for one in form.app.get("bidi_component") if "#v" in one.proto.json
        )

    assert "pay=" not in told() and "hours=32" in told()
    form.app.checkbox(key="save.student.whole").check().run()
    assert "pay=250~month" in told()
