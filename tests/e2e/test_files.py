"""What a visitor made comes down, however busy others are meanwhile."""

from __future__ import annotations

import json

import pytest

from compensation.texts import text
from compensation.ui.calculator.link import query
from compensation.ui.calculator.save import placement_file
from tests import placements
from tests.fuzz import visits
from tests.ui.form_app import saved

OFFER = {"allowance": {"amount": "250", "per": "month"}}


def busy(other) -> None:
    """Another visitor goes from page to page: more runs of the script than a file without an owner outlives."""
    for name in ("regels", "sectoren", "start", "student"):
        other.open(name, lang="nl")


@pytest.mark.parametrize("when", ["before", "while"])
def test_a_letter_comes_down_while_others_are_busy(visitor, when):
    guest, other = visitor(), visitor()
    guest.open("student", lang="nl", **dict(query(saved(placements.placement(20)))))
    guest.page.locator(".st-key-sheet_letter_make button").click()
    take = guest.settle().page.locator(".st-key-sheet_letter button")
    take.wait_for()
    if when == "before":
        busy(other)
    with guest.page.expect_download() as taken:
        take.click()
        if when == "while":
            busy(other)
    assert taken.value.suggested_filename.endswith(".pdf")
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    # Once more, after all that: the visit still holds it.
    busy(other)
    with guest.page.expect_download() as taken:
        take.click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    assert guest.errors == []


@pytest.mark.slow
def test_a_file_comes_down_while_the_page_makes_another(visitor):
    guest, other = visitor(), visitor()
    visits.DOORS["letters"](guest)
    guest.page.locator(".st-key-branch_pages_make button").click()
    take = guest.settle().page.locator(".st-key-branch_pages button")
    take.wait_for()
    other.open("regels", lang="nl")
    guest.page.locator(".st-key-branch_letters_make button").click()
    guest.page.locator("[data-testid=stProgress]").wait_for()
    busy(other)
    # While the letters are still being made, or, where the machine is quick, right after.
    with guest.page.expect_download() as taken:
        take.click()
    assert taken.value.failure() is None
    assert taken.value.path().read_bytes().startswith(b"PK")


@pytest.mark.slow
@pytest.mark.parametrize("door", ["student", "errors", "norm"])
def test_everything_comes_down_on_a_slow_line_beside_a_busy_visitor(visitor, door):
    (found,) = visits.visits(visitor, 1, [door])
    assert found.wrong == []
    assert found.files >= 1


def test_a_paper_never_comes_down_with_the_amount_of_before(visitor):
    guest = visitor().open("werkgever", lang="nl")
    take_answers(guest, {**saved(placements.placement(20)), "offer": OFFER})
    own = guest.page.get_by_label(text("agree.own.allowance", "nl"), exact=True)
    own.wait_for()
    guest.page.locator(".st-key-sheet_agreement_make button").click()
    take = guest.settle().page.locator(".st-key-sheet_agreement button")
    take.wait_for()
    files = []
    guest.page.on("download", lambda file: files.append(file))
    own.fill("300")
    take.click()  # straight from the field
    guest.page.locator(".st-key-sheet_agreement_make button").wait_for()
    assert files == []


def test_a_saved_file_holds_the_answer_that_was_just_typed(visitor):
    guest = visitor().open("werkgever", lang="nl")
    take_answers(guest, {**saved(placements.placement(20)), "offer": OFFER})
    own = guest.page.get_by_label(text("agree.own.allowance", "nl"), exact=True)
    own.wait_for()
    own.fill("300")
    with guest.page.expect_download() as taken:
        guest.page.locator(".st-key-save-employer-placement button").click()
    held = json.loads(taken.value.path().read_bytes())
    assert held["placement"]["offer"]["allowance"]["amount"] == "300"


def take_answers(guest, data):
    """Answers from a file that somebody saved."""
    guest.main().locator("[data-testid=stExpander] summary").last.click()
    file = {"name": "passend.json", "mimeType": "application/json", "buffer": placement_file(data)}
    guest.page.locator("input[type=file]").first.set_input_files(file)
    guest.page.locator(".st-key-sheet").get_by_text("€").first.wait_for()
    guest.settle()


def test_a_message_holds_the_amount_that_was_just_typed(visitor):
    guest = visitor().open("werkgever", lang="nl")
    guest.page.evaluate("() => { navigator.share = async ({ text }) => { window.shared = text; }; }")
    take_answers(guest, {**saved(placements.placement(20)), "offer": OFFER})
    own = guest.page.get_by_label(text("agree.own.allowance", "nl"), exact=True)
    own.wait_for()
    own.fill("345")
    guest.page.locator(".st-key-sheet_message button").click()
    for _ in range(100):
        if told := guest.page.evaluate("window.shared"):
            break
        guest.page.wait_for_timeout(100)
    assert "345" in told
    assert "250" not in told
