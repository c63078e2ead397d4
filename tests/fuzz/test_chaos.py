"""The night job itself, for an instant: it prints its seeds, counts, keeps what it finds and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensation import RuleBook
from tests.fuzz import chaos, finds, placements, rule_files, tables, trials

PAGE = f"# Page\n\nBefore.\n\n{chaos.BEGIN}\n\nof before\n\n{chaos.END}\n\nAfter.\n"


@pytest.mark.slow
def test_a_night_of_an_instant(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "tested.md"
    page.write_text(PAGE, encoding="utf-8")
    code = chaos.main(
        ["--minutes", "0.02", "--seed", "7", "--only", "placements", "rule folders", "--write", str(page)]
    )
    said, content = capfd.readouterr().out, page.read_text(encoding="utf-8")
    assert code == 0, said
    assert "placements: " in said and "(seeds 7 to " in said and "rule folders: " in said
    assert content.startswith("# Page\n\nBefore.\n") and content.endswith("\nAfter.\n")
    assert "of before" not in content
    rows = [[cell.strip() for cell in line.split("|")] for line in content.splitlines() if line.startswith("| ")]
    assert [row[1] for row in rows] == ["what", "placements", "rule folders"]
    assert all(row[2].startswith("seeds 7 to ") and int(row[3]) > 0 and row[4] == "0" for row in rows[1:])


ENDS = """
import os, sys
print('{"tried": 1, "seed": 3, "said": null, "next": 4}', flush=True)
print('{"tried": 1, "seed": 4, "said": "a traceback", "next": 5}', flush=True)
os.kill(os.getpid(), 9)
"""


def test_what_is_found_is_told_and_kept_and_a_process_that_ends_is_a_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chaos, "command_of", lambda *_: [chaos.sys.executable, "-c", ENDS])
    monkeypatch.setattr(finds, "FOLDER", tmp_path / "finds")
    assert chaos.main(["--minutes", "0.01", "--seed", "3", "--only", "csv", "placements"]) == 1
    said = capsys.readouterr().out
    assert said.count("2 tried (seeds 3 to 4)") == 2
    assert "seed 4: a traceback" in said
    assert "seed 5: the process ended with -9" in said
    assert finds.seeds() == {"placements": [4, 5]}
    assert [file.name for file in finds.files()] == ["in_4.csv", "in_5.csv"]
    assert (tmp_path / "finds" / "in_4.csv").read_bytes() == tables.file(4, "csv")[1]


@pytest.mark.parametrize("name", trials.TRIALS)
def test_a_trial_has_a_share_of_the_time(name: str) -> None:
    assert sum(trial.share for trial in trials.TRIALS.values()) == pytest.approx(1)
    assert 0 < trials.TRIALS[name].share < 0.5


# ---------------------------------------------------------------- what nights found


@pytest.mark.parametrize(("trial", "seed"), [(name, seed) for name, kept in finds.seeds().items() for seed in kept])
def test_a_seed_that_was_found(trial: str, seed: int) -> None:
    assert trials.escape(trial, seed) is None


@pytest.mark.parametrize("file", list(finds.files()), ids=lambda file: file.name)
def test_a_file_that_was_found(file: Path, tmp_path: Path, book: RuleBook) -> None:
    content = file.read_bytes()
    if file.suffix[1:] in finds.TABLES:
        assert tables.escape(f"in{file.suffix}", content, tmp_path, book) is None
    else:
        assert placements.escape_of_file(f"placement{file.suffix}", content, book) is None


def test_a_judge_sees_what_is_wrong(tmp_path: Path, book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way of going wrong is put in by hand: a fuzzer whose judge sees nothing finds nothing."""
    sound = {"route": "bol", "start": "2026-02-02", "end": "2026-03-01", "hours_per_week": 8, "workdays": ["mon"]}
    assert placements.escape(sound, book) is None
    monkeypatch.setattr(placements, "assess", lambda *_: 1 / 0)
    assert str(placements.escape(sound, book)).startswith("ZeroDivisionError")
    monkeypatch.undo()
    monkeypatch.setattr(placements, "LONGEST_LINE", 5)
    assert str(placements.escape({}, book)).startswith("lines: ")
    rule_files.spoilt_files(1, tmp_path)
    monkeypatch.setattr(rule_files, "LONGEST_LINE", 5)
    assert any(
        str(rule_files.escape(rule_files.spoilt_files(seed, tmp_path / str(seed)))).startswith("lines: ")
        for seed in range(3)
    )
