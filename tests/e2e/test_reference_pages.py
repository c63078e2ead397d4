"""Sectoren and Regels in a real browser: what is read is what the engine says, by mouse, by keyboard, as a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from compensation.compare.sectors import Reference, compare_schemes
from compensation.texts import LANGUAGES, euros, inside, text
from compensation.ui.rules.view import PARTS
from compensation.units import cents

HOURS = Decimal("28.5")


def engine(hours: Decimal = HOURS):
    """What the engine says on the page's own reference: today, five days, third year."""
    return compare_schemes(None, Reference(on=date.today(), hours_per_week=hours, days=5, study_year=3))


def short(amount: Decimal, lang: str) -> str:
    written = euros(cents(amount), lang).replace("\xa0", " ")
    return (written[:-3] if amount == int(amount) else written).strip("€ ")


@pytest.mark.parametrize(("width", "lang", "typed"), [(375, "nl", "28,5"), (1280, "en", "28.5")])
def test_sectors_show_what_the_engine_says(visitor, width, lang, typed):
    guest = visitor(width=width).open("sectoren", lang=lang)
    guest.type(text("sectors_page.hours", lang), typed)
    table = guest.page.get_by_role("table", name=text("sectors_page.table.alt", lang))
    for key in ("horeca", "radboud", "jeugdzorg"):
        row = engine().scheme(key)
        line = table.locator("tr", has_text=row.name)
        told = [cell.replace("\xa0", " ") for cell in line.locator("td").all_inner_texts()]
        expected = ["–" if level.month is None else short(level.month, lang) for level in row.levels]
        assert told == expected, key
    assert guest.sideways() <= 0


def test_sectors_say_what_is_wrong_with_a_number_and_stay_readable(visitor):
    guest = visitor(width=320).open("sectoren", lang="nl")
    guest.type(text("sectors_page.hours", "nl"), "veel")
    expect(guest.page.get_by_role("alert").first).to_contain_text(text("sectors_page.hours_fault.number", "nl"))
    assert guest.axe() == []
    assert guest.sideways() <= 0


def test_charts_are_drawn_and_have_words(visitor):
    guest = visitor(width=375, scheme="dark").open("sectoren", lang="nl")
    charts = guest.page.locator("[data-testid=stVegaLiteChart]")
    expect(charts).to_have_count(0)
    for box in guest.page.get_by_text(text("shell.chart", "nl"), exact=True).all():
        box.click()
        guest.settle()
    expect(charts).to_have_count(2)
    expect(charts.first.locator("canvas, svg").first).to_be_visible()
    box = charts.first.bounding_box()
    assert box is not None
    assert box["height"] > 25 * len(engine().schemes)
    assert "€" in str(guest.page.evaluate("document.querySelector('[data-testid=stVegaLiteChart]').outerHTML"))
    assert guest.errors == [], "the policy for scripts lets the charts be drawn"


def download(guest, ending: str) -> None:
    """Make a file, and take it home."""
    name = inside(text(f"sectors_page.download.{ending}", "nl"), "nl")
    guest.press(text("shell.file.make", "nl", name=name))
    guest.page.get_by_role("button", name=text("shell.file.download", "nl", name=name)).click()


def test_the_files_come_down_with_the_engines_amounts(visitor):
    guest = visitor().open("sectoren", lang="nl")
    with guest.page.expect_download() as waiting:
        download(guest, "csv")
    words = io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"), newline="")
    rows = {row["key"]: row for row in csv.DictReader(words)}
    assert waiting.value.suggested_filename == f"passend-sectoren-{date.today().isoformat()}.csv"
    for row in engine(Decimal(40)).schemes:
        assert Decimal(rows[row.key]["norm"]) == row.norm
    with guest.page.expect_download() as waiting:
        download(guest, "xlsx")
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    assert book.sheetnames == [
        text(f"sectors_page.download.{key}", "nl") for key in ("schemes", "lines", "unknown", "reference")
    ]


def test_every_part_of_the_rules_is_readable_on_a_phone(visitor):
    guest = visitor(width=375).open("regels", lang="nl")
    for part in PARTS:
        guest.page.locator("label", has_text=text(f"rules_page.parts.{part}", "nl")).first.click()
        guest.settle()
        expect(guest.page.locator("h2").first).to_have_text(text(f"rules_page.parts.{part}", "nl"))
        assert guest.sideways() <= 0, part
    assert guest.axe() == []
    guest.page.locator("label", has_text=text("rules_page.parts.rules", "nl")).first.click()
    guest.settle()
    for summary in guest.page.locator("summary").all()[:6]:
        summary.click()
    guest.settle()
    assert guest.sideways() <= 0
    assert guest.axe() == []
    assert guest.errors == []


def test_a_rule_is_found_with_the_keyboard_only(visitor):
    guest = visitor(width=1280).open("regels", lang="nl")
    label = text("rules_page.search", "nl")
    for _ in range(30):
        guest.page.keyboard.press("Tab")
        focused = guest.page.evaluate("document.activeElement.getAttribute('aria-label')")
        if focused == label:
            break
    else:
        pytest.fail("the search box is not reached with Tab")
    guest.page.keyboard.type("bbl-staffel")
    guest.page.keyboard.press("Enter")
    guest.settle()
    expect(guest.page.get_by_role("status").first).to_contain_text("bbl-staffel")
    for _ in range(30):
        guest.page.keyboard.press("Tab")
        if guest.page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    guest.page.keyboard.press("Enter")
    expect(guest.page.locator("details[open]").first).to_contain_text("61,5%")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_minimum_wage_of_a_day_stands_in_the_table(visitor, lang):
    guest = visitor(width=375).open("regels", lang=lang)
    guest.type_date(text("rules_page.on", lang), date(2025, 3, 1))
    table = guest.page.get_by_role("table", name=text("rules_page.wage.table_alt", lang)).first
    row = table.locator("tr", has_text="18").first.locator("th, td").all_inner_texts()
    assert [cell.replace("\xa0", " ") for cell in row[1:]] == [
        euros(711, lang).replace("\xa0", " "),
        euros(647, lang).replace("\xa0", " "),
    ]
