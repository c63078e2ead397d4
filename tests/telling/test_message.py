"""The message for a phone: three sentences, true in every state."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from compensation import RuleBook, assess, read_placement
from compensation.telling.answer import Answer
from compensation.telling.due import due
from compensation.telling.message import message
from compensation.telling.rhythm import rates, whole_month
from compensation.texts import LANGUAGES, euros
from compensation.units import cents
from tests.papers.made import BOOK, NUMBERS, assessed, case
from tests.papers.people import ON, PEOPLE

PROMISED = {
    "nothing stated": {},
    "nothing paid": {"complete": True},
    "some": {"allowance": {"amount": "250"}, "reimbursements": [{"kind": "travel", "full": True}]},
}


def told(data: dict[str, Any], book: RuleBook, writer: str, lang: str = "nl", on: date = ON, **changes: Any) -> str:
    placement = read_placement({**data, **changes})
    return message(Answer(placement, assess(placement, book), book), writer, lang, on).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize("writer", ["student", "employer"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", NUMBERS)
def test_every_message_is_three_sentences(number: int, lang: str, writer: str) -> None:
    for on in (date(2020, 1, 1), ON, date(2036, 1, 1)):
        said = message(Answer(*case(number), BOOK), writer, lang, on)
        assert len(re.findall(r"[.?](?= |$)", re.sub(r"\bart\. ", "art ", said))) == 3, said
        assert "None" not in said and "{" not in said and "  " not in said


@pytest.mark.live
def test_the_student_names_the_month_the_saturday_and_what_is_due(live_book: RuleBook) -> None:
    said = told(PEOPLE["nursing_home"], live_book, "student")
    assert "hoort daar waarschijnlijk een stagevergoeding van € 297,00 per maand bij" in said
    assert "het laatste bedrag dat ik ken is van 2023" in said
    assert "tot en met 31 oktober 2026 staat daarvan € 730,57 open" in said
    assert "tot en met 18 december 2026 komt daar € 497,96 bij" in said
    assert "recht" not in said and "moet" not in said


@pytest.mark.live
def test_one_sum_is_asked_once(live_book: RuleBook) -> None:
    said = told(PEOPLE["all_in"], live_book, "student", on=date(2027, 2, 1))
    assert said.count("€ 566,01") == 1 and "€ 118,91" not in said


@pytest.mark.live
def test_the_law_is_asked_by_name_and_a_cao_apart(live_book: RuleBook) -> None:
    said = told(PEOPLE["hairdresser"], live_book, "student")
    assert "€ 4.121,36 daarvan moet volgens de wet" in said
    assert "Nu staat waarschijnlijk € 4.685,37 open" in said  # the rest is an old amount of a cao


@pytest.mark.live
def test_what_the_law_asks_of_days_to_come_is_not_open_now(live_book: RuleBook) -> None:
    """The garage pays too little from the birthday on 12 November; what 2027 asks is not known."""
    until, sum_ = "tot en met 31 december 2026", "€ 120,77"
    before, between, after = (
        told(PEOPLE["garage"], live_book, "student", on=on) for on in (ON, date(2026, 12, 5), date(2027, 8, 1))
    )
    assert f"Zoals het nu is, krijg ik over de tijd {until} {sum_} te weinig, en dat moet volgens de wet" in before
    assert "tot en met 30 november 2026 staat € 38,56 open" in between and f"{until} komt daar € 82,21 bij" in between
    assert f"Nu staat {sum_} open, en dat moet volgens de wet" in after


@pytest.mark.live
def test_an_own_scheme_is_not_called_by_the_name_of_the_employer_alone(live_book: RuleBook) -> None:
    arnhem = {**PEOPLE["cafe"], "cao": {"status": "applies", "scheme": "gemeente_arnhem"}, "sector": "gemeenten"}
    assert "Volgens de regeling Gemeente Arnhem hoort daar waarschijnlijk" in told(arnhem, live_book, "student")


@pytest.mark.live
@pytest.mark.parametrize("state", PROMISED)
def test_the_employer_promises_what_was_chosen(live_book: RuleBook, state: str) -> None:
    said = told(PEOPLE["bakery"], live_book, "employer", offer=PROMISED[state])
    assert ("€ 250,00 bruto per maand" in said) == (state == "some")
    assert ("geen stagevergoeding" in said) == (state == "nothing paid")
    assert ("spreken wij de stagevergoeding nog met je af" in said) == (state == "nothing stated")
    assert "€ 320" not in said


@pytest.mark.live
def test_what_cannot_be_agreed_is_not_promised(live_book: RuleBook) -> None:
    said = told(PEOPLE["garage"], live_book, "employer")
    assert "€ 900" not in said and "ten minste wat de wet en de cao vragen" in said
    more = {**PEOPLE["garage"]["offer"], "wage": {"amount": "1000", "per": "month"}}
    assert "€ 1.000,00 bruto per maand, en nooit minder" in told(PEOPLE["garage"], live_book, "employer", offer=more)


@pytest.mark.live
def test_thanks_only_where_all_is_known_stated_and_paid(live_book: RuleBook) -> None:
    none = {**PEOPLE["bakery"], "cao": {"status": "none"}}
    paid = {"allowance": {"amount": "320"}, "complete": True}
    back = [{"kind": kind, "full": True} for kind in ("travel", "clothing")]
    everything = {**paid, "reimbursements": back}
    assert "dank u wel" in told(none, live_book, "student", offer=everything)
    for offer in ({}, {"allowance": {"amount": "320"}}, paid):
        assert "dank u wel" not in told(none, live_book, "student", offer=offer)
    assert "dank u wel" not in told(PEOPLE["bakery"], live_book, "student", offer=everything)
    old = {"allowance": {"amount": "400"}, "reimbursements": back}
    unknown = told(PEOPLE["cafe"], live_book, "student", offer=old)
    assert "dank u wel" not in unknown and "Voor zover ik het kan nagaan" in unknown


@pytest.mark.live
def test_the_rhythm_of_an_amount(live_book: RuleBook) -> None:
    placement = read_placement(PEOPLE["nursing_home"])
    found = {r.line.name: (r.amount, r.per) for r in rates(Answer(placement, assess(placement, live_book), live_book))}
    assert found == {
        "travel": (4_75, "sat"),
        "vog": (33_85, "once"),
        "clothing": (59_95, "once"),
        "allowance": (297_00, "month"),
    }


HALF_THE_HOURS = {
    "route": "wo",
    "start": "2026-05-01",
    "end": "2026-10-31",
    "hours_per_week": 40,
    "workdays": ["mon", "tue", "wed", "thu", "fri"],
    "cao": {"status": "none"},
    "norm": "national",
    "offer": {"allowance": {"amount": "100"}},
    "changes": [{"from": "2026-10-01", "hours_per_week": 20}],
}


def test_a_month_that_is_another_one_in_time_is_told_with_its_days() -> None:
    placement, assessment = assessed(HALF_THE_HOURS)
    answer, pay = Answer(placement, assessment, BOOK), assessment.allowance
    assert pay is not None and pay.full_month is not None
    first, half = (euros(cents(pay.full_month) // parts, "nl") for parts in (1, 2))
    for said in (message(answer, "student", "nl", ON), whole_month(answer, "nl") or ""):
        assert f"{first} en vanaf 1 oktober 2026 {half}" in said
    first, half = (euros(cents(pay.full_month) // parts, "en") for parts in (1, 2))
    assert f"comes to {first}, and from 1 October 2026 {half} a month" in message(answer, "student", "en", ON)


def test_costs_after_the_last_known_wage_are_not_said_to_come_before_it() -> None:
    data = {
        "route": "bbl",
        "birth_date": "2007-03-12",
        "start": "2026-09-01",
        "end": "2028-08-31",
        "hours_per_week": 32,
        "workdays": ["mon", "tue", "wed", "thu"],
        "travel": {"mode": "own_vehicle", "distance_km": "9"},
        "offer": {"wage": {"amount": "900", "per": "month"}, "complete": True},
    }
    answer = Answer(*assessed(data), BOOK)
    split = due(answer, ON)
    assert (split.last, split.wage_until) == (date(2028, 8, 31), date(2026, 12, 31))
    said = message(answer, "student", "nl", ON).replace("\N{NO-BREAK SPACE}", " ")
    assert "tot en met 31 augustus 2028 (voor het loon: tot en met 31 december 2026) komt daar" in said
    without = Answer(*assessed({**data, "travel": {"mode": "none"}}), BOOK)
    assert (due(without, ON).last, due(without, ON).wage_until) == (date(2026, 12, 31), None)


def test_who_gets_enough_asks_only_for_the_costs() -> None:
    data = HALF_THE_HOURS | {
        "offer": {"allowance": {"amount": "900"}, "complete": True},
        "costs": [{"kind": "clothing", "amount": "50"}],
    }
    said = message(Answer(*assessed(data), BOOK), "student", "nl", ON)
    assert "U betaalt mij al een stagevergoeding; ik zou het redelijk vinden" in said


@pytest.mark.live
def test_what_is_due_and_what_is_to_come_add_up(live_book: RuleBook) -> None:
    for data in PEOPLE.values():
        placement = read_placement(data)
        answer = Answer(placement, assess(placement, live_book), live_book)
        for on in (date(2026, 1, 1), date(2026, 4, 30), ON, date(2027, 8, 1)):
            split = due(answer, on)
            assert split.now + split.later == answer.assessment.totals.gap
            assert split.now >= 0 and split.later >= 0
            assert split.until is None or split.until <= on
        assert due(answer, date(2027, 8, 1)).later == 0
