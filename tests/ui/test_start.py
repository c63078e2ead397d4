"""The start page: three ways in, and the examples with the amounts that they show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compensation import assess, load_rulebook, read_placement
from compensation.texts import LANGUAGES, catalogue
from compensation.ui.calculator.form.counts import placement_data
from compensation.ui.calculator.form.place import HERE
from compensation.ui.parts.state import Draft
from compensation.ui.shell.examples import NAMES, examples
from tests.ui.opened import opened

BOOK = load_rulebook()
BY_NAME = {example.name: example for example in examples()}


def assessed(name):
    return assess(read_placement(BY_NAME[name].placement), BOOK)


def test_a_restaurant_at_weekends():
    found = assessed("horeca_weekend")
    assert found.allowance.basis == "cao" and found.allowance.full_month == Decimal("361.00")
    travel = found.line("travel")
    # From 5 February to 5 July 2026 there are 22 weekends; of the Thursdays and Fridays only Ascension Day is not free.
    weekend_days, holidays = 44, 1
    assert travel.owed == Decimal("6.20") * 2 * Decimal("0.6") * (weekend_days + holidays)
    assert found.line("clothing").gap == Decimal("85.00")
    assert found.line("tools").owed == 0
    assert found.totals.gap == found.allowance.gap + travel.owed + 85


def test_a_company_without_a_cao():
    found = assessed("hbo_no_cao")
    assert (found.allowance.basis, found.allowance.force) == ("national", "advice")
    assert found.allowance.norm == Decimal("1640.00")
    assert found.line("phone").owed == Decimal("60.00")
    assert found.totals.owed == Decimal("2443.13")


def test_turning_nineteen_half_way():
    found = assessed("bbl_turns_19")
    assert next(entry.hourly_minimum for entry in found.ledger if entry.age == 19) == Decimal("7.93")
    assert found.wage.shortfall == Decimal("572.88")
    assert found.wage.holiday_allowance_shortfall == Decimal("45.83")
    assert found.line("protective_equipment").gap == Decimal("110.00")
    assert found.totals.gap == Decimal("728.71")


def test_one_amount_with_everything_in_it():
    found = assessed("all_in")
    assert found.expenses_total.from_all_in == Decimal("610.80")
    assert found.allowance.offered == Decimal("1207.74")
    assert found.allowance.effective == Decimal("596.94")
    assert found.allowance.gap == Decimal("987.62")


@pytest.mark.live
def test_the_stories_are_true(live_book):
    """What the start page tells of its examples, with the amounts of today."""
    found = {name: assess(read_placement(example.placement), live_book) for name, example in BY_NAME.items()}
    cook, building, shop = found["horeca_weekend"], found["bbl_turns_19"], found["all_in"]
    assert cook.allowance.basis == "cao" and cook.allowance.gap == 0
    assert cook.line("travel").gap > 0 and cook.line("clothing").gap > 0
    assert found["hbo_no_cao"].allowance.force == "advice"
    assert {entry.age for entry in building.ledger if entry.wage_shortfall} == {19}
    assert 0 < shop.allowance.effective < shop.allowance.offered


@pytest.mark.parametrize("name", NAMES)
def test_an_example_holds_nothing_that_the_form_would_not_ask(name, each_book):
    placement = BY_NAME[name].placement
    assert read_placement(placement_data(Draft(placement), each_book)) == read_placement(placement)
    for lang in LANGUAGES:
        assert f"start.example.{name}.title" in catalogue(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_the_ways_in_and_the_examples(lang):
    app = opened(lang=lang)
    assert not app.exception and not app.error
    assert len(app.get("page_link")) >= 3
    assert [button.key for button in app.button if str(button.key).startswith("start.")] == [
        f"start.{n}" for n in NAMES
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "title", "shown"),
    [
        ("horeca_weekend", "Krijg je wat je hoort te krijgen?", "waarschijnlijk"),
        ("hbo_no_cao", "Wat hoort u te vergoeden?", "602 per maand en €\N{NO-BREAK SPACE}34,65 eenmalig"),
        ("bbl_turns_19", "Krijg je wat je hoort te krijgen?", "728,71"),
        ("all_in", "Krijg je wat je hoort te krijgen?", "987,62"),
    ],
)
def test_an_example_opens_on_the_page_of_its_reader_filled_in(name, title, shown):
    app = opened(lang="nl")
    app.button(key=f"start.{name}").click().run()
    assert not app.exception
    assert app.title[0].value == title
    assert app.session_state[f"passend_place.{BY_NAME[name].reader}"].focus == HERE  # not where the start page stood
    # The form writes the contract's default for the travel product out; all else is the example as it is.
    held, given = app.session_state["passend_draft"].placement, BY_NAME[name].placement
    travel = {"student_product": "none", **given["travel"]} if given.get("travel") else None
    assert held in (given, {**given, "travel": travel})
    text = " ".join(str(element.value) for element in [*app.markdown, *app.info, *app.error, *app.warning])
    assert shown in text or any(shown in expander.label for expander in app.expander)
