"""The allowance norm, the entitlement and what is offered (routes bol, hbo, wo)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .amounts import cents, exact
from .data import Data, Version, in_force
from .days import Entry
from .expenses import per_entry, quantity
from .reading import Placement, Rate
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
    norm: int
    entitlement: int | None = None
    used: tuple[Version, ...] = ()
    advised: bool = False  # the parties to the cao only advise this amount


@dataclass(frozen=True)
class Allowance:
    basis: str
    scheme: str | None
    full_month: int
    norm_per_entry: list[int]
    entitlement: int | None
    entitlement_complete: bool  # every entry has an entitlement
    entitlement_force: str | None
    offered_per_entry: list[int]
    from_all_in: int
    force: str
    stale_since: date | None
    scheme_includes_expenses: bool

    @property
    def norm(self) -> int:
        return sum(self.norm_per_entry)

    @property
    def offered(self) -> int:
        return sum(self.offered_per_entry)

    @property
    def effective(self) -> int:
        return self.offered - self.from_all_in

    @property
    def gap(self) -> int:
        return max(0, self.norm - self.effective)


def own_scheme(placement: Placement) -> str | None:
    return placement.cao_scheme if placement.cao_status == "applies" else None


def own_amount(placement: Placement) -> Rate | None:
    return placement.cao_amount if placement.cao_status == "applies" else None


def allowance_of(entries: list[Entry], placement: Placement, data: Data, owed_expenses: int) -> Allowance:
    norms = [_entry_norm(entry, placement, data) for entry in entries]
    known = [item.entitlement for item in norms if item.entitlement is not None]
    entitlement = sum(known) if known else None
    entitlement_force = _entitlement_force(norms, placement, data)
    norm_total = sum(item.norm for item in norms)
    offered = offered_per_entry(entries, placement)
    all_in = min(sum(offered), owed_expenses) if placement.offer.includes_expenses else 0
    return Allowance(
        basis=norms[0].basis,
        scheme=own_scheme(placement),
        full_month=_full_month(entries[0], placement, data),
        norm_per_entry=[item.norm for item in norms],
        entitlement=entitlement,
        entitlement_complete=len(known) == len(norms),
        entitlement_force=entitlement_force,
        offered_per_entry=offered,
        from_all_in=all_in,
        force=_force(norm_total, entitlement, entitlement_force, placement),
        stale_since=_stale_since(entries, norms),
        scheme_includes_expenses=_scheme_includes_expenses(entries, placement, data),
    )


def offered_per_entry(entries: list[Entry], placement: Placement) -> list[int]:
    rate = placement.offer.allowance
    return [0 if rate is None else per_entry(rate, entry, placement) for entry in entries]


def _entry_norm(entry: Entry, placement: Placement, data: Data) -> EntryNorm:
    key, rate = own_scheme(placement), own_amount(placement)
    if key is not None:
        version = known_version(key, entry.start, placement, data)
        if version is not None:
            norm = norm_cents(version, entry, placement)
            advised = is_only_advised(version, placement)
            return EntryNorm("cao", norm, entitlement_cents(version, entry, placement), (version,), advised)
    elif rate is not None:
        amount = cents(part_of_full_time(rate, placement) * quantity(rate.per, entry, placement))
        return EntryNorm("cao_amount", amount, amount)
    return _policy_norm(entry, placement, data)


def known_version(key: str, day: date, placement: Placement, data: Data) -> Version | None:
    """The version in force, if what it gives this placement is known; an unknown amount is as no version at all."""
    version = data.scheme_version(key, day)
    return version if version is not None and says_an_amount(version, placement) else None


def _policy_norm(entry: Entry, placement: Placement, data: Data) -> EntryNorm:
    if placement.norm == "own":
        basis, rate = "own", placement.own_norm
    elif placement.norm == "sector":
        found = _sector_amounts(entry.start, placement, data, lambda v: norm_cents(v, entry, placement))
        if len(found) >= data.thresholds["least_schemes"]:
            norm = 0 if placement.kind == "observation" else median([amount for amount, _ in found])
            return EntryNorm("sector", norm, used=tuple(version for _, version in found))
        basis, rate = "national", norm_row("national", entry.start, data)
    else:
        basis, rate = placement.norm, norm_row(placement.norm, entry.start, data)
    if placement.kind == "observation":
        return EntryNorm(basis, 0)
    return EntryNorm(basis, cents(part_of_full_time(rate, placement) * quantity(rate.per, entry, placement)))


def _sector_amounts(day: date, placement: Placement, data: Data, amount_of) -> list[tuple[int, Version]]:
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


def norm_row(key: str, day: date, data: Data) -> Rate:
    """The amount in force on a day, else the last one."""
    row = in_force(data.norms[key], day) or data.norms[key][-1]
    return Rate(exact(row["amount"]), "month", exact(row["base_hours"]))


def part_of_full_time(rate: Rate, placement: Placement) -> Fraction:
    """Month and week amounts by min(hours, base)/base when base hours are given; others as they are."""
    if rate.base_hours is None or rate.per not in ("month", "week"):
        return rate.amount
    return rate.amount * min(placement.hours_per_week, rate.base_hours) / rate.base_hours


def _full_month(first: Entry, placement: Placement, data: Data) -> int:
    key, rate = own_scheme(placement), own_amount(placement)
    version = None if key is None else known_version(key, first.start, placement, data)
    if version is not None:
        return full_month_cents(version, placement)
    if rate is not None:
        return _full_month_of_rate(rate, placement)
    if placement.kind == "observation":
        return 0
    if placement.norm == "own":
        return _full_month_of_rate(placement.own_norm, placement)
    if placement.norm == "sector":
        found = _sector_amounts(first.start, placement, data, lambda v: full_month_cents(v, placement))
        if len(found) >= data.thresholds["least_schemes"]:
            return median([amount for amount, _ in found])
        return _full_month_of_rate(norm_row("national", placement.start, data), placement)
    return _full_month_of_rate(norm_row(placement.norm, placement.start, data), placement)


def _full_month_of_rate(rate: Rate, placement: Placement) -> int:
    in_month = {
        "month": Fraction(1),
        "week": WEEKS_IN_MONTH,
        "day": len(placement.workdays) * WEEKS_IN_MONTH,
        "hour": placement.hours_per_week * WEEKS_IN_MONTH,
    }
    return cents(part_of_full_time(rate, placement) * in_month[rate.per])


def _entitlement_force(norms: list[EntryNorm], placement: Placement, data: Data) -> str | None:
    """That of the scheme, `advice` where the first entry with an entitlement has one that is only advised."""
    first = next((item for item in norms if item.entitlement is not None), None)
    if first is None:
        return None
    if first.advised:
        return "advice"
    key = own_scheme(placement)
    if key is None:
        return "cao"
    return "cao" if data.schemes[key]["kind"] == "cao" else "employer"


def _force(norm: int, entitlement: int | None, entitlement_force: str | None, placement: Placement) -> str:
    if entitlement is not None and entitlement_force is not None:
        if norm > entitlement:
            return "pact"
        if entitlement > 0:
            return entitlement_force
    return "own" if placement.norm == "own" else "advice"


def _stale_since(entries: list[Entry], norms: list[EntryNorm]) -> date | None:
    """The oldest `as_of` among the versions that an entry uses after that date."""
    stale = [
        version["as_of"]
        for entry, item in zip(entries, norms, strict=True)
        for version in item.used
        if entry.start > version["as_of"]
    ]
    return min(stale, default=None)


def _scheme_includes_expenses(entries: list[Entry], placement: Placement, data: Data) -> bool:
    """Some version of the own scheme in this placement is meant to cover the expenses too."""
    key = own_scheme(placement)
    if key is None:
        return False
    versions = [data.scheme_version(key, entry.start) for entry in entries]
    return any(version is not None and version.get("includes_expenses") == "true" for version in versions)
