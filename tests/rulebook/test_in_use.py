"""The rules for who names none: looked at once in two seconds, and never those of another folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compensation import assess, read_placement
from compensation.rulebook import loader, rulebook_in_use
from tests.conftest import PLAIN
from tests.rulebooks import TEST_RULES, copied


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folder of each look at the files; the clock stands still until a test moves it."""
    found: list[Path] = []
    real = loader.contents_of

    def counted(root: Path, **options: bool) -> Any:
        found.append(root)
        return real(root, **options)

    monkeypatch.setattr(loader, "contents_of", counted)
    monkeypatch.setattr(loader, "_looked", {})
    monkeypatch.setattr(loader, "monotonic", lambda: 100.0)
    yield found


def test_a_hundred_assessments_look_at_the_files_once(looks: list[Path]) -> None:
    placement = read_placement(dict(PLAIN))
    for _ in range(100):
        assess(placement)
    assert looks == [TEST_RULES]


def test_after_two_seconds_a_file_that_changed_is_seen(
    looks: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(TEST_RULES, tmp_path)
    monkeypatch.setenv(loader.RULES_BASE, str(folder))
    before = rulebook_in_use()
    file = next((folder / "rules").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "\n# looked at again\n", encoding="utf-8")
    assert rulebook_in_use() is before
    monkeypatch.setattr(loader, "monotonic", lambda: 100.0 + loader.LOOK_SECONDS)
    assert rulebook_in_use() is not before
    assert len(looks) == 2


def test_another_folder_is_another_book_at_once(
    looks: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rulebook_in_use().folder == TEST_RULES
    monkeypatch.setenv(loader.RULES_BASE, str(copied(TEST_RULES, tmp_path)))
    assert rulebook_in_use().folder == tmp_path
