"""Proposals against amounts worked out by hand, and their files against the checker of rule files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from compensation import RuleBook, check_rulebook, load_rulebook
from compensation.compare.proposal import (
    NOT_PUBLISHED,
    Membership,
    NormCost,
    Proposal,
    effect_of,
    equal_for_all_levels,
    file_name,
    highest_level_proposal,
    scheme_yaml,
    typical_membership,
    with_scheme,
)
from compensation.compare.proposal.proposal import ProposalShape
from compensation.compare.sectors import Reference, compare_schemes
from compensation.table import TableError, assess_table
from tests.rulebooks import copied
from tests.unknown_step import with_unknown_step

BOOK = load_rulebook()
START = date(2026, 1, 1)
#: Two whole months, 32 hours on four days.
ROW: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-03-01",
    "end": "2026-04-30",
    "hours_per_week": 32,
    "workdays": "mon,tue,wed,thu",
    "offer.allowance.amount": "250",
}


def members(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, "id": f"m{number}", **change} for number, change in enumerate(changes, start=1)])


def proposal(amount: str = "400", hours: str = "40", **rest: Any) -> Proposal:
    return Proposal("horeca", Decimal(amount), Decimal(hours), START, **{"source_url": "https://khn.nl/norm", **rest})


def test_what_a_proposal_costs() -> None:
    """400 at 40 hours is 320 a month at 32: 70 a month more than 250; who gets 350 keeps it."""
    frame = members({}, {"offer.allowance.amount": "350"}, {"offer.allowance.amount": "0", "route": "hbo"})
    effect = effect_of(proposal(), frame, BOOK)
    assert [str(gain["extra"]) for gain in effect.gains] == ["140.00", "0.00", "640.00"]
    assert [str(gain["paid_now"]) for gain in effect.gains] == ["500.00", "700.00", "0.00"]
    assert [gain["id"] for gain in effect.gains] == ["m1", "m2", "m3"]
    assert (str(effect.extra), str(effect.paid_now), str(effect.paid_then)) == ("780.00", "1200.00", "1980.00")
    assert (effect.placements, effect.gaining, str(effect.per_placement)) == (3, 2, "260.00")
    assert (str(effect.extra_allowance), str(effect.extra_expenses)) == ("780.00", "0.00")
    assert str(effect.extra_levy) == "48.36"  # 6.20% of 140.00 (8.68) and of 640.00 (39.68)


def test_reimbursing_kinds_of_costs() -> None:
    costs = {"cost.clothing.amount": "85", "cost.phone.amount": "10", "offer.reimburse.clothing.amount": "35"}
    effect = effect_of(proposal("100", costs=(NormCost(kind="clothing"),)), members(costs), BOOK)
    assert (str(effect.extra_expenses), str(effect.extra_allowance)) == ("50.00", "0.00")


def test_an_all_in_sum_pays_the_expenses_first() -> None:
    """500 all-in with 85 of costs: the expenses are paid first, 415 is allowance, and 640 is asked."""
    costs = {"cost.clothing.amount": "85", "offer.includes_expenses": "ja"}
    effect = effect_of(proposal(costs=(NormCost(kind="clothing"),)), members(costs), BOOK)
    assert (str(effect.extra_expenses), str(effect.extra_allowance), str(effect.extra)) == ("0.00", "225.00", "225.00")
    assert str(effect.gains[0]["paid_now"]) == "500.00"
    assert str(effect.extra_levy) == "13.95"  # 6.20% of 640 - 415


def test_travel_reimbursed_in_place_of_an_amount_per_kilometre() -> None:
    travel = {"travel.mode": "own_vehicle", "travel.distance_km": "10", "offer.km_rate": "0.10"}
    effect = effect_of(proposal("100", costs=(NormCost(kind="travel"),)), members(travel), BOOK)
    results, _ = assess_table(members(travel), BOOK)
    assert effect.extra_expenses == results["expenses.travel.gap"].iloc[0] > 0


def test_other_sectors_bbl_and_wrong_rows_are_left_out_and_counted() -> None:
    bbl = {"route": "bbl", "birth_date": "2007-01-01", "offer.allowance.amount": None}
    effect = effect_of(proposal(), members({}, {"sector": "bouw"}, bbl, {"hours_per_week": 99}), BOOK)
    assert (effect.placements, effect.left_out) == (1, 3)
    assert effect_of(proposal(), members({"sector": "bouw"}), BOOK).placements == 0


def test_a_placement_of_which_nobody_stated_the_pay_is_left_out_and_is_not_paid_nothing() -> None:
    effect = effect_of(proposal(), members({}, {"offer.allowance.amount": None}), BOOK)
    assert (effect.placements, effect.left_out, str(effect.extra)) == (1, 1, "140.00")


def test_a_placement_whose_amount_is_not_known_is_left_out_and_does_not_cost_nothing() -> None:
    scheme = equal_for_all_levels(with_unknown_step(BOOK).schemes["huisartsenzorg"], date(2015, 1, 1))
    few, many = {"hours_per_week": 12, "workdays": "mon,tue"}, {"hours_per_week": 15, "workdays": "mon,tue"}
    frame = members(*({"sector": "eerstelijnszorg", "offer.allowance.amount": "100"} | hours for hours in (few, many)))
    effect = effect_of(scheme, frame, BOOK)
    assert (effect.placements, effect.left_out, effect.gaining) == (1, 1, 1)
    assert str(effect.extra) == "300.00"  # two months of 250, where 100 is paid
    assert [row["id"] for row in effect.gains] == ["m2"]


def test_a_level_of_fewer_than_five_is_hidden_with_the_smallest_beside_it() -> None:
    frame = members(*[{}] * 7, *[{"route": "hbo"}] * 5, *[{"route": "wo"}] * 4)
    mbo, hbo, wo = effect_of(proposal(), frame, BOOK).levels
    assert (mbo.placements, mbo.gaining, str(mbo.per_placement)) == (7, 7, "140.00")
    assert (hbo.placements, hbo.extra, wo.placements, wo.extra) == (None, None, None, None)


def test_an_agreement_that_applies_now_does_not_count_as_paid() -> None:
    effect = effect_of(proposal(), members({"cao.status": "applies", "cao.scheme": "horeca"}), BOOK)
    assert str(effect.gains[0]["paid_now"]) == "500.00"


def test_shapes() -> None:
    steps = ((Decimal(4), Decimal(350)), (Decimal(1), Decimal(100)))
    assert str(effect_of(proposal(shape="by_days", steps=steps), members({}), BOOK).extra) == "200.00"
    day = effect_of(proposal("20", shape="per_day"), members({}), BOOK)
    # 36 Mondays to Thursdays in March and April 2026, less Easter Monday and King's Day: 34 days of 20, less 500
    assert str(day.extra) == "180.00"


@pytest.mark.parametrize("wrong", [proposal("0"), proposal(hours="0"), proposal(hours="61"), proposal(shape="by_days")])
def test_a_proposal_that_is_none(wrong: Proposal) -> None:
    with pytest.raises(TableError, match="a proposed norm needs an amount above 0"):
        effect_of(wrong, members({}), BOOK)


def test_an_unknown_sector() -> None:
    with pytest.raises(TableError, match="'circus' does not exist"):
        effect_of(Proposal("circus", Decimal(400), Decimal(40), START), members({}), BOOK)
    with pytest.raises(TableError, match="'circus' does not exist"):
        typical_membership(BOOK, "circus")


# ---------------------------------------------------------------- presets


def test_everyone_the_highest_level() -> None:
    """mbo 250 and wo 400 at 32 hours of 52/12 weeks: per hour present, so to the hours of the days that were there."""
    frame = members({}, {"route": "wo", "offer.allowance.amount": "400"})
    found = highest_level_proposal(frame, "horeca", START, BOOK)
    # wo: 800.00 over 34 days present of 8 hours = 272 hours; x 40 hours x 52 / 12
    assert (str(found.amount), found.base_hours) == ("509.80", 40)
    effect = effect_of(found, frame, BOOK)
    assert effect.gains[0]["extra"] > 300
    with pytest.raises(TableError, match="no allowance above 0"):
        highest_level_proposal(members({"offer.allowance.amount": None}), "horeca", START, BOOK)
    with pytest.raises(TableError, match="no allowance above 0"):
        highest_level_proposal(members({"sector": "bouw"}), "horeca", START, BOOK)


def test_a_scheme_with_the_highest_amount_for_every_level() -> None:
    equal = equal_for_all_levels(BOOK.schemes["radboud"], date(2027, 1, 1))
    book = with_scheme(BOOK, equal)
    reference = Reference(on=date(2027, 2, 1))
    row = compare_schemes(book, reference).scheme("voorstel_radboud")
    assert [str(level.month) for level in row.levels] == ["341.00"] * 3
    assert compare_schemes(BOOK, reference).scheme("radboud").level_gap == Decimal("140.00")
    with pytest.raises(TableError):
        equal_for_all_levels(BOOK.schemes["metalektro"], START)


def test_what_it_costs_to_give_every_level_what_the_highest_gets() -> None:
    own = {"sector": "mbo_hbo_wo", "offer.allowance.amount": "191"}
    equal = equal_for_all_levels(BOOK.schemes["radboud"], START)
    effect = effect_of(equal, members({**own, "hours_per_week": 40}), BOOK)
    assert str(effect.extra) == "300.00"  # two months of 341 - 191


def test_a_typical_membership() -> None:
    frame = typical_membership(BOOK, "ouderenzorg", Membership(placements={"mbo": 10, "hbo": 4}))
    results, errors = assess_table(frame, BOOK)
    assert errors.empty and len(results) == 14
    paid = frame.groupby("route")["offer.allowance.amount"].count()
    assert (paid["bol"], paid["hbo"]) == (4, 3)  # practice.yaml: 42% and 75%
    assert set(frame["sector"]) == {"ouderenzorg"} and frame["id"].is_unique


# ---------------------------------------------------------------- the file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(BOOK.folder, tmp_path)


COSTS = (NormCost(kind="travel"), NormCost(kind="vog"))


@pytest.mark.parametrize("shape", ["per_hours", "by_days", "by_hours", "per_day", "per_week"])
def test_the_file_of_a_proposal_is_sound_and_gives_the_same(shape: ProposalShape, tmp_path: Path) -> None:
    steps = ((Decimal(4), Decimal("350.50")), (Decimal(1), Decimal(100)))
    scheme = proposal("20", shape=shape, steps=steps, costs=COSTS).scheme()
    file = tmp_path / f"{scheme.key}.yaml"
    file.write_text(scheme_yaml(scheme), encoding="utf-8")
    assert check_rulebook(file) == ()
    there = with_scheme(BOOK, load_rulebook(file).schemes[scheme.key])
    assert assess_table(members({}), load_rulebook(file))[0].equals(assess_table(members({}), there)[0])


def test_every_scheme_survives_being_written(tmp_path: Path, each_book: RuleBook) -> None:
    folder, above = copied(each_book.folder, tmp_path / "whole"), tmp_path / "above"
    above.mkdir()
    tried = {}
    for scheme in each_book.schemes.values():
        (folder / file_name(scheme)).write_text(scheme_yaml(scheme), encoding="utf-8")
        if scheme.versions and scheme.sector not in tried:  # one norm is tried in a sector
            tried[scheme.sector] = equal = equal_for_all_levels(scheme, date(2027, 1, 1))
            (above / f"{equal.key}.yaml").write_text(scheme_yaml(equal), encoding="utf-8")
    assert check_rulebook(above, base=folder) == ()
    loaded = load_rulebook(above, base=folder).schemes
    assert {key: loaded[key] for key in each_book.schemes} == each_book.schemes
    assert all(loaded[equal.key] == equal for equal in tried.values())


def test_an_unknown_step_survives_being_written_and_stays_unknown_for_every_level(folder: Path, tmp_path: Path) -> None:
    scheme = with_unknown_step(BOOK).schemes["huisartsenzorg"]
    equal = equal_for_all_levels(scheme, date(2027, 1, 1))
    above = tmp_path / f"{equal.key}.yaml"
    for made, file in ((scheme, folder / file_name(scheme)), (equal, above)):
        assert "amount: unknown" in scheme_yaml(made)
        file.write_text(scheme_yaml(made), encoding="utf-8")
    loaded = load_rulebook(above, base=folder).schemes
    assert (loaded[scheme.key], loaded[equal.key]) == (scheme, equal)


def test_a_proposal_that_nobody_can_read_computes_but_is_not_written() -> None:
    unread = proposal(source_url=NOT_PUBLISHED)
    assert effect_of(unread, typical_membership(BOOK, "horeca"), BOOK).placements > 0
    with pytest.raises(TableError, match="web address"):
        scheme_yaml(unread.scheme())


def test_a_membership_of_a_level_of_which_nothing_is_known_is_refused() -> None:
    unknown = replace(BOOK, practice=tuple(row for row in BOOK.practice if row.level != "wo"))
    with pytest.raises(TableError, match="paid for wo is not known"):
        typical_membership(unknown, "horeca")
