"""On what ground is it owed, and what do paid euros fill first? February 2026, Monday to Thursday, 16 days.

Made-up schemes pay by the month; the norm is the highest level's amount, the entitlement that of the own level.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement

Data = dict[str, Any]
Assessed = Callable[..., Assessment]
Under = Callable[..., Assessment]
Version = Callable[..., Data]
FEBRUARY = {"start": "2026-02-01", "end": "2026-02-28"}
LEVELS = {"mbo": 100, "hbo": 200, "wo": 300}


def step(amount: Any, **fields: Any) -> Data:
    return {"type": "by_days", "steps": [{"from": 1, "amount": amount, **fields}]}


def paid(amount: int | None) -> Data:
    return {} if amount is None else {"offer": {"allowance": {"amount": amount}}}


def grounds(result: Assessment) -> dict[str, tuple[str, str, str, str]]:
    return {
        row.ground: (str(row.owed), str(row.offered), str(row.gap), str(row.not_stated))
        for row in result.totals.by_ground
    }


# ---------------------------------------------------------------- an allowance


@pytest.mark.parametrize(
    ("amount", "cao", "pact"),
    [
        (None, ("100.00", "0.00", "0.00", "100.00"), ("200.00", "0.00", "0.00", "200.00")),
        (0, ("100.00", "0.00", "100.00", "0.00"), ("200.00", "0.00", "200.00", "0.00")),
        (60, ("100.00", "60.00", "40.00", "0.00"), ("200.00", "0.00", "200.00", "0.00")),
        (150, ("100.00", "100.00", "0.00", "0.00"), ("200.00", "50.00", "150.00", "0.00")),
        (300, ("100.00", "100.00", "0.00", "0.00"), ("200.00", "200.00", "0.00", "0.00")),
        (900, ("100.00", "100.00", "0.00", "0.00"), ("200.00", "800.00", "0.00", "0.00")),  # above all: with the last
    ],
)
def test_the_entitlement_first_and_then_the_rest_of_the_norm(
    amount: int | None, cao: tuple[str, ...], pact: tuple[str, ...], under: Under, make_version: Version
) -> None:
    result = under(make_version(shape=step(LEVELS)), **FEBRUARY, **paid(amount))
    assert grounds(result) == {"cao": cao, "pact": pact}
    assert result.allowance is not None
    assert (result.allowance.entitlement_force, result.allowance.force) == ("cao", "pact")


@pytest.mark.parametrize(
    ("route", "signed", "rest"),
    [("bol", False, "pact"), ("hbo", False, "advice"), ("hbo", True, "pact"), ("bol", True, "pact")],
)
def test_the_pact_is_one_for_mbo_unless_a_regional_one_was_signed(
    route: str, signed: bool, rest: str, under: Under, make_version: Version
) -> None:
    costs = [{"kind": "tools", "amount": 30}, {"kind": "protective_equipment", "amount": 50}]
    car = {"mode": "own_vehicle", "distance_km": 10}
    given = {"route": route, "signed_regional_pact": signed, "costs": costs, "travel": car}
    result = under(make_version(shape=step(LEVELS)), **FEBRUARY, **given, **paid(0))
    lines = {line.kind: line.force for line in result.expenses}
    assert lines == {"travel": rest, "tools": rest, "protective_equipment": "law"}
    assert result.allowance is not None
    assert result.allowance.force == rest
    for name in ("expenses_full", "allowance_level_equal", "allowance_on_top", "employment_contract"):
        assert result.finding(name).force == rest
    assert result.finding("protective_equipment_free").force == "law"


@pytest.mark.parametrize(
    ("route", "signed", "force"), [("dual", False, "advice"), ("dual", True, "pact"), ("bbl", False, "pact")]
)
def test_dual_is_hbo(route: str, signed: bool, force: str, assessed: Assessed) -> None:
    costs = [{"kind": "tools", "amount": 30}]
    result = assessed(wage=True, route=route, signed_regional_pact=signed, costs=costs)
    assert result.expenses[0].force == result.finding("employment_contract").force == force


def test_what_is_only_advised_comes_after_what_is_agreed(
    with_schemes: Callable[..., RuleBook], plain: Callable[..., Data], make_version: Version
) -> None:
    """140.00 until the 14th by the cao, then 140.00 that its parties only advise; 200.00 is paid."""
    first = make_version(to=date(2026, 2, 14), shape=step(280))
    second = make_version(**{"from": date(2026, 2, 15)}, as_of=date(2026, 3, 1), shape=step(280), advised=True)
    data = plain(sector="ict", cao={"status": "applies", "scheme": "made_up"}, **FEBRUARY, **paid(200))
    result = assess(read_placement(data), with_schemes(made_up=[first, second]))
    assert grounds(result) == {
        "cao": ("140.00", "140.00", "0.00", "0.00"),
        "advice": ("140.00", "60.00", "80.00", "0.00"),
    }
    assert result.allowance is not None
    # The first entry has what the cao says; the last that owes something is advice.
    assert (result.allowance.entitlement_force, result.allowance.force) == ("cao", "advice")
    finding = result.finding("allowance_cao")
    assert (finding.status, finding.force, str(finding.amount)) == ("below", "cao", "80.00")


def test_all_at_once_in_one_order(
    with_schemes: Callable[..., RuleBook], plain: Callable[..., Data], make_version: Version
) -> None:
    """Seven days each: nothing yet (280 of one's own), 80 for mbo of 240, the same only advised, 80 for every level."""
    days = [date(2026, 2, day) for day in (8, 15, 22)]
    made = [
        make_version(**{"from": days[0]}, to=date(2026, 2, 14), shape=step({"mbo": 80, "wo": 240})),
        make_version(**{"from": days[1]}, to=date(2026, 2, 21), shape=step({"mbo": 80, "wo": 240}), advised=True),
        make_version(**{"from": days[2]}, as_of=date(2026, 3, 1), shape=step(80)),
    ]
    data = plain(sector="ict", cao={"status": "applies", "scheme": "made_up"}, **FEBRUARY, **paid(150))
    own = {"norm": "own", "own_norm": {"amount": 280}}
    result = assess(read_placement({**data, **own}), with_schemes("regional", made_up=made))
    assert [str(entry.allowance_norm) for entry in result.ledger] == ["70.00", "60.00", "60.00", "20.00"]
    # 20 + 20 by the scheme, 20 advised, 40 + 40 above them, 70 of one's own; 150 fills them in that order
    assert grounds(result) == {
        "employer": ("40.00", "40.00", "0.00", "0.00"),
        "pact": ("80.00", "80.00", "0.00", "0.00"),
        "advice": ("20.00", "20.00", "0.00", "0.00"),
        "own": ("70.00", "10.00", "60.00", "0.00"),
    }
    assert result.allowance is not None
    assert result.allowance.force == "own"


def test_the_amount_of_ones_own_cao_and_a_policy(assessed: Assessed) -> None:
    read = assessed(cao={"status": "applies", "amount": {"amount": 100}}, **FEBRUARY, **paid(40))
    assert grounds(read) == {"cao": ("100.00", "40.00", "60.00", "0.00")}
    policy = assessed(**FEBRUARY, **paid(40))
    assert grounds(policy) == {"advice": ("328.00", "40.00", "288.00", "0.00")}


# ---------------------------------------------------------------- expenses


def test_an_all_in_sum_pays_travel_first_and_never_what_the_law_wants_free(under: Under, make_version: Version) -> None:
    """Travel 76.80 by the cao, tools 30.00 by the pact; 90 pays travel and 13.20 of the tools, nothing is left."""
    costs = [{"kind": "tools", "amount": 30}, {"kind": "protective_equipment", "amount": 50}]
    offer = {"allowance": {"amount": 90}, "includes_expenses": True}
    car = {"mode": "own_vehicle", "distance_km": 10}
    made = make_version(shape=step(300), travel="on_top")
    result = under(made, **FEBRUARY, travel=car, costs=costs, offer=offer)
    assert grounds(result) == {
        "law": ("50.00", "0.00", "0.00", "50.00"),
        "cao": ("376.80", "76.80", "300.00", "0.00"),
        "pact": ("30.00", "13.20", "16.80", "0.00"),
    }
    assert (str(result.totals.gap), str(result.totals.not_stated)) == ("316.80", "50.00")


def test_a_ground_without_any_amount_is_not_there(assessed: Assessed) -> None:
    result = assessed(norm="own", own_norm={"amount": 0}, **FEBRUARY)
    assert grounds(result) == {}
    assert result.totals.owed == 0


def test_an_estimate_stands_with_the_ground_of_its_line(assessed: Assessed) -> None:
    train = {"mode": "public_transport", "carrier": "train", "distance_km": 12}
    result = assessed(
        route="hbo", travel=train, start="2027-01-01", end="2027-01-31", norm="own", own_norm={"amount": 0}
    )
    ((row),) = result.totals.by_ground
    assert (row.ground, row.owed) == ("advice", 0)
    assert row.estimate == result.totals.estimate > 0
