"""Version 1, the commit that this program is measured against: its code, and rules that both versions can read.

The code is taken out of this repository's own history into a folder of the run. Rules have changed since: version 1
gets the files of today, without the fields that it says it does not know; a file that it still cannot read is replaced
by its own of that name, or left out. What that comes to stands in the report.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

COMMIT = "63e4a8e"
ROOT = Path(__file__).resolve().parents[1]
RULE_FOLDERS = ("rules", "sector_data")
UNKNOWN_FIELD, NEEDS_TEXT = "unknown field", "needs text"
#: A field that is taken out may bring others to light.
ROUNDS = 4

#: A fault as version 1 tells it: the file, the path inside it with points, and the problem.
Fault = tuple[str, str, str]


@dataclass(frozen=True)
class Rules:
    """The folder that version 1 reads: how many files of today it holds, and which it could not read."""

    folder: Path
    of_today: int
    own: tuple[str, ...]
    left_out: tuple[str, ...]


class NotThereError(Exception):
    """The history of this checkout does not reach back to version 1."""


def check_out(target: Path) -> Path:
    """The code and rules of version 1, in `target`. Raises NotThereError."""
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", COMMIT], capture_output=True)
    if archive.returncode:
        raise NotThereError(archive.stderr.decode(errors="replace").strip())
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as whole:
        whole.extractall(target, filter="data")
    return target


def shared_rules(today: Path, own: Path, target: Path, faults_of: Callable[[Path], Sequence[Fault]]) -> Rules:
    """The rules of `today` in `target`, as far as version 1 (whose own stand in `own`) can read them."""
    files = {
        file.relative_to(today).as_posix(): yaml.load(file.read_text(encoding="utf-8"), _Loader)
        for part in RULE_FOLDERS
        for file in sorted((today / part).rglob("*.yaml"))
    }
    written = dict(files)
    for name, data in files.items():
        _write(target / name, data)
    for _ in range(ROUNDS):
        wrong = _by_file(faults_of(target))
        for name, faults in wrong.items():
            for path, problem in faults:
                _mend(written[name], path, problem)
            _write(target / name, written[name])
    replaced, left_out = [], []
    for name in _by_file(faults_of(target)):
        if (own / name).exists():
            (target / name).write_bytes((own / name).read_bytes())
            replaced.append(name)
        else:
            (target / name).unlink()
            left_out.append(name)
    if faults := faults_of(target):
        raise RuntimeError(f"version 1 cannot read these rules: {faults[0]}")
    return Rules(target, len(files) - len(replaced) - len(left_out), tuple(replaced), tuple(left_out))


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _by_file(faults: Sequence[Fault]) -> dict[str, list[tuple[str, str]]]:
    """Faults by file, the last of a list first, so that a place stays what it was while those after it go."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, path, problem in reversed(faults):
        found[name].append((path, problem))
    return found


def _mend(data: Any, path: str, problem: str) -> None:
    """Take out a field that version 1 does not know, and put a text where it needs one and there is none."""
    *before, last = path.split(".")
    for part in before:
        data = data[int(part)] if isinstance(data, list) else data.get(part, {})
    if not isinstance(data, dict) or last not in data:
        return
    if problem.startswith(UNKNOWN_FIELD):
        del data[last]
    elif problem.startswith(NEEDS_TEXT) and data[last] is None:
        data[last] = "none"
