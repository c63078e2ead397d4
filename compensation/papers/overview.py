"""The employer's own page: what the placement costs, on what ground each part stands, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator

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
from compensation.papers.grounds import (
    basis_name,
    ground_of_allowance,
    ground_of_line,
    ground_of_wage,
    marks,
    marks_of_allowance,
    marks_of_line,
    marks_of_wage,
)


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
    notes = []
    if a.allowance and a.allowance.norm:
        full = case.euros(a.allowance.full_month)
        notes.append(case.say("overview.full_month", amount=full, basis=basis_name(case)))
    if a.employer_cost.subsidy_indication is not None:
        notes.append(case.say("overview.subsidy", amount=case.euros(a.employer_cost.subsidy_indication)))
    if a.allowance and a.employer_cost.allowance:
        notes.append(case.say("overview.tax"))
    if any(case.steps("cost.levy_unknown")):
        notes.append(case.say("overview.levy_unknown"))
    if notes:
        yield Bullets([Item(note) for note in notes])


def _rows(case: Case) -> Iterator[tuple[Cell, ...]]:
    a, cost = case.assessment, case.assessment.employer_cost
    for line in a.expenses:
        if line.owed:
            amount = Cell(case.euros(line.owed), marks_of_line(case, line))
            yield row(case.word(f"cost.{line.kind}"), ground_of_line(case, line), amount)
    if cost.allowance is not None:
        amount = Cell(case.euros(cost.allowance), marks_of_allowance(case))
        yield row(case.say("owed.allowance"), ground_of_allowance(case), amount)
    if cost.wage is not None:
        yield row(case.say("owed.wage"), ground_of_wage(case), Cell(case.euros(cost.wage), marks_of_wage(case)))
    if cost.holiday_allowance is not None:
        yield row(case.say("owed.holiday_allowance"), ground_of_wage(case), case.euros(cost.holiday_allowance))
    note = "; ".join(marks(case, "cost.levy"))
    yield row(case.say("overview.levy"), case.word("force.law"), Cell(case.euros(cost.health_levy), note))


def _to_look_at(case: Case) -> Iterator[Block]:
    a = case.assessment
    yield Heading(case.say("overview.check"))
    if case.earns and not case.wage_given:
        yield Paragraph(case.say("overview.wage_not_given", owed=case.euros(a.totals.owed)))
    elif _offers(case):
        amounts = {name: case.euros(getattr(a.totals, name)) for name in ("owed", "offered", "gap")}
        yield Paragraph(case.say("overview.offer" if a.totals.gap else "overview.offer_enough", **amounts))
    else:
        yield Paragraph(case.say("overview.no_offer", owed=case.euros(a.totals.owed)))
    rows = []
    for finding in a.findings:
        if _worth_a_look(case, finding):
            amount = "" if finding.amount is None else case.euros(finding.amount)
            missing = finding.id == "employment_contract" and finding.status == "below"
            told = case.say("overview.missing") if missing else case.word(f"status.{finding.status}")
            answer = Cell(told, amount)
            name = case.say(f"overview.finding.{finding.id}")
            rows.append(row(name, case.word(f"force.{finding.force}"), answer))
    if rows:
        head = [case.say(f"overview.head.{name}") for name in ("question", "ground", "answer")]
        yield Table(head, rows, (46, 26, 28), (False, False, True), small=True)
    yield Paragraph(case.say("overview.grounds"), small=True)
    yield Paragraph(case.say("overview.information", day=case.on, version=a.receipt.version), small=True)


def _offers(case: Case) -> bool:
    """Whether anything was filled in about what is paid."""
    offer = case.placement.offer
    return bool(offer.allowance or offer.wage or offer.reimbursements or offer.km_rate is not None)


def _worth_a_look(case: Case, finding: FindingResult) -> bool:
    """Not what is fine, and not what only says that a question was left open."""
    if finding.id == "genuine_placement":
        return finding.status == "doubtful"
    if finding.status == "below":
        return _offers(case) or finding.id == "employment_contract"
    return finding.status not in ("meets", "not_applicable")
