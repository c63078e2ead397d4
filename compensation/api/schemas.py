"""The forms of what goes in and comes out, as JSON Schema (2020-12), made from the models that read and write them."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from compensation.assessment import Assessment
from compensation.placement import Placement

#: Limits that pydantic leaves under its own names where a value is looked at before it is read.
_NAMES = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
IN_A_FILE, IN_OPENAPI = "#/$defs/{model}", "#/components/schemas/{model}"


@cache
def placement_schema() -> dict[str, Any]:
    """What goes in."""
    return _whole(_schema(Placement, IN_A_FILE))


@cache
def assessment_schema() -> dict[str, Any]:
    """What comes out."""
    return _whole(_schema(Assessment, IN_A_FILE))


@cache
def components() -> dict[str, Any]:
    """Both, with their parts, as components of an OpenAPI document."""
    found: dict[str, Any] = {}
    for model in (Placement, Assessment):
        schema = _schema(model, IN_OPENAPI)
        for name, part in {**schema.pop("$defs", {}), model.__name__: schema}.items():
            if found.setdefault(name, part) != part:
                raise ValueError(f"two parts of the contract are both called {name}")
    return found


def _schema(model: type[BaseModel], refs: str) -> dict[str, Any]:
    mode: JsonSchemaMode = "validation" if model is Placement else "serialization"
    made: dict[str, Any] = _plain(model.model_json_schema(by_alias=True, mode=mode, ref_template=refs))
    return made


def _whole(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


def _plain(node: Any, names: bool = False) -> Any:
    """A schema with the limits under the names of JSON Schema; `names`: these keys are names of fields."""
    if isinstance(node, list):
        return [_plain(part) for part in node]
    if not isinstance(node, dict):
        return node
    made = {}
    for key, part in node.items():
        name = key if names else _NAMES.get(key, key)
        made[name] = _plain(part, not names and key in ("properties", "$defs"))
    return made
