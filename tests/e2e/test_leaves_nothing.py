"""What a visit leaves behind: nothing that was filled in stands in a log, on a disk or in the address afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from compensation import load_rulebook
from compensation.table.example import example_csv
from compensation.telling.voice import Voice
from compensation.texts import text
from compensation.ui.calculator.link import query
from compensation.ui.calculator.save import placement_file
from tests import placements
from tests.e2e.conftest import ROOT, visitors, wait_until_up
from tests.fuzz.visits import Found, take_everything, unfold
from tests.ports import PATIENCE_SECONDS, free_port
from tests.rulebooks import TEST_RULES
from tests.ui.form_app import saved

#: What nobody else writes: an amount, a word.
AMOUNT, WORD = "43.21", "Zwanenburgwal"
OFFERED = {**saved(placements.placement(20)), "offer": {"allowance": {"amount": AMOUNT, "per": "month"}}}


def everything(folder: Path) -> str:
    """What stands in the files of a folder, and their names."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in found)


def test_a_visit_leaves_nothing_behind(browser, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log.txt"
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    given = tmp_path / "given.csv"
    rows = example_csv(load_rulebook(), "nl", rows=20).decode("utf-8-sig").splitlines()
    given.write_text("\n".join([f"{rows[0]};opmerking", *(f"{row};{WORD}" for row in rows[1:])]), encoding="utf-8")
    settings = {"PASSEND_RULES_BASE": str(TEST_RULES), "TMPDIR": str(temporary), "HOME": str(home)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=out, stderr=subprocess.STDOUT)
        try:
            address = f"http://localhost:{port}"
            wait_until_up(address, server, log)
            with visitors(browser, address) as make:
                guest = make(locale="nl-NL")
                guest.open("student", lang="nl", v="1", route="bol", hours="32", pay=f"month:{AMOUNT}", note=WORD)
                assert WORD not in guest.page.url
                assert AMOUNT not in guest.page.url
                guest.open("werkgever", lang="nl", note=WORD, **dict(query(OFFERED)))
                unfold(guest)
                taken = Found()
                take_everything(guest, "employer", taken)
                guest.open("branche", lang="nl")
                guest.page.locator("input[type=file]").set_input_files(given)
                guest.page.get_by_role("tab").first.wait_for()
                guest.settle()
                assert guest.page.get_by_text(text("shell.failure", "nl", reference="x")[:30]).count() == 0
                take_everything(guest, "figures", taken)
                assert taken.wrong == []
                assert {".pdf", ".docx", ".xlsx", ".csv"} <= taken.kinds
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)
    left = log.read_text() + everything(temporary) + everything(home)
    assert WORD not in left
    assert AMOUNT not in left
    assert [path for path in temporary.rglob("*") if path.is_file()] == []


def test_what_is_wiped_is_gone_from_the_tab(visitor) -> None:
    held = {**saved(placements.placement(31)), "id": WORD, "offer": {"wage": {"amount": AMOUNT, "per": "hour"}}}
    file = {"name": f"{WORD}.json", "mimeType": "application/json", "buffer": placement_file(held)}
    guest = visitor(locale="nl-NL").open("student", lang="nl")
    guest.main().locator("[data-testid=stExpander] summary").last.click()
    guest.page.locator("input[type=file]").first.set_input_files(file)
    guest.page.locator(".st-key-sheet").get_by_text("€").first.wait_for()
    guest.settle()
    kept = "() => JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie, location.href])"
    assert WORD in guest.page.evaluate(kept), "the tab keeps the answers"
    guest.press(Voice("save", "student", "nl").say("anew"))
    guest.page.get_by_role("button", name=text("shell.undo.button", "nl")).wait_for()
    guest.settle()
    for left in (guest.page.evaluate(kept), guest.words()):
        assert WORD not in left
        assert AMOUNT not in left
    assert not [url for url in guest.requests if WORD in url or AMOUNT in url]
