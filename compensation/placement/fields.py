"""Every field of a placement, as its models declare it: what it holds, what it is called, what it is when left out.

A file, a link, a template and a page of documentation follow from this list; nothing about a field is said again there.

>>> field = FIELDS["travel.distance_km"]
>>> field.holds.kind, field.dutch, field.required
('kilometres', ('afstand_km', 'afstand'), False)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from compensation.placement.kinds import Holds, Named, Word
from compensation.placement.model import Placement


@dataclass(frozen=True)
class Field:
    """One field: its path in a placement without the numbers of lists (`costs.amount`), and all that is said of it."""

    path: str
    holds: Holds
    dutch: tuple[str, ...]
    english: tuple[str, ...]
    link: str | None
    required: bool


def links_of(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, str]]:
    """The fields and parts of a placement that a link has a word for: path and word; a part after its fields."""
    for key, info in model.model_fields.items():
        kind, said = _unwrapped(info.annotation)
        said += info.metadata
        place = f"{path}{info.alias or key}"
        if not any(isinstance(part, Holds) for part in said) and (part := _part(kind)):
            yield from links_of(part, f"{place}.")
        yield from ((place, part.link) for part in said if isinstance(part, Named) and part.link)


def fields_of(model: type[BaseModel], path: str = "", names: Named | None = None) -> Iterator[Field]:
    """The fields of a model, those of its parts included; a part without a name of its own says its names itself."""
    given = dict(names.parts if names else ())
    for key, info in model.model_fields.items():
        kind, said = _unwrapped(info.annotation)
        said += info.metadata
        own = next((part for part in said if isinstance(part, Named)), Named())
        holds = next((part for part in reversed(said) if isinstance(part, Holds)), None)
        place = f"{path}{info.alias or key}"
        if holds is not None:
            dutch = given.get(key, own.dutch)
            yield Field(place, holds, dutch, own.english, own.link, info.is_required())
        elif part := _part(kind):
            yield from fields_of(part, f"{place}.", own)


def _unwrapped(annotation: Any) -> tuple[Any, list[Any]]:
    """A type without `| None` and without its notes, and those notes, the outer ones first."""
    if get_origin(annotation) is Annotated:
        kind, *notes = get_args(annotation)
        inner, more = _unwrapped(kind)
        return inner, [*notes, *more]
    some = [part for part in get_args(annotation) if part is not type(None)]
    if type(None) in get_args(annotation) and len(some) == 1:
        return _unwrapped(some[0])
    return annotation, []


def _part(kind: Any) -> type[BaseModel] | None:
    """The model that a field holds: itself, a list of it, or one or a list of them."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((part for inner in get_args(kind) if (part := _part(_unwrapped(inner)[0]))), None)


#: Every field by its path, in the order of the contract.
FIELDS: Mapping[str, Field] = MappingProxyType({field.path: field for field in fields_of(Placement)})
#: The words of a link, by the paths of what they say; a change says its own in the same words.
LINKS: Mapping[str, str] = MappingProxyType(
    {path: link for path, link in links_of(Placement) if not path.startswith("changes.")}
)


def words_at(path: str) -> tuple[str, ...]:
    """The words to choose from in a field."""
    holds = FIELDS[path].holds
    return holds.words if isinstance(holds, Word) else ()
