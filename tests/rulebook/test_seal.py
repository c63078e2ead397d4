"""The seal: a list of the rule files with their hashes, to which a folder is held that has one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from compensation import assess, read_placement
from compensation.rulebook import RuleBookError, check_rulebook, load_rulebook, loader
from compensation.rulebook.folder import SEAL, find_whole, read
from compensation.rulebook.seal import Change, seal
from tests.conftest import PLAIN
from tests.fuzz.rule_files import sound
from tests.rulebooks import LIVE_RULES, TEST_RULES
from tests.snapshot import check_made

HORECA = "sector_data/schemes/horeca.yaml"


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A small sound folder on disk, and its seal."""
    root = tmp_path / "own"
    for name, content in sound().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    assert {change.how for change in seal(root)} == {"added"}
    return root


@pytest.mark.made
@pytest.mark.live
def test_the_seal_of_the_rules_is_current() -> None:
    check_made(SEAL, read(find_whole(LIVE_RULES)).list_text)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_it_is_what_sha256sum_checks(sealed: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", SEAL], cwd=sealed, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(sound())


def told(root: Path) -> list[tuple[str, str]]:
    return [(fault.file, fault.code) for fault in check_rulebook(base=root)]


def test_a_sealed_folder_is_sound_and_the_receipt_says_so(sealed: Path) -> None:
    assert told(sealed) == []
    book, open_book = load_rulebook(base=sealed), load_rulebook(base=TEST_RULES)
    assert assess(read_placement(PLAIN), book).receipt.sealed is True
    assert assess(read_placement(PLAIN), open_book).receipt.sealed is False


@pytest.mark.parametrize("name", sorted(sound()))
def test_every_file_is_missed(name: str, sealed: Path) -> None:
    (sealed / name).unlink()
    assert (name, "sealed_missing") in told(sealed)


def test_a_folder_of_schemes_that_is_gone_is_missed(sealed: Path) -> None:
    shutil.rmtree(sealed / "sector_data" / "schemes")
    assert [code for _, code in told(sealed)].count("sealed_missing") == 4


def test_a_changed_file_and_a_new_one_are_faults(sealed: Path) -> None:
    with (sealed / HORECA).open("a", encoding="utf-8") as file:
        file.write("# a word\n")
    shutil.copy(sealed / "rules" / "vog.yaml", sealed / "rules" / "extra.yaml")
    assert (HORECA, "sealed_other") in told(sealed)
    assert ("rules/extra.yaml", "sealed_extra") in told(sealed)


def test_other_line_ends_are_no_change(sealed: Path) -> None:
    for name in sound():
        (sealed / name).write_bytes((sealed / name).read_bytes().replace(b"\n", b"\r\n"))
    (sealed / SEAL).write_bytes((sealed / SEAL).read_bytes().replace(b"\n", b"\r\n"))
    assert told(sealed) == []


def test_a_file_that_cannot_be_read_is_told_once(sealed: Path) -> None:
    (sealed / HORECA).unlink()
    (sealed / HORECA).mkdir()
    assert [code for file, code in told(sealed) if file == HORECA] == ["is_folder"]


@pytest.mark.parametrize("line", ["", "hash  name", "0" * 64, f"{'0' * 63}  rules/vog.yaml", f"{'g' * 64}  a", "\0"])
def test_a_line_that_is_none_is_a_fault_at_its_line(line: str, sealed: Path) -> None:
    content = (sealed / SEAL).read_text(encoding="utf-8")
    (sealed / SEAL).write_text(f"{content}{line}\n", encoding="utf-8")
    (fault,) = check_rulebook(base=sealed)
    assert (fault.file, fault.line, fault.code) == (SEAL, content.count("\n") + 1, "seal_line")


def test_an_empty_seal_names_nothing(sealed: Path) -> None:
    (sealed / SEAL).write_bytes(b"")
    assert {code for _, code in told(sealed)} == {"sealed_extra"}


def test_only_the_programs_own_folder_must_have_one(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sealed / SEAL).unlink()
    assert load_rulebook(base=sealed).sealed is False
    monkeypatch.setattr("compensation.rulebook.loader.own_folder", lambda: sealed)
    loader._whole.cache_clear()
    (fault,) = check_rulebook(base=sealed)
    assert (fault.file, fault.code) == (SEAL, "seal_missing")


def test_it_is_written_anew_after_a_change_and_says_what_changed(sealed: Path) -> None:
    with (sealed / HORECA).open("a", encoding="utf-8") as file:
        file.write("# a word\n")
    (sealed / "sector_data" / "schemes" / "umc.yaml").unlink()
    (sealed / "rules" / "more.yaml").write_text("rules: {}\n", encoding="utf-8")
    assert seal(sealed) == [
        Change("rules/more.yaml", "added"),
        Change(HORECA, "changed"),
        Change("sector_data/schemes/umc.yaml", "removed"),
    ]
    assert seal(sealed) == []
    assert not {code for _, code in told(sealed)} & {"sealed_missing", "sealed_other", "sealed_extra"}


def test_a_folder_that_cannot_be_read_as_a_whole_is_not_sealed(sealed: Path) -> None:
    before = (sealed / SEAL).read_bytes()
    (sealed / HORECA).rename((sealed / HORECA).with_suffix(".YAML"))
    with pytest.raises(RuleBookError):
        seal(sealed)
    assert (sealed / SEAL).read_bytes() == before


# ---------------------------------------------------------------- laid over


def test_a_whole_copy_that_is_laid_over_keeps_its_seal(sealed: Path) -> None:
    text = (sealed / "rules" / "allowance_norms.yaml").read_text(encoding="utf-8")
    changed = text.replace("410.00", "411.00", 1)
    assert changed != text
    (sealed / "rules" / "allowance_norms.yaml").write_text(changed, encoding="utf-8")
    assert ("rules/allowance_norms.yaml", "sealed_other") in [(f.file, f.code) for f in check_rulebook(sealed)]
    seal(sealed)
    laid = load_rulebook(sealed)
    assert laid.overlay is not None
    assert (laid.overlay.sealed, laid.sealed) == (True, False)  # the tests' own rules below have none
    (sealed / SEAL).unlink()
    assert load_rulebook(sealed).overlay is not None
