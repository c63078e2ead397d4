"""Two files or none, rights and links kept; what a killed run left is swept, finished or removed, and told."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from compensation import pairs, staging
from compensation.cli.files import InputError, check_target, write
from compensation.staging import Staged, put
from compensation.table import TableError
from tests.table_files import refused, rows_of, run, write_input

ROOT = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name == "nt", reason="rights, links and signals of POSIX")


class Killed(BaseException):
    """Stands for the end of the process: nothing after it happens, also nothing that tidies up."""


def half(target: Path, errors: Path, monkeypatch: pytest.MonkeyPatch, *, at: int = 2) -> None:
    """Write "new" and "new errors", and be killed before the move of that number."""
    moved = 0
    move = Staged.move

    def killed(staged: Staged) -> None:
        nonlocal moved
        if staged.place in (target, errors):
            moved += 1
            if moved == at:
                raise Killed
        move(staged)

    first, second = Staged(target), Staged(errors)
    first.part.write_text("new")
    second.part.write_text("new errors")
    with monkeypatch.context() as patch:
        patch.setattr(Staged, "move", killed)
        with pytest.raises(Killed):
            pairs.commit(first, second)
    first._let_go()  # as the system does with the locks of a process that ended
    second._let_go()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@posix
@pytest.mark.slow
def test_a_run_that_is_killed_at_any_step(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.killed", str(tmp_path), "bare"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    trials = [json.loads(line) for line in done.stdout.splitlines()]
    assert [trial["found"] for trial in trials] == [[], []]
    assert all(trial["tried"] > 30 for trial in trials), "it is killed at each step, not at none"


@pytest.mark.parametrize("had", [True, False])
@pytest.mark.parametrize("at", [1, 2])
def test_a_half_pair_is_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, had: bool
) -> None:
    path, out, wrong = write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.csv", tmp_path / "out.errors.csv"
    if had:
        out.write_text("old")
        wrong.write_text("old errors")
    half(out, wrong, monkeypatch, at=at)
    with pytest.raises(TableError) as caught:
        run(path, out)
    assert caught.value.code == "pair_completed_exists"
    assert (out.read_text(), wrong.read_text()) == ("new", "new errors")
    assert names(tmp_path) == ["in.csv", "out.csv", "out.errors.csv"]
    assert refused(path, out).code == "output_exists", "it is said once"


def test_a_half_pair_is_finished_and_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.csv"
    half(out, tmp_path / "out.errors.csv", monkeypatch)
    report = run(path, out, force=True)
    assert report.remarks[0].code == "pair_completed"
    assert "'out.csv'" in report.remarks[0].message("nl")
    assert report.results == 4 and names(tmp_path) == ["in.csv", "out.csv", "out.errors.csv"]


def test_what_somebody_wrote_since_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out, wrong = write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.csv", tmp_path / "out.errors.csv"
    half(out, wrong, monkeypatch)
    wrong.write_text("mine")
    with pytest.raises(TableError) as caught:
        run(path, out)
    assert caught.value.code == "pair_removed_exists"
    assert wrong.read_text() == "mine" and names(tmp_path) == ["in.csv", "out.csv", "out.errors.csv"]


def test_a_part_that_was_damaged_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.csv"
    half(out, tmp_path / "out.errors.csv", monkeypatch)
    (part,) = tmp_path.glob(".out.errors.*.part.*")
    part.write_text("another")
    assert pairs.mend(out) == "removed"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"moves": 3}', '{"moves": [{}]}', "[" * 9_000])
def test_a_note_that_is_none(tmp_path: Path, content: str) -> None:
    path, out = write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.csv"
    pairs._note(out).write_text(content)
    assert run(path, out).results == 4
    assert names(tmp_path) == ["in.csv", "out.csv", "out.errors.csv"]


def test_a_note_cannot_move_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what stands beside the place, and only where the note is of this place."""
    out, secret = tmp_path / "out.csv", tmp_path / "elsewhere" / "secret"
    secret.parent.mkdir()
    secret.write_text("secret")
    half(out, tmp_path / "out.errors.csv", monkeypatch)
    note = pairs._note(out)
    told = json.loads(note.read_text())
    told["moves"][1] |= {"part": str(secret), "hash": pairs.hash_of(secret)}
    note.write_text(json.dumps(told))
    assert pairs.mend(out) == "removed"
    assert secret.read_text() == "secret" and not (tmp_path / "out.errors.csv").exists()


def test_one_that_cannot_be_moved_is_left_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.csv"
    move = Staged.move

    def stuck(staged: Staged) -> None:
        if staged.target.name == "out.errors.csv":
            raise PermissionError(13, "Permission denied", str(staged.place))
        move(staged)

    with monkeypatch.context() as patch:
        patch.setattr(Staged, "move", stuck)
        with pytest.raises(TableError) as caught:
            run(path, out)
    assert caught.value.code == "pair_halted"
    assert pairs.mend(out) == "completed"
    assert names(tmp_path) == ["in.csv", "out.csv", "out.errors.csv"]


