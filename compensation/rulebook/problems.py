"""Pydantic's faults in the words of somebody who edits a rule file: where it is, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from compensation.outside import one_line, shown
from compensation.rulebook.faults import Path, RuleFault
from compensation.rulebook.fields import KEY_PATTERN, URL_PATTERN
from compensation.rulebook.sources import LOOKED
from compensation.rulebook.yaml_source import YamlSource
from compensation.texts import FALLBACK, catalogue

#: What pydantic puts behind the key of a mapping when the key itself is wrong.
KEY_MARK = "[key]"

_PATTERNS: Mapping[str, str] = {KEY_PATTERN: "key_form", URL_PATTERN: "address_form"}
#: What pydantic calls it, and the code of the sentence for it.
_CODES: Mapping[str, str] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "model_type": "fields_needed",
    "model_attributes_type": "fields_needed",
    "dict_type": "fields_needed",
    "list_type": "list_needed",
    "too_short": "list_empty",
    "string_type": "text_needed",
    "string_too_short": "text_empty",
    "string_too_long": "text_long",
    "too_long": "list_long",
    "bool_type": "true_false",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "literal_error": "choice",
    "enum": "choice",
    "union_tag_invalid": "no_type",
    "union_tag_not_found": "type_missing",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large_number",
}


def model_faults(error: ValidationError, source: YamlSource) -> list[RuleFault]:
    """The faults of a file that does not have the form of its model."""
    if source.data is None:
        return [source.fault((), "empty_file")]
    found = []
    for fault in _told_once(error):
        code, values = _sentence(fault)
        found.append(source.fault(_data_path(fault["loc"], source.data), code, **values))
    return found


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


def _sentence(fault: Any) -> tuple[str, dict[str, str]]:
    """The code of the sentence for a fault of pydantic, and its values."""
    kind, context = fault["type"], fault.get("ctx") or {}
    value = "null" if fault.get("input") is None else shown(fault["input"])
    if fault["loc"] and fault["loc"][-1] == KEY_MARK:
        return ("age_form", {"value": value}) if kind == "int_parsing" else ("key_form", {})
    if kind == "missing" and fault["loc"][-1] in LOOKED:
        return "day_missing", {}
    if kind == "string_pattern_mismatch":
        return _PATTERNS[context["pattern"]], {}
    if f"rule_faults.{kind}" in catalogue(FALLBACK):  # raised by our own (compensation.rulebook.fields.refused)
        return kind, {}
    if kind not in _CODES:
        return "other_form", {"problem": one_line(str(fault["msg"]))}
    values = {
        "literal_error": {"value": value, "choices": _choices(context.get("expected"))},
        "enum": {"value": value, "choices": _choices(context.get("expected"))},
        "union_tag_invalid": {"value": shown(context.get("tag")), "choices": _choices(context.get("expected_tags"))},
        "greater_than_equal": {"value": value, "least": str(context.get("ge"))},
        "string_too_long": {"most": str(context.get("max_length"))},
        "too_long": {"most": str(context.get("max_length"))},
        "less_than_equal": {"value": value, "most": str(context.get("le"))},
    }
    return _CODES[kind], values.get(kind, {})


def _choices(expected: Any) -> str:
    """What pydantic lists as `'a', 'b' or 'c'`, as a list in no language."""
    return str(expected).replace("'", "").replace(" or ", ", ")
