"""A norm laboratory: several proposals side by side on the same members.

Of each: what it costs, who gains how much a month in classes, what it costs employers with few and with many
placements, and what each of its dated steps costs, as if that step held for all of these placements. A figure about
few people is hidden, and so is what gives it away (table.suppression): a group is shown of all proposals or of none.
The what-if of a legal minimum is a proposal like every other, where the rules hold one; no such law is in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from compensation.compare.proposal import Proposal, ProposalEffect, effects_of
from compensation.compare.sectors import Reference, compare_schemes
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import Scheme
from compensation.table.suppression import shown_groups, shown_parts
from compensation.texts import FIRST

if TYPE_CHECKING:
    import pandas as pd

#: The classes of what a student gains a month, in euros: nothing, up to each of these, and more than the last.
BOUNDS = (Decimal(50), Decimal(100), Decimal(150))
#: An employer with so many of these placements is a large one here.
LARGE = 10
Size = Literal["small", "large"]
SIZES: tuple[Size, ...] = ("small", "large")


@dataclass(frozen=True)
class GainClass:
    """Placements that gain more than `above` and at most `to` euros a month; None: no bound. `placements` None: hidden.

    Those that gain nothing are the class with `to` 0.
    """

    above: Decimal | None
    to: Decimal | None
    placements: int | None


@dataclass(frozen=True)
class SizeCost:
    """What a proposal costs the small or the large employers together; None: hidden. `placements` are theirs."""

    size: Size
    placements: int | None
    extra: Decimal | None


@dataclass(frozen=True)
class StepCost:
    """What a proposal costs from a day on: extra and levy on these placements, as if that step held for all."""

    start: date
    extra: Decimal
    levy: Decimal


@dataclass(frozen=True)
class Trial:
    """A proposal tried on a membership. `sizes` is empty without a column of employers."""

    scheme: Scheme
    effect: ProposalEffect
    classes: tuple[GainClass, ...]
    sizes: tuple[SizeCost, ...]
    steps: tuple[StepCost, ...]


def side_by_side(schemes: Sequence[Scheme], frame: pd.DataFrame, book: RuleBook) -> tuple[Trial, ...]:
    """Each proposal on the same placements, in order. Raises TableError like `effect_of`."""
    parts = [[_only(scheme, number) for number in range(len(scheme.versions))] for scheme in schemes]
    effects = iter(effects_of([part for own in parts for part in own], frame, book))
    by_scheme = [[next(effects) for _ in own] for own in parts]
    shown = _shown_sizes([steps[0] for steps in by_scheme])
    return tuple(_trial(scheme, steps, shown) for scheme, steps in zip(schemes, by_scheme, strict=True))


def _only(scheme: Scheme, number: int) -> Scheme:
    """A proposal with one of its steps, as if that held throughout."""
    version = scheme.versions[number].model_copy(update={"to": None})
    return scheme.model_copy(update={"versions": [version]})


def _trial(scheme: Scheme, steps: Sequence[ProposalEffect], shown: Sequence[bool]) -> Trial:
    starts = [version.from_ for version in scheme.versions]
    costs = (StepCost(start, step.extra, step.extra_levy) for start, step in zip(starts, steps, strict=True))
    return Trial(scheme, steps[0], gain_classes(steps[0]), _sizes(steps[0], shown), tuple(costs))


# ---------------------------------------------------------------- who gains how much


def gain_classes(effect: ProposalEffect) -> tuple[GainClass, ...]:
    """How many placements gain nothing, up to each bound and more a month."""
    gains = [gain["a_month"] for gain in effect.gains]
    edges: list[Decimal | None] = [None, Decimal(0), *BOUNDS, None]
    pairs = list(pairwise(edges))
    marks = [np.array([_is_in(gain, above, to) for gain in gains], bool) for above, to in pairs]
    kept = shown_parts(marks)
    return tuple(
        GainClass(above, to, int(mark.sum()) if shown else None)
        for (above, to), mark, shown in zip(pairs, marks, kept, strict=True)
    )


def _is_in(gain: Decimal, above: Decimal | None, to: Decimal | None) -> bool:
    return (above is None or gain > above) and (to is None or gain <= to)


# ---------------------------------------------------------------- employers small and large


def _size_of(effect: ProposalEffect) -> list[Size]:
    """Of each placement whether its employer has few or many of them."""
    number = Counter(gain["employer"] for gain in effect.gains)
    return ["large" if number[gain["employer"]] >= LARGE else "small" for gain in effect.gains]


def _shown_sizes(effects: Sequence[ProposalEffect]) -> list[bool]:
    """Which sizes may be shown of every proposal: they are about the same placements."""
    shown = np.ones(len(SIZES), bool)
    for effect in effects:
        groups = np.array([SIZES.index(size) for size in _size_of(effect)], np.int64)
        gaining = np.array([gain["extra"] > 0 for gain in effect.gains], bool)
        shown &= shown_groups(groups, len(SIZES), [gaining])
    return [bool(one) for one in shown]


def _sizes(effect: ProposalEffect, shown: Sequence[bool]) -> tuple[SizeCost, ...]:
    if not any(gain["employer"] for gain in effect.gains):
        return ()
    found = []
    for size, may in zip(SIZES, shown, strict=True):
        extras = [gain["extra"] for gain, own in zip(effect.gains, _size_of(effect), strict=True) if own == size]
        cost = SizeCost(size, len(extras), sum(extras, Decimal(0))) if may else SizeCost(size, None, None)
        found.append(cost)
    return tuple(found)


# ---------------------------------------------------------------- a legal minimum


def legal_minimum(book: RuleBook, sector: str, start: date, on: date) -> Proposal | None:
    """The what-if of a legal minimum as a proposal, at the adult minimum wage of a day: a part of it that the rules
    name (rules/allowance_norms.yaml). None where the rules name none, or know no minimum wage on that day.

    No such law is in force. Above the hours of a full week the part does not rise.
    """
    found = compare_schemes(book, Reference(on=on))
    for line in found.lines:
        norm = book.norms[line.key]
        if norm.latest.percent_of_minimum_wage is not None and line.full_time_month is not None:
            source = norm.latest.source
            return Proposal(
                sector,
                line.full_time_month,
                found.full_time_hours,
                start,
                name=norm.name[FIRST],
                key=f"{line.key}_{sector}",
                source_title=source.title,
                source_url=source.url,
            )
    return None
