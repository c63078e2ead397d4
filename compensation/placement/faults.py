"""Faults of a placement: the path of the field, a code, and the values that its sentence needs.

The sentences stand in the catalogue under `faults.`; what pydantic finds is told in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from compensation.outside import MOST_TOLD, path_of, shown
from compensation.texts import FALLBACK, text


@dataclass(frozen=True)
class PlacementFault:
    """One fault: the path of the field, a code of the catalogue (`faults.<code>`) and the values of its sentence."""

    path: str
    code: str
    values: Mapping[str, Any]

    def message(self, lang: str = FALLBACK) -> str:
        """What is wrong and what to do."""
        return text(f"faults.{self.code}", lang, **self.values)


class PlacementError(ValueError):
    """A placement has faults; `faults` holds them, at most 100, and `more` says how many are left out."""

    def __init__(self, faults: Iterable[PlacementFault]) -> None:
        found = tuple(faults)
        self.faults = found[:MOST_TOLD]
        self.more = len(found) - len(self.faults)
        super().__init__(found)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, lang: str = FALLBACK) -> Iterator[str]:
        """`field.path: what is wrong and what to do` for each fault, and how many are left out."""
        for fault in self.faults:
            yield f"{fault.path}: {fault.message(lang)}"
        if self.more:
            yield text("faults.more", lang, count=self.more)


#: How pydantic is told that a field holds one thing or a list of them; no part of a path.
ONE, MANY = "<one>", "<many>"


@dataclass(frozen=True)
class Unreadable:
    """A value that could not be read where it was typed; it stands in the data so that its fault is told there."""

    code: str
    values: Mapping[str, Any]


def unreadable(code: str, **values: Any) -> Unreadable:
    """A value that could not be read, and the values of its sentence; what was filled in, as one short line."""
    return Unreadable(code, {name: shown(value) if name == "value" else value for name, value in values.items()})


def fault(code: str, **values: Any) -> PydanticCustomError:
    """A fault for pydantic to raise. A value named `at` is the field below the model that it is about."""
    return PydanticCustomError(code, text(f"faults.{code}", FALLBACK, **values), values)


def faults_of(error: ValidationError) -> tuple[PlacementFault, ...]:
    """The faults of a pydantic error, in the words of the catalogue."""
    found = [fault for item in error.errors(include_url=False) for fault in _faults_of_item(item)]
    return tuple({_key(fault): fault for fault in found if not _follows(fault, found)}.values())


def _follows(fault: PlacementFault, found: Iterable[PlacementFault]) -> bool:
    """A list whose items are all wrong is not empty: that it has none left follows from them."""
    return fault.code == "empty_list" and any(other.path.startswith(f"{fault.path}.") for other in found)


def _key(fault: PlacementFault) -> tuple[str, ...]:
    return fault.path, fault.code, *(f"{name}={value}" for name, value in fault.values.items())


_KINDS = {
    "missing": "missing",
    "invalid_key": "unknown_field",
    "finite_number": "whole_number",
    "int_parsing_size": "whole_number",
    "string_unicode": "text_needed",
    "extra_forbidden": "unknown_field",
    "literal_error": "choice",
    "enum": "choice",
    "model_type": "fields_needed",
    "model_attributes_type": "fields_needed",
    "tuple_type": "list_needed",
    "too_short": "empty_list",
    "bool_parsing": "true_false",
    "bool_type": "true_false",
    "string_type": "text_needed",
    "string_too_short": "text_needed",
    "string_too_long": "text_long",
    "int_parsing": "whole_number",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "greater_than_equal": "study_year_range",
    "less_than_equal": "study_year_range",
}


def _faults_of_item(item: Any) -> Iterator[PlacementFault]:
    context = dict(item.get("ctx") or {})
    wrong = item.get("input")
    if item["type"] == "several":
        yield from context["faults"]
        return
    loc = [part for part in item["loc"] if part not in (ONE, MANY)]
    if loc[:1] == ["id"]:  # text or a whole number: pydantic tells why it is neither
        yield PlacementFault("id", "text_needed", {})
        return
    if at := context.pop("at", None):
        loc.append(at)
    path = path_of(loc) or "placement"
    if isinstance(wrong, Unreadable):
        yield PlacementFault(path, wrong.code, wrong.values)
        return
    code = _KINDS.get(item["type"], item["type"])
    if code == "choice" and "choices" not in context:
        choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        context = {"value": shown(item.get("input")), "choices": choices}
    yield PlacementFault(path, code, context)
