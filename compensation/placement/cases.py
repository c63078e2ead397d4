"""A checked placement as a case of the law: every word a choice, every amount whole cents, every key a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from compensation.calendar import WEEKDAYS, to_day
from compensation.choices import (
    Answer,
    CaoStatus,
    Carrier,
    Kind,
    Norm,
    Period,
    RequiredBy,
    Route,
    StudentProduct,
    TravelMode,
    WagePeriod,
    member,
)
from compensation.outside import shown
from compensation.placement import Placement, PlacementError, PlacementFault
from compensation.placement.case import NO_BIRTH, Case, Closed, Cost, Reimbursement, Segment, Tables
from compensation.placement.model import Cost as CostGiven
from compensation.placement.model import NormAmount
from compensation.placement.model import Reimbursement as ReimbursementGiven
from compensation.rulebook import RuleBook
from compensation.units import UNKNOWN


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
    return [*faults, *_check_kinds(placement, book)]


def _check_kinds(placement: Placement, book: RuleBook) -> Iterator[PlacementFault]:
    """Kinds of cost that the rule book does not have, and costs without an amount of a kind that has no price."""
    for path, kinds, known in (
        ("costs", [cost.kind for cost in placement.costs], book.cost_kinds),
        ("offer.reimbursements", [item.kind for item in placement.offer.reimbursements], book.line_kinds),
    ):
        for number, kind in enumerate(kinds):
            if kind not in known:
                values = {"value": shown(kind), "choices": ", ".join(known)}
                yield PlacementFault(f"{path}.{number}.kind", "choice", values)
    for number, cost in enumerate(placement.costs):
        said = book.costs.get(cost.kind)
        if said is not None and said.price is None and cost.amount is None and not cost.provided:
            yield PlacementFault(f"costs.{number}.amount", "cost_amount_missing", {"kind": cost.kind})


def case_of(placement: Placement, book: RuleBook) -> tuple[Case, Tables]:
    """A checked placement as a case. Raises PlacementError when a key is not in the rule book."""
    if faults := check_keys(placement, book):
        raise PlacementError(faults)
    tables = Tables(
        segments=[_segment(placement, book)],
        closed=disjoint((to_day(closed.from_), to_day(closed.to)) for closed in placement.closed),
        costs=[_cost(cost, book) for cost in placement.costs],
        reimbursements=[_reimbursement(item, book) for item in placement.offer.reimbursements],
    )
    return _case(placement, tables, book), tables


def workday_mask(workdays: Iterable[str]) -> int:
    """Bit 0 is Monday."""
    return sum(1 << WEEKDAYS.index(day) for day in set(workdays))


def disjoint(periods: Iterable[tuple[int, int]]) -> list[Closed]:
    """Closed periods in order, without overlap: a day is closed once."""
    pieces: list[Closed] = []
    for first, last in sorted(periods):
        if pieces and first <= pieces[-1].last + 1:
            pieces[-1].last = max(pieces[-1].last, last)
        else:
            pieces.append(Closed(first, last))
    return pieces


def cost_kinds(kinds: Iterable[int]) -> int:
    """One bit for each kind of line that has a cost."""
    bits = 0
    for kind in kinds:
        bits |= 1 << kind
    return bits


def _case(p: Placement, tables: Tables, book: RuleBook) -> Case:
    test, scheme = p.placement_test, place_of(p.cao.scheme, book.scheme_keys)
    cao_amount, cao_per, cao_base = _norm_amount(p.cao.amount)
    own_amount, own_per, own_base = _norm_amount(p.own_norm)
    norm, policy = norm_of(p.norm, book)
    return Case(
        route=member(Route, p.route.value),
        kind=member(Kind, p.kind),
        compulsory=int(p.compulsory),
        start=to_day(p.start),
        end=to_day(p.end),
        birth=NO_BIRTH if p.birth_date is None else to_day(p.birth_date),
        sector=place_of(p.sector, book.sector_keys),
        cao_status=member(CaoStatus, p.cao.status),
        scheme=scheme,
        own_scheme=scheme if p.cao.status == "applies" else UNKNOWN,
        cao_amount=cao_amount,
        cao_per=cao_per,
        cao_base=cao_base,
        norm=norm,
        policy=policy,
        own_amount=own_amount,
        own_per=own_per,
        own_base=own_base,
        includes_expenses=int(p.offer.includes_expenses),
        contract=_answer(p.offer.employment_contract),
        learning_goals=_answer(test and test.learning_goals),
        mentor_with_time=_answer(test and test.mentor_with_time),
        extra_to_staff=_answer(test and test.extra_to_staff),
        same_targets_as_staff=_answer(test and test.same_targets_as_staff),
        already_graduated=_answer(test and test.already_graduated),
        first_segment=0,
        after_segment=len(tables.segments),
        first_closed=0,
        after_closed=len(tables.closed),
        first_cost=0,
        after_cost=len(tables.costs),
        first_reimbursement=0,
        after_reimbursement=len(tables.reimbursements),
        cost_kinds=cost_kinds(cost.kind for cost in tables.costs),
    )


def _segment(p: Placement, book: RuleBook) -> Segment:
    allowance, wage, percent = p.offer.allowance, p.offer.wage, p.offer.holiday_allowance_percent
    return Segment(
        first=to_day(p.start),
        last=to_day(p.end),
        hours=_cents(p.hours_per_week),
        workdays=workday_mask(p.workdays),
        days_per_week=len(set(p.workdays)),
        holidays_worked=int(p.public_holidays == "worked"),
        study_year=p.study_year or 0,
        travel_mode=member(TravelMode, p.travel.mode),
        distance=UNKNOWN if p.travel.distance_km is None else int(p.travel.distance_km.scaleb(1)),
        carrier=member(Carrier, p.travel.carrier or "train"),
        fare=UNKNOWN if p.travel.fare is None else _cents(p.travel.fare),
        region=book.region_keys.index(p.travel.region or "mean"),
        student_product=member(StudentProduct, p.travel.student_product),
        allowance=UNKNOWN if allowance is None else _cents(allowance.amount),
        allowance_per=Period.MONTH if allowance is None else member(Period, allowance.per),
        km_rate=UNKNOWN if p.offer.km_rate is None else _cents(p.offer.km_rate),
        wage=UNKNOWN if wage is None else _cents(wage.amount),
        wage_per=WagePeriod.HOUR if wage is None else member(WagePeriod, wage.per),
        holiday_percent=UNKNOWN if percent is None else int(percent.scaleb(3)),
    )


def _cost(cost: CostGiven, book: RuleBook) -> Cost:
    return Cost(
        kind=book.line_kinds.index(cost.kind),
        amount=UNKNOWN if cost.amount is None else _cents(cost.amount),
        per=member(Period, cost.per),
        required_by=member(RequiredBy, cost.required_by),
        provided=int(cost.provided),
    )


def _reimbursement(item: ReimbursementGiven, book: RuleBook) -> Reimbursement:
    return Reimbursement(
        kind=book.line_kinds.index(item.kind),
        amount=0 if item.amount is None else _cents(item.amount),
        per=member(Period, item.per),
        full=int(item.full),
    )


def place_of(key: str | None, keys: Sequence[str]) -> int:
    """Place of a key, UNKNOWN for None."""
    return UNKNOWN if key is None else keys.index(key)


def norm_of(norm: str, book: RuleBook) -> tuple[Norm, int]:
    """Which norm policy is asked for, and the place of a named one."""
    if norm in ("sector", "own"):
        return member(Norm, norm), UNKNOWN
    return Norm.POLICY, book.policy_keys.index(norm)


def _cents(value: Decimal) -> int:
    return int(value.scaleb(2))


def _answer(value: Any) -> Answer:
    return Answer.NOT_SAID if value is None else Answer(int(value))


def _norm_amount(given: NormAmount | None) -> tuple[int, Period, int]:
    if given is None:
        return UNKNOWN, Period.MONTH, 0
    return _cents(given.amount), member(Period, given.per), _cents(given.base_hours) if given.base_hours else 0
