"""Expenses of a placement, kind by kind: incurred, provided, owed, reimbursed, and the gap.

Rule: the Stagepact, footnote 3, for all costs that the company or the law makes the student incur; protective
equipment must be free of charge by law (Arbowet art. 44; https://www.arboportaal.nl/onderwerpen/stagiair).
Owed when required by employer or law and not provided in kind; protective equipment whoever requires it, unless
it is the student's own choice. `vog` without an amount takes the online price of the start date.

Lines are columns [placement, kind] in cents, kinds in the order of LINE_KINDS.

Clothing for 85 that the school asks for is shown, not owed:

>>> from compensation.columns import SCHOOL
>>> bool(is_owed(np.array([LINE_KINDS.index("clothing")]), np.array([SCHOOL]), np.array([0]))[0])
False
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from compensation.columns import (
    DAY,
    LAW,
    MONTH,
    OWN_CHOICE,
    OWN_VEHICLE,
    PROTECTIVE_LINE,
    TRAVEL_LINE,
    VOG_LINE,
    WEEK,
    Placements,
)
from compensation.days import Column
from compensation.ledger import Ledger
from compensation.money import round_half_up
from compensation.norms.periods import amount_over_entries, expand
from compensation.norms.travel import TENTHS, Travel
from compensation.rulebook import RuleBook
from compensation.rulebook.models import LINE_KINDS
from compensation.rulebook.series import UNKNOWN


@dataclass(frozen=True)
class Items:
    """Cost items or reimbursements spread over entries, for explaining them."""

    item: Column
    entry: Column
    cents: Column


@dataclass(frozen=True)
class Expenses:
    """Expense lines [placement, kind] in cents, and the owed expenses per entry."""

    present: Any  # bool: the line exists
    incurred: Column
    provided: Column
    owed: Column
    reimbursed: Column
    estimated: Any  # bool
    unknown_travel: Any  # bool per placement
    owed_per_entry: Column  # all kinds but travel
    cost_items: Items
    reimbursement_items: Items
    km_paid: Column  # per entry

    @cached_property
    def gap(self) -> Column:
        """Owed and not reimbursed, per line, before an all-in sum."""
        return self.owed - self.reimbursed

    @cached_property
    def owed_in_all(self) -> Column:
        """Owed per placement."""
        return np.asarray(self.owed.sum(axis=1), np.int64)

    @cached_property
    def reimbursed_in_all(self) -> Column:
        """Reimbursed per placement."""
        return np.asarray(self.reimbursed.sum(axis=1), np.int64)


def is_owed(kind: Column, required_by: Column, provided: Column) -> Any:
    """Whether a cost item is owed."""
    required = (required_by <= LAW) | ((kind == PROTECTIVE_LINE) & (required_by != OWN_CHOICE))
    return required & (provided == 0)


def expenses(p: Placements, ledger: Ledger, book: RuleBook, travel: Travel) -> Expenses:
    """All expense lines of the placements."""
    shape = (len(p), len(LINE_KINDS))
    # Kind by kind in memory: the results read one kind after the other.
    incurred, provided, owed = (np.zeros(shape, np.int64, order="F") for _ in range(3))
    present, estimated = (np.zeros(shape, bool, order="F") for _ in range(2))

    row, kind, amount, per, required_by, in_kind = p.costs.T
    vog_price = book.series("vog_online").at(p.start[row])
    priced = (kind == VOG_LINE) & (amount == UNKNOWN)
    amount = np.where(priced, vog_price, amount)
    no_price = amount == UNKNOWN
    costs = _spread(p, ledger, row, np.maximum(amount, 0), per)
    total = np.zeros(len(row), np.int64)
    np.add.at(total, costs.item, costs.cents)
    owes = is_owed(kind, required_by, in_kind)
    np.add.at(incurred, (row, kind), total)
    np.add.at(provided, (row, kind), np.where(in_kind == 1, total, 0))
    np.add.at(owed, (row, kind), np.where(owes, total, 0))
    present[row, kind] = True
    estimated[row[no_price & priced], kind[no_price & priced]] = True
    owed_per_entry = np.zeros(len(ledger), np.int64)
    np.add.at(owed_per_entry, costs.entry, np.where(owes[costs.item], costs.cents, 0))

    trip_total = ledger.total(travel.cost)
    unknown = ledger.total(travel.unknown) > 0
    incurred[:, TRAVEL_LINE] = owed[:, TRAVEL_LINE] = trip_total
    present[:, TRAVEL_LINE] = (trip_total > 0) | unknown
    estimated[:, TRAVEL_LINE] = (ledger.total(travel.estimated) > 0) | unknown

    paid, back, km_paid = _reimbursements(p, ledger, owed)
    return Expenses(
        present=present,
        incurred=incurred,
        provided=provided,
        owed=owed,
        reimbursed=np.minimum(paid, owed),
        estimated=estimated & present,
        unknown_travel=unknown,
        owed_per_entry=owed_per_entry,
        cost_items=costs,
        reimbursement_items=back,
        km_paid=km_paid,
    )


def _spread(p: Placements, ledger: Ledger, row: Column, amount: Column, per: Column) -> Items:
    """Cents of each item in each entry; an item that is paid once stands in the first entry only."""
    recurring = np.flatnonzero((per == MONTH) | (per == WEEK) | (per == DAY))
    once = np.setdiff1d(np.arange(len(row)), recurring, assume_unique=True)
    index, entry = expand(row[recurring], ledger)
    item = recurring[index]
    cents = amount_over_entries(amount[item], per[item], 0, row[item], entry, p, ledger)
    return Items(
        np.concatenate([once, item]),
        np.concatenate([ledger.first[row[once]], entry]),
        np.concatenate([amount[once], cents]),
    )


def _reimbursements(p: Placements, ledger: Ledger, owed: Column) -> tuple[Column, Items, Column]:
    """What the employer pays back [placement, kind], before the limit of what is owed; its items; per kilometre."""
    paid = np.zeros_like(owed)
    row, kind, amount, per, full = p.reimbursements.T
    back = _spread(p, ledger, row, amount, per)
    np.add.at(paid, (row[back.item], kind[back.item]), back.cents)
    np.add.at(paid, (row, kind), np.where(full == 1, owed[row, kind], 0))
    rate = np.where(p.travel_mode == OWN_VEHICLE, np.maximum(p.km_rate, 0), 0)
    km_paid = np.zeros(len(ledger), np.int64)
    if rate.any():
        km_paid = round_half_up(2 * ledger.presence * (np.maximum(p.distance, 0) * rate)[ledger.row], TENTHS)
        paid[:, TRAVEL_LINE] += ledger.total(km_paid)
    return paid, back, km_paid
