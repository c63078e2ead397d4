"""What the two have chosen, in words and tables, exactly as the placement's `offer` says it.

No norm stands in for it: what nobody chose is a line to fill in. Beside a wage stands the least that it must be, by the
days on which that rises.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from compensation.papers.blocks import Cell, Table, row
from compensation.papers.case import BLANK, Case
from compensation.papers.tables import travel_by_month
from compensation.placement.parts import Cost, OfferedAllowance, OfferedWage, Reimbursement, Travel
from compensation.telling.lines import Line, cost_lines
from compensation.texts import number

# ---------------------------------------------------------------- allowance


def allowance_sentences(case: Case) -> Iterator[str]:
    """The allowance that was chosen, each amount from the day on which it holds; a blank where none was."""
    offer, stated = case.placement.offer, case.pay_stated
    if offer.allowance is None and stated and not _changed(case, "offer.allowance"):
        yield case.say("agreement.no_allowance")
        return
    yield _allowance(case, offer.allowance)
    for day, allowance in _changed(case, "offer.allowance"):
        yield case.say("agreement.from", day=day, amount=case.euros(allowance.amount), per=_per(case, allowance.per))
    pay = case.assessment.allowance
    if pay is not None and pay.offered:
        yield case.say("agreement.allowance_total", amount=case.euros(pay.offered))


def _allowance(case: Case, allowance: OfferedAllowance | None) -> str:
    if allowance is None:
        return case.say(f"agreement.allowance_blank{'_taster' if case.is_taster else ''}", blank=BLANK)
    if not allowance.amount:
        return case.say("agreement.no_allowance")
    key = "all_in" if case.placement.offer.includes_expenses else "allowance"
    return case.say(f"agreement.{key}_per", amount=case.euros(allowance.amount), per=_per(case, allowance.per))


def _per(case: Case, per: str) -> str:
    return case.say(f"agreement.per.{per}")


def _changed(case: Case, field: str) -> list[tuple[date, OfferedAllowance]]:
    """The days on which a field changes, with what it becomes."""
    name = field.rpartition(".")[2]
    return [(change.from_, getattr(change.offer, name)) for change in case.placement.changes if change.says(field)]


def months(case: Case) -> Table | None:
    """What the chosen allowance and the costs come to in each part of time; None where no allowance was chosen."""
    ledger, pay = case.assessment.ledger, case.assessment.allowance
    if pay is None or not pay.offered:
        return None
    columns = {"agreed": [case.euros(entry.allowance_offered or Decimal(0)) for entry in ledger]}
    # In one sum for everything the costs are in that sum: beside it they would look like more.
    all_in = case.placement.offer.includes_expenses
    if case.assessment.line("travel") and not all_in:
        columns["travel"] = travel_by_month(case)
    if any(entry.expenses for entry in ledger) and not all_in:
        columns["expenses"] = [case.euros(entry.expenses) for entry in ledger]
    head = [case.say(f"months.{name}") for name in ("period", *columns)]
    rows = [row(case.period(entry), *cells) for entry, *cells in zip(ledger, *columns.values(), strict=True)]
    return Table(head, rows, (40, *(20,) * len(columns)), (False, *(True,) * len(columns)), small=True)


# ---------------------------------------------------------------- wage


def wage_table(case: Case) -> Table | None:
    """The wage that was chosen beside the least that it must be, stretch by stretch; None where no minimum is known."""
    wage = case.assessment.wage
    if wage is None or not wage.monthly:
        return None
    rows = []
    for least in wage.monthly:
        estimate = "" if least.known else case.say("mark.estimate")
        for first, last in _stretches(case, least.from_, least.to):
            rows.append(
                row(
                    case.say("plain_day", day=first),
                    case.say("plain_day", day=last),
                    _wage_on(case, first),
                    Cell(case.euros(least.amount), estimate),
                    case.euros(least.hourly_minimum),
                )
            )
    head = [case.say(f"wage_table.{name}") for name in ("from", "to", "agreed", "month", "hourly")]
    return Table(head, rows, (22, 22, 24, 18, 14), (False, False, True, True, True), small=True)


def _stretches(case: Case, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days of one minimum, cut where the chosen wage changes."""
    cuts = [change.from_ for change in case.placement.changes if change.says("offer.wage")]
    begins = [first, *(day for day in cuts if first < day <= last)]
    ends = [*(day - timedelta(days=1) for day in begins[1:]), last]
    return zip(begins, ends, strict=True)


