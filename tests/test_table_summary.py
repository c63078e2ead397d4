"""The summary of a membership against amounts worked out by hand, and the steps of one row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from compensation import PlacementError, load_rulebook
from compensation.assessing import assess
from compensation.placement import read_placement
from compensation.table import TableError, assess_table
from compensation.table.evaluated import assess_frame_row, assess_row
from compensation.table.summary import PARTS, summarise

BOOK = load_rulebook()
#: Two whole months with 34 days present of 8 hours.
ROW: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-03-01",
    "end": "2026-04-30",
    "hours_per_week": "32",
    "workdays": "mon,tue,wed,thu",
    "norm": "national",
    "Werkgever": "Hotel A",
}


def members(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, **change} for change in changes])


def paid(amount: int, **rest: Any) -> dict[str, Any]:
    return {"offer.allowance.amount": str(amount), **rest}


def test_totals_and_how_gaps_are_spread() -> None:
    """328 a month is owed for two months; paid 100, 200 and 270 twice, and 328 or more five times."""
    frame = members(*(paid(amount) for amount in (100, 100, 200, 200, 270, 270, 328, 328, 328, 400, 400)))
    summary = summarise(frame, BOOK)
    row = next(row for row in summary.groups if row.group_by == "sector")
    assert (row.group, row.placements, row.with_gap) == ("horeca", 11, 6)
    assert (str(row.owed), str(row.gap), str(row.mean_gap)) == ("7216.00", "1656.00", "150.55")
    assert (str(row.median_gap), str(row.upper_quarter_gap)) == ("116.00", "256.00")
    results, _ = assess_table(frame, BOOK)
    assert row.gap == results["totals.gap"].sum()
    assert {row.group_by for row in summary.groups} == {"all", "sector", "scheme", "level", "employer"}


def test_what_nobody_stated_is_no_gap_and_no_share() -> None:
    """656 is owed on each; six say 100 a month, six say nothing, and six say that nothing is paid."""
    frame = members(*[paid(100)] * 6, *[{}] * 6, *[paid(0)] * 6)
    summary = summarise(frame, BOOK)
    row = next(row for row in summary.groups if row.group_by == "all")
    assert (str(row.gap), str(row.not_stated), row.with_gap, row.with_not_stated) == ("6672.00", "3936.00", 12, 6)
    assert {force: str(short) for force, short in row.gap_by_ground.items() if short} == {"advice": "6672.00"}
    assert str(row.gap_by_ground["law"]) == "0.00"  # none, which is not hidden
    assert [(row.ground, row.with_gap, row.with_not_stated) for row in summary.grounds] == [("advice", 12, 6)]
    share = next(share for share in summary.shares if share.question == "allowance_paid")
    assert (share.number, share.of, share.not_stated) == (6, 12, 6)
    assert summary.rows("groups")[0]["gap.advice"] == row.gap_by_ground["advice"]


def test_small_groups_are_hidden() -> None:
    """Of 22 placements Hotel A and C would leave four: C, the smaller one, hides with Hotel B."""
    rows = [(12, "Hotel A"), (6, "Hotel C"), (4, "Hotel B")]
    frame = members(*(paid(100, Werkgever=name) for size, name in rows for _ in range(size)))
    summary = summarise(frame, BOOK)
    employers = {row.group: row for row in summary.groups if row.group_by == "employer"}
    assert {name: str(row.gap) for name, row in employers.items()} == {"Hotel A": "5472.00"}
    assert summary.hidden == {"employer"}


def test_one_student_cannot_be_worked_out_from_the_levels() -> None:
    """Of B12: 27 placements in the hospitality sector, 12 mbo and 14 hbo; the one of wo is in no figure."""
    rows = [paid(100)] * 12 + [paid(100, route="hbo")] * 14 + [paid(100, route="wo")]
    summary = summarise(members(*rows), BOOK)
    assert [(row.group, row.placements) for row in summary.groups if row.group_by == "level"] == [("hbo", 14)]
    assert "level" in summary.hidden
    assert [(row.level, row.hour is None) for row in summary.levels] == [
        ("mbo", False),
        ("hbo", False),
        ("wo", True),
    ] * 2


def test_a_count_of_few_is_hidden_and_so_is_what_it_leaves() -> None:
    """Of ten placements two are short: how much that is would be about two people. Eight of ten leave two."""
    few = summarise(members(*[paid(400)] * 8, *[paid(100)] * 2), BOOK).whole
    assert (few.placements, few.with_gap, few.gap, few.gap_by_ground) == (10, None, None, {})
    most = summarise(members(*[paid(400)] * 2, *[paid(100)] * 8), BOOK).whole
    assert (most.with_gap, str(most.gap)) == (None, "3648.00")


def test_shares() -> None:
    bbl = {"route": "bbl", "birth_date": "2004-01-01", "offer.wage.per": "hour", "cost.vog.provided": "ja"}
    rows = (
        paid(100, **{"cost.clothing.amount": "85", "offer.reimburse.clothing.full": "ja"}),
        paid(0, **{"cost.clothing.amount": "85", "offer.complete": "ja"}),
        paid(100),
        {**bbl, "offer.wage.amount": "20"},
        {**bbl, "offer.wage.amount": "5"},
        {**bbl, "offer.wage.amount": "5"},
        bbl | {"offer.wage.per": None},
    )
    frame = members(*(row for row in rows for _ in range(5)))
    shares = {share.question: share for share in summarise(frame, BOOK).shares}
    assert (shares["expenses_covered"].number, shares["expenses_covered"].of) == (5, 10)
    assert (shares["allowance_paid"].number, shares["allowance_paid"].of) == (10, 15)
    wage = shares["wage_meets"]
    assert (wage.number, wage.of, wage.not_stated, str(wage.percent)) == (5, 15, 5, "33.3")


def test_a_share_about_few_is_not_told() -> None:
    shares = {share.question: share for share in summarise(members(*[paid(100)] * 4, *[paid(0)] * 8), BOOK).shares}
    assert (shares["allowance_paid"].number, shares["allowance_paid"].percent, shares["allowance_paid"].of) == (
        None,
        None,
        12,
    )


def test_the_gap_between_levels_per_hour() -> None:
    """At Hotel A mbo gets 272 and hbo 544 over 272 hours: 1.00 and 2.00 an hour; wo are four, hidden."""
    frame = members(*[paid(136)] * 5, *[paid(272, route="hbo")] * 5, *[paid(900, route="wo")] * 4)
    rows = {(row.employer, row.level): row for row in summarise(frame, BOOK).levels}
    mbo, hbo, wo = (rows["Hotel A", level] for level in ("mbo", "hbo", "wo"))
    assert (str(mbo.hour), str(mbo.behind)) == ("1.00", "1.00")
    assert (str(hbo.hour), str(hbo.behind)) == ("2.00", "0.00")
    assert (wo.hour, wo.behind) == (None, None)
    assert str(rows["", "mbo"].hour) == "1.00"


def test_an_employers_level_hides_where_the_sector_would_give_the_other_one_away() -> None:
    """Of eight on mbo at two hotels Hotel A has six: its hours and pay, taken from the sector's, are Hotel B's two."""
    both = [paid(136)] * 6 + [paid(272, route="hbo")] * 6
    other = [paid(170, Werkgever="Hotel B")] * 2
    rows = {(row.employer, row.level): row for row in summarise(members(*both, *other), BOOK).levels}
    assert str(rows["", "mbo"].hour) == "1.06"
    assert ("Hotel A", "mbo") not in rows
    assert ("Hotel A", "mbo") in {(row.employer, row.level) for row in summarise(members(*both), BOOK).levels}


def test_what_a_question_leaves_is_not_told() -> None:
    """Of 22 placements 20 are asked about an allowance: that two get a wage is not told, nor what tells it."""
    bbl = {"route": "bbl", "birth_date": "2004-01-01", "offer.wage.per": "hour", "offer.wage.amount": "20"}
    summary = summarise(members(*[paid(100)] * 12, *[paid(0)] * 8, *[bbl] * 2), BOOK)
    shares = {share.question: share for share in summary.shares}
    assert (shares["allowance_paid"].number, shares["allowance_paid"].of) == (12, None)
    assert (shares["wage_meets"].number, shares["wage_meets"].of) == (None, None)


def test_what_two_questions_leave_of_all_that_is_not_stated_is_not_told() -> None:
    """Of ten with something not stated eight did not say what allowance is paid: two did not say their wage."""
    bbl = {"route": "bbl", "birth_date": "2004-01-01"}
    paid_well = bbl | {"offer.wage.per": "hour", "offer.wage.amount": "30"}
    summary = summarise(members(*[paid(400)] * 20, *[{}] * 8, *[bbl] * 2, *[paid_well] * 9), BOOK)
    shares = {share.question: share for share in summary.shares}
    assert summary.whole is not None
    assert summary.whole.with_not_stated == 10
    assert (shares["allowance_paid"].not_stated, shares["wage_meets"].not_stated) == (None, None)


def test_an_employer_column_by_name_and_none_at_all() -> None:
    frame = members(*[paid(100)] * 5).rename(columns={"Werkgever": "Site"})
    assert not [row for row in summarise(frame, BOOK).groups if row.group_by == "employer"]
    named = summarise(frame, BOOK, employer="Site")
    assert [row.group for row in named.groups if row.group_by == "employer"] == ["Hotel A"]


def test_wrong_rows_are_counted_and_an_empty_table_is_no_error() -> None:
    summary = summarise(members(paid(100), {"hours_per_week": "99"}), BOOK)
    assert (summary.placements, summary.wrong_rows) == (1, 1)
    assert summary.whole is None
    assert summarise(members({"hours_per_week": "99"}), BOOK).groups == ()


def test_rows_for_frames() -> None:
    summary = summarise(members(*[paid(100)] * 5), BOOK)
    for part in PARTS:
        pd.DataFrame(summary.rows(part))
    assert summary.rows("shares")[0]["percent"] is None


# ---------------------------------------------------------------- one row, with its steps


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_the_assessment_of_one_row_of_a_file(tmp_path: Path, kind: str) -> None:
    frame = members(paid(100), paid(200), {"hours_per_week": "99"})
    path = tmp_path / f"in.{kind}"
    {"csv": frame.to_csv, "xlsx": frame.to_excel, "parquet": frame.to_parquet}[kind](path, index=False)  # type: ignore[operator]
    above = 0 if kind == "parquet" else 1  # a sheet and a file of text count the row of names
    found = assess_row(path, 2 + above, BOOK)
    placement = {name: ROW[name] for name in ("route", "sector", "start", "end", "hours_per_week", "norm")}
    placement |= {"workdays": ["mon", "tue", "wed", "thu"], "offer": {"allowance": {"amount": 200}}, "id": 2 + above}
    assert found.model_dump() == assess(read_placement(placement), BOOK).model_dump()
    assert found.steps
    with pytest.raises(PlacementError, match="hours_per_week"):
        assess_row(path, 3 + above, BOOK)
    with pytest.raises(TableError, match=f"no placement in row {4 + above}"):
        assess_row(path, 4 + above, BOOK)
    assert assess_frame_row(frame, 2, BOOK).totals == found.totals
    with pytest.raises(TableError, match="no placement in row 0"):
        assess_frame_row(frame, 0, BOOK)
