"""The tables that documents share: what is owed line by line and ground by ground, and the calculation by month.

What nobody stated is called so, never nothing; what is an estimate stands in a column of its own.
"""

from __future__ import annotations

from decimal import Decimal

from compensation.calendar import WEEKDAYS
from compensation.papers.blocks import Cell, Table, row
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of, marks_of
from compensation.reading.step import Quantity
from compensation.telling.answer import estimate_from
from compensation.telling.lines import Line, by_rung, cost_lines, pay_lines, total_known
from compensation.telling.rhythm import rate_of
from compensation.texts import euros, number

_Row = tuple[Cell, ...]
_NOTHING = "–"


def rhythm_of(case: Case, line: Line) -> str:
    """How the amount of a line comes: a month, each Saturday, once; empty where it has no rhythm."""
    rate = rate_of(case, line)
    if rate is None:
        return ""
    if rate.per in WEEKDAYS:
        day = case.say(f"weekday.{rate.per}")
        return case.say("rhythm.weekday", amount=euros(rate.amount, case.lang), day=day)
    return case.say(f"rhythm.{rate.per}", amount=euros(rate.amount, case.lang))


def owed_table(case: Case) -> Table:
    """Per line: its ground, what is owed, what is paid, what is missing, the estimate; the last row is the total."""
    totals, first = case.assessment.totals, estimate_from(case)
    names = ["line", "ground", "owed", "paid", "gap"]
    head = [case.say(f"owed.{name}") for name in names]
    told = [(case.word(f"cost.{line.name}"), line) for line in cost_lines(case) if line.owed or line.estimate]
    told += [(case.say(f"owed.{line.name}"), line) for line in pay_lines(case) if line.any or not line.known]
    rows = [_line(case, line, name) for name, line in told]
    paid = case.euros(totals.offered) if case.anything_stated else case.say("owed.not_stated")
    gap = case.euros(totals.gap) if case.anything_stated else ""
    asked = case.say("owed.of_which_open", amount=case.euros(totals.not_stated)) if totals.not_stated else ""
    known = total_known(case)
    owed = case.euros(totals.owed) if known else case.say("months.unknown")
    paid, gap = (paid, gap) if known or not case.anything_stated else (_NOTHING, _NOTHING)
    rows.append(row(case.say("owed.total"), "", Cell(owed, asked), paid, gap))
    widths, right = [24, 28, 20, 16, 16], [False, False, True, True, True]
    if first is not None:
        head.append(case.say("owed.estimate", day=first))
        estimates = [*(line.estimate for _, line in told), totals.estimate]
        rows = [(*cells, Cell(_estimate(case, amount))) for cells, amount in zip(rows, estimates, strict=True)]
        widths, right = [26, 22, 18, 15, 14, 17], [*right, True]
    return Table(head, rows, widths, right, total=True)


def _line(case: Case, line: Line, name: str) -> _Row:
    called = Cell(name, rhythm_of(case, line))
    notes = [marks_of(case, line)]
    if line.provided:
        notes.append(case.say("mark.provided", amount=case.euros(line.provided)))
    paid = Cell(case.euros(line.paid), case.say("owed.all_in") if line.from_all_in else "")
    gap = case.euros(line.short)
    if not line.stated:
        paid, gap = Cell(case.say("owed.not_stated")), ""
    elif not line.known:  # of days of which nothing is known nothing is compared
        paid, gap = Cell(_NOTHING), _NOTHING
    note = "; ".join(filter(None, notes))
    owed = case.euros(line.owed) if line.known else case.say("months.unknown")
    return row(called, ground_of(case, line), Cell(owed, note), paid, gap)


def _estimate(case: Case, amount: Decimal) -> str:
    return case.say("owed.about", amount=case.euros(amount)) if amount else ""


def ground_table(case: Case, heads: str = "by_ground") -> Table | None:
    """What is owed, paid and short by how hard it stands; None where all stands on one ground. `heads`: its words."""
    found = by_rung(case)
    if len(found) < 2:
        return None
    names = ["rung", "owed", *(["paid", "gap"] if case.anything_stated else [])]
    names += [name for name in ("not_stated", "estimate") if any(getattr(amounts, name) for amounts in found.values())]
    fields = {"paid": "paid", "gap": "short"}
    head = [case.say(f"{heads}.{name}") for name in names]
    rows = []
    for rung, amounts in found.items():
        cells = {name: case.euros(getattr(amounts, fields.get(name, name))) for name in names[1:]}
        if case.anything_stated and amounts.not_stated and amounts.not_stated == amounts.owed:
            cells |= {"paid": case.say("owed.not_stated"), "gap": ""}
        rows.append(row(case.rung(rung), *cells.values()))
    return Table(head, rows, (36, *(18,) * (len(names) - 1)), (False, *(True,) * (len(names) - 1)), small=True)


