"""What is possible and unlikely is asked at its field, and changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from compensation import assess, load_rulebook
from compensation.ui.calculator.form.reading import read
from compensation.ui.calculator.form.relevant import Relevant
from tests.ui.form_app import Form, first_answer

BOOK = load_rulebook()
BBL = {"route": "bbl", "birth_date": date(2007, 8, 20)}


def asked(form: Form) -> list[str]:
    return [box.value.replace("\N{NO-BREAK SPACE}", " ") for box in form.app.info if "Klopt dit?" in box.value]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"travel__mode": "own_vehicle", "travel__distance_km": "180"}, "180 km heen"),
        (BBL | {"offer__wage__amount": "900", "offer__wage__per": "hour"}, "per week of per maand"),
        (BBL | {"offer__wage__amount": "9", "offer__wage__per": "month"}, "misschien per uur"),
        ({"offer__allowance": "paid", "offer__allowance__amount": "15"}, "per dag of per uur"),
        ({"workdays": ["mon", "tue"], "hours_per_week": "30"}, "op één dag"),
        ({"birth_date": date(2013, 1, 1), "route": "bbl"}, "13 jaar"),
    ],
)
def test_what_is_unlikely_is_asked_beside_its_field(answers, said):
    form = first_answer()
    for name, value in sorted(answers.items(), key=lambda answer: answer[0] != "route"):
        form.fill(**{name: value})
    (question,) = asked(form)
    assert said in question


def test_nothing_is_asked_of_what_is_usual():
    assert asked(first_answer(offer__allowance="paid").fill(offer__allowance__amount="250")) == []


def test_a_question_about_a_change_stands_at_that_change_whatever_is_left_out():
    form = first_answer().press("changes.add").press("changes.add")
    form.fill(changes__1__from=date(2026, 5, 1), changes__1__about=["hours"], changes__1__workdays=["mon", "tue"])
    assert len(asked(form)) == 1
    reading = read(form.draft, BOOK)
    (remark,) = assess(reading.placement, BOOK).remarks
    assert remark.path == "changes.0.hours_per_week"
    assert reading.in_draft(remark.path, Relevant(form.draft, BOOK)) == "changes.1.hours_per_week"
