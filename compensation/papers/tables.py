"""The tables that documents share: what is owed line by line, and the calculation by month."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.assessment import LedgerEntry
from compensation.papers.blocks import Cell, Table, row
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of, ground_words, marks_of
from compensation.telling.lines import Line, all_in, cost_lines, pay_lines, travel_unknown
from compensation.texts import number

_Row = tuple[Cell, ...]


def owed_table(case: Case) -> Table:
    """Per line: on what ground, what is owed, what is paid, what is missing; the last row is the total."""
    totals, pay = case.assessment.totals, pay_lines(case)
    head = [case.say(f"owed.{name}") for name in ("line", "ground", "owed", "paid", "gap")]
    rows = [*_cost_rows(case), *(_row(case, line, case.say(f"owed.{line.name}")) for line in pay)]
    paid, gap = case.euros(totals.offered), case.euros(totals.gap)
    if not all(line.stated for line in pay):
        paid = gap = case.say("owed.not_given")
    rows.append(row(case.say("owed.total"), "", case.euros(totals.owed), paid, gap))
    return Table(head, rows, (26, 28, 20, 16, 16), (False, False, True, True, True), total=True)


def _cost_rows(case: Case) -> Iterator[_Row]:
    for line in cost_lines(case):
        if line.owed:
            yield _row(case, line, case.word(f"cost.{line.name}"))
    if (paid := all_in(case)) is not None:
        yield row(case.say("owed.all_in"), "", "", case.euros(paid.taken), "")


def _row(case: Case, line: Line, name: str) -> _Row:
    provided = case.say("mark.provided", amount=case.euros(line.provided)) if line.provided else ""
    note = "; ".join(filter(None, (marks_of(case, line), provided)))
    paid, gap = case.euros(line.paid), case.euros(line.short)
    if not line.stated:
        paid = gap = case.say("owed.not_given")
    return row(name, _ground(case, line), Cell(case.euros(line.owed), note), paid, gap)


def _ground(case: Case, line: Line) -> Cell:
    if line.part is None:
        return Cell(ground_of(case, line))
    part = {"amount": case.euros(line.part.amount), "ground": ground_words(case, line.part.ground)}
    return Cell(ground_of(case, line), case.say("ground.part", **part))


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
            case.euros(entry.wage_offered or Decimal(0)) if case.pay_stated else case.say("owed.not_given"),
            _or_unknown(case, entry.wage_shortfall) if case.pay_stated else "",
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
    entries, unknown = case.assessment.ledger, travel_unknown(case)
    return [case.say("months.unknown") if e.from_ in unknown else case.euros(e.travel) for e in entries]


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
        quantities = part.step.quantities
        kind = quantities.get("kind")
        # A reader needs each new hourly minimum and each shortage: another amount, not the same sum in another month.
        own = part.text if part.section == "wage" and ("to" not in quantities or "due" in quantities) else ""
        told.setdefault((part.step.id, f"{kind.value if kind else ''}{own}"), part.text)
    return list(told.values())
