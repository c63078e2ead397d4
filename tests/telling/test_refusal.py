"""An agreement is refused only below a known minimum wage, below free equipment, or below a fresh amount of a cao."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from compensation import RuleBook
from compensation.telling.answer import Answer
from compensation.telling.lines import lines
from compensation.telling.refusal import refusal, refusal_words, refusals
from compensation.texts import LANGUAGES
from tests.people import GARAGE
from tests.telling.told import answer_of, case

#: The garage of the examples: turns 18 on 12 November 2026 and stays until July 2027.
BAR: dict[str, Any] = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-04-30",
    "hours_per_week": 38,
    "workdays": ["mon", "tue", "wed", "thu", "fri"],
}


def _offer(data: dict[str, Any], **offer: Any) -> dict[str, Any]:
    return {**data, "offer": offer}


def _at_the_cafe(amount: str) -> dict[str, Any]:
    said = _offer(BAR, allowance={"amount": amount, "per": "month"})
    return {**said, "cao": {"status": "applies", "scheme": "horeca"}}


def test_a_wage_below_the_known_minimum_is_refused(live_book: RuleBook) -> None:
    answer = answer_of(_offer(GARAGE, wage={"amount": "900", "per": "month"}), live_book)
    assert [(found.id, found.short) for found in refusals(answer)] == [
        ("wage", Decimal("111.82")),
        ("holiday_allowance", Decimal("8.95")),
    ]
    assert refusal(answer) == refusals(answer)[0]


def test_a_wage_that_is_only_below_an_estimate_is_not_refused(live_book: RuleBook) -> None:
    answer = answer_of(_offer(GARAGE, wage={"amount": "968.44", "per": "month"}), live_book)
    assert answer.assessment.totals.estimate  # 968.44 is below what 2027 will probably ask
    assert refusal(answer) is None


def test_equipment_that_the_student_pays_is_refused(live_book: RuleBook) -> None:
    answer = case(28, live_book)
    (found,) = [one for one in refusals(answer) if one.id == "equipment"]
    assert found.short == answer.assessment.finding("protective_equipment_free").amount


def test_what_nobody_stated_is_not_refused(live_book: RuleBook) -> None:
    costs = [{"kind": "protective_equipment", "amount": "95"}]
    assert refusal(answer_of({**GARAGE, "costs": costs}, live_book)) is None


def test_below_a_fresh_amount_of_a_cao_is_refused(live_book: RuleBook) -> None:
    found = refusal(answer_of(_at_the_cafe("250"), live_book))
    assert found is not None
    assert (found.id, found.cao) == ("cao", "Cao Horeca")
    assert refusal(answer_of(_at_the_cafe("400"), live_book)) is None


def test_a_month_after_the_cao_makes_no_month_under_it_good(live_book: RuleBook) -> None:
    """The cao's 400 ends with 2026; in January 2027 a full 399 is more than what is fair for these hours."""
    until_january = {**_at_the_cafe("399"), "start": "2026-09-01", "end": "2027-01-29"}
    answer = answer_of(until_january, live_book)
    assert not answer.assessment.totals.gap
    assert [(one.id, one.short, one.cao) for one in refusals(answer)] == [("cao", Decimal("4.00"), "Cao Horeca")]
    enough = {**_at_the_cafe("400"), "start": "2026-09-01", "end": "2027-01-29"}
    assert refusal(answer_of(enough, live_book)) is None


def test_a_level_of_which_the_cao_says_nothing_is_not_held_to_it(live_book: RuleBook) -> None:
    assert refusal(answer_of({**_at_the_cafe("250"), "route": "wo"}, live_book)) is None


@pytest.mark.parametrize(
    "cao",
    [
        {"status": "applies", "scheme": "kinderopvang"},  # last seen before these days
        {"status": "applies", "scheme": "bakkers"},  # its amount is not known
        {"status": "applies", "scheme": "rijk"},  # an employer's own scheme
        {"status": "unknown"},
    ],
)
def test_an_old_an_unknown_and_an_own_amount_refuse_nothing(live_book: RuleBook, cao: dict[str, str]) -> None:
    data = _offer(BAR, allowance={"amount": "10", "per": "month"})
    assert refusal(answer_of({**data, "cao": cao}, live_book)) is None


def test_below_advice_is_not_refused(live_book: RuleBook) -> None:
    answer = answer_of(_offer(BAR, allowance={"amount": "0", "per": "month"}, complete=True), live_book)
    assert any(line.short for line in lines(answer))
    assert refusal(answer) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_says_what_is_missing_and_of_which_cao(live_book: RuleBook, lang: str) -> None:
    def said(answer: Answer) -> list[str]:
        return [refusal_words(found, lang) for found in refusals(answer)]

    wage = answer_of(_offer(GARAGE, wage={"amount": "900", "per": "month"}), live_book)
    for told, amount in zip(said(wage), ("111", "8"), strict=True):
        assert amount in told
    (told,) = said(answer_of(_at_the_cafe("250"), live_book))
    assert "Cao Horeca" in told


@pytest.mark.parametrize(
    ("data", "more"),
    [
        ({**BAR, "cao": {"status": "none"}}, False),
        (BAR, True),  # nobody said
        ({**BAR, "cao": {"status": "unknown"}}, True),
        ({**BAR, "cao": {"status": "applies", "scheme": "bakkers"}}, True),  # its amount is not known
        ({**BAR, "cao": {"status": "applies", "scheme": "horeca"}}, False),
        (GARAGE, True),
        ({**GARAGE, "cao": {"status": "applies", "scheme": "motorvoertuigen"}}, True),
        ({**GARAGE, "cao": {"status": "applies", "scheme": "motorvoertuigen", "hourly_wage": "9.80"}}, False),
    ],
)
def test_a_cao_may_ask_more_than_is_known(live_book: RuleBook, data: dict[str, Any], more: bool) -> None:
    assert answer_of(data, live_book).cao_may_ask_more is more
