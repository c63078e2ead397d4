"""The student travel product, day by day, against its table written out by hand (docs/contract/fine_print.md#travel).

A fare of 10.00: whole 10.00, by train less 40% 6.00, by bus less 34% 6.60. The student works on every day on which the
day itself is asked about, holidays too. Dates and weekdays are from a calendar, not from the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement
from compensation.reading.tables import Results

Assessed = Callable[..., Assessment]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

#: One day of each weekday: an ordinary one, one in the summer window, a public holiday, 5 May outside a lustrum year.
DAYS = {
    "ordinary": "2026-02-02 2026-02-03 2026-02-04 2026-02-05 2026-02-06 2026-02-07 2026-02-08",
    "summer": "2026-07-20 2026-07-21 2026-07-22 2026-07-23 2026-07-24 2026-07-25 2026-07-26",
    # Easter Monday, King's Day, Christmas, Ascension Day, Christmas, 26 December, Easter
    "holiday": "2026-04-06 2027-04-27 2024-12-25 2026-05-14 2026-12-25 2026-12-26 2026-04-05",
    "5 May": "2031-05-05 2026-05-05 2027-05-05 2033-05-05 2023-05-05 2029-05-05 2024-05-05",
}
#: What a day of two trips costs, Monday to Sunday.
PAYS = """
    product  day       carrier   mon    tue    wed    thu    fri    sat    sun
    none     ordinary  train   20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     ordinary  bus     20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     summer    train   20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     summer    bus     20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     holiday   train   20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     holiday   bus     20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     5_May     train   20.00  20.00  20.00  20.00  20.00  20.00  20.00
    none     5_May     bus     20.00  20.00  20.00  20.00  20.00  20.00  20.00
    week     ordinary  train    0.00   0.00   0.00   0.00   0.00  12.00  12.00
    week     ordinary  bus      0.00   0.00   0.00   0.00   0.00  13.20  13.20
    week     summer    train   12.00  12.00  12.00  12.00  12.00  12.00  12.00
    week     summer    bus     13.20  13.20  13.20  13.20  13.20  13.20  13.20
    week     holiday   train   12.00  12.00  12.00  12.00  12.00  12.00  12.00
    week     holiday   bus     13.20  13.20  13.20  13.20  13.20  13.20  13.20
    week     5_May     train   12.00  12.00  12.00  12.00  12.00  12.00  12.00
    week     5_May     bus     13.20  13.20  13.20  13.20  13.20  13.20  13.20
    weekend  ordinary  train   12.00  16.00  16.00  16.00  10.00   0.00   0.00
    weekend  ordinary  bus     13.20  16.60  16.60  16.60  10.00   0.00   0.00
    weekend  summer    train   12.00  16.00  16.00  16.00  10.00   0.00   0.00
    weekend  summer    bus     13.20  16.60  16.60  16.60  10.00   0.00   0.00
    weekend  holiday   train    0.00   0.00   0.00   0.00   0.00   0.00   0.00
    weekend  holiday   bus      0.00   0.00   0.00   0.00   0.00   0.00   0.00
    weekend  5_May     train    0.00   0.00   0.00   0.00   0.00   0.00   0.00
    weekend  5_May     bus      0.00   0.00   0.00   0.00   0.00   0.00   0.00
"""
GOOD_FRIDAYS = ["2023-04-07", "2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14", "2029-03-30"]


def on(day: str, product: str, carrier: str = "train", fare: str = "10.00", **rest: Any) -> dict[str, Any]:
    """A placement of one day on which the student works."""
    return {
        "route": "hbo",
        "start": day,
        "end": day,
        "hours_per_week": 40,
        "workdays": WEEKDAYS,
        "public_holidays": "worked",
        "travel": {"mode": "public_transport", "carrier": carrier, "fare": fare, "student_product": product},
        **rest,
    }


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Product, kind of day, carrier, date and cost."""
    for line in PAYS.strip().splitlines()[1:]:
        product, kind, carrier, *costs = line.split()
        for day, cost in zip(DAYS[kind.replace("_", " ")].split(), costs, strict=True):
            yield product, kind, carrier, day, cost


