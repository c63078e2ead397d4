"""What others wrote stands in a message as plain text: no markup, no link, on one line, and not endless."""

from __future__ import annotations

import json
import re

import pytest

from compensation import load_rulebook
from compensation.ui.calculator.save import FileFaultError, read_file
from compensation.ui.parts.markdown import outside

HOSTILE = [
    "www.evil.example/login",
    "WWW.evil.example",
    "https://evil.example/",
    "HTTP://evil.example",
    "a@evil.example",
    "first.last+x@evil.example",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "`code` **b** ~~c~~ :red[d] $e$ # f",
    "a\n\n# heading\n1. b\n2. c\n- d",
    "a\r\n> quote\u2028\u2029b\x0b\x0c",
    "\u202eevil\x1b[31m\x00",
    "x" * 100_000,
    "| a | b |\n|---|---|",
    "&lt;b&gt; <b>bold</b>",
    "\\www.evil.example \\\\https://evil.example",
]
#: What Markdown in a browser makes a link of (GFM, autolink literals), once the escapes are read.
ADDRESS = re.compile(r"(?:https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(?:\.[-\w]+)+", re.IGNORECASE)
SIGN = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<>#|~$]")


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_one_plain_line_and_no_address(text: str) -> None:
    said = outside(text)
    assert len(said.splitlines()) <= 1
    assert len(said) < 5_000
    assert SIGN.findall(said) == []
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", said)
    assert ADDRESS.findall(shown) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_with_it_as_a_field_is_told_in_plain_lines(text: str) -> None:
    content = json.dumps({"passend": 2, "placement": {"route": "bol", text: 1, "sector": text}}).encode()
    with pytest.raises(FileFaultError) as told:
        read_file(content, load_rulebook(), "nl")
    for line in told.value.faults:
        assert len(line.splitlines()) == 1
        shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)
        assert ADDRESS.findall(shown) == []
        assert SIGN.findall(line) == []
