"""The allowance norm and the entitlement of a placement without a wage (bol, hbo, wo), and what is offered.

docs/contract/fine_print.md#allowance. A scheme that applies and is known and in force gives the entitlement (this
level) and the norm (the highest level); an amount from one's own cao gives both; everywhere else the norm policy. An
all-in sum first pays expenses; only the rest is allowance.
"""

from __future__ import annotations

from typing import NamedTuple

from compensation.choices import Basis
from compensation.law.amounts import Paid, amount_in
from compensation.law.ledger import Entry
from compensation.law.norms import Scratch, policy_norm, typed
from compensation.law.rule import PLACEMENT, chapter, never_told
from compensation.law.schemes import scheme_pay, time_in, whole_month
from compensation.placement.case import Case, Segment, Tables
from compensation.rulebook.frozen_records import RulePeriod, Rules
from compensation.units import FOREVER, UNKNOWN, Cents, Day, Flag, Number, Place

rule = chapter("allowance")


class Pay(NamedTuple):
    """The norm of an entry and where it comes from."""

    norm: Cents  # UNKNOWN: no norm is known
    entitlement: Cents
    entitled: Flag
    basis: Basis
    policy: Place
    in_force: Flag  # a version of its own scheme is in force
    advised: Flag  # the parties to the cao only advise this amount
    stale_since: Day


def allowance(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    over_month: Flag,
    tables: Tables,
    rules: Rules,
    scratch: Scratch,
) -> Pay:
    """Norm and entitlement in an entry, or in a whole month in its rules."""
    in_force = 0
    if case.own_scheme != UNKNOWN:
        place = rules.version_in[period.number][case.own_scheme]
        if place != UNKNOWN:
            in_force, version = 1, rules.versions[place]
            time = whole_month(segment) if over_month else time_in(entry, version)
            pay = scheme_pay(case, segment, version, time, 1, tables, rules)
            if pay.known:
                stale = version.as_of if version.as_of < entry.first else FOREVER
                return Pay(pay.norm, pay.entitlement, 1, Basis.CAO, UNKNOWN, 1, pay.advised, stale)
    if case.cao_amount != UNKNOWN:
        norm = typed(Paid.NORM_CAO, case.cao_amount, case.cao_per, case.cao_base, segment, entry, over_month)
        return Pay(norm, norm, 1, Basis.CAO_AMOUNT, UNKNOWN, in_force, 0, FOREVER)
    found = policy_norm(case, segment, entry, period, over_month, tables, rules, scratch)
    return Pay(found.norm, 0, 0, found.basis, found.policy, in_force, 0, found.stale_since)


@rule(beside=("basis",), speaks_of=PLACEMENT, order=1, told_as=never_told)
def month_norm(
    case: Case, segment: Segment, entry: Entry, period: RulePeriod, tables: Tables, rules: Rules, scratch: Scratch
) -> Cents:
    """The norm of a whole month, in the rules of the placement's first entry; the sums of it are not told."""
    return allowance(case, segment, entry, period, 1, tables, rules, scratch).norm


def offered_in(segment: Segment, entry: Entry) -> Cents:
    """What the allowance that is offered comes to in an entry."""
    if segment.allowance == UNKNOWN:
        return 0
    return amount_in(Paid.OFFER, segment.allowance, segment.allowance_per, 0, UNKNOWN, segment, entry)


# ---------------------------------------------------------------- over the whole placement


@rule(beside=("scheme",), speaks_of=PLACEMENT, order=-3)
def cao_no_amount() -> int:
    """For a part of the time the cao's amount is not known; the norm policy counts there.

    >>> cao_no_amount()
    0
    """
    return 0


@rule(beside=("basis",), speaks_of=PLACEMENT, order=-1)
def basis_changes() -> int:
    """The ground of the norm changes on the way; the first one is named.

    >>> basis_changes()
    0
    """
    return 0


@rule(beside=("scheme",), speaks_of=PLACEMENT, order=-1)
def scheme_includes_expenses() -> int:
    """The scheme means its amount to cover the expenses too; the pact asks for an allowance on top of them.

    >>> scheme_includes_expenses()
    0
    """
    return 0


@rule(speaks_of=PLACEMENT, order=-1, told_as=lambda q: "amount_stale_sector" if q.by_sector else "amount_stale")
def amount_stale(as_of: Day, by_sector: Flag) -> Day:
    """An amount that was last seen before it is used: it may be another one now.

    >>> amount_stale(as_of=20_454, by_sector=0)  # 1 January 2026
    20454
    """
    return as_of


@rule(beside=("basis",), speaks_of=PLACEMENT, order=1)
def norm_full_month(amount: Cents) -> Cents:
    """The norm of a whole month at these hours.

    >>> norm_full_month(amount=320_00)
    32000
    """
    return amount


@rule(speaks_of=PLACEMENT, order=1)
def norm_total(parts: Number, total: Cents) -> Cents:
    """The norm over the whole placement: all entries together.

    >>> norm_total(parts=6, total=1_604_28)
    160428
    """
    return total


@rule(
    beside=("force",),
    speaks_of=PLACEMENT,
    order=1,
    told_as=lambda q: "entitlement_total" if q.result != q.norm else None,
)
def entitlement_total(norm: Cents, total: Cents) -> Cents:
    """What the agreement itself gives this level over the whole placement.

    >>> entitlement_total(norm=393_60, total=229_20)
    22920
    """
    return total


@rule(speaks_of=PLACEMENT, order=2, told_as=lambda q: "offer_not_stated" if q.norm else None)
def offer_not_stated(norm: Cents) -> Cents:
    """Nobody said what allowance is paid: all of the norm is open to say, and none of it is a gap.

    >>> offer_not_stated(norm=640_00)
    64000
    """
    return norm


@rule(speaks_of=PLACEMENT, order=2)
def offer_none() -> Cents:
    """It was said that nothing is paid.

    >>> offer_none()
    0
    """
    return 0


@rule(speaks_of=PLACEMENT, order=2)
def offer_effective(offered: Cents, from_all_in: Cents) -> Cents:
    """What is left as allowance of the amount offered when an all-in sum has paid the expenses.

    >>> offer_effective(offered=589_29, from_all_in=119_60)
    46969
    """
    return offered - from_all_in


@rule(speaks_of=PLACEMENT, order=3)
def allowance_gap(norm: Cents, effective: Cents) -> Cents:
    """What is short of the norm over the whole placement: a generous month makes up for a poor one.

    >>> allowance_gap(norm=471_43, effective=469_69), allowance_gap(norm=400_00, effective=450_00)
    (174, 0)
    """
    return max(norm - effective, 0)