def costs(evaluated: Callable[..., Results], placements: list[dict[str, Any]]) -> list[Decimal]:
    """What travel costs; without a line it costs nothing."""
    results = evaluated(placements)
    assert not results.number("travel_not_known").any()
    return [Decimal(max(cost, 0)).scaleb(-2) for cost in results.values("expenses.travel.owed").tolist()]


def presence(placements: list[dict[str, Any]], book: RuleBook) -> list[int]:
    """The days present of placements of one day."""
    ledgers = [assess(read_placement(placement), book).ledger for placement in placements]
    return [entry.presence_days for (entry,) in ledgers]


def test_the_days_of_the_table_are_the_weekdays_they_stand_under() -> None:
    for kind, days in DAYS.items():
        assert [date.fromisoformat(day).weekday() for day in days.split()] == list(range(7)), kind
    assert {date.fromisoformat(day).weekday() for day in GOOD_FRIDAYS} == {4}


def test_every_weekday_of_every_kind_with_every_product_and_carrier(evaluated: Callable[..., Results]) -> None:
    asked = list(rows())
    assert len(asked) == 3 * 4 * 2 * 7
    found = costs(evaluated, [on(day, product, carrier) for product, _, carrier, day, _ in asked])
    wrong = [(*row, str(cost)) for row, cost in zip(asked, found, strict=True) if cost != Decimal(row[-1])]
    assert wrong == []


@pytest.mark.parametrize("day", GOOD_FRIDAYS)
@pytest.mark.parametrize("carrier", ["train", "bus"])
def test_good_friday_is_free_with_both_products_and_a_working_day(
    day: str, carrier: str, evaluated: Callable[..., Results], book: RuleBook
) -> None:
    for public_holidays in ("free", "worked"):
        made = [on(day, p, carrier, public_holidays=public_holidays) for p in ("none", "week", "weekend")]
        assert costs(evaluated, made) == [Decimal("20.00"), Decimal("0.00"), Decimal("0.00")]
        assert presence(made, book) == [1, 1, 1]


@pytest.mark.parametrize(("year", "day_off"), [(2024, False), (2025, True), (2026, False), (2027, False), (2030, True)])
def test_5_may_is_a_holiday_of_both_products_in_every_year_and_a_day_off_once_in_five(
    year: int, day_off: bool, evaluated: Callable[..., Results], book: RuleBook
) -> None:
    day = f"{year}-05-05"
    worked = [on(day, product) for product in ("week", "weekend")]
    assert costs(evaluated, worked) == [Decimal("12.00"), Decimal("0.00")]
    assert presence([on(day, "week", public_holidays="free")], book) == [0 if day_off else 1]


@pytest.mark.parametrize(
    ("day", "week", "weekend"),
    [
        ("2026-07-15", "0.00", "16.00"),  # Wednesday, the day before the summer window
        ("2026-07-16", "12.00", "16.00"),  # Thursday, its first day
        ("2026-08-14", "12.00", "10.00"),  # Friday
        ("2026-08-15", "12.00", "0.00"),  # Saturday, its last day
        ("2026-08-17", "0.00", "12.00"),  # Monday after it
        ("2027-08-16", "0.00", "12.00"),  # Monday, the first day after it
    ],
)
def test_the_summer_window_changes_the_week_product_only(
    day: str, week: str, weekend: str, evaluated: Callable[..., Results]
) -> None:
    assert costs(evaluated, [on(day, "week"), on(day, "weekend")]) == [Decimal(week), Decimal(weekend)]


@pytest.mark.parametrize(
    ("eve", "pays"),
    [
        ("2026-04-02", "16.00"),  # Thursday before Good Friday
        ("2025-04-17", "16.00"),
        ("2026-05-13", "16.00"),  # Wednesday before Ascension Day
        ("2025-05-28", "16.00"),
        ("2027-04-26", "12.00"),  # Monday before King's Day: an ordinary Monday
        ("2026-05-04", "12.00"),  # Monday before Liberation Day
    ],
)
def test_the_day_before_a_holiday_is_counted_as_any_other(
    eve: str, pays: str, evaluated: Callable[..., Results]
) -> None:
    assert costs(evaluated, [on(eve, "weekend")]) == [Decimal(pays)]


