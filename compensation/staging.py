"""Files that are written beside their place and moved there when they are whole and on the disk.

Whatever goes wrong on the way (a fault, a full disk, a killed process) leaves what was there as it was. The rights of
the file that is replaced are kept, and a link is followed, so that it stays a link. What a killed run left behind is
swept by the next run to the same place: while a run lives it holds a lock on what it writes.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import secrets
import signal
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed: that is lock enough
    fcntl = None  # type: ignore[assignment]

_LONGEST = 40  # signs of a name that return in the name of its part


def place_of(target: Path) -> Path:
    """Where a file really stands, links followed. Raises OSError for a link that leads to itself."""
    place = Path(os.path.realpath(target))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    return place


def taken(target: Path) -> bool:
    """Whether something has this name, be it a link that leads nowhere."""
    return os.path.lexists(target)


def beside(place: Path, kind: str) -> str:
    """How the names of what belongs to a file and stands beside it begin: a name of any length fits."""
    digest = hashlib.sha256(os.fsencode(place.name)).hexdigest()[:8]
    return f".{place.stem[:_LONGEST]}.{digest}.{kind}"


def put(target: Path, content: bytes) -> None:
    """Write a whole file, safely. Raises OSError."""
    with Staged(target) as staged:
        staged.part.write_bytes(content)
        staged.commit()


class Staged:
    """A file on its way: write `part`, then `commit`. Leaving the `with` without that leaves nothing."""

    def __init__(self, target: Path) -> None:
        self.target, self.place = target, place_of(target)
        sweep(self.place)
        name = f"{beside(self.place, 'part')}.{secrets.token_hex(4)}{self.place.suffix}"
        self.part = self.place.with_name(name)
        self._held: int | None = self._begin()
        self._left = False

    def _begin(self) -> int:
        """The part, empty and locked; for nobody else to read where it takes the place of another file."""
        rights = 0o600 if self.place.exists() else 0o666
        held = os.open(self.part, os.O_RDWR | os.O_CREAT | os.O_EXCL, rights)
        _lock(held)
        return held

    def __enter__(self) -> Staged:
        return self

    def commit(self) -> None:
        """Onto the disk and into place."""
        self.settle()
        self.move()

    def settle(self) -> None:
        """Onto the disk, with the rights of the file that it replaces."""
        assert self._held is not None
        with suppress(FileNotFoundError):
            before = self.place.stat()
            if os.name != "nt":
                with suppress(PermissionError):
                    os.chown(self.part, before.st_uid, before.st_gid)
            self.part.chmod(stat.S_IMODE(before.st_mode))
        os.fsync(self._held)

    def move(self) -> None:
        """Into place."""
        if os.name == "nt":  # which moves no file that is open
            self._let_go()
        self.part.replace(self.place)
        sync_folder(self.place.parent)

    def leave(self) -> None:
        """Keep the part, for the next run to move."""
        self._left = True

    def _let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def __exit__(self, *_: object) -> None:
        self._let_go()
        if not self._left:
            with suppress(OSError):
                self.part.unlink(missing_ok=True)


def sweep(place: Path) -> None:
    """Remove what runs that live no more had begun to write for this place."""
    for part in place.parent.glob(f"{glob.escape(beside(place, 'part'))}.*"):
        with suppress(OSError):
            if not is_live(part):
                part.unlink()


def is_live(part: Path) -> bool:
    """Whether a run still writes it, as far as the system can say. Raises OSError where there is no such file."""
    held = os.open(part, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        return not _lock(held)
    finally:
        os.close(held)


def _lock(held: int) -> bool:
    """Lock a file until it is closed; whether that could be done."""
    if fcntl is not None:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # another has it, or this disk knows no locks
            return False
    return True


def sync_folder(folder: Path) -> None:
    """The names in a folder onto the disk, where the system can."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C and a friendly request to stop come too late in here: what takes a moment is finished first."""
    names = ("SIGINT", "SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    before = {}
    try:
        for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
            before[number] = signal.signal(number, signal.SIG_IGN)
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:  # None: not set by Python, and so not put back by it
                signal.signal(number, handler)
