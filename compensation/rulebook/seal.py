"""The seal of a folder of rules: `rules/SEALED`, a list of its files with the SHA-256 of each.

It is what `sha256sum` writes and checks (`sha256sum --check rules/SEALED` in the folder). A folder that has one is held
to it: a file that is missing, is another or is not named is a fault. The program's own folder must have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compensation.outside import one_line
from compensation.rulebook.faults import RuleBookError, RuleFault, coded
from compensation.rulebook.folder import SEAL, Contents, find_whole, read
from compensation.staging import put

_LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<name>[^\s].*)")


@dataclass(frozen=True)
class Change:
    """A file that is not as the seal has it; `how` is added, removed or changed."""

    name: str
    how: str


def seal_faults(contents: Contents) -> Iterator[RuleFault]:
    """Where a folder is not as its seal has it."""
    if contents.seal is None:
        return
    sealed, faults = _listed(contents.seal)
    yield from faults
    unread = {fault.file for fault in contents.faults}
    for change in _changes(sealed, contents.listed):
        if unread.isdisjoint((change.name, *map(str, PurePosixPath(change.name).parents))):
            yield coded(one_line(change.name), f"sealed_{_CODES[change.how]}", seal=SEAL)


_CODES = {"removed": "missing", "added": "extra", "changed": "other"}


def seal(root: Path) -> list[Change]:
    """Write the seal of a folder anew; what had changed since the one before, all files where there was none.

    Raises RuleBookError where the folder cannot be read as a whole, OSError where it cannot be written.
    """
    contents = read(find_whole(root))
    if contents.faults:
        raise RuleBookError(contents.faults)
    changes = _changes(_listed(contents.seal or b"")[0], contents.listed)
    if contents.seal != contents.list_text.encode("utf-8"):
        put(root / SEAL, contents.list_text.encode("utf-8"))
    return changes


def _listed(content: bytes) -> tuple[dict[str, str], list[RuleFault]]:
    """Name -> hash of a seal, and its lines that are none."""
    listed: dict[str, str] = {}
    faults = []
    for number, line in enumerate(content.decode("utf-8", errors="replace").splitlines(), 1):
        if match := _LINE.fullmatch(line):
            listed[match["name"]] = match["hash"]
        else:
            faults.append(coded(SEAL, "seal_line", line=number))
    return listed, faults


def _changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    names = sorted(before.keys() | now.keys())
    found = ((name, before.get(name), now.get(name)) for name in names)
    return [
        Change(name, "added" if was is None else "removed" if is_ is None else "changed")
        for name, was, is_ in found
        if was != is_
    ]
