"""What changed between two rule books, entry by entry and field by field, as data.

An entry is told by its name as `passend rules show` knows it (`km_rate`, `scheme.horeca`, `norm.national`). Versions
are compared by the day from which they hold, steps by where they begin, rows of a list by their key; so a version that
was added is one change, and not one of every version behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

from compensation.rulebook.book import RuleBook
from compensation.rulebook.fields import Bilingual
from compensation.rulebook.overlay import PREFIXES
from compensation.rulebook.reader import KEYED

#: A part of a path: the name of a field, or what tells one row of a list or table from another.
Part = str | tuple[str, Any]
Leaf = str | int | bool | Decimal | date | tuple[Any, ...] | None
#: By what the rows of a list are told apart, whichever they have; else by their place.
_ROW_KEYS = ("from", "id", "until_months", "title", "event", "category")
_ABSENT = object()


@dataclass(frozen=True)
class Change:
    """One field of an entry, before and after; `how` says which of them is there."""

    path: tuple[Part, ...]
    how: Literal["new", "gone", "changed"]
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class EntryChange:
    """An entry that is new, gone, or changed in some fields; `name` is what it is called, in both languages."""

    id: str
    how: Literal["new", "gone", "changed"]
    name: Bilingual | str | None
    entry: BaseModel | Any
    changes: tuple[Change, ...] = ()


def changes_between(before: RuleBook, after: RuleBook) -> list[EntryChange]:
    """Every entry that is not the same in two rule books, by its id."""
    old, new = entries(before), entries(after)
    found = []
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            found.append(EntryChange(key, "new", _name(new[key]), new[key]))
        elif key not in new:
            found.append(EntryChange(key, "gone", _name(old[key]), old[key]))
        elif old[key] != new[key]:
            changes = tuple(_compared(plain(old[key]), plain(new[key]), ()))
            found.append(EntryChange(key, "changed", _name(new[key]), new[key], changes))
    return found


def entries(book: RuleBook) -> dict[str, Any]:
    """Everything that a rule book holds, by id."""
    found: dict[str, Any] = {}
    for section in KEYED:
        prefix = PREFIXES.get(section, f"{section}.")
        found |= {f"{prefix}{key}": entry for key, entry in getattr(book, section).items()}
    found |= {f"scheme.{key}": scheme for key, scheme in book.schemes.items()}
    found |= {f"sector.{key}": sector for key, sector in book.sectors.items()}
    found |= {f"sbb_sectors.{key}": name for key, name in book.sbb_sectors.items()}
    found |= {f"not_covered.{gap.id}": gap for gap in book.not_covered}
    found |= {f"words.{key}": trades for key, trades in book.words.words.items()}
    found |= {f"words.{name}": getattr(book.words, name) for name in ("behind", "elsewhere", "says_nothing")}
    found |= {f"others.{name}": row for name, row in _numbered(book.other_subsidies, "scheme")}
    found |= {f"practice.{name}": row for name, row in _numbered(book.practice, "by")}
    return {**found, "calendar": book.calendar}


def _numbered(rows: Sequence[Any], field: str) -> Iterator[tuple[str, Any]]:
    """Rows without a key, by a field that several may share and their number among these."""
    seen: dict[str, int] = {}
    for row in rows:
        name = str(getattr(row, field))
        seen[name] = seen.get(name, 0) + 1
        yield f"{name}.{seen[name]}", row


def _name(entry: Any) -> Bilingual | str | None:
    found: Bilingual | str | None = getattr(entry, "name", None)
    return found


def plain(value: Any) -> Any:
    """An entry as data: of a model what is not left out, rows by what tells them apart, other lists as tuples."""
    if isinstance(value, BaseModel):
        return {
            field.alias or name: plain(found)
            for name, field in type(value).model_fields.items()
            if (found := getattr(value, name)) is not None and found != field.default
        }
    if isinstance(value, Mapping):
        return {str(key): plain(found) for key, found in value.items()}
    if isinstance(value, (list, tuple)):
        return _rows(value) if any(isinstance(row, BaseModel) for row in value) else tuple(map(plain, value))
    return value


def _rows(rows: Sequence[Any]) -> dict[Part, Any]:
    found: dict[Part, Any] = {}
    for number, row in enumerate(map(plain, rows), 1):
        field = next((field for field in _ROW_KEYS if isinstance(row.get(field), (str, int, Decimal, date))), None)
        key: Part = ("row", number) if field is None else (field, row[field])
        found[("row", number) if key in found else key] = row
    return found


def _compared(before: Any, after: Any, path: tuple[Part, ...]) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        for part in [*before, *(part for part in after if part not in before)]:
            yield from _compared(before.get(part, _ABSENT), after.get(part, _ABSENT), (*path, part))
    elif before is _ABSENT:
        yield Change(path, "new", after=after)
    elif after is _ABSENT:
        yield Change(path, "gone", before=before)
    elif before != after:
        yield Change(path, "changed", before, after)
