"""A checked placement as a case of the law: every word a choice, every amount whole cents, every key a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from compensation.calendar import WEEKDAYS, to_date, to_day
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
    TicketPeriod,
    TravelMode,
    WagePeriod,
    member,
)
from compensation.outside import shown
from compensation.placement import case as record
from compensation.placement.case import NO_BIRTH, Case, Closed, Segment, Tables, Week
from compensation.placement.faults import PlacementError, PlacementFault
from compensation.placement.nearest import choices
from compensation.placement.parts import Cost, NormAmount, Reimbursement, Travel, legs_of
from compensation.placement.tried import as_tried
from compensation.rulebook import RuleBook
from compensation.rulebook.models import TRAVEL
from compensation.units import FOREVER, UNKNOWN

if TYPE_CHECKING:
    from compensation.placement.model import Placement

ALL_WEEK = (1 << len(WEEKDAYS)) - 1


class Keys(NamedTuple):
    """The keys that a placement may name, each in the order in which the law counts them."""

    sectors: Sequence[str] = ()
    schemes: Sequence[str] = ()
    regions: Sequence[str] = ()
    policies: Sequence[str] = ()
    kinds: Sequence[str] = (TRAVEL,)


#: Without a rule book: enough to see what fits together.
NO_KEYS = Keys()


def keys_of(book: RuleBook) -> Keys:
    """The keys of a rule book."""
    return Keys(book.sector_keys, book.scheme_keys, book.region_keys, book.policy_keys, book.line_kinds)


def keys_in(book: RuleBook, of: str) -> tuple[str, ...]:
    """The keys of the rule book that a field may name, by what it is a key of (`placement.kinds.KeyOf`)."""
    if of == "norms":
        return "sector", "own", *book.policy_keys
    return {"sectors": book.sector_keys, "schemes": book.scheme_keys, "regions": book.region_keys}[of]


def check_keys(placement: Placement, book: RuleBook) -> list[PlacementFault]:
    """What a placement says that the rule book does not have, or has already."""
    faults = []
    norms = ("sector", *book.policy_keys, "own")
    names = {key: scheme.name for key, scheme in book.schemes.items()}
    names |= {key: " ".join(sector.name.names()) for key, sector in book.sectors.items()}
    for path, code, value, known in (
        ("sector", "unknown_sector", placement.sector, book.sector_keys),
        ("cao.scheme", "unknown_scheme", placement.cao.scheme, book.scheme_keys),
        *(
            (f"{path}.region", "unknown_region", leg.region, book.region_keys)
            for path, leg in legs_with_paths(placement)
        ),
        ("norm", "norm_not_owed" if placement.norm in book.norms else "unknown_norm", placement.norm, norms),
    ):
        if value is not None and value not in known:
            faults.append(PlacementFault(path, code, {"value": shown(value), "choices": choices(value, known, names)}))
    assumed, known_to = placement.assume.adult_hourly_minimum, last_known_minimum(book)
    if assumed is not None and to_day(assumed.from_) <= known_to:
        path = "assume.adult_hourly_minimum.from"
        faults.append(PlacementFault(path, "assume_known", {"last": to_date(known_to)}))
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
        if lacks_amount(cost, book):
            yield PlacementFault(f"costs.{number}.amount", "cost_amount_missing", {"kind": cost.kind})


def lacks_amount(cost: Cost, book: RuleBook) -> bool:
    """A cost without an amount, of a kind that has no price of its own and that nobody provides."""
    said = book.costs.get(cost.kind)
    return said is not None and said.price is None and cost.amount is None and not cost.provided


def last_known_minimum(book: RuleBook) -> int:
    """The last day on which the adult minimum is known; FOREVER when it holds until further notice."""
    last = book.rules["adult_hourly_minimum"].versions[-1]
    return FOREVER if last.to is None else to_day(last.to)


def case_of(placement: Placement, book: RuleBook) -> tuple[Case, Tables]:
    """A checked placement as a case. Raises PlacementError when a key is not in the rule book."""
    if faults := check_keys(placement, book):
        raise PlacementError(faults)
    return records_of(as_tried(placement, book), keys_of(book))


def records_of(placement: Placement, keys: Keys = NO_KEYS) -> tuple[Case, Tables]:
    """A placement as a case, checked or not; a key that is not known is UNKNOWN."""
    segments, legs, weeks = _stretches(placement, keys)
    start, end = to_day(placement.start), to_day(placement.end)
    tables = Tables(
        segments=segments,
        legs=legs,
        weeks=weeks,
        closed=disjoint((to_day(c.from_), to_day(c.to), int(not c.paid)) for c in placement.closed),
        costs=[_cost(cost, keys, start, end) for cost in placement.costs],
        reimbursements=[_reimbursement(item, keys, start, end) for item in placement.offer.reimbursements],
    )
    return _case(placement, tables, keys), tables


def workday_mask(workdays: Iterable[str]) -> int:
    """Bit 0 is Monday."""
    return sum(1 << WEEKDAYS.index(day) for day in set(workdays))


def disjoint(periods: Iterable[tuple[int, int, int]]) -> list[Closed]:
    """Closed periods (first day, last day, unpaid) in order; those with pay do not overlap, nor do those without."""
    given = list(periods)
    pieces = [
        Closed(first, last, unpaid)
        for unpaid in (0, 1)
        for first, last in disjoint_days((first, last) for first, last, kind in given if kind == unpaid)
    ]
    return sorted(pieces, key=lambda piece: piece.first)


def disjoint_days(periods: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Periods in order, those that overlap or meet as one."""
    pieces: list[tuple[int, int]] = []
    for first, last in sorted(periods):
        if pieces and first <= pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], last))
        else:
            pieces.append((first, last))
    return pieces


