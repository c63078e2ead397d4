"""The questions in three ways: one a screen, all on one page, folded with the list of answers; one draft for all."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import load_rulebook
from compensation.telling.voice import Voice
from compensation.texts import LANGUAGES
from compensation.ui.calculator.form.questions import BASIC, question_of, questions
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.state import Draft
from tests.ui.form_app import BASIC as ANSWERS
from tests.ui.form_app import LINK, PAGE_OF, Form

BOOK = load_rulebook()
#: So much that every question of one of the routes is asked.
MUCH = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2027-07-02",
    "sector": "horeca",
    "cao": {"status": "applies"},
    "travel": {"mode": "public_transport", "carrier": "train", "fare": "3"},
    "costs": [{"kind": "clothing"}, {"kind": "other", "amount": "3"}],
    "offer": {"allowance": {"per": "month"}},
}


def by_one(reader: str = "employer", lang: str = "nl", **query: str) -> Form:
    return Form(reader, lang, whole=False, **query)


def shown(form: Form) -> str:
    """What is on the screen: titles, captions, buttons."""
    app = form.app
    return "\n".join(str(one.value) for kind in (app.header, app.caption, app.markdown) for one in kind)


def buttons(form: Form) -> list[str]:
    return [str(button.label) for button in form.app.button]


# ---------------------------------------------------------------- the questions


@pytest.mark.parametrize("route", ["bol", "bbl", "hbo", "dual"])
def test_each_question_has_a_name_in_each_language_and_each_path_is_asked_by_one(route):
    asked = questions(Relevant(Draft(MUCH | {"route": route}), BOOK))
    names = [one.name for one in asked]
    assert len(names) == len(set(names)) > 12
    for reader in PAGE_OF:
        for lang in LANGUAGES:
            voice = Voice("form", reader, lang)
            assert [
                n for n in names if not n.startswith("cost.") and not voice.has(f"question.{n.split('.')[0]}")
            ] == []
    for path, name in [
        ("hours_by_day.mon", "days"),
        ("end", "period"),
        ("costs.1.amount", "cost.1"),
        ("costs", "cost_kinds"),
    ]:
        assert question_of(path, asked).name == name
    assert question_of("nothing", asked) is None


def test_what_a_question_fills_in_goes_to_the_one_that_names_most_of_it():
    asked = questions(Relevant(Draft(MUCH), BOOK))
    owners = {path: question_of(path, asked).name for path in ("cao.scheme", "cao", "offer.allowance.amount")}
    assert owners == {"cao.scheme": "which_cao", "cao": "cao_status", "offer.allowance.amount": "how_much"}


# ---------------------------------------------------------------- one a screen


def answered(route: str) -> Form:
    """The first questions, one a screen."""
    form = by_one().press(f"route.{route}")
    form.fill(start=ANSWERS["start"], end=ANSWERS["end"]).press("asking.on")
    return form.fill(workdays=ANSWERS["workdays"], hours_per_week="32").press("asking.on")


def test_one_question_a_screen_ends_in_the_answers_and_then_folds():
    form = answered("bol")
    assert "Controleer uw antwoorden" in shown(form)
    assert "**Dagen en uren:** ma t/m do · 32 uur per week" in buttons(form)
    assert "Branche: **vul aan**" in buttons(form)
    form.press("asking.to_answer")
    assert not form.asks("hours_per_week") and "Uw antwoorden · wijzig" in buttons(form)
    assert "€ 328,00" in form.told()


def test_every_answer_that_was_given_stands_in_the_list():
    """Also one that a heading leaves out because the next answer says it better."""
    paid = {"cao": "applies", "scheme": "horeca", "sector": "horeca", "pay": "250~month"}
    form = by_one(**LINK, **paid).press("asking.folded")
    said = buttons(form)
    assert "**Cao:** wel een cao" in said and "**Stagevergoeding:** Ja" in said
    assert not {"Cao: **vul aan**", "Stagevergoeding: **vul aan**"} & set(said)
    whole = Form(**LINK, **paid)
    assert "wel een cao" not in " ".join(box.label for box in whole.app.expander)


def test_that_no_cao_applies_is_told_at_once():
    """Not saying it and saying no are equal to the rules, and not to who reads what is open."""
    form = by_one(**LINK)
    assert "hangt af van uw cao" in form.told() and "Geldt er een cao?" in buttons(form)
    form.press_key("sheet_cao").press("cao.status.none")
    assert "Zonder cao is zij niet verplicht" in form.told() and "Geldt er een cao?" not in buttons(form)


def test_that_there_are_no_other_expenses_can_be_said():
    form = by_one(**LINK)
    assert "Andere onkosten" in buttons(form)  # open, on the sheet
    form.press_key("sheet_costs").fill(no_costs=True)
    assert form.draft.placement["costs"] == []
    form.press("asking.done")
    assert "**Andere onkosten:** geen andere onkosten" in buttons(form)
    form.press("asking.to_answer")
    assert "Andere onkosten" not in buttons(form)
    form.press("asking.folded").press("asking.change.cost_kinds").fill(costs=["clothing"])
    assert not form.asks("no_costs")
    form.fill(costs=[])
    assert "costs" not in form.draft.placement and form.field("no_costs").value is False


def test_a_wage_asks_the_birth_date_too():
    form = answered("bbl")
    assert form.asks("birth_date") and not form.asks("hours_per_week")
    form.fill(birth_date=date(2007, 8, 20)).press("asking.on")
    assert "Controleer uw antwoorden" in shown(form)


def test_a_first_question_cannot_be_left_without_its_answer():
    form = by_one().press("route.bol").fill(start=ANSWERS["start"]).press("asking.on")
    assert form.asks("end")
    assert any("de laatste dag" in box.value for box in form.app.error)
    form.fill(end=date(2026, 1, 1)).press("asking.on")
    assert form.asks("end")
    form.fill(end=ANSWERS["end"]).press("asking.on")
    assert form.asks("workdays")
    form.press("asking.back")
    assert form.field("end").value == "03-07-2026"


def test_what_may_stay_open_can_be_skipped_and_a_choice_brings_its_own_question():
    form = by_one(**LINK).press("asking.fill")
    assert form.asks("sector")
    form.press("asking.unknown")
    assert form.asks("cao.status.unknown")
    assert not form.asks("asking.unknown")  # said by a choice, and not twice
    form.press("cao.status.none")
    assert form.asks("travel.mode.own_vehicle") and not form.asks("norm")
    form.press("travel.mode.own_vehicle")
    assert form.asks("travel.distance_km")
    form.fill(travel__distance_km="6").press("asking.on")
    assert form.asks("costs")


def test_who_does_not_know_the_cao_reads_what_probably_applies_before_going_on():
    form = by_one(**LINK, sector="horeca").press("asking.fill").press("cao.status.unknown")
    assert form.field("cao.status").value == "unknown" and "boekhouder" in shown(form)
    form.press("asking.on")
    assert not form.asks("cao.status")


# ---------------------------------------------------------------- folded


@pytest.mark.parametrize(
    ("reader", "said"), [("employer", "Uw antwoorden · wijzig"), ("student", "Je antwoorden · wijzig")]
)
def test_an_answer_at_once_folds_the_questions(reader, said):
    form = Form(reader, whole=None, **LINK)
    assert said in buttons(form) and not form.asks("hours_per_week")


@pytest.mark.parametrize("name", BASIC[:3])
def test_each_answer_opens_its_own_question_and_comes_back(name):
    field = {"route": "route.hbo", "period": "start", "days": "workdays"}
    form = Form(whole=None, **LINK).press("asking.folded").press(f"asking.change.{name}")
    assert [part for part in field if form.asks(field[part])] == [name]
    form.press("route.hbo" if name == "route" else "asking.done")
    assert "Controleer uw antwoorden" in shown(form)


def test_an_answer_that_asks_for_more_is_asked_for_it():
    form = Form(whole=None, **LINK).press("asking.folded").press("asking.change.route").press("route.bbl")
    assert form.asks("birth_date")
    assert "Vraag 4 van 4" in str([bar.proto for bar in form.app.get("progress")])


def test_the_three_ways_show_one_draft():
    form = answered("bol").press("asking.whole")
    assert form.field("hours_per_week").value == "32" and form.asks("kind")
    form.fill(hours_per_week="24").press("asking.fold").press("asking.folded")
    assert "**Dagen en uren:** ma t/m do · 24 uur per week" in buttons(form)
