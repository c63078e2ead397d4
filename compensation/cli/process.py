"""The command as a process among others: who asks it to stop, and what it becomes.

Who asks politely (SIGTERM, SIGHUP) is answered as Ctrl-C is. Imports nothing of Passend and next to nothing of Python:
until it is there, Ctrl-C is Python's own and gives a traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import FrameType

_ASKED = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """Somebody asked the process to stop, by a signal; `code` is the exit code that a shell expects of that."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


_heard: list[Stopped] = []


def listen() -> None:
    """From now on a request to stop is a `Stopped`; what the caller has us ignore (nohup, `&`) stays ignored."""
    for name in _ASKED:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            with suppress(ValueError):  # not the main thread, which alone hears signals
                signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    _heard.append(Stopped(number))
    raise _heard[-1]


def heard() -> Stopped | None:
    """The request to stop that came since this was last asked: typer makes a mere exit code of the exception."""
    stop = _heard[-1] if _heard else None
    _heard.clear()
    return stop


def become(command: Sequence[str], folder: Path) -> NoReturn:
    """Go on as another command in a folder: who stops this process stops that one."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # where the caller would not wait for what is become
        import subprocess

        sys.exit(subprocess.call(command, cwd=folder))
    os.chdir(folder)
    os.execv(command[0], list(command))
