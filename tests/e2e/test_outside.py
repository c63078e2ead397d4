"""What somebody else wrote (a link, a file, a row, a word that is typed) stands on every page as plain text."""

from __future__ import annotations

import json

import pytest

from compensation import load_rulebook
from compensation.table.example import example_csv
from compensation.texts import text
from compensation.ui.calculator.link import query
from tests import placements
from tests.e2e.calculator import Calculator
from tests.e2e.helpers import PATIENCE
from tests.ui.form_app import saved

HOSTILE = (
    "www.evil.example [evil](https://evil.example/) <https://evil.example> evil@evil.example"
    " ![evil](https://evil.example/x.png) <b>evil</b> `evil` $evil$ :red[evil] **evil** :material/evil: "
    "\u202elive\u2066 # evil"
)
#: What of it would have been taken for markup.
_TAKEN = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(one =>
  (/^(A|IMG|B|STRONG|EM|CODE|H1|H2|LI)$/.test(one.tagName) || /katex|colored|material-symbols/i.test(one.className))
  && /evil/.test([one.getAttribute('href'), one.getAttribute('src'), one.textContent].join(' '))
  && (one.tagName !== 'STRONG' && !/^H\\d|LI$/.test(one.tagName) || one.textContent.trim() === 'evil')
  && !one.querySelector('input, textarea, select')).map(one => one.outerHTML.slice(0, 200))"""


def is_plain(guest, *, told: bool = True) -> None:
    """Nothing of it is a link, a picture or markup, and no sign turns the reading around."""
    assert guest.page.evaluate(_TAKEN) == []
    words = guest.words()
    assert not told or "evil" in words, "what is wrong is told"
    assert not {"\u202e", "\u2066"} & set(words)
    assert [url for url in guest.foreign_requests() if "evil" in url] == []


def test_what_a_link_says_is_no_link(visitor):
    hostile = {
        "v": "1",
        "sector": "www.evil.example/login",
        "pay": "https://evil.example/",
        "hours": "a@evil.example",
        "region": "1.%20a%0A2.%20b",
    }
    guest = visitor(locale="nl-NL").open("student", lang="nl", **hostile)
    is_plain(guest)
    assert guest.page.locator("[data-testid=stAlert] ol").count() == 0


def test_what_is_typed_is_no_markup(visitor):
    form = Calculator(visitor(locale="nl-NL"), "student", "nl")
    form.guest.open("student", lang="nl", **dict(query(saved(placements.placement(20)))))
    form.guest.press(form.word("asking.folded"))
    form.guest.press(form.word("asking.whole"))
    form.number("hours_per_week", HOSTILE)
    is_plain(form.guest, told=False)


def test_what_a_file_of_a_placement_holds_is_no_markup(visitor):
    guest = visitor(locale="nl-NL").open("student", lang="nl")
    guest.main().locator("[data-testid=stExpander] summary").last.click()
    content = json.dumps({HOSTILE: 1, "route": HOSTILE, "sector": HOSTILE, "costs": [{"kind": HOSTILE}]}).encode()
    file = {"name": f"{HOSTILE[:20]}.json", "mimeType": "application/json", "buffer": content}
    guest.page.locator("input[type=file]").first.set_input_files(file)
    guest.page.locator("[data-testid=stAlert]").first.wait_for()
    is_plain(guest.settle())


def test_what_is_searched_for_is_no_markup(visitor):
    guest = visitor(locale="nl-NL").open("regels", lang="nl")
    guest.type(text("rules_page.search", "nl"), HOSTILE[:60])
    is_plain(guest)


def _hostile_file() -> bytes:
    """A membership of two employers with a hostile name; every row has one as id, and three rows cannot be computed."""
    lines = [line.split(";") for line in example_csv(load_rulebook(), "nl", rows=60).decode("utf-8-sig").splitlines()]
    heads = lines[0]
    name, hours = heads.index("werkgever"), heads.index("uren_per_week")
    for at, cells in enumerate(lines[1:]):
        cells[name] = f"{at % 2} {HOSTILE}"
        if at in (3, 4, 5):
            cells[hours] = HOSTILE
        cells.append(f"={at} {HOSTILE}")
    heads.append(f"kenmerk {HOSTILE}")
    return "\r\n".join(";".join(cells) for cells in lines).encode()


@pytest.mark.slow
def test_what_a_file_of_a_branch_holds_is_no_markup(visitor):
    guest = visitor(locale="nl-NL")
    guest.page.set_default_timeout(4 * PATIENCE)
    guest.open("branche", lang="nl")
    file = {"name": f"{HOSTILE[:20]}.csv", "mimeType": "text/csv", "buffer": _hostile_file()}
    guest.page.locator("input[type=file]").first.set_input_files(file)
    guest.page.get_by_role("tab").first.wait_for()
    guest.settle()
    for tab in guest.page.get_by_role("tab").all():
        tab.click()
        guest.settle()
        folded = guest.main().locator("[data-testid=stExpander] details:not([open]) > summary")
        while folded.count():
            folded.first.click()
            guest.settle()
        is_plain(
            guest, told=tab.inner_text().startswith(text("branch.tabs.errors", "nl", wrong="").split("(")[0].strip())
        )


@pytest.mark.slow
def test_what_a_norm_is_called_is_no_markup(visitor):
    guest = visitor(locale="nl-NL")
    guest.page.set_default_timeout(4 * PATIENCE)
    guest.open("branche", lang="nl")
    guest.type(text("branch.norm.name", "nl"), HOSTILE[:80])
    is_plain(guest, told=False)
    guest.type(text("branch.norm.address", "nl"), f"evil {HOSTILE}"[:200])
    is_plain(guest, told=False)
