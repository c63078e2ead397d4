"""The placement that counts: every answer of the draft that was asked for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compensation.rulebook import RuleBook
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.state import Draft

#: Asked of everyone, and needed for a first answer.
BASIC = ("route", "start", "end", "hours_per_week", "workdays")


def placement_data(draft: Draft, book: RuleBook) -> dict[str, Any]:
    """The contract's placement of a draft: every answer that was asked for, and nothing else."""
    asked = Relevant(draft, book)
    data = _take(draft.placement, ("id", *BASIC, "sector"))
    if asked.wage:
        data |= _take(draft.placement, ("birth_date",))
    if asked.allowance:
        data |= _take(draft.placement, ("kind", "placement_test"))
    names = ("compulsory", "study_year", "norm")
    data |= _take(draft.placement, [name for name in names if getattr(asked, name)])
    if data.get("norm") == "own":
        data["own_norm"] = draft.get("own_norm", {})
    if asked.presence:
        data |= _take(draft.placement, ("public_holidays", "closed"))
    parts = {"cao": _cao(asked), "travel": _travel(asked), "costs": _costs(draft), "offer": _offer(asked)}
    return data | {name: part for name, part in parts.items() if part}


def _take(node: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: node[name] for name in names if node.get(name) not in (None, [], {})}


def _cao(asked: Relevant) -> dict[str, Any]:
    if not asked.cao:
        return {}
    if asked.draft.get("cao.status") != "applies":
        return _take(asked.draft.get("cao", {}), ("status",))
    return _take(asked.draft.get("cao", {}), ("status", "scheme")) | (
        {"amount": asked.draft.get("cao.amount")} if asked.own_cao_amount else {}
    )


def _travel(asked: Relevant) -> dict[str, Any]:
    if asked.mode == "none":
        return {}
    names = ["mode", *(name for name in ("region", "student_product") if getattr(asked, name))]
    if asked.distance:
        names.append("distance_km")
    if asked.mode == "public_transport":
        names += ["carrier", "fare"]
    return _take(asked.draft.get("travel", {}), names)


def _costs(draft: Draft) -> list[dict[str, Any]]:
    return [_cost(cost) for cost in draft.get("costs", [])]


def _cost(cost: Mapping[str, Any]) -> dict[str, Any]:
    """What the company itself gives has no amount."""
    names = ("kind", "required_by", "provided") if cost.get("provided") else ("kind", "amount", "per", "required_by")
    return _take(cost, names)


def _offer(asked: Relevant) -> dict[str, Any]:
    offer = asked.draft.get("offer", {})
    if asked.wage:
        data = _take(offer, ("employment_contract",))
        if (wage := offer.get("wage", {})).get("amount") is not None:
            data |= {"wage": {"per": "hour", **wage}} | _take(offer, ("holiday_allowance_percent",))
    else:
        data = _take(offer, ("allowance",))
        if "allowance" in data:
            data |= _take(offer, ("includes_expenses",))
    kinds = list(asked.reimbursable())
    repaid = [item for item in offer.get("reimbursements", []) if item["kind"] in kinds]
    if repaid:
        data["reimbursements"] = repaid
    if asked.mode == "own_vehicle":
        data |= _take(offer, ("km_rate",))
    return data
