"""The employer's own page: what the placement costs, on what ground each part stands, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.assessment import FindingResult
from compensation.papers.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Fields,
    Heading,
    Item,
    Paragraph,
    Table,
    row,
)
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of, marks_of
from compensation.telling.certainty import SOUND
from compensation.telling.grounds import basis_name
from compensation.telling.lines import Line, cost_lines, pay_lines
from compensation.telling.notes import said
from compensation.telling.verdicts import told


def overview(case: Case) -> Document:
    """One page for the employer."""
    blocks = [*_placement(case), *_cost(case), *_to_look_at(case)]
    return Document(case.lang, case.say("overview.title"), case.say("footer"), case.say("page"), blocks)


def _placement(case: Case) -> Iterator[Block]:
    p, d = case.placement, case.details
    yield Heading(case.say("overview.title"), 1)
    rows = [(case.say("field.student"), d.student)] if d.student else []
    rows += [
        (case.say("field.route"), case.say(f"route.{p.route.value}")),
        (case.say("field.period"), case.say("agreement.period", start=p.start, end=p.end)),
        (case.say("field.days"), case.say("overview.days", days=case.workdays, hours=p.weekly_hours)),
    ]
    yield Fields(rows)


def _cost(case: Case) -> Iterator[Block]:
    a = case.assessment
    yield Paragraph(case.say("overview.what"))
    head = [case.say(f"overview.head.{name}") for name in ("part", "ground", "amount")]
    total = row(case.say("overview.total"), "", case.euros(a.employer_cost.total))
    rows = [*_rows(case), total]
    yield Table(head, rows, (30, 44, 26), (False, False, True), total=True)
    notes = list(_full_month(case)) + said(case, "overview", case.lang, "cost")
    if notes:
        yield Bullets([Item(note) for note in notes])


def _full_month(case: Case) -> Iterator[str]:
    pay = case.assessment.allowance
    if pay is not None and pay.norm:
        basis = basis_name(case, case.lang)
        yield case.say("overview.full_month", amount=case.euros(pay.full_month), basis=basis)


def _rows(case: Case) -> Iterator[tuple[Cell, ...]]:
    cost = case.assessment.employer_cost
    for line in cost_lines(case):
        if line.owed:
            yield _row(case, line, case.word(f"cost.{line.name}"), line.owed)
    for line in pay_lines(case):
        if (amount := getattr(cost, line.name)) is not None:
            yield _row(case, line, case.say(f"owed.{line.name}"), amount)
    levy = {ref.mark for step in case.steps("cost") for ref in step.rules if ref.id == "employer_health_levy"}
    note = "; ".join(case.word(f"mark.{mark}") for mark in sorted(levy - set(SOUND)))
    yield row(case.say("overview.levy"), case.word("force.law"), Cell(case.euros(cost.health_levy), note))


def _row(case: Case, line: Line, name: str, amount: Decimal) -> tuple[Cell, ...]:
    return row(name, ground_of(case, line), Cell(case.euros(amount), marks_of(case, line)))


def _to_look_at(case: Case) -> Iterator[Block]:
    a = case.assessment
    yield Heading(case.say("overview.check"))
    if case.earns and not case.pay_stated:
        yield Paragraph(case.say("overview.wage_not_given", owed=case.euros(a.totals.owed)))
    elif case.anything_stated:
        amounts = {name: case.euros(getattr(a.totals, name)) for name in ("owed", "offered", "gap")}
        yield Paragraph(case.say("overview.offer" if a.totals.gap else "overview.offer_enough", **amounts))
    else:
        yield Paragraph(case.say("overview.no_offer", owed=case.euros(a.totals.owed)))
    rows = [_to_check(case, finding) for finding in told(case) if finding.status != "meets"]
    if rows:
        head = [case.say(f"overview.head.{name}") for name in ("question", "ground", "answer")]
        yield Table(head, rows, (46, 26, 28), (False, False, True), small=True)
    yield Paragraph(case.say("overview.grounds"), small=True)
    yield Paragraph(case.say("overview.information", day=case.on, version=a.receipt.version), small=True)


def _to_check(case: Case, finding: FindingResult) -> tuple[Cell, ...]:
    amount = "" if finding.amount is None else case.euros(finding.amount)
    missing = finding.status == "below" and finding.amount is None
    answer = Cell(case.say("overview.missing") if missing else case.word(f"status.{finding.status}"), amount)
    return row(case.say(f"overview.finding.{finding.id}"), case.word(f"force.{finding.force}"), answer)
