"""The shared form: numbers, gaps, faults at their field, dependent questions, languages, and a change of page."""

from __future__ import annotations

import json
from datetime import date

import pytest

from compensation import load_rulebook
from compensation.texts import LANGUAGES, catalogue
from compensation.ui.calculator.form.writes import write_cost_kinds
from compensation.ui.calculator.save import FileFaultError, placement_file, read_file
from compensation.ui.parts.numbers import BIRTH, NumberTextError, read_day, read_number, shown_day, shown_number
from compensation.ui.parts.state import Draft
from tests import placements
from tests.rulebooks import LIVE_RULES
from tests.ui.form_app import BASIC, Form, first_answer, saved

BOOK = load_rulebook()


# ---------------------------------------------------------------- numbers


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


# ---------------------------------------------------------------- languages and pages


def test_a_change_of_language_keeps_every_answer_and_writes_it_in_that_language():
    form = first_answer("student", travel__mode="own_vehicle", travel__distance_km="12,5")
    form.app.button(key="language_en").click().run()
    english = Form("student", "en", app=form.app)
    assert english.field("travel.distance_km").value == "12.5"
    assert english.field("route").value == "bol"
    assert english.app.title[0].value == "Do you get what you should?"


def test_a_change_of_page_keeps_every_answer_also_one_that_cannot_be_read():
    form = first_answer("student", travel__mode="own_vehicle", travel__distance_km="1.250")
    form.app.switch_page("compensation/ui/rules/regels.py").run()
    form.app.switch_page("compensation/ui/calculator/werkgever.py").run()
    employer = Form("employer", app=form.app)
    assert "Vul nog aan: **" in employer.told()  # the questions are folded: the answer stands without it
    employer.app.button(key="sheet_without").click().run()
    assert employer.field("travel.distance_km").value == "1.250"
    assert "kan 1250 zijn" in employer.app.error[0].value
    assert employer.draft.get("workdays") == BASIC["workdays"]


def test_next_opens_the_following_group_below_this_one():
    form = first_answer().press("next.stage")
    assert [step.proto.expanded for step in form.app.expander[:3]] == [True, True, False]
    assert not form.asks("next.stage") and form.asks("next.cao")


# ---------------------------------------------------------------- files


def test_a_saved_file_opens_as_it_was():
    data = {"route": "bbl", "start": "2026-02-02", "end": "2026-03-01", "hours_per_week": "12.5", "workdays": ["mon"]}
    data |= {
        "birth_date": "2008-03-15",
        "costs": [{"kind": "vog"}],
        "offer": {"wage": {"amount": "9.05", "per": "hour"}},
    }
    saved = placement_file(data)
    assert json.loads(saved)["passend"] == 2
    assert read_file(saved, BOOK, "nl") == data
    assert read_file(saved.replace(b'"passend": 2', b'"passend": 1'), BOOK, "nl") == data


def test_a_bare_placement_of_the_contract_opens_too():
    bare = b'{"route":"bol","start":"2026-02-02","end":"2026-03-01","hours_per_week":12.5,"workdays":["mon"]}'
    assert read_file(bare, BOOK, "en")["hours_per_week"] == "12.5"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "geen stage"),
        (b'{"passend": 9, "placement": {}}', "9"),
        (b'{"passend": true, "placement": {}}', "True"),
        (b'{"passend": 1, "placement": {"route": "bol"}}', "start"),
        (b'{"route":"bol","start":"2026-02-02","end":"2026-03-01","hours_per_week":99,"workdays":["mon"]}', "60"),
        (
            b'{"route":"bol","sector":"x","start":"2026-02-02","end":"2026-03-01","hours_per_week":9,"workdays":["mon"]}',
            "sector",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(content, said):
    with pytest.raises(FileFaultError) as refused:
        read_file(content, BOOK, "nl")
    assert said in str(refused.value)


# ---------------------------------------------------------------- the draft


def test_a_draft_keeps_paths_apart():
    draft = Draft()
    draft.put("travel.fare", "5.50")
    draft.put("costs", [{"kind": "vog"}, {"kind": "other"}])
    draft.put("costs.1.amount", "9")
    draft.unread["costs.1.amount"] = "2:x"
    draft.put_list("costs", draft.get("costs")[1:])
    assert draft.placement == {"travel": {"fare": "5.50"}, "costs": [{"kind": "other", "amount": "9"}]}
    assert draft.unread == {"costs.0.amount": "2:x"}
    assert draft.get("costs.7.amount") is None
    draft.drop("costs")
    assert draft.unread == {} and draft.get("costs") is None


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