def cost_kinds(kinds: Iterable[int]) -> int:
    """One bit for each kind of line that has a cost."""
    bits = 0
    for kind in kinds:
        bits |= 1 << kind
    return bits


# ---------------------------------------------------------------- what changes on the way


def legs_with_paths(placement: Placement) -> list[tuple[str, Travel]]:
    """Every way of travelling, each with its path: those at the start, then those of each change."""
    numbers = [0, *(n for n, change in enumerate(placement.changes, 1) if change.travel is not None)]
    return [leg for number in numbers for leg in legs_named(placement, number)]


def travelled(placement: Placement) -> list[tuple[str, Travel]]:
    """Those of them that have a record: not to travel is no way of travelling."""
    return [(path, leg) for path, leg in legs_with_paths(placement) if leg.mode != "none"]


def legs_named(placement: Placement, change: int) -> list[tuple[str, Travel]]:
    """The ways of travelling after so many changes, each with its path."""
    path, travel = placement.last_named("travel", change)
    if isinstance(travel, tuple):
        return [(f"{path}.{place}", leg) for place, leg in enumerate(travel)]
    return [(path, travel)]


def _stretches(p: Placement, keys: Keys) -> tuple[list[Segment], list[record.Leg], list[Week]]:
    """The segments of a placement from change to change, with their ways of travelling and weeks."""
    starts = [to_day(p.start), *(to_day(change.from_) for change in p.changes)]
    ends = [*(start - 1 for start in starts[1:]), to_day(p.end)]
    segments: list[Segment] = []
    legs: list[record.Leg] = []
    weeks: list[Week] = []
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        part: Any = p if number == 0 else p.changes[number - 1]
        if number == 0 or part.travel is not None:
            first_leg = len(legs)
            legs += [_leg(leg, keys) for leg in legs_of(part.travel) if leg.mode != "none"]
        if part.hours_by_day is not None:
            weeks.append(Week([_cents(part.hours_by_day.hours.get(day, Decimal(0))) for day in WEEKDAYS]))
        segment = _segment(p, number, first, last)
        segment.week = len(weeks) - 1 if segment.week != UNKNOWN else UNKNOWN
        segment.first_leg, segment.after_leg = first_leg, len(legs)
        segments.append(segment)
    everywhere = 0
    for segment in segments:
        everywhere |= segment.workdays
    for leg in legs:
        leg.days = everywhere if leg.days == UNKNOWN else leg.days
    return segments, legs, weeks


def _segment(p: Placement, change: int, first: int, last: int) -> Segment:
    """The values in force after so many changes; `week` is any place where the hours differ by weekday."""

    def held(field: str) -> Any:
        return p.last_named(field, change)[1]

    allowance, wage, percent = held("offer.allowance"), held("offer.wage"), held("offer.holiday_allowance_percent")
    hours, workdays, by_day = _hours(p, change)
    return Segment(
        first=first,
        last=last,
        hours=UNKNOWN if hours is None else _cents(hours),
        workdays=workday_mask(workdays),
        days_per_week=len(set(workdays)),
        week=0 if by_day else UNKNOWN,
        holidays_worked=int(p.public_holidays == "worked"),
        study_year=held("study_year") or 0,
        student_product=_product(legs_of(held("travel"))),
        first_leg=0,
        after_leg=0,
        allowance=UNKNOWN if allowance is None else _cents(allowance.amount),
        allowance_per=Period.MONTH if allowance is None else member(Period, allowance.per),
        km_rate=_given(held("offer.km_rate")),
        wage=UNKNOWN if wage is None else _cents(wage.amount),
        wage_per=WagePeriod.HOUR if wage is None else member(WagePeriod, wage.per),
        holiday_percent=UNKNOWN if percent is None else int(percent.scaleb(3)),
        cao_hourly=_given(held("cao.hourly_wage")),
    )


def _hours(p: Placement, change: int) -> tuple[Decimal | None, Sequence[str], bool]:
    """Hours a week and workdays after so many changes, and whether they are given by day.

    None, or no days: a change goes back from hours by day and does not say it.
    """
    hours, workdays, by_day = p.hours_per_week, p.workdays or (), p.hours_by_day
    for part in p.changes[:change]:
        if part.hours_by_day is not None:
            hours, workdays, by_day = None, (), part.hours_by_day
        elif part.hours_per_week is not None or part.workdays is not None:
            by_day = None
            hours = hours if part.hours_per_week is None else part.hours_per_week
            workdays = part.workdays or workdays
    if by_day is not None:
        return by_day.hours_per_week, by_day.workdays, True
    return hours, workdays, False


