"""The allowance norm and the entitlement of a placement without a wage (bol, hbo, wo), and what is offered.

Rule: docs/contract/fine_print.md#allowance. A cao or scheme that is known and in force gives the entitlement (this
level) and the norm (the highest level); an amount from one's own cao gives both; everywhere else the norm policy.
The norm does not see the level (docs/design.md#ideas-that-carry-everything, 6). An all-in offer first pays the
expenses that are owed and not reimbursed; only the rest is allowance: an allowance comes on top of the expenses.

Offered 589.29 with 119.60 of travel inside, norm 471.43 (cases/20):

>>> int(shortfall(np.int64(47143), np.int64(58929) - 11960))
174
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from compensation.columns import CAO_APPLIES, PROTECTIVE_LINE, Placements
from compensation.days import FOREVER, Column
from compensation.ledger import Ledger
from compensation.norms.expenses import Expenses
from compensation.norms.periods import amount_over_entries, amount_over_month, expand, groups
from compensation.norms.policy import PolicyPay, SectorAmounts, policy_full_month, policy_pay
from compensation.norms.scheme import open_to, scheme_full_month, scheme_pay
from compensation.rulebook import RuleBook
from compensation.rulebook.series import UNKNOWN

#: Where the norm of an entry comes from, beside the policies (index of policy_keys, NORM_SECTOR, NORM_OWN).
BASIS_CAO, BASIS_CAO_AMOUNT, BASIS_NONE = -3, -4, -5


@dataclass(frozen=True)
class Allowance:
    """Allowance columns in cents. Per entry: norm, entitlement, offered, basis; the others per placement."""

    norm: Column
    entitlement: Column
    has_entitlement: Any
    basis: Column
    version: Column  # of the placement's own scheme, UNKNOWN where none is in force; its words hold, its amount may not
    offered: Column
    full_month: Column
    from_all_in: Column
    stale_since: Column  # FOREVER where the amounts are not stale
    scheme_includes_expenses: Any
    travel_force_of_scheme: Any  # the scheme's own words make travel an entitlement
    medians: tuple[SectorAmounts, ...]  # what stands behind the sector's medians


def shortfall(norm: Any, paid: Any) -> Any:
    """max(0, norm - paid)."""
    return np.maximum(norm - paid, 0)


def allowance(p: Placements, ledger: Ledger, book: RuleBook, lines: Expenses) -> Allowance:
    """Norm, entitlement and offer of every placement; zeros for bbl and dual, which earn a wage."""
    row = ledger.row
    applies = ~p.earns_wage[row]
    size = len(ledger)
    norm, entitlement = np.zeros(size, np.int64), np.zeros(size, np.int64)
    basis, version = np.full(size, BASIS_NONE, np.int64), _own_version(p, ledger, book)
    stale = np.full(size, FOREVER, np.int64)

    own = np.flatnonzero(applies & (version != UNKNOWN))
    own = own[_own_scheme(p, ledger, book, own, norm, entitlement, stale, version)]
    basis[own] = BASIS_CAO

    typed = np.flatnonzero(applies & (p.cao_amount[row] != UNKNOWN))
    paid = amount_over_entries(
        p.cao_amount[row[typed]], p.cao_per[row[typed]], p.cao_base[row[typed]], row[typed], typed, p, ledger
    )
    norm[typed] = entitlement[typed] = paid
    basis[typed] = BASIS_CAO_AMOUNT

    rest = np.flatnonzero(applies & (basis == BASIS_NONE))
    policy: PolicyPay = policy_pay(p, ledger, book, rest)
    norm[rest], basis[rest], stale[rest] = policy.norm, policy.basis, policy.stale

    offered = np.zeros(size, np.int64)
    promised = np.flatnonzero(applies & (p.allowance[row] != UNKNOWN))
    offered[promised] = amount_over_entries(
        p.allowance[row[promised]], p.allowance_per[row[promised]], 0, row[promised], promised, p, ledger
    )
    travel_open, includes = _scheme_words(p, ledger, book, version)
    return Allowance(
        norm=norm,
        entitlement=entitlement,
        has_entitlement=(basis == BASIS_CAO) | (basis == BASIS_CAO_AMOUNT),
        basis=basis,
        version=version,
        offered=offered,
        full_month=_full_month(p, ledger, book, basis),
        from_all_in=_from_all_in(p, ledger, offered, lines),
        stale_since=np.minimum.reduceat(stale, ledger.first),
        scheme_includes_expenses=includes,
        travel_force_of_scheme=travel_open,
        medians=policy.medians,
    )


def _own_version(p: Placements, ledger: Ledger, book: RuleBook) -> Column:
    version = np.full(len(ledger), UNKNOWN, np.int64)
    own = np.flatnonzero((p.cao_status == CAO_APPLIES) & (p.scheme != UNKNOWN))
    for index, positions in groups(p.scheme[own]):
        _, here = expand(own[positions], ledger)
        version[here] = book.compiled[index].periods.version_at(ledger.start[here])
    return version


def _own_scheme(
    p: Placements,
    ledger: Ledger,
    book: RuleBook,
    entries: Column,
    norm: Column,
    entitlement: Column,
    stale: Column,
    version: Column,
) -> Any:
    """Fill in what the placements' own schemes give in `entries`; whether the scheme's amount is known there."""
    known = np.zeros(len(entries), bool)
    for index, positions in groups(p.scheme[ledger.row[entries]]):
        scheme = book.compiled[index]
        here = entries[positions]
        pay = scheme_pay(scheme, p, ledger, here)
        norm[here], entitlement[here], known[positions] = pay.norm, pay.entitlement, pay.known
        as_of = np.array([v.as_of for v in scheme.versions], np.int64)[version[here]]
        stale[here] = np.where(pay.known & (as_of < ledger.start[here]), as_of, FOREVER)
    return known


def _full_month(p: Placements, ledger: Ledger, book: RuleBook, basis: Column) -> Column:
    """Norm of a whole month in the rules of each placement's first entry."""
    first = basis[ledger.first]
    full = np.zeros(len(p), np.int64)
    own = np.flatnonzero(first == BASIS_CAO)
    for index, positions in groups(p.scheme[own]):
        rows = own[positions]
        full[rows] = scheme_full_month(book.compiled[index], p, ledger, rows)
    typed = np.flatnonzero(first == BASIS_CAO_AMOUNT)
    full[typed] = amount_over_month(p.cao_amount[typed], p.cao_per[typed], p.cao_base[typed], typed, p)
    policy = np.flatnonzero(first > BASIS_CAO)
    full[policy] = policy_full_month(p, ledger, book, policy)
    return full