@pytest.mark.live
def test_that_the_day_before_a_holiday_is_not_certain_is_said(live_book: RuleBook) -> None:
    (said,) = (gap for gap in live_book.not_covered if gap.id == "holiday_eves_weekend_product")
    assert "Goede Vrijdag" in said.why["nl"] and "Hemelvaartsdag" in said.why["nl"]
    assert "Good Friday" in said.why["en"] and "Ascension Day" in said.why["en"]


@pytest.mark.live
def test_what_is_settled_is_no_longer_called_uncertain(live_book: RuleBook) -> None:
    """Monday morning, Good Friday and the summer with a weekend product are answered, not doubted."""
    ids = {gap.id for gap in live_book.not_covered}
    assert not ids & {"weekend_product_summer", "weekend_product_monday_morning"}
    note = live_book.calendar.note
    assert note is not None
    assert "zeker" not in note["nl"] and "certain" not in note["en"]


# ---------------------------------------------------------------- a whole year, and what is told of it

#: Public holidays of 2026 that the package and a calendar agree on, and 5 May; Good Friday apart.
HOLIDAYS_2026 = ["01-01", "04-05", "04-06", "04-27", "05-05", "05-14", "05-24", "05-25", "12-25", "12-26"]


def by_hand(day: date, product: str) -> str:
    """What a day of 2026 costs by train."""
    weekday, holiday = day.weekday(), day.strftime("%m-%d") in HOLIDAYS_2026
    if product == "week":
        summer = date(2026, 7, 16) <= day <= date(2026, 8, 15)
        return "12.00" if weekday > 4 or holiday or summer else "0.00"
    if weekday > 4 or holiday or day == date(2026, 4, 3):
        return "0.00"
    return ("12.00", "16.00", "16.00", "16.00", "10.00")[weekday]


@pytest.mark.parametrize("product", ["week", "weekend"])
def test_every_day_of_2026(product: str, evaluated: Callable[..., Results]) -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    found = costs(evaluated, [on(day.isoformat(), product) for day in days])
    wrong = [
        (str(d), str(c), by_hand(d, product)) for d, c in zip(days, found, strict=True) if str(c) != by_hand(d, product)
    ]
    assert wrong == []


WEEKEND_SENTENCES = [
    # Mondays only: 2, 9, 16 and 23 February
    (["mon"], "travel.travel_weekend_discounted", {"discounted_trips": "8", "full_trips": "0"}, "48.00"),
    # Tuesday 3 and Friday 6, four weeks: 4 x (10 + 6) + 4 x 10
    (["tue", "fri"], "travel.travel_weekend_product", {"discounted_trips": "4", "full_trips": "8"}, "104.00"),
    (["fri"], "travel.travel_weekend_full", {"discounted_trips": "0", "full_trips": "4"}, "40.00"),
    (["sat", "sun"], "travel.travel_free", {"days": "8"}, "0.00"),
]


@pytest.mark.parametrize(("workdays", "step", "trips", "cost"), WEEKEND_SENTENCES)
def test_the_step_names_the_trips_that_are_paid(
    workdays: list[str], step: str, trips: dict[str, str], cost: str, assessed: Assessed
) -> None:
    travel = {"mode": "public_transport", "carrier": "train", "fare": "10.00", "student_product": "weekend"}
    february = {"start": "2026-02-01", "end": "2026-02-28"}
    result = assessed(travel=travel, workdays=workdays, hours_per_week=8, **february)
    (told,) = (
        found for found in result.steps if found.id.startswith("travel.travel_") and "product" in found.quantities
    )
    assert told.id == step
    assert {name: told.quantities[name].value for name in trips} == trips
    assert told.result is not None and told.result.value == cost
