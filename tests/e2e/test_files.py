"""What a visitor made comes down, however busy others are meanwhile."""

from __future__ import annotations

import pytest

from compensation.ui.calculator.link import query
from tests import placements
from tests.fuzz import visits
from tests.ui.form_app import saved


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
    assert guest.page.locator("[data-testid=stProgress]").is_visible(), "the page is still making the letters"
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
