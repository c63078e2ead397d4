"""Runs that are killed at each step of their writing, and disks that are full at each size.

    python -m tests.fuzz.killed FOLDER [WORK ...]

Each run is a fork that this process, which does nothing else, kills just before it opens a file for writing, moves,
removes, changes the rights of, or syncs one, at the first such step, then at the second, until a run comes to its end.
Another fork may write files of so many bytes and no more: it is told (a full disk) or killed in the middle of a write.
Afterwards results and errors are both of the run before or both of the new one, or the next run makes them so and says
it; nothing else is left in the folder.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from compensation import load_rulebook, pairs, staging
from compensation.table import TableError, assess_file
from tests.table_files import rows_of, write_csv

Work = Callable[[Path, Path], object]
State = tuple[bytes | None, bytes | None]
#: Bytes that a file may have: nothing, a part of a header, of the first row, of the second file, of the note.
SIZES = (0, 1, 40, 300, 900, 2_500, 6_000, 20_000)
_EVENTS = ("os.rename", "os.remove", "os.chmod", "os.chown", "os.link")
_ENDS = {0: "done", 71: "told"}


def bare(target: Path, errors: Path) -> None:
    """Only the writing of two files, of different lengths."""
    with staging.Staged(target) as first, staging.Staged(errors) as second:
        first.part.write_bytes(b"new results" * 200)
        second.part.write_bytes(b"new errors" * 50)
        pairs.commit(first, second)


def table(target: Path, errors: Path) -> None:
    """A whole file of placements."""
    assess_file(target.parent / "in.csv", target, errors, rulebook=_BOOK, force=True)


_BOOK = load_rulebook()
WORKS: dict[str, tuple[Work, str]] = {
    "bare": (bare, ".csv"),
    "csv": (table, ".csv"),
    "parquet": (table, ".parquet"),
    "xlsx": (table, ".xlsx"),
}


class Trial:
    """A folder in which one work is killed again and again."""

    def __init__(self, folder: Path, name: str, *, had: bool) -> None:
        self.work, ending = WORKS[name]
        self.folder = folder / f"{name}_{'old' if had else 'first'}"
        self.folder.mkdir(parents=True)
        self.target, self.errors = self.folder / f"out{ending}", self.folder / f"out.errors{ending}"
        write_csv(self.folder / "in.csv", rows_of(20))
        self.old: State = (b"old results", b"old errors") if had else (None, None)
        self.began = set(self._names())
        self.found: list[str] = []
        self.tried = 0
        assert self._fork(None) == "done", "a run that nobody kills comes to its end"
        self.new = self.state()

    def state(self) -> State:
        """What stands in the two places."""
        return _read(self.target), _read(self.errors)

    def _names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def _reset(self) -> None:
        for path in self.folder.iterdir():
            if path.name not in self.began:
                path.unlink()
        for path, content in zip((self.target, self.errors), self.old, strict=True):
            if content is not None:
                path.write_bytes(content)

    def run(self) -> Iterator[int]:
        """Kill it at every step and at every size; the number of runs so far."""
        ended, step = "killed", 0
        while ended == "killed":
            step += 1
            self._reset()
            ended = self._fork(step)
            self._judge(f"killed at step {step}")
            yield self.tried
        if ended != "done":
            self.found.append(f"at step {step} a run that nobody killed {ended}")
        for size in SIZES:
            for deadly in (True, False):
                self._reset()
                ended = self._fork(None, size, deadly=deadly)
                said = f"{'killed' if deadly else 'full disk'} at {size} bytes"
                if ended == "failed":
                    self.found.append(f"{said}: otherwise than in a sentence")
                if not deadly and self.state() != (self.new if ended == "done" else self.old):
                    self.found.append(f"{said}: {ended}, and a half pair")
                self._judge(said)
                yield self.tried

    def _fork(self, step: int | None, size: int | None = None, *, deadly: bool = True) -> str:
        """How a run ended: done, told (that it could not be), killed, or failed otherwise."""
        self.tried += 1
        child = os.fork()
        if child == 0:
            self._child(step, size, deadly=deadly)
        _, status = os.waitpid(child, 0)
        return "killed" if os.WIFSIGNALED(status) else _ENDS.get(os.WEXITSTATUS(status), "failed")

    def _child(self, step: int | None, size: int | None, *, deadly: bool) -> None:
        try:
            if step is not None:
                _kill_before(step, self.folder)
            sys.dont_write_bytecode = True  # a module half-written would meet whoever comes next
            if size is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL if deadly else signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            self.work(self.target, self.errors)
        except (TableError, OSError):
            os._exit(71)
        except BaseException:
            traceback.print_exc()
            os._exit(70)
        os._exit(0)

    def _judge(self, when: str) -> None:
        """What the next run makes of it."""
        before = self.state()
        if any(now not in (old, new) for now, old, new in zip(before, self.old, self.new, strict=True)):
            self.found.append(f"{when}: a file is half-written")
        how = pairs.mend(self.target)
        for path in (self.target, self.errors):
            staging.sweep(path)
        after = self.state()
        if after not in (self.old, self.new):
            self.found.append(f"{when}: results and errors of different runs, and the next run leaves it ({how})")
        if before not in (self.old, self.new) and how != "completed":
            self.found.append(f"{when}: a half pair, and the next run says {how}")
        expected = {"in.csv"} | ({self.target.name, self.errors.name} if after[0] is not None else set())
        if left := set(self._names()) - expected:
            self.found.append(f"{when}: left behind: {sorted(left)}")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _kill_before(step: int, folder: Path) -> None:
    """Kill this process just before it changes something in a folder for so many times."""
    left = step

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, told: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(told[0], str | Path) and Path(told[0]).parent == folder:
            if told[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                count()
        elif event in _EVENTS and isinstance(told[0], str | Path) and Path(told[0]).parent == folder:
            count()

    synced = os.fsync

    def sync(held: int) -> None:
        count()
        synced(held)

    os.fsync = sync
    sys.addaudithook(hear)


def main(arguments: Sequence[str]) -> None:
    """Try the works and print, as JSON, how many runs there were and what was found."""
    folder, names = Path(arguments[0]).resolve(), list(arguments[1:]) or list(WORKS)
    for name in names:
        for had in (True, False):
            trial = Trial(folder, name, had=had)
            for _ in trial.run():
                pass
            print(json.dumps({"work": name, "had": had, "tried": trial.tried, "found": trial.found}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
