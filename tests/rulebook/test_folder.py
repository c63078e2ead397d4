"""What lies in a folder of rules: nothing in it is passed over in silence, and what is parsed is what is hashed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from compensation.rulebook import RuleBookError, check_rulebook, folder, load_rulebook, told
from compensation.rulebook.folder import SEAL, contents_of
from compensation.texts import LANGUAGES
from tests.fuzz.rule_files import sound


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A small sound folder on disk."""
    root = tmp_path / "own"
    for name, content in sound().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def _renamed(to: str) -> Callable[[Path], None]:
    return lambda file: file.rename(file.with_name(to)) and None


def _elsewhere(file: Path) -> None:
    target = file.rename(file.parents[3] / "elsewhere.yaml")
    file.symlink_to(target)


def _nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to("nothing.yaml")


def _itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _linked_folder(file: Path) -> None:
    file.parent.rename(file.parents[1] / "caos")
    file.parent.symlink_to("caos")


def _folder_outside(file: Path) -> None:
    target = file.parent.rename(file.parents[3] / "caos")
    file.parent.symlink_to(target)


def _large(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(6_000_000)


HORECA = "sector_data/schemes/horeca.yaml"
SLIPS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "capitals": (_renamed("horeca.YAML"), "sector_data/schemes/horeca.YAML", "misnamed"),
    "txt": (_renamed("horeca.yaml.txt"), "sector_data/schemes/horeca.yaml.txt", "misnamed"),
    "yml": (_renamed("horeca.yml"), "sector_data/schemes/horeca.yml", "misnamed"),
    "another file": (_renamed("horeca"), "sector_data/schemes/horeca", "extra"),
    "name on two lines": (_renamed("ho\nreca.yaml"), "sector_data/schemes/ho reca.yaml", "odd_name"),
    "link to nothing": (_nothing, HORECA, "link_broken"),
    "link to itself": (_itself, HORECA, "not_read"),
    "link out of the folder": (_elsewhere, HORECA, "link_outward"),
    "linked folder": (_linked_folder, "sector_data/schemes", "link_folder"),
    "linked folder outside": (_folder_outside, "sector_data/schemes", "link_outward"),
    "pipe": (_pipe, HORECA, "no_ordinary_file"),
    "folder of that name": (_folder, HORECA, "is_folder"),
    "large": (_large, HORECA, "too_large"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_a_fault_at_its_file(name: str, rules: Path) -> None:
    slip, file, code = SLIPS[name]
    slip(rules / HORECA)
    faults = check_rulebook(base=rules)
    assert (file, code) in [(fault.file, fault.code) for fault in faults]
    for lang in LANGUAGES:
        assert all(line.isprintable() for line in told(faults, lang))


@pytest.mark.parametrize("unlisted", ["rules", "rules/fares", "sector_data", "sector_data/schemes"])
def test_a_folder_that_may_not_be_listed_is_a_fault(
    unlisted: str, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def refusing(path: Path) -> object:
        if Path(path) == rules / unlisted:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(folder.os, "scandir", refusing)
    (fault,) = (fault for fault in check_rulebook(base=rules) if fault.code == "not_listed")
    assert fault.said("nl").startswith(f"{unlisted}:1:1: (bestand): wat in deze map staat, is niet te zien")
    assert "Permission denied" in str(fault)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="who is root may list every folder")
@pytest.mark.parametrize("mode", [0o000, 0o111])
def test_a_folder_without_the_right_to_list_it_is_a_fault(mode: int, rules: Path) -> None:
    schemes = rules / "sector_data" / "schemes"
    schemes.chmod(mode)
    try:
        assert "not_listed" in [fault.code for fault in check_rulebook(base=rules)]
    finally:
        schemes.chmod(0o755)


def test_a_link_inside_the_folder_is_a_file(rules: Path) -> None:
    data = rules / "sector_data" / ".data"
    data.mkdir()
    (rules / HORECA).rename(data / "horeca.yaml")
    (rules / HORECA).symlink_to(Path("..") / ".data" / "horeca.yaml")
    assert "horeca" in load_rulebook(base=rules).schemes


@pytest.mark.parametrize("name", [".horeca.yaml.swp", "horeca.yaml~", ".DS_Store"])
def test_what_an_editor_leaves_behind_is_no_fault(name: str, rules: Path) -> None:
    (rules / "sector_data" / "schemes" / name).write_bytes(b"\0")
    assert check_rulebook(base=rules) == ()


def test_two_thousand_files_are_enough(rules: Path) -> None:
    for number in range(2001):
        (rules / "rules" / f"a{number}.yaml").touch()
    assert [fault.code for fault in check_rulebook(base=rules)].count("too_many_files") == 1


# ---------------------------------------------------------------- laid over


def test_an_overlay_is_looked_at_in_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "norm.YAML").touch()
    (tmp_path / "notes.txt").touch()  # beside the rules there may lie anything
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "notes.txt").touch()
    found = [(fault.file, fault.code) for fault in check_rulebook(tmp_path)]
    assert found == [("norm.YAML", "misnamed"), ("rules/notes.txt", "extra")]


