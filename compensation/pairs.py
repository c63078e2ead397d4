"""Two files that belong together are both there or neither: results and errors of one run.

No system moves two files in one step. So before the first is moved, a note beside it says which two are on their way,
with the hash of each; it goes when both have arrived. A run that finds such a note of one that was killed finishes the
pair, or, where that cannot be done any more, removes what is left of it; and says which.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from compensation.staging import Staged, beside, is_live, place_of, put, sweep, sync_folder, undisturbed

_VERSION = 1
_MOST_BYTES = 20_000


class HaltedError(OSError):
    """One of two files could not be moved; the note and what is to be moved are left for the next run."""


@dataclass(frozen=True)
class _Move:
    """A part that is to be moved, its hash, and what stood in its place when that was written down (None: nothing)."""

    place: str
    part: str
    hash: str
    before: tuple[int, int, int] | None

    @property
    def source(self) -> Path:
        """The part, which always stands beside its place."""
        return Path(self.place).parent / Path(self.part).name

    def is_done(self) -> bool:
        """Whether the file is in its place."""
        return Path(self.place).is_file() and hash_of(Path(self.place)) == self.hash

    def can_be_done(self) -> bool:
        """Whether the part is whole, and nobody has written to its place since."""
        whole = self.source.is_file() and not self.source.is_symlink() and hash_of(self.source) == self.hash
        return whole and _state(Path(self.place)) == self.before

    def do(self) -> None:
        """Move it. Raises OSError."""
        self.source.replace(self.place)
        sync_folder(Path(self.place).parent)


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def commit(results: Staged, errors: Staged) -> tuple[str, str]:
    """Move both into place; their hashes. Raises OSError when neither was moved, HaltedError when one was."""
    pair = (results, errors)
    with undisturbed():
        for staged in pair:
            staged.settle()
        moves = [_Move(str(s.place), s.part.name, hash_of(s.part), _state(s.place)) for s in pair]
        note = _note(results.place)
        put(note, json.dumps({"pair": _VERSION, "moves": [asdict(move) for move in moves]}).encode())
        try:
            for staged in pair:
                staged.move()
        except OSError as error:
            for staged in pair:
                staged.leave()
            raise HaltedError(*error.args) from error
        _remove(note)
    return moves[0].hash, moves[1].hash


def mend(target: Path) -> str | None:
    """Finish or remove a pair that a killed run left half: "completed" or "removed"; None where none was half.

    Raises OSError where the folder may not be read or written.
    """
    note = _note(place_of(target))
    sweep(note)
    moves = _read(note, place_of(target))
    if moves is None or any(move.source.is_file() and is_live(move.source) for move in moves):
        return None
    left = [move for move in moves if not move.is_done()]
    how = None
    if left:
        how = "completed" if _done(left) else "removed"
    for move in left:
        move.source.unlink(missing_ok=True)
    _remove(note)
    return how


def _done(left: Sequence[_Move]) -> bool:
    """Do what is left; whether that went."""
    if not all(move.can_be_done() for move in left):
        return False
    try:
        for move in left:
            move.do()
    except OSError:
        return False
    return True


def _note(place: Path) -> Path:
    return place.with_name(beside(place, "pair"))


def _read(note: Path, place: Path) -> list[_Move] | None:
    """The moves of a note of our own; None where there is none. What another left in a shared folder moves nothing."""
    try:
        opened = os.open(note, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    with os.fdopen(opened, "rb") as file:
        if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
            return None
        content = file.read(_MOST_BYTES)
    try:
        moves = [_move(move) for move in json.loads(content)["moves"]]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return moves if moves and moves[0].place == str(place) else None


def _move(told: dict[str, Any]) -> _Move:
    before = told["before"]
    return _Move(
        place=str(told["place"]),
        part=str(told["part"]),
        hash=str(told["hash"]),
        before=None if before is None else (int(before[0]), int(before[1]), int(before[2])),
    )


def _state(place: Path) -> tuple[int, int, int] | None:
    """By what it shows that a file was not written since."""
    try:
        now = place.stat()
    except FileNotFoundError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns


def _remove(note: Path) -> None:
    note.unlink(missing_ok=True)
    sync_folder(note.parent)
