"""Every amount that matters stands in every document, in both languages and both formats."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compensation import Assessment, Placement
from compensation.papers import RefusedError
from compensation.papers.blocks import Table
from compensation.texts import LANGUAGES
from tests.papers.made import NUMBERS, case, content, docx_text, made, money, one_line, pdf_text, refused, words

#: Cases that between them hold every kind of line: all-in, an own cao, levels, protective equipment, wages, 2027.
DRAWN = (1, 20, 28, 31, 37, 39)


def letter_amounts(p: Placement, a: Assessment) -> set[Decimal]:
    """Lines, allowance or wage, totals with what is not stated and the estimate, and the months."""
    found = {a.totals.owed, a.totals.not_stated, a.totals.estimate}
    for line in a.expenses:
        if line.owed or line.estimate:
            found |= {line.owed, line.estimate, line.reimbursed if line.stated else line.not_stated}
    if len(a.totals.by_ground) > 1:
        found |= {amount for total in a.totals.by_ground for amount in (total.owed, total.gap, total.not_stated)}
    pay = a.allowance or a.wage
    if a.allowance:
        found |= {value for e in a.ledger for value in (e.allowance_norm,) if value is not None}
    if a.wage:
        found |= {month.amount for month in a.wage.monthly}
        found |= {value for e in a.ledger for value in (e.hourly_minimum, e.wage_due) if value is not None}
    if pay is not None and pay.stated:
        found |= {a.totals.offered, a.totals.gap}
        found |= {value for e in a.ledger for value in (e.allowance_offered, e.wage_offered) if value is not None}
        found |= {e.wage_shortfall for e in a.ledger if e.wage_shortfall is not None}
    return found | ({a.expenses_total.from_all_in} if a.expenses_total.from_all_in else set())


def agreement_amounts(p: Placement, a: Assessment) -> set[Decimal]:
    """What is chosen, over the placement and by month; beside it what is owed, and the fixed wage a month at least."""
    found = {line.owed for line in a.expenses}
    found |= {month.amount for month in (a.wage.monthly if a.wage else [])}
    if a.allowance is not None and a.allowance.offered:
        found |= {a.allowance.offered, *(entry.allowance_offered or Decimal(0) for entry in a.ledger)}
    return found


def overview_amounts(p: Placement, a: Assessment) -> set[Decimal]:
    """Every part of the employer's cost, known and as an estimate, and the cost of the offer itself."""
    cost, offer = a.employer_cost, a.cost_of_offer
    found = {cost.allowance, cost.wage, cost.holiday_allowance, cost.health_levy, cost.total, cost.subsidy_indication}
    found |= {cost.estimate.wage, cost.estimate.health_levy, cost.estimate.total, cost.total + cost.estimate.total}
    if offer is not None:
        found |= {offer.expenses, offer.allowance, offer.wage, offer.holiday_allowance, offer.health_levy, offer.total}
    return {part for part in found if part is not None} | {line.owed for line in a.expenses if line.owed}


#: The page for the bookkeeper is about the offer alone: test_bookkeeper.py.
EXPECTED = {"letter": letter_amounts, "agreement": agreement_amounts, "overview": overview_amounts}


@pytest.mark.parametrize("kind", EXPECTED)
@pytest.mark.parametrize("number", NUMBERS)
def test_every_amount_stands_in_the_blocks(number: int, kind: str) -> None:
    if refused(case(number), kind):
        with pytest.raises(RefusedError):
            content(case(number), kind, "nl")
        return
    for lang in LANGUAGES:
        told = words(content(case(number), kind, lang))
        missing = [money(x, lang) for x in EXPECTED[kind](*case(number)) if x and money(x, lang) not in told]
        assert not missing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", EXPECTED)
@pytest.mark.parametrize("number", DRAWN)
def test_every_amount_stands_in_the_files(number: int, kind: str, lang: str) -> None:
    if refused(case(number), kind):
        with pytest.raises(RefusedError):
            content(case(number), kind, "nl")
        return
    amounts = [money(x, lang) for x in EXPECTED[kind](*case(number)) if x]
    for fmt, read in (("docx", docx_text), ("pdf", pdf_text)):
        text = read(made(case(number), kind, fmt, lang))
        assert not [amount for amount in amounts if amount not in text], fmt


# ---------------------------------------------------------------- each amount in its own place


def table_rows(number: int, kind: str, place: int) -> list[list[str]]:
    """The rows of the n-th table of a Dutch document, without notes."""
    tables = [block for block in content(case(number), kind, "nl").blocks if isinstance(block, Table)]
    return [[one_line(cell.text) for cell in line] for line in tables[place].rows]


def test_the_table_of_the_letter() -> None:
    pact, norm = "afgesproken in het stagepact, geen wet", "redelijk (advies: Meest voorkomend cao-bedrag)"
    assert table_rows(20, "letter", 0) == [
        ["Reiskosten", pact, "€ 124,80", "€ 124,80", "€ 0,00"],
        ["Stagevergoeding", norm, "€ 483,21", "€ 464,49", "€ 18,72"],
        ["Alles samen", "", "€ 608,01", "€ 589,29", "€ 18,72"],
    ]
    assert table_rows(26, "letter", 0)[0] == ["VOG", pact, "€ 34,65", "€ 34,65", "€ 0,00"]
    law = "moet (wet: minimumloon, Wml)"
    assert table_rows(31, "letter", 0) == [
        ["Loon", law, "€ 913,60", "€ 864,00", "€ 59,20"],
        ["Vakantiegeld", law, "€ 73,86", "€ 69,12", "€ 4,74"],
        ["Alles samen", "", "€ 987,46", "€ 933,12", "€ 63,94"],
    ]


def test_the_months_of_the_letter_and_the_schedule_of_the_agreement() -> None:
    assert table_rows(20, "letter", 1) == [
        ["2 tot en met 28 februari 2026", "12", "€ 57,60", "€ 237,21", "€ 289,29"],
        ["maart 2026", "14", "€ 67,20", "€ 246,00", "€ 300,00"],
    ]
    assert table_rows(20, "agreement", 2) == [
        ["2 tot en met 28 februari 2026", "€ 289,29"],
        ["maart 2026", "€ 300,00"],
    ]
    assert table_rows(31, "letter", 1) == [
        ["1 tot en met 15 maart 2026", "64", "17", "€ 5,85", "€ 374,40", "€ 384,00", "€ 0,00"],
        ["16 tot en met 31 maart 2026", "80", "18", "€ 6,74", "€ 539,20", "€ 480,00", "€ 59,20"],
    ]


def test_the_cost_of_the_employer() -> None:
    assert table_rows(31, "overview", 0) == [
        ["Loon", "uw eigen aanbod; ten minste € 913,60", "€ 923,20"],
        ["Vakantiegeld", "moet (wet: minimumloon, Wml)", "€ 73,86"],
        ["Werkgeversheffing Zvw", "moet (wet)", "€ 61,82"],
        ["Samen, zonder premies WW, WIA, Whk en pensioen", "", "€ 1.058,88"],
    ]
