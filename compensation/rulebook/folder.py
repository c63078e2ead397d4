"""The files of a folder of rules: each of them found, or a fault, and read once: those bytes are parsed and hashed.

Nothing that lies in `rules/` or `sector_data/` is passed over in silence: a folder that may not be listed, a name that
is nearly that of a rule file, a link to nothing or out of the folder, a pipe. Left out are the JSON Schemas, README.md,
and what editors and systems leave behind (names that begin with a dot or end in ~).
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from compensation.outside import one_line
from compensation.rulebook.faults import RuleFault, coded

PARTS = ("rules", "sector_data")
#: The list of the files with the hash of each, which makes a folder of rules a sealed one.
SEAL = "rules/SEALED"
DEEPEST, MOST_FILES, MOST_MB = 6, 2000, 5
#: File systems keep time in steps of up to two seconds: a file that is younger may be written again unseen.
STEP_OF_TIME = 2_000_000_000
_NEARLY = re.compile(r"\.ya?ml", re.IGNORECASE)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Found:
    """What lies in a folder at one moment: the name of each rule file with what tells whether it has changed."""

    root: Path
    stamps: Mapping[str, tuple[int, ...]]
    faults: tuple[RuleFault, ...]

    def settled(self, on: int) -> bool:
        """Whether every file was as old, at a moment in nanoseconds, that a later change must show in its stamp."""
        return all(abs(on - moment) > STEP_OF_TIME for stamp in self.stamps.values() for moment in stamp[:2])


@dataclass(frozen=True)
class Contents:
    """The bytes of every rule file of a folder, by name, as they were parsed. Two are equal when these are."""

    root: Path
    files: Mapping[str, bytes] = field(hash=False)
    seal: bytes | None
    faults: tuple[RuleFault, ...] = field(default=(), hash=False)

    @cached_property
    def listed(self) -> Mapping[str, str]:
        """Name -> SHA-256 of each rule file, whatever its line ends, by name."""
        plain = {name: content.replace(b"\r\n", b"\n") for name, content in sorted(self.files.items())}
        return {name: hashlib.sha256(content).hexdigest() for name, content in plain.items()}

    @cached_property
    def list_text(self) -> str:
        """The list as `sha256sum` writes it: hash, two spaces, name."""
        return "".join(f"{digest}  {name}\n" for name, digest in self.listed.items())

    @cached_property
    def hash(self) -> str:
        """The SHA-256 of that list: of a sealed folder what `sha256sum rules/SEALED` says."""
        return hashlib.sha256(self.list_text.encode("utf-8")).hexdigest()


def find_whole(root: Path) -> Found:
    """The rule files of a whole folder."""
    return _found(root, _Search(root).whole())


def find_overlay(root: Path) -> Found:
    """One file, or the files that lie loose in a folder and in its `rules/` and `sector_data/`."""
    if root.is_file():
        return _found(root.parent, iter([_one(root.parent, root.name)]))
    return _found(root, _Search(root).overlay())


def read(found: Found) -> Contents:
    """The bytes of the files that were found; what cannot be read is a fault."""
    files: dict[str, bytes] = {}
    faults = list(found.faults)
    for name in found.stamps:
        content = _bytes(found.root / name, name)
        if isinstance(content, RuleFault):
            faults.append(content)
        else:
            files[name] = content
    seal = files.pop(SEAL, None)
    return Contents(found.root, MappingProxyType(files), seal, tuple(faults))


_Kept = dict[tuple[Path, bool], tuple[Found, int, Contents]]
_kept: _Kept = {}


def contents_of(root: Path, *, overlay: bool = False) -> Contents:
    """What a folder holds now. Read again when a name, size, time (of change too) or place of a file differs.

    Where a file is younger than two seconds it is read again in any case. What this cannot see: a file that is written
    in place with a time of its own choice on a system that keeps no time of change (Windows), or after its clock was
    set back.
    """
    moment = time.time_ns()
    found = find_overlay(root) if overlay else find_whole(root)
    before = _kept.get((root, overlay))
    if before and before[0] == found and found.settled(before[1]):
        return before[2]
    contents = read(found)
    while len(_kept) >= 8:
        _kept.pop(next(iter(_kept)), None)
    _kept[root, overlay] = found, moment, contents
    return contents


def _found(root: Path, items: Iterator[tuple[str, tuple[int, ...]] | RuleFault]) -> Found:
    stamps: dict[str, tuple[int, ...]] = {}
    faults: list[RuleFault] = []
    for item in items:
        if isinstance(item, RuleFault):
            faults.append(item)
        elif len(stamps) < MOST_FILES:
            stamps[item[0]] = item[1]
        else:
            faults.append(coded(PARTS[0], "too_many_files", most=MOST_FILES))
            break
    return Found(root, MappingProxyType(dict(sorted(stamps.items()))), tuple(faults))


_Item = tuple[str, tuple[int, ...]] | RuleFault


class _Search:
    """One look through a folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.real = root, Path(os.path.realpath(root))

    def whole(self) -> Iterator[_Item]:
        for part in PARTS:
            try:
                (self.root / part).lstat()
            except FileNotFoundError:
                yield coded(part, "no_folder", root=one_line(str(self.root)))
            except OSError as error:
                yield _not_listed(part, error)
            else:
                yield from self._folder(part, 1)

    def overlay(self) -> Iterator[_Item]:
        any_file = False
        for item in self._loose():
            any_file = True
            yield item
        for part in PARTS:
            if os.path.lexists(self.root / part):
                for item in self._folder(part, 1):
                    any_file = True
                    yield item
        if not any_file:
            yield coded(PARTS[0], "no_file", root=one_line(str(self.root)))

    def _loose(self) -> Iterator[_Item]:
        try:
            entries = _entries(self.root)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            yield _not_listed(".", error)
            return
        for entry in entries:
            if _NEARLY.search(entry.name):
                yield self._entry(entry, entry.name)

    def _folder(self, name: str, depth: int) -> Iterator[_Item]:
        if depth > DEEPEST:
            yield coded(one_line(name), "too_deep", most=DEEPEST)
            return
        if (self.root / name).is_symlink():
            yield self._link(name)
            return
        try:
            entries = _entries(self.root / name)
        except OSError as error:
            yield _not_listed(one_line(name), error)
            return
        for entry in entries:
            path = f"{name}/{entry.name}"
            if path == SEAL or not _known(entry.name, name):
                try:
                    below = entry.is_dir(follow_symlinks=False) and not _NEARLY.search(entry.name)
                except OSError as error:
                    yield coded(one_line(path), "not_read", reason=_reason(error))
                    continue
                if below:
                    yield from self._folder(path, depth + 1)
                else:
                    yield self._entry(entry, path)

    def _entry(self, entry: os.DirEntry[str], name: str) -> _Item:
        said = one_line(name)
        if not entry.name.isprintable():
            return coded(said, "odd_name")
        try:
            if entry.is_symlink():
                if not entry.is_file() or not self._inside(name):
                    return self._link(name)
            elif entry.is_dir(follow_symlinks=False):
                return coded(said, "is_folder")
            elif not entry.is_file(follow_symlinks=False):
                return coded(said, "no_ordinary_file")
            if name != SEAL and not entry.name.endswith(".yaml"):
                return coded(said, "misnamed" if _NEARLY.search(entry.name) else "extra")
            return _one(self.root, name)
        except OSError as error:
            return coded(said, "not_read", reason=_reason(error))

    def _inside(self, name: str) -> bool:
        return Path(os.path.realpath(self.root / name)).is_relative_to(self.real)

    def _link(self, name: str) -> RuleFault:
        """What is wrong with a symbolic link that is no file of this folder."""
        path = self.root / name
        if not path.exists():
            return coded(one_line(name), "link_broken")
        if not self._inside(name):
            return coded(one_line(name), "link_outward")
        return coded(one_line(name), "link_folder" if path.is_dir() else "no_ordinary_file")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; glob would say nothing of one that may not be listed."""
    with os.scandir(folder) as entries:
        kept = (entry for entry in entries if not entry.name.startswith(".") and not entry.name.endswith("~"))
        return sorted(kept, key=lambda entry: entry.name)


def _known(name: str, folder: str) -> bool:
    """What lies beside the rule files and is none."""
    if folder in PARTS:
        return name in ("README.md", "schemas")
    return False


def _one(root: Path, name: str) -> tuple[str, tuple[int, ...]]:
    seen = (root / name).stat()
    return name, (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)


def _bytes(path: Path, name: str) -> bytes | RuleFault:
    said = one_line(name)
    try:
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - a pipe that came in between must not wait
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return coded(said, "no_ordinary_file")
            content = file.read(MOST_MB * 1_000_000 + 1)
    except OSError as error:
        return coded(said, "not_read", reason=_reason(error))
    return coded(said, "too_large", most=MOST_MB) if len(content) > MOST_MB * 1_000_000 else content


def _not_listed(name: str, error: OSError) -> RuleFault:
    return coded(name, "not_listed", reason=_reason(error))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
