"""What a board sees of its membership besides the summary: pay against the norm, its spread, and a year's repair.

Figures to publish: no row, and nothing about fewer than five placements or from which that follows
(compensation.table.suppression). Of pay only placements with an allowance count (bol, hbo, wo) of which somebody said
what is paid; what is left for it after an all-in sum has paid expenses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from compensation.calendar import to_date
from compensation.reading.tables import Column
from compensation.rulebook.scheme import LEVELS
from compensation.table.members import Members
from compensation.table.shares import ALLOWANCE, Asked
from compensation.table.summary import Figures, Summary, quantile
from compensation.table.summary_rows import HUNDREDTHS
from compensation.table.suppression import LEAST_GROUP, Mask, is_safe, shown_groups
from compensation.units import half_up

#: Lower ends of the classes of pay in percent of the norm, after the class in which nothing is paid.
PERCENTS = (0, 25, 50, 75, 100, 125)
#: From this class on the norm is paid.
AT_NORM = PERCENTS.index(100) + 1
KINDS = ("level", "sector")
MONTHS = 12


@dataclass(frozen=True)
class PayClass:
    """Placements whose allowance is `over` percent of the norm or more, and under `under`; None where it has no end.

    `over` None: nothing is paid. In the class from 0 something is. `placements` None: hidden.
    """

    over: int | None
    under: int | None
    placements: int | None


@dataclass(frozen=True)
class Spread:
    """What half of the placements of a sector or level get an hour present, in euros: quartiles, and of the norm the
    middle (None: fewer than five have one). `placements` None: how many there are would give others away."""

    kind: str
    group: str
    placements: int | None
    lower: Decimal
    middle: Decimal
    upper: Decimal
    norm: Decimal | None


@dataclass(frozen=True)
class Year:
    """In how many calendar months the placements begin: from the month of `first` up to that of `last`.

    At the ends stand months by which five placements have begun, or from which five begin: nobody's own day. With more
    than twelve months amounts are scaled to twelve of them; with fewer nothing is, because nobody knows what begins
    in the months that are not in the file.
    """

    first: date
    last: date

    @property
    def months(self) -> int:
        """How many calendar months, both ends included."""
        return (self.last.year - self.first.year) * MONTHS + self.last.month - self.first.month + 1

    @property
    def scaled(self) -> bool:
        """Whether amounts are scaled."""
        return self.months > MONTHS

    def of(self, amount: Decimal) -> Decimal:
        """What is missing on the placements that begin in one year, in euros.

        >>> Year(date(2025, 1, 1), date(2026, 6, 1)).of(Decimal("1800.00"))
        Decimal('1200.00')
        """
        if not self.scaled:
            return amount
        return Decimal(int(half_up(int(amount.scaleb(2)) * MONTHS, self.months))).scaleb(-2)


@dataclass(frozen=True)
class BoardFigures:
    """The figures of a report for a board; nothing in it is about a row. `without_norm`: placements whose allowance
    is stated and that have no norm to compare with (None: hidden)."""

    summary: Summary
    classes: tuple[PayClass, ...] = ()
    without_norm: int | None = 0
    spreads: tuple[Spread, ...] = ()
    year: Year | None = None


def board_figures(members: Members) -> BoardFigures:
    """The figures of a file; fewer than five placements have none."""
    figures = Figures(members)
    summary = figures.summary()
    if summary.whole is None:
        return BoardFigures(summary)
    pay = _Pay(members, figures.asked[ALLOWANCE])
    classes, without_norm = pay.classes()
    return BoardFigures(summary, classes, without_norm, tuple(pay.spreads()), _year(members))


class _Pay:
    """The allowances that are stated, and the norms beside them."""

    def __init__(self, members: Members, asked: Asked) -> None:
        self.members, self.asked = members, asked
        yes, no, *_ = asked.parts
        self.stated: Mask = yes | no
        self.paid = members.cents("allowance.effective")
        self.norm = members.cents("allowance.norm")
        self.hours = np.asarray(members.fact_table["presence_hours"])

    # ------------------------------------------------------------ against the norm

    @cached_property
    def _class(self) -> Column:
        """The class of each placement: nothing paid, the classes of PERCENTS, and last without a norm."""
        edges = np.array(PERCENTS[1:])
        reached = (self.paid[:, None] * HUNDREDTHS >= self.norm[:, None] * edges).sum(axis=1)
        found: Column = np.where(self.paid <= 0, 0, np.where(self.norm > 0, 1 + reached, len(PERCENTS) + 1))
        return found

    def classes(self) -> tuple[tuple[PayClass, ...], int | None]:
        """Pay in classes of its norm, and how many have none. What is hidden is safe also beside the number of
        placements that pay something, that pay nothing, that do not say so and that have a wage, as far as those may
        be told, and beside all that are below the norm."""
        number = len(PERCENTS) + 2
        yes, no, *others = self.asked.shown
        beside = [part for part, shown in zip(self.asked.parts[2:], others, strict=True) if not shown]
        place = np.where(self.stated, self._class, -1)
        if yes:
            place[place == 0] = -1
        else:
            for at, part in enumerate(beside, start=number):
                place[part] = at
        here = place >= 0
        hide = [*([] if no else [0]), *([] if yes else range(number, number + len(beside)))]
        below = np.where(place < number, place < AT_NORM, place)
        shown = shown_groups(place[here], number + len(beside), (), below[here], hide)
        sizes = np.bincount(self._class[self.stated], minlength=number)
        counts = [int(size) if may else None for size, may in zip(sizes, shown, strict=False)]
        ends = [(None, 0), *zip(PERCENTS, (*PERCENTS[1:], None), strict=True)]
        found = tuple(PayClass(*end, count) for end, count in zip(ends, counts, strict=False))
        return found, counts[-1]

    # ------------------------------------------------------------ per sector and level

    def spreads(self) -> Iterator[Spread]:
        """Sectors and levels with five placements or more, of which none or five or more pay something.

        Quartiles add up to nothing; the number of placements does, and is shown as far as it gives nothing away.
        """
        counted = self.stated & (self.hours > 0)
        for kind in KINDS:
            names, place = np.unique(self.members.named(kind), return_inverse=True)
            told = np.zeros(len(names), bool)
            if self.asked.of_shown:
                told = shown_groups(place, len(names), (counted, ~counted))
                told &= shown_groups(place[counted], len(names), ())
            order = LEVELS if kind == "level" else names[names != ""].tolist()
            for group in (names.tolist().index(name) for name in order if name in names):
                here = counted & (place == group)
                if here.any() and is_safe(here, here & (self.paid > 0)):
                    yield self._spread(kind, str(names[group]), np.flatnonzero(here), told=bool(told[group]))

    def _spread(self, kind: str, group: str, here: Column, *, told: bool) -> Spread:
        paid = np.sort(half_up(self.paid[here] * HUNDREDTHS, self.hours[here]))
        lower, middle, upper = (_euros(quantile(paid, part, 4)) for part in (1, 2, 3))
        normed = here[self.norm[here] > 0]
        norms = np.sort(half_up(self.norm[normed] * HUNDREDTHS, self.hours[normed]))
        norm = _euros(quantile(norms, 1, 2)) if len(norms) >= LEAST_GROUP else None
        return Spread(kind, group, len(here) if told else None, lower, middle, upper, norm)


def _year(members: Members) -> Year:
    """The months in which placements begin, without the four that begin first and the four that begin last."""
    starts = np.sort(np.asarray(members.fact_table["start"].cast("int32")))
    first, last = sorted((starts[LEAST_GROUP - 1], starts[-LEAST_GROUP]))
    return Year(*(to_date(int(day)).replace(day=1) for day in (first, last)))


def _euros(cents: Any) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)
