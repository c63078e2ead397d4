"""The placement that counts: every answer of the draft that was asked for, and nothing else.

An amount of pay without a number, or without what it is for, is not stated and so left out. What else is begun and not
filled in stays, so that it is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from compensation.rulebook import RuleBook
from compensation.ui.calculator.form.changes import EMPTY, PARTS, is_nothing
from compensation.ui.calculator.form.hours import HOURS, all_workdays
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.ways import TRAVEL, Leg, legs, student_product
from compensation.ui.parts.state import Draft

#: Asked of everyone, and needed for a first answer.
BASIC = ("route", "start", "end")
_DATES = ("from", "to")


def placement_data(draft: Draft, book: RuleBook) -> dict[str, Any]:
    """The contract's placement of a draft: every answer that was asked for, and nothing else."""
    asked = Relevant(draft, book)
    data = _take(draft.placement, ("id", *BASIC, *HOURS, "sector"))
    if asked.wage:
        data |= _take(draft.placement, ("birth_date",))
    if asked.allowance:
        data |= _take(draft.placement, ("kind", "placement_test"))
    names = ("compulsory", "study_year", "norm")
    data |= _take(draft.placement, [name for name in names if getattr(asked, name)])
    if data.get("norm") == "own":
        data["own_norm"] = draft.get("own_norm", {})
    if asked.presence:
        data |= _take(draft.placement, ("public_holidays",))
    if asked.regional_pact:
        data |= _take(draft.placement, ("signed_regional_pact",))
    parts = {
        "closed": [_closed(asked, period) for period in draft.get("closed", [])] if asked.closed else [],
        "cao": _cao(asked),
        "travel": _travel(asked, TRAVEL),
        "costs": [_cost(cost) for cost in draft.get("costs", [])],
        "offer": _offer(asked),
        "changes": [_change(asked, place) for place in kept_changes(asked)],
        "assume": _assume(asked),
    }
    said = {"costs"} if draft.get("costs") == [] else set()  # nobody has any: that is an answer
    return data | {name: part for name, part in parts.items() if part or name in said}


def _take(node: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: node[name] for name in names if node.get(name) not in (None, [], {})}


