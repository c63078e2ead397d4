"""Where the faults of a placement stand, and what their sentences need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compensation.calendar import add_months, age_on, to_date, to_day
from compensation.placement import checks
from compensation.placement.cases import legs_named, records_of, travelled
from compensation.placement.checks import MAX_MONTHS, Wrong
from compensation.placement.faults import PlacementFault

if TYPE_CHECKING:
    from compensation.placement.model import Placement

#: The field that a fault stands on, where it is one of the placement or of the change that named it last.
_FIELDS: Mapping[Wrong, str] = {
    Wrong.END_BEFORE_START: "end",
    Wrong.TOO_LONG: "end",
    Wrong.AGE_RANGE: "birth_date",
    Wrong.BIRTH_DATE_MISSING: "birth_date",
    Wrong.OWN_NORM: "own_norm",
    Wrong.NO_DAYS: "workdays",
    Wrong.KM_RATE_ONLY_OWN_VEHICLE: "offer.km_rate",
    Wrong.ALLOWANCE_WRONG_ROUTE: "offer.allowance",
    Wrong.WAGE_WRONG_ROUTE: "offer.wage",
    Wrong.ALLOWANCE_NOT_BEFORE: "offer.allowance",
    Wrong.WAGE_NOT_BEFORE: "offer.wage",
    Wrong.CAO_WAGE_WRONG_ROUTE: "cao.hourly_wage",
    Wrong.CAO_WAGE_ONLY_APPLIES: "cao.hourly_wage",
    Wrong.KM_RATE_AND_REIMBURSEMENT: "offer.km_rate",
}
#: What stands in a change itself.
_IN_CHANGE: Mapping[Wrong, str] = {
    Wrong.CHANGE_OUTSIDE: "from",
    Wrong.CHANGE_ORDER: "from",
    Wrong.HOURS_BACK: "hours_per_week",
    Wrong.WORKDAYS_BACK: "workdays",
}
_ABOUT_THE_ROUTE = (
    Wrong.BIRTH_DATE_MISSING,
    Wrong.ALLOWANCE_WRONG_ROUTE,
    Wrong.WAGE_WRONG_ROUTE,
    Wrong.CAO_WAGE_WRONG_ROUTE,
)
_PARTS: tuple[tuple[str, Callable[..., int]], ...] = (
    ("segment", checks.wrong_in_segment),
    ("leg", checks.wrong_in_leg),
    ("closed", checks.wrong_in_closed),
    ("cost", checks.wrong_in_cost),
    ("reimbursement", checks.wrong_in_reimbursement),
)


def found_faults(placement: Placement) -> list[PlacementFault]:
    """Every fault between the parts of a placement whose parts are right, each told once."""
    case, tables = records_of(placement)
    faults = [_fault(placement, wrong, 0) for wrong in _bits(checks.wrong_in_case(case, tables))]
    for part, check in _PARTS:
        for place in range(getattr(case, f"first_{part}"), getattr(case, f"after_{part}")):
            faults += [_fault(placement, wrong, place, part) for wrong in _bits(check(case, tables, place))]
    return list({(fault.path, fault.code): fault for fault in faults}.values())


def _bits(found: int) -> Iterator[Wrong]:
    return (wrong for wrong in Wrong if found >> wrong & 1)


def _fault(placement: Placement, wrong: Wrong, place: int, part: str = "segment") -> PlacementFault:
    path = _path(placement, wrong, place, part)
    return PlacementFault(path, wrong.word, _values(placement, wrong))


def _path(placement: Placement, wrong: Wrong, place: int, part: str) -> str:
    if wrong in _IN_CHANGE:
        return f"changes.{place - 1}.{_IN_CHANGE[wrong]}"
    if wrong is Wrong.KM_RATE_ONLY_OWN_VEHICLE:
        place = next(
            n for n in range(len(placement.changes) + 1) if placement.last_named("offer.km_rate", n)[1] is not None
        )
    if wrong is Wrong.HOURS_A_DAY:
        return _named_last(placement, place, ("hours_per_week", "workdays"))
    if wrong is Wrong.BBL_STUDENT_PRODUCT:
        return (
            next(path for path, leg in legs_named(placement, place) if leg.student_product != "none")
            + ".student_product"
        )
    if wrong in _FIELDS:
        return placement.last_named(_FIELDS[wrong], place)[0]
    if wrong is Wrong.LEG_DAYS:
        return f"{travelled(placement)[place][0]}.days"
    if wrong is Wrong.CLOSED_TWICE:
        return "closed"
    offered = placement.offer.reimbursements
    where, item = ("costs", placement.costs[place]) if part == "cost" else ("offer.reimbursements", offered[place])
    before = item.from_ is not None and not placement.start <= item.from_ <= placement.end
    return f"{where}.{place}.{'from' if before else 'to'}"


def _values(placement: Placement, wrong: Wrong) -> dict[str, Any]:
    start, end = placement.start, placement.end
    if wrong in (Wrong.END_BEFORE_START, Wrong.CHANGE_OUTSIDE, Wrong.OUTSIDE):
        return {"start": start, "end": end}
    if wrong is Wrong.TOO_LONG:
        return {"last": to_date(add_months(to_day(start), MAX_MONTHS) - 1)}
    if wrong is Wrong.AGE_RANGE and placement.birth_date is not None:
        return {"age": age_on(to_day(placement.birth_date), to_day(start))}
    return {"route": placement.route.value} if wrong in _ABOUT_THE_ROUTE else {}


def _named_last(placement: Placement, change: int, fields: tuple[str, ...]) -> str:
    """The path of whichever of these fields was named last."""
    paths = {field: placement.last_named(field, change)[0] for field in fields}
    numbers = {field: 0 if path == field else int(path.split(".")[1]) + 1 for field, path in paths.items()}
    return paths[max(fields, key=lambda field: numbers[field])]
