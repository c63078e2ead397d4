"""What a visitor fills in: one draft of a placement, kept for the whole visit and shared by every page.

The draft is the contract's placement (docs/contract/placement.md) as plain data, with gaps where nothing is
filled in yet. Form, link, examples and JSON all read and write it. Numbers stand in it as exact text (`"12.5"`),
dates as ISO text, so it is JSON as it is. Text that is no number in the visitor's language waits in `unread`:
it is never guessed at, and never lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, cast

import streamlit as st

_DRAFT = "passend_draft"
_LINK = "passend_link_opened"


#: What can put other answers in the place of those that were given; `undone` is putting them back.
WHYS = ("example", "link", "file", "row", "other", "anew", "undone")
#: Who fills it in, and which questions come before and after the one that is asked: see Where.
READERS = ("employer", "student")
WAYS = ("first", "more", "one")


@dataclass(frozen=True)
class Where:
    """Where a reader is in the questions, so that a reload goes on there (ui/calculator/form/place.py).

    `at`: a question or another place, `way`: one of WAYS, `whole`: all on one page, `seen`: what was shown already.
    """

    at: str
    way: str
    whole: bool | None = None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Before:
    """The answers that stood in a draft before others took their place, and what put those there (see WHYS)."""

    placement: dict[str, Any]
    unread: dict[str, str]
    why: str


@dataclass
class Draft:
    """A placement in the making.

    `generation` rises when another one is put in its place: every field starts anew. It is `fresh` until the form has
    laid it out as it shows it. What stood there `before` can be put back. An example that has `arrived` is still as it
    was put there; after its first run that is its `origin`.
    """

    placement: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    generation: int = 0
    fresh: bool = False
    before: Before | None = None
    arrived: bool = False
    origin: dict[str, Any] | None = None
    where: dict[str, Where] = field(default_factory=dict)

    def get(self, path: str, default: Any = None) -> Any:
        """The value at a dotted path (`travel.fare`, `costs.0.amount`), or the default."""
        node: Any = self.placement
        for part in path.split("."):
            if isinstance(node, list):
                node = node[int(part)] if part.isdigit() and int(part) < len(node) else None
            else:
                node = node.get(part) if isinstance(node, Mapping) else None
            if node is None:
                return default
        return node

    def put(self, path: str, value: Any) -> None:
        """Set the value at a dotted path; None takes it away. What was unread there is settled."""
        self.unread.pop(path, None)
        *parents, last = path.split(".")
        node: Any = self.placement
        for part in parents:
            node = node[int(part)] if isinstance(node, list) else _child(node, part)
        if value is None:
            node.pop(last, None)
        else:
            node[last] = value

    def drop(self, path: str) -> None:
        """Take away a value and everything that is unread below it."""
        if "." not in path or self.get(path.rpartition(".")[0]) is not None:
            self.put(path, None)
        for key in [key for key in self.unread if key.startswith(f"{path}.")]:
            del self.unread[key]

    def put_list(self, path: str, items: list[Any]) -> None:
        """Set a list; what is unread in an item that stays follows it to its new place."""
        old = self.get(path, [])
        head = f"{path}."
        waiting = {key: kept for key, kept in self.unread.items() if key.startswith(head)}
        self.drop(path)
        for key, kept in waiting.items():
            index, rest = key.removeprefix(head).split(".", 1)
            place = next((i for i, item in enumerate(items) if item is old[int(index)]), None)
            if place is not None:
                self.unread[f"{head}{place}.{rest}"] = kept
        if items:
            self.put(path, items)

    @property
    def says(self) -> bool:
        """Whether anything is filled in."""
        return bool(self.placement or self.unread)

    def replace(self, placement: Mapping[str, Any], why: str = "other") -> None:
        """Put another placement in the place of this one, for one of WHYS; what stood here can be put back.

        An example that nobody changed is nothing to go back to: what stood there before it stays.
        """
        given = plain(placement)
        untouched = self.arrived or (not self.unread and self.placement == self.origin)
        if self.says and not untouched and given != self.placement:
            self.before = Before(self.placement, self.unread, why)
        elif self.before is not None:
            self.before = replace(self.before, why=why)
        self._put(given, {})
        self.fresh, self.arrived = True, why == "example"

    def put_back(self) -> None:
        """Put back what stood here before; what stands here now can be put back in turn."""
        if (before := self.before) is not None:
            self.before = Before(self.placement, self.unread, "undone") if self.says else None
            self._put(before.placement, before.unread)
            self.fresh = False

    def settle(self) -> None:
        """At the end of a run: an example that was put here is as the form laid it out."""
        if self.arrived and not self.fresh:
            self.origin, self.arrived = deepcopy(self.placement), False

    def _put(self, placement: dict[str, Any], unread: dict[str, str]) -> None:
        self.placement, self.unread = placement, unread
        self.origin, self.arrived, self.where = None, False, {}
        self.generation += 1


def _child(node: dict[str, Any], part: str) -> Any:
    if not isinstance(node.get(part), (dict, list)):
        node[part] = {}
    return node[part]


def draft() -> Draft:
    """The draft of this visitor."""
    if _DRAFT not in st.session_state:
        st.session_state[_DRAFT] = Draft()
    return cast(Draft, st.session_state[_DRAFT])


def hold_link(link: str) -> None:
    """Hold the link that was opened, as it stood behind the #, until a form takes it."""
    st.session_state[_LINK] = link


def held_link() -> str | None:
    """The link that was opened and not taken yet; from now on it is taken."""
    return cast("str | None", st.session_state.pop(_LINK, None))


def plain(placement: Mapping[str, Any]) -> dict[str, Any]:
    """A placement as JSON has it: dates and decimals as text, lists as lists, nothing that is null."""
    return cast("dict[str, Any]", _without_nulls(json.loads(json.dumps(deepcopy(dict(placement)), default=str))))


def _without_nulls(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_nulls(value) for key, value in node.items() if value is not None}
    return [_without_nulls(value) for value in node] if isinstance(node, list) else node