def _filled(node: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What is filled in, without what is only begun."""
    return {name: value for name, value in _take(node, names).items() if value != EMPTY}


def _closed(asked: Relevant, period: Mapping[str, Any]) -> dict[str, Any]:
    return _take(period, ("from", "to", *(["paid"] if asked.wage else [])))


def _cao(asked: Relevant) -> dict[str, Any]:
    cao = asked.draft.get("cao", {})
    if not asked.cao or cao.get("status") != "applies":
        return _take(cao, ("status",)) if asked.cao else {}
    data = _take(cao, ("status", *(["scheme"] if asked.named_scheme else [])))
    data |= _filled(cao, ("hourly_wage",)) if asked.cao_wage else {}
    return data | ({"amount": cao.get("amount")} if asked.own_cao_amount else {})


# ---------------------------------------------------------------- travel and costs


def _travel(asked: Relevant, base: str) -> Any:
    found = legs(asked.draft, base)
    bearer = "public_transport" if any(leg.mode == "public_transport" for leg in found) else "own_vehicle"
    wanted = asked.student_product(base)
    data = [_leg(asked, leg, _product(leg, base) if wanted and leg.mode == bearer else None) for leg in found]
    if isinstance(asked.draft.get(base), list):
        return data
    return data[0] if data != [{"mode": "none"}] or base != TRAVEL else None


def _product(leg: Leg, base: str) -> str | None:
    """The travel product of a way of travelling; while nobody said, what has a price waits for it."""
    return student_product(leg.draft, base) or (EMPTY if _has_price(leg) else None)


def _has_price(leg: Leg) -> bool:
    """Whether it is said what a way of travelling costs; what is lacking is told before the travel product is."""
    known = leg.mode == "season_ticket" or leg.get("fare") is not None or leg.get("distance_km") is not None
    return known and (leg.mode != "public_transport" or leg.get("carrier") is not None)


def _leg(asked: Relevant, way: Leg, product: str | None) -> dict[str, Any]:
    leg: Mapping[str, Any] = asked.draft.get(way.path, {})
    mode = leg.get("mode", "none" if way.path.endswith(TRAVEL) else EMPTY)  # one more way that says nothing is begun
    days = [day for day in all_workdays(asked.draft) if day in leg.get("days", [])]
    # A day that is no longer worked is not shown, so it does not count; a leg with only such days is told.
    leg = {**leg, "days": days or leg.get("days")}
    data = {"mode": mode} | ({} if product is None else {"student_product": product})
    if mode == "season_ticket":
        return data | _take(leg, ("amount", "per"))
    if mode == "own_vehicle":
        return data | _take(leg, ("distance_km", "days", "trips"))
    if mode == "public_transport":
        estimate = () if leg.get("fare") is not None else ("distance_km", "region")
        return data | _take(leg, ("carrier", "fare", *estimate, "days", "trips"))
    return data


def _cost(cost: Mapping[str, Any]) -> dict[str, Any]:
    """What the company itself gives has no amount, whoever asks for it."""
    if cost.get("provided"):
        return _filled(cost, ("kind", "required_by", "provided", *_DATES))
    return _take(cost, ("kind", "amount", "per", "required_by")) | _filled(cost, _DATES)


# ---------------------------------------------------------------- pay


def _offer(asked: Relevant) -> dict[str, Any]:
    offer = asked.draft.get("offer", {})
    if asked.wage:
        data = _take(offer, ("employment_contract",)) | _pay(offer, "wage")
        data |= _take(offer, ("holiday_allowance_percent",)) if "wage" in data else {}
    else:
        data = _pay(offer, "allowance")
        data |= _take(offer, ("includes_expenses",)) if "allowance" in data else {}
    repaid = [_repaid(asked.draft.get(f"offer.reimbursements.{place}")) for place in kept_reimbursements(asked)]
    data |= {"reimbursements": repaid} if repaid else {}
    if "own_vehicle" in asked.modes:
        data |= _filled(offer, ("km_rate",))
    return data | _take(offer, ("complete",))


def _pay(offer: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A wage or an allowance; nothing is nothing, whatever it is for."""
    pay = _filled(offer.get(name, {}), ("amount", "per"))
    if name == "wage" and is_nothing(pay.get("amount")):
        pay.setdefault("per", "hour")
    stated = "amount" in pay and ("per" in pay or name == "allowance")
    return {name: pay} if stated else {}


def kept_reimbursements(asked: Relevant) -> list[int]:
    """Which reimbursements count: those that are filled in, of what somebody else may owe."""
    kinds = set(asked.reimbursable())
    items = enumerate(asked.draft.get("offer.reimbursements", []))
    return [n for n, item in items if item["kind"] in kinds and (item.get("full") or "amount" in item)]


def _repaid(item: Mapping[str, Any]) -> dict[str, Any]:
    return _take(item, ("kind", "amount", "per", "full")) | _filled(item, _DATES)


def _assume(asked: Relevant) -> dict[str, Any]:
    given = _filled(asked.draft.get("assume.adult_hourly_minimum", {}), ("amount", "from"))
    if asked.unknown_minimum_from is None or "amount" not in given:
        return {}
    return {"adult_hourly_minimum": {"from": asked.unknown_minimum_from.isoformat(), **given}}


# ---------------------------------------------------------------- changes


def kept_changes(asked: Relevant) -> list[int]:
    """Which changes count, in the order of their days: not those that are only of what is no longer asked."""
    changes = asked.draft.get("changes", [])
    parts = {part for name in PARTS if name not in asked.changing for part in PARTS[name]}
    said = [_said(change) for change in changes]
    kept = [place for place, names in enumerate(said) if not names or names - parts]
    return sorted(kept, key=lambda place: changes[place].get("from", "9"))


def _said(change: Mapping[str, Any]) -> set[str]:
    draft = Draft(dict(change))
    return {part for parts in PARTS.values() for part in parts if draft.get(part) is not None}


def _change(asked: Relevant, place: int) -> dict[str, Any]:
    base, found = f"changes.{place}", Draft()
    parts = [part for name in asked.changing for part in PARTS[name]]
    for part in ("from", *parts):
        if (value := asked.draft.get(f"{base}.{part}")) is not None:
            found.put(part, _travel(asked, f"{base}.{part}") if part == TRAVEL else value)
    return found.placement


#: The lists of which some items do not count, and which do.
KEPT: dict[str, Callable[[Relevant], list[int]]] = {
    "offer.reimbursements": kept_reimbursements,
    "changes": kept_changes,
}


def draft_path(path: str, asked: Relevant) -> str:
    """Where in the draft something stands that counts."""
    for head, kept in KEPT.items():
        if path.startswith(f"{head}."):
            place, dot, rest = path.removeprefix(f"{head}.").partition(".")
            return f"{head}.{kept(asked)[int(place)]}{dot}{rest}"
    return path
