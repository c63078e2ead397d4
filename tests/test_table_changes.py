"""Columns of what is new in the contract's second version become the same records as the placement itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from compensation import RuleBook, read_placement
from compensation.placement.case import Case, Tables
from compensation.placement.cases import case_of
from compensation.reading.tables import single
from compensation.table.arrays import array_of
from compensation.table.catalog import catalog_of
from compensation.table.checks import Checked, check
from compensation.table.sheet import Sheet
from tests.table_rows import flatten

Data = dict[str, Any]
OWN = {"mode": "own_vehicle", "distance_km": 10}
TRAIN = {"mode": "public_transport", "carrier": "train", "fare": "5.50"}
CELLS = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": "32",
    "workdays": "ma,di,wo,do",
}

PLACEMENTS: dict[str, Data] = {
    "nothing new": {},
    "two legs": {"travel": [OWN, TRAIN | {"student_product": "week", "days": ["mon"], "trips": "return"}]},
    "one leg in a list and none": {"travel": [{"mode": "none"}, OWN]},
    "a season ticket": {"travel": [{"mode": "season_ticket", "amount": "1000", "per": "year"}, TRAIN]},
    "a product without travel": {"travel": {"mode": "own_vehicle", "distance_km": 2, "student_product": "weekend"}},
    "hours by day": {"hours_per_week": None, "workdays": None, "hours_by_day": {"mon": 8, "tue": 8, "wed": 5.5}},
    "changes of hours": {
        "changes": [
            {"from": "2026-03-01", "hours_by_day": {"mon": 8, "fri": 5.5}},
            {"from": "2026-04-01", "workdays": ["tue"], "hours_per_week": 8},
            {"from": "2026-05-01", "hours_per_week": 6},
            {"from": "2026-05-08", "study_year": 3},
            {"from": "2026-06-01", "hours_by_day": {"tue": 8}},
        ]
    },
    "changes of travel": {
        "travel": TRAIN,
        "offer": {"km_rate": "0.10"},
        "changes": [
            {"from": "2026-03-01", "travel": [OWN, TRAIN]},
            {"from": "2026-04-01", "workdays": ["tue", "sat"], "offer": {"km_rate": "0.21"}},
            {"from": "2026-05-01", "travel": {"mode": "none"}},
        ],
    },
    "changes of pay": {
        "route": "bbl",
        "birth_date": "2008-01-01",
        "cao": {"status": "applies", "hourly_wage": "9.80"},
        "offer": {"wage": {"amount": "9", "per": "hour"}, "employment_contract": True},
        "assume": {"adult_hourly_minimum": {"from": "2027-01-01", "amount": "15.20"}},
        "changes": [
            {"from": "2026-04-01", "offer": {"wage": {"amount": "1600", "per": "month"}}},
            {"from": "2026-05-01", "offer": {"holiday_allowance_percent": 8.33}, "cao": {"hourly_wage": "10"}},
        ],
    },
    "dated parts": {
        "closed": [
            {"from": "2026-05-01", "to": "2026-05-03", "paid": False},
            {"from": "2026-04-04", "to": "2026-04-05"},
            {"from": "2026-04-01", "to": "2026-04-03"},
        ],
        "costs": [
            {"kind": "vog", "from": "2026-03-01", "to": "2026-06-01"},
            {"kind": "vog", "amount": "5", "to": "2026-04-01"},
        ],
        "offer": {
            "allowance": {"amount": "0"},
            "complete": True,
            "reimbursements": [
                {"kind": "vog", "full": True, "to": "2026-04-30"},
                {"kind": "vog", "amount": "3", "per": "month", "from": "2026-05-01"},
            ],
        },
        "signed_regional_pact": True,
    },
}


def checked(rows: list[Data], book: RuleBook) -> Checked:
    """Rows of cells as a sheet that is checked."""
    names = sorted({name for row in rows for name in row})
    return check(Sheet(len(rows), {name: array_of([row.get(name) for row in rows]) for name in names}, book))


def comparable(case: Case, tables: Tables) -> Any:
    weeks: Any = [list(week.hours) for week in tables.weeks]
    return case, tables._replace(weeks=weeks)


def test_rows_become_the_records_of_their_placements(book: RuleBook, plain: Callable[..., Data]) -> None:
    data = [plain(**{"end": "2026-07-03"} | placement) for placement in PLACEMENTS.values()]
    placements = [{key: value for key, value in row.items() if value is not None} for row in data]
    found = checked([flatten(placement) for placement in placements], book)
    assert not found.faults
    expected = [comparable(*case_of(read_placement(placement), book)) for placement in placements]
    assert [comparable(case, tables) for case, tables in single(found.cases)] == expected


DUTCH = {
    "wijziging.1.vanaf": "1-4-2026",
    "wijziging.1.uren_per_dag": "ma 8; di 7,25",
    "wijziging.3.vanaf": "2026-05-01",
    "wijziging.3.vervoer": "fiets",
    "wijziging.3.afstand": "10",
    "wijziging.3.welke_ritten": "heen",
    "wijziging.3.reis.2.vervoer": "abonnement",
    "wijziging.3.reis.2.abonnement_bedrag": "60",
    "wijziging.3.reis.2.abonnement_per": "maand",
    "gesloten": "2026-02-09/2026-02-10",
    "onbetaald_vrij": "2026-02-11/2026-02-12",
    "kosten.kleding.bedrag": "5",
    "kosten.kleding.2.bedrag": "7",
    "kosten.kleding.2.vanaf": "1-3-2026",
    "aanbod_volledig": "ja",
}


def test_dutch_names_and_a_number_that_is_left_out(book: RuleBook) -> None:
    cells = {catalog_of(book).canonical_name(name) or name: value for name, value in DUTCH.items()} | CELLS
    placement = {
        **{name: value for name, value in CELLS.items() if name != "workdays"},
        "workdays": ["mon", "tue", "wed", "thu"],
        "changes": [
            {"from": "2026-04-01", "hours_by_day": {"mon": 8, "tue": "7.25"}},
            {
                "from": "2026-05-01",
                "travel": [
                    {"mode": "own_vehicle", "distance_km": 10, "trips": "outbound"},
                    {"mode": "season_ticket", "amount": 60, "per": "month"},
                ],
            },
        ],
        "closed": [
            {"from": "2026-02-09", "to": "2026-02-10"},
            {"from": "2026-02-11", "to": "2026-02-12", "paid": False},
        ],
        "costs": [{"kind": "clothing", "amount": 5}, {"kind": "clothing", "amount": 7, "from": "2026-03-01"}],
        "offer": {"complete": True},
    }
    (found,) = single(checked([cells], book).cases)
    assert comparable(*found) == comparable(*case_of(read_placement(placement), book))


@pytest.mark.parametrize(
    ("cells", "column", "problem"),
    [
        ({"change.1.from": "2026-03-01"}, "change.1.from", "hier verandert niets"),
        ({"change.2.study_year": "2"}, "change.2.from", "dit veld ontbreekt"),
        ({"change.1.from": "2025-03-01", "change.1.study_year": "2"}, "change.1.from", "een wijziging gaat in na"),
        (
            {"change.2.from": "2026-03-01", "change.2.offer.wage.amount": "9", "change.2.offer.wage.per": "uur"},
            "change.2.offer.wage.amount",
            "bij de route bol hoort een stagevergoeding",
        ),
        ({"travel.3.mode": "auto"}, "travel.3.distance_km", "is de afstand in kilometers nodig"),
        ({"travel.2.mode": "auto", "travel.2.distance_km": "5", "travel.2.days": "zo"}, "travel.2.days", "nooit wordt"),
        ({"cost.vog.2.from": "2025-01-01"}, "cost.vog.2.from", "valt buiten de stage"),
        ({"cost.tools.2.per": "maand"}, "cost.tools.2.amount", "vul een bedrag in voor tools"),
        ({"offer.reimburse.vog.2.to": "2026-03-01"}, "offer.reimburse.vog.2.amount", "vul voor vog een bedrag in"),
        ({"closed": "2026-05-04/2026-05-10", "closed.unpaid": "2026-05-05/2026-05-05"}, "closed", "niet tegelijk"),
        ({"closed.unpaid": "2026-05-04"}, "closed.unpaid", "is geen periode"),
        ({"hours_by_day": "ma 8"}, "hours_per_week", "niet allebei"),
        ({"hours_by_day": "ma 30", "hours_per_week": "", "workdays": ""}, "hours_by_day", "uren per dag in"),
        ({"hours_by_day": "acht", "hours_per_week": "", "workdays": ""}, "hours_by_day", "zijn geen uren van een dag"),
        ({"hours_by_day": "ma 8; ma 4", "hours_per_week": "", "workdays": ""}, "hours_by_day", "een dag dubbel"),
        ({"hours_per_week": ""}, "hours_per_week", "dit veld ontbreekt"),
        (
            {"assume.adult_hourly_minimum.from": "2026-01-01", "assume.adult_hourly_minimum.amount": "5"},
            "assume.adult_hourly_minimum.from",
            "het minimumuurloon is bekend tot en met 31 december 2026",
        ),
        ({"own_norm.per": "maand"}, "own_norm.amount", "dit veld ontbreekt"),
        ({"cao.amount.amount": "5"}, "cao.amount.amount", "kan alleen als de status applies is"),
    ],
)
def test_a_fault_stands_on_its_column(cells: Data, column: str, problem: str, book: RuleBook) -> None:
    faults = checked([CELLS | cells], book).faults
    assert faults[0][1].path == column
    assert problem in faults[0][1].message("nl")


@pytest.mark.parametrize(
    ("cells", "counted"),
    [
        ({}, True),
        ({"route": "wo", "travel.mode": "auto", "travel.distance_km": "5"}, True),
        ({"route": "bbl", "birth_date": "2008-01-01"}, False),
        ({"travel.mode": "ov", "travel.carrier": "bus", "travel.fare": "2"}, False),
        ({"change.1.from": "2026-03-01", "change.1.travel.2.mode": "ov", "change.1.travel.2.fare": "2"}, False),
    ],
)
def test_a_number_of_workdays_counts_from_monday_where_the_days_decide_little(
    cells: Data, counted: bool, book: RuleBook
) -> None:
    found = checked([CELLS | {"workdays": "3 dagen"} | cells], book)
    assert found.assumed == counted
    if counted:
        (one,) = single(found.cases)
        assert one[1].segments[0].workdays == 0b111
    else:
        assert "zegt niet welke dagen" in next(f for _, f in found.faults if f.path == "workdays").message("nl")
