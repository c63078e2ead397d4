"""A step of a scheme whose amount is not known: no entitlement, the norm policy, no part of a median.

The placement is February 2026 at 12 hours on two days, norm national: 410 x 12/40 = 123 a month. The made-up scheme
pays 250 from 15 hours; what it pays below is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement
from compensation.telling.explain import explain

Data = dict[str, Any]
Under = Callable[..., Assessment]
Version = Callable[..., Data]
FEBRUARY = {"start": "2026-02-01", "end": "2026-02-28"}
TWELVE: Data = {"hours_per_week": 12, "workdays": ["mon", "tue"], **FEBRUARY}
BY_HOURS = {"type": "by_hours", "steps": [{"from": 15, "amount": 250}, {"from": 0, "amount": "unknown"}]}


def of(result: Assessment) -> Data:
    assert result.allowance is not None
    return result.allowance.model_dump(mode="json")


def finding(result: Assessment, name: str) -> tuple[str, str | None]:
    found = next(item for item in result.findings if item.id == name)
    return found.status, None if found.amount is None else str(found.amount)


def told(result: Assessment, prefix: str) -> list[str]:
    return [step.id for step in result.steps if step.id.startswith(prefix)]


@pytest.mark.parametrize(
    ("hours", "basis", "norm", "entitlement"),
    [
        ("14.99", "national", "153.65", None),  # 410 x 14.99 / 40: neither 0 nor 250
        ("15", "cao", "250.00", "250.00"),
        ("1", "national", "10.25", None),
    ],
)
def test_below_the_step_nothing_is_known_and_the_policy_gives_the_norm(
    hours: str, basis: str, norm: str, entitlement: str | None, under: Under, make_version: Version
) -> None:
    result = under(make_version(shape=BY_HOURS), **{**TWELVE, "hours_per_week": hours})
    pay = of(result)
    assert (pay["basis"], pay["norm"], pay["full_month"], pay["entitlement"]) == (basis, norm, norm, entitlement)
    assert pay["scheme"] == "made_up"
    assert pay["entitlement_force"] == (None if entitlement is None else "cao")
    assert pay["force"] == ("advice" if entitlement is None else "cao")


@pytest.mark.parametrize(("days", "known"), [(1, False), (2, True), (3, False), (4, True)])
def test_only_the_step_that_is_reached_counts(days: int, known: bool, under: Under, make_version: Version) -> None:
    steps: list[Data] = [
        {"from": 4, "amount": 350},
        {"from": 3, "amount": "unknown"},
        {"from": 2, "amount": 100},
        {"from": 1, "amount": "unknown"},
    ]
    week = ["mon", "tue", "wed", "thu"][:days]
    pay = of(under(make_version(shape={"type": "by_days", "steps": steps}), **{**TWELVE, "workdays": week}))
    assert (pay["basis"] == "cao") is known
    assert pay["norm"] == ({2: "100.00", 4: "350.00"}[days] if known else "123.00")


def test_below_all_steps_the_scheme_is_known_to_pay_nothing(under: Under, make_version: Version) -> None:
    steps = [{"from": 15, "amount": 250}, {"from": 13, "amount": "unknown"}]
    pay = of(under(make_version(shape={"type": "by_hours", "steps": steps}), **TWELVE))
    assert (pay["basis"], pay["norm"], pay["entitlement"]) == ("cao", "0.00", "0.00")


@pytest.mark.parametrize("route", ["bol", "hbo", "wo"])
def test_the_norm_is_the_same_for_every_level_also_for_one_that_is_excluded(
    route: str, under: Under, make_version: Version
) -> None:
    made = make_version(shape=BY_HOURS, gates={"exclude_routes": ["bbl", "dual", "wo"]})
    pay = of(under(made, route=route, **TWELVE))
    assert (pay["basis"], pay["norm"], pay["entitlement"]) == ("national", "123.00", None)


def test_behind_a_closed_gate_it_is_known_to_be_nothing(under: Under, make_version: Version) -> None:
    made = make_version(shape=BY_HOURS, gates={"exclude_kinds": ["observation"]})
    pay = of(under(made, kind="observation", **TWELVE))
    assert (pay["basis"], pay["norm"], pay["entitlement"]) == ("cao", "0.00", "0.00")


@pytest.mark.parametrize(("end", "basis", "norm"), [("2026-03-31", "national", "246.00"), ("2026-04-30", "cao", "300")])
def test_a_tier_is_unknown_for_its_own_length_only(
    end: str, basis: str, norm: str, under: Under, make_version: Version
) -> None:
    tiers = [
        {"until_months": 3, "shape": {"type": "by_days", "steps": [{"from": 1, "amount": "unknown"}]}},
        {"shape": {"type": "by_days", "steps": [{"from": 1, "amount": 100}]}},
    ]
    pay = of(under(make_version(shape=None, tiers=tiers), **{**TWELVE, "end": end}))
    assert (pay["basis"], float(pay["norm"])) == (basis, float(norm))


def test_a_finding_of_the_cao_cannot_be_told(under: Under, make_version: Version) -> None:
    paid = under(make_version(shape=BY_HOURS), **TWELVE, offer={"allowance": {"amount": 500, "per": "month"}})
    assert finding(paid, "allowance_cao") == ("cannot_tell", None)
    assert finding(paid, "allowance_paid") == ("meets", None)
    short = under(make_version(shape=BY_HOURS), **TWELVE, offer={"allowance": {"amount": 100, "per": "month"}})
    assert finding(short, "allowance_cao") == ("cannot_tell", None)
    assert finding(short, "allowance_paid") == ("below", "23.00")


def test_an_unknown_amount_is_not_stale(under: Under, make_version: Version) -> None:
    old = make_version(shape=BY_HOURS, as_of=date(2024, 1, 1))
    assert of(under(old, **TWELVE))["stale_since"] is None
    assert of(under(old, **{**TWELVE, "hours_per_week": 15}))["stale_since"] == "2024-01-01"


@pytest.mark.parametrize("amounts", [[250, "unknown"], ["unknown"]])
def test_what_the_version_says_of_travel_holds(amounts: list[Any], under: Under, make_version: Version) -> None:
    steps = [{"from": least, "amount": amount} for least, amount in zip((15, 0)[-len(amounts) :], amounts, strict=True)]
    made = make_version(shape={"type": "by_hours", "steps": steps}, travel="on_top")
    result = under(made, **TWELVE, travel={"mode": "own_vehicle", "distance_km": 10})
    (line,) = result.expenses
    assert (line.kind, line.force) == ("travel", "cao")


def test_it_is_no_part_of_a_median(
    with_schemes: Callable[..., RuleBook], make_version: Version, plain: Callable[..., Data]
) -> None:
    def flat(amount: float) -> list[Data]:
        return [make_version(shape={"type": "by_days", "steps": [{"from": 1, "amount": amount}]})]

    data = plain(sector="ict", **{**TWELVE, "norm": "sector"})
    two = with_schemes(one=flat(100), two=flat(301), not_known=[make_version(shape=BY_HOURS)])
    pay = of(assess(read_placement(data), two))
    assert (pay["basis"], pay["norm"], pay["full_month"]) == ("sector", "200.50", "200.50")
    one = with_schemes(one=flat(100), not_known=[make_version(shape=BY_HOURS)])
    assert of(assess(read_placement(data), one))["basis"] == "national"
    # The own scheme too: its unknown amount leaves room for the sector's norm, and is no part of that either.
    bound = data | {"cao": {"status": "applies", "scheme": "not_known"}}
    pay = of(assess(read_placement(bound), two))
    assert (pay["basis"], pay["norm"], pay["entitlement"]) == ("sector", "200.50", None)


def test_a_placement_that_needs_the_sector_is_cut_where_the_sector_changes(
    with_schemes: Callable[..., RuleBook], make_version: Version, plain: Callable[..., Data]
) -> None:
    changing = [
        make_version(to=date(2026, 2, 9), as_of=date(2026, 1, 1)),
        make_version(**{"from": date(2026, 2, 10)}, as_of=date(2026, 2, 10)),
    ]
    book = with_schemes(own=[make_version(shape=BY_HOURS)], other=changing)
    cao = {"status": "applies", "scheme": "own"}
    for hours, starts in (("12", ["2026-02-01", "2026-02-10"]), ("15", ["2026-02-01"])):
        data = plain(sector="ict", cao=cao, **{**TWELVE, "norm": "sector", "hours_per_week": hours})
        entries = assess(read_placement(data), book).ledger
        assert [str(entry.from_) for entry in entries] == starts, hours


def test_the_unknown_step_is_told_once_and_the_policy_for_each_entry(
    with_schemes: Callable[..., RuleBook], make_version: Version, plain: Callable[..., Data]
) -> None:
    flat = {"type": "by_hours", "steps": [{"from": 0, "amount": 100}]}
    versions = [
        make_version(shape=flat, to=date(2026, 1, 31), as_of=date(2026, 1, 31)),
        make_version(**{"from": date(2026, 2, 1)}, as_of=date(2026, 12, 31), shape=BY_HOURS),
    ]
    book = with_schemes(made_up=versions)
    data = plain(sector="ict", cao={"status": "applies", "scheme": "made_up"}, **TWELVE)
    result = assess(read_placement(data | {"start": "2026-01-01", "end": "2026-03-31"}), book)
    assert told(result, "allowance.cao_") == ["allowance.cao_step_unknown"]
    assert told(result, "allowance.norm_")[:3] == [
        "allowance.norm_by_hours",
        "allowance.norm_policy_assumed",
        "allowance.norm_policy_assumed",
    ]
    said = {lang: [item.text for item in explain(result, lang, book)] for lang in ("nl", "en")}
    assert (
        "made_up: wat deze regeling vanaf 1 februari 2026 betaalt bij 12 uur per week, is niet bekend. "
        "Dat is niet hetzelfde als niets. Kijk in de cao of vraag het na. Tot dan geldt de gekozen norm."
    ) in [words.replace("\u00a0", " ") for words in said["nl"]]
    assert any("from 1 February 2026 at 12 hours a week is not known" in words for words in said["en"])
    pay = of(result)
    assert (pay["basis"], pay["norm"], pay["entitlement"], pay["full_month"]) == ("cao", "346.00", "100.00", "100.00")
    assert finding(result, "allowance_cao") == ("cannot_tell", None)


def test_a_step_at_days_is_told_in_days(under: Under, make_version: Version) -> None:
    shape = {"type": "by_days", "steps": [{"from": 4, "amount": 350}, {"from": 1, "amount": "unknown"}]}
    result = under(make_version(shape=shape), **TWELVE)
    (asked,) = [s.quantities["asked"] for s in result.steps if s.id == "allowance.cao_step_unknown"]
    assert (asked.value, asked.unit) == ("2", "days")


def test_a_known_step_is_not_called_unknown(under: Under, make_version: Version) -> None:
    result = under(make_version(shape=BY_HOURS), **{**TWELVE, "hours_per_week": 20})
    assert told(result, "allowance.cao_") == []
