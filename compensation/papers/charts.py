"""Charts as blocks of a document: lines and boxes that typst draws from parts of a whole, with a text in their place.

Positions are parts of the width or height of a plot, 0 to 1. `alt` says all that the chart shows to whoever cannot see
it; a Word file has that text and no drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Sign = Literal["bar", "range", "middle", "norm", "circle", "square", "triangle"]


@dataclass(frozen=True)
class Mark:
    """Something drawn in a row: a bar or range from `start` to `end`, or a line or sign at `start`."""

    kind: Sign
    start: float
    end: float = 0.0


@dataclass(frozen=True)
class PlotRow:
    """A row of a plot: its name with a note below it, what is drawn, and figures beside it. `strong` is a total."""

    label: str
    marks: Sequence[Mark]
    texts: Sequence[str]
    note: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Plot:
    """Rows on one axis, with columns of figures beside them; `ticks` are places on the axis and what stands there."""

    alt: str
    heads: Sequence[str]
    rows: Sequence[PlotRow]
    ticks: Sequence[tuple[float, str]] = ()
    legend: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Column:
    """A column of a histogram; `part` None is hidden."""

    label: str
    text: str
    part: float | None


@dataclass(frozen=True)
class Histogram:
    """Columns beside each other, with a line before the column `line`, and what stands on both sides of it."""

    alt: str
    columns: Sequence[Column]
    line: int
    before: str
    after: str


def ticks_of(most: float, steps: Sequence[float] = (0.25, 0.5, 1, 2, 5, 10, 20, 50)) -> list[float]:
    """Places on an axis from 0, at most six and the last one not below `most`.

    >>> ticks_of(4.1)
    [0, 1, 2, 3, 4, 5]
    """
    step = next((step for step in steps if most <= 5 * step), most / 5)
    count = 1
    while count * step < most:
        count += 1
    return [place * step for place in range(count + 1)]
