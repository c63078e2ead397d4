"""Load a rule book: the program's own rules, and what is laid over them, with every fault of every file at once.

`load_rulebook` reads the rules that travel with the package and lays a folder over them, by key: the argument, else the
one that the environment variable PASSEND_RULES names (compensation.rulebook.overlay). `base`, or PASSEND_RULES_BASE,
names a whole folder of rules to stand in place of the program's own; it is there for the tests, which have a law of
their own.

A folder that has a seal (compensation.rulebook.seal) is held to it, and the program's own must have one. The bytes that
are parsed are those that are hashed: each file is read once.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from time import monotonic

from compensation.rulebook.book import RuleBook
from compensation.rulebook.checks import check_required
from compensation.rulebook.faults import RuleBookError, RuleFault, coded
from compensation.rulebook.folder import SEAL, Contents, contents_of
from compensation.rulebook.guidance_checks import check_guidance
from compensation.rulebook.overlay import lay_over
from compensation.rulebook.reader import SECTORS, WORDS, Reader
from compensation.rulebook.seal import seal_faults
from compensation.settings import RULES, RULES_BASE


def rules_folders(folder: Path | str | None = None, base: Path | str | None = None) -> tuple[Path, Path | None]:
    """The whole folder of rules, and what is laid over it, None where nothing is.

    The program's own folder, or the whole one, named once more is laid over nothing.
    """
    own = own_folder()
    below = Path(base or os.environ.get(RULES_BASE) or own)
    named = folder or os.environ.get(RULES)
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


def own_folder() -> Path:
    """The folder with `rules/` and `sector_data/` of this checkout, or the package's own copy."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    return checkout if (checkout / "rules").is_dir() else package / "_data"


def load_rulebook(folder: Path | str | None = None, *, base: Path | str | None = None) -> RuleBook:
    """Read and check the rules, with a folder or one file laid over them.

    Raises RuleBookError with every fault of every file. Folders with unchanged files are read once.
    """
    below, above = rules_folders(folder, base)
    whole = contents_of(below)
    if above is None:
        return _whole(whole)
    return _laid(whole, contents_of(above, overlay=True), above)


#: For so long a look at the files is good for who names no rules: one look is a hundred files, and takes a millisecond.
LOOK_SECONDS = 2.0
_looked: dict[tuple[str | None, str | None], tuple[float, RuleBook]] = {}


def rulebook_in_use() -> RuleBook:
    """The rules for who names none, as load_rulebook gives them; a file that changes is seen within two seconds."""
    key = (os.environ.get(RULES), os.environ.get(RULES_BASE))
    now = monotonic()
    kept = _looked.get(key)
    if kept is not None and now - kept[0] < LOOK_SECONDS:
        return kept[1]
    book = load_rulebook()
    _looked.clear()
    _looked[key] = (now, book)
    return book


def laid_over(book: RuleBook, content: bytes, name: str) -> RuleBook:
    """A rule book with one loose file over it, given as its bytes; `name` is what faults call it.

    Raises RuleBookError with every fault of the file.
    """
    return lay_over(book, Reader(Contents(Path(), {name: content}, None), book), Path(name))


def check_rulebook(folder: Path | str | None = None, *, base: Path | str | None = None) -> tuple[RuleFault, ...]:
    """All faults of the rules, in the order of the files; empty when they are sound."""
    try:
        load_rulebook(folder, base=base)
    except RuleBookError as error:
        return error.faults
    return ()


@lru_cache(maxsize=4)
def _whole(contents: Contents) -> RuleBook:
    read = Reader(contents)
    parts, faults = read.sections, [*contents.faults, *seal_faults(contents), *read.faults]
    if any(fault.code == "no_folder" for fault in faults):
        raise RuleBookError(fault for fault in faults if fault.code == "no_folder")
    if contents.seal is None and contents.root == own_folder():
        faults.append(coded(SEAL, "seal_missing"))
    if read.rules_read and not any(fault.file.startswith("rules") for fault in contents.faults):
        faults += check_required(parts, read.fault)
        sectors = read.sectors.sectors if read.sectors else {}
        faults += check_guidance(parts.good_to_know, sectors, parts.costs, read.fault)
    named = {*contents.files, *(fault.file for fault in contents.faults)}
    faults += [coded(name, code) for name, code in ((SECTORS, "no_sectors"), (WORDS, "no_words")) if name not in named]
    if faults or parts.calendar is None or read.sectors is None or read.words is None:
        raise RuleBookError(faults)
    return RuleBook(
        folder=contents.root,
        hash=contents.hash,
        sealed=contents.seal is not None,
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
        clauses=parts.clauses,
        sbb_sectors=read.sectors.sbb_sectors,
        sectors=read.sectors.sectors,
        practice=read.practice,
        schemes=read.schemes,
        words=read.words,
    )


@lru_cache(maxsize=4)
def _laid(whole: Contents, over: Contents, above: Path) -> RuleBook:
    book = _whole(whole)
    return lay_over(book, Reader(over, book), above, [*over.faults, *seal_faults(over)])
