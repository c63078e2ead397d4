"""The pay that two parties agree, and how it is written into a placement: as its offer and as later changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from compensation.placement import Placement
from compensation.placement.kinds import MOST_CHANGES

PayName = Literal["allowance", "wage"]
#: More changes of pay than this cannot be written.
MOST_RISES = MOST_CHANGES
_PERCENT = "holiday_allowance_percent"


@dataclass(frozen=True)
class Pay:
    """What is paid from a day on, for each `per`. `known` is False where the law of those days is not known yet."""

    from_: date
    amount: Decimal
    per: str = "month"
    known: bool = True


@dataclass(frozen=True)
class Terms:
    """What is agreed: the pay from the first day on, by the days on which it changes.

    `repaid`: kinds of cost of which nobody said who pays them, and that are paid back in full. `apart`: costs come on
    top of the pay, so that an all-in sum is one no more. `holiday`: a lower percentage of holiday allowance than this
    is promised no longer, so that the one of the law holds.
    """

    pay: tuple[Pay, ...]
    repaid: tuple[str, ...] = ()
    apart: bool = False
    holiday: Decimal | None = None


def pay_name(route: object) -> PayName:
    """bbl and dual earn a wage, the others get an allowance.

    >>> pay_name("bbl"), pay_name("hbo")
    ('wage', 'allowance')
    """
    return "wage" if str(route) in ("bbl", "dual") else "allowance"


def written(data: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    """A placement as plain data, or a draft of one, with these terms as its offer; everything else in it stays.

    >>> new = written({"route": "bol"}, Terms((Pay(date(2026, 2, 2), Decimal(320)),)))
    >>> new["offer"]
    {'allowance': {'amount': '320', 'per': 'month'}}
    """
    new = deepcopy(dict(data))
    name, offer = pay_name(new.get("route")), dict(new.get("offer") or {})
    offer[name] = _amount(terms.pay[0])
    if terms.apart:
        offer.pop("includes_expenses", None)
    changes = _changes(new.pop("changes", []), name, terms.pay[1:], terms.holiday)
    offer = _without_less(offer, terms.holiday)
    return repaid_in({**new, "offer": offer, **({"changes": changes} if changes else {})}, terms.repaid)


def repaid_in(data: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """A placement in which these kinds of cost are paid back in full."""
    if not kinds:
        return dict(data)
    offer = dict(data.get("offer") or {})
    others = [item for item in offer.get("reimbursements", []) if item.get("kind") not in kinds]
    return {**data, "offer": {**offer, "reimbursements": [*others, *({"kind": one, "full": True} for one in kinds)]}}


def _amount(pay: Pay) -> dict[str, str]:
    return {"amount": str(pay.amount), "per": pay.per}


def _changes(
    changes: Sequence[Mapping[str, Any]], name: PayName, rises: Iterable[Pay], holiday: Decimal | None
) -> list[dict[str, Any]]:
    """The changes with this pay in the place of the pay that they said; a change that said nothing else goes."""
    kept = [without for change in changes if (without := _without(change, name, holiday)).keys() != {"from"}]
    for pay in rises:
        day = pay.from_.isoformat()
        there = next((change for change in kept if change.get("from") == day), None)
        if there is None:
            kept.append(there := {"from": day})
        there["offer"] = {**there.get("offer", {}), name: _amount(pay)}
    return sorted(kept, key=lambda change: change.get("from") or "9")


def _without_less(offer: Mapping[str, Any], least: Decimal | None) -> dict[str, Any]:
    """An offer without a percentage of holiday allowance that is lower than the least."""
    said = offer.get(_PERCENT)
    if least is None or said in (None, "") or Decimal(str(said)) >= least:
        return dict(offer)
    return {part: value for part, value in offer.items() if part != _PERCENT}


def _without(change: Mapping[str, Any], name: PayName, holiday: Decimal | None) -> dict[str, Any]:
    offer = {part: value for part, value in _without_less(change.get("offer") or {}, holiday).items() if part != name}
    rest = {part: deepcopy(value) for part, value in change.items() if part != "offer"}
    return {**rest, "offer": offer} if offer else rest


def data_of(placement: Placement) -> dict[str, Any]:
    """A placement as plain data, what nobody said left out."""
    return placement.model_dump(mode="json", by_alias=True, exclude_unset=True)
