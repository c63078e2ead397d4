"""`passend rules diff`: what changed between two rule books, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from compensation.cli.files import InputError
from compensation.outside import one_line
from compensation.rulebook import RuleBook, RuleBookError, load_rulebook, told
from compensation.rulebook.changes import Change, EntryChange, Part, changes_between, plain
from compensation.rulebook.fields import in_language
from compensation.rulebook.folder import PARTS
from compensation.rulebook.loader import own_folder
from compensation.rulebook.models import Rule
from compensation.texts import LANGUAGES, catalogue, exact_euros, text, written

#: The name of the rules that travel with the program.
BASE = "base"
_LONGEST = 300
#: When somebody looks again says nothing of a new version.
_OF_LOOKING = ("looked_on", "review_by")
_EUROS = frozenset(
    ("amount", "amount_high", "average_month", "minimum", "mbo", "hbo", "wo", *(f"year_{n}" for n in range(1, 7)))
)
_PERCENT = frozenset(("percent_of_minimum_wage", "share_paid_percent"))
#: Parts of a rule that are not in its unit.
_OF_OTHERS = frozenset(("source",))


def book_named(name: str, lang: str) -> RuleBook:
    """The rule book of a name: `base`, a whole folder, or what is laid over the program's rules. Raises InputError."""
    path = Path(name)
    try:
        if name == BASE:
            return load_rulebook(base=own_folder())
        if all((path / part).is_dir() for part in PARTS):
            return load_rulebook(base=path)
        return load_rulebook(path, base=own_folder())
    except RuleBookError as error:
        raise InputError(text("rule_changes.faults", lang, name=one_line(name)), *told(error.faults, lang)) from None


def as_data(before: RuleBook, after: RuleBook) -> dict[str, Any]:
    """What changed as plain data for JSON: each field with its path, before and after."""
    return {
        "before": {"folder": str(before.folder), "hash": before.hash},
        "after": {"folder": str(after.folder), "hash": after.hash},
        "changes": [
            {
                "id": entry.id,
                "name": _json(entry.name),
                "how": entry.how,
                "fields": [
                    {
                        "path": [part if isinstance(part, str) else f"{part[0]}={part[1]}" for part in change.path],
                        "how": change.how,
                        "before": _json(change.before),
                        "after": _json(change.after),
                    }
                    for change in entry.changes
                ],
            }
            for entry in changes_between(before, after)
        ],
    }


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key if isinstance(key, str) else f"{key[0]}={key[1]}": _json(found) for key, found in value.items()}
    return to_jsonable_python(value)


def change_lines(before: RuleBook, after: RuleBook, lang: str) -> Iterator[str]:
    """What changed in words: an entry, then a line for each of its fields; at the end how many entries."""
    found = changes_between(before, after)
    if not found:
        yield text("rule_changes.same" if before.hash == after.hash else "rule_changes.same_data", lang)
        return
    for entry in found:
        said = entry.id if entry.name is None else f"{entry.id} ({in_language(entry.name, lang)})"
        if entry.how == "changed":
            yield f"{said}:"
            yield from (f"  {_field(change, entry, lang)}" for change in entry.changes)
        else:
            yield f"{said}: {text(f'rule_changes.{entry.how}', lang)}"
            yield from (f"  {line}" for line in _versions(entry, lang))
    counts = {how: sum(entry.how == how for entry in found) for how in ("new", "gone", "changed")}
    yield text("rule_changes.count", lang, count=len(found), **counts)


def _versions(entry: EntryChange, lang: str) -> Iterator[str]:
    data = plain(entry.entry)
    versions = data.get("versions", {}) if isinstance(data, dict) else {}
    for part, version in versions.items():
        yield f"{_part(part, lang)}: {_value(version, (part,), entry, lang)}"


def _field(change: Change, entry: EntryChange, lang: str) -> str:
    where = ", ".join(_part(part, lang) for part in change.path if part != "versions") or entry.id
    if isinstance(change.before, tuple) and isinstance(change.after, tuple):
        return f"{where}: {_members(change.before, change.after, lang)}"
    before, after = (_value(value, change.path, entry, lang) for value in (change.before, change.after))
    if isinstance(change.before, dict) or isinstance(change.after, dict):
        return f"{where}: {text(f'rule_changes.{change.how}', lang)}: {before if change.how == 'gone' else after}"
    return f"{where}: {text('rule_changes.was', lang, before=before, after=after)}"


def _members(before: Sequence[Any], after: Sequence[Any], lang: str) -> str:
    """Of two lists what was added and what was taken out; both as a whole where only the order is another."""
    added, removed = ([row for row in one if row not in other] for one, other in ((after, before), (before, after)))
    said = [
        text(f"rule_changes.{how}", lang, rows=_short(", ".join(_plain_value(row, lang) for row in rows)))
        for how, rows in (("added", added), ("removed", removed))
        if rows
    ]
    if said:
        return "; ".join(said)
    whole = {name: _short(_plain_value(rows, lang)) for name, rows in (("before", before), ("after", after))}
    return text("rule_changes.was", lang, **whole)


def _part(part: Part, lang: str) -> str:
    if isinstance(part, tuple):
        field, value = part
        return f"{text(f'rule_fields.{field}', lang)} {_short(_plain_value(value, lang))}"
    return catalogue(lang).get(f"rule_fields.{part}", part)  # an age, a region, a kind of cost bears its own name


def _value(value: Any, path: tuple[Part, ...], entry: EntryChange, lang: str) -> str:
    if isinstance(value, dict):
        return _short(_summary(value, path, entry, lang))
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    if value is None:
        return text("rule_changes.open" if field == "to" else "rule_changes.nothing", lang)
    if field == "checked":
        return text(f"words.mark.{value}", lang)
    if isinstance(value, Decimal):
        return _figure(value, field, path, entry, lang)
    return _short(_plain_value(value, lang))


def _summary(value: dict[Part, Any], path: tuple[Part, ...], entry: EntryChange, lang: str) -> str:
    """A whole version, or another part that is new or gone, on one line: what says nothing is left out."""
    beginning = path[-1] if path and isinstance(path[-1], tuple) else ("", None)
    said = (
        f"{_part(part, lang)}{': ' if isinstance(found, dict) else ' '}{_value(found, (*path, part), entry, lang)}"
        for part, found in value.items()
        if part not in (*_OF_LOOKING, "type", beginning[0]) and found not in (False, {}, ())
    )
    return "; ".join(said)


def _figure(value: Decimal, field: str, path: tuple[Part, ...], entry: EntryChange, lang: str) -> str:
    """An amount in euros, a percentage, or a bare number, as its field or the unit of its rule says."""
    unit = entry.entry.unit if isinstance(entry.entry, Rule) and not _OF_OTHERS.intersection(path) else ""
    if unit == "percent" or field in _PERCENT:
        return f"{_plain_value(value, lang)}%"
    if unit or field in _EUROS:
        return exact_euros(value, lang)
    return _plain_value(value, lang)


def _plain_value(value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return text("rule_changes.yes" if value else "rule_changes.no", lang)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", LANGUAGES[lang].decimal)
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain_value(row, lang) for row in value)
    if isinstance(value, date):
        return written(value, lang)
    return str(value)


def _short(said: str) -> str:
    return one_line(said, _LONGEST)
