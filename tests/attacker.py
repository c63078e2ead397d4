"""Somebody who wants to know what a summary hides: exact elimination over what is published, and bounds.

The attacker knows which figures add up to which, and that no figure is below zero. Nothing here is of Passend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

#: Names of parts, and what they add up to.
Equation = tuple[Sequence[str], int]
Known = Mapping[str, int]


def solved(equations: Sequence[Equation], shown: Known) -> dict[str, Fraction]:
    """The figures that are not shown and yet have one possible value."""
    rows = [_open(names, total, shown) for names, total in equations]
    rows = [row for row in rows if row[0]]
    found = dict(_by_elimination(rows))
    found |= _by_bounds([(set(parts), total) for parts, total in rows])
    return found


def _open(names: Sequence[str], total: int, shown: Known) -> tuple[dict[str, Fraction], Fraction]:
    unknown = {name: Fraction(1) for name in names if name not in shown}
    return unknown, Fraction(total - sum(shown.get(name, 0) for name in names))


def _by_elimination(rows: Sequence[tuple[dict[str, Fraction], Fraction]]) -> dict[str, Fraction]:
    """Gauss and Jordan: a row that keeps one unknown gives it away."""
    todo = [(dict(parts), total) for parts, total in rows]
    done: list[tuple[str, dict[str, Fraction], Fraction]] = []
    while todo:
        parts, total = todo.pop()
        for name, other, amount in done:
            parts, total = _minus(parts, total, name, other, amount)
        if not parts:
            continue
        pivot = next(iter(parts))
        scale = parts[pivot]
        parts, total = {name: value / scale for name, value in parts.items()}, total / scale
        done = [(name, *_minus(other, amount, pivot, parts, total)) for name, other, amount in done]
        done.append((pivot, parts, total))
    return {name: total for name, parts, total in done if len(parts) == 1}


def _minus(
    parts: dict[str, Fraction], total: Fraction, pivot: str, other: Mapping[str, Fraction], amount: Fraction
) -> tuple[dict[str, Fraction], Fraction]:
    factor = parts.get(pivot, Fraction(0))
    if not factor:
        return parts, total
    names = parts.keys() | other.keys()
    made = {name: parts.get(name, Fraction(0)) - factor * other.get(name, Fraction(0)) for name in names}
    return {name: value for name, value in made.items() if value}, total - factor * amount


def _by_bounds(rows: Sequence[tuple[set[str], Fraction]]) -> dict[str, Fraction]:
    """Nothing is below zero: the least and the most of each figure, narrowed until nothing changes."""
    names = set().union(*(parts for parts, _ in rows)) if rows else set()
    least = dict.fromkeys(names, Fraction(0))
    most = {name: min(total for parts, total in rows if name in parts) for name in names}
    for _ in range(len(names) + 1):
        changed = False
        for parts, total in rows:
            for name in parts:
                others = parts - {name}
                low = max(least[name], total - sum((most[other] for other in others), Fraction(0)))
                high = min(most[name], total - sum((least[other] for other in others), Fraction(0)))
                changed |= (low, high) != (least[name], most[name])
                least[name], most[name] = low, high
        if not changed:
            break
    return {name: least[name] for name in names if least[name] == most[name]}
