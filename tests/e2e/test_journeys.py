"""The three users from an empty form to their answer, and the examples: what they read is what the engine says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from compensation import Assessment, assess, read_placement
from compensation.texts import LANGUAGES, number, text
from compensation.ui.shell.examples import examples
from tests.e2e.calculator import PAGE_OF, Calculator

HORECA: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-02-02",
    "end": "2026-07-05",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
    "cao": {"status": "applies", "scheme": "horeca"},
    "travel": {"mode": "own_vehicle", "distance_km": "12.5"},
    "costs": [{"kind": "clothing", "amount": "85.00", "per": "once", "required_by": "employer"}],
}
BUILDING_BBL: dict[str, Any] = {
    "route": "bbl",
    "sector": "bouw",
    "start": "2026-03-02",
    "end": "2026-10-30",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
    "birth_date": "2007-08-20",
    "offer": {"wage": {"amount": "7.05", "per": "hour"}, "employment_contract": True},
}


def figure(amount: Decimal, lang: str) -> str:
    """An amount as a cell of the answer shows it."""
    whole = number(abs(amount).quantize(Decimal("0.01")), lang)
    sign = "," if lang == "nl" else "."
    head, _, tail = whole.partition(sign)
    return ("−" if amount < 0 else "") + f"{head}{sign}{tail:0<2}"


def totals(found: Assessment, lang: str) -> list[str]:
    """Owed and short, as the last line shows them; what is paid stands below its name."""
    return [figure(amount, lang) for amount in (found.totals.owed, found.totals.gap)]


def test_an_employer_reads_what_to_pay_on_a_phone(visitor):
    guest = visitor(width=375)
    form = Calculator(guest, "employer", "nl").open()
    form.radio("route", "bol").search("sector", "horeca")
    form.day("start", date(2026, 2, 2)).day("end", date(2026, 7, 5))
    form.chip("workdays", *(f"workdays.{day}" for day in HORECA["workdays"])).number("hours_per_week", "32")
    form.on("cao").radio("cao_status", "applies").search("scheme", "Cao Horeca")
    form.on("travel").radio("mode", "own_vehicle").number("distance", "12,5")
    form.on("costs").costs("clothing").number("cost_amount", "85")
    expected = assess(read_placement(HORECA))
    assert expected.allowance is not None
    allowance = [figure(amount, "nl") for amount in (expected.allowance.full_month, expected.allowance.norm)]
    travel = next(line for line in expected.expenses if line.kind == "travel")
    form.expect_line("total", [None, figure(expected.totals.owed, "nl")])
    form.expect_line("allowance", allowance)
    form.expect_line("travel", [None, figure(travel.owed, "nl")])
    assert guest.axe() == []
    assert guest.sideways() <= 0
    assert guest.errors == []
    assert guest.foreign_requests() == []


def test_a_bbl_student_reads_what_is_missing_on_a_desk(visitor):
    guest = visitor(width=1280, locale="en-GB", scheme="dark")
    form = Calculator(guest, "student", "en").open()
    form.radio("route", "bbl").search("sector", "construction")
    form.day("start", date(2026, 3, 2)).day("end", date(2026, 10, 30))
    form.chip("workdays", *(f"workdays.{day}" for day in HORECA["workdays"])).number("hours_per_week", "32")
    form.day("birth_date", date(2007, 8, 20))
    form.on("cao_wage").on("travel").on("costs").on("offer")
    form.number("wage", "7.05").pick("wage_per", "hour").chip("employment_contract", "answer_yes")
    expected = assess(read_placement(BUILDING_BBL))
    assert expected.wage is not None
    form.expect_line("total", totals(expected, "en"))
    form.expect_line("wage", [figure(expected.wage.due, "en"), figure(expected.wage.shortfall, "en")])
    words = guest.words()
    assert "2007" not in guest.page.url
    assert expected.totals.gap > 0
    assert figure(expected.totals.gap, "en") in words
    assert guest.axe() == []
    assert guest.errors == []


RISING: dict[str, Any] = {
    "route": "bbl",
    "sector": "bouw",
    "start": "2026-03-02",
    "end": "2026-10-30",
    "hours_by_day": {"mon": "8", "tue": "8", "wed": "5.5"},
    "birth_date": "2007-08-20",
    "travel": [
        {"mode": "own_vehicle", "distance_km": "12.5"},
        {"mode": "season_ticket", "amount": "95", "per": "month"},
    ],
    "closed": [{"from": "2026-05-04", "to": "2026-05-08", "paid": False}],
    "offer": {"wage": {"amount": "7.05", "per": "hour"}, "complete": True},
    "changes": [{"from": "2026-08-20", "offer": {"wage": {"amount": "8.20", "per": "hour"}}}],
}


def test_a_bbl_student_says_what_is_not_the_same_all_the_time_on_a_phone(visitor):
    guest = visitor(width=375)
    form = Calculator(guest, "student", "nl").open()
    form.radio("route", "bbl").search("sector", "bouw")
    form.day("start", date(2026, 3, 2)).day("end", date(2026, 10, 30))
    form.chip("workdays", "workdays.mon", "workdays.tue", "workdays.wed").number("contract_hours", "24").tick("by_day")
    guest.type(form.word("choice.workdays.wed"), "5,5")
    form.day("birth_date", date(2007, 8, 20))
    form.on("cao_wage").on("travel").radio("mode", "own_vehicle").number("distance", "12,5").press("another_leg")
    form.radio("another_mode", "season_ticket").number("ticket", "95").pick("ticket_per", "month")
    form.on("costs").on("offer").number("wage", "7,05").pick("wage_per", "hour").tick("complete")
    form.on("while_running").press("add_period").day("closed_from", date(2026, 5, 4)).day("closed_to", date(2026, 5, 8))
    form.chip("closed_paid", "answer_no").press("add_change").day("change_from", date(2026, 8, 20))
    form.chip("change_about", "change_about.wage").last_number("wage", "8,20")
    expected = assess(read_placement(RISING))
    form.expect_line("total", totals(expected, "nl"))
    assert expected.totals.gap > 0
    assert guest.sideways() <= 0
    assert guest.axe() == []
    assert guest.errors == []


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_opens_with_the_engines_answer(visitor, example):
    guest = visitor(width=375 if example.reader == "student" else 1280).open("start", lang="nl")
    card = guest.main().locator(
        "[data-testid=stVerticalBlock]", has_text=text(f"start.example.{example.name}.title", "nl")
    )
    card.last.get_by_role("button", name=text("start.open", "nl")).click()
    guest.page.wait_for_url(f"**/{PAGE_OF[example.reader]}*")
    guest.settle()
    form = Calculator(guest, example.reader, "nl")
    expected = assess(read_placement(example.placement))
    said = totals(expected, "nl") if expected.totals.offered else [None, figure(expected.totals.owed, "nl")]
    form.expect_line("total", said)
    assert guest.sideways() <= 0
    assert guest.errors == []


def test_a_number_that_can_mean_two_things_is_told_and_not_guessed(visitor):
    form = Calculator(visitor(width=375), "employer", "nl").open()
    form.number("hours_per_week", "1.234")
    expect(form.guest.page.get_by_role("alert").first).to_be_visible()
    assert form.guest.axe() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bad_link_is_told(visitor, lang):
    guest = visitor(width=375).open("werkgever", lang=lang, v="1", route="bolletje")
    expect(guest.page.get_by_test_id("stAlert").filter(has_text="bolletje")).to_be_visible()
    assert guest.sideways() <= 0


MEMBERS = "\r\n".join(
    [
        "werkgever;leerweg;branche;begindatum;einddatum;uren_per_week;werkdagen;stagevergoeding",
        "Bakker Jansen;bol;horeca;2-2-2026;3-7-2026;32;ma,di,wo,do;200,00",
        "=1+1;bol;horeca;2-2-2026;3-7-2026;24;ma,di,wo;350,00",
        "Bakker Smit;bol;horeca;2-2-2026;3-7-2026;veel;ma,di,wo;350,00",
        "",
    ]
)
TABS = ("overview", "row", "errors", "norm")


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "dark")])
def test_a_branch_reads_its_own_file(visitor, width, scheme):
    guest = visitor(width=width, scheme=scheme).open("branche", lang="nl")
    upload = {"name": "leden.csv", "mimeType": "text/csv", "buffer": MEMBERS.encode()}
    guest.page.locator("input[type=file]").set_input_files(upload)
    told = text("branch.upload.some_wrong", "nl", rows=3, results=2, wrong=1).replace("**", "")
    expect(guest.main()).to_contain_text(told, timeout=20_000)
    guest.settle()
    for name in TABS:
        tab = guest.page.get_by_role("tab", name=text(f"branch.tabs.{name}", "nl", wrong=1), exact=True)
        tab.click()
        guest.settle()
        assert guest.sideways() <= 0, name
        assert guest.axe() == [], name
    assert guest.errors == []
    assert guest.foreign_requests() == []
