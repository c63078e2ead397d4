"""The shared form: what it lacks, faults at their field, and questions that depend on others."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import load_rulebook
from compensation.texts import LANGUAGES
from compensation.ui.calculator.form.writes import write_cost_kinds
from compensation.ui.calculator.save import placement_file
from compensation.ui.parts.state import Draft
from tests import placements
from tests.rulebooks import LIVE_RULES
from tests.ui.form_app import BASIC, Form, first_answer, saved

BOOK = load_rulebook()


# ---------------------------------------------------------------- gaps and faults


def test_an_empty_form_says_what_is_needed_and_nothing_else():
    form = Form()
    needed = form.app.info[0].value
    for name in ("de opleiding", "de eerste dag", "de laatste dag", "de uren per week", "de dagen in de week"):
        assert name in needed
    assert not form.app.error and not form.app.warning


@pytest.mark.parametrize("name", BASIC)
def test_each_first_question_is_needed_for_an_answer(name):
    form = Form().fill(**{key: value for key, value in BASIC.items() if key != name})
    assert len(form.app.info[0].value.splitlines()) == 2


def test_a_wrong_period_is_told_at_the_last_day():
    form = first_answer().fill(end=date(2026, 1, 1))
    assert "1 januari 2026" in form.app.error[0].value
    assert len(form.app.error) == 1  # at the field, and in the summary above; not once more beside them
    assert "Het staat bij de vragen" in form.app.warning[0].value


def test_too_many_hours_are_told():
    assert "1 tot en met 60" in first_answer().fill(hours_per_week="61").app.error[0].value


def test_an_age_that_cannot_be_right_is_told():
    form = first_answer().fill(route="bbl", birth_date=date(2020, 1, 1))
    assert "6 jaar" in form.app.error[0].value


# ---------------------------------------------------------------- what is begun takes no answer away


@pytest.mark.parametrize(
    ("answers", "pressed", "lacks"),
    [
        ({"travel__mode": "own_vehicle"}, None, "de afstand"),
        ({"travel__mode": "public_transport"}, None, "trein of bus"),
        ({"costs": ["clothing"]}, None, "het bedrag van de onkosten"),
        ({}, "changes.add", "wat er verandert, en vanaf welke dag"),
        ({"travel__mode": "own_vehicle", "travel__distance_km": "4"}, "closed.add", "de begin- en einddatum"),
    ],
)
def test_what_is_begun_does_not_count_until_it_is_whole_and_takes_no_answer_away(answers, pressed, lacks):
    form = first_answer(**answers)
    if pressed:
        form.press(pressed)
    assert "Passend is" in form.told()
    assert "Vul nog aan: **" in form.told()
    assert any(lacks in caption.value for caption in form.app.caption)


def test_a_change_lacks_what_it_says_anew():
    form = first_answer().press("changes.add").fill(changes__0__from=date(2026, 5, 1), changes__0__about=["travel"])
    form.fill(changes__0__travel__mode="own_vehicle")
    assert [caption.value for caption in form.app.caption if "de afstand" in caption.value]
    assert "Passend is" in form.told()


def test_what_is_begun_and_paid_for_by_kilometre_is_needed():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="4", repaid__travel__km="km")
    form.fill(offer__km_rate="0,20", travel__distance_km="")
    assert "Passend is" in form.told()  # what is begun takes no answer away
    assert "Vul nog aan: **de afstand" in form.told()


# ---------------------------------------------------------------- dependent questions


def test_a_birth_date_is_asked_for_a_wage_only():
    form = first_answer()
    assert not form.asks("birth_date") and form.asks("kind")
    form.fill(route="bbl")
    assert form.asks("birth_date") and not form.asks("kind")
    assert "geboortedatum" in form.told()


@pytest.mark.parametrize(("route", "title"), [("bol", "2. Cao en norm"), ("bbl", "2. Cao**")])
def test_a_norm_stands_in_no_heading_of_who_earns_a_wage(route, title):
    assert any(title in step.label for step in first_answer().fill(route=route).app.expander)


def test_travel_asks_step_by_step():
    form = first_answer(travel__mode="public_transport")
    assert form.asks("travel.fare") and form.asks("travel.student_product")
    form.fill(travel__carrier="bus")
    assert form.asks("travel.distance_km") and form.asks("travel.region")
    form.fill(travel__fare="3,40")
    assert not form.asks("travel.distance_km") and not form.asks("travel.region")


@pytest.mark.slow
def test_costs_open_with_those_of_the_sector_and_ask_what_each_needs():
    form = first_answer(sector="horeca")
    assert form.field("costs").options[:2] == ["Werkkleding", "Gereedschap"]
    form.fill(costs=["clothing", "vog"])
    assert form.asks("cost.clothing.1.amount") and form.asks("cost.vog.1.amount")
    assert "het bedrag van de onkosten" in form.told()
    form.fill(cost__clothing__1__amount="85")
    assert "85,00" in form.told() or "85" in form.told()
    form.fill(cost__clothing__1__provided=True)
    assert not form.asks("cost.clothing.1.amount")
    form.fill(costs=["vog"])
    assert form.draft.get("costs") == [{"kind": "vog"}]


@pytest.mark.slow
def test_the_school_pays_the_vaccination_of_a_bol_student():
    form = first_answer(sector="ziekenhuiszorg", costs=["vaccination"])
    assert form.field("cost.vaccination.1.required_by").value == "school"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["tools", "phone", "housing", "certificate", "other"])
def test_where_no_source_says_who_asks_for_a_cost_the_form_asks(kind):
    form = first_answer(costs=[kind], **{f"cost__{kind}__1__amount": "30"})
    assert form.field(f"cost.{kind}.1.required_by").value is None
    assert "wie om de onkosten vraagt" in form.told()
    form.fill(**{f"cost__{kind}__1__required_by": "school"})
    assert "wie om de onkosten vraagt" not in form.told()
    assert form.draft.get("costs") == [{"kind": kind, "required_by": "school", "amount": "30"}]


def test_a_cost_begins_with_who_asks_for_it_as_a_source_says():
    by_route = {route: [] for route in ("bol", "bbl", "hbo", "wo", "dual")}
    for route, begun in by_route.items():
        made = Draft({"route": route})
        write_cost_kinds(BOOK, made, ["clothing", "vaccination", "phone"])
        begun += [cost.get("required_by", "employer") for cost in made.get("costs")]
    assert by_route == {
        "bol": ["employer", "school", ""],
        "bbl": ["employer", "employer", ""],
        "hbo": ["employer", "school", ""],
        "wo": ["employer", "", ""],
        "dual": ["employer", "employer", ""],
    }


@pytest.mark.slow
def test_a_second_other_cost_can_be_added_and_taken_away():
    form = first_answer(costs=["other"], cost__other__1__amount="10", cost__other__1__required_by="employer")
    form.press("another_cost").fill(cost__other__2__amount="x")
    form.fill(cost__other__2__amount="20")
    assert [cost["amount"] for cost in form.draft.get("costs")] == ["10", "20"]
    form.press("cost.other.2.remove")
    assert form.draft.get("costs") == [{"kind": "other", "required_by": "employer", "amount": "10"}]
    assert form.field("cost.other.1.amount").value == "10"


def test_weeks_off_are_asked_where_they_matter_and_need_both_dates():
    form = first_answer()
    assert not form.asks("closed.add")
    form.fill(travel__mode="own_vehicle", travel__distance_km="12,5").press("closed.add")
    assert "vrije weken" in form.told()
    form.fill(closed__0__from=date(2026, 4, 27), closed__0__to=date(2026, 5, 8))
    assert form.draft.get("closed") == [{"from": "2026-04-27", "to": "2026-05-08"}]
    form.press("closed.0.remove")
    assert form.draft.get("closed") is None


def test_a_cao_offers_the_schemes_of_the_sector_and_ones_own_amount():
    form = first_answer(sector="bouw", cao__status="applies")
    select = form.field("cao.scheme.bouw.bol")
    assert select.options[-1].startswith("Een andere cao")
    assert (
        any("niet bekend" in option for option in form.field("cao.scheme.bouw.bol").options) or len(select.options) > 1
    )
    form.fill(**{"cao__scheme__bouw__bol": "own_amount"})
    assert form.asks("cao.amount.amount") and form.asks("cao.amount.base_hours") and not form.asks("norm_asked")
    assert "het bedrag uit de cao" in form.told()
    form.fill(cao__amount__amount="350", cao__amount__base_hours="38")
    assert form.draft.get("cao") == {
        "status": "applies",
        "amount": {"per": "month", "amount": "350", "base_hours": "38"},
    }


def test_a_norm_is_for_who_asks_and_begins_with_the_one_that_was_chosen():
    form = first_answer()
    assert not form.asks("norm_asked")
    form.fill(cao__status="none")
    assert form.asks("norm_asked") and not form.asks("norm")
    before = form.told().splitlines()[0]
    form.fill(norm_asked=True)
    assert form.field("norm").value == form.draft.get("norm") == "national"
    assert "€" in before and form.told().splitlines()[0] == before
    assert form.fill(norm_asked=False).draft.get("norm") is None


def test_a_norm_of_ones_own_asks_its_amount():
    form = first_answer(cao__status="none", norm_asked=True, norm="own")
    assert "het eigen bedrag" in form.told()
    form.fill(own_norm__amount="400", own_norm__per="week")
    assert form.draft.get("own_norm") == {"amount": "400", "per": "week"}
    assert "Met uw eigen bedrag is het" in form.told()


def test_a_rate_per_kilometre_or_an_amount_but_never_both():
    form = first_answer(travel__mode="own_vehicle", travel__distance_km="12,5")
    form.fill(repaid__travel__km="km")
    assert any("telt dit niet mee" in caption.value for caption in form.app.caption)
    form.fill(offer__km_rate="0,19")
    assert form.draft.get("offer") == {"km_rate": "0.19"}
    form.fill(repaid__travel__km="full")
    assert form.draft.get("offer") == {"reimbursements": [{"kind": "travel", "full": True}]}


# ---------------------------------------------------------------- every question

EVERY_SECTOR = sorted(load_rulebook(base=LIVE_RULES).sectors)


@pytest.mark.parametrize("sector", EVERY_SECTOR)
def test_the_form_of_every_sector_can_be_drawn(sector, monkeypatch):
    """Without a cao the sector's schemes decide what is asked: the year of study, whether it is compulsory.

    With the live rules: they have more sectors and more sorts of schemes than any rules made up for a test.
    """
    monkeypatch.setenv("PASSEND_RULES_BASE", str(LIVE_RULES))
    number = EVERY_SECTOR.index(sector)
    reader, lang, route = (
        ("employer", "student")[number % 2],
        tuple(LANGUAGES)[number // 2 % 2],
        ("bol", "hbo", "wo")[number % 3],
    )
    answers = {"route": route, "sector": sector, "start": "2026-02-02", "end": "2026-07-03", "hours": "32"}
    travel = {"travel": "public_transport", "by": "bus", "product": "weekend"}
    form = Form(reader, lang, v="1", days="mon-tue-wed-thu", **answers, **travel)
    assert not form.app.error, [error.value for error in form.app.error]
    assert form.asks("travel.student_product")


def test_a_year_of_study_is_asked_by_its_number():
    form = Form(v="1", route="bol", sector="eerstelijnszorg", start="2026-02-02", end="2026-07-03", hours="32")
    assert form.field("study_year").options == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(("reader", "whose"), [("employer", "deze uren of dagen"), ("student", "jouw uren of dagen")])
@pytest.mark.parametrize(("hours", "said"), [("31.5", True), ("32", False)])
def test_a_cao_that_does_not_say_what_it_pays_at_these_hours_is_said_to_be_so(reader, whose, hours, said):
    scheme = {"sector": "detailhandel", "cao": "applies", "scheme": "drogisten"}
    form = Form(reader, v="1", route="bol", start="2026-02-02", end="2026-07-03", hours=hours, days="mon-tue", **scheme)
    captions = [caption.value for caption in form.app.caption]
    assert any(f"Wat deze cao bij {whose} betaalt, weten wij niet" in caption for caption in captions) is said
    assert form.asks("norm_asked") is said


def test_what_travel_lacks_hides_nothing_else_that_is_missing_or_wrong():
    form = first_answer(travel__mode="own_vehicle").fill(route="bbl")
    assert "de geboortedatum" in form.told() and "de afstand" in form.told()
    form.fill(birth_date=date(2007, 8, 20), end=date(2026, 1, 1))
    assert "ligt voor de eerste dag" in form.app.error[0].value


def test_all_that_is_begun_is_left_out_and_told_together():
    form = first_answer(travel__mode="own_vehicle", costs=["clothing", "phone"]).press("changes.add")
    said = form.told()
    assert "Passend is" in said
    for name in ("de afstand", "wat er verandert", "het bedrag van de onkosten", "wie om de onkosten vraagt"):
        assert name in said


def test_a_file_that_was_given_goes_with_the_answers():
    form = Form("student")
    content = placement_file(saved(placements.placement(20)))
    form.app.file_uploader[0].set_value(("Zwanenburgwal.json", content, "application/json")).run()
    assert form.app.file_uploader[0].value is not None
    assert form.draft.get("route") == "bol"
    form.app.button(key="save.student.anew").click().run()
    assert form.app.file_uploader[0].value is None
    assert form.draft.get("route") is None