# ---------------------------------------------------------------- by month


def month_table(case: Case) -> Table:
    """The ledger: one row for each part of time in which no rule changes."""
    entries = case.assessment.ledger
    columns = _wage_months(case) if case.earns else _allowance_months(case)
    if any(entry.estimate for entry in entries):
        columns["estimate"] = [_estimate(case, entry.estimate) for entry in entries]
    head = [case.say(f"months.{name}") for name in ("period", *columns)]
    rows = [row(case.period(entry), *cells) for entry, *cells in zip(entries, *columns.values(), strict=True)]
    widths = (32, *({"days": 11, "hours": 11, "age": 15}.get(name, 18) for name in columns))
    return Table(head, rows, widths, (False, *(True,) * len(columns)), small=True)


def _wage_months(case: Case) -> dict[str, list[str]]:
    entries = case.assessment.ledger
    columns: dict[str, list[str]] = {
        "hours": [number(entry.contract_hours or 0, case.lang) for entry in entries],
        "age": [str(entry.age) for entry in entries],
        "hourly": [_or_unknown(case, entry.hourly_minimum) for entry in entries],
        "due": [_or_unknown(case, entry.wage_due) for entry in entries],
    }
    if case.pay_stated:
        columns["paid"] = [case.euros(entry.wage_offered or Decimal(0)) for entry in entries]
        columns["short"] = [_or_unknown(case, entry.wage_shortfall) for entry in entries]
    return columns


def _allowance_months(case: Case) -> dict[str, list[str]]:
    entries = case.assessment.ledger
    columns = {"days": [str(entry.presence_days) for entry in entries]}
    if case.assessment.line("travel"):
        columns["travel"] = travel_by_month(case)
    if any(entry.expenses for entry in entries):
        columns["expenses"] = [case.euros(entry.expenses) for entry in entries]
    columns["norm"] = [_or_unknown(case, entry.allowance_norm) for entry in entries]
    if case.pay_stated:
        columns["offered"] = [case.euros(entry.allowance_offered or Decimal(0)) for entry in entries]
    return columns


def travel_by_month(case: Case) -> list[str]:
    """The travel costs of each entry; an estimate stands in its own column, and here as not known."""
    entries = case.assessment.ledger
    return [case.say("months.unknown") if e.estimate and not e.travel else case.euros(e.travel) for e in entries]


def _or_unknown(case: Case, amount: Decimal | None) -> str:
    return case.say("months.unknown") if amount is None else case.euros(amount)


def monthly_table(case: Case) -> Table | None:
    """The least fixed wage a month, by the days on which it must rise; None where there is none."""
    wage = case.assessment.wage
    if wage is None or not wage.monthly:
        return None
    some_estimate = not all(month.known for month in wage.monthly)
    rows = [
        row(
            case.say("plain_day", day=month.from_),
            case.say("plain_day", day=month.to),
            case.euros(month.hourly_minimum),
            number(month.hours_a_month, case.lang),
            Cell(case.euros(month.amount), "" if month.known else case.say("mark.estimate")),
        )
        for month in wage.monthly
    ]
    head = [case.say(f"wage_table.{name}") for name in ("from", "to", "hourly", "hours", "month")]
    return Table(head, rows, (30, 30, 20, 18, 26 if some_estimate else 22), (False, False, True, True, True))


# ---------------------------------------------------------------- how it was calculated


_IN_A_TABLE = ("line", "line_not_stated", "line_protective", "line_not_owed", "travel_total", "expenses_total")


def examples(case: Case) -> list[str]:
    """One sentence of every kind of calculation: the first of its kind that comes to something; every hourly minimum,
    because each counts.

    What only repeats a row of the tables above it is left out.
    """
    told: dict[tuple[str, str], str] = {}
    empty: set[tuple[str, str]] = set()
    for part in case.explained:
        if part.section not in ("travel", "expenses", "allowance", "wage") or part.step.id.endswith(_IN_A_TABLE):
            continue
        quantities = part.step.quantities
        kind = quantities.get("kind")
        # A reader needs each new hourly minimum and each shortage: another amount, not the same sum in another month.
        short = {"due", "offered"} <= quantities.keys() and "percent" not in quantities and _some(part.step.result)
        own = part.text if part.section == "wage" and ("to" not in quantities or short) else ""
        if (days := quantities.get("days")) is not None and _nothing(days):
            continue  # no day, no sum
        key = (part.step.id, f"{kind.value if kind else ''}{own}")
        nothing = _nothing(part.step.result)
        if key not in told or (key in empty and not nothing):
            told[key] = part.text
            (empty.add if nothing else empty.discard)(key)
    return list(told.values())


def _nothing(result: Quantity | None) -> bool:
    return result is not None and str(result.value) in ("0", "0.00")


def _some(result: Quantity | None) -> bool:
    return result is not None and Decimal(str(result.value)) > 0
