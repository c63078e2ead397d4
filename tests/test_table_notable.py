"""What is to be looked at before the figures: doubles, unusual amounts, soft questions, with rows and ids."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from compensation import load_rulebook, read_placement
from compensation.remarks import remarks_of
from compensation.table.evaluated import placement_of_row
from compensation.table.members import Members, members_of
from compensation.table.notable import doubles, notable, unlikely
from compensation.table.profile import profile

BOOK = load_rulebook()
TODAY = date(2026, 11, 26)
ROW: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-03-01",
    "end": "2026-04-30",
    "hours_per_week": "32",
    "workdays": "mon,tue,wed,thu",
    "norm": "national",
    "offer.allowance.amount": "300",
}


def read(*changes: dict[str, Any]) -> Members:
    rows = [{**ROW, **change} for change in changes]
    return members_of(pd.DataFrame(rows, columns=list(dict.fromkeys(name for row in rows for name in row))), BOOK)


def test_rows_of_the_same_person_employer_and_dates_are_doubles():
    two = {"id": "a", "werkgever": "Hotel A"}
    found = read(
        two, {"id": "b", "werkgever": "Hotel A"}, two, {**two, "end": "2026-05-31"}, {"id": "a", "werkgever": "B"}
    )
    assert list(doubles(found)) == [(0, 2)]
    (noted,) = [noted for noted in notable(found, BOOK, TODAY, "nl") if noted.kind == "double"]
    assert (noted.rows, noted.ids) == ((1, 3), ("a", "a"))


def test_without_ids_only_rows_that_are_the_same_throughout_are_doubles():
    found = read({"werkgever": "A"}, {"werkgever": "A", "hours_per_week": "24"}, {"werkgever": "A"}, {"werkgever": "B"})
    assert list(doubles(found)) == [(0, 2)]


def test_an_amount_far_from_the_others_is_asked_also_when_too_much_is_paid():
    """Twenty get about 300; one gets 30 (meant per week?) and one 3,000."""
    usual = [{"offer.allowance.amount": str(300 + number)} for number in range(20)]
    found = read(*usual, {"offer.allowance.amount": "30"}, {"offer.allowance.amount": "3000"})
    (noted,) = [noted for noted in notable(found, BOOK, TODAY, "nl") if noted.kind == "outlier"]
    assert noted.rows == (21, 22)
    assert "per uur" in noted.words
    assert not [noted for noted in notable(read(*usual), BOOK, TODAY, "nl") if noted.kind == "outlier"]


def test_the_cheap_look_misses_no_question():
    """What one placement is asked is asked of a row, and rows that are asked nothing have nothing."""
    changes: list[dict[str, Any]] = [
        {},
        {"offer.allowance.amount": "35000"},
        {"offer.allowance.amount": "1750"},
        {"offer.allowance.amount": "3.50"},
        {"offer.allowance.amount": "100", "offer.allowance.per": "day"},
        {"offer.allowance.amount": "40", "offer.allowance.per": "hour"},
        {"offer.allowance.amount": "600", "offer.allowance.per": "week"},
        {"hours_per_week": "52", "workdays": "mon,tue,wed,thu"},
        {"hours_by_day": "mon=13;tue=4;wed=5", "hours_per_week": None, "workdays": None},
        {"start": "2030-01-07", "end": "2030-03-29"},
        {"birth_date": "1970-01-01"},
        {"birth_date": "2012-06-01"},
        {"travel.mode": "own_vehicle", "travel.distance_km": "150"},
        {"travel.mode": "public_transport", "travel.carrier": "train", "travel.fare": "75"},
        {
            "route": "bbl",
            "offer.allowance.amount": None,
            "birth_date": "2004-01-01",
            "offer.wage.amount": "1850",
            "offer.wage.per": "hour",
        },
        {
            "route": "bbl",
            "offer.allowance.amount": None,
            "birth_date": "2004-01-01",
            "offer.wage.amount": "14.50",
            "offer.wage.per": "month",
        },
        {
            "route": "bbl",
            "offer.allowance.amount": None,
            "birth_date": "2004-01-01",
            "offer.wage.amount": "15",
            "offer.wage.per": "hour",
            "offer.holiday_allowance_percent": "0.08",
        },
    ]
    found = read(*changes)
    asked = {(place, remark.id) for place, remark in unlikely(found, BOOK, TODAY)}
    wanted = set()
    cells = found.inputs()
    for place in range(len(found)):
        placement = placement_of_row({name: column.slice(place, 1) for name, column in cells.items()}, BOOK)
        data = placement.model_dump(mode="json", by_alias=True, exclude_unset=True)
        wanted |= {(place, remark.id) for remark in remarks_of(read_placement(data), BOOK, TODAY)}
    assert not found.error_table.num_rows, found.error_table.to_pylist()
    assert asked == wanted
    assert len({kind for _, kind in wanted}) >= 8


def test_a_profile_shows_a_slip_and_nothing_of_a_person():
    rows = [
        {"offer.allowance.amount": str(amount), "birth_date": "2006-01-01"} for amount in (300, 310, 320, 330, 35000)
    ]
    found = {column.name: column for column in profile(read(*rows, {"offer.allowance.amount": None}), BOOK)}
    pay = found["offer.allowance.amount"]
    assert (pay.filled, pay.empty) == (5, 1)
    assert [str(value) for value in (pay.least, pay.middle, pay.most)] == ["300.00", "320.00", "35000.00"]
    assert str(found["start"].least) == "2026-03-01"
    assert (found["birth_date"].filled, found["birth_date"].most) == (5, None)
    assert (found["route"].filled, found["route"].least) == (6, None)
