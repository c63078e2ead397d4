"""Nothing half-written: whatever goes wrong on the way leaves the targets as they were."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from compensation import staging
from compensation.table import Progress, TableError, csv_writer
from tests.ports import PATIENCE_SECONDS
from tests.table_files import read, refused, rows_of, run, write_input

# ---------------------------------------------------------------- nothing half-written


def test_existing_output_is_refused_without_force(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    (tmp_path / "out.csv").write_text("mine")
    assert refused(path, tmp_path / "out.csv").code == "output_exists"
    assert (tmp_path / "out.csv").read_text() == "mine"
    run(path, tmp_path / "out.csv", force=True)
    assert len(read(tmp_path / "out.csv")) == 4
    (tmp_path / "out.csv").unlink()
    assert refused(path, tmp_path / "out.csv").message() == (
        "'out.errors.csv' is there already; choose another name, or allow it to be replaced (--force)"
    )


def test_output_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())

    def interfere(_: Progress) -> None:
        (tmp_path / "out.csv").write_text("mine")

    with pytest.raises(TableError, match="is there already"):
        run(path, tmp_path / "out.csv", progress=interfere)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.csv", "out.csv"]
    assert (tmp_path / "out.csv").read_text() == "mine"


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr("compensation.table.source.CHUNK_ROWS", 20)
    path = write_input(tmp_path / "in.parquet", rows_of(100))

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(path, tmp_path / "out.parquet", progress=interrupt, workers=workers)
    assert [file.name for file in tmp_path.iterdir()] == ["in.parquet"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("stop", "workers"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGKILL, 2)])
def test_ctrl_c_and_kill_leave_no_output(tmp_path: Path, stop: signal.Signals, workers: int) -> None:
    path = write_input(tmp_path / "in.parquet", rows_of(2000))
    script = tmp_path / "go.py"
    script.write_text(
        "import sys\nfrom compensation.table import assess_file, source\n"
        "source.CHUNK_ROWS = 5\n"
        "def say(step):\n    print('step', flush=True)\n    __import__('time').sleep(600)\n"
        "if __name__ == '__main__':\n"
        f"    assess_file({str(path)!r}, {str(tmp_path / 'out.parquet')!r}, workers={workers}, progress=say)\n"
    )
    started = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
    )
    assert started.stdout is not None and started.stdout.readline()
    started.send_signal(stop)
    started.wait(PATIENCE_SECONDS)
    names = {file.name for file in tmp_path.iterdir()}
    assert not {"out.parquet", "out.errors.parquet"} & names
    if stop is signal.SIGINT:
        assert names == {"in.parquet", "go.py"}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensation.table.source.CHUNK_ROWS", 20)
    path = write_input(tmp_path / "in.parquet", rows_of(400))

    def kill_one(_: Progress) -> None:
        for child in multiprocessing.active_children():
            child.kill()

    error = refused(path, tmp_path / "out.parquet", progress=kill_one, workers=2)
    assert error.code == "worker_stopped"


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = write_input(tmp_path / "in.csv", rows_of())
    monkeypatch.setattr(csv_writer.CsvWriter, "write", full)
    assert refused(path, tmp_path / "out.csv").message() == (
        "the disk is full; nothing was written. Make room, or choose another disk"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("kind", [".csv", ".parquet", ".xlsx"])
def test_a_really_full_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    path = write_input(tmp_path / "in.csv", rows_of(4000))
    monkeypatch.setattr(staging.Staged, "_begin", _on_a_full_device)
    with pytest.raises(TableError) as caught:
        run(path, tmp_path / f"out{kind}")
    assert caught.value.code == "disk_full"
    assert not (tmp_path / f"out{kind}").exists()


def _on_a_full_device(self: Any) -> int:
    self.part.symlink_to("/dev/full")
    return os.open(self.part, os.O_RDWR)


def test_no_permission_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    opened = Path.open

    def locked(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "w" in mode:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opened(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", locked)
    error = refused(path, tmp_path / "out.csv")
    assert error.message() == "you may not read or write 'out.csv'; choose another place, or change the rights"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = write_input(tmp_path / "in.csv", rows_of())
    with pytest.raises(TableError) as caught:
        run(path, tmp_path / "nowhere" / "out.csv")
    assert caught.value.code == "not_found"
