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
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from compensation.law.result import LINE_PARTS, Result
from compensation.placement.case import Case, Closed, Cost, Reimbursement, Segment, Tables
from compensation.reading import records
from compensation.reading.copies import copies, sources
from compensation.reading.plain import ASSESS
from compensation.reading.records import Cases, Records, Whole, dtype_of, empty, rules_as_arrays
from compensation.rulebook.frozen import MOST_KINDS, Rules
from compensation.units import NULL

#: Results are made in blocks of so many placements, and then written into columns.
BLOCK = 64
#: Rows that are read in one go by one thread.
CHUNK = 4_096
_LINE_NUMBERS = MOST_KINDS * LINE_PARTS
#: A law that is not in use for so long is of an older Passend.
_UNUSED_DAYS = 30
#: Where the bits of the lines that are there stand among the numbers of a result.
_PRESENT = _LINE_NUMBERS + [name for name in dtype_of(Result).names or () if name != "lines"].index("lines_present")
_OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "_nrt": False}
_INNER: dict[str, Any] = {"forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}

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
    return folder is not None and any(folder.rglob("*.nbc"))


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
        columns_of(_nothing(), rules)


def columns_of(cases: Cases, rules: Rules, *, threads: int = 1) -> Records:
    """Results [number, row] of a table of cases: the numbers of `Result` in order, the lines first.

    Raises ImportError when numba is there and cannot be used, as beside a numpy that is newer than it knows.
    """
    with _lock:
        loop = _loop()
    arrays = rules_as_arrays(rules)
    number = len(cases.cases)
    out = np.empty((dtype_of(Result).itemsize // 8, number), Whole)
    out[:_LINE_NUMBERS] = NULL
    room = max((s.after_scheme - s.first_scheme for s in rules.sectors), default=0) + 1

    def part(first: int) -> None:
        results = empty(Result, BLOCK)
        numbers = results.view(Whole).reshape(BLOCK, -1)
        scratch = (np.zeros(room, Whole), np.zeros(room, Whole))
        after = min(first + CHUNK, number) if threads > 1 else number
        loop(cases.cases, cases.tables, arrays, results, numbers, scratch, out, first, after)

    if threads <= 1 or number <= CHUNK:
        threads = 1
        part(0)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(part, range(0, number, CHUNK)))
    _ready.set()
    return out


def _nothing() -> Cases:
    """A table without rows."""
    parts: list[Any] = [empty(part, 0) for part in (Segment, Closed, Cost, Reimbursement)]
    return Cases(empty(Case, 0), Tables(*parts))


# ---------------------------------------------------------------- compiling


@cache
def _loop() -> Callable[..., None]:
    """The compiled loop over a table."""
    import numba

    def put(_: str, function: Callable[..., Any]) -> Any:
        return numba.njit(function, **_INNER, **_OPTIONS)

    @numba.njit(**_INNER, **_OPTIONS)
    def assert_never(_):  # type: ignore[no-untyped-def]
        return 0

    # Names of the module, not of a closure: what numba keeps on disk is found again by what the loop closes over.
    globals()["_assess"] = copies(put, {"assert_never": assert_never})[ASSESS]
    folder = _folder()
    with _kept_in(folder):
        return numba.njit(_rows, cache=_may_keep(folder), **_OPTIONS)  # type: ignore[no-any-return]


def _rows(cases, tables, rules, results, numbers, scratch, out, first, after):  # type: ignore[no-untyped-def]
    """Read the law on rows `first` to `after`, block by block, and write the results into columns."""
    for begin in range(first, after, BLOCK):
        size = min(BLOCK, after - begin)
        for i in range(size):
            _assess(cases[begin + i], tables, rules, scratch, results[i])  # type: ignore[name-defined] # noqa: F821
        for i in range(size):
            lines = numbers[i, _PRESENT]
            for kind in range(_LINE_NUMBERS // LINE_PARTS):
                if lines >> kind & 1:
                    for field in range(LINE_PARTS * kind, LINE_PARTS * kind + LINE_PARTS):
                        out[field, begin + i] = numbers[i, field]
        for field in range(_LINE_NUMBERS, len(out)):
            column = out[field]
            for i in range(size):
                column[begin + i] = numbers[i, field]


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
