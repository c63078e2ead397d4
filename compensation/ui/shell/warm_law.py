"""The compiled law, made ready beside the visitors, once: compiled in a process of its own, then loaded into this one.

Compiling takes half a minute of processor time and holds Python's lock meanwhile, so every page would wait for it.
Loading what another process compiled takes half a second.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import compensation
from compensation.rulebook.frozen_records import Rules
from compensation.ui.shell.warm import stay

#: Ends with the server, whose end of the pipe then closes, and lets visitors go first.
_COMPILE = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(1)), daemon=True).start()
if hasattr(os, "nice"):
    os.nice(10)
from compensation import load_rulebook
from compensation.reading import compiled
from compensation.rulebook.frozen import freeze
compiled.warm(freeze(load_rulebook())).join()
"""
_begun = threading.Lock()


def warm_law(rules: Rules) -> None:
    """Begin; the first time that it is asked for."""
    if _begun.acquire(blocking=False):
        threading.Thread(target=_make_ready, args=(rules,), name="passend-warm-law", daemon=True).start()


def _make_ready(rules: Rules) -> None:
    from compensation.reading import compiled

    if compiled.available() and not compiled.is_quick():
        _compile()
    if (loading := compiled.warm(rules)) is not None:  # where nothing could be kept on disk it is compiled here
        loading.join()
    stay()


def _compile() -> None:
    root = Path(compensation.__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", _COMPILE],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        child.wait()
