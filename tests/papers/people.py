"""Three employers and four students as they came to the program, for papers with the live rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from compensation import Assessment, Placement, RuleBook, assess, read_placement
from tests.people import BAKERY, CAFE_BY_TRAIN, FOUR_DAYS, GARAGE_WITH_COSTS, NURSING_HOME

ON = date(2026, 11, 26)
_THU_SAT = ["thu", "fri", "sat"]
_BUS = {"mode": "public_transport", "carrier": "bus", "student_product": "week"}

PEOPLE: dict[str, dict[str, Any]] = {
    "bakery": BAKERY,
    "cafe": CAFE_BY_TRAIN,
    "garage": {
        **GARAGE_WITH_COSTS,
        "offer": {
            "wage": {"amount": "900", "per": "month"},
            "employment_contract": True,
            "reimbursements": [{"kind": "travel", "full": True}, {"kind": "protective_equipment", "full": True}],
        },
    },
    "nursing_home": {
        **NURSING_HOME,
        "travel": {**_BUS, "distance_km": 12},
        "costs": [{"kind": "vog"}, *NURSING_HOME["costs"]],
        "offer": {"complete": True},
    },
    "all_in": {
        "route": "bol",
        "birth_date": "2010-06-01",
        "start": "2026-08-31",
        "end": "2027-01-29",
        "hours_per_week": 24,
        "workdays": _THU_SAT,
        "travel": {**_BUS, "fare": "2.8"},
        "costs": [{"kind": "clothing", "amount": "45"}],
        "offer": {"allowance": {"amount": "150"}, "includes_expenses": True},
    },
    "hairdresser": {
        "route": "bbl",
        "sector": "uiterlijke_verzorging",
        "cao": {"status": "applies", "scheme": "kappers"},
        "birth_date": "2005-03-15",
        "start": "2026-02-01",
        "end": "2026-06-30",
        "hours_per_week": 32,
        "workdays": ["tue", "wed", "thu", "fri"],
        "travel": {"mode": "own_vehicle", "distance_km": 9},
        "offer": {"wage": {"amount": "7.50", "per": "hour"}},
    },
    "startup": {
        "route": "hbo",
        "start": "2026-09-01",
        "end": "2027-01-31",
        "hours_per_week": 40,
        "workdays": [*FOUR_DAYS, "fri"],
        "travel": {"mode": "public_transport", "carrier": "train", "fare": "4.40", "trips": "outbound"},
        "costs": [{"kind": "housing", "amount": "750", "per": "month", "required_by": "own_choice"}],
        "offer": {"allowance": {"amount": "0"}},
    },
}


def assessed(data: dict[str, Any], book: RuleBook) -> tuple[Placement, Assessment]:
    """A placement and its assessment."""
    placement = read_placement(data)
    return placement, assess(placement, book)
