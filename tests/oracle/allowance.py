"""The allowance norm, the entitlement and what is offered (routes bol, hbo, wo)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .amounts import cents, exact
from .data import Data, Version, in_force
from .days import Entry
from .expenses import ground_of_scheme, per_entry, quantity
from .grounds import Amounts, fill
from .reading import Placement, Rate, Stretch
from .schemes import (
    WEEKS_IN_MONTH,
    entitlement_cents,
    full_month_cents,
    is_fresh,
    is_only_advised,
    norm_cents,
    says_an_amount,
)


@dataclass(frozen=True)
class EntryNorm:
    basis: str
    norm: int | None  # None: no norm is known on these days
    entitlement: int | None = None
    used: tuple[Version, ...] = ()
    advised: bool = False  # the parties to the cao only advise this amount


@dataclass(frozen=True)
class Allowance:
    basis: str
    scheme: str | None
    full_month: int | None
    entries: list[EntryNorm]
    entitlement_force: str | None
    stated: bool
    offered_per_entry: list[int]
    from_all_in: int
    ground_of_the_policy: str
    ground_above_entitlement: str
    ground_of_the_cao: str
    stale_since: date | None
    scheme_includes_expenses: bool

    @property
    def norm(self) -> int | None:
        known = [item.norm for item in self.entries if item.norm is not None]
        return sum(known) if known else None

    @property
    def always_known(self) -> bool:
        return all(item.norm is not None for item in self.entries)

    @property
    def entitlement(self) -> int | None:
        known = [item.entitlement for item in self.entries if item.entitlement is not None]
        return sum(known) if known else None

    @property
    def entitlement_complete(self) -> bool:
        return all(item.entitlement is not None for item in self.entries)

    @property
    def above_entitlement(self) -> int:
        """What the norm is more, in the entries that have an entitlement."""
        pairs = [(item.norm, item.entitlement) for item in self.entries]
        return sum(norm - own for norm, own in pairs if norm is not None and own is not None)

    @property
    def offered(self) -> int:
        return sum(self.offered_per_entry)

    @property
    def effective(self) -> int:
        return self.offered - self.from_all_in

    @property
    def gap(self) -> int:
        return max(0, (self.norm or 0) - self.effective) if self.stated else 0

    @property
    def not_stated(self) -> int:
        return 0 if self.stated else self.norm or 0

    @property
    def by_ground(self) -> list[tuple[str, int]]:
        """What is owed on which ground, in the order in which paid euros fill it."""
        by_right = sum(item.entitlement or 0 for item in self.entries if not item.advised)
        advised = sum(item.entitlement or 0 for item in self.entries if item.advised)
        by_policy = sum(item.norm or 0 for item in self.entries if item.entitlement is None)
        return [
            (self.ground_of_the_cao, by_right),
            ("advice", advised),
            (self.ground_above_entitlement, self.above_entitlement),
            (self.ground_of_the_policy, by_policy),
        ]

    @property
    def force(self) -> str:
        """The ground of the last that owes something, that of the policy where nothing does."""
        return next((ground for ground, owed in reversed(self.by_ground) if owed > 0), self.ground_of_the_policy)

    def on_grounds(self) -> list[tuple[str, Amounts]]:
        return fill(self.by_ground, self.effective, self.stated, self.force)


def allowance_of(entries: list[Entry], placement: Placement, data: Data, expenses_short: int) -> Allowance:
    norms = [_entry_norm(entry, placement, data) for entry in entries]
    offered = [0 if entry.stretch.allowance is None else per_entry(entry.stretch.allowance, entry) for entry in entries]
    key = placement.own_scheme
    ground_of_the_cao = "cao" if key is None else ground_of_scheme(key, data)
    return Allowance(
        basis=norms[0].basis,
        scheme=key,
        full_month=_full_month(entries[0], placement, data),
        entries=norms,
        entitlement_force=_entitlement_force(norms, ground_of_the_cao),
        stated=placement.states_allowance,
        offered_per_entry=offered,
        from_all_in=min(sum(offered), expenses_short) if placement.includes_expenses else 0,
        ground_of_the_policy="own" if placement.norm == "own" else "advice",
        ground_above_entitlement=placement.ground_of_the_pact,
        ground_of_the_cao=ground_of_the_cao,
        stale_since=_stale_since(entries, norms),
        scheme_includes_expenses=_scheme_includes_expenses(entries, placement, data),
    )


def _entry_norm(entry: Entry, placement: Placement, data: Data) -> EntryNorm:
    key, rate = placement.own_scheme, placement.own_amount
    if key is not None:
        version = known_version(key, entry.start, entry.stretch, placement, data)
        if version is not None:
            norm = norm_cents(version, entry, placement)
            advised = is_only_advised(version, entry.stretch, placement)
            return EntryNorm("cao", norm, entitlement_cents(version, entry, placement), (version,), advised)
    elif rate is not None:
        amount = _rate_cents(rate, entry)
        return EntryNorm("cao_amount", amount, amount)
    return _policy_norm(entry, placement, data)


def _rate_cents(rate: Rate, entry: Entry) -> int:
    return cents(part_of_full_time(rate, entry.stretch) * quantity(rate.per, entry))


def known_version(key: str, day: date, stretch: Stretch, placement: Placement, data: Data) -> Version | None:
    """The version in force, if what it gives this placement is known; an unknown amount is as no version at all."""
    version = data.scheme_version(key, day)
    return version if version is not None and says_an_amount(version, stretch, placement) else None


def _policy_norm(entry: Entry, placement: Placement, data: Data) -> EntryNorm:
    policy, observed = placement.norm, placement.kind == "observation"
    if policy == "own":
        return EntryNorm(policy, 0 if observed else _rate_cents(placement.own_norm, entry))
    if policy == "sector":
        found = _sector_amounts(
            entry.start, placement, data, lambda version: norm_cents(version, entry, placement, of_any_length=True)
        )
        if len(found) >= data.thresholds["least_schemes"]:
            used = tuple(version for _, version in found)
            return EntryNorm("sector", 0 if observed else median([amount for amount, _ in found]), used=used)
        policy = "national"
    if observed:
        return EntryNorm(policy, 0)
    rate = norm_rate(policy, entry.start, data)
    return EntryNorm(policy, None if rate is None else _rate_cents(rate, entry))


def _sector_amounts(
    day: date, placement: Placement, data: Data, amount_of: Callable[[Version], int]
) -> list[tuple[int, Version]]:
    """What each fresh scheme of the sector gives, those above zero."""
    found = []
    for key in data.schemes_of(placement.sector) if placement.sector else []:
        version = data.scheme_version(key, day)
        if version is not None and is_fresh(version, day, data):
            amount = amount_of(version)
            if amount > 0:
                found.append((amount, version))
    return found


def median(amounts: list[int]) -> int:
    ordered = sorted(amounts)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle] + 1) // 2


def norm_rate(key: str, day: date, data: Data) -> Rate | None:
    """What the norm says on a day; nothing before its first version, or long after it was last seen."""
    version = in_force(data.norms[key]["versions"], day)
    if version is None or not is_fresh(version, day, data):
        return None
    base = version["base_hours"]
    return Rate(exact(version["amount"]), "month", None if base is None else exact(base))


def part_of_full_time(rate: Rate, stretch: Stretch) -> Fraction:
    """Month and week amounts by min(hours, base)/base when base hours are given; others as they are."""
    if rate.base_hours is None or rate.per not in ("month", "week"):
        return rate.amount
    return rate.amount * min(stretch.hours_per_week, rate.base_hours) / rate.base_hours


def _full_month(first: Entry, placement: Placement, data: Data) -> int | None:
    key, rate = placement.own_scheme, placement.own_amount
    version = None if key is None else known_version(key, first.start, first.stretch, placement, data)
    if version is not None:
        return full_month_cents(version, placement)
    if rate is not None:
        return full_month_of_rate(rate, first.stretch)
    if placement.kind == "observation":
        return 0
    if placement.norm == "own":
        return full_month_of_rate(placement.own_norm, first.stretch)
    policy = placement.norm
    if policy == "sector":
        found = _sector_amounts(
            first.start, placement, data, lambda version: full_month_cents(version, placement, of_any_length=True)
        )
        if len(found) >= data.thresholds["least_schemes"]:
            return median([amount for amount, _ in found])
        policy = "national"
    rate = norm_rate(policy, first.start, data)
    return None if rate is None else full_month_of_rate(rate, first.stretch)


def full_month_of_rate(rate: Rate, stretch: Stretch) -> int:
    in_month = {
        "month": Fraction(1),
        "week": WEEKS_IN_MONTH,
        "day": stretch.days_per_week * WEEKS_IN_MONTH,
        "hour": stretch.hours_per_week * WEEKS_IN_MONTH,
    }
    return cents(part_of_full_time(rate, stretch) * in_month[rate.per])


def _entitlement_force(norms: list[EntryNorm], ground_of_the_cao: str) -> str | None:
    """That of the scheme, `advice` where the first entry with an entitlement has one that is only advised."""
    first = next((item for item in norms if item.entitlement is not None), None)
    if first is None:
        return None
    return "advice" if first.advised else ground_of_the_cao


def _stale_since(entries: list[Entry], norms: list[EntryNorm]) -> date | None:
    """The oldest `as_of` among the versions of schemes that an entry uses after that date."""
    stale = [
        version["as_of"]
        for entry, item in zip(entries, norms, strict=True)
        for version in item.used
        if entry.start > version["as_of"]
    ]
    return min(stale, default=None)


def _scheme_includes_expenses(entries: list[Entry], placement: Placement, data: Data) -> bool:
    """Some version of the own scheme in this placement is meant to cover the expenses too."""
    key = placement.own_scheme
    if key is None:
        return False
    versions = [data.scheme_version(key, entry.start) for entry in entries]
    return any(version is not None and version.get("includes_expenses") == "true" for version in versions)
