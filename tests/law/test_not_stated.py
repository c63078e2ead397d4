"""Of what did somebody say what is paid? What nobody said is no gap, and what was said to be nothing is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compensation import Assessment

Assessed = Callable[..., Assessment]
Data = dict[str, Any]
CAR = {"mode": "own_vehicle", "distance_km": 10}
#: 16 days of 20 km at 0.24 are 76.80; tools 30.00, protective equipment 50.00.
COSTS = [{"kind": "tools", "amount": 30}, {"kind": "protective_equipment", "amount": 50}]
NOTHING: Data = {"allowance": {"amount": 0}}
ALL_IN: Data = {"allowance": {"amount": 200}, "includes_expenses": True}


def stated(result: Assessment) -> dict[str, bool]:
    assert result.allowance is not None
    return {line.kind: line.stated for line in result.expenses} | {"allowance": result.allowance.stated}


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        ({}, set()),
        ({"complete": True}, {"travel", "tools", "protective_equipment", "allowance"}),
        ({"complete": False}, set()),
        (NOTHING, {"allowance"}),
        (ALL_IN, {"travel", "tools", "allowance"}),  # protective equipment must be free, whatever a sum pays
        ({"includes_expenses": True}, set()),  # without a sum it says nothing
        ({"km_rate": "0"}, {"travel"}),
        ({"km_rate": "0.10"}, {"travel"}),
        ({"reimbursements": [{"kind": "tools", "amount": 0}]}, {"tools"}),
        ({"reimbursements": [{"kind": "travel", "full": True}]}, {"travel"}),
        # for a part of the time is said
        ({"reimbursements": [{"kind": "tools", "amount": 1, "from": "2026-02-20"}]}, {"tools"}),
        ({"reimbursements": [{"kind": "clothing", "amount": 5}]}, set()),
    ],
)
def test_what_is_stated(offer: Data, expected: set[str], assessed: Assessed) -> None:
    said = stated(assessed(travel=CAR, costs=COSTS, offer=offer))
    assert {kind for kind, is_stated in said.items() if is_stated} == expected


def test_a_change_states_what_it_names(assessed: Assessed) -> None:
    change = {"from": "2026-02-16", "offer": {"km_rate": "0.10"}}
    said = stated(assessed(travel=CAR, costs=COSTS, changes=[change]))
    assert said == {"travel": True, "tools": False, "protective_equipment": False, "allowance": False}


def test_nothing_is_stated_and_nothing_is_a_gap(assessed: Assessed) -> None:
    """The norm of 27 days of February and one of March at 32 hours: 328 x 27/28 + 328 x 1/31."""
    result = assessed(travel=CAR, costs=COSTS)
    lines = [(line.kind, str(line.owed), str(line.not_stated), str(line.gap)) for line in result.expenses]
    assert lines == [
        ("travel", "76.80", "76.80", "0.00"),
        ("protective_equipment", "50.00", "50.00", "0.00"),
        ("tools", "30.00", "30.00", "0.00"),
    ]
    assert (str(result.expenses_total.not_stated), str(result.expenses_total.gap)) == ("156.80", "0.00")
    pay = result.allowance
    assert pay is not None
    assert (str(pay.norm), str(pay.not_stated), str(pay.gap)) == ("326.87", "326.87", "0.00")
    totals = result.totals
    assert (str(totals.owed), str(totals.offered), str(totals.gap)) == ("483.67", "0.00", "0.00")
    assert str(totals.not_stated) == "483.67"
    assert result.cost_of_offer is None
    asked = ("expenses_full", "protective_equipment_free", "allowance_paid", "allowance_on_top")
    assert {result.finding(name).status for name in asked} == {"cannot_tell"}


def test_it_is_said_that_nothing_is_paid(assessed: Assessed) -> None:
    result = assessed(travel=CAR, costs=COSTS, offer={"complete": True})
    assert (str(result.totals.gap), str(result.totals.not_stated)) == ("483.67", "0.00")
    assert result.cost_of_offer is not None
    assert result.cost_of_offer.total == 0
    amounts = {f.id: str(f.amount) for f in result.findings if f.status == "below"}
    assert amounts == {"expenses_full": "156.80", "protective_equipment_free": "50.00", "allowance_paid": "326.87"}


@pytest.mark.parametrize(
    ("back", "status", "amount"),
    [
        ([{"kind": "travel", "amount": 60}], "below", "16.80"),  # short, though the tools are not said
        ([{"kind": "travel", "full": True}], "cannot_tell", "None"),
        ([{"kind": "travel", "full": True}, {"kind": "tools", "full": True}], "meets", "None"),
        ([{"kind": "travel", "full": True}, {"kind": "tools", "amount": 10}], "below", "20.00"),
    ],
)
def test_expenses_full(back: list[Data], status: str, amount: str, assessed: Assessed) -> None:
    result = assessed(travel=CAR, costs=COSTS[:1], offer={"reimbursements": back})
    finding = result.finding("expenses_full")
    assert (finding.status, str(finding.amount)) == (status, amount)


def test_a_kind_that_owes_nothing_needs_no_saying(assessed: Assessed) -> None:
    costs = [{"kind": "tools", "amount": 30, "required_by": "own_choice"}]
    result = assessed(costs=costs)
    (line,) = result.expenses
    assert (line.stated, str(line.owed), str(line.not_stated)) == (False, "0.00", "0.00")
    assert result.finding("expenses_full").status == "not_applicable"
    assert result.finding("protective_equipment_free").status == "not_applicable"


def test_nothing_is_paid_back_of_what_is_not_stated(assessed: Assessed) -> None:
    """An all-in sum without an amount pays nothing: all of it stays open to say."""
    result = assessed(costs=COSTS[:1], offer={"includes_expenses": True})
    assert (str(result.expenses_total.from_all_in), str(result.expenses_total.not_stated)) == ("0.00", "30.00")
    assert result.finding("allowance_on_top").status == "cannot_tell"
