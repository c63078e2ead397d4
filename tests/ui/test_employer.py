"""The employer's page: the whole way from an empty form to what to pay, what it costs, and what others pay."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from compensation import assess, load_rulebook, read_placement, texts
from compensation.telling.grounds import CLAIMED
from compensation.telling.lines import by_rung, cost_lines, lines
from compensation.telling.verdicts import headline, in_order, verdicts
from compensation.telling.voice import Voice
from compensation.texts import LANGUAGES
from compensation.ui.calculator.result_compare import by_level, by_norm, by_scheme
from compensation.ui.calculator.save import assessment_file
from compensation.ui.parts.result_parts import figure, ground, line_name, money, when_said
from compensation.ui.parts.result_view import Result
from tests.oracle.data import load_data
from tests.oracle.random_placements import random_placement
from tests.ui.form_app import BASIC, Form, first_answer
from tests.ui.opened import with_charts
from tests.unknown_step import with_unknown_step

BOOK = load_rulebook()
HORECA = {
    "sector": "horeca",
    "cao__status": "applies",
    "cao__scheme__horeca__bol": "horeca",
    "travel__mode": "public_transport",
    "travel__carrier": "train",
    "travel__fare": "5,50",
    "travel__student_product": "week",
    "costs": ["clothing", "vog"],
    "cost__clothing__1__amount": "85",
}


def result_of(data, lang="nl"):
    placement = read_placement(data)
    return Result(placement, assess(placement, BOOK), BOOK, lang)


# ---------------------------------------------------------------- the whole way


@pytest.mark.slow
def test_from_an_empty_form_to_the_answer():
    form = Form().fill(**BASIC, **HORECA)
    said = form.told()
    assert "U hoort waarschijnlijk ongeveer € 362 per maand en € 119,65 eenmalig te betalen." in said
    assert "31 december 2024" in said  # last seen: look in your cao
    assert "Stagevergoeding € 361,00 per maand waarschijnlijk, laatst gezien in 2024" in form.sheet()
    assert form.sections() == [
        "Wat het kost als u betaalt wat hoort",
        "Budget per maand",
        "Vergelijken",
        "Papieren, met namen en als Word",
    ]
    assert not form.app.get("vega_lite_chart")  # nor its library, before somebody opens it
    form.open_section("months")
    assert len(with_charts(form.app, "budget_employer").get("vega_lite_chart")) == 1


@pytest.mark.slow
def test_the_same_in_english():
    form = Form("employer", "en").fill(**BASIC, **(HORECA | {"travel__fare": "5.50"}))
    assert "You should probably pay about €362 a month and €119.65 once." in form.told()


@pytest.mark.slow
def test_what_is_paid_is_compared():
    form = Form().fill(**BASIC, **HORECA, **{"offer__allowance": "paid", "offer__allowance__amount": "250"})
    said = form.told()  # the amount of 2024 may be another one now: nothing says that it must be paid
    assert "U betaalt waarschijnlijk € 561,79 minder dan hoort" in said
    assert "Stagevergoeding: waarschijnlijk € 561,79 te weinig" in said
    assert "Van € 126,25 is nog niet ingevuld of u het betaalt" in said
    assert not form.app.error
    form.fill(offer__allowance__amount="361", **{f"repaid__{kind}": "full" for kind in ("clothing", "vog")})
    form.fill(repaid__travel="full")
    assert "U betaalt wat hoort." in form.told()
    assert not form.app.error and not form.app.warning


def test_paying_nothing_can_be_said():
    form = first_answer(cao__status="none", **{"offer__allowance": "unpaid"})
    assert form.draft.get("offer.allowance") == {"amount": "0", "per": "month"}
    assert "minder dan redelijk is" in form.told()
    assert "advies" in form.told()


def test_a_cao_of_which_the_amount_is_not_known_is_said():
    form = first_answer(sector="bouw", cao__status="applies", **{"cao__scheme__bouw__bol": "architecten"})
    assert "weten wij niet" in " ".join(str(c.value) for c in form.app.caption)
    assert "we weten niet welk bedrag uw cao noemt" in form.told()
    assert form.asks("norm_asked")


@pytest.mark.slow
def test_bbl_shows_the_wage_and_the_subsidy_apart():
    form = first_answer("employer", sector="bouw")
    form.fill(route="bbl", birth_date=date(2007, 8, 20))
    assert "Betaal ten minste € 937,55 per maand en vanaf 1 juli € 957,02 aan loon." in form.told()
    assert "Subsidie praktijkleren: ten hoogste" in form.open_section("costs").told()
    costs = "Wat het kost als u betaalt wat hoort"
    expected = [costs, "Budget per maand", "Loon en minimum", "Papieren, met namen en als Word"]
    assert form.sections() == expected


def test_a_taster_placement_without_costs_is_due_nothing():
    form = first_answer(kind="observation")
    assert "Er hoort niets te worden betaald." in form.told()
    assert not form.asks("norm_asked")


@pytest.mark.slow
def test_what_is_not_yet_known_of_next_year_is_said():
    form = (
        first_answer(cao__status="none")
        .fill(end=date(2027, 7, 3))
        .fill(travel__mode="public_transport", travel__carrier="train", travel__distance_km="20")
        .fill(travel__student_product="none")
    )
    said = form.told()
    assert "van een deel van de tijd kennen wij de tarieven nog niet" in said
    assert "kennen wij de werkgeversheffing Zvw nog niet" in form.open_section("costs").told()


# ---------------------------------------------------------------- comparing

HBO = {
    "route": "hbo",
    "sector": "gemeenten",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
}


def test_every_level_gets_the_same_and_the_cao_may_not():
    levels = by_level(read_placement(HBO | {"cao": {"status": "applies", "scheme": "rijk"}, "sector": "rijk"}), BOOK)
    assert [case.name for case in levels] == ["mbo", "hbo", "wo"]
    assert len({case.norm for case in levels}) == 1
    assert max(case.entitlement for case in levels) == levels[0].norm


def test_a_month_that_changes_says_from_which_day(live_book):
    cafe = read_placement(
        {
            **{"route": "hbo", "sector": "horeca", "start": "2026-09-01", "end": "2027-01-29", "hours_per_week": 38},
            "workdays": ["tue", "wed", "thu", "fri", "sat"],
            "cao": {"status": "applies", "scheme": "horeca"},
        }
    )
    result = Result(cafe, assess(cafe, live_book), live_book, "nl")
    said = [[*when_said(line, result, "employer", texts.figure)] for line in lines(result)]
    assert said == [["tot en met 31 december"], ["vanaf 1 januari 2027"]]


def test_schemes_of_the_sector_stand_from_high_to_low():
    found = by_scheme(read_placement(HBO), BOOK)
    assert [case.norm for case in found] == sorted((case.norm for case in found), reverse=True)
    assert all(BOOK.schemes[case.name].sector == "gemeenten" for case in found)
    assert found[0].norm > 0


@pytest.mark.parametrize(("hours", "listed"), [("14", False), ("15", True)])
def test_a_scheme_whose_amount_at_these_hours_is_not_known_does_not_stand_there(hours, listed):
    placement = read_placement(HBO | {"sector": "eerstelijnszorg", "hours_per_week": hours})
    found = {case.name: str(case.month) for case in by_scheme(placement, with_unknown_step(BOOK))}
    assert ("huisartsenzorg" in found) is listed
    assert found.get("huisartsenzorg") == ("250.00" if listed else None)


def test_norms_are_what_they_say():
    cases = {case.name: case for case in by_norm(read_placement(HBO), BOOK)}
    assert cases["national"].month == Decimal("328.00")
    assert cases["students"].month == Decimal("408.00")


# ---------------------------------------------------------------- parts


@pytest.mark.parametrize("seed", range(120))
def test_every_verdict_and_line_has_words_for_both_readers_in_both_languages(seed):
    result = result_of(random_placement(Random(seed + 5000), load_data()))
    for lang in LANGUAGES:
        for reader in ("employer", "student"):
            voice = Voice("result", reader, lang)
            told = headline(result)
            assert voice.has(told.key), told.key
            for verdict in verdicts(result):
                values = {"amount": verdict.amount and "x", "names": verdict.names}
                said = voice.say(f"verdict.{verdict.key}", **{name: one for name, one in values.items() if one})
                assert "{" not in said
            assert all(voice.has(f"verdict.{name}.meets") for name in in_order(result))
            for line in lines(result):
                assert line_name(line, result, voice)
                ground(line, voice)


@pytest.mark.parametrize("seed", range(120))
def test_lines_add_up_to_the_totals(seed):
    result = result_of(random_placement(Random(seed + 9000), load_data()))
    found, totals = lines(result), result.assessment.totals
    assert sum(line.owed for line in found) == totals.owed
    assert sum(line.short for line in found) == totals.gap
    assert sum(line.paid for line in found) == totals.offered
    assert sum(line.not_stated for line in found) == totals.not_stated
    assert sum(line.estimate for line in found) == totals.estimate
    assert sum(amounts.owed for amounts in by_rung(result).values()) == totals.owed
    assert sum(m.travel + m.expenses for m in result.months) == sum(int(line.owed * 100) for line in cost_lines(result))


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_called_a_right_that_is_only_a_commitment_or_advice(seed):
    result = result_of(random_placement(Random(seed + 700), load_data()))
    for verdict in verdicts(result):
        assert (verdict.tone == "error") <= (verdict.rung in CLAIMED)


def test_amounts_are_written_as_the_language_writes_them():
    assert money(123456, "nl") == "€\N{NO-BREAK SPACE}1.234,56"
    assert money(-5, "en") == "−€0.05"
    assert figure(Decimal("1234.5"), "nl") == "1.234,50"
    assert money(None, "nl") == "–"


def test_the_assessment_can_be_taken_along():
    data = {"route": "bol", **{k: str(v) for k, v in BASIC.items() if k in ("start", "end")}, "hours_per_week": "32"}
    data |= {"workdays": ["mon", "tue", "wed", "thu"]}
    saved = json.loads(assessment_file(result_of(data), data))
    assert saved["placement"] == data
    assert saved["assessment"]["totals"]["owed"] == "1660.03"
    assert saved["assessment"]["ledger"][0]["from"] == "2026-02-02"
