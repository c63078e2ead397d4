"""Somebody who wants to know what a summary hides: exact elimination over what is published, and bounds.

The attacker knows which figures add up to which, and that no figure is below zero. Nothing here is of Passend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

#: Names of parts, and the name of what they add up to, or that itself.
Equation = tuple[Sequence[str], "str | int"]
Known = Mapping[str, int]
#: Unknown figures with their factors, and what they come to.
_Row = tuple[dict[str, Fraction], Fraction]


def solved(equations: Sequence[Equation], shown: Known) -> dict[str, Fraction]:
    """The figures that are not shown and yet have one possible value."""
    rows = [_open(parts, total, shown) for parts, total in equations]
    rows = [row for row in rows if row[0]]
    return _by_elimination(rows) | _by_bounds(rows)


def _open(parts: Sequence[str], total: str | int, shown: Known) -> _Row:
    factors = dict.fromkeys(parts, Fraction(1))
    comes_to = Fraction(0)
    if isinstance(total, str):
        factors[total] = Fraction(-1)
    else:
        comes_to = Fraction(total)
    known = sum((factor * shown[name] for name, factor in factors.items() if name in shown), Fraction(0))
    return {name: factor for name, factor in factors.items() if name not in shown}, comes_to - known


def _by_elimination(rows: Sequence[_Row]) -> dict[str, Fraction]:
    """Gauss and Jordan: a row that keeps one unknown gives it away."""
    done: dict[str, _Row] = {}
    for parts, total in rows:
        for name in [name for name in parts if name in done]:
            parts, total = _minus((parts, total), name, done[name])
        if not parts:
            continue
        pivot = min(parts)
        scale = parts[pivot]
        made = {name: value / scale for name, value in parts.items()}, total / scale
        done = {name: _minus(row, pivot, made) if pivot in row[0] else row for name, row in done.items()}
        done[pivot] = made
    return {name: total for name, (parts, total) in done.items() if len(parts) == 1}


def _minus(row: _Row, pivot: str, other: _Row) -> _Row:
    """A row without the pivot of another."""
    (parts, total), factor = row, row[0][pivot]
    made = dict(parts)
    for name, value in other[0].items():
        left = made.get(name, Fraction(0)) - factor * value
        if left:
            made[name] = left
        else:
            made.pop(name, None)
    return made, total - factor * other[1]


def _by_bounds(rows: Sequence[_Row]) -> dict[str, Fraction]:
    """Nothing is below zero: the least and the most of each figure, narrowed round after round."""
    names = {name for parts, _ in rows for name in parts}
    least: dict[str, Fraction] = dict.fromkeys(names, Fraction(0))
    most: dict[str, Fraction | None] = dict.fromkeys(names)
    for _ in range(12):
        for parts, total in rows:
            for name, factor in parts.items():
                others = [(other, value) for other, value in parts.items() if other != name]
                low, high = _ends(others, least, most)
                # factor * figure = total - the others
                ends = [None if end is None else (total - end) / factor for end in (high, low)]
                lower, upper = ends if factor > 0 else reversed(ends)
                if lower is not None:
                    least[name] = max(least[name], lower)
                if upper is not None:
                    most[name] = upper if most[name] is None else min(most[name], upper)
    return {name: least[name] for name in names if least[name] == most[name]}


def _ends(
    parts: Sequence[tuple[str, Fraction]], least: Mapping[str, Fraction], most: Mapping[str, Fraction | None]
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that figures with factors come to; None is without end."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for name, factor in parts:
        small, large = (least[name], most[name]) if factor > 0 else (most[name], least[name])
        low = None if low is None or small is None else low + factor * small
        high = None if high is None or large is None else high + factor * large
    return low, high
