"""Whoever follows a pointer finds something: pages and headings, files, cases, links, wherever they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, anchors, without_code

#: Where people read: source, rule data, tests, documentation, and what stands at the root.
FOLDERS = ("compensation", "rules", "sector_data", "tests", "docs", "benchmarks", ".ci", ".github")
ENDINGS = {".py", ".yaml", ".yml", ".json", ".md", ".toml", ".typ", ".txt", ".csv", ""}
#: Input that is broken on purpose, pointers to nowhere for the tests below, and what is made anew with every run.
LEFT_OUT = ("tests/fixtures/", "tests/snapshots/", "tests/docs/", "benchmarks/RESULTS.md")

_URL = re.compile(r"[a-z]+://\S+")
#: A page with or without a heading: docs/contract/fine_print.md#travel, README.md.
_PAGE = re.compile(r"(?<![\w/.<*-])((?:[\w.-]+/)*[\w-]+\.md)(?:#([\w-]+))?(?![\w/])")
#: A file or folder of the project, by its way from the root; compensation/_data is there in a wheel only.
_FILE = re.compile(r"(?<![\w/.])((?:compensation(?!/_data)|rules|sector_data|tests|docs|benchmarks)/[\w./*<>{},-]*)")
_CASE = re.compile(r"(?<![\w/])cases/(\d\d)\b")
_MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
#: The ways in which pages were pointed at that nobody could find.
_NOWHERE = re.compile(
    r"\bdesign(?:\.md)?,? (?:section|idea)|contract/\w+\.schema|\.schema\.md|"
    r"\bfacts(?:[,/] ?| )(?:README|\w+\.(?:md|csv))|\(facts, |of the facts\b",
    re.IGNORECASE,
)

#: In code a rule is named by page and heading; prose may speak of the fine print and link to it.
_IN_CODE = re.compile(r"\bfine print\b", re.IGNORECASE)


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file in which somebody may be pointed somewhere; addresses on the web left out."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*"))]
    for file in [*files, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.py"), ROOT / "Makefile"]:
        name = file.relative_to(ROOT).as_posix()
        if file.is_file() and file.suffix in ENDINGS and not name.startswith(LEFT_OUT) and "__pycache__" not in name:
            yield name, _URL.sub("", file.read_text(encoding="utf-8"))


def resolved(page: str, named_in: str) -> Path | None:
    """The file of a page named in a file: from the root, from docs, or from where the pointer stands."""
    for base in (ROOT, DOCS, (ROOT / named_in).parent):
        if (base / page).is_file():
            return (base / page).resolve()
    return None


def faults_of_pages(name: str, text: str) -> Iterator[str]:
    for page, heading in _PAGE.findall(text):
        found = resolved(page, name)
        if found is None:
            yield f"{name}: there is no page {page}"
        elif heading and heading not in anchors(found):
            yield f"{name}: {page} has no heading #{heading}"


def faults_of_files(name: str, text: str) -> Iterator[str]:
    """Files named from the root; <key>, {nl,en} and * stand for any name. Tests name files that they make."""
    if name.startswith("tests/"):
        return
    for path in _FILE.findall(text):
        pattern = re.sub(r"<[^>]*>|\{[^}]*\}|\*+", "*", path.rstrip(".,")).rstrip("/")
        if not any(ROOT.glob(pattern)):
            yield f"{name}: there is no {path}"


def faults_of_cases(name: str, text: str) -> Iterator[str]:
    for number in _CASE.findall(text):
        if len([*(ROOT / "tests" / "cases").rglob(f"{number}_*.yaml")]) != 1:
            yield f"{name}: there is no case {number}"


def faults_of_links(name: str, text: str) -> Iterator[str]:
    if not name.endswith(".md"):
        return
    for link in _MARKDOWN_LINK.findall(without_code(text)):
        target, _, heading = link.partition("#")
        page = (ROOT / name).parent / target if target else ROOT / name
        if not page.exists():
            yield f"{name}: the link {link} leads nowhere"
        elif heading and heading not in anchors(page.resolve()):
            yield f"{name}: the link {link} has no such heading"


def faults_of_wording(name: str, text: str) -> Iterator[str]:
    if not name.startswith("docs/"):
        for number, line in enumerate(text.splitlines(), 1):
            if _NOWHERE.search(line) or (not name.endswith(".md") and _IN_CODE.search(line)):
                yield f"{name}:{number}: say the page and its heading: {line.strip()[:100]}"


LOOKS = (faults_of_pages, faults_of_files, faults_of_cases, faults_of_links, faults_of_wording)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__)
def test_every_pointer_leads_somewhere(look) -> None:
    faults = [fault for name, text in texts() for fault in look(name, text)]
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (faults_of_pages, "see docs/contract/no_such_page.md"),
        (faults_of_pages, "see docs/contract/fine_print.md#no-such-heading"),
        (faults_of_files, "as compensation/no_such_module.py says"),
        (faults_of_files, "one of sector_data/<key>/nothing.yaml"),
        (faults_of_cases, "(cases/00)"),
        (faults_of_links, "[here](nowhere.md)"),
        (faults_of_links, "[here](docs/design.md#nowhere)"),
        (faults_of_wording, "Rule: design section 5, Travel, and fine print"),
        (faults_of_wording, "the form (contract/scheme.schema.md)"),
        (faults_of_wording, "How well it is checked (facts, README)."),
    ],
)
def test_a_pointer_to_nowhere_is_seen(look, text: str) -> None:
    assert [*look("README.md" if look is faults_of_links else "compensation/money.py", text)]


def test_a_good_pointer_is_no_fault() -> None:
    text = "docs/contract/fine_print.md#employer-cost, rules/README.md, compensation/texts/{nl,en}/cli.yaml (cases/20)"
    assert [fault for look in LOOKS for fault in look("compensation/money.py", text)] == []