@posix
def test_what_a_killed_run_left_is_swept_and_that_of_a_live_one_is_not(tmp_path: Path) -> None:
    path, out = write_input(tmp_path / "in.csv", rows_of()), tmp_path / "out.csv"
    dead, of_another = Staged(out), Staged(tmp_path / "other.csv")
    dead._let_go()
    of_another._let_go()
    with Staged(out) as live:
        run(path, out)
        assert live.part.exists()
    assert names(tmp_path) == sorted(["in.csv", "out.csv", "out.errors.csv", of_another.part.name])


# ---------------------------------------------------------------- which errors belong to which results


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_the_report_and_the_results_name_the_errors(tmp_path: Path, kind: str) -> None:
    path, out = write_input(tmp_path / "in.csv", rows_of()), tmp_path / f"out.{kind}"
    report = run(path, out)
    assert (report.results_hash, report.errors_hash) == (pairs.hash_of(out), pairs.hash_of(report.errors))
    if kind == "parquet":
        assert pq.read_metadata(out).metadata[b"passend.errors_sha256"].decode() == report.errors_hash
    if kind == "xlsx":
        properties = openpyxl.load_workbook(out).custom_doc_props
        assert properties["passend.errors_sha256"].value == report.errors_hash


# ---------------------------------------------------------------- rights and links


def by_table(folder: Path, target: Path, *, force: bool = True) -> None:
    run(write_input(folder / "in.csv", rows_of()), target, force=force)


def by_write(_: Path, target: Path, *, force: bool = True) -> None:
    check_target(target, "nl", force=force)
    write(target, b"new", "nl")


@posix
@pytest.mark.parametrize("write_it", [by_table, by_write])
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o444])
def test_rights_are_kept(tmp_path: Path, write_it: Callable[..., None], rights: int) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    out.chmod(rights)
    write_it(tmp_path, out)
    assert stat.S_IMODE(out.stat().st_mode) == rights
    assert out.read_text() != "old"


@posix
def test_a_private_file_is_private_on_its_way(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    out.chmod(0o600)
    with Staged(out) as staged:
        assert stat.S_IMODE(staged.part.stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize("write_it", [by_table, by_write])
def test_a_link_stays_a_link(tmp_path: Path, write_it: Callable[..., None]) -> None:
    real, out = tmp_path / "deep" / "real.csv", tmp_path / "out.csv"
    real.parent.mkdir()
    real.write_text("old")
    out.symlink_to(real)
    write_it(tmp_path, out)
    assert out.is_symlink() and real.read_text() != "old"
    assert names(real.parent) == ["real.csv"]


@posix
@pytest.mark.parametrize("write_it", [by_table, by_write])
def test_a_broken_link_is_something(tmp_path: Path, write_it: Callable[..., None]) -> None:
    real, out = tmp_path / "real.csv", tmp_path / "out.csv"
    out.symlink_to(real)
    with pytest.raises((TableError, InputError), match=r"bestaat al|is there already"):
        write_it(tmp_path, out, force=False)
    assert out.is_symlink() and not real.exists()
    write_it(tmp_path, out)
    assert out.is_symlink() and real.exists()


@posix
@pytest.mark.parametrize("write_it", [by_table, by_write])
def test_a_link_to_itself_is_refused(tmp_path: Path, write_it: Callable[..., None]) -> None:
    out = tmp_path / "out.csv"
    out.symlink_to(out)
    with pytest.raises((TableError, InputError)):
        write_it(tmp_path, out)
    assert out.is_symlink()


def test_a_name_of_any_length(tmp_path: Path) -> None:
    out = tmp_path / ("é" * 120 + ".csv")
    put(out, b"whole")
    assert out.read_bytes() == b"whole" and len(names(tmp_path)) == 1


def test_nothing_is_left_of_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.pdf"
    out.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write(out, b"new", "nl")
    assert names(tmp_path) == ["out.pdf"] and out.read_text() == "old"


def test_every_file_goes_through_one_writer() -> None:
    """What the program writes for people it writes safely; a copy of what was sent, to read it, is no such file."""
    ways = (".write_bytes(", ".write_text(", 'open("w', "open('w")
    found: dict[str, Any] = {}
    for path in sorted((ROOT / "compensation").rglob("*.py")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        found |= {path.relative_to(ROOT).as_posix(): [x for x in lines if any(way in x for way in ways)]}
    writing = {name for name, lines in found.items() if lines}
    assert writing - {f"compensation/{name}.py" for name in ("ui/branch/data", "api/tables", "table/scratch")} <= {
        "compensation/staging.py",
        "compensation/table/csv_writer.py",
    }
    assert staging.__doc__
