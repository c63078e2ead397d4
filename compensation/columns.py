"""Placements as columns: one row each, whole numbers only, and long tables for what a row may have several of.

One person's case is a table of one row; a branch's file is the same table with a million rows. Money is cents,
hours are hundredths of an hour, distances are tenths of a kilometre, days count from 1 January 1970, choices
are indexes into the tuples below. UNKNOWN (-1) means that nothing was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from compensation.days import WEEKDAYS, Column, to_day
from compensation.money import cents
from compensation.placement import NormAmount, Placement, PlacementError, PlacementFault, shown
from compensation.rulebook import RuleBook
from compensation.rulebook.models import LINE_KINDS
from compensation.rulebook.series import UNKNOWN

ROUTES = ("bol", "bbl", "hbo", "wo", "dual")
BOL, BBL, HBO, WO, DUAL = range(5)
#: Level of each route, as an index of rulebook.scheme.LEVELS (mbo, hbo, wo).
LEVEL_OF_ROUTE = np.array([0, 0, 1, 2, 1], np.int64)
KINDS = ("placement", "observation")
OBSERVATION = 1
CAO_STATUS = ("none", "applies", "unknown")
CAO_NONE, CAO_APPLIES, CAO_UNKNOWN = range(3)
TRAVEL_MODES = ("none", "public_transport", "own_vehicle")
PUBLIC_TRANSPORT, OWN_VEHICLE = 1, 2
CARRIERS = ("train", "bus")
TRAIN, BUS = range(2)
STUDENT_PRODUCTS = ("none", "week", "weekend")
WEEK_PRODUCT, WEEKEND_PRODUCT = 1, 2
PERIODS = ("month", "week", "day", "hour", "once")
MONTH, WEEK, DAY, HOUR, ONCE = range(5)
WAGE_PERIODS = ("hour", "week", "four_weeks", "month")
PER_HOUR, PER_WEEK, PER_FOUR_WEEKS, PER_MONTH = range(4)
REQUIRED_BY = ("employer", "law", "school", "own_choice")
EMPLOYER, LAW, SCHOOL, OWN_CHOICE = range(4)
TRAVEL_LINE, VOG_LINE, PROTECTIVE_LINE = (LINE_KINDS.index(k) for k in ("travel", "vog", "protective_equipment"))
#: Norm policies are indexes of RuleBook.policy_keys; these two are words of the program.
NORM_SECTOR, NORM_OWN = -1, -2
TEST_QUESTIONS = (
    "learning_goals",
    "mentor_with_time",
    "extra_to_staff",
    "same_targets_as_staff",
    "already_graduated",
)


@dataclass(frozen=True)
class Placements:
    """The columns of n placements; every array but the long tables has length n."""

    route: Column
    kind: Column
    compulsory: Column
    study_year: Column
    sector: Column
    cao_status: Column
    scheme: Column
    cao_amount: Column
    cao_per: Column
    cao_base: Column
    start: Column
    end: Column
    hours: Column
    workdays: Column
    holidays_worked: Column
    birth: Column
    travel_mode: Column
    distance: Column
    carrier: Column
    fare: Column
    region: Column
    student_product: Column
    allowance: Column
    allowance_per: Column
    includes_expenses: Column
    km_rate: Column
    wage: Column
    wage_per: Column
    holiday_percent: Column
    contract: Column
    norm: Column
    own_amount: Column
    own_per: Column
    own_base: Column
    answers: Column  # [n, 5]
    closed: Column  # [periods, 3]: row, first day, last day
    costs: Column  # [items, 6]: row, kind, amount, per, required_by, provided
    reimbursements: Column  # [items, 5]: row, kind, amount, per, full

    def __len__(self) -> int:
        return len(self.route)

    @cached_property
    def earns_wage(self) -> Any:
        """bbl and dual: a job with a wage, no allowance."""
        return (self.route == BBL) | (self.route == DUAL)

    @cached_property
    def days_per_week(self) -> Column:
        """Number of workdays in a week."""
        return _BITS[self.workdays]


_BITS = np.array([bin(mask).count("1") for mask in range(128)], np.int64)
LONG_TABLES = {"closed": 3, "costs": 6, "reimbursements": 5}


def index_of(value: str | None, choices: Sequence[str]) -> int:
    """Index of a choice, UNKNOWN for None. Raises ValueError for a value that is not a choice."""
    return UNKNOWN if value is None else choices.index(value)


def workday_mask(workdays: Iterable[str]) -> int:
    """Bit 0 is Monday."""
    return sum(1 << WEEKDAYS.index(day) for day in set(workdays))


def check_keys(placement: Placement, book: RuleBook) -> list[PlacementFault]:
    """Keys of a placement that the rule book does not have."""
    faults = []
    norms = ("sector", *book.policy_keys, "own")
    for path, code, value, known in (
        ("sector", "unknown_sector", placement.sector, book.sector_keys),
        ("cao.scheme", "unknown_scheme", placement.cao.scheme, book.scheme_keys),
        ("travel.region", "unknown_region", placement.travel.region, book.region_keys),
        ("norm", "norm_not_owed" if placement.norm in book.norms else "unknown_norm", placement.norm, norms),
    ):
        if value is not None and value not in known:
            faults.append(PlacementFault(path, code, {"value": shown(value), "choices": ", ".join(known)}))
    return faults


def norm_index(norm: str, book: RuleBook) -> int:
    """Index of a norm policy, or NORM_SECTOR or NORM_OWN."""
    return {"sector": NORM_SECTOR, "own": NORM_OWN}.get(norm, 0) or book.policy_keys.index(norm)


def columns_of(placements: Sequence[Placement], book: RuleBook) -> Placements:
    """Columns of checked placements. Raises PlacementError when a key is not in the rule book."""
    faults = [fault for placement in placements for fault in check_keys(placement, book)]
    if faults:
        raise PlacementError(faults)
    rows = [_row(placement, book) for placement in placements]
    long: dict[str, list[tuple[int, ...]]] = {name: [] for name in LONG_TABLES}
    for number, placement in enumerate(placements):
        _long_rows(number, placement, long)
    columns = {
        f.name: np.array([row[f.name] for row in rows], np.int64) for f in fields(Placements) if f.name not in long
    }
    tables = {name: np.array(long[name], np.int64).reshape(-1, width) for name, width in LONG_TABLES.items()}
    return Placements(**columns, **tables)


def _row(p: Placement, book: RuleBook) -> dict[str, Any]:
    allowance, wage, test = p.offer.allowance, p.offer.wage, p.placement_test
    percent = p.offer.holiday_allowance_percent
    cao_amount, cao_per, cao_base = _norm_amount(p.cao.amount)
    own_amount, own_per, own_base = _norm_amount(p.own_norm)
    return {
        "route": ROUTES.index(p.route.value),
        "kind": KINDS.index(p.kind),
        "compulsory": int(p.compulsory),
        "study_year": p.study_year or 0,
        "sector": index_of(p.sector, book.sector_keys),
        "cao_status": CAO_STATUS.index(p.cao.status),
        "scheme": index_of(p.cao.scheme, book.scheme_keys),
        "cao_amount": cao_amount,
        "cao_per": cao_per,
        "cao_base": cao_base,
        "start": to_day(p.start),
        "end": to_day(p.end),
        "hours": cents(p.hours_per_week),
        "workdays": workday_mask(p.workdays),
        "holidays_worked": int(p.public_holidays == "worked"),
        "birth": NO_BIRTH if p.birth_date is None else to_day(p.birth_date),
        "travel_mode": TRAVEL_MODES.index(p.travel.mode),
        "distance": UNKNOWN if p.travel.distance_km is None else int(p.travel.distance_km.scaleb(1)),
        "carrier": index_of(p.travel.carrier, CARRIERS),
        "fare": UNKNOWN if p.travel.fare is None else cents(p.travel.fare),
        "region": index_of(p.travel.region or "mean", book.region_keys),
        "student_product": STUDENT_PRODUCTS.index(p.travel.student_product),
        "allowance": UNKNOWN if allowance is None else cents(allowance.amount),
        "allowance_per": MONTH if allowance is None else PERIODS.index(allowance.per),
        "includes_expenses": int(p.offer.includes_expenses),
        "km_rate": UNKNOWN if p.offer.km_rate is None else cents(p.offer.km_rate),
        "wage": UNKNOWN if wage is None else cents(wage.amount),
        "wage_per": PER_HOUR if wage is None else WAGE_PERIODS.index(wage.per),
        "holiday_percent": UNKNOWN if percent is None else int(percent.scaleb(3)),
        "contract": _answer(p.offer.employment_contract),
        "norm": norm_index(p.norm, book),
        "own_amount": own_amount,
        "own_per": own_per,
        "own_base": own_base,
        "answers": [_answer(getattr(test, question, None)) for question in TEST_QUESTIONS],
    }


#: A birth day that is not given; earlier than any day of birth.
NO_BIRTH = -(10**6)


def _answer(value: bool | None) -> int:
    return UNKNOWN if value is None else int(value)


def _norm_amount(given: NormAmount | None) -> tuple[int, int, int]:
    if given is None:
        return UNKNOWN, MONTH, 0
    return cents(given.amount), PERIODS.index(given.per), cents(given.base_hours) if given.base_hours else 0


def _long_rows(number: int, p: Placement, long: dict[str, list[tuple[int, ...]]]) -> None:
    long["closed"] += [(number, to_day(c.from_), to_day(c.to)) for c in p.closed]
    for cost in p.costs:
        amount = UNKNOWN if cost.amount is None else cents(cost.amount)
        required = REQUIRED_BY.index(cost.required_by)
        kind, per = LINE_KINDS.index(cost.kind), PERIODS.index(cost.per)
        long["costs"].append((number, kind, amount, per, required, int(cost.provided)))
    for item in p.offer.reimbursements:
        amount = 0 if item.amount is None else cents(item.amount)
        long["reimbursements"].append(
            (number, LINE_KINDS.index(item.kind), amount, PERIODS.index(item.per), int(item.full))
        )
