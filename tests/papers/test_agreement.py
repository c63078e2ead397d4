"""The agreement: the chosen amount exactly, what two people sign by itself, and nothing that could not be kept."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from compensation import RuleBook
from compensation.papers import Details, RefusedError, document, make_document
from compensation.papers.blocks import Bullets, Document, Signatures, Table
from compensation.papers.case import BLANK
from compensation.texts import LANGUAGES, text
from tests import placements
from tests.papers.made import BOOK, TODAY, assessed, case, content, one_line, pdf_info, pdf_pages, pdf_text, words
from tests.papers.people import ON, PEOPLE
from tests.papers.people import assessed as assessed_by

BOL: dict[str, Any] = {
    "route": "bol",
    "start": "2026-09-01",
    "end": "2027-01-31",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "norm": "national",
}
FULL = [{"kind": kind, "full": True} for kind in ("travel", "clothing")]


def signed(of: Any, lang: str = "nl") -> str:
    """What is signed, without the explanation behind it."""
    return words(content(of, "agreement", lang).parts[0].data()["blocks"])


def agreement(data: dict[str, Any], lang: str = "nl") -> str:
    return signed(assessed(data), lang)


# ---------------------------------------------------------------- the chosen amount


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        ({"allowance": {"amount": "250"}}, "€ 250,00 bruto per maand"),
        ({"allowance": {"amount": "400"}}, "€ 400,00 bruto per maand"),
        ({"allowance": {"amount": "90", "per": "week"}}, "€ 90,00 bruto per week"),
        ({"allowance": {"amount": "15", "per": "day"}}, "€ 15,00 bruto voor elke dag dat de student er is"),
        ({"allowance": {"amount": "0"}}, "Voor deze stage spreken wij geen stagevergoeding af"),
        ({"complete": True}, "Voor deze stage spreken wij geen stagevergoeding af"),
        ({"allowance": {"amount": "150"}, "includes_expenses": True}, "€ 150,00 bruto per maand voor alles samen"),
        ({}, f"een stagevergoeding van € {BLANK} bruto per maand"),
    ],
)
def test_what_is_chosen_stands_in_it_and_never_the_norm(offer: dict[str, Any], told: str) -> None:
    made = agreement({**BOL, "offer": offer})
    assert told in made
    assert "328" not in made and "advies" not in made


@pytest.mark.parametrize("route", ["bol", "hbo"])
def test_a_taster_placement_is_no_placement_of_a_programme(route: str) -> None:
    """No pact speaks of it: no praktijkovereenkomst that must be signed first, no three talks, no month by month."""
    days = {"start": "2026-11-30", "end": "2026-12-04"}
    of = assessed({**BOL, "route": route, "kind": "observation", **days})
    made, behind = signed(of), words(content(of, "agreement", "nl"))
    assert "gaan over een snuffelstage" in made
    assert f"als die er is: € {BLANK} bruto voor de hele snuffelstage" in made
    assert f"betaalt uiterlijk op {BLANK} (datum)" in made
    for untrue in ("praktijkovereenkomst", "stageovereenkomst", "drie keer", "per maand", "elke maand", "Begeleiding"):
        assert untrue not in made
    assert "Stagepact" not in behind and "stagepact vandaan" not in behind
    assert "taster placement" in signed(of, "en")


def test_one_sum_for_everything_has_no_costs_beside_it() -> None:
    offer = {"allowance": {"amount": "150"}, "includes_expenses": True}
    costs = [{"kind": "clothing", "amount": "45"}]
    made = content(assessed({**BOL, "offer": offer, "costs": costs}), "agreement", "nl")
    assert "zit in het bedrag voor alles samen" in words(made) and "bonnen" not in words(made)
    assert not [block for block in made.blocks if isinstance(block, Table) and "Andere onkosten" in block.head]


def test_an_amount_that_changes_stands_with_its_day() -> None:
    changes = [{"from": "2026-11-01", "offer": {"allowance": {"amount": "300"}}, "hours_per_week": 24}]
    told = agreement({**BOL, "offer": {"allowance": {"amount": "250"}}, "changes": changes})
    assert "€ 250,00 bruto per maand. Vanaf 1 november 2026 is dat € 300,00 bruto per maand" in told
    assert "Vanaf 1 november 2026 maandag, dinsdag, woensdag en donderdag, 24 uur per week" in told


@pytest.mark.live
@pytest.mark.parametrize("amount", ["0", "250", "320", "400"])
def test_the_bakery_signs_what_it_chose(live_book: RuleBook, amount: str) -> None:
    of = assessed_by(
        {**PEOPLE["bakery"], "offer": {"allowance": {"amount": amount}, "reimbursements": FULL}}, live_book
    )
    made = document("agreement", *of, "nl", live_book, on=ON)
    told = words(made.parts[0].data()["blocks"])
    assert (f"€ {amount},00 bruto per maand" in told) == (amount != "0")
    assert amount == "320" or "320" not in told


@pytest.mark.live
def test_an_old_or_unknown_cao_is_a_neutral_sentence_and_a_place_to_look(live_book: RuleBook) -> None:
    for name, to_check in (
        ("bakery", "Vraag het na bij de branchevereniging"),
        ("nursing_home", "Kijk in de nieuwste tekst"),
    ):
        of = assessed_by({**PEOPLE[name], "offer": {"allowance": {"amount": "100"}, "complete": True}}, live_book)
        first, behind = document("agreement", *of, "nl", live_book, on=ON).parts
        told = words(first.data()["blocks"])
        assert told.count("Geldt voor het bedrijf een cao die meer geeft, dan geldt de cao") == 1
        assert to_check in words(behind.data()["blocks"]) and to_check not in told


# ---------------------------------------------------------------- what could not be kept


@pytest.mark.live
def test_below_the_law_or_a_fresh_cao_it_is_not_made(live_book: RuleBook) -> None:
    for name, offer, reason in (
        ("garage", PEOPLE["garage"]["offer"], "onder het minimumloon"),
        ("cafe", {"allowance": {"amount": "250"}}, "volgens de cao"),
        ("garage", {**PEOPLE["garage"]["offer"], "wage": {"amount": "1000", "per": "month"}, "reimbursements": [
            {"kind": "protective_equipment", "amount": "0"}]}, "beschermingsmiddelen"),
    ):  # fmt: skip
        with pytest.raises(RefusedError, match=reason):
            document("agreement", *assessed_by({**PEOPLE[name], "offer": offer}, live_book), "nl", live_book)
    of = assessed_by({**PEOPLE["cafe"], "offer": {"allowance": {"amount": "400"}}}, live_book)
    assert "€ 400,00 bruto per maand" in words(document("agreement", *of, "nl", live_book))


# ---------------------------------------------------------------- a wage


def test_a_bbl_agreement_holds_the_wage_by_stretch_and_marks_what_is_an_estimate() -> None:
    (known, later) = case(37)[1].wage.monthly
    told = signed(case(37))
    assert "1 december 2026 31 december 2026 € 7,00 per uur" in told
    assert f"{later.amount:.2f}".replace(".", ",") in told.replace(".", "")
    assert told.count("schatting") == 2
    assert f"{known.amount:.2f}".replace(".", ",") in told.replace(".", "")
    assert "Wat na 31 december 2026 in de tabel staat, is een schatting" in told
    assert "nooit lager dan het wettelijk minimumloon" in told


def test_a_wage_that_nobody_chose_is_a_line_to_fill_in() -> None:
    data = {**placements.placement(37), "offer": {}}
    assert f"31 december 2026 {BLANK}" in agreement(data)


# ---------------------------------------------------------------- costs


def test_each_cost_is_dealt_with_as_was_chosen() -> None:
    costs = [
        {"kind": "vog"},
        {"kind": "clothing", "provided": True},
        {"kind": "tools", "amount": "60", "required_by": "school"},
        {"kind": "certificate", "amount": "30", "required_by": "own_choice"},
        {"kind": "protective_equipment", "amount": "70", "required_by": "school"},
        {"kind": "phone", "amount": "10", "per": "month"},
        {"kind": "materials", "amount": "25"},
    ]
    back = [
        {"kind": "travel", "full": True},
        {"kind": "phone", "amount": "5", "per": "month"},
        {"kind": "materials", "amount": "0"},
    ]
    data = {**BOL, "costs": costs, "travel": {"mode": "own_vehicle", "distance_km": "7.5"}}
    told = agreement({**data, "offer": {"reimbursements": back}})
    for phrase in (
        "Reiskosten het bedrijf vergoedt € 0,24 per kilometer, heen en terug, 7,5 km per rit",
        f"VOG het bedrijf vergoedt: {BLANK}",
        "Werkkleding het bedrijf zorgt hiervoor",
        "Gereedschap één keer € 60,00 de school vraagt dit",
        "Certificaat of cursus één keer € 30,00 eigen keuze van de student",
        "Beschermingsmiddelen één keer € 70,00 gratis voor de student",
        "Telefoon € 10,00 per maand het bedrijf vergoedt € 5,00 per maand",
        "Materiaal één keer € 25,00 het bedrijf vergoedt dit niet",
    ):
        assert phrase in told
    assert "het bedrijf vergoedt € 0,20 per kilometer" in agreement({**data, "offer": {"km_rate": "0.20"}})
    nothing = agreement({**data, "offer": {"complete": True, "reimbursements": [FREE]}})
    assert nothing.count("het bedrijf vergoedt dit niet") == 4


FREE = {"kind": "protective_equipment", "full": True}


# ---------------------------------------------------------------- who signs, and what


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("route", ["bol", "hbo", "wo"])
def test_it_names_the_contract_it_belongs_to_and_the_clauses_of_the_pact(route: str, lang: str) -> None:
    made = content(assessed({**BOL, "route": route}), "agreement", lang)
    told = words(made.parts[0].data()["blocks"])
    assert ("praktijkovereenkomst" in told) == (route == "bol")
    assert ("stageovereenkomst" in told) == (route != "bol")
    clauses = next(block for block in made.blocks if isinstance(block, Bullets))
    assert len(clauses.items) == (2 if route == "bol" else 1)
    assert not any(sign in told for sign in "{}")


@pytest.mark.parametrize(
    ("born", "role"),
    [("2010-11-23", "parent"), ("2010-09-01", "parent_wanted"), ("2008-08-01", None), (None, "parent_if")],
)
def test_a_parent_signs_below_sixteen(born: str | None, role: str | None) -> None:
    """On 22 November 2026 the first is 15, although 16 a day later; the age counts at the start or earlier."""
    start = "2026-12-01" if role == "parent" else BOL["start"]
    made = content(assessed({**BOL, "start": start, "birth_date": born}), "agreement", "nl")
    (places,) = [block for block in made.blocks if isinstance(block, Signatures)]
    roles = [signer.role for signer in places.people]
    assert roles[:3] == ["Het bedrijf", "De student", "De school"]
    assert roles[3:] == ([] if role is None else [text(f"documents.role.{role}", "nl", age=16)])
    assert ("Daarom tekent ook een ouder" in words(made)) == (role == "parent")
    for signer in places.people:
        labels = [label for label, _ in signer.rows]
        assert [name for name in ("Naam", "Datum", "Plaats") if name in labels] == ["Naam", "Datum", "Plaats"]


# ---------------------------------------------------------------- the pages


def made(name: str, book: RuleBook, lang: str = "nl", fmt: str = "pdf", **changes: Any) -> bytes:
    offers = {"garage": {"wage": {"amount": "1000", "per": "month"}, "reimbursements": FULL[:1]}, "hairdresser": {}}
    data = {**PEOPLE[name], **({"offer": offers[name]} if name in offers else {}), **changes}
    details = Details(student="Ana de Vries", contact="Piet Bakker", employer="Bakkerij Bakker")
    return make_document("agreement", fmt, *assessed_by(data, book), lang, book, details=details, on=ON)


@pytest.mark.live
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_two_pages_are_signed_and_passend_speaks_on_none_of_them(name: str, lang: str, live_book: RuleBook) -> None:
    pages = [one_line(page) for page in pdf_pages(made(name, live_book, lang))]
    title = text("documents.explanation.title", lang)
    assert [title in page for page in pages[:3]] == [False, False, True]
    for page in pages[:2]:
        assert "Passend" not in page and "http" not in page
        assert text("documents.page", lang).replace("#1", "1" if page is pages[0] else "2").replace("#2", "2") in page
    assert text("documents.agreement.footer", lang) in pages[2]
    # The places to sign stand whole on the second page: each has its date.
    assert pages[1].count(text("documents.sign.date", lang)) >= 3 and "Ana de Vries" in pages[1]
    assert text("documents.sign.signature", lang) not in pages[0]


@pytest.mark.live
def test_what_is_filled_in_stays_in_line_with_what_is_not_in_word(live_book: RuleBook) -> None:
    file = docx.Document(io.BytesIO(made("garage", live_book, fmt="docx")))  # it says when the student was born
    (left, _, right) = file.tables[0].rows[0].cells
    heights = [[row.height for row in cell.tables[0].rows] for cell in (left, right)]
    assert heights[0] == heights[1]
    assert len(set(heights[0])) == 1 and heights[0][0] is not None


@pytest.mark.live
def test_a_place_to_sign_is_never_split_in_word(live_book: RuleBook) -> None:
    file = docx.Document(io.BytesIO(made("bakery", live_book, fmt="docx")))
    place = next(table for table in file.tables if "Handtekening" in table._tbl.xpath("string(.)"))
    assert len(place.rows) == 2
    for row in place.rows:
        assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    assert len(file.sections) == 2
    footers = ["".join(run.text for run in section.footer.paragraphs[0].runs) for section in file.sections]
    assert "Passend" not in footers[0] and "geen juridisch advies" in footers[1]


@pytest.mark.live
def test_a_long_agreement_keeps_its_places_to_sign_whole(live_book: RuleBook) -> None:
    kinds = [key for key in live_book.costs if key != "travel"]
    costs = [{"kind": kind, "amount": "10", "per": "month"} for kind in kinds] * 2
    closed = [{"from": f"2026-0{month}-02", "to": f"2026-0{month}-06"} for month in range(3, 7)]
    file = made("bakery", live_book, costs=costs, closed=closed)
    assert int(pdf_info(file)["Pages"]) >= 3
    with_name = [page for page in pdf_pages(file) if "Handtekening" in page]
    assert len(with_name) == 1 and with_name[0].count("Datum") == 4


def test_names_stand_above_and_where_they_sign() -> None:
    details = Details(contact="Piet Bakker", mentor="Sanne Smit", kvk="12345678", student="Ana de Vries")
    told = words(document("agreement", *assessed(BOL), "nl", BOOK, details=details, on=TODAY))
    assert told.count("Piet Bakker") == 2 and told.count("Ana de Vries") == 2
    assert "Begeleider Sanne Smit" in told and "KvK-nummer 12345678" in told


def test_the_parts_add_up_to_the_document() -> None:
    whole = content(assessed(BOL), "agreement", "nl")
    assert isinstance(whole, Document) and len(whole.parts) == 2
    assert pdf_text(make_document("agreement", "pdf", *assessed(BOL), "nl", BOOK, on=TODAY)).count("Toelichting") >= 1
