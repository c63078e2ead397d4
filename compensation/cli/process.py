"""The command as a process among others: who asks it to stop, and what it becomes.

Who asks politely (SIGTERM, SIGHUP) is answered as Ctrl-C is. Imports nothing of Passend: it is there before the rest.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

_ASKED = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """Somebody asked the process to stop, by a signal; `code` is the exit code that a shell expects of that."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


_heard: list[Stopped] = []


def listen() -> None:
    """From now on a request to stop is a `Stopped`; what the caller has us ignore (nohup, `&`) stays ignored."""
    if threading.current_thread() is not threading.main_thread():  # which alone hears signals
        return
    for name in _ASKED:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
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
        sys.exit(subprocess.call(command, cwd=folder))
    os.chdir(folder)
    os.execv(command[0], list(command))
