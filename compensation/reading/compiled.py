"""The compiled reading: the law for a table of placements, by numba. The only module that knows numba.

Copies of the law's functions (compensation.reading.copies) call each other's compiled copies; their records are rows of
arrays. `forceinline` makes them one function, so that a record is a pointer and an entry never leaves the registers;
`_nrt=False`, which numba uses itself for such code, leaves out the counting of references: the law makes nothing that
must be freed. Without these two it is as right and a few times slower.

Compiling takes many seconds, so the machine code is kept on disk, in a folder of the user's cache that is named by a
hash of the law's source, of numba's version and of the environment: numba itself looks only at the file of the
outermost function. `warm` does it in a thread, before a long table is there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from compensation.choices import Force
from compensation.law.result import GROUND_PARTS, LINE_PARTS, Result
from compensation.placement.case import Case, Tables
from compensation.reading import records
from compensation.reading.copies import CHECKS, IS_SOUND, copies, sources
from compensation.reading.plain import ASSESS
from compensation.reading.records import PARTS, Cases, Records, Whole, dtype_of, empty, rules_as_arrays
from compensation.rulebook.frozen_records import MOST_KINDS, Rules
from compensation.units import NULL

#: Results are made in blocks of so many placements, and then written into columns.
BLOCK = 256
#: Rows that are read in one go by one thread.
CHUNK = 4_096
#: Where the grounds, the numbers after them and the bits of the lines that are there stand in a result.
_GROUNDS = MOST_KINDS * LINE_PARTS
_SCALARS = _GROUNDS + len(Force) * GROUND_PARTS
_PRESENT = _SCALARS + [f.name for f in fields(Result) if f.name not in ("lines", "grounds")].index("lines_present")
#: The parts of a line that come out: all but the last.
_LINE = LINE_PARTS - 1
OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "_nrt": False}
_INNER: dict[str, Any] = {"forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}

#: A law that is not in use for so long is of an older Passend.
_UNUSED_DAYS = 30

_ready = threading.Event()
_lock = threading.Lock()
_warming: list[threading.Thread] = []


@cache
def available() -> bool:
    """Whether numba is installed."""
    try:
        return bool(version("numba"))
    except PackageNotFoundError:
        return False


def is_quick() -> bool:
    """Whether the compiled law is there at once: loaded, or kept on disk."""
    if not available() or _ready.is_set():
        return available()
    folder = _folder()
    # The loop over a table is compiled last: another process may still be at it.
    return folder is not None and any(folder.rglob(f"*.{_rows.__name__}-*.nbc"))


def warm(rules: Rules) -> threading.Thread | None:
    """Compile or load the law in a thread, once, so that a long table need not wait; None when nothing is to be done.

    Never for one person: numba costs 120 MiB.
    """
    if not available() or _warming:
        return None
    thread = threading.Thread(target=_warm, args=(rules,), name="warm the law", daemon=True)
    _warming.append(thread)
    thread.start()
    return thread


def _warm(rules: Rules) -> None:
    with suppress(ImportError):
        sound_rows(_nothing())
        columns_of(_nothing(), rules, ())


def columns_of(cases: Cases, rules: Rules, kinds: Sequence[int], *, threads: int = 1) -> Records:
    """Results [number, row] of a table of cases: the numbers of `Result` in order, the lines of `kinds` first.

    Raises ImportError when numba is there and cannot be used, as beside a numpy that is newer than it knows.
    """
    with _lock:
        loop = _loop()
    arrays = _arrays(rules)
    number = len(cases.cases)
    places = np.array(kinds, Whole)
    lines = len(kinds) * _LINE
    out = _room(lines + dtype_of(Result).itemsize // 8 - _GROUNDS, number)
    room = max((s.after_scheme - s.first_scheme for s in rules.sectors), default=0) + 1

    def part(first: int) -> None:
        results = empty(Result, BLOCK)
        numbers = results.view(Whole).reshape(BLOCK, -1)
        scratch = (np.zeros(room, Whole), np.zeros(room, Whole))
        after = min(first + CHUNK, number) if threads > 1 else number
        loop(cases.cases, cases.tables, arrays, results, numbers, scratch, places, out, first, after)

    if threads <= 1 or number <= CHUNK:
        threads = 1
        part(0)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(0, number, CHUNK)))
    _ready.set()
    return out


#: The rules that were read last, and their arrays: chunk after chunk of a table asks for the same ones.
_latest: tuple[Rules | None, Any] = (None, None)


def _arrays(rules: Rules) -> Any:
    """The rules as arrays, made once."""
    global _latest
    known, arrays = _latest
    if known is not rules:
        arrays = rules_as_arrays(rules)
        _latest = rules, arrays
    return arrays


#: Room of results that nobody looks at any more is used again, up to so many numbers: new room costs as much as a part
#: of the law, because the machine hands it out page by page.
_MOST_KEPT = 8 * 2**20
_kept: list[Records] = []
#: One is written while another is still looked at.
_ROOMS = 2


def _holders(rooms: Sequence[Records]) -> list[int]:
    """How many hold each room, who counts them included."""
    return [sys.getrefcount(room) for room in rooms]


#: So many hold a room that nobody looks at. It is counted here, because Pythons count who counts differently: with a
#: number from another one, a room would be written over while somebody reads it.
_UNUSED = _holders([np.empty(0, Whole)])[0]


def _room(columns: int, number: int) -> Records:
    """Room for results [number, row]; whatever stands in it is written over."""
    need = columns * number
    with _lock:
        holders = _holders(_kept)
        free = (n for n, room in enumerate(_kept) if len(room) >= need and holders[n] <= _UNUSED)
        place = next(free, None)
        room = None if place is None else _kept[place]
        if room is None:
            room = np.empty(need, Whole)
            if need <= _MOST_KEPT:
                _kept[:] = [*_kept[1 - _ROOMS :], room]
    return room[:need].reshape(columns, number)


def sound_rows(cases: Cases) -> Records:
    """Whether each case of a table fits together (compensation.placement.checks). Raises ImportError as above."""
    with _lock:
        loop = _sound_loop()
    out = np.empty(len(cases.cases), bool)
    loop(cases.cases, cases.tables, out)
    return out


def _nothing() -> Cases:
    """A table without rows."""
    parts: list[Any] = [empty(part, 0) for part in PARTS.values()]
    return Cases(empty(Case, 0), Tables(*parts))


# ---------------------------------------------------------------- compiling


@cache
def functions() -> dict[str, Any]:
    """The compiled functions of the law by their full names, for another loop than the one over a table."""
    import numba

    @numba.njit(**_INNER, **OPTIONS)
    def assert_never(_):  # type: ignore[no-untyped-def]
        return 0

    return copies(_inner, {"assert_never": assert_never})


def _inner(_: str, function: Callable[..., Any]) -> Any:
    import numba

    return numba.njit(function, **_INNER, **OPTIONS)


@cache
def _loop() -> Callable[..., None]:
    """The compiled loop over a table."""
    import numba

    # Names of the module, not of a closure: what numba keeps on disk is found again by what the loop closes over.
    globals()["_assess"] = functions()[ASSESS]
    folder = _folder()
    with _kept_in(folder):
        return numba.njit(_rows, cache=_may_keep(folder), **OPTIONS)  # type: ignore[no-any-return]


@cache
def _sound_loop() -> Callable[..., None]:
    """The compiled loop over a table that looks whether its cases fit together."""
    import numba

    globals()["_is_sound"] = copies(_inner, chapters=CHECKS)[IS_SOUND]
    folder = _folder()
    with _kept_in(folder):
        return numba.njit(_sound, cache=_may_keep(folder), **OPTIONS)  # type: ignore[no-any-return]


def _sound(cases, tables, out):  # type: ignore[no-untyped-def]
    """Write for each case whether it fits together."""
    for row in range(len(cases)):
        out[row] = _is_sound(cases[row], tables)  # type: ignore[name-defined] # noqa: F821


def _rows(cases, tables, rules, results, numbers, scratch, kinds, out, first, after):  # type: ignore[no-untyped-def]
    """Read the law on rows `first` to `after`, block by block, and write the results into columns."""
    after_lines = len(kinds) * _LINE
    for begin in range(first, after, BLOCK):
        size = min(BLOCK, after - begin)
        for i in range(size):
            _assess(cases[begin + i], tables, rules, scratch, results[i])  # type: ignore[name-defined] # noqa: F821
        for place in range(len(kinds)):
            for part in range(_LINE):
                column, at = out[place * _LINE + part], kinds[place] * LINE_PARTS + part
                for i in range(size):
                    there = numbers[i, _PRESENT] >> kinds[place] & 1
                    column[begin + i] = numbers[i, at] if there else NULL
        for field in range(len(out) - after_lines):
            column = out[after_lines + field]
            for i in range(size):
                column[begin + i] = numbers[i, _GROUNDS + field]


@cache
def _folder() -> Path | None:
    """Where the machine code of this law is kept: one folder a source, version and environment. None: nowhere."""
    digest = hashlib.sha256()
    readers = (Path(str(file)).read_bytes() for file in (__file__, records.__file__))
    for part in (*sources(), *readers, version("numba").encode(), sys.prefix.encode()):
        digest.update(part)
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    except RuntimeError:  # nobody's home, as in some containers
        return None
    return home / "passend" / f"law-{digest.hexdigest()[:16]}"


def _may_keep(folder: Path | None) -> bool:
    """Whether the folder can be written; where it cannot, the law is compiled anew each time.

    The date of a folder is the day of its last use, and a new one is the moment to remove those of older laws.
    """
    if folder is None:
        return False
    try:
        new = not folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
    except OSError:
        return False
    if new:
        _forget_unused(folder.parent)
    return os.access(folder, os.W_OK)


def _forget_unused(home: Path) -> None:
    """Remove the kept code of laws that nobody used for a month."""
    before = time.time() - _UNUSED_DAYS * 86_400
    for kept in home.glob("law-*"):
        with suppress(OSError):  # another process may be at it too
            if not kept.is_symlink() and kept.is_dir() and kept.stat().st_mtime < before:
                shutil.rmtree(kept)


@contextmanager
def _kept_in(folder: Path | None) -> Iterator[None]:
    """While numba decides where it keeps a function, let that be a folder of our own."""
    from numba.core import config as numba_config

    config: Any = numba_config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder or before)
    try:
        yield
    finally:
        config.CACHE_DIR = before
