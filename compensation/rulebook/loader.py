"""Load a rule book from a folder of YAML files, with every fault of every file at once.

`load_rulebook` reads a folder that holds `rules/` and `sector_data/`: the argument, else the environment
variable PASSEND_RULES, else the folder that travels with the package. It raises RuleBookError with all faults
of all files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from compensation.rulebook.book import RuleBook
from compensation.rulebook.checks import check_required, check_rule_file, check_scheme, check_sectors
from compensation.rulebook.faults import RuleBookError, RuleFault
from compensation.rulebook.models import Practice, PracticeFile, RuleFile, SectorFile
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.yaml_source import YamlSource, read_yaml_file

RULES_VARIABLE = "PASSEND_RULES"
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
    for part in ("rules", "sector_data"):
        folder = root / part
        if not folder.is_dir():
            raise RuleBookError([RuleFault(part, 1, 1, "", f"no folder {part} in {root}: give a folder that holds rules and sector_data")])
        yield from sorted(folder.rglob("*.yaml"))


@lru_cache(maxsize=4)
def _load(root: Path, files: tuple[tuple[Path, int, int], ...]) -> RuleBook:
    return _Loader(root, [file for file, *_ in files]).book()


class _Loader:
    """Reads the files one by one, collects faults, and makes the book when there are none."""

    def __init__(self, root: Path, files: list[Path]) -> None:
        self.root = root
        self.files = files
        self.faults: list[RuleFault] = []

    def book(self) -> RuleBook:
        sections = RuleFile()
        practice: tuple[Practice, ...] = ()
        sectors = SectorFile(sbb_sectors={}, sectors={})
        schemes: list[tuple[YamlSource, Scheme, str]] = []
        for file in self.files:
            name = file.relative_to(self.root).as_posix()
            source = read_yaml_file(file, name)
            self.faults += source.faults
            if source.faults:
                continue
            if name.startswith("sector_data/schemes/"):
                if scheme := self._parse(source, Scheme):
                    schemes.append((source, scheme, file.stem))
            elif name == "sector_data/sectors.yaml":
                sectors = self._parse(source, SectorFile) or sectors
                self.faults += check_sectors(source, sectors)
            elif name == "sector_data/practice.yaml":
                if parsed := self._parse(source, PracticeFile):
                    practice = tuple(parsed.practice)
            elif name.startswith("sector_data/"):
                self.faults.append(source.fault((), "unknown file: only sectors.yaml, practice.yaml and schemes/"))
            elif part := self._parse(source, RuleFile):
                self.faults += check_rule_file(source, part)
                sections = self._merge(source, sections, part)
        for source, scheme, stem in schemes:
            self.faults += check_scheme(source, scheme, sectors.sectors, stem)
        if not self.faults:
            self.faults += check_required(sections.rules, sections.norms)
            if sections.calendar is None:
                self.faults.append(RuleFault("rules", 1, 1, "calendar", "the calendar of the student product is missing"))
            if not sectors.sectors:
                self.faults.append(RuleFault("sector_data/sectors.yaml", 1, 1, "sectors", "no sectors"))
        if self.faults or sections.calendar is None:
            raise RuleBookError(self.faults)
        return RuleBook(
            folder=self.root,
            hash=self._hash(),
            rules=sections.rules,
            regions=sections.regions,
            calendar=sections.calendar,
            norms=sections.norms,
            other_subsidies=tuple(sections.others),
            proposals=sections.proposals,
            not_covered=tuple(sections.not_covered),
            sbb_sectors=sectors.sbb_sectors,
            sectors=sectors.sectors,
            practice=practice,
            schemes={scheme.key: scheme for _, scheme, _ in schemes},
        )

    def _parse(self, source: YamlSource, model: type[_Model]) -> _Model | None:
        try:
            return model.model_validate(source.data)
        except ValidationError as error:
            self.faults += [source.fault(_data_path(fault["loc"], source), _problem(fault)) for fault in error.errors()]
            return None

    def _merge(self, source: YamlSource, whole: RuleFile, part: RuleFile) -> RuleFile:
        for section in ("rules", "regions", "norms", "proposals"):
            for key in set(getattr(whole, section)) & set(getattr(part, section)):
                self.faults.append(source.fault((section, key), f"'{key}' stands in another file too"))
        return RuleFile(
            rules={**whole.rules, **part.rules},
            regions={**whole.regions, **part.regions},
            calendar=part.calendar or whole.calendar,
            norms={**whole.norms, **part.norms},
            others=[*whole.others, *part.others],
            proposals={**whole.proposals, **part.proposals},
            not_covered=[*whole.not_covered, *part.not_covered],
        )

    def _hash(self) -> str:
        digest = hashlib.sha256()
        for file in self.files:
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{file.relative_to(self.root).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def _data_path(loc: tuple[str | int, ...], source: YamlSource) -> tuple[str | int, ...]:
    """The part of a pydantic location that stands in the file (tags of unions left out)."""
    path: tuple[str | int, ...] = ()
    node: Any = source.data
    for index, part in enumerate(loc):
        if isinstance(node, dict) and part in node:
            node = node[part]
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
        elif index == len(loc) - 1 and isinstance(node, dict):
            return (*path, part)
        else:
            continue
        path = (*path, part)
    return path


def _problem(fault: Any) -> str:
    """What is wrong, in words for somebody who edits a rule file."""
    kind, context = fault["type"], fault.get("ctx") or {}
    value = fault.get("input")
    if kind == "missing":
        return "this field is missing"
    if kind == "extra_forbidden":
        return "unknown field: take it out, or mend its name"
    if kind in ("literal_error", "enum"):
        return f"'{value}' is not one of: {context.get('expected')}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return f"unknown type: choose one of {context.get('expected_tags', 'the shapes of the contract')}"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "needs fields (name: value) here"
    if kind == "list_type":
        return "needs a list here"
    if kind == "string_type":
        return "needs text here: put it in quotes"
    if kind == "string_pattern_mismatch":
        return f"'{value}' does not have the form {context.get('pattern')}"
    return str(fault["msg"])
