"""One slip of the pen is one fault: what only follows from a fault is not told as another."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from typing import Any

import pandas as pd
import pytest

from compensation import PlacementError, RuleBook, assess_table, read_placement
from compensation.placement.cases import case_of

Data = dict[str, Any]
OFFER: Data = {
    "includes_expenses": False,
    "reimbursements": [
        {"kind": "clothing", "amount": "10", "per": "once", "full": False, "from": "2026-03-02", "to": "2026-06-30"}
    ],
    "complete": False,
    "km_rate": "0.20",
    "holiday_allowance_percent": 8,
    "employment_contract": True,
}
WHOLE: Data = {
    "id": "x",
    "kind": "placement",
    "compulsory": True,
    "study_year": 2,
    "sector": "horeca",
    "cao": {"status": "applies", "amount": {"amount": "100", "per": "month", "base_hours": 36}},
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": 8,
    "workdays": ["mon"],
    "public_holidays": "free",
    "closed": [{"from": "2026-04-27", "to": "2026-05-01", "paid": False}],
    "birth_date": "2008-01-01",
    "travel": [
        {
            "mode": "own_vehicle",
            "distance_km": 12,
            "carrier": "train",
            "fare": "2.00",
            "region": "mean",
            "trips": "both",
        },
        {"mode": "season_ticket", "amount": "95", "per": "month"},
    ],
    "costs": [
        {
            "kind": "clothing",
            "amount": "10",
            "per": "once",
            "required_by": "employer",
            "provided": False,
            "from": "2026-03-02",
            "to": "2026-06-30",
        }
    ],
    "signed_regional_pact": True,
    "changes": [
        {
            "from": "2026-04-01",
            "hours_per_week": 12,
            "workdays": ["mon", "tue"],
            "study_year": 3,
            "travel": {"mode": "own_vehicle", "distance_km": 9, "days": ["tue"], "trips": "outbound"},
            "offer": {"km_rate": "0.21"},
        },
        {"from": "2026-06-01", "hours_by_day": {"mon": 8, "tue": "5.5"}, "study_year": 2},
    ],
    "norm": "own",
    "own_norm": {"amount": "10", "per": "month", "base_hours": 36},
    "placement_test": {"learning_goals": True},
}
ROUTES: dict[str, Data] = {
    "bol": {**WHOLE, "route": "bol", "offer": {**OFFER, "allowance": {"amount": "10", "per": "month"}}},
    "bbl": {
        **WHOLE,
        "route": "bbl",
        "cao": {"status": "applies", "hourly_wage": "9.80"},
        "offer": {**OFFER, "wage": {"amount": "9", "per": "hour"}},
        "assume": {"adult_hourly_minimum": {"from": "2027-02-01", "amount": "16.00"}},
    },
}
WRONG = ("funday", -1, 1.005, 10**9, True, [], ["x"], "", "2026-13-45", None, 3, [[]], [1], "2200-01-01", "1990-01-01")


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield from places(node[key], (*path, key))


def with_value(data: Data, path: tuple[Any, ...], value: Any) -> Data:
    changed = deepcopy(data)
    node: Any = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


def faults(data: Data, book: RuleBook) -> list[tuple[str, str]]:
    try:
        case_of(read_placement(data), book)
    except PlacementError as error:
        return [(fault.path, fault.code) for fault in error.faults]
    return []


@pytest.mark.parametrize("route", ROUTES)
def test_one_wrong_value_in_a_placement_is_one_fault(route: str, book: RuleBook) -> None:
    assert faults(ROUTES[route], book) == []
    found = 0
    for path, value in product(places(ROUTES[route]), WRONG):
        told = faults(with_value(ROUTES[route], path, value), book)
        found += len(told)
        assert len(told) <= 1, (path, value, told)
    assert found > 500


def test_workdays_that_are_all_wrong_are_a_fault_each_and_no_empty_list(book: RuleBook) -> None:
    told = faults({**ROUTES["bol"], "workdays": ["maandag", "dinsdag"]}, book)
    assert told == [("workdays.0", "choice"), ("workdays.1", "choice")]
    assert faults({**ROUTES["bol"], "workdays": []}, book) == [("workdays", "empty_list")]


# ---------------------------------------------------------------- the same in a table

MOST: Data = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": "8",
    "workdays": "mon",
    "birth_date": "2008-01-01",
}
OPTIONAL: Data = {
    "kind": "placement",
    "study_year": "2",
    "cao.status": "applies",
    "cao.scheme": "horeca",
    "cao.amount.amount": "100",
    "cao.amount.per": "month",
    "cao.amount.base_hours": "36",
    "closed": "2026-04-27/2026-05-01",
    "travel.mode": "own_vehicle",
    "travel.distance_km": "12",
    "travel.carrier": "train",
    "travel.fare": "2,00",
    "cost.clothing.amount": "10",
    "cost.clothing.per": "once",
    "cost.clothing.provided": "nee",
    "offer.allowance.amount": "10",
    "offer.allowance.per": "month",
    "offer.km_rate": "0,20",
    "offer.wage.amount": "9",
    "offer.wage.per": "hour",
    "norm": "own",
    "own_norm.amount": "10",
    "own_norm.per": "month",
    "own_norm.base_hours": "36",
    "offer.reimburse.clothing.amount": "10",
    "offer.reimburse.clothing.per": "once",
    "offer.reimburse.clothing.full": "nee",
}
DECIDING = [
    {},
    *({"route": route} for route in ("bbl", "hbo", "dual")),
    *({"cao.status": status} for status in ("applies", "none", "unknown")),
    *({"norm": norm} for norm in ("own", "sector")),
    *({"travel.mode": mode} for mode in ("none", "own_vehicle", "public_transport")),
]
WRONG_CELLS = ("funday", "-1", "1,005", "1000000000", "2026-13-45", "3", "99", "mon,xyz", "2200-01-01", "1990-01-01")


def told(rows: list[Data], book: RuleBook) -> pd.DataFrame:
    _, errors = assess_table(pd.DataFrame(rows), book)
    assert len(errors) > 50
    return errors


def test_one_wrong_cell_is_one_fault(book: RuleBook) -> None:
    sound = {**MOST, **{name: OPTIONAL[name] for name in OPTIONAL if "wage" not in name and name != "cao.scheme"}}
    assert assess_table(pd.DataFrame([sound]), book)[1].empty
    rows = [{**sound, column: value} for column, value in product(sound, WRONG_CELLS)]
    errors = told(rows, book)
    assert errors["row"].is_unique, errors[errors["row"].duplicated(keep=False)].to_dict("records")


def test_no_cell_is_missed_and_misplaced_at_once(book: RuleBook) -> None:
    rows = [{**MOST, **deciding, column: value} for deciding in DECIDING for column, value in OPTIONAL.items()]
    errors = told(rows, book)
    twice = errors[errors.duplicated(["row", "column"], keep=False)]
    assert twice.empty, twice.to_dict("records")
