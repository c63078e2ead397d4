"""Visits that take every file home on a slow line, while another visitor clicks and takes files of their own.

    python -m tests.fuzz.visits [VISITS]

A visit opens one page, presses every button that makes a file and takes every file home: over a line that needs
0.2 s, beside a visitor who goes from page to page without a pause. What does not come down whole is told.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Locator

from compensation.table.example import example_csv
from compensation.texts import text
from compensation.ui.calculator.link import query
from compensation.ui.calculator.save import placement_file
from tests import placements
from tests.e2e.conftest import CHROMIUM, FLAGS, running, visitors
from tests.e2e.helpers import Visitor
from tests.rulebooks import TEST_RULES
from tests.ui.form_app import saved

LATENCY_MS = 200
#: A workbook takes seconds, and longer where the machine does other work; how long is not what is judged here.
LONGEST_MS = 120_000
#: How files begin, by the end of their names.
_BEGINS = {
    ".pdf": b"%PDF",
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".zip": b"PK",
    ".ics": b"BEGIN:VCALENDAR",
    ".json": b"{",
    ".csv": b"\xef\xbb\xbf",
}
#: Goes from page to page, making and taking a letter when it meets one; in the browser, so that it goes on by itself.
_BUSY = """() => {
  let turn = 0;
  window.passendBusy = setInterval(() => {
    const app = document.querySelector('[data-testid=stApp]');
    if (app.getAttribute('data-test-script-state') !== 'notRunning') { return; }
    const letter = document.querySelector('.st-key-sheet_letter_make button, .st-key-sheet_letter button');
    const links = [...document.querySelectorAll('[data-testid=stTopNavLink]')];
    (letter && turn % 3 ? letter : links[turn % links.length]).click();
    turn += 1;
  }, 200);
}"""


def slow(guest: Visitor, latency_ms: int = LATENCY_MS) -> Visitor:
    """The same visitor, on a line that needs so long."""
    line = guest.page.context.new_cdp_session(guest.page)
    line.send("Network.enable")
    conditions = {"offline": False, "latency": latency_ms, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", conditions)
    return guest


def busy(guest: Visitor) -> Visitor:
    """A visitor who clicks without a pause, from now on."""
    guest.open("student", lang="nl", **LINK)
    guest.page.evaluate(_BUSY)
    return guest


# ---------------------------------------------------------------- what a visit opens

LINK = dict(query(saved(placements.placement(20))))
#: Somebody who turns 18 on the way: a birth date is in no link, so it comes as a file.
WAGE = placement_file(saved(placements.placement(31)))


def _calculator(name: str) -> Callable[[Visitor], None]:
    def open_page(guest: Visitor) -> None:
        guest.open(name, lang="nl", **LINK)
        unfold(guest)

    return open_page


def _wage(guest: Visitor) -> None:
    guest.open("werkgever", lang="nl")
    guest.main().locator("[data-testid=stExpander] summary").last.click()
    file = {"name": "plek.json", "mimeType": "application/json", "buffer": WAGE}
    guest.page.locator("input[type=file]").first.set_input_files(file)
    guest.page.locator(".st-key-sheet").get_by_text("€").first.wait_for()
    unfold(guest.settle())


def unfold(guest: Visitor) -> None:
    folded = guest.main().locator("[data-testid=stExpander] details:not([open]) > summary")
    while folded.count():
        folded.first.click()
        guest.settle()


def _sectors(guest: Visitor) -> None:
    guest.open("sectoren", lang="nl")


def _templates(guest: Visitor) -> None:
    guest.open("branche", lang="nl")
    guest.page.locator(".st-key-branch_template summary").click()
    guest.settle()


def _norm(guest: Visitor) -> None:
    guest.open("branche", lang="nl")


def given_file() -> bytes:
    """Placements of an association, of which three rows cannot be computed."""
    lines = example_csv(_book(), "nl", rows=60).decode("utf-8-sig").splitlines()
    place = lines[0].split(";").index("uren_per_week")
    for at in (3, 4, 5):
        cells = lines[at].split(";")
        cells[place] = "veel"
        lines[at] = ";".join(cells)
    return "\r\n".join(lines).encode()


def _book() -> Any:
    from compensation import load_rulebook

    return load_rulebook(base=TEST_RULES)


def _given(tab: str) -> Callable[[Visitor], None]:
    def open_page(guest: Visitor) -> None:
        guest.open("branche", lang="nl")
        file = {"name": "stages.csv", "mimeType": "text/csv", "buffer": given_file()}
        guest.page.locator("input[type=file]").first.set_input_files(file)
        guest.page.get_by_role("tab").first.wait_for()
        guest.settle()
        label = text(f"branch.tabs.{tab}", "nl", wrong=3)
        guest.page.get_by_role("tab", name=label).click()
        guest.settle()

    return open_page


DOORS: dict[str, Callable[[Visitor], None]] = {
    "student": _calculator("student"),
    "errors": _given("errors"),
    "employer": _calculator("werkgever"),
    "letters": _given("letters"),
    "sectors": _sectors,
    "wage": _wage,
    "templates": _templates,
    "norm": _norm,
}


# ---------------------------------------------------------------- what a visit takes home


@dataclass
class Found:
    """What was taken, and what went wrong: by the door and the button."""

    taken: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    @property
    def files(self) -> int:
        """How many files came down."""
        return sum(self.taken.values())


def take_everything(guest: Visitor, door: str, found: Found, most: int | None = None) -> None:
    """Make and take every file of the page as it stands; `most` of them where not all are wanted."""
    for key in _keys(guest)[:most]:
        made = guest.page.locator(f".st-key-{key}_make button")
        if made.count():
            made.click()
        button = guest.page.locator(f".st-key-{key} [data-testid=stDownloadButton] button")
        _take(guest, button, f"{door}: {key}", found)


def _keys(guest: Visitor) -> list[str]:
    """The keys of the buttons that hold a file, and of those that make one."""
    boxes = guest.page.locator("[data-testid=stElementContainer][class*=st-key-]")
    classes = boxes.evaluate_all(
        "boxes => boxes.filter(box => box.querySelector('[data-testid=stDownloadButton]')"
        " || /_make( |$)/.test(box.className)).map(box => box.className)"
    )
    keys = [word for said in classes for word in said.split() if word.startswith("st-key-")]
    return [key.removeprefix("st-key-").removesuffix("_make") for key in keys]


def _take(guest: Visitor, button: Locator, said: str, found: Found) -> None:
    try:
        button.wait_for(timeout=LONGEST_MS)
        with guest.page.expect_download(timeout=LONGEST_MS) as taken:
            button.click()
        name, failure = taken.value.suggested_filename, taken.value.failure()
        content = b"" if failure else taken.value.path().read_bytes()
    except Error as error:
        found.wrong.append(f"{said}: {str(error).splitlines()[0]}")
        return
    if failure or not content.startswith(_BEGINS.get(Path(name).suffix, b"")) or not content:
        found.wrong.append(f"{said}: {name} {failure or content[:40]!r}")
    else:
        found.taken[said] = found.taken.get(said, 0) + 1
        found.kinds.add(Path(name).suffix)


def visits(make: Callable[..., Visitor], count: int, doors: Sequence[str] = tuple(DOORS)) -> Iterator[Found]:
    """So many visits, one door after the other, beside a busy visitor; what was found after each."""
    found = Found()
    busy(make())
    for number in range(count):
        door = doors[number % len(doors)]
        guest = slow(make())
        guest.page.set_default_timeout(LONGEST_MS)
        guest.patience = LONGEST_MS
        try:
            DOORS[door](guest)
            take_everything(guest, door, found)
        except (Error, AssertionError) as error:
            found.wrong.append(f"{door}: {str(error).splitlines()[0]}")
        found.wrong += [f"{door}: {said}" for said in guest.errors]
        guest.page.context.close()
        yield found


def main(arguments: Sequence[str]) -> int:
    """Make the visits; print, as JSON, how many files came down and what went wrong. 1 where something did."""
    from playwright.sync_api import sync_playwright

    count = int(arguments[0]) if arguments else 300
    found = Found()
    with tempfile.TemporaryDirectory() as folder, running(TEST_RULES, Path(folder) / "log.txt") as address:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), headless=True)
            with visitors(browser, address) as make:
                for number, found in enumerate(visits(make, count), 1):
                    told = {"visits": number, "files": found.files, "wrong": found.wrong}
                    print(json.dumps(told, ensure_ascii=False), flush=True)
            browser.close()
        print(json.dumps(found.taken, ensure_ascii=False, indent=1))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
