"""Each soft question, on its field; and none where nothing is unlikely."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .assess import assess
from .data import load_data
from .remarks import remarks_of

DATA = load_data()
PERCENT = "offer.holiday_allowance_percent"
TODAY = date(2026, 11, 26)
BOL = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "birth_date": "2008-05-14",
}
BBL = BOL | {"route": "bbl"}


def own(km: str) -> dict[str, Any]:
    return {"mode": "own_vehicle", "distance_km": km}


def change(**fields: Any) -> dict[str, Any]:
    return {"changes": [{"from": "2026-03-02", **fields}]}


@pytest.mark.parametrize(
    ("placement", "found"),
    [
        (BOL, []),
        (BOL | {"workdays": ["mon", "tue"]}, ["hours_a_day hours_per_week"]),
        (BOL | {"hours_per_week": 48}, []),
        (BOL | change(hours_by_day={"mon": 12, "tue": "12.01"}), ["hours_a_day changes.0.hours_by_day.tue"]),
        (BOL | {"travel": own("100.1")}, ["distance travel.distance_km"]),
        (BOL | {"travel": [own("100"), own("180")]}, ["distance travel.1.distance_km"]),
        (BOL | {"offer": {"allowance": {"amount": "19.99"}}}, ["allowance_low_unit offer.allowance.per"]),
        (BOL | {"offer": {"allowance": {"amount": "0"}}}, []),
        (BOL | {"offer": {"allowance": {"amount": "35", "per": "hour"}}}, ["allowance_high offer.allowance.amount"]),
        (BBL | {"offer": {"wage": {"amount": "44.44", "per": "hour"}}}, ["wage_unit offer.wage.per"]),
        (BBL | {"offer": {"wage": {"amount": "44.43", "per": "hour"}}}, []),
        (BBL | {"offer": {"wage": {"amount": "99.99", "per": "month"}}}, ["wage_unit offer.wage.per"]),
        (
            BBL | {"offer": {"holiday_allowance_percent": "0.08"}},
            ["holiday_percent_low offer.holiday_allowance_percent"],
        ),
        (BOL | {"start": "2028-11-27", "end": "2029-01-31"}, ["far_start start"]),
        (BOL | {"start": "2028-11-26", "end": "2029-01-31"}, []),
        (BOL | {"travel": {"mode": "public_transport", "carrier": "bus", "fare": "60.01"}}, ["fare_high travel.fare"]),
        (BOL | {"birth_date": "2011-02-03"}, ["age_unlikely birth_date"]),
        (BBL | {"birth_date": "1985-02-02"}, ["age_unlikely birth_date"]),
        (BOL | {"route": "hbo", "birth_date": "1985-02-02"}, []),
    ],
)
def test_a_remark_stands_on_its_field(placement: dict[str, Any], found: list[str]) -> None:
    assert [f"{remark['id']} {remark['path']}" for remark in remarks_of(placement, DATA, TODAY)] == found
    assert assess(placement, DATA)["ledger"]
