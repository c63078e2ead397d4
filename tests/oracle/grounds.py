"""What rests on which ground: law, cao, employer, pact, advice, own. The grounds add up to the totals."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from .amounts import text

GROUNDS = ("law", "cao", "employer", "pact", "advice", "own")


@dataclass(frozen=True)
class Amounts:
    owed: int = 0
    offered: int = 0
    gap: int = 0
    not_stated: int = 0
    estimate: int = 0

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    def json(self) -> dict[str, Any]:
        return {name: text(getattr(self, name)) for name in NAMES}


NAMES = tuple(field.name for field in fields(Amounts))


def fill(owed: list[tuple[str, int]], paid: int, stated: bool, last: str) -> list[tuple[str, Amounts]]:
    """Paid euros fill what is owed in this order; what is left stands with the ground that is named last."""
    found = []
    for ground, amount in owed:
        offered = min(paid, amount)
        paid -= offered
        short = amount - offered
        found.append((ground, Amounts(amount, offered, short if stated else 0, 0 if stated else short)))
    return [*found, (last, Amounts(offered=paid))]


def totals_of(parts: list[tuple[str, Amounts]]) -> dict[str, Any]:
    by_ground = dict.fromkeys(GROUNDS, Amounts())
    for ground, amounts in parts:
        by_ground[ground] += amounts
    total = sum(by_ground.values(), Amounts())
    rows = [{"ground": ground, **by_ground[ground].json()} for ground in GROUNDS if by_ground[ground] != Amounts()]
    return {**total.json(), "by_ground": rows}
