"""Hostile folders of rules by seed: files damaged byte by byte or value by value, and what does not belong there.

`escape(folder)` says what went wrong with one, None when it ended as it should: in rules that the law can be run with,
or in faults, each with file, line and column, in every language, on lines of a decent length.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from compensation.rulebook import RuleBookError, check_rulebook, load_rulebook, told
from compensation.rulebook.frozen import freeze
from compensation.rulebook.seal import seal
from compensation.rulebook.yaml_source import read_yaml_bytes
from compensation.texts import LANGUAGES
from tests.fuzz.placements import KEYS, TEXTS, damaged
from tests.rulebooks import PARTS, TEST_RULES

#: Enough to have every part, few enough to read them in an instant.
SCHEMES = ("horeca", "rijk", "umc", "metalektro")
LONGEST_LINE = 900
VALUES: tuple[Any, ...] = (
    *(text for text in TEXTS if text.isprintable()), None, True, False, 0, -1, 99, 10**6, 10**39, 10**5000,
    Decimal("1e-30"), Decimal("-0.01"), Decimal("999999999.99"), date(1, 1, 1), date(9999, 12, 31), [[]],
    date(2026, 1, 1), date(2025, 12, 31), [], {}, [{}], {"nl": "x"}, {"a": 1}, [1] * 3000,
    {f"k{n}": n for n in range(900)}, "2026-13-01", "unknown",
    {"type": "per_hours", "amount": Decimal("1.00"), "base_hours": 0}, {"nl": "x" * 90_000, "en": "y"},
)  # fmt: skip


class _Dumper(yaml.CSafeDumper):
    """Decimals as they are written in rule files."""


_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}"))
_Dumper.add_representer(int, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:int", _digits(value)))
_Dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign]


def _digits(value: int) -> str:
    return str(value) if value.bit_length() < 10_000 else f"{Decimal(value):f}"


@cache
def sound() -> dict[str, bytes]:
    """A small sound folder of rules: name -> content."""
    files = (file for part in PARTS for file in (TEST_RULES / part).rglob("*.yaml"))
    kept = (file for file in files if file.parent.name != "schemes" or file.stem in SCHEMES)
    return {file.relative_to(TEST_RULES).as_posix(): file.read_bytes() for file in kept}


def contents(seed: int) -> dict[str, bytes]:
    """The files of a folder, one to three of them spoilt."""
    rng = Random(seed)
    files = dict(sound())
    for _ in range(rng.choice((1, 1, 2, 3))):
        name = rng.choice(list(files))
        if rng.random() < 0.4:
            files[name] = damaged(files[name], rng)
        else:
            data = read_yaml_bytes(files[name], name).data
            files[name] = yaml.dump(_spoilt(data, rng), Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()
    return files


def spoilt_files(seed: int, target: Path) -> Path:
    """A folder on disk of which one to three files are spoilt."""
    _write(contents(seed), target)
    return target


def _write(files: Mapping[str, bytes], target: Path) -> None:
    for name, content in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)


def _spoilt(node: Any, rng: Random) -> Any:
    if isinstance(node, dict) and node and rng.random() < 0.92:
        field = rng.choice(list(node))
        how = rng.randrange(12)
        if how == 0:
            node[rng.choice([key for key in KEYS if key.isprintable()])] = rng.choice(VALUES)
        elif how == 1:
            del node[field]
        elif how == 2:
            node[field] = rng.choice(VALUES)
        else:
            node[field] = _spoilt(node[field], rng)
        return node
    if isinstance(node, list) and node and rng.random() < 0.92:
        place = rng.randrange(len(node))
        how = rng.randrange(8)
        if how == 0:
            return node + [node[place]] * rng.choice((1, 40, 3000))
        if how == 1:
            del node[place]
            return node
        if how == 2:
            rng.shuffle(node)
            return node
        node[place] = _spoilt(node[place], rng)
        return node
    return rng.choice(VALUES)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _nothing(path: Path) -> None:
    path.symlink_to("nothing-there.yaml")


def _itself(path: Path) -> None:
    path.symlink_to(path.name)


def _outward(path: Path) -> None:
    path.symlink_to(TEST_RULES / "rules" / "vog.yaml")


def _out_of_the_folder(path: Path) -> None:
    path.symlink_to(TEST_RULES / "rules")


def _up(path: Path) -> None:
    path.symlink_to("..")


def _folder(path: Path) -> None:
    path.mkdir()


def _many_folders(path: Path) -> None:
    path.joinpath(*["below"] * 60).mkdir(parents=True)


def _many_files(path: Path) -> None:
    path.mkdir()
    for number in range(2100):
        (path / f"a{number}.yaml").touch()


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


ODD: tuple[Callable[[Path], None], ...] = (
    _pipe, _nothing, _itself, _outward, _out_of_the_folder, _up, _folder, _many_folders, _many_files, _large,
    lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"- 1\n" * 60_000),
    lambda path: path.write_bytes(b"rules:\n" + b"".join(b"  r%d: {a: 1}\n" % n for n in range(15_000))),
)  # fmt: skip
NAMES = (
    "zzz.yaml", "horeca.YAML", "horeca.yaml.txt", "vog.yml", "notes.txt", "SEALED", "SEALED.yaml", "Ünï.yaml",
    "a b.yaml", "new\nline.yaml", "\x1b[2J.yaml", "\udcff.yaml", "x" * 200 + ".yaml", ".hidden.yaml", "vog.yaml~",
    "README.md.yaml", "yaml",
)  # fmt: skip


def folder(seed: int, target: Path) -> Path:
    """A folder on disk with what does not belong there, seldom sealed before it was."""
    rng = Random(seed)
    files = contents(seed) if rng.random() < 0.3 else sound()
    _write(files, target)
    if rng.random() < 0.5:
        seal(target)
    for _ in range(rng.choice((1, 1, 2))):
        place = target / rng.choice(("rules", "rules/fares", "sector_data", "sector_data/schemes")) / rng.choice(NAMES)
        if not os.path.lexists(place):
            rng.choice(ODD)(place)
    if rng.random() < 0.3:
        (target / rng.choice(list(files))).unlink()
    return target


def escape(path: Path) -> str | None:
    """What goes wrong with a folder on disk; None when nothing does."""
    try:
        faults = check_rulebook(base=path)
        if not faults:
            freeze(load_rulebook(base=path))
            return None
        error = RuleBookError(faults)
    except Exception as escaped:
        return f"{type(escaped).__name__}: {str(escaped)[:200]!a}"
    for fault in error.faults:
        if not fault.file or fault.line < 1 or fault.column < 1:
            return f"no place: {fault!a}"
    wrong = [line for lang in LANGUAGES for line in told(error.faults, lang) if not _decent(line)]
    return f"lines: {[line[:300] for line in wrong]!a}" if wrong else None


def _decent(line: str) -> bool:
    return len(line) <= LONGEST_LINE and line.isprintable()
