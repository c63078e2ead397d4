"""On every date at which anything changes, and the day before: an amount, or an explicit "not known". Never silence.

Every age and route, every scheme, every way of travelling, on every such date, each as a placement of one day,
evaluated as one table. These are the live rules: a new version is walked over as soon as it stands in its file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from compensation import RuleBook, assess, read_placement
from compensation.calendar import add_months, to_date, to_day
from compensation.choices import Coverage, Route, Status, TravelMode
from compensation.law.ledger import FIRST_MONTH
from compensation.law.travel import TripsOf, trips_to_pay
from compensation.placement.cases import case_of
from compensation.placement.kinds import FIRST_DAY, LAST_DAY
from compensation.reading.plain import read
from compensation.reading.records import Cases
from compensation.reading.tables import FINDING_IDS, Results, cases_of, read_table
from compensation.rulebook.frozen import freeze
from compensation.units import NULL, UNKNOWN, WHOLE, half_up

Data = dict[str, Any]
Evaluated = Callable[[Sequence[Data]], Results]
AGES = range(14, 23)
WAGE = {"amount": 9, "per": "hour"}
pytestmark = pytest.mark.live

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def change_dates(book: RuleBook) -> list[date]:
    """First days and days after the last of every version of a rule, a norm or a scheme, and the days before."""
    spans = [
        (version.from_, version.to)
        for dated in (book.rules, book.schemes, book.norms)
        for entry in dated.values()
        for version in entry.versions
    ]
    changes = {first for first, _ in spans} | {last + timedelta(days=1) for _, last in spans if last is not None}
    days = changes | {day - timedelta(days=1) for day in changes}
    return sorted(day for day in days if FIRST_DAY <= day <= LAST_DAY)


def born(day: date, age: int) -> str:
    """Somebody who is this age on the day, with a birthday half a year away."""
    return date(day.year - age - (day.month <= 6), (day.month + 5) % 12 + 1, 15).isoformat()


def one_day(day: date, **fields: Any) -> Data:
    return {
        "start": day.isoformat(),
        "end": day.isoformat(),
        "hours_per_week": 35,
        "workdays": EVERY_DAY,
        "public_holidays": "worked",
        **fields,
    }


def on_every_date(group: Cases, ages: Sequence[int], dates: Sequence[date]) -> Cases:
    """A group of one-day placements without costs, each with one segment, repeated on every date with the same ages."""
    cases, segments = (np.tile(rows, len(dates)) for rows in (group.cases, group.tables.segments))
    on = np.repeat([to_day(day) for day in dates], len(group.cases))
    births = {(day, age): to_day(date.fromisoformat(born(day, age))) for day in dates for age in set(ages)}
    cases["start"] = cases["end"] = segments["first"] = segments["last"] = on
    cases["birth"] = [births[day, age] for day in dates for age in ages]
    cases["first_segment"] = np.arange(len(cases))
    cases["after_segment"] = np.arange(len(cases)) + 1
    return Cases(cases, group.tables._replace(segments=segments))


@pytest.fixture(scope="module")
def book(live_book: RuleBook) -> RuleBook:
    """The live rules, in the whole of this module."""
    return live_book


@pytest.fixture(scope="module")
def evaluated(book: RuleBook) -> Evaluated:
    """Many placements, evaluated as one table."""
    return lambda rows: read_table(cases_of([case_of(read_placement(data), book) for data in rows]), book)


@pytest.fixture(scope="module")
def dates(book: RuleBook) -> list[date]:
    return change_dates(book)


def test_the_dates_are_many_and_real(dates: list[date], book: RuleBook) -> None:
    assert len(dates) > 45
    for known in ("2023-12-31", "2024-01-01", "2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01"):
        assert date.fromisoformat(known) in dates


@pytest.mark.slow
def test_wages_of_every_age_route_and_scheme(book: RuleBook, dates: list[date]) -> None:
    caos: list[Data] = [{"status": "none"}, *({"status": "applies", "scheme": key} for key in book.scheme_keys)]
    group = [
        one_day(dates[0], route=route, birth_date=born(dates[0], age), cao=cao, offer={"wage": WAGE})
        for route in ("bbl", "dual")
        for age in AGES
        for cao in caos
    ]
    ages = [age for _ in ("bbl", "dual") for age in AGES for _ in caos]
    rows = on_every_date(cases_of([case_of(read_placement(data), book) for data in group]), ages, dates)
    e = read_table(rows, book)
    assert (e.number("entries") == 1).all()
    start, age = rows.cases["start"], np.tile(ages, len(dates))
    assert age.reshape(-1, len(AGES), len(caos))[0, :, 0].tolist() == list(AGES)

    adult = [(to_day(v.from_), to_day(v.to or date.max)) for v in book.rules["adult_hourly_minimum"].versions]
    known = np.zeros(len(start), bool)
    for first, last in adult:
        known |= (start >= first) & (start <= last)
    covered = known & (age >= book.age_range[0])
    assert (e.number("covered_entries") == covered).all()

    due, hourly = e.values("wage.due"), e.number("highest_hourly")
    assert (hourly[covered] > 0).all()
    assert (due[covered] == hourly[covered] * 5).all()  # 35 hours in 7 days
    assert (hourly[~covered] == UNKNOWN).all()
    until = e.values("wage.covered_until")
    assert (until[covered] == start[covered]).all()
    assert (until[~covered] == NULL).all()
    assert (e.values("wage.coverage") == np.where(covered, Coverage.ALL, Coverage.NONE)).all()

    verdict = e.finding("wage_minimum")
    assert set(verdict[covered].tolist()) == {Status.MEETS, Status.BELOW}
    assert (verdict[~covered] == Status.NOT_COVERED).all()
    estimate = e.values("wage.estimate")
    after = ~covered & (start > adult[-1][1]) & (age >= book.age_range[0])
    assert (estimate[after] > 0).all()
    assert (estimate[~after] == 0).all()

    excluded = np.array([False, *(scheme.bbl_scale == "regular" for scheme in book.schemes.values())])
    bbl_scale = (rows.cases["route"] == Route.BBL) & ~np.tile(excluded, len(start) // len(caos))
    wanted = {
        (day, years, bbl): minimum_of(book, day, years, "youth_scale_bbl" if bbl else "youth_scale_regular")
        for day in set(start[covered].tolist())
        for years in AGES
        for bbl in (True, False)
        if years >= book.age_range[0]
    }
    asked = zip(start[covered].tolist(), age[covered].tolist(), bbl_scale[covered].tolist(), strict=True)
    assert hourly[covered].tolist() == [wanted[key] for key in asked]


def minimum_of(book: RuleBook, day: int, age: int, scale: str) -> int:
    """The hourly minimum of an age by the files themselves."""
    version = book.version_on(scale, day)
    assert version is not None and version.by_age is not None
    percent = version.by_age[min(age, max(version.by_age))]
    return half_up(book.value_on("adult_hourly_minimum", day) * int(percent * 1000), WHOLE)


@pytest.mark.slow
def test_allowances_of_every_scheme(book: RuleBook, dates: list[date], evaluated: Evaluated) -> None:
    rows = [
        one_day(
            day,
            route=route,
            study_year=2,
            sector=scheme.sector,
            cao={"status": "applies", "scheme": key},
            offer={"complete": True},
        )
        for day in dates
        for key, scheme in book.schemes.items()
        for route in ("bol", "hbo", "wo")
    ]
    found = evaluated(rows)
    verdict = found.finding("allowance_cao")
    entitlement, norm = found.values("allowance.entitlement"), found.values("allowance.norm")
    number = 0
    for day in dates:
        for scheme in book.schemes.values():
            in_force = any(v.from_ <= day and (v.to is None or day <= v.to) for v in scheme.versions)
            for _ in range(3):
                assert (entitlement[number] != NULL) == in_force, (day, scheme.key)
                assert (verdict[number] == Status.CANNOT_TELL) == (not in_force), (day, scheme.key)
                number += 1
    assert number == len(rows)
    assert (norm[entitlement != NULL] >= 0).all()
    others = norm[entitlement == NULL]
    assert ((others > 0) | (others == NULL)).all()  # a policy norm or none, never a silent 0


@pytest.mark.slow
def test_norms_of_every_sector(book: RuleBook, dates: list[date], evaluated: Evaluated) -> None:
    rows = [
        one_day(day, route="hbo", sector=sector, norm=norm)
        for day in dates
        for sector in book.sectors
        for norm in ("sector", *book.policy_keys)
    ]
    found = evaluated(rows)
    norm, full_month = found.values("allowance.norm"), found.values("allowance.full_month")
    known = np.array([is_norm_known(book, row["norm"], date.fromisoformat(row["start"])) for row in rows])
    of_policy = np.array([row["norm"] != "sector" for row in rows])
    assert 100 < known[of_policy].sum() < of_policy.sum() - 100
    assert (norm[known] > 0).all()
    assert (norm[~known & of_policy] == NULL).all()
    assert ((norm > 0) | (norm == NULL)).all()
    assert ((full_month > 0) == (norm > 0)).all()
    assert (found.values("allowance.entitlement") == NULL).all()


def is_norm_known(book: RuleBook, policy: str, day: date) -> bool:
    """Whether a norm is known on a day by the files themselves; the sector's falls back on the national one."""
    months = int(book.thresholds["fresh_months"].value)
    for version in book.norms["national" if policy == "sector" else policy].versions:
        if version.from_ <= day and (version.to is None or day <= version.to):
            return to_day(version.as_of) >= add_months(to_day(day), -months)
    return False


