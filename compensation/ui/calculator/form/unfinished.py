"""What is begun and lacks something is left out, so that the rest can be read.

A cost, a way of travelling, days off or a change is no part of the placement until it is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from compensation.ui.calculator.form.ways import TRAVEL
from compensation.ui.parts.state import Draft

#: Lists of which an item can be left out; ways of travelling are one when there are more.
_LISTS = ("costs", "closed", "changes", TRAVEL)


def without(data: Mapping[str, Any], lacking: Iterable[str]) -> tuple[dict[str, Any], dict[str, list[int]]] | None:
    """The data without the items that fields at these paths stand in, and which places of each list are kept.

    None when one of them stands in no such item, and so is always needed.
    """
    rest, left_out = Draft(deepcopy(dict(data))), [_item(path, data) for path in lacking]
    if None in left_out:
        return None
    places: dict[str, list[int]] = {}
    for head in _LISTS:
        if head in left_out:
            rest.put(head, None)
        elif isinstance(items := rest.get(head), list):
            places[head] = [place for place in range(len(items)) if f"{head}.{place}" not in left_out]
            rest.put(head, [items[place] for place in places[head]] or (None if items else []))  # none is an answer
    return rest.placement, places


def _item(path: str, data: Mapping[str, Any]) -> str | None:
    """`costs.0` of `costs.0.amount`, `travel` of `travel.fare`."""
    head, _, rest = path.partition(".")
    if head not in _LISTS:
        return None
    return f"{head}.{rest.partition('.')[0]}" if isinstance(data.get(head), list) else head


def back_in_place(path: str, places: Mapping[str, list[int]]) -> str:
    """Where something stands in the data from which others were left out."""
    head, _, rest = path.partition(".")
    place, dot, field = rest.partition(".")
    return f"{head}.{places[head][int(place)]}{dot}{field}" if head in places and place else path
