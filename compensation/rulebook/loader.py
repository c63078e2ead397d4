"""Load a rule book: the program's own rules, and what is laid over them, with every fault of every file at once.

`load_rulebook` reads the rules that travel with the package and lays a folder over them, by key: the argument, else the
one that the environment variable PASSEND_RULES names (compensation.rulebook.overlay). `base`, or PASSEND_RULES_BASE,
names a whole folder of rules to stand in place of the program's own; it is there for the tests, which have a law of
their own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from compensation.rulebook.book import RuleBook
from compensation.rulebook.checks import check_required
from compensation.rulebook.faults import RuleBookError, RuleFault
from compensation.rulebook.guidance_checks import check_guidance
from compensation.rulebook.overlay import lay_over
from compensation.rulebook.reader import SECTORS, WORDS, Reader

RULES_VARIABLE, BASE_VARIABLE = "PASSEND_RULES", "PASSEND_RULES_BASE"
_PARTS = ("rules", "sector_data")
_Stamped = tuple[tuple[Path, int, int], ...]


def rules_folders(folder: Path | str | None = None, base: Path | str | None = None) -> tuple[Path, Path | None]:
    """The whole folder of rules, and what is laid over it, None where nothing is.

    The program's own folder, or the whole one, named once more is laid over nothing.
    """
    own = _own_folder()
    below = Path(base or os.environ.get(BASE_VARIABLE) or own)
    named = folder or os.environ.get(RULES_VARIABLE)
    if not named:
        return below, None
    above = Path(named).resolve()
    if base is None and above == own.resolve():
        return own, None
    return below, None if above == below.resolve() else Path(named)


def rules_folder() -> Path:
    """The folder that is laid over the rules where one is (of a file the one it lies in), else that of the rules."""
    below, above = rules_folders()
    if above is None:
        return below
    return above.parent if above.is_file() else above


def _own_folder() -> Path:
    """The folder with `rules/` and `sector_data/` of this checkout, or the package's own copy."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    return checkout if (checkout / "rules").is_dir() else package / "_data"


def load_rulebook(folder: Path | str | None = None, *, base: Path | str | None = None) -> RuleBook:
    """Read and check the rules, with a folder or one file laid over them.

    Raises RuleBookError with every fault of every file. The same folders with unchanged files are read once.
    """
    below, above = rules_folders(folder, base)
    whole = _stamped(_whole_files(below))
    if above is None:
        return _whole(below, whole)
    return _laid(below, whole, above, _stamped(_overlay_files(above)))


def check_rulebook(folder: Path | str | None = None, *, base: Path | str | None = None) -> tuple[RuleFault, ...]:
    """All faults of the rules, in the order of the files; empty when they are sound."""
    try:
        load_rulebook(folder, base=base)
    except RuleBookError as error:
        return error.faults
    return ()


def _whole_files(root: Path) -> Iterator[Path]:
    folders = [root / part for part in _PARTS]
    if absent := [folder for folder in folders if not folder.is_dir()]:
        problem = f"this folder is missing in {root}: give a folder that holds rules and sector_data"
        raise RuleBookError(RuleFault(folder.name, 1, 1, "", problem) for folder in absent)
    for folder in folders:
        yield from _yaml(folder.rglob("*.y*ml"))


def _overlay_files(root: Path) -> Iterator[Path]:
    """One file, or those that lie loose in a folder and in its rules/ and sector_data/."""
    if root.is_file():
        found = [root]
    else:
        found = [
            *_yaml(root.glob("*.y*ml")),
            *(file for part in _PARTS for file in _yaml((root / part).rglob("*.y*ml"))),
        ]
    if not found:
        problem = f"there is no rule file in {root}: give a folder that holds one, or the file itself"
        raise RuleBookError([RuleFault("rules", 1, 1, "", problem)])
    yield from found


def _yaml(files: Iterable[Path]) -> list[Path]:
    return sorted(file for file in files if file.is_file())


def _stamped(files: Iterable[Path]) -> _Stamped:
    return tuple((file, (seen := file.stat()).st_mtime_ns, seen.st_size) for file in files)


@lru_cache(maxsize=4)
def _whole(root: Path, files: _Stamped) -> RuleBook:
    read = Reader(root, [file for file, *_ in files])
    parts, faults = read.sections, list(read.faults)
    if read.rules_read:
        faults += check_required(parts, read.fault)
        sectors = read.sectors.sectors if read.sectors else {}
        faults += check_guidance(parts.good_to_know, sectors, parts.costs, read.fault)
    if not (root / SECTORS).is_file():
        faults.append(RuleFault(SECTORS, 1, 1, "", "this file is missing: it lists the sectors"))
    if not (root / WORDS).is_file():
        faults.append(RuleFault(WORDS, 1, 1, "", "this file is missing: it lists the words of the sectors"))
    if faults or parts.calendar is None or read.sectors is None or read.words is None:
        raise RuleBookError(faults)
    return RuleBook(
        folder=root,
        hash=read.hash(),
        rules=parts.rules,
        thresholds=parts.thresholds,
        costs=parts.costs,
        regions=parts.regions,
        calendar=parts.calendar,
        norms=parts.norms,
        other_subsidies=tuple(parts.others),
        proposals=parts.proposals,
        not_covered=tuple(parts.not_covered),
        good_to_know=parts.good_to_know,
        help=parts.help,
        sbb_sectors=read.sectors.sbb_sectors,
        sectors=read.sectors.sectors,
        practice=read.practice,
        schemes=read.schemes,
        words=read.words,
    )


@lru_cache(maxsize=4)
def _laid(below: Path, whole: _Stamped, above: Path, files: _Stamped) -> RuleBook:
    book = _whole(below, whole)
    root = above.parent if above.is_file() else above
    return lay_over(book, Reader(root, [file for file, *_ in files], book), above)
