"""A draft as the visitor's own tab keeps it: written as JSON, and read back as strictly as a file from a stranger.

A draft may be half a placement, so it is not read as one: every value is held against what its field can hold, and
every list against its length. What is damaged is refused as a whole. An answer that the rules of today do not know
(a scheme that is gone) is left out alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from compensation.calendar import WEEKDAYS
from compensation.outside import read_json
from compensation.placement.cases import keys_in
from compensation.placement.fields import FIELDS
from compensation.placement.kinds import MOST_CHANGES, MOST_ITEMS, MOST_LEGS, DayHeld, Holds, KeyOf, Number, Word
from compensation.rulebook import RuleBook
from compensation.ui.parts.numbers import fault_of
from compensation.ui.parts.state import READERS, WAYS, WHYS, Before, Draft, Where
from compensation.version import VERSION, is_read

#: The way in which a tab keeps a draft; another one is not read.
LAYOUT = 1
#: In signs. The longest placement that the form can make is a fraction of it.
LONGEST = 200_000
#: Of a text that could not be read as much is kept as a person can want to look at.
_LONGEST_UNREAD, _MOST_UNREAD = 300, 200
#: The name of a question or of another place; more of them than any form has.
_QUESTION, _MOST_SEEN = re.compile(r"\*?[a-z_]{0,40}(\.[a-z0-9_]{1,40})?", re.ASCII), 100
_WHERE = {one.name for one in fields(Where)}
_NUMBER = re.compile(r"(0|[1-9]\d{0,5})(\.\d{1,2})?", re.ASCII)
#: Lists of parts, the greatest length of each, and what every part of it says.
_LISTS = {
    "costs": (MOST_ITEMS, "kind"),
    "offer.reimbursements": (MOST_ITEMS, "kind"),
    "changes": (MOST_CHANGES, None),
    "travel": (MOST_LEGS, None),
    "changes.travel": (MOST_LEGS, None),
}
_ONE_TOO = ("travel", "changes.travel")
_PARTS = frozenset(path.rsplit(".", end)[0] for path in FIELDS for end in range(1, path.count(".") + 1))
_GONE = object()


class DamagedError(ValueError):
    """What a tab kept cannot be read."""


@dataclass(frozen=True)
class Kept:
    """What a tab kept, and how many of its answers the rules of today do not know."""

    draft: Draft
    gone: int = 0


# ---------------------------------------------------------------- writing


def kept_text(draft: Draft) -> str | None:
    """A draft as a tab keeps it; None when there is nothing to keep.

    What was wiped by beginning anew is not kept: it can be put back for as long as the visit lasts.
    """
    before = draft.before if draft.before is not None and draft.before.why != "anew" else None
    if not draft.says and before is None:
        return None
    content: dict[str, Any] = {"passend": VERSION, "layout": LAYOUT, **_answers(draft)}
    content |= {"generation": draft.generation, "fresh": draft.fresh}
    if draft.where:
        content["where"] = {reader: asdict(where) for reader, where in draft.where.items()}
    if before is not None:
        content["before"] = {**_answers(before), "why": before.why}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _answers(of: Draft | Before) -> dict[str, Any]:
    unread = {path: waits[:_LONGEST_UNREAD] for path, waits in of.unread.items()}
    return {"placement": of.placement, "unread": unread}


# ---------------------------------------------------------------- reading


def kept_draft(text: str, book: RuleBook) -> Kept:
    """The draft that a tab kept. Raises DamagedError."""
    if len(text) > LONGEST:
        raise DamagedError
    try:
        data = read_json(text)
    except ValueError:
        raise DamagedError from None
    if not isinstance(data, dict) or data.get("layout") != LAYOUT or not is_read(data.get("passend")):
        raise DamagedError
    reader = _Reader(book)
    placement, unread = reader.answers(data)
    generation, before = data.get("generation"), data.get("before")
    if type(generation) is not int or not 0 <= generation < 1_000_000 or not isinstance(data.get("fresh"), bool):
        raise DamagedError
    draft = Draft(placement, unread, generation, data["fresh"], where=_where(data.get("where", {})))
    gone = reader.gone
    if before is not None:
        if not isinstance(before, dict) or before.get("why") not in WHYS:
            raise DamagedError
        draft.before = Before(*reader.answers(before), before["why"])
    return Kept(draft, gone)


def _where(kept: Any) -> dict[str, Where]:
    """Where each reader was in the questions. Raises DamagedError."""
    if not isinstance(kept, dict) or not kept.keys() <= set(READERS):
        raise DamagedError
    return {reader: _place(one) for reader, one in kept.items()}


def _place(kept: Any) -> Where:
    names = kept.get("seen") if isinstance(kept, dict) and kept.keys() == _WHERE else None
    if not isinstance(names, list) or len(names) > _MOST_SEEN:
        raise DamagedError
    if not all(isinstance(name, str) and _QUESTION.fullmatch(name) for name in (kept["at"], *names)):
        raise DamagedError
    if kept["way"] not in WAYS or not (kept["whole"] is None or isinstance(kept["whole"], bool)):
        raise DamagedError
    return Where(kept["at"], kept["way"], kept["whole"], tuple(names))


class _Reader:
    """Reads the answers of one tab; counts those that are gone from the rules."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.gone = 0

    def answers(self, data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """A placement and its unread texts. Raises DamagedError."""
        placement, unread = data.get("placement"), data.get("unread")
        if not isinstance(placement, dict) or not isinstance(unread, dict) or len(unread) > _MOST_UNREAD:
            raise DamagedError
        before = self.gone
        found = self._part(placement, "")
        if self.gone > before:  # places of lists may have shifted
            unread = {path: kept for path, kept in unread.items() if not re.search(r"\.\d", path)}
        return found, {path: _unread(path, kept) for path, kept in unread.items() if _has_room(path, Draft(found))}

    def _part(self, part: Mapping[str, Any], path: str) -> dict[str, Any]:
        found = {}
        for name, value in part.items():
            taken = self._at(f"{path}.{name}" if path else name, value)
            if taken is not _GONE:
                found[name] = taken
        return found

    def _at(self, path: str, value: Any) -> Any:
        if path in FIELDS:
            return self._value(FIELDS[path].holds, value)
        if path not in _PARTS:
            raise DamagedError
        if path in _LISTS and isinstance(value, list):
            return self._list(path, value)
        if not isinstance(value, dict) or (path in _LISTS and path not in _ONE_TOO):
            raise DamagedError
        return self._part(value, path)

    def _list(self, path: str, items: list[Any]) -> Any:
        most, needed = _LISTS[path]
        if path == "costs" and not items:
            return []  # there are none: that was said
        if not 0 < len(items) <= most:
            raise DamagedError
        found = []
        for item in items:
            if not isinstance(item, dict) or (needed and needed not in item):
                raise DamagedError
            part = self._part(item, path)
            if needed is None or needed in part:
                found.append(part)
        return found or _GONE

    def _value(self, holds: Holds, value: Any) -> Any:
        if value == "" and isinstance(value, str):
            return value  # chosen, and not filled in yet
        if isinstance(holds, KeyOf):
            if not isinstance(value, str):
                raise DamagedError
            if value not in _keys(self._book, holds.of):
                self.gone += 1
                return _GONE
            return value
        read = _OF_CLASS.get(type(holds)) or _OF_KIND.get(holds.kind) or _choice
        return read(holds, value)


def _keys(book: RuleBook, of: str) -> tuple[str, ...] | list[str]:
    if of in ("cost_kinds", "line_kinds"):
        return list(getattr(book, of))
    return keys_in(book, of)


def _choice(holds: Holds, value: Any) -> str:
    if not isinstance(holds, Word) or not isinstance(value, str) or value not in holds.words:
        raise DamagedError
    return value


def _number(_: Holds, value: Any) -> str:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise DamagedError
    return value


def _day(_: Holds, value: Any) -> str:
    try:
        if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise DamagedError


def _yes_no(_: Holds, value: Any) -> bool:
    if not isinstance(value, bool):
        raise DamagedError
    return value


def _weekdays(_: Holds, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(day, str) and day in WEEKDAYS for day in value):
        raise DamagedError
    return list(dict.fromkeys(value))


def _hours_by_day(holds: Holds, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not value.keys() <= set(WEEKDAYS):
        raise DamagedError
    return {day: hours if hours == "" else _number(holds, hours) for day, hours in value.items()}


def _closed(holds: Holds, value: Any) -> list[dict[str, Any]]:
    of: dict[str, Callable[[Holds, Any], Any]] = {"from": _day, "to": _day, "paid": _yes_no}
    if not isinstance(value, list) or not 0 < len(value) <= MOST_ITEMS:
        raise DamagedError
    if not all(isinstance(period, dict) and period.keys() <= of.keys() for period in value):
        raise DamagedError
    return [{name: held if held == "" else of[name](holds, held) for name, held in one.items()} for one in value]


def _study_year(_: Holds, value: Any) -> int:
    if type(value) is not int or not 1 <= value <= 6:
        raise DamagedError
    return value


def _id(_: Holds, value: Any) -> str:
    if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
        raise DamagedError
    return value


_OF_CLASS: Mapping[type[Holds], Callable[[Holds, Any], Any]] = {Number: _number, DayHeld: _day}
_OF_KIND: Mapping[str, Callable[[Holds, Any], Any]] = {
    "yes_no": _yes_no,
    "workdays": _weekdays,
    "hours_by_day": _hours_by_day,
    "closed": _closed,
    "study_year": _study_year,
    "id": _id,
}


def _has_room(path: str, draft: Draft) -> bool:
    """Whether the part is there in which a text waits; without it nobody asks for that text."""
    parent = path.rpartition(".")[0]
    return not parent or isinstance(draft.get(parent), Mapping)


def _unread(path: str, kept: Any) -> str:
    field = ".".join(part for part in path.split(".") if not part.isdigit())
    known = field in FIELDS or field.rpartition(".")[0] in FIELDS
    if not known or not isinstance(kept, str) or len(kept) > _LONGEST_UNREAD:
        raise DamagedError
    try:
        fault_of(path, kept)
    except Exception:
        raise DamagedError from None
    return kept
