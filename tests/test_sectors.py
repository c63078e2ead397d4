"""Schemes on one reference placement, against amounts read by hand in the schemes of the tests' own rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from compensation import PlacementError, RuleBook, load_rulebook
from compensation.calendar import to_day
from compensation.cli.sectors import comparison_lines
from compensation.compare.sectors import Comparison, Reference, compare_schemes, practice_by_level, to_rows
from compensation.compare.sectors.comparison import months_between
from compensation.compare.sectors.model import ROUTE_OF_LEVEL
from compensation.placement import read_placement
from compensation.placement.cases import case_of
from compensation.reading.plain import read
from compensation.rulebook.frozen import freeze
from compensation.rulebook.scheme import LEVELS
from tests.unknown_step import with_unknown_step

BOOK = load_rulebook()
ON = date(2026, 9, 1)


def compared(hours: str = "32", days: int = 4, **rest: object) -> Comparison:
    return compare_schemes(BOOK, Reference(on=ON, hours_per_week=Decimal(hours), days=days, **rest))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scheme", "hours", "days", "year", "expected"),
    [
        ("horeca", "32", 4, None, ("361.00", "361.00", None)),
        ("horeca", "24", 3, None, ("240.67", "240.67", None)),
        ("rijk", "40", 5, None, ("761.00", "761.00", "761.00")),
        ("rijk", "20", 5, None, ("380.50", "380.50", "380.50")),
        ("vo", "32", 4, 2, (None, "201.00", "201.00")),
        ("vo", "32", 4, 4, (None, "801.00", "801.00")),
        ("vo", "16", 2, 3, (None, "250.50", "250.50")),
        ("radboud", "40", 5, None, ("201.00", "341.00", "341.00")),
        ("jeugdzorg", "40", 5, None, ("411.00", "411.00", "411.00")),
        ("apotheken", "40", 5, 2, ("338.00", None, None)),  # 15.60 x 5 days x 52/12
        ("huisartsenzorg", "14", 2, None, ("111.00", "111.00", None)),
    ],
)
def test_amount_a_month_per_level(
    scheme: str, hours: str, days: int, year: int | None, expected: tuple[str | None, ...]
) -> None:
    row = compared(hours, days, study_year=year).scheme(scheme)
    assert tuple(level.month if level.month is None else str(level.month) for level in row.levels) == expected


def test_per_hour_and_full_time() -> None:
    row = compared("20", 5).scheme("rijk")
    assert str(row.level("mbo").hour) == "4.39"  # 380.50 / (20 x 52 / 12)
    assert str(row.level("mbo").full_time_month) == str(row.norm_full_time) == "761.00"
    assert (str(row.norm), str(row.norm_hour)) == ("380.50", "4.39")
    assert str(compared("32", 4).scheme("horeca").level("mbo").hour) == "2.60"


def test_the_gap_between_the_levels() -> None:
    row = compared("40", 5).scheme("radboud")
    assert (str(row.level_gap), str(row.level("mbo").behind), str(row.level("wo").behind)) == (
        "140.00",
        "140.00",
        "0.00",
    )
    only_wo = compared("40", 5).scheme("ziekenhuizen_wo")
    assert only_wo.level_gap is None
    assert str(only_wo.level("mbo").behind) == "161.00"


def test_why_a_level_gets_nothing() -> None:
    comparison = compared("8", 1, study_year=1, months=1)
    assert comparison.scheme("horeca").level("wo").reason == "excluded"
    assert comparison.scheme("vo").level("hbo").reason == "zero"
    gated = comparison.scheme("gehandicaptenzorg").level("mbo")
    assert (gated.reason, gated.gates) == ("gate", ("least_total_hours",))
    assert comparison.scheme("gemeente_dijk_en_waard").level("wo").gates == ("least_hours_per_week",)
    assert comparison.scheme("rijk").level("mbo").reason is None


def test_age_and_grade_of_the_amount() -> None:
    comparison = compared()
    horeca = comparison.scheme("horeca")
    assert (horeca.as_of, horeca.age_months, horeca.stale, horeca.in_median) == (date(2024, 12, 31), 20, True, True)
    assert (horeca.kind, horeca.force, horeca.checked, horeca.base_assumed) == ("cao", "cao", "two_sources", False)
    assert (horeca.sector, horeca.sbb_sector) == ("horeca", "voedsel_groen_gastvrijheid")
    heusden = comparison.scheme("gemeente_heusden")
    assert heusden.undated and heusden.stale and not heusden.in_median
    assert comparison.scheme("rijk").force == "employer"
    assert comparison.scheme("vvt").base_assumed
    assert comparison.scheme("vo").max_months == 10


def test_every_scheme_is_compared_or_said_not_to_be(each_book: RuleBook) -> None:
    comparison = compare_schemes(each_book, Reference(on=ON, hours_per_week=Decimal(32), days=4))
    keys = {row.key for row in comparison.schemes} | {row.key for row in comparison.not_compared}
    assert keys == set(each_book.schemes)
    assert len(comparison.schemes) + len(comparison.not_compared) == len(each_book.schemes)
    assert {row.status for row in comparison.not_compared} >= {"not_in_force", "amount_unknown"}
    full_time = [row.norm_full_time for row in comparison.schemes]
    assert full_time == sorted(full_time, reverse=True)


@pytest.mark.parametrize(("hours", "compared"), [("14.99", False), ("15", True), ("40", True)])
def test_a_scheme_is_not_compared_at_hours_at_which_its_amount_is_not_known(hours: str, compared: bool) -> None:
    book = with_unknown_step(BOOK)
    found = compare_schemes(book, Reference(on=date(2026, 9, 1), hours_per_week=Decimal(hours), days=2))
    if compared:
        assert str(found.scheme("huisartsenzorg").norm) == "250.00"
        return
    with pytest.raises(KeyError):
        found.scheme("huisartsenzorg")
    (row,) = (row for row in found.not_compared if row.key == "huisartsenzorg")
    assert row.status == "step_unknown"
    assert row.source == book.schemes["huisartsenzorg"].versions[-1].source


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nl", "bij deze uren is het bedrag niet bekend"), ("en", "the amount at these hours is not known")],
)
def test_the_terminal_says_that_the_amount_at_these_hours_is_not_known(lang: str, words: str) -> None:
    book = with_unknown_step(BOOK)
    found = compare_schemes(book, Reference(on=date(2026, 9, 1), hours_per_week=Decimal(12), days=2))
    said = f"  {book.schemes['huisartsenzorg'].name} [huisartsenzorg]: {words}"
    assert said in list(comparison_lines(found, book, lang))


def test_a_day_on_which_no_placement_may_begin_is_refused() -> None:
    with pytest.raises(PlacementError, match="2020-01-01"):
        compare_schemes(BOOK, Reference(on=date(2001, 1, 1)))


@pytest.mark.parametrize("level", LEVELS)
def test_the_month_is_what_the_engine_pays_in_a_whole_month(level: str) -> None:
    """For amounts per month, September 2026 in the ledger is the month of the comparison."""
    for row in compared("30", 4, study_year=3).schemes:
        monthly = all(
            tier.shape.type in ("per_hours", "by_hours", "by_days")
            for tier in BOOK.schemes[row.key].versions[-1].all_tiers()
        )
        placement = read_placement(
            {
                "route": ROUTE_OF_LEVEL[level],  # type: ignore[index]
                "start": ON,
                "end": date(2027, 6, 30),
                "hours_per_week": 30,
                "workdays": ["mon", "tue", "wed", "thu"],
                "study_year": 3,
                "cao": {"status": "applies", "scheme": row.key},
            }
        )
        _, paid, _ = read(*case_of(placement, BOOK), freeze(BOOK)).ledger[0]
        if monthly:
            assert paid.entitlement == int((row.level(level).month or 0) * 100), row.key
            assert paid.norm == int(row.norm * 100), row.key


def test_reference_lines() -> None:
    lines = {line.key: line for line in compared("32", 4).lines}
    assert (str(lines["national"].month), str(lines["national"].full_time_month)) == ("328.00", "410.00")
    assert str(lines["students"].hour) == "2.94"  # 408.00 / (32 x 52 / 12)
    # 20% of the adult hourly minimum of September 2026 (15.11) x 40 x 52 / 12
    assert str(lines["minimum_wage_20"].full_time_month) == "523.81"
    average = lines["average_mbo_2023"]
    assert (str(average.month), average.hour, average.level, average.kind) == ("241.00", None, "mbo", "reference")


def test_a_what_if_without_a_minimum_wage_is_left_out() -> None:
    lines = compare_schemes(BOOK, Reference(on=date(2027, 9, 1))).lines
    assert "minimum_wage_20" not in {line.key for line in lines}
    assert "national" in {line.key for line in lines}


def test_practice_per_level_newest_first() -> None:
    practice = practice_by_level(BOOK)
    assert sum(map(len, practice.values())) == len(BOOK.practice)
    assert practice["mbo"][0].year == "2025"
    assert all(row.level == "hbo" for row in practice["hbo"])


def test_rows_for_a_frame() -> None:
    comparison = compared()
    rows = to_rows(comparison.schemes)
    horeca = next(row for row in rows if row["key"] == "horeca")
    assert horeca["mbo_month"] == Decimal("361.00")
    assert horeca["wo_month"] is None and horeca["wo_reason"] == "excluded"
    assert horeca["source_url"].startswith("https://")
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert to_rows(comparison.lines)[0]["key"] == "national"


def test_a_reference_that_is_no_placement_is_refused() -> None:
    with pytest.raises(PlacementError, match="hours_per_week"):
        compared("61")
    with pytest.raises(PlacementError, match="workdays"):
        compared("32", 0)


def test_whole_months_between() -> None:
    assert months_between(to_day(date(2024, 12, 31)), to_day(date(2026, 9, 1))) == 20
    assert months_between(to_day(date(2026, 8, 2)), to_day(date(2026, 9, 1))) == 0
    assert months_between(to_day(date(2026, 9, 2)), to_day(date(2026, 9, 1))) == 0