def _wage_on(case: Case, day: date) -> str:
    """The wage that was chosen for a day; a blank where none was."""
    before = [change.from_ for change in case.placement.changes if change.from_ <= day]
    wage: OfferedWage | None = case.placement.last_named("offer.wage", len(before))[1]
    if wage is None:
        return BLANK
    return f"{case.euros(wage.amount)} {_per(case, wage.per)}"


# ---------------------------------------------------------------- costs


def cost_table(case: Case) -> Table:
    """Every cost of the placement and what was chosen for it."""
    rows = [row(_name(case, line), _how(case, line)) for line in cost_lines(case)]
    return Table([case.say("costs.kind"), case.say("costs.how")], rows, (30, 70), (False, False), small=True)


def _name(case: Case, line: Line) -> Cell:
    costs = [cost for cost in case.placement.costs if cost.kind == line.name and not cost.provided]
    return Cell(case.word(f"cost.{line.name}"), "; ".join(filter(None, (_price(case, cost) for cost in costs))))


def _price(case: Case, cost: Cost) -> str:
    return "" if cost.amount is None else case.say(f"costs.{cost.per}", amount=case.euros(cost.amount))


def _how(case: Case, line: Line) -> str:
    """How one kind of cost is dealt with: what is chosen, or a line to fill in."""
    costs = [cost for cost in case.placement.costs if cost.kind == line.name]
    backs = [back for back in case.placement.offer.reimbursements if back.kind == line.name]
    if line.ground.force == "law":
        return case.say("costs.free")
    if costs and all(cost.provided for cost in costs):
        return case.say("costs.provided")
    if backs:
        return "; ".join(_back(case, back) for back in backs)
    if line.name == "travel" and (rate := case.placement.offer.km_rate) is not None:
        return _own_vehicle(case, [rate]) if rate else case.say("costs.not_paid")
    if not (line.owed or line.estimate):
        others = dict.fromkeys(cost.required_by for cost in costs)
        return "; ".join(case.say(f"costs.{by}") for by in others) if others else case.say("costs.none")
    if not line.stated:
        return case.say("costs.open", blank=BLANK)
    return case.say("costs.all_in" if case.placement.offer.includes_expenses and not case.earns else "costs.not_paid")


def _back(case: Case, back: Reimbursement) -> str:
    """One reimbursement, with its days where it holds for a part of the time."""
    if back.full:
        told = _full_travel(case) if back.kind == "travel" else case.say("costs.real")
    elif back.amount:
        told = case.say("costs.part", amount=case.say(f"costs.{back.per}", amount=case.euros(back.amount)))
    else:
        told = case.say("costs.not_paid")
    if back.from_ is None and back.to is None:
        return told
    p = case.placement
    return f"{told} ({case.say('agreement.period', start=back.from_ or p.start, end=back.to or p.end)})"


def _full_travel(case: Case) -> str:
    return "; ".join(dict.fromkeys(_leg(case, leg) for leg in case.placement.legs if leg.mode != "none"))


def _leg(case: Case, leg: Travel) -> str:
    if leg.mode == "season_ticket":
        return case.say("costs.season_ticket")
    if leg.mode != "own_vehicle":
        return case.say("costs.public_transport" if leg.student_product == "none" else "costs.public_transport_product")
    versions = (case.version_on("km_rate", entry.from_) for entry in case.assessment.ledger)
    return _own_vehicle(case, [v.value for v in versions if v is not None and v.value is not None])


def _own_vehicle(case: Case, rates: list[Decimal]) -> str:
    """A rate a kilometre, of which there may be another later."""
    distance = next((leg.distance_km for leg in case.placement.legs if leg.distance_km is not None), None)
    each = list(dict.fromkeys(rates))
    if not each or distance is None:
        return case.say("costs.real")
    key = "costs.own_vehicle" if len(each) == 1 else "costs.own_vehicle_rates"
    return case.say(key, rate=case.euros(each[0]), km=number(distance, case.lang))
