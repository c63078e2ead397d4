"""`GET /api/v2/rules`, `/rules/{id}`, `/sectors`: what the rule book holds, as data."""

from __future__ import annotations

from typing import Any

from compensation.api.problems import ProblemError
from compensation.outside import shown
from compensation.rulebook import RuleBook
from compensation.rulebook.entries import Found, entries, find, id_of


def rules(book: RuleBook, lang: str) -> dict[str, Any]:
    """Every entry of the rule book: id, kind, name, from and to which day it is known (null: open)."""
    return {"rules_hash": book.hash, "rules": [_line(*entry, lang) for entry in entries(book)]}


def rule(book: RuleBook, rule_id: str, lang: str) -> dict[str, Any]:
    """One entry, whole: its versions with their sources. Raises ProblemError when there is none of that id."""
    found = find(book, rule_id)
    if found is None:
        raise ProblemError("rule_unknown", value=shown(rule_id))
    own = id_of(found, book) or rule_id
    kind = next(kind for entry_id, kind, _ in entries(book) if entry_id == own)
    return {**_line(own, kind, found, lang), "rules_hash": book.hash, "entry": _dumped(found)}


def sectors(book: RuleBook, lang: str) -> dict[str, Any]:
    """Every sector: key, name, the schemes that belong to it, and what is known of it."""
    found = [
        {
            "key": key,
            "name": sector.name[lang],
            "schemes": [name for name, scheme in book.schemes.items() if scheme.sector == key],
            "entry": _dumped(sector),
        }
        for key, sector in book.sectors.items()
    ]
    return {"rules_hash": book.hash, "sectors": found}


def _line(entry_id: str, kind: str, found: Found, lang: str) -> dict[str, Any]:
    versions = getattr(found, "versions", ())
    first, last = (versions[0].from_, versions[-1].to) if versions else (None, None)
    return {"id": entry_id, "kind": kind, "name": _name(found, lang), "from": _day(first), "to": _day(last)}


def _name(found: Any, lang: str) -> str | None:
    if hasattr(found, "name_in"):
        return str(found.name_in(lang))
    name = getattr(found, "name", None)
    return name if name is None or isinstance(name, str) else str(name[lang])


def _day(found: Any) -> str | None:
    return None if found is None else found.isoformat()


def _dumped(found: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = found.model_dump(mode="json", by_alias=True, exclude_none=True)
    return dumped
