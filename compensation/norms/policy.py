"""Norm policies for a placement whose cao gives no amount: national, students, own, and the sector's median.

Rule: docs/contract/fine_print.md#allowance, norm policies; force advice (own: the user's choice). A policy is an amount
per full-time month and base hours (rules/allowance_norms.yaml), prorated min(hours, base)/base. `sector` is the
median of what the schemes of the sector would give this placement: in force, dated, seen at most 36 months
before, above zero; with fewer than two of them the national norm. An observation earns no policy norm.

Two schemes, 562.50 and 581.25: the mean is 571.875, half a cent goes up (cases/05):

>>> int(median_of(np.array([[56250], [58125]]))[0])
57188
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from compensation.columns import MONTH, NORM_OWN, NORM_SECTOR, OBSERVATION, Placements
from compensation.days import FOREVER, Column, add_months
from compensation.ledger import Ledger
from compensation.money import cents
from compensation.norms.periods import amount_over_entries, amount_over_month
from compensation.norms.scheme import scheme_full_month, scheme_pay
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

FRESH_MONTHS = 36
LEAST_SCHEMES = 2


@dataclass(frozen=True)
class SectorAmounts:
    """What the schemes of one sector give in some entries: cents and as_of, [scheme, entry]."""

    entries: Column
    schemes: tuple[int, ...]
    amounts: Column
    as_of: Column


@dataclass(frozen=True)
class PolicyPay:
    """Policy norms: cents, which policy gave them (index of policy_keys, NORM_SECTOR or NORM_OWN), and how old."""

    norm: Column
    basis: Column
    stale: Column  # oldest as_of before the entry that used it, FOREVER where none
    medians: tuple[SectorAmounts, ...]


def policy_pay(p: Placements, ledger: Ledger, book: RuleBook, entries: Column) -> PolicyPay:
    """The policy norm in each of `entries`."""
    rows = ledger.row[entries]
    sector = _sector_pay(p, ledger, book, entries)
    basis = _basis(p, book, rows, sector)
    amount, per, base = _amounts(p, book, rows, basis)
    norm = amount_over_entries(amount, per, base, rows, entries, p, ledger)
    norm = np.where(basis == NORM_SECTOR, sector.median, norm)
    norm = np.where(p.kind[rows] == OBSERVATION, 0, norm)
    return PolicyPay(norm, basis, np.where(basis == NORM_SECTOR, sector.stale, FOREVER), tuple(sector.details))


def policy_full_month(p: Placements, ledger: Ledger, book: RuleBook, rows: Column) -> Column:
    """The policy norm of a whole month, in the rules of the first day."""
    first = ledger.first[rows]
    sector = _sector_pay(p, ledger, book, first, full_month=True)
    basis = _basis(p, book, rows, sector)
    amount, per, base = _amounts(p, book, rows, basis)
    full = amount_over_month(amount, per, base, rows, p)
    full = np.where(basis == NORM_SECTOR, sector.median, full)
    return np.where(p.kind[rows] == OBSERVATION, 0, full)


def _basis(p: Placements, book: RuleBook, rows: Column, sector: _Median) -> Column:
    basis = p.norm[rows]
    national = book.policy_keys.index("national")
    return np.where((basis == NORM_SECTOR) & (sector.count < LEAST_SCHEMES), national, basis)


def _amounts(p: Placements, book: RuleBook, rows: Column, basis: Column) -> tuple[Column, Column, Column]:
    """Amount, period and base hours of the policy or of one's own norm."""
    norms = [book.norms[key].latest for key in book.policy_keys]
    amounts = np.array([cents(n.amount) for n in norms if n.amount is not None], np.int64)
    bases = np.array([cents(n.base_hours) for n in norms if n.base_hours is not None], np.int64)
    own, policy = basis == NORM_OWN, np.maximum(basis, 0)
    return (
        np.where(own, p.own_amount[rows], amounts[policy]),
        np.where(own, p.own_per[rows], MONTH),
        np.where(own, p.own_base[rows], bases[policy]),
    )


# ---------------------------------------------------------------- the sector's median


@dataclass(frozen=True)
class _Median:
    median: Column
    count: Column
    stale: Column
    details: list[SectorAmounts]


def _sector_pay(p: Placements, ledger: Ledger, book: RuleBook, entries: Column, *, full_month: bool = False) -> _Median:
    size = len(entries)
    result = _Median(np.zeros(size, np.int64), np.zeros(size, np.int64), np.full(size, FOREVER, np.int64), [])
    wanted = p.norm[ledger.row[entries]] == NORM_SECTOR
    sectors = p.sector[ledger.row[entries]]
    for code in np.unique(sectors[wanted]):
        schemes = book.schemes_of_sector[book.sector_keys[code]] if code != UNKNOWN else ()
        if len(schemes) < LEAST_SCHEMES:
            continue
        here = np.flatnonzero(wanted & (sectors == code))
        amounts, as_of = _scheme_amounts(p, ledger, book, schemes, entries[here], full_month)
        used = amounts > 0
        day = ledger.start[entries[here]]
        result.count[here] = used.sum(axis=0)
        result.median[here] = median_of(amounts)
        result.stale[here] = np.where(used & (as_of < day), as_of, FOREVER).min(axis=0)
        result.details.append(SectorAmounts(entries[here], schemes, amounts, as_of))
    return result


def _scheme_amounts(
    p: Placements, ledger: Ledger, book: RuleBook, schemes: tuple[int, ...], entries: Column, full_month: bool
) -> tuple[Column, Column]:
    """[scheme, entry] norm in cents, 0 for a scheme that does not take part, and the as_of of its version."""
    amounts, as_of = np.zeros((2, len(schemes), len(entries)), np.int64)
    day = ledger.start[entries]
    oldest_fresh = add_months(day, -FRESH_MONTHS)
    for number, index in enumerate(schemes):
        scheme = book.compiled[index]
        version = scheme.periods.version_at(day)
        seen = np.array([*(UNKNOWN_DAY if v.version.undated else v.as_of for v in scheme.versions), UNKNOWN_DAY])
        as_of[number] = seen[version]
        fresh = np.flatnonzero(as_of[number] >= oldest_fresh)
        if len(fresh):
            amounts[number, fresh] = (
                scheme_full_month(scheme, p, ledger, ledger.row[entries[fresh]])
                if full_month
                else scheme_pay(scheme, p, ledger, entries[fresh]).norm
            )
    return amounts, as_of


#: Earlier than any day: a version that is not dated, or none in force, is never fresh.
UNKNOWN_DAY = -FOREVER


def median_of(amounts: Column) -> Column:
    """Median of the amounts above zero per column; the mean of the two middle ones, half a cent up; 0 for none."""
    ordered = np.sort(amounts, axis=0)
    count = (amounts > 0).sum(axis=0)
    zeros = len(amounts) - count
    column = np.arange(amounts.shape[1])
    last = len(amounts) - 1
    low = ordered[np.minimum(zeros + np.maximum(count - 1, 0) // 2, last), column]
    high = ordered[np.minimum(zeros + count // 2, last), column]
    return np.where(count > 0, (low + high + 1) // 2, 0)
