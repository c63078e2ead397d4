"""Reading the draft: a placement, or what is still missing, or what is wrong and at which field.

A fault stands at the path of its field in the draft: items of a list that do not count are no part of the placement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from compensation.calendar import WEEKDAYS
from compensation.placement import Placement, PlacementError, PlacementFault, read_placement
from compensation.placement.cases import case_of
from compensation.rulebook import RuleBook
from compensation.telling.voice import Voice
from compensation.ui.calculator.form.changes import EMPTY
from compensation.ui.calculator.form.counts import draft_path, placement_data
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.unfinished import back_in_place, without
from compensation.ui.parts.numbers import fault_of
from compensation.ui.parts.state import Draft

#: Faults that say no more than: this is not filled in yet.
_MISSING = {
    "missing",
    "empty_list",
    "birth_date_missing",
    "distance_missing",
    "carrier_missing",
    "fare_missing",
    "cost_amount_missing",
    "reimbursement_amount",
    "ticket_missing",
    "change_empty",
}
#: Faults of a part as a whole, and the field at which they are told.
_FIELD_OF = {part: f"{part}.amount" for part in ("own_norm", "offer.allowance", "offer.wage")}
_MARK = "\0"
#: Answers that go with all others, in the place of those that are not there yet.
_STAND_INS = {"route": "bol", "hours_per_week": "1", "workdays": list(WEEKDAYS)}
_WHOLE = {"per": "hour", "required_by": "employer"}


@dataclass(frozen=True)
class Reading:
    """What the draft says: the placement when it can be read, and what is missing or wrong.

    A cost, a way of travelling, days off or a change that lacks something is no part of it yet: the rest is read
    without, and what it lacks is still missing; `places` are those of its lists that are kept.
    """

    data: Mapping[str, Any]
    placement: Placement | None
    missing: tuple[str, ...]
    faults: tuple[PlacementFault, ...]
    places: Mapping[str, list[int]]

    def in_draft(self, path: str, asked: Relevant) -> str:
        """Where in the draft a field of the placement stands."""
        return draft_path(back_in_place(path, self.places), asked)

    def messages(self, path: str, voice: Voice) -> list[str]:
        """What is wrong at a field, and what to do, in the words of the form for this reader."""
        return [said_of(fault, voice) for fault in self.faults if fault.path == path]


def read(draft: Draft, book: RuleBook) -> Reading:
    """Read the draft."""
    waiting = {path: kept for path, kept in draft.unread.items() if _asked(draft, book, path)}
    unread = [fault_of(path, kept) for path, kept in waiting.items()]
    data, places, placement, found = _what_counts(placement_data(draft, book), book)
    asked, paths = Relevant(draft, book), {fault.path for fault in unread}
    told = [(gap, _at_field(fault, asked)) for gap, fault in found]
    told = [(gap, fault) for gap, fault in told if fault.path not in paths]
    missing = tuple(fault.path for gap, fault in told if gap)
    faults = (*unread, *(fault for gap, fault in told if not gap))
    return Reading(data, placement, missing, faults, places)


def _what_counts(
    data: dict[str, Any], book: RuleBook
) -> tuple[dict[str, Any], dict[str, list[int]], Placement | None, list[tuple[bool, PlacementFault]]]:
    """The data without what is unfinished, its places, its placement, and every fault with whether it only says so."""
    counts: dict[str, Any] = data
    places: dict[str, list[int]] = {}
    told: list[tuple[bool, PlacementFault]] = []
    placement, found = _placement(counts, book)
    while found:
        # A rate per kilometre stands alone only because the way of travelling is not finished: it waits with it.
        alone = [fault.path for fault in found if fault.code == "km_rate_only_own_vehicle"]
        found = [fault for fault in found if fault.code != "km_rate_only_own_vehicle"]
        if alone and not found:
            counts = _without_fields(counts, alone)
            placement, found = _placement(counts, book)
            continue
        gaps = [_is_gap(fault, counts) for fault in found]
        told += [(gap, _moved(fault, places)) for gap, fault in zip(gaps, found, strict=True)]
        rest = without(counts, [fault.path for fault in found]) if found and all(gaps) else None
        if rest is None:
            return data, {}, None, [*told, *_wrong_already(data, told, book)]
        counts, kept = rest
        places = {head: [places[head][n] if head in places else n for n in at] for head, at in kept.items()}
        placement, found = _placement(counts, book)
    return counts, places, placement, told


def _wrong_already(
    data: Mapping[str, Any], told: list[tuple[bool, PlacementFault]], book: RuleBook
) -> list[tuple[bool, PlacementFault]]:
    """What is wrong between answers that are there, while others are not: it is told at once, not after the last."""
    lacking = {fault.path for gap, fault in told if gap}
    if not all(gap for gap, _ in told) or not lacking <= set(_STAND_INS) or "hours_by_day" in data:
        return []
    _, found = _placement({**data, **{path: _STAND_INS[path] for path in lacking}}, book)
    return [(False, fault) for fault in found if not _is_gap(fault, data) and fault.path not in lacking]


def _without_fields(data: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    rest = Draft(deepcopy(dict(data)))
    for path in paths:
        rest.put(path, None)
    return rest.placement


def _moved(fault: PlacementFault, places: Mapping[str, list[int]]) -> PlacementFault:
    return PlacementFault(back_in_place(fault.path, places), fault.code, fault.values)


def form_message(fault: PlacementFault, lang: str) -> str:
    """A fault in the words of the form, where it is not known who reads them."""
    return said_of(fault, Voice("form", "employer", lang))


def said_of(fault: PlacementFault, voice: Voice) -> str:
    """A fault in the words of the form for its reader; the contract's own words where the form has none."""
    key = f"fault.{fault.code}"
    return voice.say(key, **fault.values) if voice.has(key) else fault.message(voice.lang)


def _placement(data: dict[str, Any], book: RuleBook) -> tuple[Placement | None, list[PlacementFault]]:
    try:
        placement = read_placement(data)
        case_of(placement, book)
    except PlacementError as error:
        return None, list(error.faults)
    return placement, []


def _at_field(fault: PlacementFault, asked: Relevant) -> PlacementFault:
    path = draft_path(fault.path, asked)
    part = next((part for part in _FIELD_OF if path == part or path.endswith(f".{part}")), None)
    return PlacementFault(path if part is None else path.removesuffix(part) + _FIELD_OF[part], fault.code, fault.values)


def _is_gap(fault: PlacementFault, data: Mapping[str, Any]) -> bool:
    """Not filled in yet; what is chosen and still empty is an empty text (form/changes.py)."""
    return fault.code in _MISSING or Draft(dict(data)).get(fault.path) == EMPTY


def _asked(draft: Draft, book: RuleBook, path: str) -> bool:
    """Whether a field that could not be read is asked for: does a mark put there reach the placement?"""
    marked = deepcopy(draft)
    marked.put(path, _MARK)
    part = path.rpartition(".")[0]
    for name, value in _WHOLE.items():  # what it needs to count, and may still lack
        if part and marked.get(f"{part}.{name}") is None:
            marked.put(f"{part}.{name}", value)
    return _MARK in _values(placement_data(marked, book))


def _values(node: Any) -> Iterator[Any]:
    if isinstance(node, Mapping):
        for value in node.values():
            yield from _values(value)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value)
    else:
        yield node
