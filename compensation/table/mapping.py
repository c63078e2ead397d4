"""A mapping: the answers about a file, kept and used again, as YAML.

```yaml
tab: Stages                     # which tab is read
header_row: 3                   # the row of the column names, as the sheet numbers it
columns: {"Vergoeding p.m.": offer.allowance.amount, "BSN": drop, "Opmerking": carry, "Naam": pseudonym}
values: {route: {"MBO BOL": bol}}
constants: {offer.allowance.per: month, cao.status: none}
```

A column is named as in the file; what it means by any name of docs/columns.md, or as a column that says what several
of those do (`period`, `pay`, `day.mon`: compensation.table.composed).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compensation.outside import shown
from compensation.rulebook import RuleBook
from compensation.rulebook.problems import model_faults
from compensation.rulebook.yaml_source import YamlSource, read_yaml
from compensation.table.catalog import catalog_of
from compensation.table.composed import composed_name
from compensation.table.faults import TableError

DROP, CARRY, PSEUDONYM = "drop", "carry", "pseudonym"
ACTIONS = (DROP, CARRY, PSEUDONYM)
_LARGEST = 1_000_000
Short = Annotated[str, Field(max_length=500)]
Most = Field(max_length=5000)


class Mapping(BaseModel):
    """The answers; everything that is not said is found out."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    tab: Short | None = None
    header_row: Annotated[int, Field(ge=1, le=1_048_576)] | None = None
    columns: Annotated[dict[Short, Short], Most] = {}
    values: Annotated[dict[Short, dict[Short, Short]], Most] = {}
    constants: Annotated[dict[Short, Short], Most] = {}


NO_MAPPING = Mapping()


def read_mapping(path: Path, book: RuleBook) -> Mapping:
    """The mapping of a file. Raises TableError with everything that is wrong in it, each with its line."""
    try:
        if path.stat().st_size > _LARGEST:
            raise TableError("mapping_wrong", file=path.name, problems=f"> {_LARGEST} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise TableError("mapping_unread", file=path.name, reason=reason) from None
    source = read_yaml(text, path.name, strict_dates=False)
    if source.faults:
        raise TableError("mapping_wrong", file=path.name, problems=tuple(source.faults))
    return mapping_of(source.data or {}, book, path.name, source)


def mapping_of(data: Any, book: RuleBook, name: str = "mapping", source: YamlSource | None = None) -> Mapping:
    """A mapping of plain data, its columns under the contract's names. Raises TableError.

    `source` is the file that it was read from, for the lines of faults.
    """
    try:
        read = Mapping.model_validate(_plain(data))
    except ValidationError as error:
        faults = model_faults(error, source or YamlSource(name, data))
        told = faults if source else [replace(fault, line=0) for fault in faults]
        raise TableError("mapping_wrong", file=name, problems=tuple(told)) from None
    unknown = sorted({word for word in _names(read) if _meant(word, book) is None})
    if unknown:
        raise TableError("mapping_columns", file=name, columns=", ".join(map(shown, unknown[:20])))

    def named(word: str) -> str:
        return _meant(word, book) or word

    return Mapping(
        tab=read.tab,
        header_row=read.header_row,
        columns={heading: named(word) for heading, word in read.columns.items()},
        values={named(word): table for word, table in read.values.items()},
        constants={named(word): value for word, value in read.constants.items()},
    )


def _names(read: Mapping) -> Iterator[str]:
    yield from read.columns.values()
    yield from (word for word in (*read.values, *read.constants) if word not in ACTIONS)


def _meant(word: str, book: RuleBook) -> str | None:
    """An action, or the contract's name of a column, or that of one that says what several of them do."""
    return word if word in ACTIONS else catalog_of(book).canonical_name(word) or composed_name(word)


def _plain(data: Any) -> Any:
    """Values as text: yes, 2026 and 12.50 are written so in YAML, and read as cells are."""
    if not isinstance(data, dict):
        return data
    found = dict(data)
    if "tab" in found and found["tab"] is not None:
        found["tab"] = str(found["tab"])
    for part in ("columns", "constants"):
        if isinstance(found.get(part), dict):
            found[part] = {str(key): _text(value) for key, value in found[part].items()}
    if isinstance(found.get("values"), dict):
        found["values"] = {
            str(key): {str(k): _text(v) for k, v in inner.items()} if isinstance(inner, dict) else inner
            for key, inner in found["values"].items()
        }
    return found


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) or type(value).__name__ in ("Decimal", "date") else value


def as_yaml(mapping: Mapping) -> str:
    """A mapping as a file to keep."""
    import yaml

    data = {key: value for key, value in mapping.model_dump().items() if value not in (None, {})}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
