"""The rule files of one folder, read one by one into parts, with every fault of each where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from compensation.outside import shown
from compensation.rulebook.book import RuleBook
from compensation.rulebook.checks import check_rule_file, check_scheme, check_sectors, check_time
from compensation.rulebook.faults import Path as FaultPath
from compensation.rulebook.faults import RuleFault
from compensation.rulebook.folder import Contents
from compensation.rulebook.models import Practice, PracticeFile, RuleFile, SectorFile
from compensation.rulebook.problems import model_faults
from compensation.rulebook.scheme import Scheme, SchemeList
from compensation.rulebook.sources import LOOKED
from compensation.rulebook.words import WordFile, check_words
from compensation.rulebook.yaml_source import YamlSource, read_yaml_bytes

RULES, SCHEMES = "rules/", "sector_data/schemes/"
SECTORS, PRACTICE = "sector_data/sectors.yaml", "sector_data/practice.yaml"
WORDS = "sector_data/words.yaml"
#: A loose file of several schemes: a list of what each file of sector_data/schemes/ holds.
SEVERAL = "schemes"
_UNKNOWN = "unknown"
#: Sectors name kinds of cost, schemes a sector, and words both: what is named is read first.
_ORDER = (RULES, SECTORS, PRACTICE, SCHEMES, SEVERAL, WORDS, _UNKNOWN)
#: Sections of a rule file whose entries have keys.
KEYED = ("rules", "thresholds", "costs", "regions", "norms", "proposals", "good_to_know", "help", "clauses")
_Model = TypeVar("_Model", bound=BaseModel)


class Reader:
    """What the files of a folder hold. `below` is the rule book that it is laid over, None for a whole one."""

    def __init__(self, contents: Contents, below: RuleBook | None = None) -> None:
        self.contents, self.below = contents, below
        self.faults: list[RuleFault] = []
        self.sections = RuleFile()
        self.rules_read = True  # false when a file of rules/ could not be read as a whole
        self.sectors: SectorFile | None = None
        self.practice: tuple[Practice, ...] = ()
        self.schemes: dict[str, Scheme] = {}
        self.words: WordFile | None = None
        self.rule_sources: list[YamlSource] = []
        self.source_of: dict[str, YamlSource] = {}  # where practice, sectors and each scheme stand
        sources = [read_yaml_bytes(content, name) for name, content in contents.files.items()]
        self.faults += (fault for source in sources for fault in source.faults)
        for kind, source in sorted(((self._kind(one), one) for one in sources), key=lambda one: _ORDER.index(one[0])):
            self._read(kind, source)

    def fault(self, path: FaultPath, code: str, /, **values: Any) -> RuleFault:
        """A fault of the rules as a whole, at the place of its path where a file has it."""
        source = next((source for source in self.rule_sources if path in source.positions), YamlSource("rules"))
        return source.fault(path, code, **values)

    def _kind(self, source: YamlSource) -> str:
        """Which part of the rules a file is, by its place; one that lies loose in an overlay by what it holds."""
        if "/" not in source.name and self.below is not None:
            return _held(source.data)
        placed = (kind for kind in (RULES, SECTORS, PRACTICE, SCHEMES, WORDS) if source.name.startswith(kind))
        return next(placed, _UNKNOWN)

    def _read(self, kind: str, source: YamlSource) -> None:
        if kind == RULES:
            self._read_rules(source)
        elif source.data is None and source.faults:
            return
        elif kind == SCHEMES:
            self._read_scheme(source, PurePosixPath(source.name).stem if "/" in source.name else None)
        elif kind == SEVERAL:
            self._read_schemes(source)
        elif kind == SECTORS:
            self._read_sectors(source)
        elif kind == PRACTICE:
            if practice := self._parse(source, PracticeFile):
                self.practice, self.source_of[PRACTICE] = tuple(practice.practice), source
        elif kind == WORDS:
            self._read_words(source)
        else:
            self.faults.append(source.fault((), "unknown_file"))

    def _read_rules(self, source: YamlSource) -> None:
        whole = None if source.data is None and source.faults else self._parse(source, RuleFile)
        if whole is None or source.faults:
            self.rules_read = False
        part = whole or _sound_part(source.data)
        self._add(source, [*check_time(source), *check_rule_file(source, part)])
        self._merge(source, part)

    def _read_sectors(self, source: YamlSource) -> None:
        if sectors := self._parse(source, SectorFile):
            self.sectors, self.source_of[SECTORS] = sectors, source
            below = self.below
            costs = {**(below.costs if below else {}), **self.sections.costs}
            chambers = {**(below.sbb_sectors if below else {}), **sectors.sbb_sectors}
            self._add(source, check_sectors(source, sectors, costs, chambers))

    def _read_schemes(self, source: YamlSource) -> None:
        """Several schemes in one loose file, each as it would be in a file of its own."""
        if self._parse(source, SchemeList) is not None:
            for place, data in enumerate(source.data[SEVERAL]):
                self._read_scheme(source.part((SEVERAL, place), data), None)

    def _read_scheme(self, source: YamlSource, stem: str | None) -> None:
        """One scheme; a file in its place bears its key (`stem`), a loose one any name."""
        scheme = self._parse(source, Scheme)
        self._add(source, check_time(source))
        if scheme is None:
            return
        sectors = {**(self.below.sectors if self.below else {}), **(self.sectors.sectors if self.sectors else {})}
        costs = {**(self.below.costs if self.below else {}), **self.sections.costs}
        self._add(source, check_scheme(source, scheme, sectors or None, costs, stem or scheme.key))
        if scheme.proposed and self.below is None:
            self._add(source, [source.fault(("proposed",), "tried_below")])
        if scheme.key in self.schemes:
            self._add(source, [source.fault(("key",), "in_another_file", key=shown(scheme.key))])
        self.schemes[scheme.key], self.source_of[scheme.key] = scheme, source

    def _read_words(self, source: YamlSource) -> None:
        self.words = self._parse(source, WordFile)
        sectors = {**(self.below.sectors if self.below else {}), **(self.sectors.sectors if self.sectors else {})}
        if self.words is None or not sectors or self.contents.faults:  # what is missing may stand unread
            return
        files = map(PurePosixPath, self.contents.files)
        of_files = {file.stem: self.schemes.get(file.stem) for file in files if file.parent.name == "schemes"}
        schemes = {**(self.below.schemes if self.below else {}), **of_files, **self.schemes}
        placed = {key: scheme if scheme and scheme.sector in sectors else None for key, scheme in schemes.items()}
        self._add(source, check_words(source, self.words, sectors, placed, whole=self.below is None))

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
        for section in KEYED:
            for key in sorted(set(getattr(whole, section)) & set(getattr(part, section))):
                self._add(source, [source.fault((section, key), "in_another_file", key=shown(key))])
        if whole.calendar and part.calendar:
            self._add(source, [source.fault(("calendar",), "calendar_twice")])
        self.rule_sources.append(source)
        keyed = {section: {**getattr(whole, section), **getattr(part, section)} for section in KEYED}
        lists = {name: [*getattr(whole, name), *getattr(part, name)] for name in ("others", "not_covered")}
        self.sections = RuleFile.model_validate({**keyed, **lists, "calendar": part.calendar or whole.calendar})


def _held(data: Any) -> str:
    """Which part of the rules a file is, by its fields."""
    fields = set(data) if isinstance(data, dict) else set()
    if "key" in fields:
        return SCHEMES
    if fields & {"sectors", "sbb_sectors"}:
        return SECTORS
    if "words" in fields:
        return WORDS
    if SEVERAL in fields:
        return SEVERAL
    return PRACTICE if "practice" in fields else RULES


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
