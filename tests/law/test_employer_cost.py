"""What it costs the employer, and the subsidy that is never part of a total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement

Assessed = Callable[..., Assessment]
MONTH = {"start": "2026-02-01", "end": "2026-02-28"}


@pytest.mark.parametrize(
    ("offer", "allowance", "levy"),
    [
        ({}, "328.00", "20.34"),  # 6.20%
        ({"allowance": {"amount": 200}}, "328.00", "20.34"),
        ({"allowance": {"amount": 500}}, "500.00", "31.00"),
        ({"allowance": {"amount": 500}, "includes_expenses": True}, "328.00", "20.34"),
    ],
)
def test_what_is_owed_or_offered_where_that_is_more(
    offer: dict[str, Any], allowance: str, levy: str, assessed: Assessed
) -> None:
    cost = assessed(offer=offer, costs=[{"kind": "tools", "amount": 30}], **MONTH).employer_cost
    assert (str(cost.allowance), str(cost.health_levy), str(cost.expenses)) == (allowance, levy, "30.00")
    assert cost.total == Decimal(allowance) + Decimal(levy) + 30
    assert cost.wage is cost.holiday_allowance is cost.subsidy_indication is None


@pytest.mark.parametrize(
    ("wage", "gross", "holiday", "levy"),
    [("14.00", "1895.68", "151.65", "126.93"), ("20.00", "2560.00", "204.80", "171.42")],
)
def test_with_a_wage(wage: str, gross: str, holiday: str, levy: str, assessed: Assessed) -> None:
    offer = {"wage": {"amount": wage, "per": "hour"}, "holiday_allowance_percent": 10}
    cost = assessed(wage=True, offer=offer, **MONTH).employer_cost
    assert tuple(map(str, (cost.wage, cost.holiday_allowance, cost.health_levy))) == (gross, holiday, levy)


def test_a_levy_that_is_not_known_counts_nothing(assessed: Assessed) -> None:
    """In 2027 6.20% is the last that is known; before 2023 none is known at all."""
    own = {"norm": "own", "own_norm": {"amount": 328}}
    for start, end, estimate in (("2022-02-01", "2022-02-28", "0.00"), ("2027-02-01", "2027-02-28", "20.34")):
        cost = assessed(start=start, end=end, **own).employer_cost
        assert (str(cost.allowance), str(cost.health_levy), str(cost.total)) == ("328.00", "0.00", "328.00")
        assert str(cost.estimate.health_levy) == str(cost.estimate.total) == estimate


@pytest.mark.parametrize(
    ("start", "end", "subsidy"),
    [
        ("2025-08-01", "2026-07-31", "2750.00"),
        ("2026-02-02", "2026-02-08", "68.75"),  # one week: 2750 / 40
        ("2026-02-02", "2026-02-02", "9.82"),
        ("2025-08-01", "2026-05-07", "2750.00"),  # forty weeks
        ("2025-08-01", "2026-05-06", "2740.18"),
        ("2026-07-30", "2026-08-01", "29.46"),  # rounded per study year: two days, and one
        ("2025-08-01", "2028-07-31", "8250.00"),
        ("2028-08-01", "2029-07-31", "1502.68"),  # nothing after 2028: 153 days
        ("2029-01-01", "2029-07-31", "0.00"),
    ],
)
def test_subsidy(start: str, end: str, subsidy: str, assessed: Assessed) -> None:
    cost = assessed(wage=True, start=start, end=end).employer_cost
    assert str(cost.subsidy_indication) == subsidy
    assert assessed(wage=True, route="dual", start=start, end=end).employer_cost.subsidy_indication is None


def test_a_subsidy_that_changes_inside_a_study_year(book: RuleBook, plain: Callable[..., Any]) -> None:
    rule = book.rules["practical_training_subsidy_max"]
    (only,) = rule.versions
    first = only.model_copy(update={"to": date(2025, 12, 31)})
    second = only.model_copy(update={"from_": date(2026, 1, 1), "value": Decimal("1400.00")})
    changed = rule.model_copy(update={"versions": [first, second]})
    rules = {**book.rules, "practical_training_subsidy_max": changed}
    other = replace(book, rules=rules)
    data = plain(wage=True, start="2025-08-01", end="2026-07-31")
    # 153 days at 2750 / 280, and 127 of the days that are left at 1400 / 280
    assert str(assess(read_placement(data), other).employer_cost.subsidy_indication) == "2137.68"
