"""The same placement in other cases: on another level, and under the schemes and norms of its sector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from compensation.assessing import allowance_of
from compensation.law.result import Result
from compensation.placement import Placement
from compensation.placement.cases import case_of
from compensation.placement.model import Cao
from compensation.reading import plain
from compensation.rulebook import RuleBook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.scheme import Scheme
from compensation.telling.levels import LEVELS


@dataclass(frozen=True)
class Case:
    """What one case gives: `name` is a level, a scheme key or a norm key."""

    name: str
    month: Decimal | None
    norm: Decimal | None
    entitlement: Decimal | None
    stale_since: date | None
    basis: str


def cases(placements: dict[str, Placement], book: RuleBook) -> list[Case]:
    """What each placement gives."""
    rules = freeze(book)
    return [_case(name, plain.read(*case_of(placement, book), rules), book) for name, placement in placements.items()]


def _case(name: str, result: Result, book: RuleBook) -> Case:
    found = allowance_of(result, book)
    return Case(name, found.full_month, found.norm, found.entitlement, found.stale_since, found.basis)


def by_level(placement: Placement, book: RuleBook) -> list[Case]:
    """The same placement at mbo, hbo and wo: the norm is the same, what a cao gives may differ."""
    return cases({level: placement.model_copy(update={"route": route}) for level, route in LEVELS.items()}, book)


def by_scheme(placement: Placement, book: RuleBook) -> list[Case]:
    """What the schemes of the sector would give whose amount for these hours is known, the highest first."""
    asked = {
        scheme.key: placement.model_copy(update={"cao": Cao(status="applies", scheme=scheme.key)})
        for scheme in book.schemes.values()
        if scheme.sector == placement.sector and _in_force(scheme, placement)
    }
    known = (case for case in cases(asked, book) if case.basis == "cao")
    return sorted(known, key=lambda case: -(case.norm or 0))


def by_norm(placement: Placement, book: RuleBook) -> list[Case]:
    """What the norms that can be chosen would give."""
    names = [*(["sector"] if placement.sector else []), *book.policy_keys]
    asked = {name: placement.model_copy(update={"cao": Cao(), "norm": name, "own_norm": None}) for name in names}
    return cases(asked, book)


def _in_force(scheme: Scheme, placement: Placement) -> bool:
    return any(v.from_ <= placement.start and (v.to is None or v.to >= placement.start) for v in scheme.versions)
