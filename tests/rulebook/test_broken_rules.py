"""Every kind of broken rule file, on its exact message: file:line:column: path: what is wrong and what to do.

A fixture (tests/fixtures/broken_rules) is a small edit of a copy of the tests' own rules. `find` is replaced where
it stands first, or `content` becomes the file. In an expected message `{line}` is the line of the first `find`, and
`{line of TEXT}` the first line of the file that the message is about in which that text stands.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import compensation
from compensation.rulebook import RuleBookError, check_rulebook, load_rulebook
from compensation.texts import FALLBACK, LANGUAGES, catalogue
from tests.rulebooks import TEST_RULES, copied

FIXTURES = sorted((TEST_RULES.parent / "broken_rules").glob("*.yaml"))
SCHEMES = {"horeca.yaml", "rijk.yaml", "umc.yaml", "metalektro.yaml"}


def sound_copy(target: Path) -> Path:
    """The tests' own rules and sectors, with four schemes to keep it quick."""

    def other_schemes(folder: str, names: list[str]) -> set[str]:
        return set(names) - SCHEMES if Path(folder).name == "schemes" else set()

    return copied(TEST_RULES, target, ignore=other_schemes)


def edit(folder: Path, change: dict[str, Any]) -> int | None:
    """Make one change; the line on which it begins, None for a whole file."""
    file = folder / change["file"]
    if change.get("delete"):
        file.unlink()
        return None
    if "find" in change:
        text = file.read_text(encoding="utf-8")
        before, found, after = text.partition(change["find"])
        assert found, f"{change['file']} no longer holds {change['find']!r}: mend the fixture"
        file.write_text(before + change["replace"] + after, encoding="utf-8")
        return before.count("\n") + 1
    file.parent.mkdir(parents=True, exist_ok=True)
    if "copy_of" in change:
        shutil.copy(folder / change["copy_of"], file)
    else:
        file.write_text(change["content"], encoding=change.get("encoding", "utf-8"))
    return None


