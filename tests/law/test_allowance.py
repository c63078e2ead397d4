"""The allowance norm outside a scheme: policies, the sector's median, one's own cao amount, and the offer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement

Data = dict[str, Any]
Assessed = Callable[..., Assessment]
Version = Callable[..., Data]
MONTH = {"start": "2026-02-01", "end": "2026-02-28"}


def flat(make_version: Version, amount: float, **fields: Any) -> Data:
    return make_version(shape={"type": "by_days", "steps": [{"from": 1, "amount": amount}]}, **fields)


@pytest.mark.parametrize(
    ("norm", "hours", "amount"),
    [
        ("national", 40, "410.00"),
        ("national", 20, "205.00"),
        ("national", 48, "410.00"),
        ("students", 40, "510.00"),
        ("students", "33.33", "424.96"),
        ("rijk_reference", 32, "608.80"),
    ],
)
def test_policies(norm: str, hours: Any, amount: str, assessed: Assessed) -> None:
    pay = assessed(norm=norm, hours_per_week=hours, **MONTH).allowance
    assert pay is not None
    assert (pay.basis, str(pay.norm), str(pay.full_month), pay.force) == (norm, amount, amount, "advice")
    assert pay.entitlement is pay.entitlement_force is pay.scheme is None


def test_a_norm_that_changes_on_the_way(assessed: Assessed) -> None:
    """`rijk_reference` is 722 at 38 hours until the end of 2025 (an assumption), then 761 at 40."""
    result = assessed(norm="rijk_reference", hours_per_week=38, start="2025-12-01", end="2026-01-31")
    assert [str(entry.allowance_norm) for entry in result.ledger] == ["722.00", "722.95"]
    told = [step for step in result.steps if step.id.startswith("allowance.norm_policy")]
    assert [step.id for step in told] == ["allowance.norm_policy_assumed", "allowance.norm_policy"]
    dates = [[(str(ref.from_), str(ref.to), str(ref.seen)) for ref in step.rules] for step in told]
    assert dates == [[("2024-01-01", "2025-12-31", "2025-12-31")], [("2026-01-01", "None", "2026-01-01")]]


@pytest.mark.parametrize(
    ("own", "norm", "full_month"),
    [
        ({"amount": "400"}, "400.00", "400.00"),
        ({"amount": "400", "base_hours": 40}, "320.00", "320.00"),
        ({"amount": "400", "base_hours": 20}, "400.00", "400.00"),
        ({"amount": "100", "per": "week"}, "400.00", "433.33"),
        ({"amount": "100", "per": "week", "base_hours": 40}, "320.00", "346.67"),
        ({"amount": "20", "per": "day", "base_hours": 40}, "320.00", "346.67"),
        ({"amount": "2.50", "per": "hour"}, "320.00", "346.67"),
    ],
)
def test_ones_own_norm_and_the_amount_of_ones_own_cao(
    own: Data, norm: str, full_month: str, assessed: Assessed
) -> None:
    chosen = assessed(norm="own", own_norm=own, **MONTH).allowance
    assert chosen is not None
    assert (str(chosen.norm), str(chosen.full_month), chosen.force, chosen.basis) == (norm, full_month, "own", "own")
    result = assessed(cao={"status": "applies", "amount": own}, offer={"complete": True}, **MONTH)
    read = result.allowance
    assert read is not None
    assert (str(read.norm), str(read.full_month), read.force, read.basis) == (norm, full_month, "cao", "cao_amount")
    assert (str(read.entitlement), read.entitlement_force) == (norm, "cao")
    assert result.finding("allowance_cao").status == "below"


@pytest.mark.parametrize(
    ("cao", "status"),
    [
        ({"status": "none"}, "not_applicable"),
        ({"status": "unknown"}, "cannot_tell"),
        ({"status": "applies"}, "cannot_tell"),
        ({"status": "applies", "scheme": "metalektro"}, "cannot_tell"),
    ],
)
def test_a_cao_without_a_known_amount(cao: Data, status: str, assessed: Assessed) -> None:
    result = assessed(cao=cao, sector="metaal", **MONTH)
    assert result.allowance is not None
    assert (result.allowance.basis, str(result.allowance.norm), result.allowance.entitlement) == (
        "national",
        "328.00",
        None,
    )
    assert result.finding("allowance_cao").status == status
    assert result.finding("allowance_level_equal").status == "meets"


def test_an_observation_earns_no_policy_norm_but_what_the_cao_says(assessed: Assessed) -> None:
    for norm in ("sector", "national", "students"):
        result = assessed(kind="observation", norm=norm, **MONTH)
        assert result.allowance is not None
        assert (str(result.allowance.norm), str(result.allowance.full_month)) == ("0.00", "0.00")
        assert result.finding("allowance_paid").status == "not_applicable"
    own = assessed(kind="observation", norm="own", own_norm={"amount": 100}, **MONTH).allowance
    cao = assessed(kind="observation", cao={"status": "applies", "amount": {"amount": 100}}, **MONTH).allowance
    assert own is not None
    assert cao is not None
    assert (str(own.norm), str(cao.norm)) == ("0.00", "100.00")


# ---------------------------------------------------------------- the sector's median


def in_sector(book: RuleBook, plain: Callable[..., Data], **changes: Any) -> Assessment:
    return assess(read_placement(plain(sector="ict", norm="sector", **{**MONTH, **changes})), book)


@pytest.mark.parametrize(
    ("amounts", "basis", "norm"),
    [
        ([], "national", "328.00"),
        ([300], "national", "328.00"),
        ([300, 500], "sector", "400.00"),
        ([300, 500.01], "sector", "400.01"),
        ([300, 500, 900], "sector", "500.00"),
        ([300, 0], "national", "328.00"),
        ([300, 0, 500], "sector", "400.00"),
        ([0, 0, 0.05], "national", "328.00"),
        ([0, 0], "national", "328.00"),
        ([0.01, 0.02, 0.03, 1], "sector", "0.03"),  # 0.025, half a cent up
        ([1, 0.03, 0.01, 0.02], "sector", "0.03"),
        ([900, 300, 700], "sector", "700.00"),
        ([700, 300, 900], "sector", "700.00"),
        ([900, 700, 300, 500, 500], "sector", "500.00"),
    ],
)
def test_sector(
    amounts: list[float],
    basis: str,
    norm: str,
    with_schemes: Callable[..., RuleBook],
    make_version: Version,
    plain: Callable[..., Data],
) -> None:
    schemes = {f"scheme_{number}": [flat(make_version, amount)] for number, amount in enumerate(amounts)}
    pay = in_sector(with_schemes(**schemes), plain).allowance
    assert pay is not None
    assert (pay.basis, str(pay.norm), pay.force) == (basis, norm, "advice")


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"as_of": date(2023, 2, 1)}, True),  # 36 months before 1 February 2026
        ({"as_of": date(2023, 1, 31)}, False),
        ({"as_of": date(2026, 1, 1), "undated": True}, False),
        ({"from": date(2026, 2, 2), "as_of": date(2026, 2, 2)}, None),  # in force from the second entry on
        ({"to": date(2026, 1, 31)}, False),
        ({"gates": {"exclude_routes": ["bol", "hbo", "wo"]}}, True),
        ({"gates": {"least_hours_per_week": 33}}, False),
    ],
)
def test_which_schemes_take_part(
    fields: Data,
    counts: bool | None,
    with_schemes: Callable[..., RuleBook],
    make_version: Version,
    plain: Callable[..., Data],
) -> None:
    book = with_schemes(first=[flat(make_version, 200)], second=[flat(make_version, 600, **fields)])
    result = in_sector(book, plain)
    assert result.allowance is not None
    if counts is None:
        assert [str(entry.from_) for entry in result.ledger] == ["2026-02-01", "2026-02-02"]
        assert [str(entry.allowance_norm) for entry in result.ledger] == [
            "11.71",
            "385.72",
        ]  # 328 x 1/28; and of the mean of 192.86 and 578.57, half a cent up
        assert result.allowance.basis == "national"
    else:
        assert str(result.allowance.norm) == ("400.00" if counts else "328.00")


def test_the_oldest_amount_of_a_median_is_named(
    with_schemes: Callable[..., RuleBook], make_version: Version, plain: Callable[..., Data]
) -> None:
    first = flat(make_version, 200, as_of=date(2025, 6, 1))
    second = flat(make_version, 600, as_of=date(2024, 6, 1))
    fresh = flat(make_version, 600, as_of=date(2026, 6, 1))
    for schemes, oldest in (((first, second), date(2024, 6, 1)), ((fresh, fresh), None)):
        book = with_schemes(**{f"scheme_{number}": [made] for number, made in enumerate(schemes)})
        pay = in_sector(book, plain).allowance
        assert pay is not None
        assert pay.stale_since == oldest


def test_an_own_scheme_that_begins_later_is_cut_with_the_sector(
    with_schemes: Callable[..., RuleBook], make_version: Version, plain: Callable[..., Data]
) -> None:
    late = flat(make_version, 700, **{"from": date(2026, 2, 15), "as_of": date(2026, 3, 1)})
    other = flat(make_version, 600, **{"from": date(2026, 2, 8)})
    book = with_schemes(own=[late], other=[other], third=[flat(make_version, 200)])
    result = in_sector(book, plain, cao={"status": "applies", "scheme": "own"})
    assert [(str(e.from_), str(e.allowance_norm)) for e in result.ledger] == [
        ("2026-02-01", "82.00"),  # national: one scheme in the sector
        ("2026-02-08", "100.00"),  # the mean of 200 and 600
        ("2026-02-15", "350.00"),  # its own
    ]
    assert result.allowance is not None
    assert (result.allowance.basis, str(result.allowance.entitlement)) == ("national", "350.00")
    assert result.finding("allowance_cao").status == "cannot_tell"


def test_a_placement_whose_own_scheme_holds_throughout_is_not_cut_by_its_sector(
    with_schemes: Callable[..., RuleBook], make_version: Version, plain: Callable[..., Data]
) -> None:
    other = flat(make_version, 600, **{"from": date(2026, 2, 8)})
    book = with_schemes(own=[flat(make_version, 700)], other=[other])
    result = in_sector(book, plain, cao={"status": "applies", "scheme": "own"})
    assert [str(entry.from_) for entry in result.ledger] == ["2026-02-01"]


# ---------------------------------------------------------------- the offer


@pytest.mark.parametrize(
    ("allowance", "offered"),
    [
        ({"amount": "250"}, "250.00"),
        ({"amount": "60", "per": "week"}, "240.00"),
        ({"amount": "15", "per": "day"}, "240.00"),
        ({"amount": "2", "per": "hour"}, "256.00"),
    ],
)
def test_what_is_offered(allowance: Data, offered: str, assessed: Assessed) -> None:
    result = assessed(offer={"allowance": allowance}, **MONTH)
    assert result.allowance is not None
    assert str(result.allowance.offered) == str(result.allowance.effective) == offered


def test_a_generous_month_makes_up_for_a_poor_one(assessed: Assessed) -> None:
    """Per day present: a closed month pays nothing and the other one twice."""
    dates = {"start": "2026-02-01", "end": "2026-03-31", "closed": [{"from": "2026-02-01", "to": "2026-02-28"}]}
    result = assessed(offer={"allowance": {"amount": 40, "per": "day"}}, **dates)
    assert [str(entry.allowance_offered) for entry in result.ledger] == ["0.00", "720.00"]
    assert result.finding("allowance_paid").status == "meets"


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ((True, True, True, False, False), "meets"),
        ((True, True, True, True, False), "doubtful"),
        ((False, None, None, None, None), "doubtful"),
        ((None, None, None, None, True), "doubtful"),
        ((True, True, True, False, None), "cannot_tell"),
        ((None,) * 5, "cannot_tell"),
    ],
)
def test_is_it_really_an_internship(answers: tuple[bool | None, ...], status: str, assessed: Assessed) -> None:
    questions = ("learning_goals", "mentor_with_time", "extra_to_staff", "same_targets_as_staff", "already_graduated")
    given = dict(zip(questions, answers, strict=True))
    assert assessed(placement_test=given).finding("genuine_placement").status == status
    assert assessed(wage=True, placement_test=given).finding("genuine_placement").status == "not_applicable"