def test_an_overlay_that_may_not_be_listed_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.scandir
    (tmp_path / "rules").mkdir()

    def refusing(path: Path) -> object:
        if Path(path) in (tmp_path, tmp_path / "rules"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(folder.os, "scandir", refusing)
    assert [(fault.file, fault.code) for fault in check_rulebook(tmp_path)] == [
        (".", "not_listed"),
        ("rules", "not_listed"),
    ]


# ---------------------------------------------------------------- the bytes that were parsed


def test_a_file_that_is_replaced_while_it_is_read_gives_no_new_hash_with_old_rules(
    rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = rules / HORECA
    new = scheme.read_bytes().replace(b"361.00", b"362.00")
    read = folder._bytes

    def replaced_after(path: Path, name: str) -> object:
        content = read(path, name)
        if name == HORECA:
            scheme.write_bytes(new)
        return content

    before = load_rulebook(base=rules)
    scheme.touch()
    monkeypatch.setattr(folder, "_bytes", replaced_after)
    during = load_rulebook(base=rules)
    monkeypatch.undo()
    after = load_rulebook(base=rules)
    assert during.hash == before.hash != after.hash
    assert (during.schemes["horeca"] == before.schemes["horeca"]) != (
        after.schemes["horeca"] == during.schemes["horeca"]
    )


def test_another_content_of_the_same_size_and_time_is_seen(rules: Path) -> None:
    first = load_rulebook(base=rules)
    scheme = rules / HORECA
    times = scheme.stat()
    scheme.write_bytes(scheme.read_bytes().replace(b"361.00", b"362.00"))
    os.utime(scheme, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert scheme.stat().st_size == times.st_size
    assert load_rulebook(base=rules).hash != first.hash


def test_files_that_are_old_enough_are_not_read_again(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "STEP_OF_TIME", -1)
    first = contents_of(rules)
    monkeypatch.setattr(folder, "_bytes", None)
    assert contents_of(rules) is first


def test_the_hash_is_that_of_the_list_and_the_list_that_of_the_bytes(rules: Path) -> None:
    contents = contents_of(rules)
    lines = [f"{hashlib.sha256((rules / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(contents.files)]
    assert contents.list_text == "".join(lines)
    assert load_rulebook(base=rules).hash == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert SEAL not in contents.files


def test_faults_of_the_folder_and_of_its_files_come_together(rules: Path) -> None:
    (rules / "rules" / "vog.yml").touch()
    (rules / "rules" / "travel.yaml").write_bytes(b"rules: [\n")
    with pytest.raises(RuleBookError) as caught:
        load_rulebook(base=rules)
    assert {fault.file for fault in caught.value.faults} == {"rules/vog.yml", "rules/travel.yaml"}
