"""A norm laboratory: several proposals side by side on the same members.

Of each: what it costs, who gains how much a month in classes, what it costs employers with few and with many
placements, and what each of its dated steps costs, as if that step held for all of these placements. A figure about
few people is hidden, and so is what gives it away, also together with other proposals (table.suppression, nested):
what is told of the first goes before what is told of the next. The what-if of a legal minimum is a proposal like every
other, where the rules hold one; no such law is in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np

from compensation.compare.nested import NOWHERE, may_stand_beside, shown_classes
from compensation.compare.proposal import Proposal, ProposalEffect, effects_of
from compensation.compare.sectors import Reference, compare_schemes
from compensation.reading.tables import Column
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import Scheme
from compensation.table.suppression import Mask, shown_groups
from compensation.texts import FIRST

if TYPE_CHECKING:
    import pandas as pd

#: The classes of what a student gains a month, in euros: nothing, up to each of these, and more than the last.
BOUNDS = (Decimal(50), Decimal(100), Decimal(150))
_EDGES: tuple[Decimal | None, ...] = (None, Decimal(0), *BOUNDS, None)
CLASSES = tuple(pairwise(_EDGES))
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
    """What a proposal costs from a day on: extra and levy on these placements, as if that step held for all.

    None: hidden.
    """

    start: date
    extra: Decimal | None
    levy: Decimal | None


@dataclass(frozen=True)
class Trial:
    """A proposal tried on a membership: its figures in euros, None where hidden. `extra` = allowance + expenses; the
    levy comes on top. `sizes` is empty without a column of employers. `is_shown`: enough people for any figure."""

    scheme: Scheme
    is_shown: bool
    extra: Decimal | None
    allowance: Decimal | None
    expenses: Decimal | None
    levy: Decimal | None
    not_stated: Decimal | None
    classes: tuple[GainClass, ...]
    sizes: tuple[SizeCost, ...]
    steps: tuple[StepCost, ...]


def side_by_side(schemes: Sequence[Scheme], frame: pd.DataFrame, book: RuleBook) -> tuple[Trial, ...]:
    """Each proposal on the same placements, in order. Raises TableError like `effect_of`."""
    parts = [[_only(scheme, number) for number in range(len(scheme.versions))] for scheme in schemes]
    effects = iter(effects_of([part for own in parts for part in own], frame, book))
    by_scheme = [[next(effects) for _ in own] for own in parts]
    return tuple(_Laid(by_scheme).trials(schemes))


def _only(scheme: Scheme, number: int) -> Scheme:
    """A proposal with one of its steps, as if that held throughout."""
    version = scheme.versions[number].model_copy(update={"to": None})
    return scheme.model_copy(update={"versions": [version]})


class _Laid:
    """Proposals laid over each other, a placement at the same place in each: which of their figures may be told."""

    def __init__(self, by_scheme: Sequence[Sequence[ProposalEffect]]) -> None:
        self.by_scheme = by_scheme
        rows = sorted({gain["place"] for effect in chain(*by_scheme) for gain in effect.gains})
        self.places: Mapping[int, int] = {row: place for place, row in enumerate(rows)}
        # Where few are left out and all are known, how many are counted tells how many are not.
        self.few = max((effect.rest.few for effect in chain(*by_scheme)), default=0)
        self._told: list[Column] = []

    def trials(self, schemes: Sequence[Scheme]) -> Iterator[Trial]:
        """The figures that may be told; what a proposal comes to goes before what its later steps come to."""
        firsts = [steps[0] for steps in self.by_scheme]
        shown = [effect.is_shown and self._tell(effect, "extra") for effect in firsts]
        parts = [may and self._tell_parts(effect) for may, effect in zip(shown, firsts, strict=True)]
        levies = [may and self._tell(effect, "levy") for may, effect in zip(parts, firsts, strict=True)]
        silent = [effect.not_stated_shown and self._tell(effect, "not_stated") for effect in firsts]
        classes, sizes = self._classes(firsts, shown), self._sizes(firsts, shown)
        for place, (scheme, effect) in enumerate(zip(schemes, firsts, strict=True)):
            yield Trial(
                scheme,
                effect.is_shown,
                effect.extra if shown[place] else None,
                effect.extra_allowance if parts[place] else None,
                effect.extra_expenses if parts[place] else None,
                effect.extra_levy if levies[place] else None,
                effect.not_stated if silent[place] else None,
                classes[place],
                sizes[place],
                tuple(self._steps(scheme, self.by_scheme[place], shown[place], levies[place])),
            )

    # ------------------------------------------------------------ sums

    def _amounts(self, effect: ProposalEffect, part: str) -> Column:
        """A part of what each placement gains, in cents; nothing where it does not count."""
        found: Column = np.zeros(len(self.places), np.int64)
        found[[self.places[gain["place"]] for gain in effect.gains]] = effect.cents_of(part)
        return found

    def _tell(self, effect: ProposalEffect, *parts: str) -> bool:
        """Tell sums where they may stand beside all that are told, and remember them."""
        return self._tell_sums([self._amounts(effect, part) for part in parts])

    def _tell_sums(self, sums: Sequence[Column]) -> bool:
        safe = may_stand_beside(sums, self._told)
        self._told += sums if safe else []
        return safe

    def _tell_sizes(self, amounts: Column, groups: Column) -> bool:
        return self._tell_sums([amounts * (groups == size) for size in range(len(SIZES))])

    def _tell_parts(self, effect: ProposalEffect) -> bool:
        """Allowance and expenses: of a sum that is told both are known, or none."""
        return effect.parts_shown and self._tell(effect, "allowance")

    def _steps(self, scheme: Scheme, steps: Sequence[ProposalEffect], shown: bool, levy: bool) -> Iterator[StepCost]:
        for number, (version, effect) in enumerate(zip(scheme.versions, steps, strict=True)):
            may = shown if number == 0 else shown and effect.is_shown and self._tell(effect, "extra")
            with_levy = levy if number == 0 else may and levy and effect.parts_shown and self._tell(effect, "levy")
            yield StepCost(version.from_, effect.extra if may else None, effect.extra_levy if with_levy else None)

    # ------------------------------------------------------------ who gains how much

    def _classes(self, effects: Sequence[ProposalEffect], shown: Sequence[bool]) -> list[tuple[GainClass, ...]]:
        told = [effect for effect, may in zip(effects, shown, strict=True) if may]
        placed = [self._placed(effect) for effect in told]
        kept = iter(zip(placed, shown_classes(placed, len(CLASSES)), strict=True))
        return [_gain_classes(*next(kept)) if may else _HIDDEN for may in shown]

    def _placed(self, effect: ProposalEffect) -> Column:
        """The class of each placement, and of the few that are left out."""
        found: Column = np.full(len(self.places) + self.few, NOWHERE, np.int64)
        for gain in effect.gains:
            found[self.places[gain["place"]]] = _class_of(gain["a_month"])
        return found

    # ------------------------------------------------------------ employers small and large

    def _sizes(self, effects: Sequence[ProposalEffect], shown: Sequence[bool]) -> list[tuple[SizeCost, ...]]:
        names = [""] * len(self.places)
        for gain in chain(*(effect.gains for effect in effects)):
            names[self.places[gain["place"]]] = gain["employer"]
        if not any(names):
            return [() for _ in effects]
        number = Counter(names)
        groups = np.array([int(number[name] >= LARGE) for name in names], np.int64)
        amounts = [self._amounts(effect, "extra") for effect, may in zip(effects, shown, strict=True) if may]
        safe = shown_groups(groups, len(SIZES), [own > 0 for own in amounts]).all()
        laid = iter([own if safe and self._tell_sizes(own, groups) else None for own in amounts])
        costs = (_size_costs(next(laid) if may else None, groups) for may in shown)
        return [tuple(replace(cost, placements=None) if self.few else cost for cost in found) for found in costs]


def _class_of(a_month: Decimal) -> int:
    return next(place for place, (_, to) in enumerate(CLASSES) if to is None or a_month <= to)


def _gain_classes(placed: Column, kept: Mask) -> tuple[GainClass, ...]:
    counts = [int((placed == place).sum()) for place in range(len(CLASSES))]
    return tuple(
        GainClass(above, to, count if may else None)
        for (above, to), count, may in zip(CLASSES, counts, kept.tolist(), strict=True)
    )


_HIDDEN = tuple(GainClass(above, to, None) for above, to in CLASSES)


def _size_costs(amounts: Column | None, groups: Column) -> Iterator[SizeCost]:
    for place, size in enumerate(SIZES):
        if amounts is None:
            yield SizeCost(size, None, None)
        else:
            here = groups == place
            yield SizeCost(size, int(here.sum()), Decimal(int(amounts[here].sum())).scaleb(-2))


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
