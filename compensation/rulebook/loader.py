"""Load a rule book from a folder of YAML files, with every fault of every file at once.

`load_rulebook` reads a folder that holds `rules/` and `sector_data/`: the argument, else the environment
variable PASSEND_RULES, else the folder that travels with the package. It raises RuleBookError with all faults
of all files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from compensation.rulebook.book import RuleBook
from compensation.rulebook.checks import check_required, check_rule_file, check_scheme, check_sectors, check_time
from compensation.rulebook.faults import Path as FaultPath
from compensation.rulebook.faults import RuleBookError, RuleFault
from compensation.rulebook.models import Practice, PracticeFile, RuleFile, SectorFile
from compensation.rulebook.problems import model_faults
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import LOOKED
from compensation.rulebook.yaml_source import YamlSource, read_yaml_file

RULES_VARIABLE = "PASSEND_RULES"
SECTORS = "sector_data/sectors.yaml"
_Model = TypeVar("_Model", bound=BaseModel)


def rules_folder(folder: Path | None = None) -> Path:
    """The folder with `rules/` and `sector_data/`: argument, PASSEND_RULES, checkout, or the package's own copy."""
    if folder is not None:
        return Path(folder)
    if named := os.environ.get(RULES_VARIABLE):
        return Path(named)
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    return checkout if (checkout / "rules").is_dir() else package / "_data"


def load_rulebook(folder: Path | str | None = None) -> RuleBook:
    """Read and check all rule files of a folder.

    Raises RuleBookError with every fault of every file. The same folder with unchanged files is read once.
    """
    root = rules_folder(None if folder is None else Path(folder))
    files = tuple(_rule_files(root))
    return _load(root, tuple((f, (s := f.stat()).st_mtime_ns, s.st_size) for f in files))


def check_rulebook(folder: Path | str | None = None) -> tuple[RuleFault, ...]:
    """All faults of a folder, in the order of the files; empty when it is sound."""
    try:
        load_rulebook(folder)
    except RuleBookError as error:
        return error.faults
    return ()


def _rule_files(root: Path) -> Iterator[Path]:
    folders = [root / part for part in ("rules", "sector_data")]
    if absent := [folder for folder in folders if not folder.is_dir()]:
        problem = f"this folder is missing in {root}: give a folder that holds rules and sector_data"
        raise RuleBookError(RuleFault(folder.name, 1, 1, "", problem) for folder in absent)
    for folder in folders:
        yield from sorted(file for file in folder.rglob("*.y*ml") if file.is_file())


@lru_cache(maxsize=4)
def _load(root: Path, files: tuple[tuple[Path, int, int], ...]) -> RuleBook:
    return _Loader(root, [file for file, *_ in files]).book()


