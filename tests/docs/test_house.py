"""What a contributor reads is true: the targets of make, the form of the list of changes."""

from __future__ import annotations

import re
import tomllib

from compensation.texts import catalogue
from tests.docs.pages import DOCS, ROOT, lines_of

CONTRIBUTING, CHANGES = ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"
#: What may have changed; an entry begins with one of them.
CHANGED = ("law", "amount", "program")


def test_every_target_of_make_has_its_line() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r'@echo "(make [a-z]+) ', makefile))
    assert len(targets) > 5
    assert set(lines_of(CONTRIBUTING, "Setting up")) == targets


def versions() -> dict[str, str]:
    """Heading of a version, as [0.1.0] - 2026-11-22, to what stands below it."""
    text = CHANGES.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_list_of_changes_has_a_place_for_what_comes_and_the_version_that_is() -> None:
    first, *released = versions()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert first == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", heading) for heading in released)
    assert released[0].startswith(f"[{project['version']}] ")


def test_every_change_says_whether_law_amount_or_program_changed() -> None:
    for heading, text in versions().items():
        assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {"Added", "Changed", "Fixed", "Removed"}, heading
        entries = re.findall(r"^\* .*", text, re.MULTILINE)
        wrong = [entry for entry in entries if not entry.startswith(tuple(f"* **{word}**: " for word in CHANGED))]
        assert wrong == [], heading


def test_every_step_that_is_new_is_a_step() -> None:
    """What a table of changed steps says that there is now (its last cell) has its sentence."""
    tables = re.findall(r"^  \| step \|.*\n((?:  \|.*\n)+)", versions()["[Unreleased]"], re.MULTILINE)
    cells = [row.split(" | ")[-1] for table in tables for row in table.splitlines()]
    named = {name for cell in cells for name in re.findall(r"`([a-z]+\.\w+)`", cell)}
    assert len(named) > 20
    assert [name for name in sorted(named) if f"steps.{name}" not in catalogue("en")] == []


def test_every_page_stands_in_the_list_of_pages() -> None:
    listed = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md") if page.name != "README.md"]
    assert [page for page in pages if f"]({page})" not in listed] == []
