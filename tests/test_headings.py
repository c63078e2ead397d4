"""Headings as people write them: what each means, whether that is sure, and which are about somebody."""

from __future__ import annotations

import pytest

from compensation import load_rulebook
from compensation.table.header import header_of
from compensation.table.headings import about, of_a_person, recognised
from compensation.table.measures import says_another_time
from compensation.table.source import Tab
from tests.rulebooks import LIVE_RULES

pytestmark = pytest.mark.live
BOOK = load_rulebook(LIVE_RULES)

#: Heading -> column, how it is known, what it says besides.
MEANT: dict[str, tuple[str, str, dict[str, str]]] = {
    "Omvang (uren p/w)": ("hours_per_week", "alias", {}),
    "Arbeidsduur p/w": ("hours_per_week", "alias", {}),
    "Uren": ("hours_per_week", "similar", {}),
    "Einde contract": ("end", "alias", {}),
    "Begin dienstverband": ("start", "alias", {}),
    "CLA": ("cao.scheme", "alias", {}),
    "Collective Labour Agreement": ("cao.scheme", "alias", {}),
    "Cao toepassing": ("cao.status", "alias", {}),
    "Stagevergoeding p/m excl. reiskosten": ("offer.allowance.amount", "alias", {"offer.allowance.per": "month"}),
    "Uurloon excl. vakantiegeld": ("offer.wage.amount", "alias", {"offer.wage.per": "hour"}),
    "Travel cost reimbursed per month": (
        "offer.reimburse.travel.amount",
        "alias",
        {"offer.reimburse.travel.per": "month"},
    ),
    "Krijgt per maand": ("offer.allowance.amount", "similar", {"offer.allowance.per": "month"}),
    "Monthly compensation (gross)": ("pay", "similar", {"pay.per": "month"}),
    "Loon/stagevergoeding p/m": ("pay", "alias", {"pay.per": "month"}),
    "Looptijd": ("period", "alias", {}),
    "Vergoeding van": ("offer.allowance.amount", "similar", {}),  # the lower of two bounds
    "Stage van": ("start", "alias", {}),
    "Stage tot en met": ("end", "alias", {}),
    "Basisuurloon": ("offer.wage.amount", "alias", {}),
    "Rooster": ("workdays", "similar", {}),
    "Verg. p/m": ("offer.allowance.amount", "alias", {"offer.allowance.per": "month"}),
    "Reisk.verg. p/w": ("offer.reimburse.travel.amount", "alias", {"offer.reimburse.travel.per": "week"}),
    "Begindat.": ("start", "alias", {}),
    "Leerweg (BOL/BBL)": ("route", "alias", {}),
    "Sector/branche": ("sector", "alias", {}),
    "Totale stagevergoeding": ("offer.allowance.amount", "similar", {}),
}


@pytest.mark.parametrize("heading", MEANT)
def test_a_heading_means_one_column(heading: str) -> None:
    found = recognised(heading, BOOK)
    assert found is not None
    assert (found.column, found.how, dict(found.constants)) == MEANT[heading]


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Netto vergoeding p/m", "pay"),
        ("Inhouding p/m", "pay"),
        ("Stagevergoeding per jaar", "pay"),
        ("Student ontvangt netto", "pay"),
        ("Begin en eind", "dates"),
        ("Arbeidsvoorwaardenregeling", "cao"),
        ("Uren per periode", "hours"),
    ],
)
def test_what_is_none_of_ours_is_known_by_what_it_is_about(heading: str, subject: str) -> None:
    assert recognised(heading, BOOK) is None and about(heading) == subject


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Wie",
            "Voornaam student",
            "Voor- en achternaam",
            "Achternaam, voornaam",
            "Naam van de leerling",
            "Stagiairs",
        ),
        *("E-mail privé", "Mobiel nr", "IBAN student", "Student e-mail", "Rekeningnummer", "Adres leerling"),
        *("Contactpersoon werkgever", "Naam bpv-begeleider", "Student name", "Full name"),
    ],
)
def test_a_heading_about_somebody(heading: str) -> None:
    assert of_a_person(heading)


@pytest.mark.parametrize(
    "heading",
    [
        *("Naam werkgever", "Bedrijfsnaam", "Company name", "Naam opleiding", "Studentnummer", "Plaats", "Deelnemernr"),
        *("Naam BPV-bedrijf", "Vestigingsplaats", "Intern"),
    ],
)
def test_a_heading_that_is_about_nobody(heading: str) -> None:
    assert not of_a_person(heading)


@pytest.mark.parametrize("heading", ["Stagevergoeding per jaar", "Totale stagevergoeding"])
def test_an_amount_of_another_time_is_never_one_a_month(heading: str) -> None:
    assert says_another_time(heading, "offer.allowance.amount")


def test_a_name_below_a_group_is_the_groups() -> None:
    """`Naam` below `Werkgever` is an employer's, below `Cao` that of a cao, below `Student` somebody's."""
    above = ("Student", "", "Werkgever", "", "Cao", "", "Stage", "")
    below = ("Naam", "Leerweg", "Naam", "Plaats", "Naam", "Toepassing", "Begindatum", "Einddatum")
    _, names = header_of(Tab("Leden", ((1, above), (2, below))), BOOK, None)
    assert names[:6] == ("Naam", "Leerweg", "Werkgever Naam", "Plaats", "Cao Naam", "Cao Toepassing")
