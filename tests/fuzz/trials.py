"""The trials of a night by name, each with its share of the time, what it makes of a seed and how that is judged.

    python -m tests.fuzz.trials NAME SECONDS FIRST

tries seeds from FIRST on for so long (at least one), and prints a line of JSON for each: how many were tried, the seed,
what was found, and the seed that comes next.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from compensation import RuleBook, load_rulebook

#: What is tried with a seed: it gets a folder of its own, and says what went wrong. `times` says how many trials a seed
#: is, where it is more than one.
Try = Callable[[int, Path], str | None]
#: When the time of this process is over: what takes minutes for one seed looks at it on the way.
_ends = math.inf


@dataclass(frozen=True)
class Trial:
    """`opened` makes what tries the seeds, for as long as it is open; it imports what it needs only then."""

    share: float
    opened: Callable[[RuleBook], AbstractContextManager[Try]]


@contextmanager
def _placements(book: RuleBook) -> Iterator[Try]:
    from tests.fuzz import placements

    yield lambda seed, _: placements.escape(placements.placement(seed), book)


@contextmanager
def _placement_files(book: RuleBook) -> Iterator[Try]:
    from tests.fuzz import placements

    yield lambda seed, _: placements.escape_of_file(*placements.file(seed), book)


@contextmanager
def _rule_files(book: RuleBook) -> Iterator[Try]:
    from tests.fuzz import rule_files

    yield lambda seed, folder: rule_files.escape(rule_files.spoilt_files(seed, folder))


@contextmanager
def _rule_folders(book: RuleBook) -> Iterator[Try]:
    from tests.fuzz import rule_files

    yield lambda seed, folder: rule_files.escape(rule_files.folder(seed, folder))


@contextmanager
def _tables(kind: str, book: RuleBook) -> Iterator[Try]:
    from tests.fuzz import tables
    from tests.fuzz.warm import warm_cage

    with warm_cage():
        yield lambda seed, folder: tables.escape(*tables.file(seed, kind), folder, book)


@contextmanager
def _killed(book: RuleBook) -> Iterator[Try]:
    """A seed is a work: the bare writing of two files, then whole files of each kind, first and over older ones."""
    from tests.fuzz import killed

    kinds = [(name, had) for name in killed.WORKS for had in (True, False)]

    def tried(seed: int, folder: Path) -> str | None:
        name, had = kinds[seed % len(kinds)]
        trial = killed.Trial(folder, name, had=had)
        for times in trial.run():
            tried.times = times  # type: ignore[attr-defined]
            if time.monotonic() > _ends:
                break
        return "; ".join(trial.found) or None

    yield tried


@contextmanager
def _crowd(which: str, book: RuleBook) -> Iterator[Try]:
    from tests.fuzz import crowd

    with crowd.running(book.folder) as server:
        if which == "second":
            yield lambda seed, _: crowd.a_second_visitor(seed, server)
        else:
            known = crowd.alone(server, book)
            yield lambda seed, _: crowd.fifty_visitors(seed, server, known)


TRIALS = {
    "placements": Trial(0.14, _placements),
    "files of a placement": Trial(0.12, _placement_files),
    "rule files": Trial(0.10, _rule_files),
    "rule folders": Trial(0.10, _rule_folders),
    "csv": Trial(0.11, partial(_tables, "csv")),
    "xlsx": Trial(0.11, partial(_tables, "xlsx")),
    "parquet": Trial(0.10, partial(_tables, "parquet")),
    "killed at every write, full disk": Trial(0.08, _killed),
    "a second visitor": Trial(0.07, partial(_crowd, "second")),
    "50 visitors at once": Trial(0.07, partial(_crowd, "fifty")),
}


def escape(name: str, seed: int) -> str | None:
    """What goes wrong with one seed of a trial; None when nothing does."""
    with TRIALS[name].opened(load_rulebook()) as trial, tempfile.TemporaryDirectory() as folder:
        return trial(seed, Path(folder))


def main(name: str, seconds: float, first: int) -> None:
    """Try seeds, and tell of each."""
    global _ends
    seed, _ends = first, time.monotonic() + seconds
    with TRIALS[name].opened(load_rulebook()) as trial:
        while seed == first or time.monotonic() < _ends:
            with tempfile.TemporaryDirectory() as folder:
                said = trial(seed, Path(folder))
            seed += 1
            print(
                json.dumps({"tried": getattr(trial, "times", 1), "seed": seed - 1, "said": said, "next": seed}),
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
