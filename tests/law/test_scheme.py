"""What a scheme pays: every shape, gate, tier, study year and limit, worked out by hand.

The placement is February 2026 (2 February to 1 March: 27/28 of February and 1/31 of March), Monday to Thursday.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment, assess, read_placement

Data = dict[str, Any]
Under = Callable[..., Assessment]
Version = Callable[..., Data]
FEBRUARY = {"start": "2026-02-01", "end": "2026-02-28"}


def norm(result: Assessment) -> str:
    assert result.allowance is not None
    return str(result.allowance.norm)


def entitlement(result: Assessment) -> str:
    assert result.allowance is not None
    return str(result.allowance.entitlement)


def monthly(steps: list[tuple[float, Any]], kind: str) -> Data:
    return {"type": kind, "steps": [{"from": least, "amount": amount} for least, amount in steps]}


# ---------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    ("shape", "changes", "amount"),
    [
        # amount x min(hours, base) / base
        ({"type": "per_hours", "amount": 400, "base_hours": 40}, {}, "320.00"),
        ({"type": "per_hours", "amount": 400, "base_hours": 40}, {"hours_per_week": 40}, "400.00"),
        ({"type": "per_hours", "amount": 400, "base_hours": 36}, {"hours_per_week": 40}, "400.00"),
        ({"type": "per_hours", "amount": 400, "base_hours": 36, "cap": False}, {"hours_per_week": 40}, "444.44"),
        ({"type": "per_hours", "amount": 100, "base_hours": 36}, {"hours_per_week": "12.25"}, "34.03"),
        # steps: the first that is reached, below all of them nothing
        (monthly([(32, 500), (16, 250)], "by_hours"), {"hours_per_week": 32}, "500.00"),
        (monthly([(32, 500), (16, 250)], "by_hours"), {"hours_per_week": "31.99"}, "250.00"),
        (monthly([(32, 500), (16, 250)], "by_hours"), {"hours_per_week": "15.99"}, "0.00"),
        (monthly([(4, 350), (3, 233.33)], "by_days"), {}, "350.00"),
        (monthly([(4, 350), (3, 233.33)], "by_days"), {"workdays": ["mon", "tue", "wed"]}, "233.33"),
        (monthly([(4, 350), (3, 233.33)], "by_days"), {"workdays": ["mon", "tue"]}, "0.00"),
        # 16 days present; a day of 8 hours
        ({"type": "per_day", "amount": 15}, {}, "240.00"),
        ({"type": "per_day", "amount": 15, "half_day_below_hours": 5}, {}, "240.00"),
        ({"type": "per_day", "amount": 15, "half_day_below_hours": 5}, {"hours_per_week": 20}, "240.00"),
        ({"type": "per_day", "amount": 15, "half_day_below_hours": 5}, {"hours_per_week": "19.99"}, "120.00"),
        ({"type": "per_day", "amount": 15}, {"closed": [{"from": "2026-02-09", "to": "2026-02-12"}]}, "180.00"),
        # four weeks of seven days
        ({"type": "per_week", "amount": 20.55}, {}, "82.20"),
        ({"type": "per_week", "amount": 20.55}, {"end": "2026-02-07"}, "20.55"),
    ],
)
def test_shapes(shape: Data, changes: Data, amount: str, under: Under, make_version: Version) -> None:
    result = under(make_version(shape=shape), **{**FEBRUARY, **changes})
    assert norm(result) == entitlement(result) == amount


@pytest.mark.parametrize(
    ("shape", "full_month"),
    [
        ({"type": "per_hours", "amount": 400, "base_hours": 40}, "320.00"),
        (monthly([(16, 250)], "by_hours"), "250.00"),
        ({"type": "per_day", "amount": 15}, "260.00"),  # 15 x 4 x 52/12
        ({"type": "per_day", "amount": 15, "half_day_below_hours": 9}, "130.00"),
        ({"type": "per_week", "amount": 20}, "86.67"),  # 20 x 52/12
    ],
)
def test_a_full_month(shape: Data, full_month: str, under: Under, make_version: Version) -> None:
    result = under(make_version(shape=shape), start="2026-02-02", end="2026-02-03")
    assert result.allowance is not None
    assert str(result.allowance.full_month) == full_month


def test_part_of_a_month_is_rounded_half_up_per_entry(under: Under, make_version: Version) -> None:
    result = under(make_version(shape=monthly([(1, 350)], "by_days")))
    assert [str(entry.allowance_norm) for entry in result.ledger] == ["337.50", "11.29"]
    assert norm(result) == "348.79"


# ---------------------------------------------------------------- levels and years


@pytest.mark.parametrize(
    ("amount", "route", "own", "highest"),
    [
        ({"mbo": 100, "hbo": 200, "wo": 300}, "bol", "100.00", "300.00"),
        ({"mbo": 100, "hbo": 200, "wo": 300}, "hbo", "200.00", "300.00"),
        ({"mbo": 100, "hbo": 200, "wo": 300}, "wo", "300.00", "300.00"),
        ({"mbo": 100, "hbo": 200}, "wo", "0.00", "200.00"),
        ({"hbo": 200}, "bol", "0.00", "200.00"),
        ({"mbo": 250, "hbo": 200}, "bol", "250.00", "250.00"),
    ],
)
def test_levels(amount: Data, route: str, own: str, highest: str, under: Under, make_version: Version) -> None:
    result = under(make_version(shape=monthly([(1, amount)], "by_days")), route=route, **FEBRUARY)
    assert (entitlement(result), norm(result)) == (own, highest)
    assert result.allowance is not None
    above = "pact" if route == "bol" else "advice"  # the pact is one for mbo
    assert result.allowance.force == ("cao" if own == highest else above)
    finding = result.finding("allowance_level_equal")
    short = Decimal(highest) - Decimal(own)
    assert (finding.status, finding.amount) == (("meets", None) if not short else ("below", short))


@pytest.mark.parametrize(
    ("year", "amount"),
    [(None, "50.00"), (1, "0.00"), (2, "150.00"), (3, "150.00"), (4, "50.00"), (5, "50.00"), (6, "50.00")],
)
def test_study_years(year: int | None, amount: str, under: Under, make_version: Version) -> None:
    """Without a year the lowest; before the first year given nothing; between two the one before; then the last."""
    shape = monthly([(1, {"year_2": 150, "year_4": 50})], "by_days")
    result = under(make_version(shape=shape), study_year=year, **FEBRUARY)
    assert norm(result) == entitlement(result) == amount


@pytest.mark.parametrize("route", ["bol", "hbo", "wo"])
def test_an_excluded_route_lowers_the_entitlement_only(route: str, under: Under, make_version: Version) -> None:
    made = make_version(gates={"exclude_routes": ["bbl", "dual", route]})
    result = under(made, route=route, offer={"complete": True}, **FEBRUARY)
    assert (entitlement(result), norm(result)) == ("0.00", "320.00")
    assert result.finding("allowance_cao").status == "meets"
    assert str(result.finding("allowance_level_equal").amount) == "320.00"


# ---------------------------------------------------------------- gates


@pytest.mark.parametrize(
    ("gates", "opens", "shut"),
    [
        # 16 scheduled days of 8 hours from 2 February to 1 March
        ({"least_total_hours": 128}, {}, {"hours_per_week": "31.99"}),
        ({"least_weeks": 4}, {}, {"end": "2026-02-28"}),
        ({"least_months": 1}, {}, {"end": "2026-02-28"}),
        ({"least_hours_per_week": 32}, {}, {"hours_per_week": 31.5}),
        ({"least_days_per_week": 4}, {}, {"workdays": ["mon", "tue", "wed"]}),
        ({"compulsory_only": True}, {}, {"compulsory": False}),
        ({"exclude_kinds": ["observation"]}, {}, {"kind": "observation"}),
        ({"exclude_kinds": ["placement"]}, {"kind": "observation"}, {}),
    ],
)
def test_gates(gates: Data, opens: Data, shut: Data, under: Under, make_version: Version) -> None:
    inside, outside = (under(make_version(gates=gates), **changes) for changes in (opens, shut))
    assert norm(inside) == entitlement(inside) != "0.00"
    assert norm(outside) == entitlement(outside) == "0.00"
    assert outside.allowance is not None
    assert outside.allowance.basis == "cao"
    assert outside.finding("allowance_paid").status == "not_applicable"


def test_closed_days_and_holidays_count_for_the_total_hours(under: Under, make_version: Version) -> None:
    closed = {"closed": [{"from": "2026-02-02", "to": "2026-02-27"}]}
    assert norm(under(make_version(gates={"least_total_hours": 128}), **closed)) != "0.00"


def test_no_gates_at_all_is_the_default_of_the_contract(under: Under, make_version: Version) -> None:
    assert norm(under(make_version(gates=None), kind="observation")) == "0.00"
    assert norm(under(make_version(gates={"exclude_kinds": []}), kind="observation")) != "0.00"


# ---------------------------------------------------------------- tiers, limits, versions


@pytest.mark.parametrize(
    ("end", "amount"),
    [("2026-05-30", "100.00"), ("2026-05-31", "200.00"), ("2026-07-30", "200.00"), ("2026-07-31", "300.00")],
)
def test_tiers_by_length_exactly_n_months_is_the_longer(
    end: str, amount: str, under: Under, make_version: Version
) -> None:
    """From 1 February: 30 May is a day short of four months, 31 May is four months, 31 July six."""
    tiers = [
        {"until_months": 4, "shape": monthly([(1, 100)], "by_days")},
        {"until_months": 6, "shape": monthly([(1, 200)], "by_days")},
        {"shape": monthly([(1, 300)], "by_days")},
    ]
    result = under(make_version(shape=None, tiers=tiers), start="2026-02-01", end=end)
    assert str(result.ledger[0].allowance_norm) == amount
    assert result.allowance is not None
    assert str(result.allowance.full_month) == amount


def test_a_limit_in_months_counts_from_the_first_day(under: Under, make_version: Version) -> None:
    """From 15 January: 17/31 of January, all of February, and of March what is left of two months: 14/31."""
    shape = monthly([(1, 310)], "by_days")
    result = under(make_version(shape=shape, max_months=2), start="2026-01-15", end="2026-04-30")
    assert [str(entry.allowance_norm) for entry in result.ledger] == ["170.00", "310.00", "140.00", "0.00"]
    assert norm(result) == "620.00"
    assert result.allowance is not None
    assert str(result.allowance.full_month) == "310.00"


@pytest.mark.parametrize(("kind", "amount"), [("per_day", 15), ("per_week", 20)])
def test_a_limit_in_months_bounds_monthly_shapes_only(
    kind: str, amount: int, under: Under, make_version: Version
) -> None:
    dates = {"start": "2026-01-15", "end": "2026-04-30"}
    bounded = under(make_version(shape={"type": kind, "amount": amount}, max_months=1), **dates)
    free = under(make_version(shape={"type": kind, "amount": amount}), **dates)
    assert norm(bounded) == norm(free) != "0.00"


def test_a_new_version_in_the_middle_of_a_month(
    with_schemes: Callable[..., Any], plain: Callable[..., Data], make_version: Version
) -> None:
    old = make_version(to=date(2026, 2, 14), shape=monthly([(1, 280)], "by_days"))
    new = make_version(**{"from": date(2026, 2, 15)}, as_of=date(2026, 2, 15), shape=monthly([(1, 560)], "by_days"))
    data = plain(sector="ict", cao={"status": "applies", "scheme": "made_up"}, **FEBRUARY)
    result = assess(read_placement(data), with_schemes(made_up=[old, new]))
    assert [(str(e.from_), str(e.allowance_norm)) for e in result.ledger] == [
        ("2026-02-01", "140.00"),
        ("2026-02-15", "280.00"),
    ]


# ---------------------------------------------------------------- force, age of the amount, travel


@pytest.mark.parametrize(("kind", "force"), [("cao", "cao"), ("employer", "employer"), ("regional", "employer")])
def test_force(kind: str, force: str, under: Under, make_version: Version) -> None:
    result = under(make_version(), bound_by=kind)
    assert result.allowance is not None
    assert (result.allowance.force, result.allowance.entitlement_force) == (force, force)


def test_an_amount_seen_before_the_placement_is_stale(under: Under, make_version: Version) -> None:
    for as_of, stale in ((date(2026, 1, 31), True), (date(2026, 3, 1), False), (date(2026, 2, 28), True)):
        result = under(make_version(as_of=as_of))
        assert result.allowance is not None
        assert result.allowance.stale_since == (as_of if stale else None)


@pytest.mark.parametrize(
    ("travel", "product", "route", "force"),
    [
        ("on_top", "none", "bol", "cao"),
        ("on_top", "week", "bol", "cao"),
        ("when_no_student_travel", "none", "bol", "cao"),
        ("when_no_student_travel", "weekend", "bol", "pact"),
        ("included", "none", "bol", "pact"),
        ("unknown", "none", "bol", "pact"),
        ("on_top", "none", "wo", "advice"),
    ],
)
def test_force_of_the_travel_line(
    travel: str, product: str, route: str, force: str, under: Under, make_version: Version
) -> None:
    trip = {"mode": "public_transport", "carrier": "bus", "fare": "3.00", "student_product": product}
    gates = {"exclude_routes": ["bbl", "dual", "wo"]}
    days = ["mon", "tue", "sat", "sun"]
    result = under(make_version(travel=travel, gates=gates), route=route, travel=trip, workdays=days)
    line = result.line("travel")
    assert line is not None
    assert line.force == force


@pytest.mark.parametrize(
    ("amount", "force"), [({"mbo": 100}, "advice"), ({"hbo": 100}, "cao"), ({"mbo": 100, "hbo": 100}, "cao")]
)
def test_travel_is_no_right_of_a_level_that_the_scheme_leaves_out(
    amount: Data, force: str, under: Under, make_version: Version
) -> None:
    trip = {"mode": "public_transport", "carrier": "bus", "fare": "3.00"}
    made = make_version(travel="on_top", shape=monthly([(1, amount)], "by_days"))
    line = under(made, route="hbo", travel=trip).line("travel")
    assert line is not None
    assert line.force == force


def test_a_scheme_that_means_to_cover_the_expenses_changes_no_amount(under: Under, make_version: Version) -> None:
    paid = {"offer": {"allowance": {"amount": 500}}}
    on_top, inside = under(make_version(), **paid), under(make_version(includes_expenses=True), **paid)
    assert norm(on_top) == norm(inside)
    assert on_top.finding("allowance_on_top").status == "meets"
    assert inside.finding("allowance_on_top").status == "doubtful"
