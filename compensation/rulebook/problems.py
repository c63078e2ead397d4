"""Pydantic's faults in the words of somebody who edits a rule file: where it is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from compensation.outside import shown
from compensation.rulebook.faults import Path, RuleFault
from compensation.rulebook.fields import KEY_PATTERN, URL_PATTERN
from compensation.rulebook.sources import LOOKED
from compensation.rulebook.yaml_source import YamlSource

#: What pydantic puts behind the key of a mapping when the key itself is wrong.
KEY_MARK = "[key]"
KEY_FORM = "a key has only small letters, digits and _, and begins with a letter"

_PATTERNS: Mapping[str, str] = {
    KEY_PATTERN: KEY_FORM,
    URL_PATTERN: "write an address that begins with http:// or https://, without spaces",
}
_WORDS: Mapping[str, str] = {
    "missing": "this field is missing: fill it in",
    "extra_forbidden": "unknown field: take it out, or mend its name",
    "model_type": "needs fields (name: value) here",
    "model_attributes_type": "needs fields (name: value) here",
    "dict_type": "needs fields (name: value) here",
    "list_type": "needs a list here, one `- ` a line or in [ ]",
    "too_short": "the list is empty: give at least one",
    "string_type": "needs text here: put it in quotes",
    "string_too_short": "the text is empty: fill it in",
    "bool_type": "write true or false, without quotes",
    "int_type": "write a whole number, without quotes",
    "int_from_float": "write a whole number, without quotes",
}


def model_faults(error: ValidationError, source: YamlSource) -> list[RuleFault]:
    """The faults of a file that does not have the form of its model."""
    if source.data is None:
        return [source.fault((), "the file is empty: fill it, or delete it")]
    return [source.fault(_data_path(fault["loc"], source.data), _problem(fault)) for fault in _told_once(error)]


def _told_once(error: ValidationError) -> Iterator[Any]:
    """The faults, with a missing `looked_on` or `review_by` once a file: one line at its top mends them all."""
    told = set()
    for fault in error.errors():
        name = fault["loc"][-1] if fault["loc"] else None
        if fault["type"] == "missing" and name in LOOKED:
            if name in told:
                continue
            told.add(name)
        yield fault


def _has(node: Any, part: Any) -> bool:
    if isinstance(node, list):
        return isinstance(part, int) and part < len(node)
    return isinstance(node, dict) and part in node


def _data_path(loc: Path, data: Any) -> Path:
    """The part of a pydantic location that stands in the file (tags of unions left out)."""
    path: Path = ()
    node: Any = data
    for index, part in enumerate(loc):
        if _has(node, part):
            node = node[part]
        elif index == len(loc) - 1 and isinstance(node, dict) and part != KEY_MARK:
            return (*path, part)
        else:
            continue
        path = (*path, part)
    return path


def _problem(fault: Any) -> str:
    kind, context = fault["type"], fault.get("ctx") or {}
    value = "null" if fault.get("input") is None else shown(fault["input"])
    if fault["loc"] and fault["loc"][-1] == KEY_MARK:
        return f"'{value}' is not an age: write a whole number" if kind == "int_parsing" else KEY_FORM
    if kind == "missing" and fault["loc"][-1] in LOOKED:
        return "this field is missing: fill it in here, or once at the top of the entry or of the file"
    if kind in ("literal_error", "enum"):
        return f"'{value}' is not one of: {context['expected']}"
    if kind == "union_tag_invalid":
        return f"type '{context['tag']}' does not exist: choose from {context['expected_tags']}"
    if kind == "union_tag_not_found":
        return "the type is missing: begin with, for example, type: per_hours"
    if kind == "string_pattern_mismatch":
        return _PATTERNS[context["pattern"]]
    if kind == "greater_than_equal":
        return f"{value} is too small: at least {context['ge']}"
    if kind == "less_than_equal":
        return f"{value} is too large: at most {context['le']}"
    return _WORDS.get(kind, str(fault["msg"]))
