"""Costs and what is paid back of them for a part of the time: from one day to another, both included.

The placement runs from 2 February to 1 March 2026, Monday to Thursday: 16 days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement

Assessed = Callable[..., Assessment]
Data = dict[str, Any]
PHONE: Data = {"kind": "phone", "amount": "2.00", "per": "day"}


def expenses(result: Assessment) -> dict[str, str]:
    return {str(entry.from_): str(entry.expenses) for entry in result.ledger if entry.expenses}


def line(result: Assessment) -> tuple[str, str, str]:
    (found,) = result.expenses
    return str(found.owed), str(found.reimbursed), str(found.gap)


@pytest.mark.parametrize(
    ("dated", "per", "owed"),
    [
        ({"from": "2026-02-10", "to": "2026-02-20"}, "once", {"2026-02-10": "7.00"}),
        ({"to": "2026-02-20"}, "once", {"2026-02-02": "7.00"}),
        ({"from": "2026-03-01"}, "once", {"2026-03-01": "7.00"}),
        ({"from": "2026-02-10", "to": "2026-02-20"}, "day", {"2026-02-10": "49.00"}),  # 10, 11, 12 and 16 to 19
        ({"from": "2026-02-10", "to": "2026-02-20"}, "week", {"2026-02-10": "11.00"}),  # 11/7
        ({"from": "2026-02-10", "to": "2026-02-20"}, "month", {"2026-02-10": "2.75"}),  # 11/28
        ({"from": "2026-02-27"}, "week", {"2026-02-27": "2.00", "2026-03-01": "1.00"}),
    ],
)
def test_what_a_cost_comes_to_in_its_days(dated: Data, per: str, owed: dict[str, str], assessed: Assessed) -> None:
    result = assessed(costs=[{"kind": "tools", "amount": "7.00", "per": per, **dated}])
    assert expenses(result) == owed


@pytest.mark.parametrize(
    ("back", "amounts"),
    [
        ({"full": True}, ("32.00", "32.00", "0.00")),
        ({"full": True, "from": "2026-02-16"}, ("32.00", "16.00", "16.00")),  # 8 of 16 days
        ({"full": True, "to": "2026-02-09"}, ("32.00", "10.00", "22.00")),  # 2 to 5 and 9 February
        ({"full": True, "from": "2026-02-28"}, ("32.00", "0.00", "32.00")),
        ({"amount": 1, "per": "day", "from": "2026-02-16"}, ("32.00", "8.00", "24.00")),
        ({"amount": 5, "from": "2026-02-16"}, ("32.00", "5.00", "27.00")),
    ],
)
def test_what_is_paid_back_in_its_days(back: Data, amounts: tuple[str, str, str], assessed: Assessed) -> None:
    result = assessed(costs=[PHONE], offer={"reimbursements": [{"kind": "phone", **back}]})
    assert line(result) == amounts


def test_in_full_for_a_part_and_an_amount_for_another(assessed: Assessed) -> None:
    """10.00 in full until 9 February, then 0.50 a day for 11 days; never more than is owed."""
    back = [
        {"kind": "phone", "full": True, "to": "2026-02-09"},
        {"kind": "phone", "amount": "0.50", "per": "day", "from": "2026-02-10"},
    ]
    result = assessed(costs=[PHONE], offer={"reimbursements": back})
    assert line(result) == ("32.00", "15.50", "16.50")
    assert result.cost_of_offer is not None
    assert str(result.cost_of_offer.expenses) == "15.50"


def test_in_full_pays_each_kind_and_travel_of_its_days_only(assessed: Assessed) -> None:
    """Travel is 4.80 a day: from 16 February on 38.40."""
    full = [{"kind": kind, "full": True, "from": "2026-02-16"} for kind in ("travel", "phone")]
    result = assessed(travel={"mode": "own_vehicle", "distance_km": 10}, costs=[PHONE], offer={"reimbursements": full})
    lines = [(found.kind, str(found.owed), str(found.reimbursed)) for found in result.expenses]
    assert lines == [("travel", "76.80", "38.40"), ("phone", "32.00", "16.00")]


def test_what_is_promised_has_no_cap(assessed: Assessed) -> None:
    back = [{"kind": "phone", "amount": 500}, {"kind": "tools", "amount": 3, "per": "day"}]
    result = assessed(costs=[PHONE], offer={"reimbursements": back})
    assert line(result) == ("32.00", "32.00", "0.00")
    assert result.cost_of_offer is not None
    assert str(result.cost_of_offer.expenses) == str(result.cost_of_offer.total) == "548.00"


def test_a_vog_costs_what_it_costs_on_its_day(book: RuleBook, plain: Callable[..., Data]) -> None:
    """A price of 40.00 from 10 February on; before it 34.65."""
    rule = book.rules["vog_online"]
    *_, last = rule.versions
    first = last.model_copy(update={"to": date(2026, 2, 9)})
    second = last.model_copy(update={"from_": date(2026, 2, 10), "value": Decimal("40.00")})
    changed = rule.model_copy(update={"versions": [*rule.versions[:-1], first, second]})
    other = replace(book, rules={**book.rules, "vog_online": changed}, hash="another price")
    for day, price in ((None, "34.65"), ("2026-02-09", "34.65"), ("2026-02-10", "40.00"), ("2026-03-01", "40.00")):
        vog = {"kind": "vog"} if day is None else {"kind": "vog", "from": day}
        assert line(assess(read_placement(plain(costs=[vog])), other))[0] == price


def test_two_costs_of_a_kind_are_one_line(assessed: Assessed) -> None:
    costs = [{**PHONE, "to": "2026-02-15"}, {**PHONE, "amount": "3.00", "from": "2026-02-16"}]
    assert line(assessed(costs=costs, offer={"complete": True})) == ("40.00", "0.00", "40.00")  # 8 x 2 + 8 x 3
