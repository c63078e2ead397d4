"""docs/api.md is true: each example is asked and answered as it stands there, and every address has its line."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from compensation.api.problems import STATUS
from compensation.settings import USUAL_RATE
from compensation.table.limits import PAGE_MEGABYTES, PAGE_ROWS
from tests.api.calls import Answer, call
from tests.docs.pages import DOCS, lines_of, section

PAGE = DOCS / "api.md"


def examples() -> Iterator[tuple[list[str], str]]:
    """The words of each call of curl, and the JSON that stands below it."""
    text = PAGE.read_text(encoding="utf-8")
    for command, answer in re.findall(r"```sh\n(curl.*?)```\n\n```json\n(.*?)```", text, re.DOTALL):
        yield shlex.split(command), answer


def asked(words: list[str]) -> Answer:
    """The call that curl would make."""
    address = next(word for word in words if word.startswith("http://localhost:8502/"))
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    body = next((words[at + 1] for at, word in enumerate(words) if word in ("-d", "--data-binary")), None)
    named = {name.lower().replace("-", "_"): value for name, value in headers.items()}
    return call(address.removeprefix("http://localhost:8502"), None if body is None else body.encode(), **named)


def holds(found: Any, shown: Any) -> bool:
    """Whether an answer holds all that is shown of it."""
    if isinstance(shown, dict):
        return isinstance(found, dict) and all(name in found and holds(found[name], shown[name]) for name in shown)
    if isinstance(shown, list):
        return len(found) == len(shown) and all(map(holds, found, shown))
    return bool(found == shown)


@pytest.mark.parametrize(("words", "shown"), list(examples()))
def test_every_example_is_answered_as_it_says(words: list[str], shown: str) -> None:
    found = asked(words).data
    assert holds(found, json.loads(shown)), found


def test_no_example_is_left_out() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"^```sh$", text, re.MULTILINE)) == len(list(examples())) + 1  # the server is started
    assert len(re.findall(r"^```json$", text, re.MULTILINE)) == len(list(examples())) == 3


def test_every_address_has_its_line() -> None:
    told = {tuple(name.split()) for name in lines_of(PAGE, "What can be asked")}
    paths = call("/api/v2/openapi.json").data["paths"]
    assert told == {(method.upper(), path) for path, item in paths.items() for method in item if method != "parameters"}


def test_every_status_and_limit_is_told() -> None:
    rows = section(PAGE, "What goes wrong")
    assert {int(status) for status in re.findall(r"^\| (\d+) \|", rows, re.MULTILINE)} == set(STATUS.values())
    for number in (f"{PAGE_MEGABYTES} MB", f"{PAGE_ROWS:,} rows", f"{USUAL_RATE} requests a minute"):
        assert number in rows
