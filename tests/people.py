"""Employers as the findings tell of them, for tests with the live rules: each with what all of its tests share."""

from __future__ import annotations

from typing import Any

FOUR_DAYS = ["mon", "tue", "wed", "thu"]
BAKERY: dict[str, Any] = {
    "route": "bol",
    "sector": "voedsel",
    "cao": {"status": "unknown"},
    "start": "2026-02-02",
    "end": "2026-06-30",
    "hours_per_week": 32,
    "workdays": FOUR_DAYS,
    "travel": {"mode": "own_vehicle", "distance_km": 6},
    "costs": [{"kind": "clothing", "amount": "85"}],
}
CAFE: dict[str, Any] = {
    "route": "hbo",
    "sector": "horeca",
    "cao": {"status": "applies", "scheme": "horeca"},
    "start": "2026-09-01",
    "end": "2027-01-29",
    "hours_per_week": 38,
    "workdays": ["tue", "wed", "thu", "fri", "sat"],
}
CAFE_BY_TRAIN: dict[str, Any] = {
    **CAFE,
    "travel": {"mode": "public_transport", "carrier": "train", "fare": "6.20", "student_product": "week"},
    "costs": [{"kind": "clothing", "amount": "85", "provided": True}],
}
#: Its student turns 18 on 12 November 2026.
GARAGE: dict[str, Any] = {
    "route": "bbl",
    "sector": "mobiliteit",
    "start": "2026-09-01",
    "end": "2027-07-16",
    "hours_per_week": 32,
    "workdays": FOUR_DAYS,
    "birth_date": "2008-11-12",
}
GARAGE_WITH_COSTS: dict[str, Any] = {
    **GARAGE,
    "travel": {"mode": "own_vehicle", "distance_km": 11},
    "costs": [{"kind": "protective_equipment", "amount": "95"}],
}
GARAGE_THAT_PAYS: dict[str, Any] = {**GARAGE_WITH_COSTS, "offer": {"wage": {"amount": "900", "per": "month"}}}
NURSING_HOME: dict[str, Any] = {
    "route": "bol",
    "sector": "ouderenzorg",
    "cao": {"status": "applies", "scheme": "vvt"},
    "start": "2026-09-01",
    "end": "2026-12-18",
    "hours_per_week": 24,
    "workdays": ["thu", "fri", "sat"],
    "costs": [{"kind": "clothing", "amount": "59.95"}],
}
