"""The employer's own page: what the placement costs, on what ground each part stands, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compensation.papers.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Fields,
    Heading,
    Item,
    Paragraph,
    Part,
    Table,
    row,
)
from compensation.papers.case import Case
from compensation.papers.grounds import ground_of, marks_of
from compensation.papers.tables import ground_table, monthly_table
from compensation.telling.answer import estimate_from
from compensation.telling.certainty import SOUND
from compensation.telling.grounds import Rung, basis_name
from compensation.telling.lines import Line, cost_lines, pay_lines, total_known
from compensation.telling.notes import said
from compensation.telling.rhythm import whole_month
from compensation.telling.verdicts import Verdict, everything_known, verdicts
from compensation.texts import inside


def overview(case: Case) -> Document:
    """One page for the employer."""
    blocks = [*_placement(case), *_cost(case), *_to_look_at(case)]
    parts = [Part(case.say("footer"), case.say("page"), blocks)]
    return Document(case.lang, case.say("overview.title"), parts, small=True)


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
    cost, first = case.assessment.employer_cost, estimate_from(case)
    later = bool(cost.estimate.total)
    yield Heading(case.say("overview.owed"))
    yield Paragraph(case.say("overview.what", start=case.placement.start, end=case.placement.end))
    names = ["part", "ground", *(["known", "estimate", "together"] if later else ["amount"])]
    head = [case.say(f"overview.head.{name}") for name in names]
    if later and first is not None:
        head[names.index("estimate")] = case.say("overview.head.estimate_from", day=first)
    rows = [*_rows(case, later), _row(case, _total_name(case), "", cost.total, "", cost.estimate.total, later)]
    if later:
        yield Table(head, rows, (27, 28, 20, 21, 20), (False, False, True, True, True), total=True)
    else:
        yield Table(head, rows, (30, 44, 26), (False, False, True), total=True)
    notes = [
        *_full_month(case),
        *said(case, "overview", case.lang, "stated", "expenses", "cao", "wage", "allowance", "cost"),
    ]
    if notes:
        yield Bullets([Item(note) for note in notes])
    yield from _offer(case)
    if (table := monthly_table(case)) is not None:
        yield Heading(case.say("overview.monthly"))
        yield table


def _total_name(case: Case) -> str:
    return case.say("overview.total_wage" if case.earns else "overview.total")


def _offer(case: Case) -> Iterator[Block]:
    """What all that is promised costs over the whole placement: another thing than what is owed."""
    offer = case.assessment.cost_of_offer
    if offer is None:
        return
    names = ("expenses", "allowance", "wage", "holiday_allowance", "health_levy")
    amounts = ((name, getattr(offer, name)) for name in names)
    named = ((inside(case.say(f"cost_part.{name}"), case.lang), amount) for name, amount in amounts if amount)
    parts = [f"{name} {case.euros(amount)}" for name, amount in named]
    key = "offer_cost" if parts else "offer_nothing"
    yield Heading(case.say("overview.chosen"))
    total = case.euros(offer.total)
    if parts and case.assessment.employer_cost.estimate.total:  # a part is of days of which the rates are not known
        total = case.say("owed.about", amount=total)
    yield Paragraph(case.say(f"overview.{key}", total=total, parts=case.listed(parts)))


def _full_month(case: Case) -> Iterator[str]:
    if (amount := whole_month(case, case.lang)) is not None:
        yield case.say("overview.full_month", amount=amount, basis=basis_name(case, case.lang))


def _rows(case: Case, later: bool) -> Iterator[tuple[Cell, ...]]:
    cost = case.assessment.employer_cost
    for line in cost_lines(case):
        if line.owed or line.estimate:
            name = case.word(f"cost.{line.name}")
            yield _row(case, name, ground_of(case, line), line.owed, marks_of(case, line), line.estimate, later)
    pay = pay_lines(case)
    for part in ("allowance", "wage", "holiday_allowance"):
        if (amount := getattr(cost, part)) is not None:
            grounds = _grounds(case, [line for line in pay if line.name == part or line.name.startswith("pay")], amount)
            marks = "; ".join(dict.fromkeys(filter(None, (marks_of(case, line) for line in pay))))
            estimate = getattr(cost.estimate, part) or Decimal(0)
            yield _row(case, case.say(f"owed.{part}"), grounds, amount, marks, estimate, later)
    levy = {ref.mark for step in case.steps("cost") for ref in step.rules if ref.id == "employer_health_levy"}
    note = "; ".join(case.word(f"mark.{mark}") for mark in sorted(levy - set(SOUND)))
    law = case.rung(Rung.MUST)
    yield _row(case, case.say("overview.levy"), law, cost.health_levy, note, cost.estimate.health_levy, later)


def _grounds(case: Case, lines: list[Line], amount: Decimal) -> str:
    """The grounds of a part of the pay; what is offered above them is the employer's own."""
    owed = sum((line.owed for line in lines), Decimal(0))
    if amount > owed and not any(line.name.startswith("pay") for line in lines):
        return case.say("overview.own_offer" if owed else "overview.only_offer", owed=case.euros(owed))
    return "; ".join(dict.fromkeys(ground_of(case, line) for line in lines if line.owed or len(lines) == 1))


def _row(
    case: Case, name: str, ground: str, amount: Decimal, note: str, estimate: Decimal, later: bool
) -> tuple[Cell, ...]:
    known = Cell(case.euros(amount) if amount or not estimate else case.say("months.unknown"), note)
    if not later:
        return row(name, ground, known)
    about = case.say("owed.about", amount=case.euros(estimate)) if estimate else ""
    both = case.euros(amount + estimate)
    return row(name, ground, known, about, case.say("owed.about", amount=both) if estimate else both)


def _to_look_at(case: Case) -> Iterator[Block]:
    a = case.assessment
    yield Heading(case.say("overview.check"))
    amounts = {name: case.euros(getattr(a.totals, name)) for name in ("owed", "offered", "gap")}
    if not total_known(case):
        yield Paragraph(case.say("overview.nothing_known"))
    elif not case.anything_stated:
        yield Paragraph(case.say("overview.no_offer", **amounts))
    else:
        enough = "offer_enough" if everything_known(case) and not a.totals.not_stated else "offer_enough_so_far"
        yield Paragraph(case.say("overview.offer" if a.totals.gap else f"overview.{enough}", **amounts))
    if (table := ground_table(case, "overview.by_ground")) is not None:
        yield table
    rows = [
        _to_check(case, verdict) for verdict in verdicts(case) if verdict.finding is not None and verdict.tone != "info"
    ]
    if rows:
        head = [case.say(f"overview.head.{name}") for name in ("question", "ground", "answer")]
        yield Table(head, rows, (46, 26, 28), (False, False, True), small=True)
    yield Paragraph(case.say("overview.grounds"), small=True)
    yield Paragraph(case.say("overview.information", day=case.on, version=a.receipt.version), small=True)


def _to_check(case: Case, verdict: Verdict) -> tuple[Cell, ...]:
    amount = "" if verdict.amount is None else case.euros(verdict.amount)
    told = {"genuine_placement": "doubtful", "allowance_on_top": "taken"}.get(
        verdict.finding or "", "missing" if verdict.amount is None else "short"
    )
    rung = "" if verdict.rung is None else case.rung(verdict.rung)
    outcome = " ".join(filter(None, (case.say(f"overview.{told}"), amount)))
    return row(case.say(f"overview.finding.{verdict.finding}"), rung, outcome)