@pytest.mark.slow
def test_travel_of_every_way(book: RuleBook, dates: list[date], evaluated: Evaluated) -> None:
    ways: list[Data] = [{"mode": "own_vehicle", "distance_km": 12.5}]
    for product in ("none", "week", "weekend"):
        ways.append({"mode": "public_transport", "carrier": "train", "distance_km": 30, "student_product": product})
        ways += [
            {"mode": "public_transport", "carrier": "bus", "distance_km": 8, "region": key, "student_product": product}
            for key in book.region_keys
        ]
    rows = [one_day(day, route="bol", travel=way, offer={"complete": True}) for day in dates for way in ways]
    found = evaluated(rows)
    verdict = found.finding("expenses_full")
    owed, estimated = found.values("expenses.travel.owed"), found.values("expenses.travel.estimated")
    free = np.array([not sum(paid_trips(data, book)) for data in rows])
    assert (owed[free] == NULL).all()
    assert (verdict[free] == Status.NOT_APPLICABLE).all()
    unknown = (found.number("travel_not_known") == 1) & ~free
    assert unknown.any()
    assert (owed[unknown] == 0).all()
    assert (estimated[unknown] == 1).all()
    assert (verdict[unknown] == Status.CANNOT_TELL).all()
    priced = ~free & ~unknown
    assert (owed[priced] > 0).all()
    assert (verdict[priced] == Status.BELOW).all()
    public = found.cases.tables.legs["mode"] == TravelMode.PUBLIC_TRANSPORT
    estimate = found.values("expenses.travel.estimate")
    assert (estimate[priced] == 0).all()
    # Before the first price there is nothing to estimate with; after the last one there is.
    late = np.array([date.fromisoformat(row["start"]) >= date(2026, 1, 1) for row in rows])
    assert (unknown & late).any()
    assert (estimate[unknown & late] > 0).all()
    assert (estimated[priced & public] == 1).all()
    assert (estimated[priced & ~public] == 0).all()


