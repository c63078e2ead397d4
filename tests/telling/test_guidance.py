"""What is good to know and where to go: each line reaches the person it is for, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from compensation import RuleBook
from compensation.law.findings import FINDINGS
from compensation.rulebook.guidance import FindingId
from compensation.telling.answer import Answer
from compensation.telling.guidance import Guidance, Person, for_the_letter, good_to_know, where_to_go
from compensation.texts import LANGUAGES
from tests.telling.told import answer_of

BOL: dict[str, Any] = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-03-29",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
}
BBL = BOL | {"route": "bbl", "birth_date": "2000-01-01"}
BUS = {"mode": "public_transport", "carrier": "bus", "fare": "3.00"}
CAR = {"mode": "own_vehicle", "distance_km": 10}
PAID = {"allowance": {"amount": "300", "per": "month"}}
#: Nothing is left of the sum when the costs have been paid from it.
ALL_IN = {"includes_expenses": True, "allowance": {"amount": "1", "per": "month"}}


def keys(data: dict[str, Any], book: RuleBook, person: Person = "student") -> list[str]:
    return [line.key for line in good_to_know(answer_of(data, book), person, "nl")]


def born(day: str) -> dict[str, Any]:
    return BOL | {"birth_date": day}


def with_travel(*ways: dict[str, Any]) -> dict[str, Any]:
    return BOL | {"travel": list(ways) if len(ways) > 1 else ways[0]}


#: Of each condition: a placement that meets it, and those that miss it by a little.
REACHED: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "below_16": (born("2010-02-03"), [born("2010-02-02"), BOL]),
    "of_16_or_17": (born("2008-02-03"), [born("2008-02-02"), born("2010-03-30"), BOL]),
    "grown_up": (born("2008-03-29"), [born("2008-03-30"), BOL]),
    "no_product": (with_travel(BUS), [with_travel(CAR), with_travel(BUS | {"student_product": "week"}), BOL]),
    "with_product": (with_travel(BUS | {"student_product": "weekend"}), [with_travel(BUS), with_travel(CAR)]),
    "sector_horeca": (BOL | {"sector": "horeca"}, [BOL | {"sector": "bouw"}, BOL]),
    "vog": (BOL | {"costs": [{"kind": "vog"}]}, [BOL | {"costs": [{"kind": "other", "amount": "5"}]}, BOL]),
    "equipment": (BOL | {"sector": "bouw"}, [BOL | {"sector": "horeca"}, BOL]),
    "wage": (BBL | {"offer": {"wage": {"amount": "15", "per": "hour"}}}, [BBL, BOL | {"offer": PAID}]),
    "allowance": (BOL | {"offer": PAID}, [BOL, BOL | {"offer": {"allowance": {"amount": "0", "per": "month"}}}]),
    "above_costs": (BOL | {"offer": PAID}, [BOL, with_travel(BUS) | {"offer": ALL_IN}]),
    "holiday": (BOL | {"end": "2026-04-06"}, [BOL]),
    "fifth_of_may": (BOL | {"end": "2026-05-05"}, [BOL | {"end": "2026-05-04"}]),
    "bbl_student": (BBL, [BOL]),
    "until_2026": (
        BOL | {"end": "2027-01-05", "start": "2026-12-31"},
        [BOL | {"start": "2027-01-01", "end": "2027-02-01"}],
    ),
}


@pytest.mark.parametrize("key", REACHED)
def test_a_line_reaches_whom_it_is_for_and_nobody_else(key: str, book: RuleBook) -> None:
    whose, others = REACHED[key]
    assert key in keys(whose, book)
    assert [data for data in others if key in keys(data, book)] == []


def test_every_condition_is_tried(book: RuleBook) -> None:
    conditional = {key for key, line in book.good_to_know.items() if line.when.model_fields_set - {"abroad"}}
    assert conditional <= set(REACHED)


@pytest.mark.parametrize("sector", ["jeugdzorg", "rijk"])
def test_a_sector_that_asks_for_it_is_enough(sector: str, book: RuleBook) -> None:
    assert "vog" in keys(BOL | {"sector": sector}, book)
    assert "vog" not in keys(BOL | {"sector": "ict"}, book)


def test_a_way_of_travelling_after_a_change_counts_too(book: RuleBook) -> None:
    later = with_travel(CAR) | {"changes": [{"from": "2026-03-02", "travel": BUS}]}
    assert "no_product" in keys(later, book)


def test_each_reader_gets_their_own_lines(book: RuleBook) -> None:
    student, employer = keys(BOL, book), keys(BOL, book, "employer")
    assert {"everybody", "student_only"} <= set(student) and "employer_only" not in student
    assert {"everybody", "employer_only"} <= set(employer) and "student_only" not in employer


def read_on(answer: Answer, day: date) -> Answer:
    receipt = answer.assessment.receipt.model_copy(update={"assessed_on": day})
    return replace(answer, assessment=answer.assessment.model_copy(update={"receipt": receipt}))


def test_a_line_of_the_days_of_reading_asks_the_day_of_reading(book: RuleBook) -> None:
    answer = answer_of(BOL | {"start": "2027-01-01", "end": "2027-02-01"}, book)
    found = [
        {line.key for line in good_to_know(read_on(answer, day), "student", "nl")}
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert ["read_until_2026" in lines for lines in found] == [True, False]


# ---------------------------------------------------------------- the order


def test_what_is_short_comes_first_and_what_nobody_is_asked_last(book: RuleBook) -> None:
    nothing_back = with_travel(BUS) | {"offer": {"reimbursements": [{"kind": "travel", "amount": "0", "per": "month"}]}}
    assert keys(nothing_back, book, "employer")[0] == "costs_short"
    assert keys(BOL, book, "employer")[0] == "everybody"
    told = keys(BOL | {"sector": "horeca"}, book)
    assert (told[0], told[-1]) == ("sector_horeca", "from_eu")


def test_who_helps_with_what_is_short_comes_first(book: RuleBook) -> None:
    def names(data: dict[str, Any], person: Person = "student") -> list[str]:
        return [place.key for place in where_to_go(answer_of(data, book), person, "nl")]

    assert names(BOL) == ["school", "mbo_desk", "workers_union", "tax"]
    assert names(BOL | {"route": "hbo"}) == ["school", "workers_union", "higher_desk", "tax"]
    assert names(BOL, "employer") == ["branch", "tax"]
    little = BBL | {"offer": {"wage": {"amount": "1", "per": "hour"}}}
    assert names(little) == ["school", "workers_union", "mbo_desk", "tax"]


# ---------------------------------------------------------------- a letter to the employer


def test_a_letter_holds_nothing_that_is_for_the_student_alone(book: RuleBook) -> None:
    nothing_back = with_travel(BUS) | {"offer": {"reimbursements": [{"kind": "travel", "amount": "0", "per": "month"}]}}
    told = [[line.key for line in for_the_letter(answer_of(data, book), "nl")] for data in (BOL, nothing_back)]
    assert told == [["for_the_letter"], ["costs_short", "for_the_letter"]]


# ---------------------------------------------------------------- how it is told


def line_of(key: str, answer: Answer, person: Person, lang: str) -> Guidance:
    return next(line for line in good_to_know(answer, person, lang) if line.key == key)


@pytest.mark.parametrize(
    ("key", "person", "nl", "en"),
    [
        ("everybody", "student", "Laatst gezien op 2 maart 2026", "Last seen on 2 March 2026"),
        ("student_only", "student", "Zonder datum", "Undated"),
        (
            "employer_only",
            "employer",
            "Laatst gezien in 2026 · nog niet bevestigd",
            "Last seen in 2026 · not yet confirmed",
        ),
        ("bbl_student", "student", "Laatst gezien in juni 2025 · berekend", "Last seen in June 2025 · computed"),
    ],
)
def test_a_line_says_of_which_day_it_is_and_how_sure(
    key: str, person: Person, nl: str, en: str, book: RuleBook
) -> None:
    answer = read_on(answer_of(BBL, book), date(2026, 11, 26))
    assert [line_of(key, answer, person, lang).seen for lang in ("nl", "en")] == [nl, en]


def test_a_day_to_come_is_the_last_of_which_the_source_speaks(book: RuleBook) -> None:
    answer = read_on(answer_of(BOL, book), date(2026, 11, 26))
    assert line_of("until_2026", answer, "student", "nl").seen == (
        "Volgens de bron tot en met 31 december 2026 · aangekondigd"
    )


def test_a_page_in_another_language_is_named_so(book: RuleBook) -> None:
    places = {place.key: place for place in where_to_go(answer_of(BOL, book), "student", "en")}
    assert places["mbo_desk"].seen == "Last seen on 4 May 2026 · not yet confirmed · page in Dutch"
    assert (places["mbo_desk"].name, places["mbo_desk"].contact) == ("Test mbo_desk", "at the desk")
    assert places["workers_union"].seen == "Last seen on 4 May 2026 · not yet confirmed"


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_line_says_something_with_a_source_and_a_day(lang: str, each_book: RuleBook) -> None:
    for data in (BOL, BBL, BOL | {"route": "hbo", "offer": PAID}, BOL | {"route": "dual", "birth_date": "2004-01-01"}):
        answer = answer_of(data, each_book)
        for person in ("student", "employer"):
            told = [*good_to_know(answer, person, lang), *where_to_go(answer, person, lang)]
            assert told
            assert [line.key for line in told if not (line.said and line.seen and line.sources)] == []


def test_the_findings_of_a_line_are_those_of_the_law() -> None:
    assert get_args(FindingId) == tuple(FINDINGS)


@pytest.mark.live
def test_nobody_is_told_where_they_come_from(live_book: RuleBook) -> None:
    abroad = {key for key, line in live_book.good_to_know.items() if line.when.abroad}
    assert abroad
    answer = answer_of(BOL | {"route": "hbo", "offer": PAID}, live_book)
    told = [*good_to_know(answer, "student", "nl"), *good_to_know(answer, "employer", "nl")]
    assert {line.key for line in told if line.under} == abroad


@pytest.mark.live
def test_a_letter_never_says_that_an_allowance_is_not_mandatory(live_book: RuleBook) -> None:
    answer = answer_of(BOL | {"offer": {"allowance": {"amount": "0", "per": "month"}}}, live_book)
    assert "mandatory_allowance_employer" in [line.key for line in good_to_know(answer, "employer", "nl")]
    assert not any("verplicht" in line.said for line in for_the_letter(answer, "nl"))


def _somebody(book: RuleBook) -> list[dict[str, Any]]:
    """Placements of every route and branch, of the young, of who travels and of who is paid."""
    routes = ("bol", "bbl", "hbo", "wo", "dual")
    year = {"start": "2026-03-02", "end": "2026-12-31", "birth_date": "2001-05-06"}
    more = BOL | year | {"travel": BUS, "costs": [{"kind": "clothing", "amount": "40"}, {"kind": "vog"}]}
    paid = {route: {"wage": {"amount": "16", "per": "hour"}} if route in ("bbl", "dual") else PAID for route in routes}
    told = [more | {"route": route, "offer": paid[route]} for route in routes]
    told += [BBL | year | {"sector": sector} for sector in book.sectors]
    told += [more | {"birth_date": day} for day in ("2011-05-06", "2009-05-06")]
    return [*told, BOL | {"sector": "ggz"}, with_travel(BUS | {"student_product": "week"})]


@pytest.mark.live
def test_every_line_and_every_place_reaches_somebody(live_book: RuleBook) -> None:
    lines: set[str] = set()
    places: set[str] = set()
    for data in _somebody(live_book):
        answer = read_on(answer_of(data, live_book), date(2026, 11, 26))
        for person in ("student", "employer"):
            lines |= {line.key for line in good_to_know(answer, person, "nl")}
            places |= {place.key for place in where_to_go(answer, person, "nl")}
    assert lines == set(live_book.good_to_know)
    assert places == set(live_book.help)
