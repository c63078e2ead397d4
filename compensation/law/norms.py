"""Norm policies, where no cao gives an amount: a named norm, one's own, or the median of the sector's schemes.

docs/contract/fine_print.md#norms. A policy is an amount per full-time month and base hours
(rules/allowance_norms.yaml), prorated min(hours, base) / base; before its first version, and when it was last seen
longer ago than the rule book's number of months, there is none. The sector's median is over what its schemes would give
this placement: in force, dated, seen no longer ago than the rule book's number of months, above zero; with too few of
them the national norm; how long the placement lasts closes none of them, so that a day more never lowers the norm. An
observation earns no policy norm. None of it sees the level.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

from compensation.calendar import add_months
from compensation.choices import Basis, Kind, Norm, Period
from compensation.law.amounts import Paid, amount_in, amount_of_month
from compensation.law.ledger import FIRST_MONTH, Entry
from compensation.law.rule import chapter, never_told
from compensation.law.schemes import scheme_pay, time_in, whole_month
from compensation.placement.case import Case, Segment, Tables
from compensation.rulebook.frozen_records import RulePeriod, Rules
from compensation.units import FOREVER, UNKNOWN, Cents, Day, Flag, Number, Place

rule = chapter("allowance")

#: Room in which the amounts of a sector's schemes are put in order: cents, and which scheme.
Scratch = tuple[MutableSequence[int], MutableSequence[int]]


class Policy(NamedTuple):
    """What a norm policy gives, and which policy it was."""

    norm: Cents  # UNKNOWN: there is no norm on this day
    basis: Basis
    policy: Place
    stale_since: Day  # the oldest date at which an amount was seen that is used later; FOREVER: none


class Median(NamedTuple):
    """What the schemes of a sector give: how many take part, and the oldest date seen among those that are older."""

    number: Number
    stale_since: Day


@rule()
def norm_observation() -> Cents:
    """No norm holds for an observation placement.

    >>> norm_observation()
    0
    """
    return 0


@rule("threshold.fresh_months", beside=("policy", "fresh_months"))
def norm_unknown() -> int:
    """Before a norm was first named, and when it was last seen too long ago, there is none: these days add nothing.

    >>> norm_unknown()
    -1
    """
    return UNKNOWN


@rule(
    "sector_schemes",
    "threshold.fresh_months",
    "threshold.least_schemes",
    beside=("schemes",),
    told_as=lambda q: "norm_sector" if q.number % 2 else "norm_sector_even",
)
def norm_sector(number: Number, lower: Cents, upper: Cents) -> Cents:
    """The middle amount of the sector's schemes; of an even number the mean of the two in the middle, half a cent up.

    >>> norm_sector(number=3, lower=400_00, upper=400_00), norm_sector(number=2, lower=562_50, upper=581_25)
    (40000, 57188)
    """
    return (lower + upper + 1) // 2


@rule(
    "threshold.fresh_months",
    "threshold.least_schemes",
    beside=("fresh_months",),
    told_as=lambda q: "sector_few" if q.schemes else "sector_none",
)
def sector_few(schemes: Number) -> Number:
    """Too few schemes with a known and recent amount for a sector norm: the national norm counts.

    >>> sector_few(schemes=1)
    1
    """
    return schemes


def sector_amounts(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    over_month: Flag,
    tables: Tables,
    rules: Rules,
    scratch: Scratch,
) -> Median:
    """Put what the sector's schemes give in order, the lowest first; those that give nothing take no part."""
    amounts, schemes = scratch
    number, stale_since = 0, FOREVER
    if case.sector == UNKNOWN:
        return Median(0, FOREVER)
    sector, oldest = rules.sectors[case.sector], oldest_fresh(entry, period, rules)
    if sector.after_scheme - sector.first_scheme < period.least_schemes:
        return Median(0, FOREVER)
    for k in range(sector.first_scheme, sector.after_scheme):
        place = rules.version_in[period.number][rules.sector_schemes[k]]
        if place == UNKNOWN:
            continue
        version = rules.versions[place]
        if version.undated or version.as_of < oldest:
            continue
        time = whole_month(segment) if over_month else time_in(entry, version)
        pay = scheme_pay(case, segment, version, time, 0, tables, rules)
        if not pay.known or pay.norm == 0:
            continue
        at = number
        while at > 0 and amounts[at - 1] > pay.norm:
            amounts[at], schemes[at] = amounts[at - 1], schemes[at - 1]
            at -= 1
        amounts[at], schemes[at] = pay.norm, place
        number += 1
        if version.as_of < entry.first:
            stale_since = min(stale_since, version.as_of)
    return Median(number, stale_since)


def oldest_fresh(entry: Entry, period: RulePeriod, rules: Rules) -> Day:
    """The earliest day on which an amount must have been seen: the rule book's months before the entry's first day."""
    number = entry.month - FIRST_MONTH - period.fresh_months
    if number < 0:
        return add_months(entry.first, -period.fresh_months)
    month = rules.months[number]
    return month.first + min(entry.first - rules.months[entry.month - FIRST_MONTH].first, month.length - 1)


@rule(told_as=never_told)
def sector_median(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    over_month: Flag,
    tables: Tables,
    rules: Rules,
    scratch: Scratch,
) -> Median:
    """`sector_amounts`, whose sums are those of other schemes and are not told one by one."""
    return sector_amounts(case, segment, entry, period, over_month, tables, rules, scratch)


def policy_norm(
    case: Case,
    segment: Segment,
    entry: Entry,
    period: RulePeriod,
    over_month: Flag,
    tables: Tables,
    rules: Rules,
    scratch: Scratch,
) -> Policy:
    """What the norm policy of a placement gives in an entry, or in a whole month in its rules."""
    observation = case.kind == Kind.OBSERVATION
    if case.norm == Norm.OWN:
        if observation:
            return Policy(norm_observation(), Basis.OWN, UNKNOWN, FOREVER)
        norm = typed(Paid.NORM_OWN, case.own_amount, case.own_per, case.own_base, segment, entry, over_month)
        return Policy(norm, Basis.OWN, UNKNOWN, FOREVER)
    policy = case.policy
    if case.norm == Norm.SECTOR:
        median = sector_median(case, segment, entry, period, over_month, tables, rules, scratch)
        if median.number >= period.least_schemes:
            if observation:
                return Policy(norm_observation(), Basis.SECTOR, UNKNOWN, median.stale_since)
            amounts = scratch[0]
            norm = norm_sector(median.number, amounts[(median.number - 1) // 2], amounts[median.number // 2])
            return Policy(norm, Basis.SECTOR, UNKNOWN, median.stale_since)
        policy = rules.national
        if not observation:
            sector_few(median.number)
    if observation:
        return Policy(norm_observation(), Basis.POLICY, policy, FOREVER)
    version = rules.policy_in[period.number][policy]
    if version == UNKNOWN or rules.policies[version].as_of < oldest_fresh(entry, period, rules):
        return Policy(norm_unknown(), Basis.POLICY, policy, FOREVER)
    named = rules.policies[version]
    norm = typed(Paid.NORM_POLICY, named.amount, Period.MONTH, named.base_hours, segment, entry, over_month)
    return Policy(norm, Basis.POLICY, policy, FOREVER)


def typed(what: Paid, amount: Cents, per: Period, base: int, segment: Segment, entry: Entry, over_month: Flag) -> Cents:
    """An amount that somebody typed or a policy names, in an entry or in a whole month."""
    if over_month:
        return amount_of_month(amount, per, base, segment)
    return amount_in(what, amount, per, base, UNKNOWN, segment, entry)
