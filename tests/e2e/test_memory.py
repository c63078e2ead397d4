"""Answers survive: a reload, a connection that is lost, a restart of the server, another page and back, two tabs.

What is kept stays in the visitor's own tab: it is in no request and in no log of the server.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from compensation.texts import text
from tests.e2e.calculator import Calculator
from tests.e2e.conftest import ROOT, wait_until_up
from tests.e2e.helpers import PATIENCE, Visitor
from tests.ports import free_port
from tests.rulebooks import TEST_RULES

STATE = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"
KEPT = "sessionStorage.getItem('passend.answers')"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
BORN = date(2007, 8, 20)


class Server:
    """An app that can be stopped and started again on the same port. It runs as `uvicorn app:app`, which logs most."""

    def __init__(self, log: Path) -> None:
        self.port, self.log = free_port(), log
        self.address = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(self.port), "--log-level", "trace"]
        with self.log.open("a") as out:
            environment = os.environ | {"PASSEND_RULES_BASE": str(TEST_RULES)}
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        wait_until_up(self.address, self._process, self.log)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:  # it waits for visitors to leave
                self._process.kill()
                self._process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("memory") / "log.txt")
    found.start()
    yield found
    found.stop()


@pytest.fixture
def guests(browser: Any, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Make a visitor: `guests(width=375)`; each has a profile of its own."""
    contexts = []

    def make(width: int = 1280) -> Visitor:
        phone = {"user_agent": PHONE} if width < 700 else {}
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL", **phone)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        return Visitor(context.new_page(), server.address)

    yield make
    for context in contexts:
        context.close()


def filled_in(guest: Visitor) -> Calculator:
    """A form with a choice, days, a date of birth and a number that cannot be read."""
    opened(guest, f"{guest.address}/student?lang=nl#v=2&route=bbl&start=2026-02-02&days=mon-tue")
    form = all_questions(Calculator(guest, "student", "nl"))
    return form.day("birth_date", BORN).number("hours_per_week", "32x")


def all_questions(form: Calculator) -> Calculator:
    """On a phone the questions come one by one: ask for the whole form."""
    whole = form.guest.main().get_by_role("button", name=form.word("asking.whole"), exact=True)
    if whole.is_visible():
        whole.click()
        form.guest.settle()
    return form


def kept(guest: Visitor) -> dict[str, Any]:
    found = guest.page.evaluate(KEPT)
    return {} if found is None else dict(json.loads(found))


def is_filled_in(form: Calculator) -> None:
    """What a visitor sees is what was filled in, and the tab still keeps it."""
    all_questions(form)
    expect(form.field("hours_per_week", "stTextInput").locator("input").first).to_have_value("32x")
    expect(form.field("route", "stRadio").locator("input:checked")).to_have_count(1)
    held = kept(form.guest)
    assert held["placement"]["route"] == "bbl"
    assert held["placement"]["birth_date"] == BORN.isoformat()
    assert held["placement"]["workdays"] == ["mon", "tue"]
    assert [(path, waits.split(":")[1]) for path, waits in held["unread"].items()] == [("hours_per_week", "32x")]


def until(guest: Visitor, true: str) -> None:
    """Ask the page until something is true; the policy of the app lets no text wait inside it (no unsafe-eval)."""
    for _ in range(300):
        if guest.page.evaluate(true):
            return
        guest.page.wait_for_timeout(200)
    pytest.fail(f"never true: {true}")


def opened(guest: Visitor, link: str) -> None:
    """Open a link."""
    guest.page.goto(link)
    expect(guest.page.locator("h1").first).to_be_visible(timeout=PATIENCE)
    guest.settle()


def shows_undo(guest: Visitor) -> bool:
    return guest.page.get_by_role("button", name=text("shell.undo.button", "nl")).count() > 0


