"""The minimum wage: published amounts to the cent, ages, periods, what is not covered, and the holiday allowance."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from compensation import Assessment, RuleBook
from compensation.calendar import to_day
from compensation.choices import Scale, member
from compensation.law.ledger import rule_period_on
from compensation.law.minimum_wage import hourly_minimum, percent_of_age
from compensation.rulebook.frozen import freeze
from compensation.units import UNKNOWN

Assessed = Callable[..., Assessment]
#: tests/data/minimum_wage_published.csv: what the ministry and others published, per age and scale.
PUBLISHED = list(
    csv.DictReader((Path(__file__).parents[1] / "data" / "minimum_wage_published.csv").open("r", encoding="utf-8"))
)


def hourly(book: RuleBook, scale: str, age: int, day: date) -> int:
    rules = freeze(book)
    period = rules.periods[rule_period_on(to_day(day), rules)]
    chosen = member(Scale, scale)
    return hourly_minimum(period.adult, percent_of_age(age, chosen, period, rules), chosen)


@pytest.mark.live
@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: f"{row['from']}-{row['scale']}-{row['age']}")
def test_published_amounts(row: dict[str, str], live_book: RuleBook) -> None:
    cents = int(Decimal(row["hourly"]) * 100)
    for day in (date.fromisoformat(row["from"]), date.fromisoformat(row["to"])):
        assert hourly(live_book, row["scale"], int(row["age"]), day) == cents


@pytest.mark.live
def test_every_published_half_year_scale_and_age_is_there(live_book: RuleBook) -> None:
    rows = {(row["from"], row["scale"], row["age"]) for row in PUBLISHED}
    versions = live_book.rules["adult_hourly_minimum"].versions
    assert len(rows) == len(PUBLISHED) == len(versions) * 2 * 7
    assert {row["from"] for row in PUBLISHED} == {version.from_.isoformat() for version in versions}


def test_older_than_the_oldest_band_is_the_oldest_band(book: RuleBook) -> None:
    day = date(2026, 1, 1)
    assert hourly(book, "bbl", 22, day) == hourly(book, "bbl", 99, day) == hourly(book, "bbl", 21, day) == 1481


@pytest.mark.parametrize(("age", "percent"), [(14, UNKNOWN), (0, UNKNOWN), (-1, UNKNOWN), (15, 30_000)])
def test_under_15_there_is_no_minimum(age: int, percent: int, book: RuleBook) -> None:
    rules = freeze(book)
    period = rules.periods[rule_period_on(to_day(date(2026, 1, 1)), rules)]
    assert percent_of_age(age, Scale.BBL, period, rules) == percent


@pytest.mark.parametrize(
    ("route", "scheme", "born", "amount"),
    [
        ("bbl", None, "2007-06-01", "6.74"),  # 18, bbl: 45.5% of 14.81
        ("dual", None, "2007-06-01", "7.41"),  # 18, regular: 50%, half a cent up
        ("bbl", "horeca", "2007-06-01", "7.41"),  # the cao excludes the bbl scale
        ("bbl", "kappers", "2007-06-01", "7.41"),
        ("bbl", "metalektro", "2007-06-01", "6.74"),
        ("bbl", None, "2000-01-01", "14.81"),
    ],
)
def test_which_scale(route: str, scheme: str | None, born: str, amount: str, assessed: Assessed) -> None:
    cao = {"status": "applies", "scheme": scheme} if scheme else {"status": "none"}
    result = assessed(wage=True, route=route, birth_date=born, cao=cao)
    assert str(result.ledger[0].hourly_minimum) == amount


def test_a_scheme_that_does_not_apply_excludes_nothing(assessed: Assessed) -> None:
    result = assessed(wage=True, birth_date="2007-06-01", sector="horeca", cao={"status": "unknown"})
    assert str(result.ledger[0].hourly_minimum) == "6.74"


@pytest.mark.parametrize(
    ("wage", "offered"),
    [
        # 2 February to 1 March, Monday to Thursday: 16 days of 8 hours, all in February
        ({"amount": "15.00", "per": "hour"}, "1920.00"),
        ({"amount": "480.00", "per": "week"}, "1920.00"),  # 16 days / 4
        ({"amount": "1920.00", "per": "four_weeks"}, "1920.00"),
        # February 27/28 and March 1/31 of a month, the one day of March no workday: 2080 x 0.996544
        ({"amount": "2080.00", "per": "month"}, "2072.81"),
    ],
)
def test_what_is_offered(wage: dict[str, str], offered: str, assessed: Assessed) -> None:
    result = assessed(wage=True, offer={"wage": wage}).wage
    assert result is not None
    assert str(result.offered) == offered


def test_holidays_and_closed_days_are_paid(assessed: Assessed) -> None:
    """25 and 26 December 2025 and a closed week change nothing in the contract hours."""
    month = {"start": "2025-12-01", "end": "2025-12-31"}
    closed = {"closed": [{"from": "2025-12-08", "to": "2025-12-11"}]}
    result = assessed(wage=True, **month, **closed)
    entry = result.ledger[0]
    assert (entry.scheduled_days, entry.presence_days, str(entry.contract_hours)) == (19, 14, "152.00")
    assert str(entry.wage_due) == "2205.52"  # 152 x 14.51


def test_a_wage_of_which_nobody_said_anything_is_no_shortage(assessed: Assessed) -> None:
    result = assessed(wage=True)
    assert result.wage is not None
    assert (str(result.wage.offered), str(result.wage.shortfall)) == ("0.00", "0.00")
    assert (str(result.wage.not_stated), str(result.wage.holiday_allowance_not_stated)) == ("1895.68", "151.65")
    assert [str(entry.wage_shortfall) for entry in result.ledger] == ["0.00", "0.00"]
    assert result.finding("wage_minimum").status == "cannot_tell"
    assert result.finding("holiday_allowance").status == "cannot_tell"


def test_a_wage_of_which_it_is_said_that_there_is_none_is_short(assessed: Assessed) -> None:
    for offer in ({"complete": True}, {"wage": {"amount": 0, "per": "hour"}}):
        result = assessed(wage=True, offer=offer)
        assert result.wage is not None
        assert (str(result.wage.shortfall), str(result.wage.not_stated)) == ("1895.68", "0.00")  # 128 x 14.81
        assert result.finding("wage_minimum").status == result.finding("holiday_allowance").status == "below"


@pytest.mark.parametrize(
    ("percent", "wage", "due", "offered", "shortfall"),
    [
        (None, "15.00", "153.60", "153.60", "0.00"),
        ("8", "15.00", "153.60", "153.60", "0.00"),
        ("8.33", "15.00", "153.60", "159.94", "0.00"),
        ("7.5", "15.00", "153.60", "144.00", "9.60"),
        ("0", "15.00", "153.60", "0.00", "153.60"),
        (None, "14.00", "151.65", "143.36", "8.29"),  # 8% of what is due, where that is more
    ],
)
def test_holiday_allowance(
    percent: str | None, wage: str, due: str, offered: str, shortfall: str, assessed: Assessed
) -> None:
    offer = {"wage": {"amount": wage, "per": "hour"}, "holiday_allowance_percent": percent}
    result = assessed(wage=True, offer=offer).wage
    assert result is not None
    found = (result.holiday_allowance_due, result.holiday_allowance_offered, result.holiday_allowance_shortfall)
    assert tuple(map(str, found)) == (due, offered, shortfall)


def test_a_generous_month_does_not_make_up_for_a_poor_one(assessed: Assessed) -> None:
    """Turning 21 on 16 February: 16 hours a week at 15.00 is much at 20 (9.11) and enough at 21 (14.81)."""
    offer = {"wage": {"amount": "14.00", "per": "hour"}}
    result = assessed(wage=True, birth_date="2005-02-16", offer=offer)
    assert [str(entry.wage_shortfall) for entry in result.ledger] == ["0.00", "51.84", "0.00"]
    assert result.wage is not None
    assert str(result.wage.shortfall) == "51.84"
    assert result.wage.offered > result.wage.due


@pytest.mark.parametrize(
    ("start", "end", "coverage", "until", "estimate"),
    [
        ("2026-11-30", "2026-12-31", "all", "2026-12-31", "0.00"),
        # 1-31 January 2027: 16 days x 8 hours x 7.56 (50% of 15.11 at 17)
        ("2026-12-01", "2027-01-31", "part", "2026-12-31", "967.68"),
        ("2027-01-01", "2027-01-31", "none", None, "967.68"),
        ("2023-12-01", "2023-12-31", "none", None, "0.00"),  # before the first known amount there is none
        ("2023-12-01", "2024-01-31", "part", "2024-01-31", "0.00"),
    ],
)
def test_coverage(start: str, end: str, coverage: str, until: str | None, estimate: str, assessed: Assessed) -> None:
    offer = {"wage": {"amount": "20.00", "per": "hour"}}
    birth = "2009-06-01" if start > "2026" else "2006-06-01"
    result = assessed(wage=True, birth_date=birth, start=start, end=end, offer=offer)
    assert result.wage is not None
    assert (result.wage.coverage, result.wage.covered_until) == (coverage, until and date.fromisoformat(until))
    assert str(result.wage.estimate) == estimate
    assert result.finding("wage_minimum").status == ("meets" if coverage == "all" else "not_covered")


def test_below_goes_before_not_covered(assessed: Assessed) -> None:
    offer = {"wage": {"amount": "1.00", "per": "hour"}}
    result = assessed(wage=True, start="2026-12-01", end="2027-01-31", offer=offer)
    finding = result.finding("wage_minimum")
    assert finding.status == "below"
    assert result.wage is not None
    assert finding.amount == result.wage.shortfall


@pytest.mark.parametrize(("answer", "status"), [(True, "meets"), (False, "below"), (None, "cannot_tell")])
def test_employment_contract(answer: bool | None, status: str, assessed: Assessed) -> None:
    finding = assessed(wage=True, offer={"employment_contract": answer}).finding("employment_contract")
    assert (finding.status, finding.amount) == (status, None)
    assert assessed(offer={"employment_contract": answer}).finding("employment_contract").status == "not_applicable"
