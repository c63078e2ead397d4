"""The budget as a workbook and the reminders as a calendar: files without anything personal."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from compensation import RuleBook
from compensation.compare.agreements import Offer, fitting_offer, own_offer
from compensation.papers.budget import MOST_PLACES, budget_bytes
from compensation.papers.reminders import calendar_bytes, reminders
from compensation.telling.subsidies import funds, subsidy_lines
from compensation.texts import LANGUAGES
from tests.people import BAKERY, GARAGE, GARAGE_WITH_COSTS
from tests.telling.told import answer_of, everywhere

TODAY = date(2026, 11, 26)


def _offer(data: dict[str, Any], book: RuleBook) -> Offer:
    found = fitting_offer(answer_of(data, book))
    assert found is not None
    return found


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(content))
    return {name: [list(row) for row in book[name].values] for name in book.sheetnames}


# ---------------------------------------------------------------- the budget


def test_the_budget_by_month_and_by_year(live_book: RuleBook) -> None:
    offer = _offer(GARAGE_WITH_COSTS, live_book)
    sheets = _sheets(budget_bytes(offer, 2, "nl"))
    head, *months = sheets["Per maand"]
    assert head[0] == "Maand vanaf"
    assert head[-3:] == ["Samen bekend", "Schatting", "Bekend en schatting"]
    assert [row[0].date() for row in months] == [month.first for month in offer.months]
    assert len(months) == 11
    assert months[0][-2] is None  # nothing of September is an estimate, and that is no zero
    assert months[-1][1:-2] == [49.5, None, None, None, 49.5]  # known of July: the costs alone
    years = sheets["Per jaar"]
    assert [row[0] for row in years[1:]] == [2026, 2027]
    known, estimate = (sum(Decimal(str(row[at] or 0)) for row in years[1:]) for at in (1, 2))
    assert (known, estimate) == (Decimal("5171.84"), Decimal("9620.32"))
    for at in (1, 2, 3):
        assert years[0][at + 3].endswith(", 2 plaatsen")
        assert [row[at + 3] for row in years[1:]] == [None if row[at] is None else row[at] * 2 for row in years[1:]]


def test_a_month_whose_wage_is_still_to_come_is_no_zero(live_book: RuleBook) -> None:
    head, *months = _sheets(budget_bytes(_offer(GARAGE, live_book), 1, "nl"))["Per maand"]
    assert head[1:5] == ["Loon", "Vakantiegeld", "Heffing Zvw", "Samen bekend"]
    assert [row[1] is None for row in months] == [False] * 4 + [True] * 7
    assert all(row[1:5] == [None] * 4 and row[5] == row[6] for row in months[4:])


def test_a_fixed_wage_is_the_same_on_each_payslip(live_book: RuleBook) -> None:
    """17 all the time of 2026: four whole months at one wage, whatever working days they have."""
    data = {**GARAGE, "birth_date": "2009-03-12"}
    offer = _offer(data, live_book)
    months = _sheets(budget_bytes(offer, 1, "nl"))["Per maand"][1:]
    assert [row[1] for row in months[:4]] == [840.64] * 4
    assert [row[2] for row in months[:4]] == [67.25, 67.26, 67.25, 67.25]  # 269.01 in all
    assert sum(month.known.wage for month in offer.months) == 336256
    unpaid = {"closed": [{"from": "2026-10-12", "to": "2026-10-16", "paid": False}]}
    away = _sheets(budget_bytes(_offer(data | unpaid, live_book), 1, "nl"))["Per maand"][1:]
    assert away[1][1] < 700  # a week without pay is of its own month


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_budget_says_what_is_not_in_it(live_book: RuleBook, lang: str) -> None:
    told = " ".join(
        str(row[0]) for row in next(iter(_sheets(budget_bytes(_offer(GARAGE, live_book), 1, lang)).values()))
    )
    for name in ("WW, WIA, Whk", "2.700,00") if lang == "nl" else ("disability and Whk", "2,700.00"):
        assert name in told
    assert "2008" not in told
    offer = own_offer(answer_of(BAKERY, live_book), [(date(2026, 2, 2), Decimal(250))], "month")
    told = " ".join(str(row[0]) for row in next(iter(_sheets(budget_bytes(offer, 1, lang)).values())))
    assert "331" in told  # what nobody said who pays it


def test_a_budget_says_that_it_cannot_be_agreed(live_book: RuleBook) -> None:
    offer = own_offer(answer_of(GARAGE, live_book), [(date(2026, 9, 1), Decimal(900))], "month")
    told = " ".join(str(row[0]) for row in _sheets(budget_bytes(offer, 1, "nl"))["Over dit bestand"])
    assert "onder het minimumloon" in told
    assert "waarschijnlijk te weinig" in told


def test_a_budget_is_of_some_places(live_book: RuleBook) -> None:
    offer = _offer(BAKERY, live_book)
    for places in (0, MOST_PLACES + 1):
        with pytest.raises(ValueError, match=str(places)):
            budget_bytes(offer, places, "nl")


# ---------------------------------------------------------------- money for the employer


@pytest.mark.parametrize(
    ("cao", "asks"),
    [({"status": "applies", "scheme": "bakkers"}, [False]), ({"status": "unknown"}, [True]), ({"status": "none"}, [])],
)
def test_the_fund_of_the_bakers(live_book: RuleBook, cao: dict[str, str], asks: list[bool]) -> None:
    """An indication with its year where the cao applies, something to ask where nobody knows; never off the cost."""
    answer = answer_of({**BAKERY, "cao": cao}, live_book)
    found = [(row, ask) for row, ask in funds(answer) if row.scheme == "bakkers_fonds"]
    assert [ask for _, ask in found] == asks
    for line in subsidy_lines(answer, "nl"):
        assert "€ 1,38 per uur" in line.text.replace("\xa0", " ")
        assert "2020" in line.text
        assert "niet van de kosten afgetrokken" in line.text


def test_a_fund_for_bbl_is_for_bbl(live_book: RuleBook) -> None:
    metal = {**GARAGE, "cao": {"status": "applies", "scheme": "metaalbewerking"}}
    assert [row.category for row, _ in funds(answer_of(metal, live_book))] == ["bbl"]
    assert not list(funds(answer_of({**BAKERY, "sector": None, "cao": {"status": "unknown"}}, live_book)))


# ---------------------------------------------------------------- the calendar


def test_reminders_of_the_rises_and_of_the_new_minimum(live_book: RuleBook) -> None:
    found = reminders(answer_of(GARAGE, live_book), "nl", date(2026, 9, 1))
    assert [(one.on, one.kind) for one in found] == [
        (date(2026, 11, 12), "rise"),
        (date(2026, 11, 15), "look_up"),
        (date(2027, 1, 1), "rise_estimate"),
        (date(2027, 5, 15), "look_up"),
    ]
    assert "968,44" in found[0].title
    assert reminders(answer_of(GARAGE, live_book), "nl", TODAY)[1].on == TODAY


def test_there_is_nothing_to_remind_of_where_no_wage_is_paid(live_book: RuleBook) -> None:
    assert reminders(answer_of(BAKERY, live_book), "nl", TODAY) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_calendar_is_one_that_others_can_read(live_book: RuleBook, lang: str) -> None:
    content = calendar_bytes(reminders(answer_of(GARAGE, live_book), lang, TODAY), lang, TODAY)
    raw = content.split(b"\r\n")
    assert raw.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in raw)
    text = content.decode().replace("\r\n ", "")
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 4
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 4
    assert lines.count("DTSTAMP:20261126T000000Z") == 4
    assert "DTSTART;VALUE=DATE:20261112" in lines
    assert "DTEND;VALUE=DATE:20261113" in lines
    said = " ".join(line for line in lines if line.startswith(("SUMMARY", "DESCRIPTION")))
    assert not any(personal in said for personal in ("2008", "verjaar", "birthday", "18 "))
    assert all("," not in line.replace("\\,", "") for line in lines if line.startswith(("SUMMARY", "DESCRIPTION")))


def test_the_fund_stands_beside_the_cost_wherever_the_employer_reads_it(live_book: RuleBook) -> None:
    told = everywhere(answer_of({**BAKERY, "cao": {"status": "applies", "scheme": "bakkers"}}, live_book))
    assert {name for name, said in told.items() if "Sociaal Fonds Bakkersbedrijf" in said} == {
        "overview",
        "employer",
        "terminal",
    }