@pytest.mark.parametrize("width", [375, 1280])
def test_a_reload_keeps_every_answer_and_never_shows_an_empty_form(guests, width):
    guest = guests(width)
    form = filled_in(guest)
    # From the first moment of the new page on: what does a person see of the field? While the page waits for the tab a
    # style hides it, for three seconds at most: on a machine that is busy longer it is shown all the same.
    guest.page.add_init_script(
        """window.seen = new Set();
        window.hidden = new Set();
        const look = () => {
          const box = [...document.querySelectorAll('[data-testid=stTextInput] input')]
            .find(one => one.getAttribute('aria-label')?.includes('uren'));
          const waits = document.documentElement?.dataset.passend === 'wait';
          const page = document.querySelector('[data-testid=stMainBlockContainer]');
          if (box && waits && page) window.hidden.add(getComputedStyle(page).animationName);
          if (box && !waits && box.checkVisibility({ visibilityProperty: true })) window.seen.add(box.value);
          requestAnimationFrame(look);
        };
        look();"""
    )
    guest.page.reload()
    guest.settle()
    if width > 700:  # on a phone the fields are new after the reload: one may stand there before what is in it
        assert guest.page.evaluate("[...window.seen]") == ["32x"]
        assert guest.page.evaluate("[...window.hidden]") in ([], ["passend-wait"])
    is_filled_in(form)
    assert guest.errors == []


def test_a_reload_goes_on_at_the_question_where_one_was(guests):
    """Not at the first that is open: what was skipped on purpose is not asked again."""
    guest = guests(375)
    basic = "v=2&route=bol&start=2026-02-02&end=2026-07-03&hours=32&days=mon-tue-wed-thu"
    opened(guest, f"{guest.address}/student?lang=nl#{basic}")
    form = Calculator(guest, "student", "nl")
    guest.main().get_by_role("button", name=re.compile("^Vul aan")).first.click()
    guest.settle()
    guest.press(form.word("asking.unknown")).press(form.word("choice.cao_status.none"))
    before = guest.words().splitlines()
    guest.page.reload()
    guest.settle()
    assert [line for line in guest.words().splitlines() if line.startswith("Vraag ")] == [
        line for line in before if line.startswith("Vraag 3 van")
    ]
    assert guest.errors == []


def test_a_restart_of_the_server_loses_nothing_and_the_next_answer_counts(guests, server):
    guest = guests(375)
    form = filled_in(guest)
    guest.page.evaluate("window.stayed = true")
    server.stop()
    until(guest, f"{STATE} !== 'CONNECTED'")
    server.start()
    until(guest, f"{STATE} === 'CONNECTED'")
    guest.settle()
    expect(guest.page.get_by_text(text("shell.kept.back", "nl"))).to_be_visible()
    is_filled_in(form)
    form.number("hours_per_week", "32")
    assert kept(guest)["placement"]["hours_per_week"] == "32"
    assert kept(guest)["placement"]["birth_date"] == BORN.isoformat()
    assert guest.page.evaluate("window.stayed") is True, "the page was loaded again"


def test_a_reload_after_a_restart_loses_nothing(guests, server):
    form = filled_in(guests())
    server.stop()
    server.start()
    form.guest.page.reload()
    form.guest.settle()
    is_filled_in(form)


def test_without_connection_for_a_while_and_in_the_other_language(guests):
    guest = guests()
    form = filled_in(guest)
    guest.page.context.set_offline(True)
    guest.page.wait_for_timeout(3000)
    guest.page.context.set_offline(False)
    until(guest, f"{STATE} === 'CONNECTED'")
    guest.settle()
    is_filled_in(form)
    guest.press("English")
    english = Calculator(guest, "student", "en")
    is_filled_in(english)
    guest.page.reload()
    guest.settle()
    assert guest.language() == "en"
    is_filled_in(english)


def test_another_page_and_back_by_link_by_address_and_by_the_back_button(guests):
    guest = guests()
    form = filled_in(guest)
    guest.page.get_by_role("link", name=text("shell.pages.regels", "nl")).first.click()
    guest.settle()
    guest.page.go_back()
    guest.settle()
    is_filled_in(form)
    guest.open("sectoren", lang="nl")
    guest.page.reload()
    guest.settle()
    form.open()
    is_filled_in(form)


def test_two_tabs_of_one_visitor_each_keep_their_own(guests):
    guest = guests()
    form = filled_in(guest)
    other = Visitor(guest.page.context.new_page(), guest.address)
    second = Calculator(other, "student", "nl").open()
    assert kept(other) == {}
    second.radio("route", "hbo")
    for tab in (guest, other):
        tab.page.reload()
        tab.settle()
    is_filled_in(form)
    assert kept(other)["placement"] == {"route": "hbo"}