class _Loader:
    """Reads the files one by one, collects faults, and makes the book when there are none."""

    def __init__(self, root: Path, files: list[Path]) -> None:
        self.root = root
        self.files = files
        self.faults: list[RuleFault] = []
        self.sections = RuleFile()
        self.rule_sources: list[YamlSource] = []
        self.rules_read = True  # false when a file of rules/ could not be read as a whole
        self.sectors: SectorFile | None = None
        self.practice: tuple[Practice, ...] = ()
        self.schemes: dict[str, Scheme] = {}

    def book(self) -> RuleBook:
        """The rule book. Raises RuleBookError with every fault of every file."""
        for file in sorted(self.files, key=_schemes_last):
            self._read(file)
        if self.rules_read:
            parts = self.sections
            self.faults += check_required(parts, self._rule_fault)
        if not (self.root / SECTORS).is_file():
            self.faults.append(RuleFault(SECTORS, 1, 1, "", "this file is missing: it lists the sectors"))
        if self.faults or self.sections.calendar is None or self.sectors is None:
            raise RuleBookError(self.faults)
        return RuleBook(
            folder=self.root,
            hash=self._hash(),
            rules=self.sections.rules,
            thresholds=self.sections.thresholds,
            costs=self.sections.costs,
            regions=self.sections.regions,
            calendar=self.sections.calendar,
            norms=self.sections.norms,
            other_subsidies=tuple(self.sections.others),
            proposals=self.sections.proposals,
            not_covered=tuple(self.sections.not_covered),
            sbb_sectors=self.sectors.sbb_sectors,
            sectors=self.sectors.sectors,
            practice=self.practice,
            schemes=self.schemes,
        )

    def _read(self, file: Path) -> None:
        name = file.relative_to(self.root).as_posix()
        source = read_yaml_file(file, name)
        self.faults += source.faults
        if file.suffix != ".yaml":
            self.faults.append(source.fault((), "the name of a rule file ends in .yaml: rename it"))
        elif name.startswith("rules/"):
            self._read_rules(source)
        elif source.data is None and source.faults:
            return
        elif name.startswith("sector_data/schemes/"):
            self._read_scheme(source, file.stem)
        elif name == SECTORS:
            if sectors := self._parse(source, SectorFile):
                self.sectors = sectors
                self._add(source, check_sectors(source, sectors, self.sections.costs))
        elif name == "sector_data/practice.yaml":
            if practice := self._parse(source, PracticeFile):
                self.practice = tuple(practice.practice)
        else:
            self.faults.append(source.fault((), "unknown file: only sectors.yaml, practice.yaml and schemes/"))

    def _read_rules(self, source: YamlSource) -> None:
        whole = None if source.data is None and source.faults else self._parse(source, RuleFile)
        if whole is None or source.faults:
            self.rules_read = False
        part = whole or _sound_part(source.data)
        self._add(source, [*check_time(source), *check_rule_file(source, part)])
        self._merge(source, part)

    def _read_scheme(self, source: YamlSource, stem: str) -> None:
        scheme = self._parse(source, Scheme)
        self._add(source, check_time(source))
        if scheme is None:
            return
        self._add(source, check_scheme(source, scheme, self.sectors.sectors if self.sectors else None, stem))
        if scheme.key in self.schemes:
            self._add(source, [source.fault(("key",), f"'{scheme.key}' stands in another file too: keep one")])
        self.schemes[scheme.key] = scheme

    def _parse(self, source: YamlSource, model: type[_Model]) -> _Model | None:
        try:
            return model.model_validate(source.data)
        except ValidationError as error:
            self._add(source, model_faults(error, source))
            return None

    def _add(self, source: YamlSource, faults: Iterable[RuleFault]) -> None:
        """Faults of a file, but for a place that could not be read in the first place."""
        unread = {fault.path for fault in source.faults}
        self.faults += [fault for fault in faults if fault.path not in unread]

    def _merge(self, source: YamlSource, part: RuleFile) -> None:
        whole = self.sections
        for section in ("rules", "thresholds", "costs", "regions", "norms", "proposals"):
            for key in sorted(set(getattr(whole, section)) & set(getattr(part, section))):
                self._add(source, [source.fault((section, key), f"'{key}' stands in another file too: keep one")])
        if whole.calendar and part.calendar:
            self._add(source, [source.fault(("calendar",), "the calendar stands in another file too: keep one")])
        self.rule_sources.append(source)
        self.sections = RuleFile(
            rules={**whole.rules, **part.rules},
            thresholds={**whole.thresholds, **part.thresholds},
            costs={**whole.costs, **part.costs},
            regions={**whole.regions, **part.regions},
            calendar=part.calendar or whole.calendar,
            norms={**whole.norms, **part.norms},
            others=[*whole.others, *part.others],
            proposals={**whole.proposals, **part.proposals},
            not_covered=[*whole.not_covered, *part.not_covered],
        )

    def _rule_fault(self, path: FaultPath, problem: str) -> RuleFault:
        """A fault of the rules as a whole, at the place of its path where a file has it."""
        source = next((source for source in self.rule_sources if path in source.positions), YamlSource("rules"))
        return source.fault(path, problem)

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for file in self.files:
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{file.relative_to(self.root).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def _schemes_last(file: Path) -> bool:
    """Schemes name a sector, so the sectors are read first."""
    return file.parent.name == "schemes"


def _sound_part(data: Any) -> RuleFile:
    """The entries of a file that have the right form, so that their content is checked too."""
    sound: dict[str, dict[str, Any]] = {"rules": {}, "thresholds": {}, "costs": {}, "regions": {}, "norms": {}}
    days = {name: data[name] for name in LOOKED if name in data} if isinstance(data, dict) else {}
    days = {name: value if isinstance(value, date) else date.min for name, value in days.items()}
    for section, kept in sound.items():
        entries = data.get(section) if isinstance(data, dict) else None
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            with suppress(ValidationError):
                kept |= getattr(RuleFile.model_validate({**days, section: {key: entry}}), section)
    return RuleFile.model_validate(sound)
