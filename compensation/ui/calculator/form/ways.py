"""Ways of travelling in a draft: one stands by itself, two to four in a list, at the start and in each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compensation.choices import TravelMode, words_of
from compensation.ui.parts.state import Draft, draft

#: The ways of travelling at the start.
TRAVEL = "travel"
MODES = words_of(TravelMode)


@dataclass(frozen=True)
class Leg:
    """One way of travelling in a draft, and what its price rests on."""

    draft: Draft
    path: str

    def get(self, name: str) -> Any:
        """An answer about it."""
        return self.draft.get(f"{self.path}.{name}")

    @property
    def mode(self) -> str:
        """How; `none` while that is not said."""
        return str(self.get("mode") or "none")

    @property
    def fare_unknown(self) -> bool:
        """No fare typed, not even one that could not be read."""
        return self.get("fare") is None and f"{self.path}.fare" not in self.draft.unread

    @property
    def distance(self) -> bool:
        """Kilometres are asked: for one's own vehicle, and to estimate a fare that is not known."""
        return self.mode == "own_vehicle" or (self.mode == "public_transport" and self.fare_unknown)

    @property
    def region(self) -> bool:
        """The region only prices an estimated bus fare."""
        return self.mode == "public_transport" and self.fare_unknown and self.get("carrier") == "bus"


def legs(d: Draft, base: str = TRAVEL) -> list[Leg]:
    """The ways of travelling that stand at a place of the draft, one at least."""
    node = d.get(base)
    return [Leg(d, f"{base}.{place}") for place in range(len(node))] if isinstance(node, list) else [Leg(d, base)]


def put_legs(d: Draft, base: str, items: Sequence[dict[str, Any]]) -> None:
    """Set ways of travelling; what is unread in one that stays goes along to its new place."""
    waiting = []
    for leg in legs(d, base):
        item, head = d.get(leg.path), f"{leg.path}."
        waiting += [(item, key.removeprefix(head), kept) for key, kept in d.unread.items() if key.startswith(head)]
    d.drop(base)
    d.put(base, list(items) if len(items) > 1 else items[0])
    for leg in legs(d, base):
        for item, name, kept in waiting:
            if item is d.get(leg.path):
                d.unread[f"{leg.path}.{name}"] = kept


def add_leg(base: str) -> None:
    """One more way of travelling, still without answers."""
    d = draft()
    put_legs(d, base, [*(d.get(leg.path) for leg in legs(d, base)), {}])


def remove_leg(base: str, place: int) -> None:
    """Take a way of travelling away; the fields of the others are filled anew."""
    d = draft()
    put_legs(d, base, [d.get(leg.path) for number, leg in enumerate(legs(d, base)) if number != place])
    d.generation += 1


# ---------------------------------------------------------------- answers that are more than one value


def write_days(path: str, workdays: Sequence[str], d: Draft, days: list[str]) -> None:
    """On which days: all of them is what goes without saying."""
    d.put(f"{path}.days", [day for day in workdays if day in days] if 0 < len(days) < len(workdays) else None)


def write_part(path: str, d: Draft, ticked: bool) -> None:
    """Whether it is not on every day, or one way only; then both are asked."""
    d.put(f"{path}.days", None)
    d.put(f"{path}.trips", "both" if ticked else None)


def in_part(leg: Leg) -> bool:
    """Whether it is said that it is not on every day, or one way only."""
    return leg.get("days") is not None or leg.get("trips") is not None


def student_product(d: Draft, base: str = TRAVEL) -> str | None:
    """One for all ways of travelling of a time: that of public transport, else the first that is named."""
    held = [(leg.mode, product) for leg in legs(d, base) if (product := leg.get("student_product"))]
    carried = [product for mode, product in held if mode == "public_transport"]
    return next(iter([*carried, *(product for _, product in held)]), None)


def write_student_product(base: str, d: Draft, product: str | None) -> None:
    """The same for each of them."""
    for leg in legs(d, base):
        d.put(f"{leg.path}.student_product", product)