def test_beginning_anew_wipes_the_tab_and_can_be_undone_until_the_page_is_left(guests):
    guest = guests(375)
    form = filled_in(guest)
    guest.page.get_by_text(form.save("title"), exact=True).click()
    guest.press(form.save("anew"))
    guest.page.get_by_role("button", name=text("shell.undo.button", "nl")).wait_for()
    assert guest.settle().page.evaluate(KEPT) is None
    guest.press(text("shell.undo.button", "nl"))
    is_filled_in(form)
    assert not shows_undo(guest)


def test_a_link_goes_before_what_was_kept_which_can_be_put_back(guests, server):
    guest = guests()
    form = filled_in(guest)
    for link in ("?lang=nl#v=2&route=hbo&hours=24", "?lang=nl&v=1&route=hbo&hours=24", "#v=2&route=hbo&hours=24"):
        guest.page.goto("about:blank")  # a link that differs behind the # only is no new page
        opened(guest, f"{server.address}/student{link}")
        assert kept(guest)["placement"] == {"route": "hbo", "hours_per_week": "24"}, link
        assert "route" not in guest.page.url, "a reload must not bring the link back"
        guest.page.reload()
        guest.settle()
        expect(form.field("hours_per_week", "stTextInput").locator("input").first).to_have_value("24")
        assert shows_undo(guest), link
        guest.press(text("shell.undo.button", "nl"))
        is_filled_in(form)


def test_a_link_that_is_pasted_over_the_page_that_is_open_is_read(guests):
    guest = guests()
    form = filled_in(guest)
    guest.page.evaluate("location.hash = 'v=2&route=wo&hours=8'")
    guest.page.wait_for_timeout(500)
    guest.settle()
    expect(form.field("hours_per_week", "stTextInput").locator("input").first).to_have_value("8")
    guest.press(text("shell.undo.button", "nl"))
    is_filled_in(form)


def test_the_link_that_is_shared_opens_elsewhere_and_no_server_sees_what_is_in_it(guests, server):
    guest = guests(375)
    form = filled_in(guest)
    form.number("hours_per_week", "33.5").day("end", date(2026, 7, 3))
    guest.press(form.save("link.title"))
    guest.press(form.save("link.share"))
    expect(guest.page.get_by_text(text("shell.share.copied", "nl"))).to_be_visible()
    link = guest.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{server.address}/student?lang=nl#v=2&route=bbl&")
    assert "2007" not in link
    other = guests()
    opened(other, link)
    assert kept(other)["placement"]["hours_per_week"] == "33.5"
    assert "birth_date" not in kept(other)["placement"]
    for said in (server.log.read_text(errors="replace"), *guest.requests, *other.requests):
        for secret in ("hours=33.5", "route=bbl", "2007-08-20", "32x", "#v"):
            assert secret not in said


HOSTILE = [
    "x",
    "[" * 100_000,
    json.dumps({"passend": 2, "layout": 1, "placement": {"route": "<img src=x onerror=alert(1)>"}, "unread": {}}),
    "x" * 300_000,
]


@pytest.mark.parametrize("held", HOSTILE, ids=("no_json", "deep", "markup", "long"))
def test_what_is_damaged_in_the_tab_is_told_calmly_and_forgotten(guests, held):
    guest = guests()
    form = Calculator(guest, "student", "nl").open()
    guest.page.evaluate("held => sessionStorage.setItem('passend.answers', held)", held)
    guest.page.evaluate("sessionStorage.setItem('passend.visit', 'other')")
    guest.page.reload()
    guest.settle()
    assert text("shell.kept.damaged", "nl") in guest.words()
    assert guest.page.evaluate(KEPT) is None
    form.radio("route", "bol")
    assert kept(guest)["placement"] == {"route": "bol"}
    guest.page.reload()
    guest.settle()
    assert text("shell.kept.damaged", "nl") not in guest.words()
    assert guest.errors == []


def test_a_browser_that_keeps_nothing_says_so_and_works(guests):
    guest = guests()
    guest.page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    form = Calculator(guest, "student", "nl").open()
    form.radio("route", "bol")
    assert text("shell.kept.not", "nl") in guest.words()
    expect(form.field("route", "stRadio").locator("input:checked")).to_have_count(1)
