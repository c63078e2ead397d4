"""`passend summary`: headline, groups, questions apart, and the same figures as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compensation import load_rulebook
from compensation.cli import main
from compensation.table.example import example_csv
from compensation.table.summary import PARTS
from tests.ui.branch_page import csv_of, line

BOOK = load_rulebook()


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([*args])
    code = ended.value.code
    said = capsys.readouterr()
    return int(code or 0), said.out, said.err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stages.csv"
    path.write_bytes(example_csv(BOOK, "nl"))
    return path


def test_a_summary_may_be_shared_and_its_questions_may_not(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "summary", str(file), "--by", "level")
    assert code == 0
    assert "stages ontbreekt er iets" in out
    assert "mbo: " in out
    assert "2026-0" not in out
    assert "Dubbele rijen" not in err


def test_double_rows_are_named_before_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "stages.csv"
    path.write_bytes(csv_of(*[line()] * 2, *[line(f"Bakker {number}") for number in range(6)]))
    code, out, err = run(capsys, "summary", str(path), "--by", "employer", "--lang", "en")
    assert code == 0
    assert "Double rows: 2 rows: 2, 3" in err
    assert "Bakker" not in out


def test_json_holds_every_part_and_no_row(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "summary", str(file), "--json", "--lang", "en")
    found = json.loads(out)
    assert set(PARTS) < set(found)
    assert found["placements"] == 500
    assert "2026-0" not in out


def test_too_few_rows_and_a_wrong_kind_of_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "stages.csv"
    path.write_bytes(csv_of(*[line(f"Bakker {number}") for number in range(4)]))
    code, out, _ = run(capsys, "summary", str(path))
    assert (code, "minder dan 5 stages" in out) == (0, True)
    assert json.loads(run(capsys, "summary", str(path), "--json")[1])["placements"] is None
    code, _, err = run(capsys, "summary", str(path), "--by", "shoe")
    assert code == 2
    assert "sector, scheme, level, employer" in err
