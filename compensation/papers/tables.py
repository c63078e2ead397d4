"""The tables that documents share: what is owed line by line, and the calculation by month."""

from __future__ import annotations

from decimal import Decimal

from compensation.assessment import LedgerEntry
from compensation.papers.blocks import Cell, Table, row
from compensation.papers.case import Case
from compensation.papers.grounds import (
    ground_of_allowance,
    ground_of_line,
    ground_of_wage,
    marks_of_allowance,
    marks_of_line,
    marks_of_wage,
)
from compensation.texts import number

_Row = tuple[Cell, ...]


def owed_table(case: Case) -> Table:
    """Per line: on what ground, what is owed, what is paid, what is missing; the last row is the total."""
    a = case.assessment
    head = [case.say(f"owed.{name}") for name in ("line", "ground", "owed", "paid", "gap")]
    rows = [*_expense_rows(case), *(_wage_rows(case) if case.earns else _allowance_rows(case))]
    paid, gap = case.euros(a.totals.offered), case.euros(a.totals.gap)
    if case.earns and not case.wage_given:
        paid = gap = case.say("owed.not_given")
    rows.append(row(case.say("owed.total"), "", case.euros(a.totals.owed), paid, gap))
    return Table(head, rows, (26, 28, 20, 16, 16), (False, False, True, True, True), total=True)


def _expense_rows(case: Case) -> list[_Row]:
    a = case.assessment
    rows = []
    for line in a.expenses:
        if not line.owed:
            continue
        note = marks_of_line(case, line)
        if line.provided:
            note = "; ".join(filter(None, (note, case.say("mark.provided", amount=case.euros(line.provided)))))
        amounts = (Cell(case.euros(line.owed), note), case.euros(line.reimbursed), case.euros(line.gap))
        rows.append(row(case.word(f"cost.{line.kind}"), ground_of_line(case, line), *amounts))
    if a.expenses_total.from_all_in:
        rows.append(row(case.say("owed.all_in"), "", "", case.euros(a.expenses_total.from_all_in), ""))
    return rows


def _allowance_rows(case: Case) -> list[_Row]:
    pay = case.assessment.allowance
    if pay is None:
        return []
    owed = Cell(case.euros(pay.norm), marks_of_allowance(case))
    ground = Cell(ground_of_allowance(case))
    if pay.entitlement is not None and pay.force == "pact":
        force = case.say(f"ground.{pay.entitlement_force}", name=case.scheme_name or case.say("ground.own_cao"))
        ground = Cell(ground.text, case.say("ground.part", amount=case.euros(pay.entitlement), ground=force))
    return [row(case.say("owed.allowance"), ground, owed, case.euros(pay.effective), case.euros(pay.gap))]


def _wage_rows(case: Case) -> list[_Row]:
    wage = case.assessment.wage
    if wage is None:
        return []
    ground, note = ground_of_wage(case), marks_of_wage(case)
    rows = []
    for name, due, offered, short in (
        ("wage", wage.due, wage.offered, wage.shortfall),
        (
            "holiday_allowance",
            wage.holiday_allowance_due,
            wage.holiday_allowance_offered,
            wage.holiday_allowance_shortfall,
        ),
    ):
        paid, gap = case.euros(offered), case.euros(short)
        if not case.wage_given:
            paid = gap = case.say("owed.not_given")
        rows.append(row(case.say(f"owed.{name}"), ground, Cell(case.euros(due), note), paid, gap))
    return rows


# ---------------------------------------------------------------- by month


def month_table(case: Case) -> Table:
    """The ledger: one row for each part of time in which no rule changes."""
    return _wage_months(case) if case.earns else _allowance_months(case)


def _wage_months(case: Case) -> Table:
    names = ("period", "hours", "age", "hourly", "due", "paid", "short")
    rows = [
        row(
            case.period(entry),
            _hours(case, entry),
            str(entry.age),
            _or_unknown(case, entry.hourly_minimum),
            _or_unknown(case, entry.wage_due),
            case.euros(entry.wage_offered or Decimal(0)) if case.wage_given else case.say("owed.not_given"),
            _or_unknown(case, entry.wage_shortfall) if case.wage_given else "",
        )
        for entry in case.assessment.ledger
    ]
    head = [case.say(f"months.{name}") for name in names]
    return Table(head, rows, (32, 12, 14, 16, 17, 17, 16), (False, *(True,) * 6), small=True)


def _allowance_months(case: Case) -> Table:
    entries = case.assessment.ledger
    columns = {
        "days": [str(entry.presence_days) for entry in entries],
        "travel": travel_by_month(case),
        "expenses": [case.euros(entry.expenses) for entry in entries],
        "norm": [case.euros(entry.allowance_norm or Decimal(0)) for entry in entries],
        "offered": [case.euros(entry.allowance_offered or Decimal(0)) for entry in entries],
    }
    if not case.assessment.line("travel"):
        del columns["travel"]
    if not any(entry.expenses for entry in entries):
        del columns["expenses"]
    head = [case.say(f"months.{name}") for name in ("period", *columns)]
    rows = [row(case.period(entry), *cells) for entry, *cells in zip(entries, *columns.values(), strict=True)]
    widths = (34, *(10 if name == "days" else 18 for name in columns))
    return Table(head, rows, widths, (False, *(True,) * len(columns)), small=True)


def travel_by_month(case: Case) -> list[str]:
    """The travel costs of each entry; what is not known is said, never shown as nothing."""
    unknown = {str(step.quantities["from"].value) for step in case.steps("travel.travel_unknown")}
    return [
        case.say("months.unknown") if entry.from_.isoformat() in unknown else case.euros(entry.travel)
        for entry in case.assessment.ledger
    ]


def _hours(case: Case, entry: LedgerEntry) -> str:
    return number(entry.contract_hours or 0, case.lang)


def _or_unknown(case: Case, amount: Decimal | None) -> str:
    return case.say("months.unknown") if amount is None else case.euros(amount)


# ---------------------------------------------------------------- how it was calculated


def examples(case: Case) -> list[str]:
    """One sentence of every kind of calculation: the first of its kind; every hourly minimum, because each counts."""
    told: dict[tuple[str, str], str] = {}
    for part in case.explained:
        if part.section not in ("travel", "expenses", "allowance", "wage"):
            continue
        kind = part.step.quantities.get("kind")
        # A reader needs each of these: they say a new amount, not the same sum in another month.
        own = part.text if part.step.id in ("wage.hourly_minimum", "wage.wage_short") else ""
        told.setdefault((part.step.id, f"{kind.value if kind else ''}{own}"), part.text)
    return list(told.values())