def _from_all_in(p: Placements, ledger: Ledger, offered: Column, lines: Expenses) -> Column:
    """What an all-in sum pays of the expenses: never protective equipment, at most the sum itself."""
    open_lines = lines.gap.sum(axis=1) - lines.gap[:, PROTECTIVE_LINE]
    taken = np.minimum(ledger.total(offered), open_lines)
    return np.where(p.includes_expenses == 1, taken, 0)


def _scheme_words(p: Placements, ledger: Ledger, book: RuleBook, version: Column) -> tuple[Any, Any]:
    """Per placement: does its scheme itself pay travel, and does it mean its amount to cover the expenses?"""
    travel_open, includes = np.zeros(len(p), bool), np.zeros(len(p), bool)
    own = np.flatnonzero(np.maximum.reduceat(version, ledger.first) != UNKNOWN)
    for index, positions in groups(p.scheme[own]):
        rows = own[positions]
        at_start = version[ledger.first[rows]]
        for number, compiled in enumerate(book.compiled[index].versions):
            words = compiled.version
            if words.includes_expenses:
                item, entry = expand(rows, ledger)
                includes[rows[item[version[entry] == number]]] = True
            starts = rows[at_start == number]
            if len(starts) and words.travel in ("on_top", "when_no_student_travel"):
                admitted = open_to(compiled, p, ledger, starts)
                if words.travel == "when_no_student_travel":
                    admitted &= p.student_product[starts] == 0
                travel_open[starts] = admitted
    return travel_open, includes
