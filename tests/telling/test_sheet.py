"""The answer sheet: what stands on it for the people of the findings, with the live rules, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from compensation import RuleBook
from compensation.compare.agreements import fitting_offer
from compensation.telling.answer import Answer
from compensation.telling.grounds import Rung
from compensation.telling.lines import lines as told_lines
from compensation.telling.sheet import MOST, floor, sheet
from compensation.units import cents
from tests.oracle.data import load_data
from tests.oracle.random_placements import random_placement
from tests.people import BAKERY, CAFE_BY_TRAIN, FOUR_DAYS, GARAGE_THAT_PAYS, NURSING_HOME
from tests.telling.told import answer_of


def of(data: dict[str, Any], book: RuleBook, **more: Any) -> Answer:
    return answer_of(data | more, book)


def months(answer: Answer) -> list[tuple[str, int]]:
    return [(str(one.first), one.month) for one in sheet(answer).months]


def lines(answer: Answer) -> list[tuple[str, str, int | None]]:
    return [(one.line.name, one.per, one.amount) for one in sheet(answer).lines]


def test_a_bakery_reads_an_amount_a_month_and_once(live_book: RuleBook) -> None:
    found = sheet(of(BAKERY, live_book))
    assert (found.kind, found.once, found.about) == ("open", 85_00, True)
    assert months(of(BAKERY, live_book)) == [("2026-02-02", 369_20)]  # 320, and 246.00 of travel in five months
    expected = [("allowance", "month", 320_00), ("travel", "average", 49_20), ("clothing", "once", 85_00)]
    assert lines(of(BAKERY, live_book)) == expected
    assert found.open == ("cao", "offer")


def test_an_amount_that_changes_has_its_day(live_book: RuleBook) -> None:
    answer = of(CAFE_BY_TRAIN, live_book)
    assert months(answer) == [("2026-09-01", 429_76), ("2027-01-01", 409_76)]
    allowances = [one for one in sheet(answer).lines if one.line.name == "allowance"]
    assert [one.amount for one in allowances] == [400_00, 380_00]  # 355.48 is 29 days of a month of 380
    assert [one.line.ground.rung for one in allowances] == [Rung.MUST_BY_CAO, Rung.FAIR]
    assert [line.name for line in sheet(answer).nothing] == ["clothing"]
    # The same in every table: never 320 a month, which is four months of 400 over five.
    assert [(one.line.month, one.line.average) for one in allowances] == [(400_00, False), (380_00, False)]


def test_an_amount_that_changes_on_one_ground_is_no_month_of_the_first_hours(live_book: RuleBook) -> None:
    fewer = {"changes": [{"from": "2026-04-01", "hours_per_week": 24, "workdays": FOUR_DAYS[:3]}]}
    (line,) = [line for line in told_lines(of(BAKERY | fewer, live_book)) if line.name == "allowance"]
    assert ([one.month for one in line.stretches], line.month) == ([320_00, 240_00], None)


def test_a_few_days_come_to_what_they_come_to_and_not_to_a_month(live_book: RuleBook) -> None:
    """Five days of 12 km at 0.25, which is 15.00; by the month that would have been 92.39."""
    week = {"start": "2026-11-30", "end": "2026-12-04", "kind": "observation", "cao": {"status": "none"}, "costs": []}
    found = sheet(of({**BAKERY, **week, "workdays": [*FOUR_DAYS, "fri"]}, live_book))
    assert (found.months, found.once, found.about) == ((), 15_00, False)
    assert [(one.line.name, one.per, one.amount) for one in found.lines] == [("travel", "whole", 15_00)]
    almost = sheet(of({**BAKERY, "start": "2026-02-02", "end": "2026-02-28"}, live_book))
    assert [one.per for one in almost.lines] == ["month", "once", "average"]  # a day short of a month


def test_what_is_asked_by_the_month_is_that_by_the_month(live_book: RuleBook) -> None:
    """A placement two days short of five months: 10.00 a month was told as 9.87."""
    days = {"start": "2026-09-01", "end": "2027-01-29", "cao": {"status": "none"}}
    costs = {
        "travel": {"mode": "season_ticket", "amount": "95", "per": "month"},
        "costs": [{"kind": "phone", "amount": "10", "per": "month", "required_by": "employer"}],
    }
    answer = of(BAKERY | days | costs, live_book)
    assert lines(answer)[1:] == [("travel", "average", 95_00), ("phone", "average", 10_00)]
    assert months(answer) == [("2026-09-01", 425_00)]
    fits = fitting_offer(answer)
    assert fits is not None
    assert fits.stretches[0].a_month == 425_00 + 19_52  # with 6.1% of 320


def test_a_wage_is_the_least_fixed_one_of_each_stretch(live_book: RuleBook) -> None:
    found = sheet(of(GARAGE_THAT_PAYS, live_book))
    said = [(str(one.first), one.month, one.known) for one in found.months]
    assert said == [("2026-09-01", 840_64, True), ("2026-11-12", 968_44, True), ("2027-01-01", 1288_43, False)]
    assert (found.kind, found.once) == ("wage", 95_00)
    assert found.open == ("cao", "minimum", "offer")


@pytest.mark.parametrize(
    ("cao", "expected"),
    [
        (None, "perhaps"),
        ({"status": "unknown"}, "perhaps"),
        ({"status": "none"}, "alone"),
        ({"status": "applies"}, "unread"),
        ({"status": "applies", "scheme": "schilders"}, "unread"),
        ({"status": "applies", "scheme": "afbouw"}, "own_wages"),
        ({"status": "applies", "hourly_wage": "5"}, "read"),
    ],
)
def test_what_is_said_beside_a_wage_by_law_is_what_was_said_of_a_cao(
    cao: dict[str, Any] | None, expected: str, live_book: RuleBook
) -> None:
    data = {**GARAGE_THAT_PAYS, "sector": "afbouw_hout"} | ({} if cao is None else {"cao": cao})
    assert floor(of(data, live_book)) == expected


def test_an_old_amount_is_probably_so(live_book: RuleBook) -> None:
    found = sheet(of(NURSING_HOME, live_book))
    assert found.kind == "probably"
    assert (found.lines[0].amount, found.lines[0].line.ground.rung) == (297_00, Rung.PROBABLY)


def test_what_was_not_answered_is_open_and_what_was_is_not(live_book: RuleBook) -> None:
    bare = {key: value for key, value in BAKERY.items() if key not in ("cao", "travel", "costs")}
    assert sheet(of(bare, live_book)).open == ("cao", "travel", "costs", "offer")
    assert sheet(of(bare, live_book)).kind == "open"  # nobody said that there is no cao
    all_said = bare | {"cao": {"status": "none"}, "travel": {"mode": "none"}, "costs": []}
    answer = of(all_said, live_book, offer={"allowance": {"amount": "320"}})
    assert sheet(answer).open == ()
    assert sheet(answer).kind == "advice"


def test_only_what_is_law_or_a_fresh_cao_must(live_book: RuleBook) -> None:
    data = NURSING_HOME | {"cao": {"status": "applies", "amount": {"amount": "500"}}, "costs": []}
    assert sheet(of(data, live_book)).kind == "must"
    assert sheet(of(data | {"costs": NURSING_HOME["costs"]}, live_book)).kind == "binding"


def test_more_than_six_lines_are_told_together(live_book: RuleBook) -> None:
    kinds = ["clothing", "shoes", "vog", "books", "phone", "protective_equipment", "tools"]
    found = [kind for kind in kinds if kind in live_book.costs][:7]
    costs = [{"kind": kind, "amount": str(10 + place)} for place, kind in enumerate(found)]
    answer = of(BAKERY, live_book, costs=costs)
    told = sheet(answer)
    assert len(told.lines) == MOST - 1
    assert told.lines[1].line.name == "protective_equipment"  # what the law asks is never among the rest
    owed = sum(one.line.owed for one in told.lines) + told.rest_owed
    assert owed == answer.assessment.totals.owed


@pytest.mark.parametrize("seed", range(80))
def test_a_sheet_stands_for_all_that_is_owed(seed: int, book: RuleBook) -> None:
    answer = answer_of(random_placement(Random(seed + 3100), load_data()), book)
    found = sheet(answer)
    shown = [*found.lines, *found.rest]
    assert sum((one.line.owed for one in shown), Decimal(0)) == answer.assessment.totals.owed
    assert len(found.lines) <= MOST
    for one in shown:
        if one.per == "once":
            assert one.amount == cents(one.line.owed)
        if one.line.name == "allowance" and one.stretches:
            assert sum(stretch.total for stretch in one.stretches) == cents(one.line.owed)
