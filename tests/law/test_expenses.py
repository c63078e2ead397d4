"""Expenses: who requires them, what is provided, how often, what is paid back, and what an all-in sum pays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compensation import Assessment

Assessed = Callable[..., Assessment]


def only_line(result: Assessment) -> tuple[str, ...]:
    (line,) = result.expenses
    return tuple(map(str, (line.incurred, line.provided, line.owed, line.reimbursed, line.gap)))


@pytest.mark.parametrize(
    ("kind", "required_by", "provided", "amounts"),
    [
        ("clothing", "employer", False, ("85.00", "0.00", "85.00")),
        ("clothing", "law", False, ("85.00", "0.00", "85.00")),
        ("clothing", "school", False, ("85.00", "0.00", "0.00")),
        ("clothing", "own_choice", False, ("85.00", "0.00", "0.00")),
        ("clothing", "employer", True, ("85.00", "85.00", "0.00")),
        ("clothing", "school", True, ("85.00", "85.00", "0.00")),
        ("protective_equipment", "employer", False, ("85.00", "0.00", "85.00")),
        ("protective_equipment", "school", False, ("85.00", "0.00", "85.00")),
        ("protective_equipment", "own_choice", False, ("85.00", "0.00", "0.00")),
        ("protective_equipment", "law", True, ("85.00", "85.00", "0.00")),
    ],
)
def test_who_asks_and_who_provides(
    kind: str, required_by: str, provided: bool, amounts: tuple[str, ...], assessed: Assessed
) -> None:
    result = assessed(costs=[{"kind": kind, "amount": 85, "required_by": required_by, "provided": provided}])
    assert only_line(result)[:3] == amounts
    assert result.expenses[0].force == ("law" if kind == "protective_equipment" else "pact")


@pytest.mark.parametrize(
    ("per", "amount", "owed"),
    [
        ("once", "10.00", ["10.00", "0.00"]),
        ("day", "1.10", ["17.60", "0.00"]),  # 16 days present, none on 1 March
        ("week", "7.00", ["27.00", "1.00"]),  # 27 and 1 days
        ("month", "31.00", ["29.89", "1.00"]),  # 27/28 and 1/31
    ],
)
def test_every_period(per: str, amount: str, owed: list[str], assessed: Assessed) -> None:
    result = assessed(costs=[{"kind": "phone", "amount": amount, "per": per}])
    assert [str(entry.expenses) for entry in result.ledger] == owed


def test_items_of_a_kind_are_one_line_rounded_apart(assessed: Assessed) -> None:
    """Two of 0.05 a month: 27/28 is 0.0482 each, so 0.05 and 0.05 and not 0.10 x 27/28 = 0.096."""
    item = {"kind": "tools", "amount": "0.07", "per": "month", "required_by": "employer"}
    result = assessed(costs=[item, item], end="2026-02-15", offer={"complete": True})
    assert only_line(result) == ("0.08", "0.00", "0.08", "0.00", "0.08")  # 2 x 0.07 x 14/28 = 2 x 0.035


@pytest.mark.parametrize(
    ("cost", "amounts"),
    [
        ({"kind": "vog"}, ("34.65", "0.00", "34.65")),
        ({"kind": "vog", "amount": "41.35"}, ("41.35", "0.00", "41.35")),
        ({"kind": "vog", "provided": True}, ("34.65", "34.65", "0.00")),
        ({"kind": "vog", "required_by": "school"}, ("34.65", "0.00", "0.00")),
        ({"kind": "clothing", "provided": True}, ("0.00", "0.00", "0.00")),
    ],
)
def test_without_an_amount(cost: dict[str, Any], amounts: tuple[str, ...], assessed: Assessed) -> None:
    assert only_line(assessed(costs=[cost]))[:3] == amounts


@pytest.mark.parametrize(
    ("back", "reimbursed"),
    [
        ([{"kind": "phone", "amount": 5, "per": "once"}], "5.00"),
        ([{"kind": "phone", "amount": 5, "per": "once"}, {"kind": "phone", "amount": 1, "per": "day"}], "21.00"),
        ([{"kind": "phone", "amount": 500}], "32.00"),
        ([{"kind": "phone", "full": True}], "32.00"),
        ([{"kind": "tools", "amount": 500}], "0.00"),
        ([], "0.00"),
    ],
)
def test_paid_back_per_kind_and_never_more_than_owed(
    back: list[dict[str, Any]], reimbursed: str, assessed: Assessed
) -> None:
    result = assessed(costs=[{"kind": "phone", "amount": 2, "per": "day"}], offer={"reimbursements": back})
    assert only_line(result)[3] == reimbursed
    assert [line.kind for line in result.expenses] == ["phone"]


def test_too_much_of_one_kind_does_not_make_up_for_another(assessed: Assessed) -> None:
    costs = [{"kind": "phone", "amount": 10}, {"kind": "tools", "amount": 20}]
    offer = {"reimbursements": [{"kind": "phone", "amount": 30}], "complete": True}
    result = assessed(costs=costs, offer=offer)
    assert str(result.expenses_total.gap) == "20.00"
    finding = result.finding("expenses_full")
    assert (finding.status, finding.force, str(finding.amount)) == ("below", "pact", "20.00")


@pytest.mark.parametrize(
    ("allowance", "from_all_in", "gap", "status"),
    [("100", "30.00", "50.00", "below"), ("20", "20.00", "60.00", "below"), ("0", "0.00", "80.00", "doubtful")],
)
def test_an_all_in_sum_pays_the_expenses_first(
    allowance: str, from_all_in: str, gap: str, status: str, assessed: Assessed
) -> None:
    month = {"start": "2026-02-01", "end": "2026-02-28"}
    costs = [{"kind": "tools", "amount": 30}, {"kind": "protective_equipment", "amount": 50}]
    offer = {"allowance": {"amount": allowance}, "includes_expenses": True, "complete": True}
    result = assessed(costs=costs, offer=offer, **month)
    assert (str(result.expenses_total.from_all_in), str(result.expenses_total.gap)) == (from_all_in, gap)
    assert result.finding("allowance_on_top").status == status
    assert result.finding("protective_equipment_free").status == "below"


def test_lines_stand_in_the_order_of_the_contract(assessed: Assessed) -> None:
    costs = [{"kind": "other", "amount": 1}, {"kind": "vog"}, {"kind": "housing", "amount": 1}]
    result = assessed(costs=costs, travel={"mode": "own_vehicle", "distance_km": 1})
    assert [line.kind for line in result.expenses] == ["travel", "vog", "housing", "other"]


def test_all_paid_meets(assessed: Assessed) -> None:
    offer = {"reimbursements": [{"kind": "vog", "full": True}]}
    assert assessed(costs=[{"kind": "vog"}], offer=offer).finding("expenses_full").status == "meets"
