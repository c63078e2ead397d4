"""Offers beside each other: the fitting one never falls short, and the cost of each is the assessment's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from compensation import RuleBook
from compensation.compare.agreements import (
    Cost,
    Offer,
    Pay,
    Terms,
    chosen,
    fitting_offer,
    is_same_pay,
    nothing,
    own_offer,
    written,
)
from compensation.telling.answer import Answer
from compensation.telling.grounds import Rung
from tests.people import BAKERY, CAFE, GARAGE, GARAGE_WITH_COSTS
from tests.telling.told import CASES, answer_of, case


def _offer(data: dict[str, Any], book: RuleBook) -> Offer:
    found = fitting_offer(answer_of(data, book))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def answers(live_book: RuleBook) -> list[Answer]:
    """Every readable case."""
    return [answer_of(yaml.safe_load(path.read_text(encoding="utf-8"))["placement"], live_book) for path in CASES]


# ---------------------------------------------------------------- what fits


def test_a_month_of_an_allowance_costs_that_allowance_with_its_levy(live_book: RuleBook) -> None:
    """Not less because the last month is two days short: 360 and 6.1% of it."""
    days = {"start": "2026-03-02", "end": "2026-06-28", "cao": {"status": "none"}}
    offer = own_offer(answer_of(CAFE | days, live_book), [(date(2026, 3, 2), Decimal(360))], "month")
    assert offer.stretches[0].a_month == 381_96


def test_a_fixed_wage_rises_on_the_days_on_which_it_must(live_book: RuleBook) -> None:
    """Never an average: 892.84, the average of September to December, is below the minimum."""
    assert _offer(GARAGE, live_book).terms.pay == (
        Pay(date(2026, 9, 1), Decimal("840.64")),
        Pay(date(2026, 11, 12), Decimal("968.44")),
        Pay(date(2027, 1, 1), Decimal("1288.43"), known=False),
    )
    average = own_offer(answer_of(GARAGE, live_book), [(date(2026, 9, 1), Decimal("892.84"))], "month")
    assert [refused.id for refused in average.refusals] == ["wage", "holiday_allowance"]
    assert [refused.short for refused in average.refusals] == [Decimal("123.52"), Decimal("9.88")]


def test_the_cost_to_come_stands_beside_the_known_cost(live_book: RuleBook) -> None:
    """A fixed wage is rounded up, so that the estimate is a few cents above what the hours come to (9,620.26)."""
    offer = _offer(GARAGE, live_book)
    assert offer.known == Cost(wage=3_571_36, holiday_allowance=285_71, health_levy=235_27)
    assert (offer.known.total, offer.estimate.total) == (4_092_34, 9_620_32)
    assert offer.total == 13_712_66
    assert [stretch.known for stretch in offer.stretches] == [True, True, False]
    due = answer_of(GARAGE, live_book).assessment.employer_cost
    assert (due.total, due.estimate.total) == (Decimal("4092.34"), Decimal("9620.26"))


def test_with_the_costs_of_the_garage(live_book: RuleBook) -> None:
    offer = _offer(GARAGE_WITH_COSTS, live_book)
    assert offer.terms.repaid == ("travel", "protective_equipment")
    assert (offer.known.total, offer.once) == (5_171_84, 95_00)


def test_the_allowance_of_the_bakery(live_book: RuleBook) -> None:
    offer = _offer(BAKERY, live_book)
    assert offer.terms == Terms((Pay(date(2026, 2, 2), Decimal("320.00")),), ("travel", "clothing"), apart=True)
    assert offer.known == Cost(expenses=331_00, allowance=1_588_57, health_levy=96_90)
    assert (offer.total, offer.once) == (2_016_47, 85_00)
    assert not offer.not_stated


def test_an_allowance_does_not_fall_because_the_cao_is_not_known_any_longer(live_book: RuleBook) -> None:
    """The norm of January is 380; nobody agrees less for the last month because of that."""
    assert _offer(CAFE, live_book).terms.pay == (Pay(date(2026, 9, 1), Decimal("400.00")),)


def test_an_allowance_falls_with_the_hours(live_book: RuleBook) -> None:
    change = {"from": "2026-05-01", "hours_per_week": 16, "workdays": ["mon", "tue"]}
    pay = _offer({**BAKERY, "changes": [change]}, live_book).terms.pay
    assert pay == (Pay(date(2026, 2, 2), Decimal("320.00")), Pay(date(2026, 5, 1), Decimal("160.00")))


def test_a_norm_by_the_day_is_agreed_by_the_day(live_book: RuleBook) -> None:
    (pay,) = _offer(yaml.safe_load(CASES[51].read_text(encoding="utf-8"))["placement"], live_book).terms.pay
    assert pay.per == "day"


def test_what_fits_never_falls_short_and_is_never_refused(answers: list[Answer]) -> None:
    tried = 0
    for answer in answers:
        offer = fitting_offer(answer)
        if offer is None:
            assert not any(entry.allowance_norm or entry.wage_due for entry in answer.assessment.ledger)
            continue
        tried += 1
        assert not offer.refusals
        assert not offer.answer.assessment.finding("allowance_paid").amount
        assert not offer.answer.assessment.finding("wage_minimum").amount
    assert tried > 70


def test_what_is_chosen_is_read_back_as_it_was_chosen(answers: list[Answer]) -> None:
    for answer in answers:
        if (offer := fitting_offer(answer)) is not None:
            again = chosen(offer.answer)
            assert again is not None
            assert is_same_pay(again.terms, offer.terms)


# ---------------------------------------------------------------- what an offer costs


def test_the_cost_by_month_is_the_cost_of_the_offer(answers: list[Answer]) -> None:
    for answer in answers:
        offers = [offer for offer in (chosen(answer), fitting_offer(answer), nothing(answer)) if offer is not None]
        for offer in offers:
            months = sum(month.known.total + month.estimate.total for month in offer.months)
            assert months == offer.known.total + offer.estimate.total == offer.total


def test_an_offer_of_900_all_along(live_book: RuleBook) -> None:
    repaid = [{"kind": "travel", "full": True}, {"kind": "protective_equipment", "full": True}]
    wage = {"wage": {"amount": "900", "per": "month"}, "reimbursements": repaid}
    offer = chosen(answer_of({**GARAGE_WITH_COSTS, "offer": wage}, live_book))
    assert offer is not None
    assert offer.total == 11_924_67
    assert offer.short == {Rung.MUST: Decimal("120.77")}


def test_a_wage_below_the_estimate_will_probably_cost_more(live_book: RuleBook) -> None:
    """1,000 all along is enough in 2026; in 2027 it is probably not, and may not look as if it were cheaper."""
    answer = answer_of(GARAGE, live_book)
    offer = own_offer(answer, [(date(2026, 9, 1), Decimal(1000))], "month")
    assert not offer.refusals
    assert offer.estimated_from == date(2027, 1, 1)
    assert offer.probably_more == 9_620_26 - offer.estimate.total > 2_000_00
    assert _offer(GARAGE, live_book).probably_more == 0
    assert own_offer(answer_of(BAKERY, live_book), [(date(2026, 2, 2), Decimal(1))], "month").probably_more == 0


def test_what_is_taken_from_an_estimate_is_still_one(live_book: RuleBook) -> None:
    again = chosen(_offer(GARAGE, live_book).answer)
    assert again is not None
    assert [pay.known for pay in again.terms.pay] == [True, True, False]
    amounts = [(date(2026, 9, 1), Decimal(1000)), (date(2027, 1, 1), Decimal(1300))]
    own = chosen(own_offer(answer_of(GARAGE, live_book), amounts, "month").answer)
    assert own is not None
    assert [pay.known for pay in own.terms.pay] == [True, True]


def test_what_nobody_stated_is_in_no_cost_and_is_said(live_book: RuleBook) -> None:
    offer = own_offer(answer_of(BAKERY, live_book), [(date(2026, 2, 2), Decimal(250))], "month")
    assert offer.known.expenses == 0
    assert offer.not_stated == Decimal("331.00")
    assert offer.short == {Rung.FAIR: Decimal("347.50")}
    assert not offer.refusals


def test_nothing_is_refused_only_where_a_cao_that_holds_pays(live_book: RuleBook) -> None:
    assert not nothing(answer_of(BAKERY, live_book)).refusals
    (refused,) = nothing(answer_of(CAFE, live_book)).refusals
    assert (refused.id, refused.short) == ("cao", Decimal("1600.00"))


def test_nothing_chosen_is_no_offer(live_book: RuleBook) -> None:
    assert chosen(answer_of(BAKERY, live_book)) is None
    only = chosen(answer_of({**BAKERY, "offer": {"complete": True}}, live_book))
    assert only is not None
    assert only.terms.pay == (Pay(date(2026, 2, 2), Decimal(0)),)


# ---------------------------------------------------------------- how it is written


def test_other_changes_stay_and_those_of_the_pay_are_replaced() -> None:
    data: dict[str, Any] = {
        "route": "bbl",
        "offer": {"wage": {"amount": "9", "per": "hour"}, "employment_contract": True},
        "changes": [
            {"from": "2026-10-01", "offer": {"wage": {"amount": "10", "per": "hour"}}},
            {"from": "2026-11-12", "hours_per_week": "24", "offer": {"wage": {"amount": "11", "per": "hour"}}},
        ],
    }
    pay = (Pay(date(2026, 9, 1), Decimal("840.64")), Pay(date(2026, 11, 12), Decimal("968.44")))
    new = written(data, Terms(pay))
    assert new["offer"] == {"wage": {"amount": "840.64", "per": "month"}, "employment_contract": True}
    wage = {"amount": "968.44", "per": "month"}
    assert new["changes"] == [{"from": "2026-11-12", "hours_per_week": "24", "offer": {"wage": wage}}]
    assert data["offer"]["wage"]["amount"] == "9"


def test_what_fits_pays_the_holiday_allowance_of_the_law(live_book: RuleBook) -> None:
    wage = {"amount": "12", "per": "hour"}
    for percent, left in (("7.5", None), ("10", Decimal(10))):
        offer = _offer({**GARAGE, "offer": {"wage": wage, "holiday_allowance_percent": percent}}, live_book)
        assert offer.answer.placement.offer.holiday_allowance_percent == left
        assert not offer.refusals


def test_what_fits_takes_an_all_in_sum_back(live_book: RuleBook) -> None:
    offer = fitting_offer(case(20, live_book))
    assert offer is not None
    assert not offer.answer.placement.offer.includes_expenses
    assert not offer.short
