"""Documents of the tests' placements, and the text that stands in a PDF or a Word file."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from functools import cache
from typing import Any

import docx
import pytest

from compensation import Assessment, Placement, assess, load_rulebook, read_placement
from compensation.papers import Details, Document, document, make_document
from compensation.telling.answer import Answer
from compensation.telling.refusal import refusal
from compensation.texts import euros
from tests import placements
from tests.rulebooks import TEST_RULES

BOOK = load_rulebook(base=TEST_RULES)
NUMBERS = placements.NUMBERS
TODAY = date(2026, 11, 22)


@cache
def case(number: int) -> tuple[Placement, Assessment]:
    """One of the tests' placements, assessed."""
    return assessed(placements.placement(number))


def assessed(data: dict[str, Any]) -> tuple[Placement, Assessment]:
    """A placement and its assessment."""
    placement = read_placement(data)
    return placement, assess(placement, BOOK)


def made(of: tuple[Placement, Assessment], kind: str, fmt: str, lang: str, details: Details | None = None) -> bytes:
    """The file, dated TODAY."""
    return make_document(kind, fmt, *of, lang, BOOK, details=details, on=TODAY)


def content(of: tuple[Placement, Assessment], kind: str, lang: str, on: date = TODAY) -> Document:
    """The blocks of a document."""
    return document(kind, *of, lang, BOOK, on=on)


def refused(of: tuple[Placement, Assessment], kind: str) -> bool:
    """Whether this paper cannot be made of what is offered."""
    return kind == "agreement" and refusal(Answer(*of, BOOK)) is not None


def words(node: Any) -> str:
    """All text of blocks, with single spaces."""
    if isinstance(node, Document):
        node = [part["blocks"] for part in node.data()["parts"]]
    if isinstance(node, dict):
        return one_line(" ".join(words(value) for key, value in node.items() if key != "type"))
    if isinstance(node, (list, tuple)):
        return one_line(" ".join(words(value) for value in node))
    return one_line(node) if isinstance(node, str) else ""


def one_line(text: str) -> str:
    """Text without the breaks that drawing makes."""
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").replace("\N{NO-BREAK SPACE}", " ").split())


def money(amount: Any, lang: str) -> str:
    """An amount of an assessment as a document writes it."""
    return euros(int(amount * 100), lang).replace("\N{NO-BREAK SPACE}", " ")


def pdf_text(made: bytes) -> str:
    """The text of a PDF, as a reader would copy it."""
    return one_line(_poppler("pdftotext", made, "-"))


def pdf_pages(made: bytes) -> list[str]:
    """The text of a PDF, page by page."""
    return _poppler("pdftotext", made, "-").split("\f")[:-1]


def pdf_info(made: bytes) -> dict[str, str]:
    """The properties of a PDF."""
    lines = _poppler("pdfinfo", made).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _poppler(tool: str, made: bytes, *arguments: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is missing: install poppler-utils to read the PDFs")
    run = subprocess.run([tool, "-", *arguments], input=made, capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def docx_text(made: bytes) -> str:
    """The text of a Word file, tables included, in the order of the page."""
    file = docx.Document(io.BytesIO(made))
    paragraphs = file.element.body.iter(docx.oxml.ns.qn("w:p"))
    return one_line(" ".join(docx.text.paragraph.Paragraph(found, file).text for found in paragraphs))
