"""A folder for what a reader of files needs on a disk: gone when it has been read, swept when its process was killed.

A folder is held by a lock as long as its process lives; the system lets go of it however the process ends. So what
nobody holds was left behind.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

_locks: Any = None if sys.platform == "win32" else import_module("fcntl")
PREFIX = "passend-"
_LOCK = ".held"
#: Between making a folder and holding it lies less than this; where nothing can be held, a file is read in far less.
_YOUNG_SECONDS, _OLD_SECONDS = 2.0, 3600.0


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that only this user can read, for as long as this takes."""
    with TemporaryDirectory(prefix=PREFIX) as name:
        folder = Path(name)
        with (folder / _LOCK).open("wb") as held:
            if _locks is not None:
                _locks.flock(held, _locks.LOCK_EX | _locks.LOCK_NB)
            yield folder


def sweep() -> int:
    """Remove what killed processes of this user left behind; how many folders that were."""
    swept = 0
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _is_ours(folder) and _is_left(folder):
                shutil.rmtree(folder)
                swept += 1
    return swept


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder, no link to one, and this user's."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    whose: Any = getattr(os, "getuid", None)  # not on Windows
    return whose is None or bool(folder.lstat().st_uid == whose())


def _is_left(folder: Path) -> bool:
    age = time.time() - folder.lstat().st_mtime
    lock = folder / _LOCK
    if _locks is None or not lock.is_file():
        return age > _OLD_SECONDS
    if age < _YOUNG_SECONDS:
        return False
    with lock.open("rb") as held:
        try:
            _locks.flock(held, _locks.LOCK_EX | _locks.LOCK_NB)
        except OSError:
            return False
    return True
