"""The cage: a foreign file is opened and parsed in a child process that may take so much and no more.

Readers of workbooks and Parquet are quick because they are not careful: a hostile or damaged file makes them fill the
memory, never end, or end the whole process. So none of them ever sees a foreign byte in the process that serves
people. The child has limits of memory, processor time and open files, may write no file, gets no environment, and is
stopped when a piece takes too long; when it closes, that is a sentence. What comes back are Arrow columns of plain
types, a chunk at a time, so that a file of any length takes no more memory than a short one.

Where the system knows no such limits (Windows; memory on a Mac) the time that a piece may take still holds.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import compensation
from compensation.table import source
from compensation.table.faults import TableError
from compensation.table.limits import MEGABYTE, MOST_AT_ONCE, NO_LIMITS, Limits
from compensation.table.source import Choice, Chunk, Counted, Tab, Written
from compensation.table.wire import receive, unpacked

_ROOT = str(Path(compensation.__file__).parents[1])
_BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); from compensation.table.caged.child import main; main()"
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")
#: One thread and a plain allocator: those of Arrow and numpy ask for addresses that they never use.
_QUIET = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_QUIET |= {"MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
_room = threading.BoundedSemaphore(MOST_AT_ONCE)


class CagedSource:
    """A file that a child process reads. Making one raises TableError for a file that is none, or is too heavy."""

    def __init__(self, path: Path, limits: Limits = NO_LIMITS) -> None:
        self._limits, self._size = limits, path.stat().st_size
        if not _room.acquire(timeout=limits.wait):
            raise TableError("cage_busy")
        self._held = True
        self.counted: Counted | None = None
        self._done = 0.0
        self._child: subprocess.Popen[bytes] | None = None
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-c", _BEGIN, _ROOT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_QUIET | {name: os.environ[name] for name in _KEPT if name in os.environ},
                close_fds=True,
            )
            self._say(self._job(path))
            opened = self._hear_json()
        except BaseException:
            self.close()
            raise
        self.kind = str(opened["kind"])
        self.tabs: Sequence[Tab] = [Tab.of(tab) for tab in opened["tabs"]]
        self.written = Written(**opened["written"])

    def _job(self, path: Path) -> dict[str, Any]:
        limits = self._limits
        seconds = limits.seconds + limits.seconds_a_megabyte * (self._size // MEGABYTE)
        most = {"rows": limits.rows, "cells": limits.cells, "text": limits.text, "texts": limits.texts}
        process = {"memory": limits.memory, "seconds": seconds}
        return {"path": str(path.resolve()), "piece": source.CHUNK_ROWS, "limits": most, "process": process}

    def chunks(self, choice: Choice) -> Iterator[Chunk]:
        """The rows of a tab, as they come out of the cage."""
        self._say({"tab": choice.tab, "header_row": choice.header_row, "width": choice.width})
        while True:
            kind, payload = self._hear()
            if kind == b"J":
                self.counted = Counted(**json.loads(payload))
                self._done = 1.0
                return
            self._done = int.from_bytes(payload[:2], "big") / 65535
            try:
                chunk = unpacked(payload[2:])
            except Exception:
                raise TableError("cage_closed") from None
            yield chunk

    def done(self) -> float:
        """How much of the file was read, as far as the child knows."""
        return self._done

    def close(self) -> None:
        """End the child, whatever it does."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    # What was not yet sent to a child that ended cannot be sent any more, and closing tries to.
                    with contextlib.suppress(OSError):
                        pipe.close()
            child.wait()
        if self._held:
            self._held = False
            _room.release()

    # ---------------------------------------------------------------- what is said

    def _pipes(self) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            raise TableError("cage_closed")
        return child, child.stdin, child.stdout

    def _say(self, data: dict[str, Any]) -> None:
        _, into, _ = self._pipes()
        try:
            into.write(json.dumps(data).encode() + b"\n")
            into.flush()
        except OSError:
            raise TableError("cage_closed") from None

    def _hear(self) -> tuple[bytes, bytes]:
        """The next message; a child that closed, or takes too long, is a sentence."""
        child, _, out = self._pipes()
        watch = threading.Timer(self._limits.wait, child.kill)
        watch.daemon = True
        watch.start()
        try:
            kind, payload = receive(out)
        except (EOFError, OSError):
            raise TableError("cage_closed") from None
        finally:
            watch.cancel()
        if kind == b"X":
            fault = json.loads(payload)
            raise TableError(fault["code"], **fault["values"])
        return kind, payload

    def _hear_json(self) -> dict[str, Any]:
        _, payload = self._hear()
        data: dict[str, Any] = json.loads(payload)
        return data