def paid_trips(data: Data, book: RuleBook) -> TripsOf:
    """The trips of a day that the student pays for."""
    case, tables = case_of(read_placement(data), book)
    rules = freeze(book)
    ((entry, _, segment),) = read(case, tables, rules).ledger
    month = rules.months[entry.month - FIRST_MONTH]
    if tables.legs[0].mode == TravelMode.OWN_VEHICLE:
        return TripsOf(2, 0)
    return trips_to_pay(segment.student_product, entry.present, 1, 1, month)


def test_the_rest_of_the_prices(book: RuleBook, dates: list[date], evaluated: Evaluated) -> None:
    own = {"norm": "own", "own_norm": {"amount": 100}}
    rows = [one_day(day, route="bol", **own, costs=[{"kind": "vog"}]) for day in dates]
    found = evaluated(rows)
    vog, rate = (
        np.array([book.value_on(rule_id, to_day(day)) for day in dates])
        for rule_id in ("vog_online", "employer_health_levy")
    )
    known = vog != UNKNOWN
    assert (found.values("expenses.vog.owed") == np.where(known, vog, 0)).all()
    assert (found.values("expenses.vog.estimated") == ~known).all()
    assert ((found.values("employer_cost.health_levy") > 0) == (rate != UNKNOWN)).all()


def test_every_finding_has_a_status_on_every_date(dates: list[date], book: RuleBook) -> None:
    for day in dates[:: max(1, len(dates) // 25)]:
        for route in ("bol", "bbl"):
            result = assess(read_placement(one_day(day, route=route, birth_date=born(day, 17))), book)
            assert [finding.id for finding in result.findings] == list(FINDING_IDS)
            assert all(finding.status for finding in result.findings)


def test_the_day_after_the_last_known_amount_is_not_covered(book: RuleBook) -> None:
    last = book.rules["adult_hourly_minimum"].versions[-1].to
    assert last is not None
    data = one_day(last, route="bbl", birth_date="2000-01-01", offer={"wage": {"amount": 20, "per": "hour"}})
    result = assess(read_placement({**data, "end": (last + timedelta(days=1)).isoformat()}), book)
    assert [entry.covered for entry in result.ledger] == [True, False]
    assert result.wage is not None
    assert result.wage.covered_until == last == to_date(to_day(last))
    assert result.finding("wage_minimum").status == "not_covered"
    assert result.ledger[1].hourly_minimum is result.ledger[1].wage_due is result.ledger[1].wage_shortfall is None
    assert result.ledger[1].wage_offered == 100