def expected(message: str, line: int | None, folder: Path) -> str:
    def number(match: re.Match[str]) -> str:
        if match["text"] is None:
            return str((line or 0) + int(match["offset"] or 0))
        before, found, _ = (folder / message.partition(":")[0]).read_text(encoding="utf-8").partition(match["text"])
        assert found, f"{match['text']!r} stands nowhere: mend the fixture"
        return str(before.count("\n") + 1)

    return re.sub(r"\{line( of (?P<text>[^}]+)|(?P<offset>[+-]\d+)?)\}", number, message)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_broken(fixture: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(fixture.read_text(encoding="utf-8"))
    folder = sound_copy(tmp_path)
    lines = [edit(folder, change) for change in case["edits"]]
    line = next((line for line in lines if line is not None), None)
    faults = check_rulebook(base=folder)
    assert [str(fault) for fault in faults] == [expected(text, line, folder) for text in case["expect"]]
    for fault in faults:
        place, said = f"{fault.file}:{fault.line}:{fault.column}: ", fault.said("nl")
        assert said.startswith(place) and said != str(fault)
        assert said.isprintable()


def test_every_sentence_is_asked_for_and_is_said_in_each_language() -> None:
    files = {file: file.read_text(encoding="utf-8") for file in Path(compensation.__path__[0]).rglob("*.py")}
    written = "".join(files.values())
    codes = {key.partition(".")[2] for key in catalogue(FALLBACK) if key.startswith("rule_faults.")}
    built = {"whole", "sealed_missing", "sealed_extra", "sealed_other"}
    assert {code for code in codes - built if f'"{code}"' not in written} == set()
    ours = "".join(content for file, content in files.items() if file.parent.name == "rulebook")
    raised = set(re.findall(r'(?:refused|coded|fault)\((?:[^"()]|\([^()]*\))*"([a-z_0-9]+)"', ours))
    assert len(raised) > 60 and raised <= codes
    for lang in set(LANGUAGES) - {FALLBACK}:
        own, model = catalogue(lang), catalogue(FALLBACK)
        assert [code for code in codes if own[f"rule_faults.{code}"] == model[f"rule_faults.{code}"]] == []


def test_there_is_a_fixture_for_every_kind() -> None:
    assert len(FIXTURES) > 100
    assert all(re.search(r"[a-z]", yaml.safe_load(path.read_text(encoding="utf-8"))["fault"]) for path in FIXTURES)


def test_the_copy_itself_is_sound(tmp_path: Path) -> None:
    assert check_rulebook(base=sound_copy(tmp_path)) == ()


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    folder = sound_copy(tmp_path)
    changes = [
        {"file": "rules/travel.yaml", "find": "from: 2025-01-01", "replace": "from: 2025-01-02"},
        {"file": "rules/vog.yaml", "find": "force: pact", "replace": "force: wet"},
        {"file": "rules/payroll.yaml", "content": "rules: [\n"},
        {"file": "sector_data/sectors.yaml", "find": "vog: usual", "replace": "vog: often"},
        {"file": "sector_data/practice.yaml", "find": "- by:", "replace": "- door:"},
        {"file": "sector_data/schemes/horeca.yaml", "find": "amount: 361.00", "replace": "amount: -361.00"},
        {"file": "sector_data/schemes/horeca.yaml", "find": "to: null", "replace": "to: 2023-12-31"},
        {"file": "sector_data/schemes/rijk.yaml", "find": "key: rijk", "replace": "key: land"},
    ]
    for change in changes:
        edit(folder, change)
    with pytest.raises(RuleBookError) as caught:
        load_rulebook(base=folder)
    faults = caught.value.faults
    assert str(caught.value).splitlines() == [str(fault) for fault in faults]
    assert list(faults) == sorted(faults)
    assert [(fault.file, fault.path) for fault in faults] == [
        ("rules/payroll.yaml", ""),
        ("rules/travel.yaml", "rules.km_rate.versions.3.from"),
        ("rules/vog.yaml", "rules.vog_online.force"),
        ("sector_data/practice.yaml", "practice.0.by"),
        ("sector_data/practice.yaml", "practice.0.door"),
        ("sector_data/schemes/horeca.yaml", "versions.0.to"),
        ("sector_data/schemes/horeca.yaml", "versions.0.shape.steps.0.amount"),
        ("sector_data/schemes/rijk.yaml", "key"),
        ("sector_data/sectors.yaml", "sectors.ziekenhuiszorg.vog"),
    ]


def test_a_missing_rule_is_told_beside_other_faults_when_all_files_were_read(tmp_path: Path) -> None:
    folder = sound_copy(tmp_path)
    edit(folder, {"file": "rules/travel.yaml", "find": "  km_rate:", "replace": "  km_rates:"})
    edit(folder, {"file": "sector_data/schemes/rijk.yaml", "find": "key: rijk", "replace": "key: land"})
    assert [fault.path for fault in check_rulebook(base=folder)] == ["rules.km_rate", "key"]


@pytest.mark.slow
def test_a_message_is_one_line_and_says_what_to_do(tmp_path: Path) -> None:
    for number, text in enumerate(("[" * 5000, "rules: " + "[" * 3000 + "]" * 3000, "%", "rules: {a", "'", "\x07")):
        folder = sound_copy(tmp_path / str(number))
        edit(folder, {"file": "rules/deep.yaml", "content": text})
        faults = check_rulebook(base=folder)
        assert faults
        assert all(fault.file == "rules/deep.yaml" for fault in faults)
        assert all("\n" not in str(fault) and fault.problem.startswith("not valid YAML: ") for fault in faults)


@pytest.mark.parametrize("missing", [("rules",), ("sector_data",), ("rules", "sector_data")])
def test_a_missing_folder(missing: tuple[str, ...], tmp_path: Path) -> None:
    for part in {"rules", "sector_data"} - set(missing):
        (tmp_path / part).mkdir()
    problem = f"this folder is missing in {tmp_path}: give a folder that holds rules and sector_data"
    assert list(map(str, check_rulebook(base=tmp_path))) == [f"{part}:1:1: (file): {problem}" for part in missing]


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert len(check_rulebook(base=tmp_path / "nowhere")) == 2


def test_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "sector_data").mkdir()
    paths = [fault.path for fault in check_rulebook(base=tmp_path)]
    assert "rules.adult_hourly_minimum" in paths
    assert "norms.national" in paths
    assert "calendar" in paths
    assert [str(fault) for fault in check_rulebook(base=tmp_path)[-2:]] == [
        "sector_data/sectors.yaml:1:1: (file): this file is missing: it lists the sectors",
        "sector_data/words.yaml:1:1: (file): this file is missing: it lists the words of the sectors",
    ]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    folder = sound_copy(tmp_path)
    file = folder / "rules" / "travel.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert check_rulebook(base=folder) == ()
