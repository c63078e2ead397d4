"""Read YAML strictly: decimals from their text, no duplicate keys, and the position of every node.

Scalars follow the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema) with ISO dates added:
`no` and `on` are text, `010` and `12:30` are text, `13.27` is Decimal("13.27"), `2026-01-01` is a date.
Anchors, aliases and tags are refused: a rule file says everything where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import yaml

from compensation.rulebook.faults import Path, RuleFault, path_text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Rule files are some eight levels deep, and the longest has some thousands of values.
DEEPEST = 60
MOST_NODES = 50_000
#: A longer number stays text, for the reader of the data to refuse: Python makes no number of thousands of digits.
_INTEGER = re.compile(r"^[-+]?(0|[1-9][0-9]{0,39})$")
_DECIMAL = re.compile(r"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)$")
_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass
class YamlSource:
    """The data of one file, the position of each path, and the faults found while reading."""

    name: str
    data: Any = None
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[RuleFault] = field(default_factory=list)
    strict_dates: bool = True

    def fault(self, path: Path, problem: str) -> RuleFault:
        """A fault at a path, or at the nearest place above it that stands in the file."""
        known = path
        while known and known not in self.positions:
            known = known[:-1]
        line, column = self.positions.get(known, (1, 1))
        return RuleFault(self.name, line, column, path_text(path), problem)

    def _note(self, path: Path, node: yaml.Node) -> None:
        self.positions[path] = (node.start_mark.line + 1, node.start_mark.column + 1)

    def build(self, node: yaml.Node, path: Path) -> Any:
        """Plain Python data of a node; faults are collected, never raised."""
        if path not in self.positions:
            self._note(path, node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = self._scalar(key_node, path) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, (str, int)) or isinstance(key, bool):
                self._note((*path, "?"), key_node)
                self.faults.append(self.fault((*path, "?"), "a key must be a word or a whole number"))
                continue
            if str(key) in seen:
                mark = key_node.start_mark
                self.faults.append(
                    RuleFault(
                        self.name,
                        mark.line + 1,
                        mark.column + 1,
                        path_text((*path, key)),
                        "duplicate key: it already stands above, keep one",
                    )
                )
                continue
            seen.add(str(key))
            self._note((*path, key), key_node)
            result[key] = self.build(value_node, (*path, key))
        return result

    def _scalar(self, node: Any, path: Path) -> Any:
        text: str = node.value
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return Decimal(text)
        if _DATE.match(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                if not self.strict_dates:
                    return text
                self._note(path, node)
                self.faults.append(self.fault(path, f"{text} is not a date of the calendar"))
                return None
        return text


class _StrictLoader(_LOADER):  # type: ignore[misc]
    """The C loader with plain scalars left as they are: this module resolves them."""


def read_yaml(text: str, name: str, *, strict_dates: bool = True) -> YamlSource:
    """Read YAML text. `name` is what faults call the file. Never raises for bad content.

    Without `strict_dates` a day that does not exist stays text, for the reader of the data to refuse.
    """
    source = YamlSource(name, strict_dates=strict_dates)
    try:
        _refuse_events(text)
        root = yaml.compose(text, Loader=_StrictLoader)
        source.data = source.build(root, ()) if root is not None else None
    except yaml.YAMLError as error:
        source.faults.append(_syntax_fault(error, text, name))
    except ValueError as error:
        source.faults.append(RuleFault(name, 1, 1, "", f"not valid YAML: {error}"))
    return source


def _refuse_events(text: str) -> None:
    """Refuse what may not stand in a file while libyaml still reads it step by step.

    Composing goes as deep as the file does, on the stack of the process: some ten thousand brackets end it with a
    segmentation fault. The events before it take no more than a list.
    """
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_StrictLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
        if depth > DEEPEST:
            problem = f"nested more than {DEEPEST} levels deep: take brackets or dashes out"
        elif nodes > MOST_NODES:
            problem = f"more than {MOST_NODES} values in one file: split it, or take out what does not belong here"
        elif getattr(event, "anchor", None):
            problem = "anchors and aliases (&, *) are not allowed: write the value out, or put the text in quotes"
        elif getattr(event, "tag", None):
            problem = "tags (!) are not allowed: take it out, or put the text in quotes"
        else:
            continue
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


#: What libyaml says, and what the reader can do about it.
_HINTS: Mapping[str, str] = {
    "mapping values are not allowed in this context": "a colon too many: put text that holds ': ' in quotes",
    "but found another document": "one document a file: take the line --- out",
}


def _syntax_fault(error: yaml.YAMLError, text: str, name: str) -> RuleFault:
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return RuleFault(name, line, column, "", "not valid YAML: a control character: take it out")
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    indent = "".join(text.splitlines()[line - 1 : line])[:column]
    if "\t" in indent and not indent.strip():
        problem = "a tab: indent with spaces"
    elif problem in _HINTS:
        problem = _HINTS[problem]
    elif type(error) is not yaml.MarkedYAMLError:
        problem += ": look here and just above for a bracket, quote or indent that is missing"
    return RuleFault(name, line, column, "", f"not valid YAML: {problem}")


def read_yaml_file(file: FilePath, name: str) -> YamlSource:
    """Read one YAML file as UTF-8 (a byte order mark is allowed)."""
    try:
        return read_yaml(file.read_text(encoding="utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        return YamlSource(name, faults=[RuleFault(name, line, 1, "", "not UTF-8 text: save the file as UTF-8")])
    except OSError as error:
        return YamlSource(name, faults=[RuleFault(name, 1, 1, "", f"cannot be read: {error.strerror}")])