def _product(legs: Sequence[Travel]) -> StudentProduct:
    """That of the legs by public transport; without any the first that is named."""
    carried = [leg.student_product for leg in legs if leg.mode == "public_transport"]
    named = [leg.student_product for leg in legs if leg.student_product != "none"]
    return member(StudentProduct, (*carried, *named, "none")[0])


def _leg(leg: Travel, keys: Keys) -> record.Leg:
    return record.Leg(
        mode=member(TravelMode, leg.mode),
        distance=UNKNOWN if leg.distance_km is None else int(leg.distance_km.scaleb(1)),
        carrier=member(Carrier, leg.carrier or "train"),
        fare=_given(leg.fare),
        region=place_of(leg.region or "mean", keys.regions),
        days=UNKNOWN if leg.days is None else workday_mask(leg.days),
        outbound=int(leg.trips != "return"),
        inbound=int(leg.trips != "outbound"),
        amount=_given(leg.amount),
        per=member(TicketPeriod, leg.per or "month"),
    )


# ---------------------------------------------------------------- what holds for the whole


def _case(p: Placement, tables: Tables, keys: Keys) -> Case:
    test, scheme = p.placement_test, place_of(p.cao.scheme, keys.schemes)
    cao_amount, cao_per, cao_base = _norm_amount(p.cao.amount)
    own_amount, own_per, own_base = _norm_amount(p.own_norm)
    norm, policy = norm_of(p.norm, keys.policies)
    assumed = p.assume.adult_hourly_minimum
    return Case(
        route=member(Route, p.route.value),
        kind=member(Kind, p.kind),
        compulsory=int(p.compulsory),
        start=to_day(p.start),
        end=to_day(p.end),
        birth=NO_BIRTH if p.birth_date is None else to_day(p.birth_date),
        sector=place_of(p.sector, keys.sectors),
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
        complete=int(p.offer.complete),
        signed_regional_pact=int(p.signed_regional_pact),
        assumed_from=FOREVER if assumed is None else to_day(assumed.from_),
        assumed_adult=UNKNOWN if assumed is None else _cents(assumed.amount),
        contract=_answer(p.offer.employment_contract),
        learning_goals=_answer(test and test.learning_goals),
        mentor_with_time=_answer(test and test.mentor_with_time),
        extra_to_staff=_answer(test and test.extra_to_staff),
        same_targets_as_staff=_answer(test and test.same_targets_as_staff),
        already_graduated=_answer(test and test.already_graduated),
        first_segment=0,
        after_segment=len(tables.segments),
        first_leg=0,
        after_leg=len(tables.legs),
        first_week=0,
        after_week=len(tables.weeks),
        first_closed=0,
        after_closed=len(tables.closed),
        first_cost=0,
        after_cost=len(tables.costs),
        first_reimbursement=0,
        after_reimbursement=len(tables.reimbursements),
        cost_kinds=cost_kinds(cost.kind for cost in tables.costs if cost.kind != UNKNOWN),
    )


def _cost(cost: Cost, keys: Keys, start: int, end: int) -> record.Cost:
    return record.Cost(
        kind=place_of(cost.kind, keys.kinds),
        amount=_given(cost.amount),
        per=member(Period, cost.per),
        required_by=member(RequiredBy, cost.required_by),
        provided=int(cost.provided),
        first=start if cost.from_ is None else to_day(cost.from_),
        last=end if cost.to is None else to_day(cost.to),
    )


def _reimbursement(item: Reimbursement, keys: Keys, start: int, end: int) -> record.Reimbursement:
    return record.Reimbursement(
        kind=place_of(item.kind, keys.kinds),
        amount=0 if item.amount is None else _cents(item.amount),
        per=member(Period, item.per),
        full=int(item.full),
        first=start if item.from_ is None else to_day(item.from_),
        last=end if item.to is None else to_day(item.to),
    )


def place_of(key: str | None, keys: Sequence[str]) -> int:
    """Place of a key, UNKNOWN for None and for a key that is not among them."""
    return keys.index(key) if key in keys else UNKNOWN


def norm_of(norm: str, policies: Sequence[str]) -> tuple[Norm, int]:
    """Which norm policy is asked for, and the place of a named one."""
    if norm in ("sector", "own"):
        return member(Norm, norm), UNKNOWN
    return Norm.POLICY, place_of(norm, policies)


def _cents(value: Decimal) -> int:
    return int(value.scaleb(2))


def _given(value: Decimal | None) -> int:
    return UNKNOWN if value is None else _cents(value)


def _answer(value: Any) -> Answer:
    return Answer.NOT_SAID if value is None else Answer(int(value))


def _norm_amount(given: NormAmount | None) -> tuple[int, Period, int]:
    if given is None:
        return UNKNOWN, Period.MONTH, 0
    return _cents(given.amount), member(Period, given.per), _cents(given.base_hours) if given.base_hours else 0
