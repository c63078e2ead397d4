"""The pictures of the README, made by a real browser: docs/pictures/<name>.png.

`make pictures` writes them anew; every other run makes them and looks whether they show an answer. They are not
compared dot by dot: fonts differ from machine to machine.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from compensation.texts import text
from compensation.ui.shell.examples import examples
from tests.e2e.calculator import PAGE_OF, Calculator

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
REWRITE = "PASSEND_REWRITE_PICTURES"
#: Name of the picture, example, language, and the size of the screen.
PICTURES = [
    ("employer", "hbo_no_cao", "en", 1280, 860),
    ("student", "bbl_turns_19", "nl", 375, 812),
]


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize(("name", "example", "lang", "width", "height"), PICTURES, ids=[p[0] for p in PICTURES])
def test_a_picture_of_an_answer(live_visitor, name: str, example: str, lang: str, width: int, height: int) -> None:
    reader = next(one.reader for one in examples() if one.name == example)
    guest = live_visitor(width=width, height=height).open("start", lang=lang)
    card = guest.main().locator("[data-testid=stVerticalBlock]", has_text=text(f"start.example.{example}.title", lang))
    card.last.get_by_role("button", name=text("start.open", lang)).click()
    guest.page.wait_for_url(f"**/{PAGE_OF[reader]}*")
    answer = Calculator(guest.settle(), reader, lang)
    assert answer.lines()
    guest.page.locator("h2").first.evaluate("heading => heading.scrollIntoView()")
    guest.settle()
    picture = guest.page.screenshot(animations="disabled", caret="hide")
    file = FOLDER / f"{name}.png"
    if os.environ.get(REWRITE):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture)
    assert size_of(file.read_bytes()) == size_of(picture) == (width, height)
    assert guest.errors == []
