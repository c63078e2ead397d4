"""Visitors without a browser: they speak to the app as a browser does, many at a time.

`a_second_visitor(seed, server)`: what one visitor made comes down whole, also while another goes from page to page.
`fifty_visitors(seed, server, known)`: fifty at once get back their own answers and what they come to, and nothing of
anybody else. Both say what went wrong; None when nothing did.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from compensation import PlacementError, RuleBook, assess, read_placement
from compensation.texts import LANGUAGES, catalogue
from compensation.ui.calculator.link import from_query, query
from tests import placements
from tests.ports import PATIENCE_SECONDS, free_port, wait_for
from tests.ui.form_app import saved

ROOT = Path(__file__).parents[2]
Link = Sequence[tuple[str, str]]
Known = dict[int, tuple[Any, Any]]
PAGES = ("student", "werkgever")
_BUSY = ("regels", "sectoren", "", "student")


@contextmanager
def running(rules: Path) -> Iterator[str]:
    """An app that shows these rules; its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    environment = os.environ | {"PASSEND_RULES_BASE": str(rules)}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        wait_for(port, server)
        yield f"localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


class Visit:
    """One visitor; `shown` holds the elements of the page that was drawn last, each under its kind."""

    def __init__(self, server: str, line: ClientConnection) -> None:
        self._server, self._line = server, line
        self._page, self._query = "", ""
        self.shown: list[tuple[str, Any]] = []

    def open(self, page: str, link: Link = ()) -> Visit:
        """Draw a page."""
        self._page, self._query = page, urlencode([("lang", "nl"), *link])
        return self._draw(BackMsg())

    def press(self, key: str) -> Visit:
        """Press a button by its key."""
        asked = BackMsg()
        (pressed,) = (one.id for kind, one in self.shown if kind == "button" and one.id.endswith(f"-{key}"))
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = pressed, True
        return self._draw(asked)

    def papers(self) -> list[str]:
        """The keys of what this page can make."""
        ids = [one.id for kind, one in self.shown if kind == "button" and one.id.endswith("_make")]
        return [name.split("-", 2)[2].removesuffix("_make") for name in ids]

    def _draw(self, asked: BackMsg) -> Visit:
        asked.rerun_script.page_name, asked.rerun_script.query_string = self._page, self._query
        self._line.send(asked.SerializeToString())
        self.shown = []
        while True:
            told = ForwardMsg()
            told.ParseFromString(self._line.recv(timeout=PATIENCE_SECONDS))
            kind = told.WhichOneof("type")
            if kind == "script_finished":
                return self
            if kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                element = told.delta.new_element
                made = element.WhichOneof("type")
                self.shown.append((made, getattr(element, made)))

    def wrong(self) -> str | None:
        """A page that says that something went wrong, or shows an exception."""
        failed = [catalogue(lang)["shell.failure"].partition("{")[0] for lang in LANGUAGES]
        for kind, one in self.shown:
            if kind == "exception" or (kind == "alert" and any(one.body.startswith(said) for said in failed)):
                return f"{self._page or 'start'}: {kind}: {getattr(one, 'body', getattr(one, 'type', ''))[:100]}"
        return None

    def taken(self, key: str) -> bytes:
        """What a download button gives, by its key. Raises HTTPError."""
        (address,) = (one.url for kind, one in self.shown if kind == "download_button" and one.id.endswith(f"-{key}"))
        with urllib.request.urlopen(f"http://{self._server}{address}", timeout=PATIENCE_SECONDS) as answer:
            content: bytes = answer.read()
        return content


@contextmanager
def visit(server: str) -> Iterator[Visit]:
    """A visitor, for as long as this takes."""
    said: dict[str, Any] = {"subprotocols": ["streamlit"], "origin": f"http://{server}"}
    # A page is large, and a busy server is slow to answer.
    said |= {"max_size": None, "ping_timeout": None, "open_timeout": PATIENCE_SECONDS}
    with connect(f"ws://{server}/_stcore/stream", **said) as line:
        yield Visit(server, line)


def link_of(number: int) -> Link:
    """The link of a placement of tests/placements.py."""
    return query(saved(placements.placement(number)))


def alone(server: str, book: RuleBook) -> Known:
    """Placements of which a link holds enough for an answer (a birth date stands in none): what a lone visitor gets."""
    found = {}
    for number in placements.NUMBERS:
        data, problems = from_query(parse_qs(urlencode(link_of(number))), book)
        try:
            read_placement({} if problems else data)
        except PlacementError:
            continue
        with visit(server) as guest:
            found[number] = _taken(guest.open("student", link_of(number)))
        answers, assessment = found[number]
        expected = assess(read_placement(answers), book).model_dump(mode="json", by_alias=True)
        if assessment != expected:
            raise ValueError(f"case {number} comes to something else on the page")
    return found


def _taken(guest: Visit) -> tuple[Any, Any]:
    """The answers and the assessment that a page gives to take home."""
    answers = json.loads(guest.taken("save.student.placement"))["placement"]
    return answers, json.loads(guest.taken("save.student.assessment"))["assessment"]


def a_second_visitor(seed: int, server: str) -> str | None:
    """A paper is made, another visitor is busy, and the paper comes down; after more of that it still does."""
    rng = Random(seed)
    page, number = rng.choice(PAGES), rng.choice(placements.NUMBERS)
    with visit(server) as guest, visit(server) as other:
        guest.open(page, link_of(number))
        if guest.wrong() or not guest.papers():
            return guest.wrong()
        paper = rng.choice(guest.papers())
        guest.press(f"{paper}_make")
        for _ in range(2):
            for name in rng.sample(_BUSY, 3):
                other.open(name)
            try:
                content = guest.taken(paper)
            except HTTPError as error:
                return f"{page}, case {number}, {paper}: {error.code} while another visitor is busy"
            if not content.startswith((b"%PDF", b"PK")):
                return f"{page}, case {number}, {paper}: no paper but {content[:40]!r}"
        return guest.wrong() or other.wrong()


def fifty_visitors(seed: int, server: str, known: Known, visitors: int = 50) -> str | None:
    """All at once; each gets back their own answers, and what these come to."""
    rng = Random(seed)
    numbers = [rng.choice(list(known)) for _ in range(visitors)]
    with ThreadPoolExecutor(visitors) as together:
        found = list(together.map(lambda number: _one_of_many(number, server, known[number]), numbers))
    return next((said for said in found if said), None)


def _one_of_many(number: int, server: str, expected: tuple[Any, Any]) -> str | None:
    with visit(server) as guest:
        if wrong := guest.open("student", link_of(number)).wrong():
            return f"case {number}: {wrong}"
        if _taken(guest) != expected:
            return f"case {number}: other answers, or another assessment, than alone"
    return None
