"""Reading the draft: a placement, or what is still missing, or what is wrong and at which field.

A fault stands at the path of its field. Reimbursements go by their kind (`offer.reimbursements.vog.amount`),
because there is one of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from compensation.placement import Placement, PlacementError, PlacementFault, read_placement
from compensation.placement.cases import case_of
from compensation.rulebook import RuleBook
from compensation.texts import catalogue, text
from compensation.ui.calculator.form.counts import placement_data
from compensation.ui.calculator.form.writes import EMPTY
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
}
_MARK = "\0"


@dataclass(frozen=True)
class Reading:
    """What the draft says: the placement when it is whole, else what is missing or wrong."""

    data: Mapping[str, Any]
    placement: Placement | None
    missing: tuple[str, ...]
    faults: tuple[PlacementFault, ...]

    def messages(self, path: str, lang: str) -> list[str]:
        """What is wrong at a field, and what to do, in the words of the form."""
        return [form_message(fault, lang) for fault in self.faults if fault.path == path]


def read(draft: Draft, book: RuleBook, lang: str) -> Reading:
    """Read the draft on a screen in a language."""
    data = placement_data(draft, book)
    waiting = {path: kept for path, kept in draft.unread.items() if _asked(draft, book, path)}
    unread = [fault_of(_by_kind(path, draft.placement), kept, lang) for path, kept in waiting.items()]
    placement, found = _placement(data, book)
    found = [_at_field(fault, data) for fault in found]
    paths = {fault.path for fault in unread}
    found = [fault for fault in found if fault.path not in paths]
    missing = tuple(fault.path for fault in found if _is_gap(fault, data))
    faults = (*unread, *(fault for fault in found if not _is_gap(fault, data)))
    return Reading(data, placement if not unread else None, missing, faults)


def form_message(fault: PlacementFault, lang: str) -> str:
    """A fault in the words of the form; the contract's own words where the form has none."""
    key = f"form.fault.{fault.code}"
    return text(key, lang, **fault.values) if key in catalogue(lang) else fault.message(lang)


def _placement(data: dict[str, Any], book: RuleBook) -> tuple[Placement | None, list[PlacementFault]]:
    try:
        placement = read_placement(data)
        case_of(placement, book)
    except PlacementError as error:
        return None, list(error.faults)
    return placement, []


def _at_field(fault: PlacementFault, data: Mapping[str, Any]) -> PlacementFault:
    path = "own_norm.amount" if fault.path == "own_norm" else _by_kind(fault.path, data)
    return PlacementFault(path, fault.code, fault.values)


def _by_kind(path: str, data: Mapping[str, Any]) -> str:
    head = "offer.reimbursements."
    if not path.startswith(head):
        return path
    index, _, rest = path.removeprefix(head).partition(".")
    return f"{head}{data['offer']['reimbursements'][int(index)]['kind']}.{rest}"


def _is_gap(fault: PlacementFault, data: Mapping[str, Any]) -> bool:
    """Not filled in yet. What is chosen and still empty is an empty text (form/writes.py)."""
    chosen = fault.path == "offer.km_rate" or fault.path.startswith("costs.")
    return (chosen and Draft(dict(data)).get(fault.path) == EMPTY) or fault.code in _MISSING


def _asked(draft: Draft, book: RuleBook, path: str) -> bool:
    """Whether a field that could not be read is asked for: does a mark put there reach the placement?"""
    marked = deepcopy(draft)
    marked.put(path, _MARK)
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
