"""The student's page: owed, got, missing; careful words; the wage over time; and what to do next."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import assess, load_rulebook, read_placement
from compensation.telling.grounds import Rung
from compensation.telling.lines import lines
from compensation.telling.next_steps import next_steps
from compensation.telling.notes import notes
from compensation.telling.sheet import sheet
from compensation.telling.verdicts import headline, in_order, meets, verdicts
from compensation.telling.voice import Voice
from compensation.texts import LANGUAGES
from compensation.ui.calculator.result_charts import hourly_wage, moments, wage_rows, wage_words
from compensation.ui.calculator.result_student import stretches
from compensation.ui.calculator.sheet_view import first_sentence
from compensation.ui.parts.result_view import Result
from tests.ui.form_app import first_answer
from tests.ui.opened import with_charts

BOOK = load_rulebook()
BASE = {
    "start": "2026-02-02",
    "end": "2026-12-31",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
}
BBL = BASE | {
    "route": "bbl",
    "sector": "bouw",
    "birth_date": "2007-08-20",
    "offer": {"wage": {"amount": "7", "per": "hour"}},
}
BOL = BASE | {"route": "bol"}
GOOD_TEST = {
    "learning_goals": True,
    "mentor_with_time": True,
    "extra_to_staff": True,
    "same_targets_as_staff": False,
    "already_graduated": False,
}


def result_of(data, lang="nl"):
    placement = read_placement(data)
    return Result(placement, assess(placement, BOOK), BOOK, lang)


# ---------------------------------------------------------------- the whole way


@pytest.mark.slow
def test_a_bbl_student_who_gets_too_little():
    form = first_answer("student", sector="bouw").fill(
        route="bbl", birth_date=date(2007, 8, 20), end=date(2026, 12, 31)
    )
    assert "vanaf 1 juli € 963,83 en vanaf 20 augustus € 1.110,93 aan loon te krijgen." in form.told()
    form.fill(offer__wage__amount="7,00", offer__wage__per="hour")
    said = form.told()
    assert "Het lijkt erop dat je € 618,71 te weinig krijgt" in said
    assert "Dit is de wet" in said
    assert "Nederlandse Arbeidsinspectie" in said
    assert form.sections() == ["Je loon en het minimum", "Per maand", "Brief, met namen en als Word"]
    form.open_section("wage")
    assert len(with_charts(form.app, "wage_student").get("vega_lite_chart")) == 1
    form.fill(offer__wage__amount="9")
    assert "Voor zover we weten, krijg je wat je hoort te krijgen." in form.told()
    assert "Geldt er een cao, dan kan het loon hoger zijn." in form.told()
    form.fill(cao__status="none")
    assert "Je krijgt wat je hoort te krijgen." in form.told()
    assert "Wat kun je doen" not in " ".join(heading.value for heading in form.app.subheader)


@pytest.mark.slow
def test_no_verdict_on_days_for_which_the_minimum_is_not_known():
    form = first_answer("student", sector="bouw").fill(route="bbl", birth_date=date(2007, 8, 20), end=date(2027, 3, 3))
    form.fill(offer__wage__amount="12", offer__wage__per="hour")
    said = form.told()
    assert "Het minimumloon na 31 december 2026 kennen wij nog niet" in said
    assert "Voor zover we weten" in said
    assert not form.app.error


@pytest.mark.slow
def test_without_a_cao_it_is_advice_and_not_a_right():
    form = first_answer("student", cao__status="none", **{"offer__allowance": "unpaid"})
    said = form.told()
    assert "advies, geen recht" in said
    assert not form.app.error
    assert "Arbeidsinspectie" not in said


@pytest.mark.slow
def test_an_all_in_amount_pays_the_costs_first():
    form = first_answer("student", travel__mode="own_vehicle", travel__distance_km="10", **{"offer__allowance": "paid"})
    form.fill(offer__allowance__amount="350", offer__includes_expenses=True)
    assert "Je betaalt onkosten uit je vergoeding" in form.told()
    assert "Je krijgt al je kosten terug" not in form.told()


@pytest.mark.slow
def test_five_answers_tell_whether_it_is_really_a_placement():
    form = first_answer("student")
    assert "Is het echt een stage?** " not in form.told()
    form.fill(**{f"placement_test__{name}": answer for name, answer in GOOD_TEST.items()})
    assert "Je antwoorden passen bij een echte stage" in form.told()
    form.fill(placement_test__extra_to_staff=False)
    assert "Dit lijkt meer op werk dan op een stage" in form.told()
    assert "alleen een rechter" in form.told()


@pytest.mark.slow
def test_an_open_answer_stays_open():
    form = first_answer("student", placement_test__learning_goals=True)
    form.fill(placement_test__learning_goals=None)
    assert not form.draft.get("placement_test")


# ---------------------------------------------------------------- what to do next


@pytest.mark.parametrize(
    ("data", "steps"),
    [
        (BOL, []),
        (BOL | {"offer": {"allowance": {"amount": "500"}}}, []),
        (BOL | {"offer": {"allowance": {"amount": "0"}}}, ["talk", "write", "school", "sbb"]),
        (BOL | {"route": "wo", "offer": {"allowance": {"amount": "0"}}}, ["talk", "write", "school"]),
        (BBL, ["talk", "write", "school", "sbb", "inspectorate", "union"]),
        (
            BOL
            | {
                "costs": [{"kind": "protective_equipment", "amount": "90"}],
                "offer": {"allowance": {"amount": "500"}, "complete": True},
            },
            ["talk", "write", "school", "sbb", "inspectorate"],
        ),
        (
            BOL
            | {
                "sector": "horeca",
                "cao": {"status": "applies", "scheme": "horeca"},
                "offer": {"allowance": {"amount": "100"}},
            },
            ["talk", "write", "school", "sbb", "union"],
        ),
        (
            BOL
            | {"placement_test": GOOD_TEST | {"already_graduated": True}, "offer": {"allowance": {"amount": "500"}}},
            ["talk", "write", "school", "sbb", "inspectorate", "union"],
        ),
    ],
)
def test_what_to_do_follows_from_the_findings(data, steps):
    assert next_steps(result_of(data)) == steps


# ---------------------------------------------------------------- the wage over time


def test_birthday_and_half_years_are_marked():
    result = result_of(BBL | {"end": "2027-02-01"})
    assert moments(result) == [
        (date(2026, 7, 1), "half_year"),
        (date(2026, 8, 20), "birthday:19"),
        (date(2027, 1, 1), "half_year"),
    ]


def test_the_chart_steps_where_the_minimum_does():
    rows = wage_rows(result_of(BBL), ("minimum", "wage"))
    minimum = [(row["day"], row["euros"]) for row in rows if row["line"] == "minimum"]
    assert ("2026-08-20", 6.88) in minimum and ("2026-08-20", 7.93) in minimum
    assert {row["euros"] for row in rows if row["line"] == "wage"} == {7.0}


def test_days_in_which_nothing_changes_stand_in_one_row():
    found = stretches(result_of(BBL))
    assert [(str(s.first), str(s.last), s.age, str(s.minimum)) for s in found] == [
        ("2026-02-02", "2026-06-30", 18, "6.74"),
        ("2026-07-01", "2026-08-19", 18, "6.88"),
        ("2026-08-20", "2026-12-31", 19, "7.93"),
    ]
    assert sum(s.short for s in found) == result_of(BBL).assessment.wage.shortfall


@pytest.mark.parametrize(("amount", "per"), [("224", "week"), ("896", "four_weeks")])
def test_a_wage_by_the_week_is_shown_by_the_hour(amount, per):
    result = result_of(BBL | {"offer": {"wage": {"amount": amount, "per": per}}})
    assert {str(hourly_wage(entry)) for entry in result.assessment.ledger} == {"7.00"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_is_told_in_words(lang):
    said = wage_words(result_of(BBL, lang), Voice("result", "student", lang))
    assert "20 augustus 2026" in said or "20 August 2026" in said
    assert "7,93" in said or "7.93" in said


# ---------------------------------------------------------------- advice is no right


def horeca(days, **cao):
    return result_of(
        BOL
        | {"sector": "horeca", "cao": {"status": "applies", "scheme": "horeca"} | cao}
        | {"workdays": BASE["workdays"][:days], "hours_per_week": str(8 * days), "end": "2026-07-03"}
        | {"offer": {"allowance": {"amount": "100"}}}
    )


def test_an_amount_that_the_cao_only_advises_is_a_warning_and_no_right():
    advised = horeca(3)
    assert headline(advised).key == "headline.short_advice"
    assert "allowance_paid.below_advised" in [verdict.key for verdict in verdicts(advised)]
    assert {verdict.tone for verdict in verdicts(advised)} <= {"warning", "info"}
    assert [line.ground.rung for line in lines(advised) if line.name == "allowance"] == [Rung.FAIR]


@pytest.mark.parametrize(
    ("route", "allowance", "ground"), [("bol", "400", "_agreed"), ("bol", "100", ""), ("hbo", "100", "_advice")]
)
def test_what_is_missing_is_called_by_the_grounds_on_which_it_is_missing(route, allowance, ground):
    offer = {"allowance": {"amount": allowance}, "complete": True}
    costs = [{"kind": "clothing", "amount": "50"}]
    found = result_of(BASE | {"route": route, "cao": {"status": "none"}, "costs": costs, "offer": offer})
    assert headline(found).key == f"headline.short{ground}"


def test_of_what_is_missing_it_is_said_how_much_must_be_paid():
    costs = [{"kind": "protective_equipment", "amount": "30"}, {"kind": "clothing", "amount": "50"}]
    found = headline(result_of(BOL | {"costs": costs, "offer": {"allowance": {"amount": "900"}, "complete": True}}))
    assert (found.key, str(found.amount), str(found.part)) == ("headline.short_binding", "80.00", "30.00")


def test_nothing_is_praised_that_was_not_said_and_an_advice_is_no_enough():
    plain = result_of(BOL | {"offer": {"allowance": {"amount": "900"}}})
    assert in_order(plain) == ["allowance_paid"]  # and not that it is on top of expenses that nobody named
    assert meets(plain, "allowance_paid") == "verdict.allowance_paid.meets_compared"
    paid = {"allowance": {"amount": "900"}, "reimbursements": [{"kind": "clothing", "full": True}]}
    costs = [{"kind": "clothing", "amount": "50"}]
    assert "allowance_on_top" in in_order(result_of(BOL | {"costs": costs, "offer": paid}))


def test_the_first_sentence_fits_a_phone_however_often_a_wage_rises():
    long = result_of(BBL | {"end": "2028-12-31"})
    assert len(sheet(long).months) > 4
    said = first_sentence(sheet(long), Voice("sheet", "student", "nl")).replace("\N{NO-BREAK SPACE}", " ")
    assert said.count("€") == 2 and "en daarna andere bedragen aan loon te krijgen." in said
    short = first_sentence(sheet(result_of(BBL)), Voice("sheet", "student", "nl"))
    assert short.count("€") == len(sheet(result_of(BBL)).months) == 3 and "andere" not in short


def test_that_there_are_no_travel_costs_is_said_with_its_reason():
    bus = {"mode": "public_transport", "carrier": "bus", "fare": "3"}
    free = BOL | {"end": "2026-04-30", "travel": bus | {"student_product": "week"}}
    assert "travel_free" in [note.key for note in notes(result_of(free), "expenses")]
    paid = free | {"travel": bus | {"student_product": "none"}}
    assert "travel_free" not in [note.key for note in notes(result_of(paid), "expenses")]
    assert "travel_free" not in [note.key for note in notes(result_of(BOL), "expenses")]


def test_who_does_not_know_whether_a_cao_applies_is_told_which_there_are():
    found = verdicts(result_of(BOL | {"sector": "horeca", "cao": {"status": "unknown"}}))
    assert [(one.key, one.names) for one in found] == [("allowance_cao.unknown_named", "Cao Horeca (proef)")]
    plain = verdicts(result_of(BOL | {"cao": {"status": "unknown"}}))
    assert [(one.key, one.names) for one in plain] == [("allowance_cao.unknown", "")]


def test_only_a_fresh_amount_of_a_cao_is_a_right():
    """The scheme was last seen in 2024; an amount that was read in one's own cao is of today."""
    seen, read = horeca(4), horeca(4, scheme=None, amount={"amount": "361"})
    assert headline(seen).key == "headline.short_probably"
    assert {verdict.tone for verdict in verdicts(seen)} <= {"warning", "info"}
    assert [line.ground.rung for line in lines(seen)] == [Rung.PROBABLY]
    assert headline(read).key == "headline.short_all_binding"
    assert [line.ground.rung for line in lines(read)] == [Rung.MUST_BY_CAO]


def test_a_cao_of_the_sector_that_excludes_the_bbl_scale_is_pointed_out():
    asked = BBL | {"sector": "horeca"}
    applies = asked | {"cao": {"status": "applies", "scheme": "horeca"}}
    told = [
        [(note.key, *note.values.values()) for note in notes(result_of(data), "scale")] for data in (asked, applies)
    ]
    assert told == [[("scale_possible", "Cao Horeca (proef)")], [("scale_of_cao", "Cao Horeca (proef)")]]
    assert notes(result_of(BBL), "scale") == []


def test_a_wage_chart_has_no_empty_marks():
    """A screen reader would name them, and axe says so: nothing changes in these months."""
    answers = {"route": "bbl", "birth_date": date(2007, 8, 20), "start": date(2026, 9, 1), "end": date(2026, 12, 31)}
    form = first_answer("student").fill(end=answers.pop("end")).fill(**answers)
    form.open_section("wage")
    (chart,) = with_charts(form.app, "wage_student").get("vega_lite_chart")
    assert "rule" not in chart.proto.spec
