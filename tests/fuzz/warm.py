"""Warm children for the cage: each foreign file still has a process of its own with its limits, which need not start.

A cold child spends nine tenths of its time on imports. Here one process has them behind it and forks for each file; the
fork takes on the limits and reads as a cold child does (`compensation.table.caged.child.main`). For the fuzzers only:
what a fork may see of a neighbour is no question there.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import IO
from unittest.mock import patch

from compensation.table import cage

#: What the child imports when it opens its first file of each kind.
_KNOWN = ("opening", "csv_scan", "parquet_source", "workbooks", "sheet_scan", "ods_scan", "xls_scan", "zip_checks")


class Kennel:
    """The process that forks: `fork()` hands over a child with its two pipes."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._line = ours
        command = [sys.executable, "-I", "-c", _BEGIN, cage._ROOT, str(theirs.fileno())]
        environment = cage._QUIET | {name: os.environ[name] for name in cage._KEPT if name in os.environ}
        self._process = subprocess.Popen(
            command, env=environment, pass_fds=[theirs.fileno()], stderr=subprocess.DEVNULL
        )
        theirs.close()

    def fork(self, *_: object, **__: object) -> Child:
        """A child as `subprocess.Popen` would give it."""
        (asked, ask), (told, tell) = os.pipe(), os.pipe()
        socket.send_fds(self._line, [b"f"], [asked, tell])
        os.close(asked)
        os.close(tell)
        return Child(int.from_bytes(self._line.recv(4), "big"), os.fdopen(ask, "wb"), os.fdopen(told, "rb"))

    def close(self) -> None:
        """No more children."""
        self._line.close()
        self._process.wait()


class Child:
    """What the cage asks of its child."""

    def __init__(self, pid: int, into: IO[bytes], out: IO[bytes]) -> None:
        self.pid, self.stdin, self.stdout = pid, into, out

    def kill(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """The kennel buries its own."""


_BEGIN = """
import importlib, os, signal, socket, sys
sys.path.insert(0, sys.argv[1])
line = socket.socket(fileno=int(sys.argv[2]))
from compensation.table.caged import child
for name in NAMES:
    importlib.import_module("compensation.table.caged." + name)
import openpyxl, pyarrow.parquet, python_calamine
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    message, pipes, _, _ = socket.recv_fds(line, 1, 2)
    if not message:
        break
    forked = os.fork()
    if forked == 0:
        line.close()
        os.dup2(pipes[0], 0)
        os.dup2(pipes[1], 1)
        for pipe in pipes:
            os.close(pipe)
        try:
            child.main()
        finally:
            os._exit(0)
    for pipe in pipes:
        os.close(pipe)
    line.send(forked.to_bytes(4, "big"))
""".replace("NAMES", repr(_KNOWN))


@contextmanager
def warm_cage() -> Iterator[None]:
    """The cage with warm children."""
    kennel = Kennel()
    try:
        warm = SimpleNamespace(Popen=kennel.fork, PIPE=subprocess.PIPE, DEVNULL=subprocess.DEVNULL)
        with patch.object(cage, "subprocess", warm):
            yield
    finally:
        kennel.close()
