"""Read YAML strictly: decimals from their text, no duplicate keys, and the position of every node.

Scalars follow the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema) with ISO dates added:
`no` and `on` are text, `010` and `12:30` are text, `13.27` is Decimal("13.27"), `2026-01-01` is a date.
Anchors, aliases and tags are refused: a rule file says everything where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from compensation.outside import one_line
from compensation.rulebook.faults import Path, RuleFault, coded, path_text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Rule files are some eight levels deep, and the longest has some thousands of values.
DEEPEST = 60
MOST_NODES = 50_000
#: A longer number stays text, for the reader of the data to refuse: Python makes no number of thousands of digits.
_INTEGER = re.compile(r"^[-+]?(0|[1-9][0-9]{0,39})$")
_DECIMAL = re.compile(r"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)$")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
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
    above: Path = ()  # where `data` stands in the file, when it is a part of it

    def part(self, path: Path, data: Any) -> YamlSource:
        """A part of the file, with the positions that it has there."""
        return replace(self, data=data, above=(*self.above, *path))

    def fault(self, path: Path, code: str, /, **values: Any) -> RuleFault:
        """A fault at a path, or at the nearest place above it that stands in the file."""
        path = (*self.above, *path)
        line, column = self._place(path)
        return coded(self.name, code, line=line, column=column, path=path_text(path), **values)

    def _place(self, path: Path) -> tuple[int, int]:
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, (1, 1))

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
                self.faults.append(self.fault((*path, "?"), "key"))
                continue
            if str(key) in seen:
                mark, place = key_node.start_mark, path_text((*path, key))
                twice = coded(self.name, "key_twice", line=mark.line + 1, column=mark.column + 1, path=place)
                self.faults.append(twice)
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
                self.faults.append(self.fault(path, "no_date", value=text))
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
    except _RefusedError as refused:
        line, column = refused.line + 1, refused.column + 1
        source.faults.append(coded(name, refused.code, line=line, column=column, **refused.values))
    except yaml.YAMLError as error:
        source.faults.append(_syntax_fault(error, text, name))
    except UnicodeEncodeError as error:  # half a sign of two (a lone surrogate)
        source.faults.append(_control(name, text[: error.start]))
    return source


class _RefusedError(Exception):
    """What may not stand in a file, although it is YAML."""

    def __init__(self, code: str, line: int, column: int, **values: Any) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


def _refuse_events(text: str) -> None:
    """Refuse what may not stand in a file while libyaml still reads it step by step.

    Composing goes as deep as the file does, on the stack of the process: some ten thousand brackets end it with a
    segmentation fault. The events before it take no more than a list.
    """
    if directive := _DIRECTIVE.search(text):  # libyaml compares each with all before it
        raise _RefusedError("yaml_directive", text.count("\n", 0, directive.start()), 0)
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_StrictLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
        mark: Any = event.start_mark
        at = mark.line, mark.column
        if depth > DEEPEST:
            raise _RefusedError("yaml_deep", *at, most=DEEPEST)
        if nodes > MOST_NODES:
            raise _RefusedError("yaml_many", *at, most=MOST_NODES)
        if getattr(event, "anchor", None):
            raise _RefusedError("yaml_anchor", *at)
        if getattr(event, "tag", None):
            raise _RefusedError("yaml_tag", *at)


#: What libyaml says, and the sentence for it.
_HINTS: Mapping[str, str] = {
    "mapping values are not allowed in this context": "yaml_colon",
    "but found another document": "yaml_documents",
}


def _syntax_fault(error: yaml.YAMLError, text: str, name: str) -> RuleFault:
    if isinstance(error, yaml.reader.ReaderError):
        return _control(name, text[: error.position])
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    indent = "".join(text.splitlines()[line - 1 : line])[:column]
    if "\t" in indent and not indent.strip():
        return coded(name, "yaml_tab", line=line, column=column)
    if problem in _HINTS:
        return coded(name, _HINTS[problem], line=line, column=column)
    return coded(name, "yaml", line=line, column=column, problem=one_line(problem))


def _control(name: str, before: str) -> RuleFault:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return coded(name, "yaml_control", line=line, column=column)


def read_yaml_bytes(content: bytes, name: str, *, strict_dates: bool = True) -> YamlSource:
    """Read the bytes of a YAML file as UTF-8 (a byte order mark is allowed)."""
    try:
        return read_yaml(content.decode("utf-8-sig"), name, strict_dates=strict_dates)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return YamlSource(name, faults=[coded(name, "not_utf8", line=line)])
