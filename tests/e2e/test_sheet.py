"""The answer sheet in a real browser: it fits one phone screen, and every amount on it is the engine's."""

from __future__ import annotations

from typing import Any

import pytest

from compensation import assess, load_rulebook, read_placement
from compensation.telling.answer import Answer
from compensation.telling.sheet import MOST, sheet
from compensation.telling.voice import Voice
from compensation.texts import LANGUAGES, euros
from compensation.ui.calculator.link import address

#: Six lines, the most that a sheet has: two of the law and the cao, and costs of every kind.
FULL: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-02-02",
    "end": "2026-06-30",
    "hours_per_week": "32",
    "workdays": ["mon", "tue", "wed", "thu"],
    "travel": {"mode": "own_vehicle", "distance_km": "6"},
    "costs": [
        {"kind": "protective_equipment", "amount": "95.00", "per": "once", "required_by": "employer"},
        {"kind": "clothing", "amount": "85.00", "per": "once", "required_by": "employer"},
        {"kind": "vog", "amount": "33.85", "per": "once", "required_by": "employer"},
        {"kind": "phone", "amount": "10.00", "per": "month", "required_by": "employer"},
    ],
}
_BOX = "e => { const box = e.getBoundingClientRect(); return [box.top, box.bottom, box.left, box.right]; }"


def box(page: Any, where: str) -> list[float]:
    """Top, bottom, left and right of something on the screen."""
    found: list[float] = page.locator(where).first.evaluate(_BOX)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["werkgever", "student"])
def test_six_lines_fit_a_phone_with_header_and_bar(visitor, page: str, lang: str) -> None:
    guest = visitor(width=375, height=667)
    link = address(read_placement(FULL).model_dump(mode="json", exclude_unset=True), f"{guest.address}/{page}", lang)
    guest.page.goto(link)
    guest.settle()
    at = guest.page.locator(".st-key-sheet")
    at.evaluate("e => e.scrollIntoView({block: 'start'})")
    head, bar = box(guest.page, "[data-testid=stHeader]"), box(guest.page, "[data-testid=stBottom]")
    top, _, left, right = box(guest.page, ".st-key-sheet")
    bottom = box(guest.page, ".st-key-sheet_do")[1]
    assert bottom - top <= bar[0] - head[1], "header, sheet and bar are higher than the screen"
    assert left >= 0 and right <= 375
    answer = Answer(read_placement(FULL), assess(read_placement(FULL)), load_rulebook())
    told = at.inner_text().replace("\xa0", " ")
    found = sheet(answer)
    assert len(found.lines) == MOST
    for one in found.lines:
        assert one.amount is not None
        assert euros(one.amount, lang).replace("\xa0", " ") in told
    reader = "employer" if page == "werkgever" else "student"
    assert told.count(Voice("sheet", reader, lang).say("why")) == MOST
    assert guest.sideways() <= 0
    assert guest.axe() == []
    assert guest.errors == []


def test_why_opens_the_explanation_of_its_own_line(visitor) -> None:
    guest = visitor(width=375, height=667)
    data = read_placement(FULL).model_dump(mode="json", exclude_unset=True)
    guest.page.goto(address(data, f"{guest.address}/werkgever", "nl"))
    guest.settle()
    line = guest.page.locator(".passend-lines > ul > li", has_text="Reiskosten").first
    assert not line.locator("table").is_visible()
    line.locator("summary").first.click()
    assert line.locator("table").is_visible()
    assert line.locator("tbody tr").nth(1).inner_text().split()[-2:] == ["36", "51,84"]  # 36 x 6 x 0.24
    assert guest.sideways() <= 0
    assert guest.axe() == []


def test_the_sheet_stays_beside_the_questions_on_a_wide_screen(visitor) -> None:
    guest = visitor(width=1280, height=800)
    data = read_placement(FULL).model_dump(mode="json", exclude_unset=True)
    guest.page.goto(address(data, f"{guest.address}/werkgever", "nl"))
    guest.settle()
    words = Voice("form", "employer", "nl")
    guest.press(words.say("asking.folded"))
    guest.press(words.say("asking.whole"))
    form = guest.page.get_by_role("group").first
    assert box(guest.page, ".st-key-sheet")[2] > 500, "beside the questions, not below them"
    form.hover()
    guest.page.mouse.wheel(0, 400)
    guest.page.wait_for_timeout(400)
    top, bottom, _, _ = box(guest.page, ".st-key-sheet h2")
    assert 60 <= top < bottom <= 400, "the sentence with the amount is still in sight"
