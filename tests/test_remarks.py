"""Remarks: each on its field above its number and not at it, with the quantities and the words of its question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import RuleBook, read_placement
from compensation.remarks import Remark, remarks_of
from compensation.telling.remarks import remark_words
from compensation.texts import LANGUAGES

Data = dict[str, Any]
TODAY = date(2026, 11, 26)
BOL: Data = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "birth_date": "2008-05-14",
}
BBL = BOL | {"route": "bbl"}
HBO = BOL | {"route": "hbo"}


def asked(data: Data, book: RuleBook) -> list[Remark]:
    return remarks_of(read_placement(data), book, TODAY)


def allowance(amount: str, per: str = "month") -> Data:
    return {"offer": {"allowance": {"amount": amount, "per": per}}}


def wage(amount: str, per: str) -> Data:
    return {"offer": {"wage": {"amount": amount, "per": per}}}


def own(km: str) -> Data:
    return {"travel": {"mode": "own_vehicle", "distance_km": km}}


def fare(euros: str) -> Data:
    return {"travel": {"mode": "public_transport", "carrier": "bus", "fare": euros}}


def percent(given: str) -> Data:
    return {"offer": {"wage": {"amount": "15", "per": "hour"}, "holiday_allowance_percent": given}}


#: The remark, its path, and a placement in which it is asked, and one at the number itself, in which it is not.
CASES = [
    ("hours_a_day", "hours_per_week", BOL | {"hours_per_week": "48.01"}, BOL | {"hours_per_week": 48}),
    ("distance", "travel.distance_km", BOL | own("100.1"), BOL | own("100")),
    ("fare_high", "travel.fare", BOL | fare("60.01"), BOL | fare("60")),
    ("allowance_low_unit", "offer.allowance.per", BOL | allowance("19.99"), BOL | allowance("20")),
    ("wage_unit", "offer.wage.per", BBL | wage("99.99", "month"), BBL | wage("100", "month")),
    ("wage_unit", "offer.wage.per", BBL | wage("44.14", "hour"), BBL | wage("44.13", "hour")),  # 3 x 14.71
    ("holiday_percent_low", "offer.holiday_allowance_percent", BBL | percent("0.99"), BBL | percent("1")),
    ("far_start", "start", BOL | {"start": "2028-11-27", "end": "2028-12-31"},
     BOL | {"start": "2028-11-26", "end": "2028-12-31"}),
    ("age_unlikely", "birth_date", BOL | {"birth_date": "2011-02-03"}, BOL | {"birth_date": "2011-02-02"}),
    ("age_unlikely", "birth_date", BBL | {"birth_date": "1985-02-02"}, BBL | {"birth_date": "1985-02-03"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "unlikely", "likely"), CASES)
def test_a_remark_is_asked_above_its_number_and_not_at_it(
    name: str, path: str, unlikely: Data, likely: Data, live_book: RuleBook
) -> None:
    assert [(remark.id, remark.path) for remark in asked(unlikely, live_book)] == [(name, path)]
    assert asked(likely, live_book) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (BOL | allowance("0"), "nothing is paid, and that is said"),
        (BBL | wage("0", "month"), "nothing is paid, and that is said"),
        (BBL | percent("0"), "a holiday allowance that is in the wage"),
        (HBO | {"birth_date": "1985-02-02"}, "older students are usual in higher education"),
        (HBO | {"route": "dual", "birth_date": "1985-02-02"}, "and in dual"),
        (HBO | {"start": "2023-01-02", "end": "2023-05-31"}, "wages are claimed years later"),
    ],
)
def test_what_is_usual_is_not_asked(data: Data, why: str, live_book: RuleBook) -> None:
    assert asked(data, live_book) == [], why


def test_an_allowance_is_held_against_the_highest_scheme_at_these_hours(book: RuleBook) -> None:
    """rijk: 761 at 40 hours, so 608.80 at 32; twice that is 1217.60. An amount a day or an hour counts a month."""
    highest = {remark.quantities["highest"].value for remark in asked(BOL | allowance("5000"), book)}
    (limit,) = (Decimal(str(amount)) * 2 for amount in highest)
    assert asked(BOL | allowance(str(limit)), book) == []
    (remark,) = asked(BOL | allowance(str(limit + Decimal("0.01"))), book)
    assert (remark.id, remark.path) == ("allowance_high", "offer.allowance.amount")
    day, hour = limit * 12 / 52 / 4, limit * 12 / 52 / 32
    for amount, per in ((day, "day"), (hour, "hour"), (limit * 12 / 52, "week")):
        just = amount.quantize(Decimal("0.01"))
        assert asked(BOL | allowance(str(just - Decimal("0.01")), per), book) == []
        assert [r.id for r in asked(BOL | allowance(str(just + Decimal("0.02")), per), book)] == ["allowance_high"]


def test_nothing_is_compared_where_no_scheme_is_in_force(live_book: RuleBook) -> None:
    nothing = replace(live_book, schemes={}, hash="no schemes")
    assert asked(BOL | allowance("5000"), nothing) == []


def test_the_last_minimum_that_is_known_is_the_measure_of_a_wage_after_it(live_book: RuleBook) -> None:
    """14.99 is the last one known, until the end of 2026."""
    later = BBL | {"start": "2027-03-01", "end": "2027-04-30"}
    assert asked(later | wage("44.97", "hour"), live_book) == []
    (remark,) = asked(later | wage("44.98", "hour"), live_book)
    assert remark.quantities["minimum"].value == "14.99"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_has_its_words(lang: str, live_book: RuleBook) -> None:
    unlikely = [*(data for _, _, data, _ in CASES), BOL | allowance("5000")]
    questions = [remark_words(remark, lang, live_book) for data in unlikely for remark in asked(data, live_book)]
    assert len(questions) == len(unlikely)
    for question in questions:
        assert question.endswith({"nl": "Klopt dit?", "en": "Is this right?"}[lang])
        assert "{" not in question


def test_a_question_says_what_it_is_about(live_book: RuleBook) -> None:
    def words(data: Data) -> str:
        (remark,) = asked(data, live_book)
        return remark_words(remark, "nl", live_book).replace("\N{NO-BREAK SPACE}", " ")

    assert (
        words(BOL | {"hours_per_week": 60, "workdays": ["mon", "tue", "wed"]}) == "Dat is 20 uur op één dag. Klopt dit?"
    )
    assert words(BOL | own("600")) == "Dat is 600 km heen en ook 600 km terug. Klopt dit?"
    assert words(BBL | percent("0.08")) == "Dat is 0,08% vakantiegeld. Is misschien 8% bedoeld? Klopt dit?"
    far = words(BOL | {"start": "2030-09-02", "end": "2030-12-31"})
    assert far == "De stage begint pas op 2 september 2030, over meer dan twee jaar. Klopt dit?"
    assert words(BBL | wage("900", "hour")) == (
        "Dat is € 900,00 per uur, meer dan 3 keer het minimumloon van € 14,71. "
        "Is het bedrag misschien per week of per maand? Klopt dit?"
    )
