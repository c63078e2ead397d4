"""Days of which no norm is known: before the first version, and more than 36 months after it was last seen.

The national norm of the tests is 410.00 at 40 hours from 2023 on, last seen on 12 March 2025: 328.00 at 32 hours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compensation import Assessment

Assessed = Callable[..., Assessment]
TURN = {"start": "2022-12-01", "end": "2023-01-31"}


def ledger(result: Assessment) -> list[str]:
    return [str(entry.allowance_norm) for entry in result.ledger]


@pytest.mark.parametrize(
    ("start", "end", "norms", "full_month"),
    [
        ("2022-12-01", "2023-01-31", ["None", "328.00"], None),
        ("2022-12-01", "2022-12-31", ["None"], None),
        ("2028-03-01", "2028-04-30", ["328.00", "None"], "328.00"),  # 1 April is more than 36 months after 12 March
        ("2028-03-12", "2028-03-31", ["211.61"], "328.00"),  # 20 of 31 days, seen from its first day
        ("2028-03-13", "2028-03-31", ["None"], None),
    ],
)
def test_which_days_have_a_norm(
    start: str, end: str, norms: list[str], full_month: str | None, assessed: Assessed
) -> None:
    result = assessed(start=start, end=end)
    pay = result.allowance
    assert pay is not None
    assert ledger(result) == norms
    assert (None if pay.full_month is None else str(pay.full_month)) == full_month
    known = [norm for norm in norms if norm != "None"]
    assert str(pay.norm) == (known[0] if known else "None")
    assert str(pay.not_stated) == (known[0] if known else "0.00")
    assert str(result.totals.owed) == (known[0] if known else "0.00")


@pytest.mark.parametrize(
    ("amount", "dates", "status", "short"),
    [
        ("100", TURN, "below", "128.00"),  # 328 known, 200 paid: short all the same
        ("164", TURN, "cannot_tell", "None"),
        ("900", {"start": "2022-12-01", "end": "2022-12-31"}, "cannot_tell", "None"),
        ("328", {"start": "2023-01-01", "end": "2023-01-31"}, "meets", "None"),
    ],
)
def test_the_verdict(amount: str, dates: dict[str, str], status: str, short: str, assessed: Assessed) -> None:
    finding = assessed(**dates, offer={"allowance": {"amount": amount}}).finding("allowance_paid")
    assert (finding.status, str(finding.amount)) == (status, short)


def test_an_employer_pays_what_is_promised_on_days_without_a_norm(assessed: Assessed) -> None:
    result = assessed(**TURN, offer={"allowance": {"amount": 200}})
    assert str(result.employer_cost.allowance) == "528.00"  # 200, and 328 in January
    assert result.cost_of_offer is not None
    assert str(result.cost_of_offer.allowance) == "400.00"


def test_an_observation_has_a_norm_of_nothing_whatever_is_known(assessed: Assessed) -> None:
    result = assessed(**TURN, kind="observation")
    assert ledger(result) == ["0.00", "0.00"]
    assert result.finding("allowance_paid").status == "not_applicable"


def test_an_amount_of_ones_own_has_no_date(assessed: Assessed) -> None:
    own: Any = {"norm": "own", "own_norm": {"amount": 100}}
    assert ledger(assessed(**TURN, **own)) == ["100.00", "100.00"]
    cao = {"status": "applies", "amount": {"amount": 100}}
    assert ledger(assessed(**TURN, cao=cao)) == ["100.00", "100.00"]


def test_nothing_is_said_of_a_norm_that_nobody_knows(assessed: Assessed) -> None:
    result = assessed(start="2022-12-01", end="2022-12-31", offer={"allowance": {"amount": 50}})
    told = {step.id for step in result.steps}
    assert "allowance.norm_unknown" in told
    assert not told & {"allowance.norm_total", "allowance.norm_full_month", "allowance.allowance_gap"}
